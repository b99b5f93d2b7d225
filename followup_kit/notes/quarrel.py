"""Quarrel: arguing with a decision, however politely."""

from followup_kit.notes.phrases import Phrases, first_unexcused
from followup_kit.notes.sentences import Sentence, Span

_UNFAIR = (
    "unfair unjust wrong biased arbitrary absurd ridiculous mistaken flawed short-sighted shortsighted odd strange baffling "
    "puzzling unreasonable illogical incomprehensible questionable hasty rushed rigged unbelievable nonsense foolish "
    "inexplicable incorrect political misguided unprofessional indefensible insulting suspicious fishy premature harsh "
    "unwise no_sense in_error a_farce a_sham a_shame not_fair not_right not_correct not_just not_make_sense "
    "not_add_up not_seem_right not_seem_fair not_sit_right not_sit_well not_look_right not_the_right not_justified "
    "not_balanced not_merited not_honest not_proper unsound lopsided peculiar curious a_mistake an_error a_pity"
)

_ARGUES = Phrases(
    """
    # asking for another decision
    reconsider|reconsidered|reconsidering|reconsideration|rethink|re-evaluate|reevaluate|reassess|re-think|re-consider|re-open|reopen
    look|looking|looked|think|thinking|review|reviewing|consider|considered|gone (at|over|about|into|through) (my|the|this|it|your|them) (application|decision|interview|case|file|marks|scores|papers|result) again|once_more|a_second_time|afresh|twice|over
    think again|twice|it_over|better_of_it
    second|another|fresh|closer|harder|independent look|opinion|hearing|pair|review (at|about|on|of)
    change|changing|changed your|the|their|her|his|minds mind|minds|decision|verdict|choice|ruling
    reverse|overturn|undo|revisit|revise|appeal|contest|dispute|challenge|rescind|protest|object|query|quarrel|complain (with|against|to|about|of) the|your|this|it|that|such ... decision|choice|outcome|verdict|result|rejection|judgment|judgement|ruling|case|selection|appointment|way
    appeal|appealing|challenging|contesting|disputing|overturned|reversed|recount|recounted|re-marked|remarked|re-scored|rescored
    grievance|tribunal|ombudsman|equal_opportunities|lawyer|attorney|solicitor
    have|has|had|be|get my|the marks|scores|papers|test|file|case checked|looked_at|looked_into|reviewed|seen_again|gone_over|marked_again
    chance|shot|week|month|day|trial|opportunity (to) (and) prove|show_you|change|i_will_show|i_will_prove
    give|gave|given|get|got|had|have|deserve|deserved (me|us) (a|an|the|my|another) second|fair|real|proper|honest chance|shot|try|hearing|go|crack|look|trial
    not too late to

    # denying it
    i|must|would|respectfully|strongly|we|beg disagree|object|differ|to_differ|beg_to_differ|take_issue|take_exception
    do|can|could|will|would|shall not (simply) agree|accept|concur|share_your|swallow|let_it ... (decision|that|this|the|your|with|it|outcome|being|as_final|lying_down)
    do|can|could|will|would|to not see|understand|believe|accept|imagine|fathom|grasp|swallow|square|reconcile|comprehend|follow|credit how|why|that|this|what|it|such|being|your_reasons|your_reasoning|your_decision|the_reasoning|the_decision|the_logic
    hard|difficult|struggle|struggling|impossible|unable|fail|at_a_loss (to|for_me_to|to_have_to) see|understand|believe|accept|imagine|fathom|grasp|swallow|square|reconcile|comprehend|follow|explain|credit|agree|take how|why|that|this|what|your|it|such|being|with|the_reasoning|the_decision
    beyond|escapes|puzzles|baffles|mystifies|beats me (why|how|that|as_to|,|.)
    baffled|bewildered|perplexed|mystified|dumbfounded|flabbergasted|gobsmacked|incredulous|stupefied|confounded
    cannot|can_not help feeling|thinking|wondering|suspecting|noticing|but_feel|but_think
    mistaken|wrongly|misjudged|misread|blunder|oversight|injustice|unjust|unfair|unfairly|unjustly|unfairness|error_of|erroneous|erroneously
    made|make|making|been|be|is|was|are|were a|an|some|the|in (big|serious|grave|terrible|real|costly|great) mistake|error|mix-up|misunderstanding
    wrong|poor|bad|strange|odd|curious|baffling|puzzling|hasty|short-sighted|questionable|inexplicable|second-best decision|choice|call|person|candidate|conclusion|outcome|judgment|judgement|pick|man|woman|one|applicant
    you|panel|committee|they|board|company|somebody|judges got|have|had|chose|picked|hired|was|were|did|are (it|the|made) (the) wrong
    {decision} ... is|was|were|seems|seemed|feels|felt|looks|makes|made|rests|strikes|does|sits|appears|smells (me) (as) (to) (be|have_been) {unfair}
    it|that|this|which is|was|seems|seemed|feels|felt|looks|strikes|does|do|did|appears (me) (to_me|as|to_be) {unfair}
    call|consider|find|found|think|thought it|this|that|the_decision|the_result|the_outcome {unfair}
    not fair|right|just|correct|deserved|justified|merited|true|accurate|so|stand_up|the_case that|to|of|,|.|on|when|how|since|because|after|as
    not add_up|hold_water|hold_up|stack_up|wash|stand_up|tally|square|seem_right|seem_fair|sit_right|sit_well|follow|match|reflect|do_justice|bear_out
    no|little|any|not_make sense
    no|not (a) justice
    {decision}|it|things|result would|could|might|should|ought have (been|gone|come_out|turned_out|fallen) different|otherwise|differently|my_way|another_way|the_other_way
    would|might|could|should have (been) decided|chosen|seen|reached|concluded|picked|voted|ranked|scored ... otherwise|differently|different|me|another|higher
    had|if you|the|they|anyone|anybody|someone|your (panel|had|committee|second|board|team|others|only) ... read|looked|listened|asked|known|knew|seen|saw|checked|bothered|given|gave|tested|let|watched|called|spoken|rung ... would|might|surely|could
    reason|reasons|letter|feedback|you|explanation|email ... gave|give|given|says|said|wrote|cited|stated|mentioned|claim|claims ... not|hardly|scarcely|contradict*|although|though|yet|but_i|but_my|when_i
    lack|want|shortage|not_enough|too_little of (experience|training|skill|qualifications|practice|knowledge) ... but|yet|though|although|when|while|however|and_yet
    contrary to
    on|by what|which grounds|basis|measure|criteria|yardstick
    not what i|we was|were|am told|promised|led|asked
    i must|have_to|should|ought_to|would (respectfully) point|stress|remind|say_that_i_was|insist|protest|differ|disagree|question|challenge
    may|might|let|must|should|would (i|me) remind|point|remind_you|point_out
    explain|justify|defend|account_for|answer_for yourself|yourselves|your_decision|your_choice|this_decision|the_decision|how_you|your_reasoning|why_you|how_a|how_someone|how_somebody|to_me_how|to_me_why|it
    owe|owed|deserve|need|want|demand|entitled|expect (me|to) an|some|a_real|a_proper|a_full explanation|reason|reasons
    how could|can|do|did|is|was you|they|anyone|a|the|it|somebody|someone ... prefer|choose|pick|hire|decide|reject|turn|pass|say|justify|overlook|not|possible|better
    why would|did|was|is you|they|anyone|a|i|somebody|someone ... less|not|rejected|turned|passed|overlooked|over|instead|younger|never
    was|were|did|has|have my|you|the|anyone|anybody|they ... even|ever|really|actually|properly read|marked|looked_at|considered|seen|open|look

    # measuring oneself against the one who was chosen
    more|better|best|most|stronger|strongest|perfect|ideal|uniquely|perfectly|easily|overqualified|over-qualified|well|far (most|more|better) qualified|candidate|suited|experienced|applicant|fit|choice|prepared|equipped|skilled|trained|match|able than|of_all|you_saw|you_had|you_could|by_far|there_was|you_will|you_are|i_was|i_am|for_it|on_paper|you_interviewed
    i (am|was|remain) ... more|better|best|most|stronger|strongest|perfect|ideal|uniquely|perfectly|easily|right|equally|obvious|natural (most) qualified|candidate|suited|experienced|applicant|fit|choice|prepared|equipped|skilled|trained|match|man|woman|person|one|hire
    less|fewer|half|little|no|under half_the|a|the|of_the|of_my|my|that|any|real|actual|such|a_third_of experience|years|training|qualifications|skill|skills|background|qualification|diploma|certificate|licence|license|degree
    less|fewer|underqualified|under-qualified|inferior|weaker|junior experience|experienced|qualified|candidate|person|applicant|suited|skilled|than_i|than_me|able|to_me
    with|person|somebody|someone|anyone|anybody|candidate|man|woman|hire|kid|applicant|fellow|guy|lad|girl|one|outsider with|without|out_of|off|fresh|straight|who|barely|half (has|had|is|was|only|never|cannot|have) (no|not|half|less|little|barely|only|never|two|one|three|a|the) years|year|experience|degree|training|school|college|less|half|half_my|fraction|street|diploma|licence|certificate|month|months|held|done|worked|seen|set|run
    over|instead_of|above|ahead_of|rather_than|before|and_not me|myself .|,|and|for|in|when|who|with|to|on|,
    passed|passing|pass me|over over|for|in
    better|more|harder|longer|faster|less|higher|further|greater than|to ... the_person|the_one|the_man|the_woman|the_guy|the_fellow|the_candidate|whoever|him|her|hers|his|theirs|anyone|anybody|any_of|most_of_the|the_others|them|who_got|you_hired|you_chose|you_picked|he|she|they
    better|more|higher|harder|longer|faster|less than i|me|mine|myself did|do|have|has|was|am|.|,|got|gets|and|who
    than|to the|whoever ... person|one|man|woman|guy|candidate|fellow|applicant (that|who) you|they|got|was|is|has|had|won
    somebody|someone|stranger|outsider|man|woman|kid|nephew|boy|street|person ... gets|got|given|handed|walks|takes it|the_job|the_post|the_place|the_role|the_position|in
    trained|taught|mentored|supervised the_guy|the_man|the_woman|the_person|the_one|the_fellow|half|your
    covered|covering|held|ran|did|done|doing|filled|filling|performed (exactly) the|that|this (very|exact|same) job|desk|post|role|work|position|shift (two|three|four|for|already|last|since|while|when|unpaid|all|and|without)
    years ... against|versus|compared|while|whereas|to_his|to_her|to_their|on_him|on_her|on_them|counts|mean
    highest|top|best score|scores|mark|marks|grade|time|result|results|rated|of_all|posted|in_the_county|sales|numbers
    scored|score|ranked|placed|tested|rated|came|finished highest|first|top|higher|best|above|below|full_marks|ahead
    ranked|placed|preferred|rated|marked|scored above|below|ahead|over|to_me|higher|behind|under|lower
    met|meet|exceed|exceeded|fulfilled|satisfied|ticked|had|have|fulfill|fulfil|tick|satisfy|hit|checked|possess|answered|passed ... every|all|each (single|one|of) (of) (the|your) (one) ... {requirement}
    deserve|deserved|merit|merited|entitled|earned ... this|the|that|better|job|post|more|it|place|position|role|at_least|to
    count|counts|counted|counting|means|meant|weigh|weighs|worth|matter|matters (for) anything|nothing|something|so_little|little|more_than
    overlooked|undervalued|discounted|underestimated|disregarded|underrated|overqualified|shut_out|brushed_aside|not_considered|not_valued|not_weighed|not_given
    nobody|no_one|none|anyone|anybody|few|who|else ... better|match*|equal|equals|as_much|as_good|could_have|has_done|as_many|harder|as_well|knows_more|more_experience|more_than|closer
    not good|qualified|experienced|strong enough
    not find|get|have|meet|see ... better|equal|another|keener|harder|more_qualified|anyone_who
    am|remain|still|maintain|insist|firmly|strongly|know|believe|feel|think|convinced|certain|confident|sure|persuaded|knew (firmly|still|quite) (that) i am|was|would|could|should|can|had|have|did|met|deserve|ought ... {fit}
    would|could|can|will have (done|been|made|brought) ... better|best|excellent|perfect|more_than|than_anyone
    should|ought_to|must|ought have (been|gone|gotten|got|won) mine|me|chosen|hired|offered|given_to_me|given_the|selected|picked|to_me|my|appointed|the_job|in|weighed|counted|been
    should|ought_to|ought be|have_been mine|me|i|my
    told|led|assured|given (me|to) (to_believe|i_was|that_i|i_had|to_understand|me_i|believe|understand|i|that) ... front|front-runner|favorite|favourite|mine|good_as|all_but|had_it|strongest|certain|perfect|got|best|everything|in_the_bag|fully|herself|himself
    panel|chair|chairman|manager|interviewer|you|she|he|supervisor ... told|said|assured ... herself|himself|yourself|so_herself|perfect|best_they|was_the_best|strongest|front-runner|as_good_as
    surprised|surprise|shocked|stunned|astonished|amazed|taken_aback|floored|disbelief|astonishing|surprising|startled (to|that|by|at|when|given|considering|since|it_was) ... {outcome}
    confused|puzzled (as|to|by|why|how|that|at|about) ... why|rejected|turned|not|decision|chosen|passed|choice|hired|result|outcome|reasons
    wonder|ask|question|questioning|doubt|query whether|how|if|why|your|the|this|what ... decision|judgment|judgement|choice|fairness|fair|fairly|reasoning|ever_read|even|seriously|real_chance|made_up|already_decided|even_read|properly|objective|impartial
    as_to|of|wonder|understand|know|why|tell|asking|explain|reason (me) why i was|am|did|have|should (not|been|be|rejected|turned|passed) ... when|given|despite|with_my|although|considering|though|after|with_all
    despite|given|considering|for_all my|the_fact|all_my|that_i ... years|experience|qualifications|record|degree|credentials|certificates|references|scored|have|was|am|had
    surely you|a|my|the|it|there|that|experience|someone|some|anyone|two|three|ten|twenty
    sure|certain|aware|really|positive|confident this|that|you|the|it ... final|right_decision|chose|right_choice|want_to|correct ?
    your|company's|their|you loss|will_regret|may_regret|will_come_to|will_see|will_realize|will_realise|will_be_sorry|live_to|will_wish
    in|to my|anyone's|anybody's|any_fair|my_honest|my_humble|my_own|any (honest|fair|humble|own) opinion|view|book|estimation|mind|judgment|judgement|eyes|way_of ... {unfair}|best|better|stronger|qualified|more|should|right|not|incorrect
    biased|bias|prejudice|prejudiced|discriminate*|discrimination|nepotism|favoritism|favouritism|rigged|stacked|foregone|ageism|ageist|sexism|racist|unlawful|stitch-up|old_boys|fixed_from
    because|due|decided|rejected|judged|held|down (of|on|to|against) (me) (my|the) age|accent|race|gender|sex|colour|color|religion|looks|gray|grey|older
    insider|inside|internal job|hire|candidate|man|appointment all_along|from_the|anyway|in_mind|already|was_always
    decided|made_up|chosen|settled before i|anyone|we|the_interview
    who|whoever (you|they) hired|chose|picked|hire|choose ... never|cannot|not|will_ever|knows_less|could_not
    let|letting|lost|losing|missed|missing a good|better|best one|man|woman|candidate|person|hand|worker|out
    hire|take|put|bring me on|anyway|instead|for
    """,
    decision="decision choice outcome rejection result verdict process selection judgment judgement scoring panel committee "
    "reasoning reason reasons hiring ranking marking appointment way decisions",
    unfair=_UNFAIR,
    outcome="given considering since passed_over turned_down rejected not_to_be not_be decision outcome not_chosen "
    "not_selected result choice someone somebody went_to with_less hired you_chose not_get lose not_to_get not_to_have not_offered "
    "your_letter_said chose_another",
    fit="better best excel excelled right strongest more ideal perfect qualified done hired been equal suited strong fit "
    "chosen job_as the_job it_better deserve all_of every outperformed ahead",
    requirement="requirement requirements qualification qualifications criteria criterion box boxes credential credentials "
    "certificate certificates certification condition conditions skill skills item thing_you you_asked asked_for point "
    "targets target question questions standard standards test tests competency mark_you stage",
    years="two three five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty twenty-two 10 12 15 20 25 30",
)
# Praise for the decision, blame taken on oneself, and quarrels denied.
_ACCEPTS = Phrases(
    """
    not|never|no|nor|without|neither (to|writing|asking|ask|wish|want|presume|mean|dream|here|trying|intend|going|asking_you|for_a_moment|of_course) (to|of|you|that|for|would|or) (presume|try|wish|ask|you|be|argue_or) (to) question|argue|quarrel|dispute|challenge|contest|reconsider|appeal|change|doubt|disagree|object|reconsideration|debate|second-guess|arguing|questioning|disputing|complain|complaint|protest|begrudge|grudge
    no quarrel|argument|complaint|complaints|doubt|dispute|objection|hard|grudge|question|surprise (with|that|about|feelings|against|at)
    sure|certain|know|no_doubt|doubt|confident|trust|believe|understand|glad|suppose|imagine|see|can_see|accept|agree|hear|think (not) (that) you|the|your|whoever|they|he|she|somebody|someone|it|others|there|other|this ... {praised}
    you|committee|society|panel|company|they|school have|has|had|made|make|chose|did|picked (chosen|made|picked|the) well|wisely|right|rightly|the_right|a_good|the_best|a_fair|good
    {chosen} ... {praised} ... {earned}
    {chosen} ... {earned}
    my own|my|i|some|few|the_same|make|making ... mistake|mistakes|error|errors|gaps|not_strong_enough|not_good_enough|not_experienced_enough
    if|whether|where|what|which|any|anything|areas|how|points|parts|something|ways|tell_me|was_it|did_i ... i|my|me|mine ... {wrong}
    what|where|anything|something|areas was|were|is|are|that_was|which_was ... {wrong}
    i made|make|missed|misjudged|misread|should_have|could_have|might_have|wish|regret|learned|would_have_liked|would_have_loved|ought_to_have (been) (prepared|asked|said|answered|mentioned|spoken|done|read|practiced|practised|rehearsed|slowed|more|better|a)
    become|be|make_me|grow_into|being|becoming|build (a|an|the|me) (much|far) better|stronger|best|more|right
    do|did|done|doing|prepare|prepared|answer|interview|present|perform|be|been better|more|best next|in|at|.|,|?|on|with|for
    fair|open|friendly|careful|thorough and
    {unfairless}
    """,
    praised="right best better stronger qualified more fit choice well experienced strong suited fair careful good perfect "
    "ideal great hard difficult many wise closer closely able fine reasons thought",
    chosen="candidate person colleague applicant winner man woman choice one successful_candidate appointment somebody someone "
    "other whoever he she they",
    earned="will_do deserves deserved earned do_you_proud will_be lucky fortunate all_the_best every_success success well",
    wrong="wrong better best stronger weak weaker mistake mistakes error errors short less more not_good_enough different "
    "not_strong_enough not_enough improve poor fell could_have should_have compared qualified over differently missing lacking "
    "what_i_lacked not_see not_have overlooked thin highest higher top count counted mistaken should_of correct",
    unfairless="no_hard_feelings fair_enough perfectly_fair quite_fair very_fair understand_entirely",
)


def argues(sentence: Sentence) -> Span | None:
    """Return where a sentence quarrels with a decision, or None."""
    return first_unexcused(_ARGUES, _ACCEPTS, sentence)
