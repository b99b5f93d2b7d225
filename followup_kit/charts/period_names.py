"""How a period of time is named on an axis and in a sentence."""

import re
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LABEL = re.compile(r"(\d{4})(?:-(\d\d)|-W(\d\d)|Q([1-4]))")


def period_name(label: str) -> str:
    """Return a period's name in a sentence.

    Examples
    --------
    >>> period_name("2026-03"), period_name("2026Q1"), period_name("2026-W10")
    ('Mar 2026', 'Q1 2026', 'Week of 2 Mar 2026')
    """
    name, year = axis_name(label)
    return f"{'Week of ' if name[0].isdigit() and year else ''}{name} {year}".strip()


def axis_name(label: str) -> tuple[str, str]:
    """Return a period's name on an axis and its year; a week is named by its Monday.

    Examples
    --------
    >>> axis_name("2026-03"), axis_name("2026-W10"), axis_name("hidden")
    (('Mar', '2026'), ('2 Mar', '2026'), ('hidden', ''))
    """
    found = _LABEL.fullmatch(label)
    if not found:  # a label this kit did not give: it stands as it is
        return label, ""
    year, month, week, quarter = found.groups()
    if quarter:
        return f"Q{quarter}", year
    if week:
        return day_name(date.fromisocalendar(int(year), int(week), 1))
    return _MONTHS[int(month) - 1], year


def day_name(day: date) -> tuple[str, str]:
    """Return a day's name on an axis and its year.

    Examples
    --------
    >>> day_name(date(2026, 3, 2))
    ('2 Mar', '2026')
    """
    return f"{day.day} {_MONTHS[day.month - 1]}", str(day.year)
