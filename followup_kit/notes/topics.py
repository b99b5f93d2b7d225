"""Topics: what a question is about, and which questions a kind of note is there to ask."""

from followup_kit.notes.phrases import Phrases

# "the payroll clerk position" asks nothing about pay: what a role is called is no topic.
_ROLE = Phrases(
    """
    the|your|this|that|a|an|my ... {job}
    """,
    job="position positions role job post opening vacancy opportunity spot appointment gig place chair internship apprenticeship",
)
_STATUS = Phrases(
    """
    process|decision|decisions|decide*|determination|deliberation|deliberations|verdict|update*|news|status|progress*
    movement|development|developments|word|situation|state|timeline|timelines|timetable|timescale|timeframe|timing|calendar
    time frame
    step|steps|stage|stages|round|phase|outcome|result|results|conclusion|conclude*|next|proceed*|stand*|standing|hear|heard|hearing
    hire*|recruitment|recruiting|search|selection|candidacy|application|fill*|open|consider*|consideration|running|contention
    chosen|chose|choose|choosing|choice|pick*|settle*|select*|shortlist*|appoint*|finalize*|met|meeting|interviewing|gone|taken
    offered|approved|review*|reach*|further_along|far_along|along|moving_forward|on_track|sort*|work_out|worked_out|fix*
    things|matters|going|get_the_job|got_the_job|got_it|made_up|where_you|where_we|where_it|where_are|which_point|what_point
    find|found|did|has|have somebody|someone|anybody|anyone|a_person|the_right
    anything|something ... share|tell|report|know|about
    position|role|job|post|opening|vacancy|opportunity|spot|appointment|place|chair|jobs
    let me know $
    """
)
_FEEDBACK = Phrases(
    """
    feedback|tip|tips|advice|advise|guidance|pointer|pointers|suggestion|suggestions|suggest|comment*|remark*|notes|note|word
    thoughts|thought|think|impression|impressions|insight|insights|observation|observations|criticism|criticisms|critique|counsel
    perspective|opinion|assessment|evaluation|recommend*|recommendation|recommendations|constructive|improve*|better|best
    differently|different|strengthen|stronger|strong|weak|weaker|weakness|weaknesses|gap|gaps|short|lacking|lacked|lack|missing|missed
    work_on|working_on|develop*|practice*|practise*|let_me_down|wanting|wrong|right|fell|thin|polish|learn*|fix|correct|change|study
    grow|sharpen|came_across|come_across|prepare*|preparation|skill|skills|area|areas|next_time|in_future|the_future|deficiencies
    tipped|balance|compared|lesson|lessons|honest|honestly|candid
    how|what i did|do|could|can|should|might
    my|me ... interview|answers|performance|application|portfolio|talk|lesson|demonstration|presentation|audition|test|résumé|resume|cv|paper|trial
    made|make ... difference
    set|sets ... apart
    looking for|to_see
    """
)
# Whatever the note is for, these are further questions.
_ASIDE = Phrases(
    """
    salary|salaries|pay|paid|pays|payroll|wage|wages|compensation|per_diem|bonus|bonuses|commission|mileage|pooled|rate
    benefits|insurance|pension|401k|vacation|pto|time_off|sick_leave|sick_pay|holiday_pay|paid_holidays|tuition|stipend|allowance|perks
    remote|remotely|from_home|hybrid|overtime|weekend|weekends|part-time|full-time|part_time|full_time|flexible|flexitime|nights
    hours|shifts|rota|on-call|parking|park|uniform|dress_code|wear|boots|whites|tools|equipment|laptop|supplied
    onboarding|orientation|funded|funding|relocate*|relocation|visa|sponsor*|travel|commute|contract|probation|permanent|temporary|limited
    promotion|promotions|raise|raises|turnover|linkedin|connect|lunch|coffee|housing|accommodation|union|childcare|reimburse*
    train|travel|bus fare
    claim|expenses|refund|roll my|back|for|my
    start|starting date|time
    date|day i|to start|begin
    first|typical day|week|month
    culture|day-to-day|responsibilities|duties|caseload|workload|targets|software|bring|ordained|licence|license
    report|reporting to
    how many|much|big|large
    how|what ... team|department|crew size|work|works|look|looks
    other|another|similar|different|future|more ... opening|openings|position|positions|role|roles|job|jobs|vacancy|vacancies|branch|branches|department|departments|school|schools|applicants|candidates
    {asked} ... who got|was|did|won|is|has|have|will|i
    who got|was|won|will|beat|would|gets
    how|way ... treat|behave|run_things
    keep ... on_file|in_mind
    does|do|will|whether|if|did (the) you|office|plant|company|shop|school|clinic ... close|closed|offer|require|allow|use|have_a_union|shut|cover|expect_me
    next class|intake|course|opening|vacancy
    pets|dog|cats
    """,
    asked="tell know ask wonder wondering say share learn hear curious",
)
_ASIDE_FROM_STATUS = Phrases(
    """
    feedback|tips|advice|improve|my_performance|how_i_did|did_i_do|my_weaknesses|differently|training
    """
)
_ASIDE_FROM_FEEDBACK = Phrases(
    """
    still open|available|vacant|hiring|looking_for_someone
    hiring|hire|rehire|reapply|reconsider|consider me|my|somebody|someone|again|soon|more
    when ... hiring|hire|next|again
    letter|reference of|for_me
    write ... reference|letter
    instead
    is|are|be|was decision|choice final
    decision|choice final
    """
)


def beyond(kind: str, words: tuple[str, ...]) -> bool:
    """Whether what is asked, in plain words, goes beyond what a kind of note is there to ask.

    Examples
    --------
    >>> beyond("check_in", ("where", "are", "you", "in", "the", "process", "?"))
    False
    >>> beyond("check_in", ("where", "are", "you", "in", "the", "process", "and", "what", "is", "the", "pay", "?"))
    True
    """
    if kind == "thank_you":
        return True
    topic, aside = (_STATUS, _ASIDE_FROM_STATUS) if kind == "check_in" else (_FEEDBACK, _ASIDE_FROM_FEEDBACK)
    asked = _ROLE.without(words, ("the", "role"))
    return bool(_ASIDE.search(asked) or aside.search(asked)) or not topic.search(asked)
