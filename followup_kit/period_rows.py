"""The rows of a frame of rates: each group's periods, from its first to its last."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from followup_kit import periods
from followup_kit.counts import Counts


class PeriodRows:
    """Rows for all periods in which something was counted, and for those between them in which nothing was.

    Parameters
    ----------
    counts : Counts
    labels : sequence of str
        The groups' names.
    by : {"week", "month", "quarter"}
    """

    def __init__(self, counts: Counts, labels: tuple[str, ...], by: str) -> None:
        self._by = by
        _, group, day = counts.by_day()
        period = self._period(day)
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        self._present = group[starts]
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

    def summing(self, counts: Counts) -> Callable[..., np.ndarray]:
        """Return a function that adds up, for each row, those counts for which a mask is true.

        Given a last day too, it leaves out what is of later days.
        """
        # What is of one day is added up first: then only days have to find their row.
        start, group, day = counts.by_day()
        row = self._shift[group] + self._period(day)

        def total(mask: np.ndarray | bool = True, last_day: float = np.inf) -> np.ndarray:
            n = np.add.reduceat(counts.n * mask, start) * (day <= last_day)
            # As floats these sums are exact up to 2 ** 53 applications.
            return np.bincount(row, weights=n, minlength=self._n).astype(np.int64)

        return total

    def _period(self, day: np.ndarray) -> np.ndarray:
        return periods.number(day.astype("datetime64[D]"), self._by)
