"""A calendar day, as it comes in and as it is said."""

import re
from datetime import date, datetime

import pandas as pd

from followup_kit.errors import BadValue

FIRST_YEAR, LAST_YEAR = 1970, 2099
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")  # fromisoformat takes 2026-W14-2 and 20260331 as well
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def as_date(value: object, field: str = "as_of") -> date:
    """Return a day from a date, a timestamp or ISO text.

    Parameters
    ----------
    value : datetime.date, datetime.datetime, pandas.Timestamp, numpy.datetime64 or str
        Text must be ISO, ``YYYY-MM-DD``: any other order could swap day and month in silence.
    field : str
        What the error names.

    Raises
    ------
    BadValue
        If there is no such day, it is written in another way, or its year is no year of a job search: a form may
        come with 0202 while 2026 is being typed.

    Examples
    --------
    >>> as_date("2026-03-31")
    datetime.date(2026, 3, 31)
    """
    try:
        day = _day(value)
    except (TypeError, ValueError):  # pandas' own, for what is no single value
        raise BadValue(
            f"{field}: {value!r} is no day. Write it as year-month-day, for example 2026-03-31.",
            field=field,
            value=value,
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue(
            f"{field}: {day.isoformat()} is no day of a job search. Check the year: {FIRST_YEAR} to {LAST_YEAR}.",
            field=field,
            value=value,
        )
    return day


def optional_date(value: object, field: str) -> date | None:
    """Return a day, or None for a missing or empty value; see `as_date`."""
    if value is None or value is pd.NaT or (isinstance(value, str) and not value.strip()):
        return None
    return as_date(value, field)


def _day(value: object) -> date:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value.strip()):
        return date.fromisoformat(value.strip())
    if isinstance(value, (str, bool, int, float)) or pd.isna(value):
        raise ValueError
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else pd.Timestamp(value).date()


def say(day: date) -> str:
    """Say a day in words, the same in every locale.

    Examples
    --------
    >>> say(date(2026, 3, 31))
    'Tue 31 Mar 2026'
    """
    return f"{say_short(day)} {day.year}"


def say_short(day: date) -> str:
    """Say a day without its year: ``Tue 31 Mar``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
