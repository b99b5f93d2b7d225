"""Hiding small groups of people in tables, so that nothing published gives them back."""

from collections import deque
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np

from followup_kit.errors import BadValue
from followup_kit.recovery import Cells, Change, recoverable

OTHERS = "other groups"
LEAST, USUAL, MOST = 5, 10, 30
_NONE_LEFT = -1  # what is hidden can be worked out, and there is no further cell to hide


class Sum(NamedTuple):
    """That one cell is the sum of others, as everybody knows who reads the table: numbers of cells."""

    whole: int
    parts: tuple[int, ...]


class Table(NamedTuple):
    """Counts to be published, totals among them.

    Parameters
    ----------
    values : ndarray of int64
        One row per cell, one column per measure: what is counted there.
    people : sequence of sequences of sets
        For each measure the seekers it is counted among, cell by cell: those of the denominator, for a numerator.
    sums : sequence of Sum
        Which cells are totals, and of which.
    within : sequence of (int, int)
        Measures of which the first is never more than the second.
    """

    values: np.ndarray
    people: Sequence[Sequence[Set[str]]]
    sums: Sequence[Sum]
    within: Sequence[tuple[int, int]] = ()

    @property
    def cells(self) -> Cells:
        """What an attacker would work with: all of it but the people."""
        return Cells(self.values, self.sums, self.within)


class Earlier(NamedTuple):
    """The same table as it was released before: its values, people and hidden cells; what was not there is 0."""

    values: np.ndarray
    people: Sequence[Sequence[Set[str]]]
    hidden: np.ndarray


def check_minimum(minimum: object) -> int:
    """Return the least number of seekers a group may have, or refuse it.

    Raises
    ------
    BadValue
        If it is no whole number from 5 to 30.
    """
    if isinstance(minimum, bool) or not isinstance(minimum, (int, np.integer)) or not LEAST <= minimum <= MOST:
        raise BadValue(
            f"minimum: {minimum!r} is no group size. Use a whole number from {LEAST} to {MOST}; {USUAL} is usual.",
            field="minimum",
            value=minimum,
        )
    return int(minimum)


def merge_small(sizes: Mapping[str, int], minimum: int) -> dict[str, str]:
    """Return for each group the one it is shown in: its own, or for a small one ``other groups``.

    Parameters
    ----------
    sizes : mapping
        Distinct seekers of each group.
    minimum : int
        Smaller groups are merged. What they come to together may still be small; `suppress` sees to that.

    Examples
    --------
    >>> merge_small({"Nursing": 40, "Baking": 3, "Welding": 8}, minimum=10)
    {'Nursing': 'Nursing', 'Baking': 'other groups', 'Welding': 'other groups'}
    """
    return {group: OTHERS if size < minimum else group for group, size in sizes.items()}


def suppress(table: Table, minimum: int, earlier: Sequence[Earlier] = ()) -> np.ndarray:
    """Return which cells to hide, so that no group of fewer people than the minimum is given away.

    Parameters
    ----------
    table : Table
        It is left alone.
    minimum : int
        From 5 to 30. A cell with people in it, but fewer than this, in any of its measures is hidden whole.
    earlier : sequence of Earlier
        What was released before. A cell is also hidden where so few people came or went since that the difference
        of the two releases would give them away.

    Returns
    -------
    ndarray of bool
        One entry per cell.

    Notes
    -----
    More cells are hidden, those of the fewest people first and totals last, until

    - the hidden parts of a published total hold at least the minimum of people together, and so do the people who
      came or went in those parts of which the difference is not published;
    - a linear program finds for each value hidden at least two that agree with all that is published, now and
      before: `followup_kit.recovery`. A count among nobody is 0 and gives nobody away; and a published total of 0
      says of a large enough group that there is none.

    A cell without people, now and before, is not hidden: who reads the table may guess that it is 0. Only where beside
    the earlier releases even that would give people away, the whole table is withheld, and nothing follows from it.

    References
    ----------
    Hundepool and others (2012), Statistical Disclosure Control, chapter 4.
    """
    check_minimum(minimum)
    views = [_View(table, None), *(_View(table, before) for before in earlier)]
    hidden = np.zeros(len(table.values), dtype=bool)
    for view in views:
        hidden |= view.small(minimum) & ~view.unknown_before
    # The last view knows most, but each earlier release may be put beside this one: all have to pass in turn.
    passed, to_pass = 0, deque(views if len(views) == 1 else views[1:])
    while passed < len(to_pass):
        choice = next((choice for view in views if (choice := view.broken(hidden, minimum)) is not None), None)
        choices = [choice] if choice is not None else views[0].alone(hidden) or to_pass[0].opened(hidden, minimum)
        if _NONE_LEFT in choices:
            return np.ones_like(hidden)
        if choices:
            hidden[choices] = True
            passed = 0
        else:
            passed += 1
            to_pass.rotate(-1)
    return hidden


class _View:
    """One way to look at a table: as it is, or as what has changed since an earlier release."""

    def __init__(self, table: Table, before: Earlier | None) -> None:
        self._table, self._before = table, before
        self.unknown_before = np.zeros(len(table.values), dtype=bool) if before is None else before.hidden
        self._people = table.people
        if before is not None:
            self._people = [
                [new ^ old for new, old in zip(now, then, strict=True)]
                for now, then in zip(table.people, before.people, strict=True)
            ]
        self._size = np.array([[len(people) for people in measure] for measure in self._people]).T
        self._populated = np.array([[len(people) > 0 for people in measure] for measure in table.people]).T
        self._lines_of: list[list[Sum]] = [[] for _ in table.values]
        for line in table.sums:
            for cell in (line.whole, *line.parts):
                self._lines_of[cell].append(line)

    def small(self, minimum: int) -> np.ndarray:
        """Return the cells in which there are people, but too few."""
        return self._few(minimum).any(axis=1)

    def broken(self, hidden: np.ndarray, minimum: int) -> int | None:
        """Return a cell to hide because a published total gives away too few people; None if none does."""
        unknown = hidden | self.unknown_before
        for line in self._table.sums:
            if unknown[line.whole]:
                continue
            parts = [part for part in line.parts if unknown[part]]
            for measure in self._people:
                if 0 < len(set().union(*(measure[part] for part in parts))) < minimum:
                    usable = ~unknown & self._size.any(axis=1)
                    return self._choose([line], usable, np.zeros_like(unknown), np.ones_like(unknown))
        return None

    def alone(self, hidden: np.ndarray) -> list[int]:
        """Return cells to hide because a hidden one is the only one of its sum: that needs no linear program."""
        open_ = self._targets(hidden)
        found = {}
        for line in self._table.sums:
            unknown = [cell for cell in (line.whole, *line.parts) if hidden[cell]]
            if len(unknown) == 1 and open_[unknown[0]].any():
                found[unknown[0]] = int(np.argmax(open_[unknown[0]]))
        return self._beside(sorted(found.items()), hidden)

    def opened(self, hidden: np.ndarray, minimum: int) -> list[int]:
        """Return cells to hide because hidden values can be worked out; none if no value can."""
        change = None
        if self._before is not None:
            unknown = (hidden | self._before.hidden)[:, None]
            change = Change(self._before.values, self._before.hidden, unknown & self._few(minimum))
        return self._beside(recoverable(self._table.cells, hidden, self._targets(hidden), change), hidden)

    def _targets(self, hidden: np.ndarray) -> np.ndarray:
        """Return the hidden values that nobody must know."""
        return hidden[:, None] & self._populated & ~self._said_to_be_0(hidden)

    def _beside(self, found: Sequence[tuple[int, int]], hidden: np.ndarray) -> list[int]:
        """Return what to hide for values that can be worked out: for each a cell, unless one of its sums has one."""
        chosen: list[int] = []
        usable = ~hidden & (self._populated | (self._size > 0)).any(axis=1)
        for cell, measure in found:
            lines = sorted(self._lines_of[cell], key=lambda line: self._slack(line, hidden, measure))
            if any(at in chosen for line in lines for at in (line.whole, *line.parts)):
                continue  # that may be enough
            if not hidden[cell]:
                choice = cell
            elif chosen and not usable.any():
                break
            else:
                choice = self._choose(
                    lines, usable, self._table.values[:, measure] == 0, self._held(cell, measure, hidden)
                )
            chosen.append(choice)
            usable[choice] = False
        return chosen

    def _held(self, cell: int, measure: int, hidden: np.ndarray) -> np.ndarray:
        """Return the cells that would be of no use to a value which is not alone in its sums, and yet worked out.

        What holds it is a measure that is never more, or never less; of use are cells where the two are not equal.
        """
        values = self._table.values
        others = [[part for part in line.parts if hidden[part] and part != cell] for line in self._lines_of[cell]]
        if not all(values[parts, measure].any() for parts in others):
            return np.ones(len(values), dtype=bool)
        pairs = [pair for pair in self._table.within if measure in pair]
        return np.logical_or.reduce([values[:, less] == values[:, more] for less, more in pairs] or [values[:, 0] < 0])

    def _said_to_be_0(self, hidden: np.ndarray) -> np.ndarray:
        """Return which values stand under a published total of 0: that is said of the whole, which is large enough."""
        said = np.zeros(self._table.values.shape, dtype=bool)
        for line in self._table.sums:
            if not hidden[line.whole]:
                said[list(line.parts)] |= self._table.values[line.whole] == 0
        return said

    def _few(self, minimum: int) -> np.ndarray:
        return (self._size > 0) & (self._size < minimum)

    def _slack(self, line: Sum, hidden: np.ndarray, measure: int) -> int:
        """Return how much is hidden in a line: where that is little, little can be elsewhere."""
        return sum(int(self._table.values[part, measure]) for part in line.parts if hidden[part])

    def _choose(self, lines: Sequence[Sum], usable: np.ndarray, idle: np.ndarray, held: np.ndarray) -> int:
        """Return the cell to hide next: not a 0 if possible, of the first line that has such a part, else a total."""
        parts = [line.parts for line in lines]
        free = [[cell for cell in cells if not held[cell]] for cells in parts]
        for cells in (*free, *parts, [line.whole for line in lines], range(len(usable))):
            if at_hand := [cell for cell in cells if usable[cell] and not idle[cell]]:
                return min(at_hand, key=lambda cell: (len(self._table.people[0][cell]), cell))
        if usable.any():
            return int(np.flatnonzero(usable)[-1])
        return _NONE_LEFT
