"""Remembered: what was noted about a talk with somebody, as words that fit into a sentence to them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from followup_kit.notes import lexicon
from followup_kit.notes.names import take_apart

_MOST_WORDS = 14
_PARTS = re.compile(r"[;\n•]+|(?<=\w{3})[.!](?: +|$)|\s[-–—]\s")
_LEAD_IN = re.compile(
    r"^(?:re|about|on|(?:we )?(?:talked|spoke|chatted) about|(?:we )?discussed)\b:?\s+", re.IGNORECASE
)
_NO_PROSE = re.compile(r"[\[\]{}<>@*/\\|=_#^~`$%?]|:\s|https?:|\d{4,}")
_WORDS = lexicon.words("remembered")
_DETERMINERS = _WORDS["determiners"]
_ARTICLES = _WORDS["articles"]
_PREPOSITIONS = _WORDS["prepositions"]
_SENTENCE_WORDS = _WORDS["sentence_words"]
_AFTER_VERBS = _WORDS["after_verbs"]
_NO_NOUNS = _WORDS["no_nouns"]


def topic(remembered: str, name: str = "") -> str:
    """Return the first thing noted that will serve, as a noun phrase that fits after "our talk about", or "".

    What is said of the person is turned to them: "her move from Leeds" becomes "your move from Leeds". Whole
    sentences, questions, and impressions such as "nervous" are for the writer to put into words.

    Parameters
    ----------
    remembered : str
        As typed, in whatever shape.
    name : str
        Whom it was noted of, so that "Ana's move" is understood.

    Examples
    --------
    >>> topic("her move from Leeds; the new scheduling system")
    'your move from Leeds'
    >>> topic("Scheduling system"), topic("Ana's thesis", "Ana Lopez"), topic("She moved from Leeds.")
    ('the scheduling system', 'your thesis', '')
    """
    parts = (_LEAD_IN.sub("", part.strip(" \t\"'“”.,:!()"), count=1) for part in _parts(remembered))
    usable = (part for part in parts if part.isprintable() and not _NO_PROSE.search(part))
    phrases = (_noun_phrase(part.split(), name) for part in usable)
    return next(filter(None, phrases), "")


def _parts(remembered: str) -> Iterator[str]:
    """The things noted. Of a list with commas only what has an article or an owner: the rest may be anything."""
    for part in _PARTS.split(remembered):
        pieces = part.split(", ")
        yield from pieces if len(pieces) == 1 else (piece for piece in pieces if _has_article(piece))


def _has_article(piece: str) -> bool:
    first = piece.split()[:1]
    return bool(first) and first[0].lower() in _ARTICLES


def _noun_phrase(words: list[str], name: str) -> str:
    plain = [word.strip(",.'’\"()").lower() for word in words]
    owners = {f"{part.lower()}{mark}s" for part in take_apart(name).parts for mark in "'’"}
    whole_sentence = _SENTENCE_WORDS & set(plain) or plain[-1:] in (["her"], ["his"], ["their"], ["my"], ["the"])
    if not words or len(words) > _MOST_WORDS or whole_sentence or _has_verb(plain):
        return ""
    turned = [
        "your" if bare in ("his", "her", "their") or word.lower() in owners else word
        for word, bare in zip(words, plain, strict=True)
    ]
    if turned[0] == "your" or plain[0] in _DETERMINERS:
        return " ".join([turned[0].lower(), *turned[1:]])
    if plain[0] in _NO_NOUNS or plain[0].endswith("ed") or not plain[0][:1].isalnum():
        return ""
    if len(words) == 3 and plain[1] in ("on", "at", "in") and not plain[0].endswith("ing"):
        return ""  # "cat on keyboard": a sight, noted in passing
    phrase = " ".join([_uncapitalized(words), *turned[1:]])
    return phrase if _needs_no_article(words, plain) else f"the {phrase}"


def _has_verb(plain: list[str]) -> bool:
    """Whether a word ending in s is rather a verb: "comes in June", "knows every resident", "meets 23 March"."""
    return any(
        word.endswith("s") and not word.endswith(("ss", "us")) and (after in _AFTER_VERBS or after[:1].isdigit())
        for word, after in pairwise(plain)
        if word not in _DETERMINERS
    )


def _uncapitalized(words: list[str]) -> str:
    """The first word, in lower case where its capital only began the note."""
    first = words[0]
    a_name = len(words) == 1 or words[1][0].isupper() or not first[1:].islower()
    gerund = first.lower().endswith("ing")
    return first if a_name and not (gerund and len(words) == 1) else first.lower()


def _needs_no_article(words: list[str], plain: list[str]) -> bool:
    """Whether it stands without "the": a name, a number, a plural, or "sailing in Wales"."""
    end = next((n for n, word in enumerate(plain) if n and word in _PREPOSITIONS), len(plain))
    head = plain[end - 1]
    plural = head.endswith("s") and not head.endswith(("ss", "us", "is"))
    doing = plain[0].endswith("ing") and (len(plain) == 1 or plain[1] in _DETERMINERS | _PREPOSITIONS)
    named = words[end - 1][0].isupper() and words[0][0].isupper()
    return plural or doing or named or words[0][0].isdigit()
