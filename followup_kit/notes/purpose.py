"""Purpose: whether a note does what it is for: thank, look ahead, ask where things stand, ask for feedback.

What the phrases do not know the weights may: a note that does its work in words of its own is not to be blamed.
"""

from collections.abc import Sequence

from followup_kit.notes import lexicon
from followup_kit.notes.questions import questions
from followup_kit.notes.sentences import Sentence
from followup_kit.notes.topics import further
from followup_kit.notes.weights import weight


def thanks(said: Sequence[Sentence]) -> bool:
    """Whether thanks are given: "I would appreciate it if" and "thanks to the snow" are none."""
    table = lexicon.phrases("purpose")
    return any(table["thanks"].search(table["hollow_thanks"].without(s.words)) for s in said)


def looks_ahead(said: Sequence[Sentence]) -> bool:
    """Whether there is a look forward to more: "I had looked forward to it" is none."""
    table = lexicon.phrases("purpose")
    phrased = any(table["looks_ahead"].search(table["looks_back"].without(s.words)) for s in said)
    return phrased or any(weight("forward_look", s, "thank_you") > 0 for s in said)


def asks_status(said: Sequence[Sentence]) -> bool:
    """Whether it is asked where the employer is in the process."""
    asked = [question for sentence in said for question in questions(sentence)]
    phrased = inquires(said) or len(further("check_in", asked)) < len(asked)
    return phrased or any(weight("status_inquiry", s, "check_in") > 0 for s in said)


def inquires(said: Sequence[Sentence]) -> bool:
    """Whether news is asked for without a question: "Any update would be welcome."."""
    table = lexicon.phrases("purpose")
    return any(table["asks_status"].search(table["no_inquiry"].without(s.words)) for s in said)


def asks_feedback(said: Sequence[Sentence]) -> bool:
    """Whether feedback or tips are asked for; having had some, or meaning to do better, is not asking."""
    table = lexicon.phrases("purpose")
    wordings = [table["feedback_given"].without(s.words) for s in said]
    asked = [question for sentence in said for question in questions(sentence)]
    wished = any(
        table["asking_mood"].search(words) and table["where_it_fell_short"].search(words) for words in wordings
    )
    phrased = wished or len(further("feedback_request", asked)) < len(asked)
    return phrased or any(weight("feedback_asked", s, "feedback_request") > 0 for s in said)
