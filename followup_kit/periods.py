"""Weeks, months and quarters: which one a day falls in, and what it is called."""

import numpy as np

from followup_kit.errors import BadValue

PERIODS = ("week", "month", "quarter")


def check_period(by: str) -> None:
    """Refuse what is not one of `PERIODS`."""
    if by not in PERIODS:
        raise BadValue(f"by: {by!r} is no period. Use one of {', '.join(PERIODS)}.", field="by", value=by)


def number(days: np.ndarray, by: str) -> np.ndarray:
    """Return each day's period as a whole number, consecutive in time.

    Parameters
    ----------
    days : ndarray of datetime64[D]
    by : {"week", "month", "quarter"}
        Weeks are ISO's: Monday to Sunday.
    """
    if by == "week":
        return (days.astype(np.int64) + 3) // 7  # 1970-01-01 was a Thursday
    months = days.astype("datetime64[M]").astype(np.int64)
    return months if by == "month" else months // 3


def label(numbers: np.ndarray, by: str) -> list[str]:
    """Return periods' names, which sort as text in the order of time.

    Examples
    --------
    >>> label(np.array([674, 675]), "month"), label(np.array([2934]), "week"), label(np.array([225]), "quarter")
    (['2026-03', '2026-04'], ['2026-W13'], ['2026Q2'])
    """
    if by == "week":
        monday = (np.asarray(numbers) * 7 - 3).astype("datetime64[D]").tolist()
        return ["{}-W{:02}".format(*day.isocalendar()) for day in monday]
    if by == "month":
        return np.asarray(numbers).astype("datetime64[M]").astype(str).tolist()
    return [f"{1970 + quarter // 4}Q{quarter % 4 + 1}" for quarter in np.asarray(numbers).tolist()]
