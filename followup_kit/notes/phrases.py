"""Phrases: tables of what people say, written nearly as they say it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

_GAP = 6
_STOPS = frozenset("?!;:")
_OPENERS = frozenset(
    [
        ".",
        ",",
        ":",
        "-",
        "—",
        "and",
        "but",
        "also",
        "so",
        "well",
        "oh",
        "or",
        "then",
        "now",
        "still",
        "yes",
        "anyway",
        "anyhow",
        "btw",
        "finally",
        "lastly",
        "ps",
        "p",
        "s",
    ]
)
_ENDERS = frozenset('.!?…)"')
_FAMILIES = {
    "aux": "am is are was were do does did have has had will would can could shall should may might must",
    "wh": "what when where which who whom whose why how whether if whatever",
    "would": "would should will shall might could",
}


class Item(NamedTuple):
    """One item of a line: the ways it may be said, each some words, and whether it may be left out."""

    ways: dict[str, tuple[tuple[str, ...], ...]]
    optional: bool = False
    mark: str = ""


class Phrases:
    """A table of phrases, looked up in a sentence's words; the notation is that of ``lexicon/README.md``.

    Gaps are bounded and a sentence is looked at word by word, so that a search takes time in proportion to the text.

    Parameters
    ----------
    lines : iterable of str
        One phrase each.
    families : mapping of str to str
        Words parted by spaces, by the name of their family.

    Examples
    --------
    >>> waiting = Phrases(["i|we {have} not ... back"], {"have": "have had"})
    >>> waiting.search(("still", ",", "i", "have", "not", "heard", "back"))
    (2, 7)
    """

    def __init__(self, lines: Iterable[str], families: Mapping[str, str] = MappingProxyType({})) -> None:
        known = _FAMILIES | dict(families)
        self._anywhere: dict[str, list[tuple[Item, ...]]] = defaultdict(list)
        self._at_start: list[tuple[Item, ...]] = []
        for line in lines:
            items = tuple(_item(word, known) for word in line.split())
            if items[0].mark == "^":
                self._at_start.append(items[1:])
                continue
            if items[0].optional or not items[0].ways or items[-1].optional:
                raise ValueError(f"a phrase begins and ends with a word it cannot do without: {line}")
            for word in items[0].ways:
                self._anywhere[word].append(items)

    def find_all(self, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yield where phrases stand in a sentence's words, as first and one past the last."""
        start = 0
        while start < len(words) and words[start] in _OPENERS:
            start += 1
        for place in {0, start}:
            for items in self._at_start:
                if (end := _match(items, words, place)) is not None:
                    yield place, end
        for place, word in enumerate(words):
            for items in self._anywhere.get(word, ()):
                if (end := _match(items, words, place)) is not None:
                    yield place, end

    def search(self, words: tuple[str, ...]) -> tuple[int, int] | None:
        """Return where the first phrase found stands in a sentence's words, or None."""
        return next(self.find_all(words), None)

    def without(self, words: tuple[str, ...], instead: tuple[str, ...] = ("…",)) -> tuple[str, ...]:
        """Return a sentence's words with every phrase found replaced."""
        kept, at = [], 0
        for start, end in sorted(self.find_all(words)):
            if start >= at:
                kept += [*words[at:start], *instead]
                at = end
        return (*kept, *words[at:])


def _item(text: str, families: Mapping[str, str]) -> Item:
    if text in ("...", "^", "$"):
        return Item({}, mark=text)
    optional = text.startswith("(")
    ways = defaultdict(list)
    for way in _spelled_out(text[1:-1] if optional else text, families):
        ways[way[0]].append(way)
    return Item({first: tuple(sorted(found, key=len, reverse=True)) for first, found in ways.items()}, optional)


def _spelled_out(text: str, families: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for word in text.replace("|", " ").split():
        if word.startswith("{"):
            yield from _spelled_out(families[word[1:-1]], families)
        elif word.endswith("*"):
            yield from ((form,) for form in _forms(word[:-1]))
        else:
            yield tuple(word.split("_"))


def _forms(word: str) -> list[str]:
    """A verb or noun with its regular endings; that some are no words does no harm."""
    stem = word[:-1] if word[-1] in "ey" else word
    ends = {"e": ("es", "ed", "ing"), "y": ("ies", "ied", "ying", "ys", "yed")}.get(word[-1], ("s", "es", "ed", "ing"))
    return [word, *(stem + end for end in ends), word + word[-1] + "ed", word + word[-1] + "ing"]


def _match(items: tuple[Item, ...], words: tuple[str, ...], place: int) -> int | None:
    """The place after the phrase, or None where it does not stand here."""
    if not items:
        return place
    item, rest = items[0], items[1:]
    if item.mark == "$":
        return place if all(word in _ENDERS for word in words[place : place + 3]) else None
    if item.mark == "...":
        for skipped in range(_GAP + 1):
            if (end := _match(rest, words, place + skipped)) is not None:
                return end
            if place + skipped >= len(words) or words[place + skipped] in _STOPS:
                break
        return None
    if place < len(words):
        for way in item.ways.get(words[place], ()):
            said = words[place : place + len(way)] == way
            if said and (end := _match(rest, words, place + len(way))) is not None:
                return end
    return _match(rest, words, place) if item.optional else None
