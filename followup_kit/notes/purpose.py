"""Purpose: whether a note does what it is for: thank, look ahead, ask where things stand, ask for feedback."""

from collections.abc import Iterable

from followup_kit.notes.phrases import Phrases
from followup_kit.notes.questions import questions
from followup_kit.notes.sentences import Sentence
from followup_kit.notes.topics import beyond

_THANKS = Phrases(
    """
    thank|thanking|thanked|thanks|thx|gratitude|thankful|thankfully|gratefully|grateful|obliged|indebted|beholden
    appreciate|appreciated|appreciates|appreciating|appreciation|appreciative|appreciatively
    cheers|ta for|again|mate|!|to_you
    mahalo|takk|tack|tusen|danke|dankeschön|merci|gracias|grazie|obrigado|obrigada|arigato|arigatou|mahalo|kiitos|bedankt
    hvala|köszönöm|děkuji|dziękuję|asante|shukran|salamat|diolch|spasibo|mersi|mulțumesc|teşekkürler|gràcies|dhanyavaad
    owe you
    kind|generous|good|decent|thoughtful|gracious|considerate|sweet|lovely of you
    how kind|generous|thoughtful|gracious|considerate
    meant|means a lot
    """
)
_HOLLOW_THANKS = Phrases(
    """
    would|should|shall|will|might|could (be) (most|more|also|always|much|ever|eternally) appreciate|appreciated|grateful|thankful|obliged
    no|small|hardly|thankless thanks
    do|does|did|is|am|was not appreciate|appreciated|grateful|thankful|thank
    thanks to the|my|a|an|our|his|her|its|this|that|these|those
    thank|thanks god|goodness|heavens|heaven
    thank|thanks|thanking (you) ... in advance
    """
)
_LOOKS_AHEAD = Phrases(
    """
    look|looking|looks forward|ahead
    hope|hopes|hoping|hopeful|hopefully|wish (is|very_much) (that) to|i|we|our|of|for|you_will|it ... {meet}
    hope|hoping|hopefully ... again|soon|further|next|continue|continuing
    {soon} , i|we (will) hope|trust
    would|should|shall|will|could much|love|like|enjoy|welcome|relish|jump|be|mean|make ... {meet}
    would|should|shall|will welcome|relish|jump
    welcome|await|awaiting|anticipate|anticipating|relish a|an|any|the|your ... chance|opportunity|prospect|possibility|conversation|discussion|word|reply|news|day
    {excited} ... {meet}|possibility|prospect|chance|opportunity|joining|becoming|next|future|continuing|learning|working|coming
    {excited} for|about|by the|this|what|where
    keen|excited|eager to|on|for
    not|hardly|scarcely|barely wait for|to|until|till
    until|till we|our|next|the_next|i|then
    see|speak|talk|meet (to|with) (you) soon|again|there|then|next|on|at
    continue|continuing|continuation|resume|resuming|keep|keeping|pick_up|picking_up ... conversation|discussion|discussions|talk|talks|exchange|chat|dialogue|going|where_we
    paths ... cross|again
    first|start|beginning of ... many|more|conversation|conversations|something
    not|never ... last|end ... conversation|talk|meeting|time
    to be continued
    let us talk|continue|meet|speak|keep|do_it_again
    counting the days|hours|down
    anticipation|in_the_hope|in_hope
    i|we will ... back|again|soon|there_on|see_you|return|next
    ready|here_is ... next|start|round
    free|available|around ... to|for ... talk|chat|meet|speak|conversation|visit|second|further
    further|next|second|another conversation|discussion|talk|chat|visit|meeting|round|interview
    """,
    meet="talk speak meet see hear continue work join come return visit chat discuss resume begin start learn contribute "
    "further again next be_part be_a_part be_one help soon speaking talking meeting continuing hearing working "
    "seeing joining_you cross become many bring stay_in_touch keep more opportunity chance conversation discussion",
    soon="soon again",
    excited="excited eager keen enthusiastic thrilled delighted happy glad pleased ready enthused energized energised "
    "honored honoured proud game up_for",
)
_LOOKS_BACK = Phrases(
    """
    looked forward
    not looking|look forward
    had|been looking forward
    was|were|been {excited} to|that|by|with|at
    is|am glad|happy|pleased|delighted|proud|honored|honoured to have|hear|know|see|find|learn_that
    is|am {excited} that|by|with|at
    hope|hoping (that) i|we|it did|was|were|had|have_not|has
    {thanks} ... for|of ... chance|opportunity|privilege|honor|honour|pleasure (to|of) ... {meet}
    was|is a|an|my ... pleasure|honor|honour|privilege|joy to ... {meet}
    would|should like|love to say|thank|tell|express|add|offer|apologize|apologise|share|note|mention|begin|start|congratulate
    """,
    excited="excited eager keen thrilled delighted happy glad pleased ready honored honoured proud",
    meet="talk speak meet see hear work join come visit chat discuss interview speaking meeting talking seeing visiting",
    thanks="thank thanks thankful grateful appreciate appreciated gratitude appreciation",
)
# Inquiries that are no question in form.
_ASKS_STATUS = Phrases(
    """
    checking|check in|back on|about|regarding|to_see|with_you_about|with_you_on|concerning
    checking|check how|whether|if|where|on
    touch|touching base on|about|regarding
    follow|following|followed (up) on ... status|application|decision|hiring|process|search|timeline|timetable|progress|outcome|result
    seeing|see where|how|whether|if ... {state}|you_are_at|stand|going
    {inquire} about|after|concerning|regarding|for|as_to|into (the|my|your|our|any) ... {state}
    {inquire} {wh} ... {state}|going|stand|decided|reached|chosen|made|finished
    line|word|note|idea|sense on|about|of|as_to where|how|whether|the
    any|an|some|a|further|quick|brief word|update|updates|news|indication|information ... would|is|welcome|appreciated|grateful
    {would} ... welcome|appreciate|be_grateful_for|be_glad_of|be_glad_for|love|be_thankful_for|be_obliged_for ... word|update|news|indication|updates|information
    let|inform|update|tell|notify|advise me|us (know) ... {state}|decided
    inform|update|kindly (me|inform) (on|of|about) the status|outcome|result|decision
    """,
    inquire="inquire enquire ask asking inquiring enquiring enquiry inquiry",
    state="status state progress decision process outcome result timeline timetable application search hiring stage position "
    "role job post vacancy selection opening appointment recruitment",
)
_TIPS = (
    "feedback tip tips advice guidance pointer pointers suggestion suggestions comment comments remark remarks thoughts "
    "impression impressions insight insights observation observations criticism criticisms critique counsel perspective "
    "notes lesson lessons hint hints assessment evaluation candor candour frankness recommendation recommendations "
    "deficiencies shortcomings weaknesses"
)
_ASKING_MOOD = Phrases(
    """
    would|could|should|may|might|can|if|please|kindly|any|whatever|love|welcome|value|request|requesting|seek|ask|asking|hope|hoping
    tell|advise|teach|give|send|show|let|share|spare|need|want|after|curious|interested|glad|grateful|obliged|open|eager|keen|thankful
    ?
    """
)
_WHERE_IT_FELL_SHORT = Phrases(
    """
    {tips}
    improve*|improvement|do_better|done_better|be_better|interview_better|differently|strengthen*|stronger|weak|weaker|weakness
    fell|fall|falling|came short
    lacking|lacked|missing|work_on|practice|practise|let_me_down|wanting|polish|sharpen|come_across|came_across|compared
    could|should|might|ought have|change|fix|prepare|do|learn|study|correct|to_do|to_work
    went|go|did|do|done wrong|astray
    tell|telling|told|know|hear|learn me what|where|which|how
    should of|have
    look|looking|hoping|hoped for|to_see
    felt|seemed|looked thin|flat|weak
    wrong|better|stronger .|,|?|in|at|next|answer
    tipped|made the balance|difference|scales
    change|fix|correct .|,|?|next|for
    """,
    tips=_TIPS,
)
_FEEDBACK_GIVEN = Phrases(
    """
    thank|thanks|thanking (you) (all|both) for ... {tips}
    am|was|were|remain grateful|thankful for ... {tips}
    appreciated|enjoyed|valued|loved|remember|took|follow|following|followed (to_heart) the|your|those|all ... {tips}
    i appreciate the|your|those|all ... {tips}
    {tips} (that|which) (you) gave|shared|offered|made|passed|provided
    said|told|promised ... would ask ... {tips}
    i|and|to will|shall|hope|plan|intend|mean|try|want ... {improve}
    """,
    tips=_TIPS,
    improve="improve|do_better|be_better|work_on|practice|practise|prepare|strengthen|keep|continue|try",
)


def thanks(said: Iterable[Sentence]) -> bool:
    """Whether thanks are given: "I would appreciate it if" and "thanks to the snow" are none."""
    return any(_THANKS.search(_HOLLOW_THANKS.without(s.words)) for s in said)


def looks_ahead(said: Iterable[Sentence]) -> bool:
    """Whether there is a look forward to more: "I had looked forward to it" is none."""
    return any(_LOOKS_AHEAD.search(_LOOKS_BACK.without(s.words)) for s in said)


def asks_status(said: Iterable[Sentence]) -> bool:
    """Whether it is asked where the employer is in the process."""
    return any(_ASKS_STATUS.search(s.words) or any(not beyond("check_in", q.words) for q in questions(s)) for s in said)


def asks_feedback(said: Iterable[Sentence]) -> bool:
    """Whether feedback or tips are asked for; having had some, or meaning to do better, is not asking."""
    wordings = [_FEEDBACK_GIVEN.without(s.words) for s in said]
    return any(_ASKING_MOOD.search(words) and _WHERE_IT_FELL_SHORT.search(words) for words in wordings)
