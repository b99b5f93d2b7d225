"""Applications as whole days: what the numbers read of a frame, checked at the door."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from followup_kit import given
from followup_kit.errors import ColumnError

NEVER = np.int32(2**31 - 1)
UNKNOWN = np.int32(2**31 - 2)
FIRST_DAY = np.int32(0)  # of 1970, as `dates.FIRST_YEAR`: a slip in the year would else make ages of empty months
_LOWEST = np.int32(-(2**31))

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
    """Applications as days since 1970-01-01 (int32), one entry each.

    A day is `NEVER` where there is none. Only of an answer, also a positive one, it may be known that it came and
    not when: `UNKNOWN`. Both are later than any day. The group is a place among some labels.
    """

    group: np.ndarray
    applied: np.ndarray
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
        """Make n rows of columns named as in `COLUMNS`; where one is not given, it never happened."""
        never = np.broadcast_to(NEVER, n)
        columns = dict.fromkeys(cls._fields[1:], never) | {"n_interviews": np.broadcast_to(0, n)} | values
        responded = columns.pop("responded", False)
        columns["answered"] = columns["answered"] - ((columns["answered"] == NEVER) & responded)  # now UNKNOWN
        return cls(group=group, **columns)

    def where(self, which: np.ndarray) -> Self:
        """Return the rows for which a mask is true."""
        places = np.flatnonzero(which)
        return self._make(values[places] for values in self)


class Block(NamedTuple):
    """Some rows, the labels of their groups (any values, also alike or missing), and what people call the rows."""

    rows: Rows
    labels: Sequence[object]
    index: pd.Index


def from_frame(applications: pd.DataFrame, group: str | None) -> Block:
    """Return what the numbers read of a frame.

    Raises
    ------
    BadValue
        If the group is not the name of one column.
    ColumnError
        If a column that response rates need is missing, or a column holds something else.
    """
    columns = applications.columns
    given.need(columns, [*RESPONSE_COLUMNS.values(), *columns.intersection(FEEDBACK_COLUMNS.values())], group)
    read = {"responded": _flags, "n_interviews": _numbers}
    values = {
        name: read.get(name, days)(applications[column]) for name, column in COLUMNS.items() if column in applications
    }
    n = len(applications)
    codes, labels = no_groups(n) if group is None else pd.factorize(applications[group], use_na_sentinel=False)
    return Block(Rows.of(codes, values, n), labels, applications.index)


def days(column: pd.Series) -> np.ndarray:
    """Return a column of dates as days since 1970-01-01, `NEVER` where one is missing.

    Of moments with a time zone it is the day on the clock of that zone.

    Raises
    ------
    ColumnError
        If it holds something else.
    """
    if column.dtype.kind != "M":
        if column.isna().all():
            return np.broadcast_to(NEVER, len(column))
        raise ColumnError(
            f"{column.name} should hold dates (datetime64), but is {column.dtype}. Use pandas.to_datetime."
        )
    if getattr(getattr(column.dtype, "pyarrow_dtype", column.dtype), "tz", None) is not None:
        column = column.dt.tz_localize(None)
    if isinstance(column.dtype, pd.ArrowDtype):
        column = column.astype("datetime64[us]")
    days = column.to_numpy().astype("datetime64[D]")
    return never_where(np.isnat(days), days.astype(np.int64).astype(np.int32))


def never_where(mask: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Return days with `NEVER` where a mask is true."""
    # Where it is true, lowest - 1 wraps around to NEVER. Many times as quick as np.where, which has to branch.
    return np.maximum(days, _LOWEST - mask.view(np.uint8))


def no_groups(n: int) -> tuple[np.ndarray, list[str]]:
    """Return the codes and the label of n rows that are all of one group."""
    return np.zeros(n, dtype=np.int64), [""]


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
