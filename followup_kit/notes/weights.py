"""Weights: what each cue speaks for or against, learned from labelled letters; a sentence's weight is their sum.

The tables in ``lexicon/weights`` are those of a logistic regression, and ``tests/notes/letters/weigh.py``, which made
them, can make them again.
"""

from functools import cache, lru_cache
from importlib.resources import files
from math import fsum

from followup_kit.notes.cues import cues
from followup_kit.notes.sentences import Sentence


def weight(name: str, sentence: Sentence, kind: str) -> float:
    """Return how much a sentence speaks for a finding: above 0 it is one.

    Parameters
    ----------
    name : str
        A table's, ``"pushy"``.
    sentence : Sentence
    kind : {"thank_you", "check_in", "feedback_request"}

    Examples
    --------
    >>> from followup_kit.notes.sentences import sentences
    >>> [weight("pushy", s, "check_in") > 0 for s in sentences("Take your time. I need your answer by Friday.")]
    [False, True]
    """
    table = _table(name)
    # fsum: the same whatever the order of the set.
    return fsum([table["*"], *(table[cue] for cue in _cues(sentence.words, kind) if cue in table)])


@lru_cache(maxsize=64)
def _cues(words: tuple[str, ...], kind: str) -> set[str]:
    """The cues of a sentence of the note at hand, which several tables weigh."""
    return cues(words, kind)


@cache
def _table(name: str) -> dict[str, float]:
    text = files("followup_kit.notes").joinpath(f"lexicon/weights/{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("# "))
    return {cue: float(figure) for figure, cue in lines}
