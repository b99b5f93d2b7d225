"""What cannot be: events before their application, applications of no job search, next steps without an answer."""

from functools import cache

import numpy as np
import pandas as pd

from followup_kit.rows import COLUMNS, FIRST_DAY, NEVER, UNKNOWN, Rows

_COLUMNS = ["row", "column", "value", "reason"]


def left_out(rows: Rows, index: pd.Index) -> tuple[Rows, pd.DataFrame]:
    """Return rows without what cannot be, and what people are told of it: row (its label), column, value, reason.

    An answer before its application came on an unknown day, of other such events nothing is known. A positive
    response is a response: it is the first, where an answer is said to have come later or not at all. Of
    applications before 1970 nothing is kept.
    """
    mended, told = {}, []
    for name in ("answered", "advanced", "withdrawn", "rejected"):
        days = getattr(rows, name)
        places = np.flatnonzero(days < rows.applied)
        if len(places):
            applied = pd.Series(_said(rows.applied[places]))
            reason = "before the application of " + applied + ": the date is left out, the application counts"
            told.append(_told(name, days, places, index, reason))
            mended[name] = days.copy()
            mended[name][places] = UNKNOWN if name in ("answered", "advanced") else NEVER
    rows = rows._replace(**mended)
    places = np.flatnonzero((rows.advanced < rows.answered) & (rows.answered != UNKNOWN))
    if len(places):
        dated = places[rows.advanced[places] != UNKNOWN]
        reason = "no response by this day, but a positive one: it counts as the first"
        told.append(_told("advanced", rows.advanced, dated, index, reason))
        answered = rows.answered.copy()
        answered[places] = rows.advanced[places]
        rows = rows._replace(answered=answered)
    places = np.flatnonzero(rows.applied < FIRST_DAY)
    if len(places):
        reason = "no day of a job search: the application is left out. Check the year"
        told.append(_told("applied", rows.applied, places, index, reason))
        rows = rows.where(rows.applied >= FIRST_DAY)
    if not told:
        return rows, _no_problems().copy()
    problems = pd.concat(told, ignore_index=True).sort_values("place", kind="stable", ignore_index=True)
    return rows, problems[_COLUMNS]


def joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return several frames of problems as one."""
    frames = [frame for frame in frames if len(frame)]  # an empty one does not know its rows' type
    return pd.concat(frames, ignore_index=True) if frames else _no_problems().copy()


def _told(name: str, days: np.ndarray, places: np.ndarray, index: pd.Index, reason: str | pd.Series) -> pd.DataFrame:
    told = pd.DataFrame({"place": places, "row": index[places], "value": _said(days[places])})
    return told.assign(column=COLUMNS[name], reason=reason)


def _said(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[D]").astype(str)


@cache
def _no_problems() -> pd.DataFrame:
    # Made once and then copied, which is ten times as quick: every part of a stream has one.
    return pd.DataFrame({name: pd.Series(dtype="str") for name in _COLUMNS})
