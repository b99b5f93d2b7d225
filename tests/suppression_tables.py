"""Random tables of people and what is counted of them, and an attacker who is given only what is published."""

from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

from followup_kit.suppression import Earlier, Sum, Table


class Cohort(NamedTuple):
    """What each seeker, of one group each, did in each period: seekers × periods, applied and answered."""

    group: np.ndarray
    applied: np.ndarray
    answered: np.ndarray

    def only(self, seekers: np.ndarray) -> "Cohort":
        return Cohort(self.group[seekers], self.applied[seekers], self.answered[seekers])


def random_cohort(rng: np.random.Generator, n_groups: int, n_periods: int) -> Cohort:
    """Return groups of very different sizes; some of them hardly apply."""
    sizes = rng.choice([2, 4, 8, 11, 14, 25, 60], n_groups)
    group = np.repeat(np.arange(n_groups), sizes)
    busy = rng.uniform(0.1, 2.0, (n_groups, n_periods))[group]
    applied = rng.poisson(busy)
    return Cohort(group, applied, rng.binomial(applied, rng.uniform(0.1, 0.6)))


def sums_of(n_groups: int, n_periods: int) -> list[Sum]:
    """Return the sums of a table of groups × periods with totals in its last row and column."""
    cell = np.arange((n_groups + 1) * (n_periods + 1)).reshape(n_groups + 1, n_periods + 1)
    rows = [Sum(int(row[-1]), tuple(map(int, row[:-1]))) for row in cell]
    return rows + [Sum(int(column[-1]), tuple(map(int, column[:-1]))) for column in cell.T]


def table_of(cohort: Cohort, n_groups: int, names: np.ndarray | None = None) -> Table:
    """Count a cohort; ``names`` says who the seekers are, if not the first, second …"""
    names = np.arange(len(cohort.group)) if names is None else names
    n_periods = cohort.applied.shape[1]
    values, people = [], []
    for group in range(n_groups + 1):
        in_group = np.ones(len(names), dtype=bool) if group == n_groups else cohort.group == group
        for period in range(n_periods + 1):
            columns = slice(None) if period == n_periods else slice(period, period + 1)
            counts = cohort.applied[in_group, columns], cohort.answered[in_group, columns]
            values.append([int(count.sum()) for count in counts])
            people.append(frozenset(map(str, names[in_group][counts[0].sum(axis=1) > 0])))
    return Table(np.array(values), [people, people], sums_of(n_groups, n_periods), [(1, 0)])


def earlier_of(table: Table, hidden: np.ndarray) -> Earlier:
    return Earlier(table.values, table.people, hidden)


class Attack:
    """Linear conditions on all values of some releases, published or not, of the same cells and sums.

    The published values are held by their bounds. It is told nothing else, but that nothing fell where ``growing``.
    """

    def __init__(self, releases: list[np.ndarray], sums: list[Sum], growing: bool = False) -> None:
        shape = (len(releases), *releases[0].shape)
        self.place = np.arange(np.prod(shape)).reshape(shape)
        self.bounds = [(0, None) if np.isnan(v) else (v, v) for v in np.stack(releases).ravel()]
        equal, at_most = [], []
        for place in self.place:
            for measure in place.T:
                equal += [[(measure[line.whole], 1), *((measure[part], -1) for part in line.parts)] for line in sums]
            at_most += [[(answered, 1), (applied, -1)] for applied, answered in place]
        if growing:
            old, new = self.place
            at_most += [[(before, 1), (after, -1)] for before, after in zip(old.ravel(), new.ravel(), strict=True)]
        self.equal, self.at_most = self._rows(equal), self._rows(at_most)

    def finds(self, terms: list[tuple[int, float]], truth: float) -> bool:
        """Whether a sum of values can be worked out: nothing a whole number away from the truth would do as well."""
        for sign in (1, -1):
            aim = self._rows([[(place, sign * factor) for place, factor in terms]])[0]
            zeros = np.zeros(len(self.at_most)), np.zeros(len(self.equal))
            done = linprog(aim, self.at_most, zeros[0], self.equal, zeros[1], self.bounds, method="highs")
            assert done.status in (0, 3), done.message
            if done.status == 3 or abs(sign * done.fun - truth) > 1 - 1e-6:
                return False
        return True

    def _rows(self, rows: list[list[tuple[int, float]]]) -> np.ndarray:
        matrix = np.zeros((len(rows), self.place.size))
        for at, terms in enumerate(rows):
            for place, factor in terms:
                matrix[at, place] = factor
        return matrix


def worked_out(table: Table, hidden: np.ndarray) -> list[tuple[int, int]]:
    """Return the hidden values an attacker can fill in, as cell and measure; not those under a published total of 0."""
    attack = Attack([masked(table, hidden)], table.sums)
    totals = [(line, table.values[line.whole]) for line in table.sums if not hidden[line.whole]]
    said = {(part, m) for line, total in totals for part in line.parts for m in range(2) if total[m] == 0}
    return [
        (int(cell), measure)
        for cell in np.flatnonzero(hidden)
        for measure in range(2)
        if (cell, measure) not in said
        and attack.finds([(attack.place[0, cell, measure], 1)], table.values[cell, measure])
    ]


def worked_out_between(old: Table, old_hidden: np.ndarray, new: Table, hidden: np.ndarray, minimum: int) -> list[int]:
    """Return the cells in which fewer than the minimum came or went and an attacker learns what they brought."""
    grew = new.values - old.values
    attack = Attack([masked(old, old_hidden), masked(new, hidden)], new.sums, bool((grew >= 0).all()))
    return [
        cell
        for cell, (before, after) in enumerate(zip(old.people[0], new.people[0], strict=True))
        if 0 < len(before ^ after) < minimum
        and any(
            attack.finds([(attack.place[1, cell, m], 1), (attack.place[0, cell, m], -1)], grew[cell, m])
            for m in range(2)
        )
    ]


def given_away(people: list[frozenset], sums: list[Sum], unknown: np.ndarray, minimum: int) -> list[Sum]:
    """Return the published totals whose hidden parts hold people, but fewer than the minimum together."""
    together = [frozenset().union(*(people[part] for part in line.parts if unknown[part])) for line in sums]
    return [
        line for line, group in zip(sums, together, strict=True)
        if not unknown[line.whole] and 0 < len(group) < minimum
    ]  # fmt: skip


def masked(table: Table, hidden: np.ndarray) -> np.ndarray:
    """Return what is published."""
    return np.where(hidden[:, None], np.nan, table.values)
