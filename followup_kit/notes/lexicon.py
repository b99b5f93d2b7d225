"""Lexicon: what the kit knows of language, read from the tables in the folder ``lexicon``."""

import re
from functools import cache
from importlib.resources import files

from followup_kit.notes.phrases import Phrases

_FAMILY = re.compile(r"(\w+) = (.*)")


@cache
def phrases(name: str) -> dict[str, Phrases]:
    """Return the phrases of a file, by section.

    Examples
    --------
    >>> sorted(phrases("questions"))
    ['asking', 'inverted', 'no_question', 'offer', 'reported', 'rhetorical']
    """
    shared, *sections = re.split(r"^\[(\w+)\]$", _text(name), flags=re.MULTILINE)
    shared, _ = _families_and_lines(shared)
    tables = {}
    for section, text in zip(sections[::2], sections[1::2], strict=True):
        own, lines = _families_and_lines(text)
        tables[section] = Phrases(lines, shared | own)
    return tables


@cache
def words(name: str) -> dict[str, frozenset[str]]:
    """Return the families of words of a file that holds nothing else.

    Examples
    --------
    >>> "dr" in words("names")["learned"]
    True
    """
    families, _ = _families_and_lines(_text(name))
    return {family: frozenset(found.split()) for family, found in families.items()}


def _text(name: str) -> str:
    """A file's text without remarks, each line whole."""
    text = files("followup_kit.notes").joinpath(f"lexicon/{name}.txt").read_text(encoding="utf-8")
    text = re.sub(r"#.*", "", text)
    return re.sub(r"(\|?)\n {4}", lambda bar: bar[1] or " ", text)


def _families_and_lines(text: str) -> tuple[dict[str, str], list[str]]:
    families, lines = {}, []
    for line in filter(str.strip, text.splitlines()):
        family = _FAMILY.fullmatch(line)
        if family:
            families[family[1]] = family[2]
        else:
            lines.append(line)
    return families, lines
