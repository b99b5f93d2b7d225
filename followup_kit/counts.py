"""Counts by group, day, state and whole days: a sparse table that adds up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

# One number names a cell: 16 bits of group, 22 of day, 3 of state, 22 of days. So a table is counted and added by
# sorting plain numbers, whatever the span of dates and however many groups there are.
MAX_GROUPS = 1 << 16
_STATE, _DAY, _GROUP = 22, 25, 47
_DAYS_MASK, _STATE_MASK, _DAY_MASK = (1 << 22) - 1, (1 << 3) - 1, (1 << 22) - 1
_YEAR_1 = 719_163  # days from then to 1970-01-01


class Days(NamedTuple):
    """The groups and days that have cells, one entry each: place of the first cell, group code, day since 1970."""

    start: np.ndarray
    group: np.ndarray
    day: np.ndarray


@dataclass(frozen=True, eq=False)
class Counts:
    """How many there are of each cell, sorted, no cell twice and none empty.

    Parameters
    ----------
    key : ndarray of int64
        The cells, packed by `pack`.
    n : ndarray of int64
        How many of each.
    """

    key: np.ndarray
    n: np.ndarray

    @property
    def state(self) -> np.ndarray:
        """Each cell's state."""
        return (self.key >> _STATE & _STATE_MASK).astype(np.int8)

    @property
    def days(self) -> np.ndarray:
        """Each cell's whole days."""
        return (self.key & _DAYS_MASK).astype(np.int32)

    def by_day(self) -> Days:
        """Return the groups and days that have cells."""
        start = _starts(self.key >> _DAY)
        key = self.key[start]
        return Days(start, key >> _GROUP, (key >> _DAY & _DAY_MASK) - _YEAR_1)

    @classmethod
    def of(cls, keys: Sequence[np.ndarray]) -> Self:
        """Count packed cells, one entry for each thing counted."""
        joined = np.concatenate([np.zeros(0, dtype=np.int64), *keys])
        joined.sort()
        starts = _starts(joined)
        return cls(joined[starts], np.diff(starts, append=len(joined)))

    @classmethod
    def of_days(cls, group: np.ndarray, day: np.ndarray) -> Self:
        """Count by group and day alone: state and days are 0."""
        if not len(day):
            return cls.of([])
        first = int(day.min())
        width = int(day.max()) - first + 1
        if (int(group.max()) + 1) * width > 4 * len(day) + 10_000:
            return cls.of([pack(group, day)])
        # Where most groups and days occur, a table of all of them is quicker than sorting.
        n = np.bincount(group * width + (day - first))
        cells = np.flatnonzero(n)
        return cls(pack(cells // width, cells % width + first), n[cells])

    @classmethod
    def total(cls, parts: Sequence[Self]) -> Self:
        """Add tables whose groups have the same codes."""
        parts = [part for part in parts if len(part.n)]
        if len(parts) < 2:
            return parts[0] if parts else cls.of([])
        keys = np.concatenate([part.key for part in parts])
        order = np.argsort(keys, kind="stable")  # each part is sorted: a merge is all there is to do
        keys = keys[order]
        starts = _starts(keys)
        return cls(keys[starts], np.add.reduceat(np.concatenate([part.n for part in parts])[order], starts))

    def groups(self) -> np.ndarray:
        """Return the codes of the groups that have any, sorted."""
        group = self.key >> _GROUP
        return group[_starts(group)]

    def with_groups(self, codes: np.ndarray) -> Self:
        """Return the same counts with group code g called codes[g]; no two alike."""
        if (codes == np.arange(len(codes))).all():
            return self
        group = self.key >> _GROUP
        new = codes[group]
        order = np.argsort(new.astype(np.uint16), kind="stable")  # of 16 bits it is a radix sort
        return type(self)((self.key + (new - group << _GROUP))[order], self.n[order])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Counts):
            return NotImplemented
        return np.array_equal(self.key, other.key) and np.array_equal(self.n, other.n)

    __hash__ = None


def pack(group: np.ndarray, day: np.ndarray, state: np.ndarray | int = 0, days: np.ndarray | int = 0) -> np.ndarray:
    """Return the number of each cell: of its group's code, day since 1970-01-01, state and whole days."""
    low = (np.asarray(state, dtype=np.int32) << _STATE) + days
    return (group << _GROUP) + (day.astype(np.int64) + _YEAR_1 << _DAY) + low


def _starts(keys: np.ndarray) -> np.ndarray:
    """Return where each run of equal keys starts."""
    new = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return np.flatnonzero(new)
