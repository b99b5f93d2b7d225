"""Whom a name means: the entries of one person, told from those of others who share a name or an address."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from followup_kit.errors import BadValue, NotFound
from followup_kit.notes.names import fold, take_apart
from followup_kit.owed.people import plain
from followup_kit.store.erasing import Entry

_NEAR = 85  # of 100: "Ada Marcheti" for "Ada Marchetti"
_FEWEST_DIGITS = 7
_SHORTEST = 4


@dataclass(frozen=True)
class Person:
    """One person's entries, and what they are told by.

    Attributes
    ----------
    entries : tuple of Entry
    typed : str
        The name or address that was asked for.
    shared : frozenset
        Names of theirs that are somebody else's too, as `spelled`.
    """

    entries: tuple[Entry, ...]
    typed: str
    shared: frozenset[tuple[str, ...]] = frozenset()

    @property
    def name(self) -> str:
        """The name as first noted, else as typed."""
        return self.entries[0].name if self.entries else self.typed

    @property
    def companies(self) -> tuple[str, ...]:
        """Where they were met."""
        return tuple(dict.fromkeys(entry.company for entry in self.entries))

    @property
    def emails(self) -> frozenset[str]:
        """Their addresses, as compared."""
        return frozenset(plain(entry.email) for entry in self.entries if entry.email)

    def has(self, entry: Entry) -> bool:
        """Say whether an entry is theirs: one of these, or the same row of the log at another time."""
        rows = {(one.interviewer_id, spelled(one.name)) for one in self.entries}
        return entry in self.entries or (entry.interviewer_id, spelled(entry.name)) in rows

    @property
    def terms(self) -> tuple[str, ...]:
        """Name in each spelling, addresses and number: what must not be left anywhere.

        A name of one word alone is none of them, nor one that somebody else has too: where it stands, it may be theirs.
        """
        names = [entry.name for entry in self.entries] or [self.typed]
        names = [name for name in names if spelled(name) not in self.shared]
        for *first, last in filter(None, [take_apart(name).parts for name in names]):
            names += [" ".join([*first, last]), f"{last}, {' '.join(first)}"]
        found = [name for name in names if len(name.split()) > 1 or "@" in name]
        for entry in self.entries:
            found += [entry.email, entry.phone, entry.address]
        return tuple(
            sorted({" ".join(term.split()) for term in found if term.strip()}, key=lambda term: (-len(term), term))
        )

    @property
    def words(self) -> re.Pattern:
        """Finds any of `terms` in a text, whatever its case and blanks."""
        return _any_of(map(_loosely, self.terms))

    @property
    def single_words(self) -> re.Pattern:
        """Finds one of their names by itself, as in "Ada said": it may be somebody else's."""
        parts = {part for entry in self.entries for part in take_apart(entry.name).parts if len(fold(part)) > 2}
        return _any_of((rf"(?<!\w){re.escape(part)}(?!\w)" for part in sorted(parts or {self.typed})), flags=0)

    def in_bytes(self, data: bytes) -> bool:
        """Say whether the bytes of a database hold any of `terms`: there the next column follows without a blank."""
        data = data.lower()
        return any(term.encode().lower() in data for term in self.terms if len(term) >= _SHORTEST)


def whom(entries: Iterable[Entry], typed: str, company: str | None = None) -> Person:
    """Return the person that a name or an e-mail address means.

    Entries are one person's where they share an address and a part of the name, or name and company; or are one row
    of the log as it was at different times. Two people at one company, told apart by their addresses, stay two.

    Parameters
    ----------
    entries : iterable of Entry
        Everybody noted, in a log and in its copies.
    typed : str
        Name or e-mail address.
    company : str, optional
        Which of several people of that name.

    Returns
    -------
    Person
        Without entries where nobody of that name is noted.

    Raises
    ------
    BadValue
        If it means several people. Nothing can be decided then.
    """
    typed = " ".join(typed.split())
    if not typed:
        raise BadValue("Give the name of the person, or the e-mail address.", field="name", value=typed)
    entries = list(dict.fromkeys(entries))
    by_address = "@" in typed
    asked = [entry for entry in entries if plain(entry.email) == plain(typed) or spelled(entry.name) == spelled(typed)]
    people = _people(asked, entries)
    if company is not None:
        people = [person for person in people if plain(company) in map(plain, (entry.company for entry in person))]
        if asked and not people:
            raise BadValue(f"{typed} was not met at {company}, but at {_list(asked)}.", field="company", value=company)
    if len(people) > 1:
        at_once = len({plain(entry.company) for person in people for entry in person}) < len(people)
        advice = "Give the e-mail address of the one you mean" if at_once and not by_address else "Say at which company"
        if by_address and at_once:
            advice = "Give the name of the one you mean"
        told = "; ".join(_told(person[0]) for person in people)
        raise BadValue(
            f"{typed} may be {len(people)} people: {told}. {advice}; nothing was changed.",
            field="company" if advice.startswith("Say") else "name",
            value=typed,
        )
    if not people:
        return Person((), typed)
    (theirs,) = people
    others = {spelled(entry.name) for entry in entries if entry not in theirs}
    return Person(tuple(theirs), typed, frozenset(others.intersection(spelled(entry.name) for entry in theirs)))


def near(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Return entries whose name is nearly the one typed, or has one word of it, one for each name and company."""
    words = set(spelled(typed))
    found = {
        (plain(entry.name), plain(entry.company)): entry
        for entry in entries
        if words & set(spelled(entry.name)) or fuzz.ratio(plain(entry.name), plain(typed)) >= _NEAR
    }
    return [found[key] for key in sorted(found)]


def not_found(entries: Iterable[Entry], typed: str) -> NotFound:
    """Return the error for a name that is noted nowhere, with those that are like it."""
    like = near(entries, typed)
    hint = (
        f" Did you mean {_list(like)}?" if like else " Give the name as it stands in your log, or the e-mail address."
    )
    return NotFound(f"Nobody called {typed} is noted.{hint}")


@lru_cache(maxsize=4096)
def spelled(name: str) -> tuple[str, ...]:
    """Return a name as it is compared: without title, case and accents, the family name last.

    Examples
    --------
    >>> spelled("Dr. Zoë Müller"), spelled("Muller, Zoe")
    (('zoe', 'muller'), ('zoe', 'muller'))
    """
    return tuple(filter(None, map(fold, take_apart(name).parts))) or (plain(name),)


def _people(asked: Sequence[Entry], entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the people that some entries belong to, each with all of theirs."""
    addresses: dict[tuple, set[str]] = {}
    for entry in entries:
        addresses.setdefault(_called(entry), set()).update([plain(entry.email)] if entry.email else [])
    people: list[list[Entry]] = []
    for entry in asked:
        if any(entry in person for person in people):
            continue
        person, waiting = [entry], [entry]
        while waiting:
            one = waiting.pop()
            new = [other for other in entries if other not in person and _same(one, other, addresses)]
            person += new
            waiting += new
        people.append(person)
    return people


def _same(one: Entry, other: Entry, addresses: Mapping[tuple, set[str]]) -> bool:
    if one.interviewer_id == other.interviewer_id and fuzz.ratio(plain(one.name), plain(other.name)) >= _NEAR:
        return True
    if one.email and other.email:
        return plain(one.email) == plain(other.email) and bool(set(spelled(one.name)) & set(spelled(other.name)))
    # Without an address it is the one person of that name there; where there are two, it is neither.
    return _called(one) == _called(other) and len(addresses[_called(one)]) < 2


def _called(entry: Entry) -> tuple[tuple[str, ...], str]:
    return spelled(entry.name), plain(entry.company)


def _loosely(term: str) -> str:
    digits = re.sub(r"\D", "", term)
    if len(digits) >= _FEWEST_DIGITS and not re.search(r"[^\W\d_]", term):
        return r"(?<!\d)" + r"[\s().\-/]*".join(digits) + r"(?!\d)"
    return r"(?<!\w)" + r"\s+".join(map(re.escape, term.split())) + r"(?!\w)"


def _any_of(patterns: Iterable[str], flags: re.RegexFlag | int = re.I) -> re.Pattern:
    return re.compile("|".join(patterns) or r"(?!)", flags)


def _told(entry: Entry) -> str:
    return ", ".join(filter(None, (entry.name, entry.company or "no company noted", entry.email)))


def _list(entries: Sequence[Entry]) -> str:
    return "; ".join(dict.fromkeys(map(_told, entries)))
