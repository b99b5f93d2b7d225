"""Topics: what a question is about, and which questions a kind of note is there to ask."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from followup_kit.notes import lexicon
from followup_kit.notes.questions import Question

_JOINTS = frozenset((",", ";", "and", "or", "but", "—", "–"))
_ASKING_WORDS = frozenset(
    (
        *("what", "when", "where", "which", "who", "why", "how", "whether", "if", "also", "the", "please"),
        *("is", "are", "do", "does", "did", "can", "could", "will", "would"),
    )
)


def further(kind: str, asked: Sequence[Question], inquired: bool = False) -> list[Question]:
    """Return the questions that go beyond what a kind of note is there to ask.

    A thank-you asks nothing. A check-in asks after the process, a feedback request for feedback; where no question
    is clearly about that, the first that is about nothing else is taken to be it.

    Parameters
    ----------
    kind : {"thank_you", "check_in", "feedback_request"}
    asked : sequence of Question
        All of a note's, in their order.
    inquired : bool
        Whether the note does its asking without a question: "Any news would be welcome."

    Examples
    --------
    >>> salary = Question((0, 17), ("what", "is", "the", "salary", "?"))
    >>> status = Question((18, 40), ("where", "are", "you", "in", "the", "process", "?"))
    >>> further("check_in", [salary, status]) == [salary]
    True
    """
    if kind == "thank_you":
        return list(asked)
    topics = [_topic(kind, question.words) for question in asked]
    if not inquired and "purpose" not in topics and "unclear" in topics:
        topics[topics.index("unclear")] = "purpose"
    return [question for question, topic in zip(asked, topics, strict=True) if topic != "purpose"]


def _topic(kind: str, words: tuple[str, ...]) -> str:
    """What a question is about: the note's purpose, an aside, or neither clearly.

    Each of the things asked is looked at by itself: "where you are, and what it pays" asks two. What is about the
    purpose may well name something else by the way: "whether you have chosen the night nurse".
    """
    table = lexicon.phrases("topics")
    purpose = "status" if kind == "check_in" else "feedback"
    words = table["role"].without(words, ("the", "role"))
    topics = set()
    for part in _parts(words):
        if table[purpose].search(part) and not table["always_aside"].search(part):
            topics.add("purpose")
        elif table["aside"].search(part) or table[f"aside_from_{purpose}"].search(part):
            topics.add("aside")
    return "aside" if "aside" in topics else "purpose" if topics else "unclear"


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The things asked in one question."""
    start = 0
    for place, (joint, following) in enumerate(pairwise(words)):
        if joint in _JOINTS and following in _ASKING_WORDS:
            yield words[start:place]
            start = place + 1
    yield words[start:]
