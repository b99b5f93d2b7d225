"""Cues: the words, and shapes made of words, by which a sentence gives away what it does."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from followup_kit.notes import lexicon


def cues(words: Sequence[str], kind: str) -> set[str]:
    """Return the cues of a sentence in a kind of note.

    A cue is a word or two neighbouring words; or the same of the sentence's shape, in which a word of a class in
    ``lexicon/classes.txt`` is the class in capitals and a word of no class is ``_``. ``^`` is the sentence's
    beginning and ``$`` its end. Each comes again with the kind in front, as what is friendly in one kind of note may
    not be so in another.

    Examples
    --------
    >>> sorted(cue for cue in cues(("you", "promised"), "check_in") if cue.startswith("you"))
    ['you', 'you PROMISE', 'you promised']
    """
    found = {*_runs(("^", *words, "$")), *_runs(("^", *_shape(words), "$"))}
    return found | {f"{kind}: {cue}" for cue in found}


def _runs(parts: Sequence[str]) -> Iterable[str]:
    """Each part, and each two neighbours, but for those that say nothing."""
    yield from (part for part in parts if part != "_")
    yield from (f"{one} {other}" for one, other in pairwise(parts) if one != "_" or other != "_")


def _shape(words: Sequence[str]) -> list[str]:
    """A sentence with classes in place of words; the longest run of words that has a class comes first."""
    classes, longest = _classes()
    shape, place = [], 0
    while place < len(words):
        for length in range(longest, 0, -1):
            name = classes.get(tuple(words[place : place + length]))
            if name:
                break
        shape.append(name or _other(words[place]))
        place += length
    return shape


def _other(word: str) -> str:
    """What stands for a word of no class: a mark for itself, and a figure as a number."""
    return "NUMBER" if word[0].isdigit() else "_" if word[0].isalpha() else word


@cache
def _classes() -> tuple[dict[tuple[str, ...], str], int]:
    """What stands for each word, or run of words, that has a class; and the words in the longest run."""
    names = {
        tuple(member.split("_")): member if family == "itself" else family.upper()
        for family, members in lexicon.words("classes").items()
        for member in members
    }
    return names, max(map(len, names))
