"""Counts of a cohort by group and column, with their totals, and the seekers each is counted among."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from followup_kit.suppression import Earlier, Sum, Table

EVERYONE = ("everyone", "everyone")
ALL = "all"

Row = tuple[str, str]


class Measure(NamedTuple):
    """One count: the measure whose seekers it is counted among (its own, for a denominator), and what it is part of."""

    name: str
    among: str
    part_of: str = ""


class Grid(NamedTuple):
    """One kind of counts by row (a way to group, and a group) and column, before anything is hidden.

    Parameters
    ----------
    name : str
        What is counted.
    rows : tuple of (str, str)
        `EVERYONE`, then ("programme", "Nursing") and the like.
    columns : tuple of str
        Periods or the like, with `ALL` at the end where they add up.
    measures : tuple of Measure
    values : dict
        By (row, column), one number per measure; what is not there is 0.
    people : dict
        By (row, column), for each measure the seekers it is counted among.
    """

    name: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    measures: tuple[Measure, ...]
    values: dict[tuple[Row, str], tuple[int, ...]]
    people: dict[tuple[Row, str], tuple[frozenset[str], ...]]

    @property
    def cells(self) -> list[tuple[Row, str]]:
        """All rows and columns, in order."""
        return [(row, column) for row in self.rows for column in self.columns]

    @property
    def table(self) -> Table:
        """The same as numbered cells, with what is known to add up."""
        place = {cell: at for at, cell in enumerate(self.cells)}
        sums = []
        for way in dict.fromkeys(way for way, _ in self.rows if way != EVERYONE[0]):
            for column in self.columns:
                parts = tuple(place[row, column] for row in self.rows if row[0] == way)
                sums.append(Sum(place[EVERYONE, column], parts))
        if ALL in self.columns:
            for row in self.rows:
                parts = tuple(place[row, column] for column in self.columns if column != ALL)
                sums.append(Sum(place[row, ALL], parts))
        names = [measure.name for measure in self.measures]
        within = [(at, names.index(each.part_of)) for at, each in enumerate(self.measures) if each.part_of]
        return Table(*self._numbered(self), sums, within)

    def with_cells_of(self, rows: Sequence[Row], columns: Sequence[str]) -> "Grid":
        """Return the same with rows and columns of an earlier one, where there is nothing now."""
        more = [column for column in columns if column not in self.columns]
        own = [column for column in self.columns if column != ALL]
        total = [ALL] if ALL in self.columns else []
        return self._replace(
            rows=tuple(dict.fromkeys((*self.rows, *rows))), columns=tuple([*sorted(more), *own, *total])
        )

    def earlier(self, before: "Grid", hidden: Sequence[tuple[Row, str]]) -> Earlier:
        """Return an earlier release of this grid, cell by cell of this one."""
        concealed = set(hidden)
        return Earlier(*self._numbered(before), np.array([cell in concealed for cell in self.cells]))

    def _numbered(self, grid: "Grid") -> tuple[np.ndarray, list[list[frozenset[str]]]]:
        nothing, nobody = (0,) * len(self.measures), (frozenset(),) * len(self.measures)
        values = np.array([grid.values.get(cell, nothing) for cell in self.cells], dtype=np.int64)
        people = [list(each) for each in zip(*(grid.people.get(cell, nobody) for cell in self.cells), strict=True)]
        return values.reshape(len(self.cells), len(self.measures)), people


def grid(
    name: str,
    counts: pd.DataFrame,
    groups: Mapping[str, Mapping[str, str]],
    measures: Sequence[Measure],
    columns: Sequence[str],
    total: bool = False,
) -> Grid:
    """Add up counts of single seekers.

    Parameters
    ----------
    name : str
    counts : DataFrame
        seeker_id, column, and one column per measure: what is counted of this seeker there.
    groups : mapping
        For each way to group, the group of each seeker.
    measures : sequence of Measure
    columns : sequence of str
        In the order they are to stand.
    total : bool
        Whether they add up to something: then `ALL` comes last.
    """
    names, among = [each.name for each in measures], [each.among for each in measures]
    ways = {EVERYONE[0]: pd.Series(EVERYONE[1], index=counts.index)}
    ways |= {way: counts.seeker_id.map(of) for way, of in groups.items()}
    values, people = {}, {}
    for way, group in ways.items():
        parts = [(counts, [group, counts.column])]
        if total:
            parts.append((counts, [group, pd.Series(ALL, index=counts.index)]))
        for frame, keys in parts:
            for (label, column), part in frame.groupby([key.to_numpy() for key in keys]):
                cell = (way, str(label)), str(column)
                values[cell] = tuple(int(part[measure].sum()) for measure in names)
                who = {base: frozenset(part.seeker_id[part[base] > 0]) for base in set(among)}
                people[cell] = tuple(who[base] for base in among)
    rows = [EVERYONE, *((way, label) for way, of in groups.items() for label in sorted(set(of.values())))]
    return Grid(name, tuple(rows), (*columns, *([ALL] if total else [])), tuple(measures), values, people)
