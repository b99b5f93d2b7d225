"""Questions: where a note asks for something, directly or not."""

from typing import NamedTuple

from followup_kit.notes.phrases import Phrases
from followup_kit.notes.sentences import Sentence, Span


class Question(NamedTuple):
    """Something a note asks: where it stands in the text, and its words from where the asking begins."""

    span: Span
    words: tuple[str, ...]


# Questions by their order of words, whether or not they end in the mark.
_INVERTED = Phrases(
    """
    ^ could|can|would|will|do|did|does|are|is|have|has|might you|there|it|we|they|anyone|anybody|somebody|your
    ^ could|can|might|shall i
    ^ may i ask|know|inquire|enquire|find_out|check|trouble|bother
    ^ what|when|where|why|how|who|which is|are|do|does|did|will|would|can|could|should|might|has|have {asked}
    ^ how|what|which|whose many|much|long|often|soon|far|large|big|kind|sort|type|time ... {aux} {asked}
    ^ any idea|chance|word|news|thoughts on|about|yet|{wh}
    please could|can|would you
    """,
    asked="you i we the your there it they my this that",
)
# Questions that nobody is to answer: exclamations, tags, pleasantries, a lead-in to what one says next.
_RHETORICAL = Phrases(
    """
    ^ how are|is you|things|everything|everyone $
    ^ how do you do
    ^ who knew|says|needs|cares|wants|else
    ^ who would|could|can|will have|not|think|believe|say|ask|forget|resist|guess|imagine|wish|mind|argue|blame
    ^ who do|does|would|could|is|can|will not
    ^ how could|can|would|should i|anyone|one|anybody|we not|forget|resist|refuse|fail|say|be|complain|ever
    ^ what is|was not to
    ^ what more|else could|can|would i|one|anyone|anybody|a|you|we ... want|ask|wish|hope|need|desire
    ^ what could|can|would be|feel|beat|sound|taste|match
    ^ what better|nicer|finer|lovelier|greater|happier
    ^ what a|an
    ^ where did|does|had|has ... time|hour*|morning|afternoon|day|minutes|evening go|gone|fly
    ^ is|was|are|were|do|does|did|has|have|would not it|that|this|those|these|they|we|there
    , is|was|are|were|does|did|do|has|have|will|would|could|can (not) it|that|he|she|they|we|i|there ?
    ^ how often|many ... get|gets|meet|find|can|see|come|comes|end|ends|begin|begins|leave|include|includes
    ^ when was the last time
    ^ when else
    ^ is|was|are|were|could|can there (be) a|any|anything|anyone better|nicer|finer|lovelier|greater|happier|sweeter
    ^ can|could|would you believe|imagine|blame|tell_i|tell_how|ask_for
    ^ have|has you|anyone ever seen|met|heard|known|tasted|smelled
    ^ did you ever
    ^ did|have|do|had i (already|ever) mention|mentioned|say|said|tell|told|thank|thanked|dare
    ^ need|dare|must i
    ^ might|may|can i add|say|take|thank|wish|express|offer|confess|begin|start|close|end|tell_you
    ^ shall|should i confess|admit|say
    ^ am i the|alone
    ^ what did|do|have|will i learn|take|enjoy|like|love|notice|see|remember|carry|bring|come|admire|find|keep
    ^ what {struck} ... me
    ^ why|how do|did|am|have|would i mention|say|tell|bring|write|care|love|like|want|enjoy|keep|feel|remember
    ^ how lucky|cool|great|lovely|nice|good|wonderful|rare|fun|fitting|funny is|was that|it|this
    ^ what are the odds $
    ^ remember the|that|when|how
    ^ the|my|a|one ... {highlight} ... ?
    ^ if not
    """,
    struck="struck stayed stays stood stuck sticks impressed surprised moved delighted made drew brought touched amazed",
    highlight="part moment thing highlight surprise lesson reason takeaway favorite favourite detail result verdict "
    "secret bit point conclusion upshot answer",
)
# Asking without a question mark.
_ASKING = Phrases(
    """
    wonder|wondering {wh}|about
    i ... wondered if|whether|about|what|when|where|who|which
    curious to_know|to_hear|to_learn|to_find|to_understand|about|as_to|{wh}
    curiosity|interest ,|: {wh}

    {want} (to) {find_out} ... {wh}|about|the|more|your|you|for
    {want} (to) hear|learn|discover|be_told|see {wh}|your_thoughts|your_views
    {want} (to) hear|learn|know , ... whether|if|where|what|how
    {want} ... to know {wh}|about
    interested|interest|curious (to_know|in_knowing) {wh}
    {want} (to) have|get|hear {some} ({real}) {news}
    it|that {would} be|help|mean ... to {find_out}|hear|learn|have|get|see {wh}|a|the|some|more|your|any|about
    what|thing|part|point|one|something (that) i {would}|am|was|still|do|want|need ... know|ask|wondering|unsure|understand|curious
    anxious|eager|keen|interested|glad|pleased|grateful to|in|for {find_out}|hear|learn|finding_out|knowing|learning|hearing {wh}

    i|it|we would ... if you|someone|somebody could|would|can|might|told|let|sent|gave|shared
    would ... knowing|learning|hearing {wh}|about|more|something|anything
    would love|like|appreciate|value|welcome|be_grateful_for|be_glad_of|be_thankful_for {some} ({real}) {news}

    please|kindly|do|perhaps (also|me) tell|give|send|show|advise|forward|email|remind|inform|update|teach me|us
    tell|give|send|show|remind|teach me please
    please|kindly advise|clarify|explain|confirm|specify|indicate|elaborate|respond|reply|inform|state
    ^ tell me|us {wh}|one|about|the|anything|something
    may|might|can|could i know|have|be_told
    may|could|can you please
    please|kindly share|send|provide|forward|describe|outline the|your|any|a|some|more|what|how|details|information|with_me
    let me|us know {wh}|about|of|the|your|once|as_soon|,
    {hoping} ... you could|can|might|would|will {tell}
    if|perhaps|maybe you could|can|would|might {tell}
    i ... {wish_to} ask|inquire|enquire ... if|whether|about|for|what|when|where|how|who|which|after

    i|we|do|also|still|me|there|that have|had|has|leaves|is|with {some} ({real}) ({real}) question|questions|query|queries
    my|the|one|another ({real}) ({real}) question|query is|remains|came|comes|:|i|that_i|though|left|—|–
    ^ (a|one|two|three|another|my) ({real}) question|questions|query :|,|about|though|—|–|-|on|regarding
    meant|forgot|forget|neglected|failed|omitted|intended ... to ask|find_out|inquire|enquire|check|raise
    i should|could_not|did_not|never ... ask|asked {wh}|about|you|,|:
    if i may|might|can ask
    i ask {wh}|about

    not (yet) sure|certain|clear about|on|of|{wh}
    unsure|unclear|uncertain|confused|puzzled|hazy|fuzzy about|on|of|as_to|over|{wh}
    is|was|remains not (yet) clear|certain|obvious ... {wh}|about
    i|we did|do|can|could not ... catch|gather|follow|recall|remember|work_out|figure_out|tell|hear {wh}
    i do not know|understand {wh}
    left|leaves me unsure|wondering|uncertain|unclear
    """,
    want="would_like|would_love|like|love|want|wanted|wish|wished|wishing|need|needed|hope|hoped|hoping|prefer|eager|keen"
    "|anxious|interested|meant|writing|calling|be_curious|be_glad|be_happy|be_grateful|be_pleased|be_delighted"
    "|be_helpful|appreciate|good|great|useful|nice|wonderful|call|write|email|emailing|dying|trying",
    find_out="know|find_out|understand|clarify|confirm|check|verify|inquire|enquire|ask|make_sure|double-check",
    some="a|an|any|some|more|further|one|the|your|two|three|a_few|a_couple_of|another|several|even_a_little|just_one|no_end_of",
    real="quick last small brief final remaining other additional little one minor practical further more real honest",
    news="information|info|detail|details|clarity|clarification|insight|word|news|update|updates|idea|guidance"
    "|particulars|sense|explanation|answer|reply|indication|feedback|tips|advice|thoughts|pointers|suggestions",
    tell="tell|let|share|send|give|explain|clarify|confirm|advise|remind|provide|forward|shed|say|help_me_understand"
    "|elaborate|describe|point|email|fill|answer|enlighten|update|kindly|please",
    hoping="hope|hoping|hoped|trust|wish|wishing|ask|request|asking|requesting",
    wish_to="would_like_to|would_love_to|want_to|wanted_to|wish_to|wished_to|writing_to|calling_to|write_to|call_to|have_to"
    "|also|to|would|must|emailing_to|hoping_to|meaning_to|kindly|dare_to|permit_myself_to|allow_myself_to",
)
# What was asked then, told without quotation marks.
_REPORTED = Phrases(
    """
    asked|asks|said|asking (me|us|him|her|them|myself|people) ,|: {wh}|do|did|is|are|can|could|would|will
    """
)
# What sounds like asking and is not.
_NO_QUESTION = Phrases(
    """
    always|often|years|long wondered
    no wonder
    no_longer|not|never|no_need_to wonder*|ask*
    you|she|he|they (had) asked|wanted_to_know|wondered
    want|wanted|wish|like you to know|hear
    you will|would|might|may (be) glad|like|want|care|pleased|happy|interested|amused (to) know|hear|learn|see
    was|were not sure|certain what|how|of
    was|were {pleasant} to
    """,
    pleasant="good nice great glad happy pleased delighted interesting helpful useful wonderful interested curious eager",
)
# Asking after the reader's wishes: an offer of help.
_OFFER = Phrases(
    """
    if|whether|what|anything|something|how|when|should you|the_team|anyone|your_team ... {needs}
    i|we can|could|may|might ... help|provide|send|answer|supply|clarify|assist|offer|share|forward|add|be_of|do|bring|be_useful
    anything|something|any|what (else|more|further|other|additional) ... from_me|you_need|i_can|from_my|on_my_side|would_help_you|for_you|needed|useful
    anything else|further|more
    """,
    needs="need|want|require|wish|like|prefer|have_any|have_questions|lack|think_of|care",
)


def questions(sentence: Sentence) -> list[Question]:
    """Return what a sentence asks, leaving out quoted and rhetorical questions and offers of help.

    Examples
    --------
    >>> from followup_kit.notes.sentences import sentences
    >>> [len(questions(s)) for s in sentences("I was wondering what it pays. Who knew? Do let me know if I can help.")]
    [1, 0, 0]
    """
    words = sentence.words
    if "?" in words or _INVERTED.search(words):
        meant = not (_RHETORICAL.search(words) or _REPORTED.search(words))
        return [Question(sentence.span(0, len(words)), words)] if meant else []
    if _NO_QUESTION.search(words):
        return []
    for start, _ in _ASKING.find_all(words):
        if not _OFFER.search(words[start:]):
            return [Question(sentence.span(start, len(words)), words[start:])]
    return []
