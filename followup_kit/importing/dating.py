"""One order of day, month and year for a whole column, and what its cells then say."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from followup_kit.dates import FIRST_YEAR, LAST_YEAR, say
from followup_kit.importing.words import fold

ORDERS = ("ymd", "dmy", "mdy")

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january januar janner janvier janv enero ene janeiro",
            "feb february februar feber fevrier fevr febrero fevereiro fev",
            "mar march marz mrz mars marzo marco",
            "apr april avril avr abril abr",
            "may mai mayo maio",
            "jun june juni juin junio junho",
            "jul july juli juillet juil julio julho",
            "aug august aout agosto ago",
            "sep sept september septembre septiembre setembro set",
            "oct october okt oktober octobre octubre outubro out",
            "nov november novembre noviembre novembro",
            "dec december dez dezember decembre diciembre dic dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r"(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag"
    r"|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes"
    r"|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|(?:segunda|terça|quarta|quinta|sexta)-feira)\b[.,]*",
    re.I,
)
_NUMBERS = re.compile(rf"(?<![\d./-])(\d{{1,4}})([./-])(\d{{1,2}})\2(\d{{1,4}})(?![\d/-]){_TIME}")
_DAY_NAME_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:de\s+)?([^\W\d]{{3,10}})\.?,?[\s-]*(?:de\s+)?"
    rf"(\d{{4}}|\d{{2}})(?!\d){_TIME}"
)
_NAME_DAY_YEAR = re.compile(rf"([^\W\d]{{3,10}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d){_TIME}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_HINT = re.compile(r"\b(?:(dd?)\W?(mm?)\W?(yy(?:yy)?)|(mm?)\W?(dd?)\W?(yy(?:yy)?)|(yyyy)\W?(mm?)\W?(dd?))\b", re.I)
_IN_WORDS = {"ymd": "year first", "dmy": "day first", "mdy": "month first"}


class Reading(NamedTuple):
    """What a cell says: the days in it, the text around them, and why a day could not be read."""

    days: tuple[date, ...]
    rest: str
    fault: str


class ColumnOrder(NamedTuple):
    """How a column's dates are read.

    Parameters
    ----------
    order : str
        One of `ORDERS`, or empty where nobody can tell, or none is needed.
    why : str
        The reason in words.
    kind : str
        ``declared``, ``shown`` by the dates themselves, ``plain`` (needs no order), ``either`` (any order
        would do) or ``mixed`` (none would).
    """

    order: str
    why: str
    kind: str

    @property
    def asked(self) -> bool:
        """Whether a person has to say."""
        return self.kind in ("either", "mixed")


def in_words(order: str) -> str:
    """Say an order: ``"day first"``."""
    return _IN_WORDS[order]


def _day(year: str | int, month: int, day: int) -> date | None:
    number = int(year)
    if isinstance(year, str) and len(year) <= 2:
        number += 2000
    try:
        return date(number, month, day)
    except ValueError:
        return None


def _by_order(first: str, second: str, third: str, order: str) -> date | None:
    """Read three numbers in one order; None where there is no such day."""
    if len(first) >= 3:
        return _day(first, int(second), int(third)) if len(first) == 4 and len(third) <= 2 else None
    if order == "ymd":
        return _day(first, int(second), int(third)) if len(first) == 2 and len(third) == 2 else None
    if len(third) not in (2, 4):
        return None
    month, day = (first, second) if order == "mdy" else (second, first)
    return _day(third, int(month), int(day))


def _orders_of(first: str, mark: str, second: str, third: str) -> dict[str, date]:
    """Return every order in which the three numbers are a day, with that day."""
    # A two-digit year in front is written with hyphens; 25/01/14 is nobody's fourteenth of January.
    candidates = ORDERS if mark == "-" else ("dmy", "mdy")
    days = {order: _by_order(first, second, third, order) for order in candidates}
    return {order: day for order, day in days.items() if day}


def decide_order(cells: Iterable[str], declared: str = "", header: str = "") -> ColumnOrder:
    """Decide how the dates of one column are read.

    Parameters
    ----------
    cells : iterable of str
        The column's texts.
    declared : str
        One of `ORDERS` where a person or the file's format has said it.
    header : str
        The column's header: "Date (DD/MM/YYYY)" says it too.

    Examples
    --------
    >>> decide_order(["3/4/2025", "3/14/2025"]).order
    'mdy'
    >>> decide_order(["3/4/2025", "5/6/2025"])
    ColumnOrder(order='', why='every date could be day first or month first', kind='either')
    """
    possible: list[frozenset[str]] = []
    for text in set(cells):
        for numbers in _NUMBERS.finditer(text):
            if len(numbers[1]) < 3:
                orders = _orders_of(numbers[1], numbers[2], numbers[3], numbers[4])
                # 9/9/2019 is the same day in either order: it says nothing.
                if len(orders) == 1 or len(set(orders.values())) > 1:
                    possible.append(frozenset(orders))
    if declared:
        return ColumnOrder(declared, "as answered", "declared")
    if not possible:
        return ColumnOrder("", "they need no order: the year is first, or the month has its name", "plain")
    common = frozenset.intersection(*possible)
    hint = _HINT.search(header)
    hinted = "".join(part[0].lower() for part in hint.groups() if part) if hint else ""
    if hinted in common:
        return ColumnOrder(hinted, "as the header says", "shown")
    if len(common) == 1:
        return ColumnOrder(*common, "no other order fits every date", "shown")
    if common:
        return ColumnOrder("", "every date could be day first or month first", "either")
    return ColumnOrder("", "some dates can only be day first, others only month first", "mixed")


def _named(text: str) -> tuple[date | None, re.Match] | None:
    for pattern, (year, month, day) in ((_DAY_NAME_YEAR, (3, 2, 1)), (_NAME_DAY_YEAR, (3, 1, 2))):
        for found in pattern.finditer(text):
            number = _MONTHS.get(fold(found[month]))
            if number:
                return _day(found[year], number, int(found[day])), found
    return None


def _one(text: str, order: str) -> tuple[date | None, str, re.Match] | None:
    """Return the first thing in text that is written like a day: the day or None, why, and where."""
    whole = _COMPACT.fullmatch(text)
    if whole and FIRST_YEAR <= int(whole[1]) <= LAST_YEAR:
        return _day(whole[1], int(whole[2]), int(whole[3])), "there is no such day", whole
    whole = _SERIAL.fullmatch(text)
    if whole:
        return _SERIAL_ZERO + timedelta(days=int(whole[1])), "", whole
    found = _NUMBERS.search(text)
    if found:
        first, mark, second, third = found.group(1, 2, 3, 4)
        if len(first) == 4:
            return _by_order(first, second, third, order), "there is no such day", found
        if order:
            # One order for the whole column: a day that exists only in another order is not turned round.
            fault = f"there is no such day when read {in_words(order)}"
            return _by_order(first, second, third, order), fault, found
        days = _orders_of(first, mark, second, third)
        if len(set(days.values())) == 1 and len(days) > 1:
            return next(iter(days.values())), "", found
        readings = " or ".join(f"{say(day)} ({in_words(each)})" for each, day in days.items())
        return None, f"could be {readings}: say which" if days else "there is no such day", found
    named = _named(text)
    return (named[0], "there is no such day", named[1]) if named else None


@lru_cache(maxsize=20_000)
def read_days(text: str, order: str) -> Reading:
    """Read the days a cell holds.

    Parameters
    ----------
    text : str
        One day, perhaps with a time of day; several days; or words around them.
    order : str
        The column's order; empty where it is not known: then only what has the year first or the month by
        name is read.

    Examples
    --------
    >>> read_days("11/20/24, 8:15 AM", "mdy").days
    (datetime.date(2024, 11, 20),)
    >>> read_days("8-Jul", "mdy").fault
    'cannot be read as a day with its year'
    """
    days: list[date] = []
    rest, fault = text.strip(), ""
    while rest and len(days) < 10 and (found := _one(rest, order)):
        day, reason, match = found
        rest = (rest[: match.start()] + " " + rest[match.end() :]).strip()
        if day is None:
            fault = reason
        elif not FIRST_YEAR <= day.year <= LAST_YEAR:
            fault = f"the year {day.year} is no year of a job search"
        else:
            days.append(day)
    if days:
        rest = _WEEKDAY.sub("", rest).strip()
    if not fault and any(mark.isdecimal() for mark in rest):
        fault = "cannot be read as a day with its year"
    return Reading(tuple(days), rest, fault)


@lru_cache(maxsize=20_000)
def looks_dated(text: str) -> bool:
    """Say whether a text is written like a day, in whatever order, readable or not."""
    return any(mark.isdecimal() for mark in text) and _one(text.strip(), "") is not None
