"""Business days: which days count, the day n of them later, and the holiday that moved it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

import numpy as np

from followup_kit.errors import BadValue

_SATURDAY_AND_SUNDAY = (5, 6)


@dataclass(frozen=True, eq=False)
class Calendar:
    """The business days of one place; see `calendar_for`.

    Attributes
    ----------
    weekmask : tuple of bool
        Monday to Sunday, true for a day that is worked.
    holidays : mapping of datetime.date to str
        Public holidays and their names, in order, those that fall on a day otherwise worked.
    sentence : str
        What counts, for a page to say.
    """

    weekmask: tuple[bool, ...]
    holidays: Mapping[date, str]
    sentence: str

    def __post_init__(self) -> None:
        worked = np.busdaycalendar(weekmask=self.weekmask, holidays=list(self.holidays))
        object.__setattr__(self, "_worked", worked)
        object.__setattr__(self, "_days", list(self.holidays))

    def after(self, days: np.ndarray, n: int) -> np.ndarray:
        """Return the day n business days after each day.

        Parameters
        ----------
        days : array of datetime64[D]
            From a day that is not worked, counting starts at the last one before it that is. NaT stays NaT.
        n : int

        Examples
        --------
        >>> calendar_for(years=[2026]).after(np.array(["2026-03-28"], "datetime64[D]"), 2)
        array(['2026-03-31'], dtype='datetime64[D]')
        """
        return np.busday_offset(days, n, roll="backward", busdaycal=self._worked)

    def overdue(self, due: np.ndarray, as_of: date) -> np.ndarray:
        """Return how many business days were let go by, from each due day to the day before ``as_of``.

        A due day that is not worked counts as the last one before it that is; so what is overdue is so by at
        least one, on a Saturday too. What is not yet due gives 0. NaT is not allowed.
        """
        due = np.busday_offset(due, 0, roll="backward", busdaycal=self._worked)
        return np.maximum(np.busday_count(due, np.datetime64(as_of, "D"), busdaycal=self._worked), 0)

    def moved(self, days: np.ndarray, n: int) -> np.ndarray:
        """Return whether holidays made `after` another day than weekends alone would have."""
        if not self.holidays:
            return np.zeros(len(days), dtype=bool)
        plain = np.busday_offset(days, n, roll="backward", weekmask=self.weekmask)
        return ~np.isnat(days) & (plain != self.after(days, n))

    def holidays_between(self, first: date, last: date) -> list[tuple[date, str]]:
        """Return the holidays from one day to another, both included: day and name."""
        found = self._days[bisect_left(self._days, first) : bisect_right(self._days, last)]
        return [(day, self.holidays[day]) for day in found]


def calendar_for(
    country: str | None = None,
    subdivision: str | None = None,
    weekend: Sequence[int] | None = None,
    years: Iterable[int] = (),
) -> Calendar:
    """Return the calendar of a place.

    Parameters
    ----------
    country : str, optional
        Two or three letters, or the English name: US, GB, Germany. Without it no public holiday counts.
    subdivision : str, optional
        A state or region of it, code or its own name: CA, ENG, Bayern.
    weekend : list or tuple of int, optional
        Days off in a week, Monday being 0. None or empty: the country's own, else Saturday and Sunday.
    years : iterable of int
        Whose holidays are wanted.

    Raises
    ------
    BadValue
        If there is no such country or subdivision, suggesting others, or no day of the week is left.

    Examples
    --------
    >>> from datetime import date
    >>> calendar_for("GB", "ENG", years=[2026]).holidays[date(2026, 4, 6)]
    'Easter Monday'
    """
    off = _checked_weekend(weekend) if weekend else ()
    for field, value in (("country", country), ("subdivision", subdivision)):
        if value is not None and not isinstance(value, str):
            raise BadValue(f"{field}: {value!r} is no text. Write its code, such as US.", field=field, value=value)
    return _calendar((country or "").strip(), (subdivision or "").strip(), off, tuple(years))


@lru_cache(maxsize=64)
def _calendar(country: str, subdivision: str, weekend: tuple[int, ...], years: tuple[int, ...]) -> Calendar:
    if not country:
        if subdivision:
            raise BadValue(
                f"subdivision: {subdivision!r} says nothing without its country. Set the country too.",
                field="subdivision",
                value=subdivision,
            )
        sentence = "Only weekends are left out: set your country, and its public holidays are too."
        return Calendar(_weekmask(weekend or _SATURDAY_AND_SUNDAY), {}, sentence)

    import holidays

    name, code = _country(country)
    region = _subdivision(subdivision, name, getattr(holidays, code))
    days = holidays.country_holidays(code, subdiv=region, years=years, language="en_US")
    weekmask = _weekmask(weekend or tuple(days.weekend))
    worked = {day: called for day, called in sorted(days.items()) if weekmask[day.weekday()]}
    place = f"{name} ({region})" if region else name
    return Calendar(weekmask, worked, f"Weekends and the public holidays of {place} are left out.")


def _checked_weekend(weekend: Sequence[int]) -> tuple[int, ...]:
    off = tuple(weekend) if isinstance(weekend, (list, tuple)) else ("",)
    if not all(type(day) is int and 0 <= day <= 6 for day in off) or len(set(off)) == 7:
        raise BadValue(
            f"weekend: {weekend!r} is no list of days off. Give numbers from 0, Monday, to 6, Sunday: [5, 6].",
            field="weekend",
            value=weekend,
        )
    return off


def _weekmask(weekend: Iterable[int]) -> tuple[bool, ...]:
    return tuple(day not in weekend for day in range(7))


def _country(given: str) -> tuple[str, str]:
    """Return the English name and the two letters of a country."""
    from holidays.registry import COUNTRIES

    known = {key.replace("_", " "): codes[1] for key, codes in COUNTRIES.items()}
    codes = {code.upper(): key.replace("_", " ") for key, codes in COUNTRIES.items() for code in codes[1:3]}
    codes["UK"] = codes["GB"]
    name = codes.get(given.upper(), given.casefold())
    if name not in known:
        close = [other for other in known if other.startswith(name)] or get_close_matches(name, known, cutoff=0.7)
        close = close or [codes[code] for code in get_close_matches(given.upper(), codes)]
        meant = ", ".join(f"{known[name]} ({name.title()})" for name in dict.fromkeys(close))
        advice = f"Did you mean {meant}?" if meant else "Use its two letters, such as US, GB or DE."
        raise BadValue(f"country: {given!r} is not known. {advice}", field="country", value=given)
    return name.title(), known[name]


def _subdivision(given: str, country: str, entity: type) -> str | None:
    if not given:
        return None
    codes = {code.casefold(): code for code in entity.subdivisions}
    codes |= {alias.casefold(): code for alias, code in entity.subdivisions_aliases.items()}
    if given.casefold() not in codes:
        close = get_close_matches(given.casefold(), codes, cutoff=0.7)
        meant = ", ".join(dict.fromkeys(codes[name] for name in close))
        others = ", ".join(entity.subdivisions)
        advice = f"Did you mean {meant}?" if meant else f"It has {others or 'none: leave it empty'}."
        raise BadValue(f"subdivision: {given!r} is not known in {country}. {advice}", field="subdivision", value=given)
    return codes[given.casefold()]
