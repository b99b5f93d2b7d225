"""Wording: how much of one note stands in another."""

import re
from collections.abc import Iterable

LIMIT = 0.35
"""Two notes that share more than this much of the shorter one's word trigrams are not worded differently."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def shared_wording(a: str, b: str, names: Iterable[str] = ()) -> float:
    """Return the share, from 0 to 1, of the shorter note's word trigrams that stand in the other.

    Parameters
    ----------
    a, b : str
        The notes. The one with fewer different trigrams is the shorter.
    names : iterable of str
        Names, of one word or more each. Their words are left out before trigrams are formed.

    Examples
    --------
    >>> shared_wording("Thank you, Ana, for the tour.", "Thank you, Bo, for the talk.", ["Ana", "Bo"])
    0.6666666666666666
    """
    names = list(names)
    left, right = _trigrams(_words(a, names)), _trigrams(_words(b, names))
    return len(left & right) / max(min(len(left), len(right)), 1)


def longest_shared(a: str, b: str, names: Iterable[str] = ()) -> str:
    """Return the longest run of three words or more that two notes share, in lower case, or "".

    Examples
    --------
    >>> longest_shared("I thank you for the tour of the mill.", "Again I thank you for the talk.")
    'i thank you for the'
    """
    names = list(names)
    words, other = _words(a, names), _trigrams(_words(b, names))
    best, run = [], []
    for trigram in zip(words, words[1:], words[2:], strict=False):
        run = ([*run, trigram[2]] if run else list(trigram)) if trigram in other else []
        best = max(best, run, key=len)
    return " ".join(best)


def _words(text: str, names: list[str]) -> list[str]:
    left_out = {word.lower() for name in names for word in _WORD.findall(name)}
    return [word for word in _WORD.findall(text.lower()) if word not in left_out]


def _trigrams(words: list[str]) -> set[tuple[str, str, str]]:
    return set(zip(words, words[1:], words[2:], strict=False))
