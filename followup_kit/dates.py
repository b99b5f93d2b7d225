"""A calendar day, as it comes in and as it is said."""

import re
from datetime import date, datetime

import pandas as pd

from followup_kit.errors import BadValue

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
        If there is no such day, or it is written in another way.

    Examples
    --------
    >>> as_date("2026-03-31")
    datetime.date(2026, 3, 31)
    """
    if not isinstance(value, (str, bool, int, float)) and not pd.isna(value):
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return pd.Timestamp(value).date()
    try:
        if not isinstance(value, str) or not _ISO_DAY.fullmatch(value.strip()):
            raise ValueError
        return date.fromisoformat(value.strip())
    except ValueError:
        raise BadValue(
            f"{field}: {value!r} is no day. Write it as year-month-day, for example 2026-03-31.",
            field=field,
            value=value,
        ) from None


def optional_date(value: object, field: str) -> date | None:
    """Return a day, or None for a missing or empty value; see `as_date`."""
    if value is None or value is pd.NaT or (isinstance(value, str) and not value.strip()):
        return None
    return as_date(value, field)


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
