"""Impossible dates: events dated before the application they belong to."""

from functools import cache

import numpy as np
import pandas as pd

from followup_kit.rows import COLUMNS, NEVER, UNKNOWN, Rows

_COLUMNS = ["row", "column", "value", "reason"]


def find(rows: Rows) -> dict[str, np.ndarray]:
    """Return, for each kind of event that has impossible dates, the places of the rows."""
    early = {
        name: np.flatnonzero(getattr(rows, name) < rows.applied)
        for name in ("answered", "advanced", "withdrawn", "rejected")
    }
    return {name: places for name, places in early.items() if len(places)}


def leave_out(rows: Rows, found: dict[str, np.ndarray]) -> Rows:
    """Return rows without what was found: an answer came on an unknown day, of the rest nothing is known."""
    mended = {}
    for name, places in found.items():
        mended[name] = getattr(rows, name).copy()
        mended[name][places] = UNKNOWN if name in ("answered", "advanced") else NEVER
    return rows._replace(**mended)


def problems(rows: Rows, found: dict[str, np.ndarray], index: pd.Index) -> pd.DataFrame:
    """Return what was found as people are told of it: row (its label in an index), column, value, reason."""
    if not found:
        return _no_problems().copy()
    parts = []
    for name, places in found.items():
        value = getattr(rows, name)[places].astype("datetime64[D]").astype(str)
        applied = rows.applied[places].astype("datetime64[D]").astype(str)
        part = pd.DataFrame({"place": places, "row": index[places], "value": value, "applied": applied})
        parts.append(part.assign(column=COLUMNS[name]))
    frame = pd.concat(parts, ignore_index=True).sort_values("place", kind="stable", ignore_index=True)
    frame["reason"] = "before the application of " + frame["applied"] + ": the date is left out, the application counts"
    return frame[_COLUMNS]


def joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return several frames of problems as one."""
    frames = [frame for frame in frames if len(frame)]  # an empty one does not know its rows' type
    return pd.concat(frames, ignore_index=True) if frames else _no_problems().copy()


@cache
def _no_problems() -> pd.DataFrame:
    # Made once and then copied, which is ten times as quick: every part of a stream has one.
    return pd.DataFrame({name: pd.Series(dtype="str") for name in _COLUMNS})
