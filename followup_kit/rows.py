"""Applications as whole days: what the numbers read of a frame, checked at the door."""

from collections.abc import Collection
from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from followup_kit.counts import MAX_GROUPS
from followup_kit.errors import BadValue, ColumnError

NEVER = np.int32(2**31 - 1)
_ORDINAL_OF_1970 = np.int32(719_163)

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
    """Applications as days (int32, as `date.toordinal`), `NEVER` where there is no date.

    The fields are `COLUMNS` and, first, the group's code.
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

    @classmethod
    def of(cls, group: np.ndarray, values: dict[str, np.ndarray], n: int) -> Self:
        """Make n rows; of columns that are not given, nothing ever happened."""
        none = dict.fromkeys(COLUMNS, np.broadcast_to(NEVER, n))
        none |= {"responded": np.broadcast_to(False, n), "n_interviews": np.broadcast_to(0, n)}
        return cls(group=group, **(none | values))

    def where(self, which: np.ndarray) -> Self:
        """Return the rows for which a mask is true."""
        places = np.flatnonzero(which)
        return self._make(values[places] for values in self)


class Block(NamedTuple):
    """Some rows, the labels their group codes are places in, and an index that names them to people."""

    rows: Rows
    labels: list[str]
    index: pd.Index


def from_frame(applications: pd.DataFrame, group: str | None) -> Block:
    """Return what the numbers read of a frame.

    Raises
    ------
    ColumnError
        If a column that response rates need is missing, or a column holds something else.
    """
    need(applications.columns, [*RESPONSE_COLUMNS.values(), *([] if group is None else [group])])
    read = {"responded": _flags, "n_interviews": _numbers}
    values = {
        name: read.get(name, _days)(applications[column]) for name, column in COLUMNS.items() if column in applications
    }
    codes, labels = no_groups(len(applications)) if group is None else _groups(applications[group])
    return Block(Rows.of(codes, values, len(applications)), labels, applications.index)


def need(present: Collection[str], columns: list[str]) -> None:
    """Raise ColumnError naming the columns that are not among those present."""
    missing = [column for column in columns if column not in present]
    if missing:
        raise ColumnError(
            f"The applications have no column {', '.join(map(repr, missing))}; they have "
            f"{list(present)}. Read a log with read_applications, or rename the columns."
        )


def ordinals(days: np.ndarray, missing: np.ndarray) -> np.ndarray:
    """Return days since 1970-01-01 as `Rows` keeps them; what stands where one is missing does not matter."""
    days = days.astype(np.int32) + _ORDINAL_OF_1970
    return np.maximum(days, missing * NEVER)  # many times as quick as np.where: nothing to guess for the processor


def dates(ordinals: np.ndarray) -> np.ndarray:
    """Return days as `Rows` keeps them as datetime64, none of them missing."""
    return (ordinals - _ORDINAL_OF_1970).astype("datetime64[D]")


def no_groups(n: int) -> tuple[np.ndarray, list[str]]:
    """Return the codes and the label of n rows that are all of one group."""
    return np.zeros(n, dtype=np.int64), [""]


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
            return np.broadcast_to(NEVER, len(column))
        raise ColumnError(
            f"{column.name} should hold dates (datetime64), but is {column.dtype}. Use pandas.to_datetime."
        )
    days = column.to_numpy().astype("datetime64[D]")
    return ordinals(days.astype(np.int64), np.isnat(days))


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
