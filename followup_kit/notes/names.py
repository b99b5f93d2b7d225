"""Names: taking a person's name apart, greeting them by it, and telling whether a greeting is theirs."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from followup_kit.notes import lexicon
from followup_kit.notes.placeholders import placeholders
from followup_kit.notes.sentences import ABBREVIATIONS

_WORDS = lexicon.words("names")
_MEN = _WORDS["men"]
_WOMEN = _WORDS["women"]
_LEARNED = _WORDS["learned"]
_OFFICES = _WORDS["offices"]
_HONORIFICS = _MEN | _WOMEN | _LEARNED | _OFFICES
_CREDENTIALS = _WORDS["credentials"]
_PARTICLES = _WORDS["particles"]
_NOBODY = _WORDS["nobody"]
_FAMILY_FIRST = _WORDS["family_first"]
_FIRST_NAMED = _WORDS["first_named"]
_NO_NAMES = _HONORIFICS | _NOBODY | _PARTICLES
_UNFOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_LONGEST_NAME = 5  # in words
_RUN_ON = re.compile(r"(?<=[^\W\d_]{2})\.(?=\w)")  # "Dr.Lee"
_NO_LETTER = re.compile(r"[^\w.'’ʻ\-\u0300-\u036f]|[\d_]")
_APART = re.compile(r"[\s,/&+()]+")


@dataclass(frozen=True)
class Name:
    """A person's name taken apart.

    Attributes
    ----------
    honorific : str
        "Dr." or the like, as written, or "".
    parts : tuple of str
        The names themselves in their order, particles included; none where the text holds no name.
    """

    honorific: str
    parts: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Honorific and names."""
        return " ".join([*self.honorific.split(), *self.parts])


class Wrong(NamedTuple):
    """What is wrong with a greeting, in a sentence or two, and whether it is that there is no name at all."""

    message: str
    missing: bool


def take_apart(text: str) -> Name:
    """Take a name apart, leaving out degrees and whatever is no letter.

    Examples
    --------
    >>> take_apart("Dr. Ana van der Meer, DDS")
    Name(honorific='Dr.', parts=('Ana', 'van', 'der', 'Meer'))
    >>> take_apart("Marchetti, Ana").whole
    'Ana Marchetti'
    """
    before, _, after = _RUN_ON.sub(". ", unicodedata.normalize("NFC", text)).partition(",")
    turned = len(before.split()) == 1 and after.split() and not any(map(_is_credential, after.split()))
    words = [_clean(word) for word in (f"{after} {before}" if turned else before).split()]
    honorifics, parts = [], []
    for word in words:
        if not parts and set(fold(word).split("-")) <= _HONORIFICS:
            honorifics.append(word)
        elif fold(word) and any(map(str.isalpha, word)) and not (parts and _is_credential(word)):
            parts.append(word)
    if not parts:
        honorifics, parts = honorifics[:-1], honorifics[-1:]
    slot = placeholders(text) or placeholders(" ".join(words))
    return Name("", ()) if slot else Name(" ".join(honorifics), tuple(parts))


def greeting(name: str, title: str = "") -> str:
    """Return what to put after "Dear", or "" where there is no name.

    With an honorific, in the name or as the title: that and the family name. Without: the first name. Where it is
    uncertain which name is which, all of it.

    Examples
    --------
    >>> greeting("Dr. Ana van der Meer, DDS"), greeting("Ana Lopez", "Hiring manager"), greeting("Ms. Wang Xiaoming")
    ('Dr. van der Meer', 'Ana', 'Ms. Wang Xiaoming')
    """
    person = take_apart(name)
    if not person.parts:
        return ""
    honorific = person.honorific or (title.strip() if is_honorific(title) else "")
    first, *others = person.parts
    if others and not _uncertain(honorific, first, others):
        return f"{honorific} {' '.join(others)}" if honorific else first
    parts = [part for part in person.parts if not honorific or len(fold(part)) > 1] or person.parts
    if len(parts) > _LONGEST_NAME:
        parts = [parts[0], parts[-1]]
    return " ".join([*honorific.split(), *parts])


def _uncertain(honorific: str, first: str, others: list[str]) -> bool:
    """Whether it is uncertain which name is the first and which the family's, or which of them to use."""
    initial = len(fold(first)) == 1
    several = any(fold(part) not in _PARTICLES for part in others[:-1])
    return initial or several or fold(first) in _FAMILY_FIRST or fold(honorific) in _FIRST_NAMED


def wrong_greeting(greeting: str, recipient: str) -> Wrong | None:
    """Return what is wrong with the name in a greeting, or None where it is the recipient's.

    Accents, capitals and hyphens do not matter; any of the person's names will do, an initial, or their office.

    Examples
    --------
    >>> wrong_greeting("Ms. Lopez", "Ana López-Reyes")
    >>> wrong_greeting("Ms. Lopes", "Ana López-Reyes").message
    '“Lopes” is not how you noted the name of Ana López-Reyes: is it “López”? Check the spelling.'
    """
    person = take_apart(recipient)
    named = names_in(greeting, recipient)
    strange = [
        word.strip(".:;!?")
        for word in _words(greeting)
        if not (_spellings(word) & _theirs(person) or fold(word) in _NO_NAMES or _is_credential(word))
        and not (len(fold(word)) == 1 and named)
    ]
    if strange and not (named and " and " in greeting):
        near = _nearest(strange[-1], person.parts)
        hint = f": is it “{near}”? Check the spelling." if near else ". Greet the person it goes to."
        return Wrong(f"“{' '.join(strange)}” is not how you noted the name of {person.whole}{hint}", missing=False)
    if named:
        return None
    return Wrong(f"The greeting has no name. It goes to {person.whole}: greet them by name.", missing=True)


def is_honorific(text: str) -> bool:
    """Whether a text is a form of address by itself: "Dr." or "Ms".

    Examples
    --------
    >>> is_honorific("Dr."), is_honorific("Hiring manager")
    (True, False)
    """
    return fold(text) in _MEN | _WOMEN | _LEARNED


def names_in(text: str, recipient: str) -> bool:
    """Whether a text holds one of a person's names, an initial of theirs, or their office."""
    person = take_apart(recipient)
    offices = {fold(word) for word in person.honorific.split()} & _OFFICES
    initials = {fold(part)[0] for part in person.parts}
    return any(
        fold(word) in offices | initials
        or _spellings(word) & _theirs(person) - (_PARTICLES if person.parts[1:] else set())
        for word in _words(text)
    )


def fold(word: str) -> str:
    """Return a word without case, accents, full stops and apostrophes, so that José is Jose.

    Examples
    --------
    >>> fold("O’Brién"), fold("Łukasz")
    ('obrien', 'lukasz')
    """
    plain = unicodedata.normalize("NFKD", word.lower().translate(_UNFOLDED))
    return "".join(letter for letter in plain if letter.isalnum() or letter == "-").strip("-")


def _clean(word: str) -> str:
    """A part of a name with nothing in it but letters and the marks between them; a full stop only to shorten it."""
    word = _NO_LETTER.sub("", word).strip("-'’").lstrip(".")
    short = len(fold(word)) == 1 or "." in word[:-1] or fold(word) in _HONORIFICS | ABBREVIATIONS
    return word if short else word.rstrip(".")


def _words(text: str) -> list[str]:
    return [word for word in _APART.split(unicodedata.normalize("NFC", text)) if fold(word)]


def _theirs(person: Name) -> set[str]:
    return {spelling for part in person.parts for spelling in _spellings(part)}


def _spellings(word: str) -> set[str]:
    """The ways a part of a name may rightly be written."""
    found = {fold(word), fold(word.lower().translate(_UMLAUTS))}
    for spelling in list(found):
        found |= {spelling.replace("-", ""), *spelling.split("-")}
    return found - {""}


def _nearest(word: str, parts: tuple[str, ...]) -> str:
    """The name a word nearly spells, or ""."""
    pieces = [piece for part in parts for piece in part.split("-")]
    near = min(pieces, key=lambda piece: DamerauLevenshtein.distance(fold(word), fold(piece)), default="")
    return near if DamerauLevenshtein.normalized_similarity(fold(word), fold(near)) >= 0.5 else ""


def _is_credential(word: str) -> bool:
    return fold(word) in _CREDENTIALS and (
        word.upper() == word or word.strip(".") in ("PhD", "Ph.D", "Jr", "Sr", "PharmD")
    )
