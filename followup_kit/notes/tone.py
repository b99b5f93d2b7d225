"""Tone: annoyance, pressure, and quarrelling with a decision."""

from followup_kit.notes import lexicon
from followup_kit.notes.sentences import Sentence
from followup_kit.notes.weights import weight

_DOUBT = -1.0  # the weight below which even a plain phrase is not meant: "I am not asking you to reconsider."


def faults(sentence: Sentence, kind: str) -> list[str]:
    """Return the rules of tone that a sentence in a kind of note breaks; only a rejection is argued with.

    Examples
    --------
    >>> from followup_kit.notes.sentences import sentences
    >>> [faults(s, "check_in") for s in sentences("No hurry at all. I demand an answer by Friday.")]
    [[], ['pushy']]
    """
    plain = lexicon.phrases("tone")
    rules = ("annoyed", "pushy", *(("argues_with_outcome",) if kind == "feedback_request" else ()))
    return [
        rule for rule in rules if weight(rule, sentence, kind) > (_DOUBT if plain[rule].search(sentence.words) else 0.0)
    ]
