"""Counting applications block by block, wherever they come from, into what a tally holds."""

from collections.abc import Collection, Sequence
from datetime import date
from threading import Lock
from typing import NamedTuple

import numpy as np
import pandas as pd

from followup_kit import ends, impossible
from followup_kit.counts import MAX_GROUPS, Counts
from followup_kit.errors import BadValue
from followup_kit.rows import NEVER, Block

# Cells of 8 bytes: enough that few rounds are needed, few enough to weigh little.
_SORTED_AT_ONCE = 2_000_000
TABLES = ("applied", "any", "positive", "rejections")


class Read(NamedTuple):
    """What `Counting.read` found in some rows: packed cells, not yet counted but for those applied."""

    applied: Counts
    any: np.ndarray
    positive: np.ndarray
    rejections: np.ndarray
    n_left_out: int
    problems: pd.DataFrame


class Counted(NamedTuple):
    """What was counted: the fields of a tally."""

    labels: tuple[str, ...]
    applied: Counts
    any: Counts
    positive: Counts
    rejections: Counts | None
    n_left_out: int
    problems: pd.DataFrame


class Counting:
    """A tally in the making, block by block.

    Parameters
    ----------
    as_of : datetime.date
    has_feedback : bool
        Whether rejections are to be counted.
    """

    def __init__(self, as_of: date, has_feedback: bool) -> None:
        self.as_of, self._has_feedback = as_of, has_feedback
        self._code_of: dict[str, int] = {}
        self._coding = Lock()
        self._read: list[Read] = []
        self._counted: dict[str, Counts] = dict.fromkeys(TABLES, Counts.of([]))
        self._n_left_out = 0
        self._problems: list[pd.DataFrame] = []

    def read(self, block: Block) -> Read:
        """Return what a block of rows comes to; from several threads, if you like."""
        read, index, today = block.rows, block.index, since_1970(self.as_of)
        counted, n_left_out = read.applied <= today, 0
        if not counted.all():
            n_left_out = int((read.applied == NEVER).sum())
            read, index = read.where(counted), index[counted]
        read = read._replace(group=self._codes(block.labels)[read.group])
        n_before = len(read.applied)
        read, problems = impossible.left_out(read, index)
        n_left_out += n_before - len(read.applied)
        return Read(
            Counts.of_days(read.group, read.applied),
            ends.any_ends(read, today),
            ends.positive_ends(read, today),
            ends.rejections(read, today),
            n_left_out,
            problems,
        )

    def add(self, read: Read) -> None:
        """Count what was read, or keep it until there is more: sorting much at once is quicker than adding up."""
        self._read.append(read)
        self._n_left_out += read.n_left_out
        if len(read.problems):
            self._problems.append(read.problems)
        if sum(len(each.any) + len(each.positive) for each in self._read) > _SORTED_AT_ONCE:
            self._count()

    def counted(self) -> Counted:
        """Return the counts of all that was added."""
        self._count()
        # Only groups that have applications are kept, or else a tally would depend on how the rows are parted.
        labels = list(self._code_of)
        kept = sorted(labels[code] for code in self._counted["applied"].groups())
        codes = np.zeros(len(labels), dtype=np.int64)
        codes[[self._code_of[label] for label in kept]] = np.arange(len(kept))
        tables = {name: table.with_groups(codes) for name, table in self._counted.items()}
        if not self._has_feedback:
            tables["rejections"] = None
        problems = impossible.joined(self._problems)
        return Counted(tuple(kept), **tables, n_left_out=self._n_left_out, problems=problems)

    def _count(self) -> None:
        read, self._read = self._read, []
        new = {"applied": Counts.total([self._counted["applied"], *(each.applied for each in read)])}
        for name in TABLES[1:]:
            new[name] = Counts.total([self._counted[name], Counts.of([getattr(each, name) for each in read])])
        self._counted = new

    def _codes(self, labels: Sequence[object]) -> np.ndarray:
        text = ["" if pd.isna(value) else str(value) for value in labels]
        with self._coding:
            for label in sorted(set(text)):  # so that most often they need not be sorted in the end
                self._code_of.setdefault(label, len(self._code_of))
            check_groups(self._code_of)
        return np.array([self._code_of[label] for label in text], dtype=np.int64)


def since_1970(day: date) -> int:
    """Return a day as counts know it."""
    return (day - date(1970, 1, 1)).days


def check_groups(labels: Collection[str]) -> None:
    """Refuse more groups than counts can tell apart."""
    if len(labels) > MAX_GROUPS:
        raise BadValue(f"group: {len(labels):,} groups are too many, the most is {MAX_GROUPS:,}.", field="group")
