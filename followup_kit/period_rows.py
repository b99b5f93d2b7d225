"""The rows of a frame of rates: each group's periods, from its first to its last."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from followup_kit import periods
from followup_kit.counts import Cells


class PeriodRows:
    """Rows for all periods that some cells fall in, and those between them in which nothing happened.

    Parameters
    ----------
    cells : Cells
        They are sorted by group and day.
    labels : sequence of str
        The groups' names.
    by : {"week", "month", "quarter"}
    """

    def __init__(self, cells: Cells, labels: tuple[str, ...], by: str) -> None:
        self._by = by
        period = self._period(cells.day)
        starts = np.flatnonzero(np.diff(cells.group, prepend=-1))
        self._present = cells.group[starts]
        first = np.minimum.reduceat(period, starts) if len(starts) else period
        last = np.maximum.reduceat(period, starts) if len(starts) else period
        self._lengths = last - first + 1
        self._n = int(self._lengths.sum())
        # A group's period p is row p + shift.
        shift = np.cumsum(self._lengths) - self._lengths - first
        self._shift = np.zeros(len(labels), dtype=np.int64)
        self._shift[self._present] = shift
        self._labels = labels
        self._numbers = np.arange(self._n) - np.repeat(shift, self._lengths)

    def columns(self, group: str | None) -> dict[str, pd.Series]:
        """Return the columns that name the rows: the group's, if there are groups, and the period."""
        columns = {"period": pd.Series(periods.label(self._numbers, self._by), dtype="str")}
        if group is None:
            return columns
        names = np.array(self._labels, dtype=object)[self._present].repeat(self._lengths)
        return {group: pd.Series(names, dtype="str"), **columns}

    def summing(self, cells: Cells) -> Callable[[np.ndarray | bool], np.ndarray]:
        """Return a function that adds up, for each row, those of some cells for which a mask is true."""
        # Cells of one day are added up first: then only days have to find their row.
        new_day = np.diff(cells.group, prepend=-1) != 0
        new_day |= np.diff(cells.day, prepend=0) != 0
        days = np.flatnonzero(new_day)
        row = self._shift[cells.group[days]] + self._period(cells.day[days])

        def total(mask: np.ndarray | bool = True) -> np.ndarray:
            n = np.add.reduceat(cells.n * mask, days)
            # As floats these sums are exact up to 2 ** 53 applications.
            return np.bincount(row, weights=n, minlength=self._n).astype(np.int64)

        return total

    def _period(self, day: np.ndarray) -> np.ndarray:
        return periods.number(day.astype("datetime64[D]"), self._by)
