"""Why something is owed, in sentences a tired person can read: kind, never scolding."""

from datetime import date
from functools import lru_cache

from followup_kit.calendars import Calendar
from followup_kit.dates import say, say_short

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def business_days(n: int) -> str:
    """Say a number of business days.

    Examples
    --------
    >>> business_days(2)
    'two business days'
    """
    return _counted(n, "business day")


@lru_cache(maxsize=4096)
def on(day: date, as_of: date) -> str:
    """Say a day, with its year only where that is not the present one."""
    return say_short(day) if day.year == as_of.year else say(day)


def standing(opens: date, due: date, as_of: date) -> str:
    """Return the status that dates alone give."""
    if as_of < opens:
        return "upcoming"
    if as_of < due:
        return "open"
    return "due" if as_of == due else "overdue"


def timing(status: str, due: date, as_of: date) -> str:
    """Say by when, for what is open, due or overdue."""
    if status == "due":
        return "Due today"
    return f"{'Was due' if status == 'overdue' else 'Due'} {on(due, as_of)}"


def later(start: date, end: date) -> str:
    """Say how much later than one day another is: "the same day", "the day after", "three days later"."""
    n = (end - start).days
    return "the same day" if n <= 0 else "the day after" if n == 1 else f"{_counted(n, 'day')} later"


def holidays(calendar: Calendar, first: date, last: date, as_of: date) -> str:
    """Say which holidays between two days moved a date."""
    found = [f"{name}, {on(day, as_of)}," for day, name in calendar.holidays_between(first, last)]
    return f" {' and '.join(found)} {'is' if len(found) == 1 else 'are'} not counted." if found else ""


def _counted(n: int, noun: str) -> str:
    return f"{_NUMBERS[n] if n < len(_NUMBERS) else n} {noun}{'' if n == 1 else 's'}"
