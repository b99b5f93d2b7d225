"""Applications as whole days: what the numbers read of a frame, checked at the door."""

from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from followup_kit.counts import MAX_GROUPS
from followup_kit.errors import BadValue, ColumnError

NEVER = np.int32(2**31 - 1)

# What the numbers call it, and the column of the flat frame it comes from.
RESPONSE_COLUMNS = {
    "applied": "applied_on",
    "responded": "responded",
    "answered": "responded_on",
    "advanced": "advanced_on",
    "withdrawn": "withdrawn_on",
}
FEEDBACK_COLUMNS = {
    "rejected": "rejected_on",
    "interviewed": "interviewed_on",
    "n_interviews": "n_interviews",
    "asked": "feedback_asked_on",
    "received": "feedback_received_on",
}
COLUMNS = RESPONSE_COLUMNS | FEEDBACK_COLUMNS


class Rows(NamedTuple):
    """Applications as days since 1970-01-01 (int32), `NEVER` where there is no date.

    The fields are `COLUMNS` and, first, the group's code (0 for all without groups).
    """

    group: np.ndarray
    applied: np.ndarray
    responded: np.ndarray
    answered: np.ndarray
    advanced: np.ndarray
    withdrawn: np.ndarray
    rejected: np.ndarray
    interviewed: np.ndarray
    n_interviews: np.ndarray
    asked: np.ndarray
    received: np.ndarray

    def where(self, which: np.ndarray) -> Self:
        """Return the rows for which a mask is true."""
        return self._make(values if values.ndim == 0 else values[which] for values in self)


def from_frame(applications: pd.DataFrame, group: str | None) -> tuple[Rows, list[str]]:
    """Return a frame's rows, and the labels of its groups, sorted.

    Columns of feedback that are not there are read as never.

    Raises
    ------
    ColumnError
        If a column that response rates need is missing, or a column holds something else.
    """
    need(applications, [*RESPONSE_COLUMNS.values(), *([group] if group is not None else [])])
    never = np.broadcast_to(NEVER, len(applications))
    values = {name: never for name in COLUMNS}
    values["n_interviews"] = np.zeros(len(applications), dtype=np.int64)
    for name, column in COLUMNS.items():
        if column in applications:
            read = {"responded": _flags, "n_interviews": _numbers}.get(name, _days)
            values[name] = read(applications[column])
    codes, labels = (np.zeros((), dtype=np.int64), [""]) if group is None else _groups(applications[group])
    return Rows(group=codes, **values), labels


def need(applications: pd.DataFrame, columns: list[str]) -> None:
    """Raise ColumnError naming the columns that a frame lacks."""
    missing = [column for column in columns if column not in applications]
    if missing:
        raise ColumnError(
            f"The applications have no column {', '.join(map(repr, missing))}; they have "
            f"{list(applications.columns)}. Read a log with read_applications, or rename the columns."
        )


def labels_of(values: list[object]) -> tuple[np.ndarray, list[str]]:
    """Return values as sorted text labels, and the place of each among them; a missing one is ``""``.

    Raises
    ------
    BadValue
        If there are more groups than can be told apart.
    """
    text = ["" if pd.isna(value) else str(value) for value in values]
    labels = sorted(set(text))
    if len(labels) > MAX_GROUPS:
        raise BadValue(f"group: {len(labels):,} groups are too many, the most is {MAX_GROUPS:,}.", field="group")
    place = {label: code for code, label in enumerate(labels)}
    return np.array([place[label] for label in text], dtype=np.int64), labels


def _groups(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    codes, values = pd.factorize(column, use_na_sentinel=False)
    places, labels = labels_of(list(values))
    return places[codes] if len(places) else codes, labels


def _days(column: pd.Series) -> np.ndarray:
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_localize(None)  # the day on the clock where it was written down
    if not isinstance(column.dtype, np.dtype) or column.dtype.kind != "M":
        if column.isna().all():
            return np.full(len(column), NEVER)
        raise ColumnError(
            f"{column.name} should hold dates (datetime64), but is {column.dtype}. Use pandas.to_datetime."
        )
    days = column.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), NEVER, days.astype(np.int64)).astype(np.int32)


def _flags(column: pd.Series) -> np.ndarray:
    if column.dtype == bool:
        return column.to_numpy()
    try:
        return column.astype("boolean").fillna(False).to_numpy(dtype=bool)
    except (TypeError, ValueError):
        raise ColumnError(f"{column.name} should hold True or False, but is {column.dtype}.") from None


def _numbers(column: pd.Series) -> np.ndarray:
    try:
        return column.fillna(0).to_numpy(dtype=np.int64)
    except (TypeError, ValueError):
        raise ColumnError(f"{column.name} should hold whole numbers, but is {column.dtype}.") from None
