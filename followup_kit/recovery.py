"""What can be worked out of a table with hidden cells: the attacker's linear program."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

# Two values that differ by this much are two whole numbers, whatever the solver's rounding.
_APART = 1 - 1e-6


class Cells(NamedTuple):
    """Counts, one row per cell and one column per measure; which cells are sums; which measures are never more.

    Parameters
    ----------
    values : ndarray of int64
    sums : sequence of (whole, parts)
    within : sequence of (int, int)
    """

    values: np.ndarray
    sums: Sequence[tuple[int, Sequence[int]]]
    within: Sequence[tuple[int, int]]


class Change(NamedTuple):
    """An earlier release of the same cells, and of which cells and measures the difference must not be known."""

    values: np.ndarray
    hidden: np.ndarray
    targets: np.ndarray


def recoverable(
    cells: Cells, hidden: np.ndarray, targets: np.ndarray, change: Change | None = None
) -> list[tuple[int, int]]:
    """Return the values that follow from what is published, as cell and measure; of a cell the first is enough.

    Parameters
    ----------
    cells : Cells
        The true values.
    hidden : ndarray of bool
        The cells that are not published.
    targets : ndarray of bool
        Per cell and measure, which hidden values must not be known.
    change : Change, optional
        What was published before. Where no count of a measure fell since, the attacker knows that too.

    Notes
    -----
    The attacker knows the published values, all sums, that counts are no less than 0, and which measures are never
    more than which. A value is safe if another table agrees with all that and differs there by one at least. The
    tables that agree form a convex set with the true one in it: so each other table found shows at once of all the
    values in which it differs that they are safe, and only the rest is minimised and maximised one by one.
    """
    n_cells, n_measures = cells.values.shape
    releases = [(cells.values, hidden)] + ([(change.values, change.hidden)] if change else [])
    # One unknown for each hidden value: how far it lies from the true one.
    place = np.full((len(releases), n_cells, n_measures), -1)
    for release, (_, concealed) in enumerate(releases):
        place[release, concealed] = place.max() + 1 + np.arange(concealed.sum() * n_measures).reshape(-1, n_measures)
    n_unknown = place.max() + 1
    aims = [(cell, measure, [(place[0, cell, measure], 1.0)]) for cell, measure in np.argwhere(targets)]
    if change:
        aims += [
            (cell, measure, [(place[release, cell, measure], 1.0 - 2.0 * release) for release in (0, 1)])
            for cell, measure in np.argwhere(change.targets)
        ]
    if not aims:
        return []
    program = _Program(n_unknown)
    for release, (values, _) in enumerate(releases):
        at = place[release]
        program.floor[at[at >= 0]] = -values[at >= 0]
        for whole, parts in cells.sums:
            for measure in range(n_measures):
                program.equal([(at[whole, measure], 1.0), *((at[part, measure], -1.0) for part in parts)])
        for less, more in cells.within:
            for cell in np.flatnonzero(at[:, 0] >= 0):
                room = values[cell, more] - values[cell, less]
                program.at_most([(at[cell, less], 1.0), (at[cell, more], -1.0)], room)
    if change:
        grew = cells.values - change.values
        for measure in np.flatnonzero((grew >= 0).all(axis=0)):
            for cell in np.flatnonzero((place[:, :, measure] >= 0).any(axis=0)):
                new, old = place[:, cell, measure]
                program.at_most([(old, 1.0), (new, -1.0)], grew[cell, measure])
    found: dict[int, int] = {}
    for at in program.fixed([terms for _, _, terms in aims], [int(cell) for cell, _, _ in aims]):
        found.setdefault(int(aims[at][0]), int(aims[at][1]))
    return list(found.items())


class _Program:
    """Linear conditions on unknowns, for which all being 0 is one solution."""

    def __init__(self, n_unknown: int) -> None:
        self.floor = np.zeros(n_unknown)
        self._equal: list[list[tuple[int, float]]] = []
        self._at_most: list[list[tuple[int, float]]] = []
        self._room: list[float] = []

    def equal(self, terms: list[tuple[int, float]]) -> None:
        """Let a sum of unknowns be 0; places under 0 are known, and so add nothing."""
        if any(place >= 0 for place, _ in terms):
            self._equal.append(terms)

    def at_most(self, terms: list[tuple[int, float]], room: float) -> None:
        """Let a sum of unknowns be no more than this."""
        self._at_most.append(terms)
        self._room.append(float(room))

    def fixed(self, aims: list[list[tuple[int, float]]], of: list[int]) -> list[int]:
        """Return which sums are the same in all solutions, but for less than one; the first alone of those alike."""
        aim = self._matrix(aims)
        equal, at_most = self._matrix(self._equal), self._matrix(self._at_most)
        chance = np.random.default_rng(0)
        open_ = np.ones(len(aims), dtype=bool)
        far = 10.0 + 10.0 * np.abs(self.floor).max(initial=0.0)
        n_open = len(aims) + 1
        while 0 < open_.sum() < n_open:  # sweeps, as long as they find something
            n_open = open_.sum()
            direction = (open_ * chance.choice([-1.0, 1.0], len(aims)) * chance.uniform(0.5, 1.5, len(aims))) @ aim
            open_ &= np.abs(aim @ self._solve(direction, equal, at_most, far)) < _APART
        found = []
        for at in np.flatnonzero(open_):
            row = aim[[at]].toarray()[0]
            for sign in (1.0, -1.0):
                if open_[at]:
                    open_ &= np.abs(aim @ self._solve(sign * row, equal, at_most, 1000 * far)) < _APART
            if open_[at]:
                found.append(int(at))
                open_ &= np.array(of) != of[at]
        return found

    def _solve(self, direction: np.ndarray, equal: object, at_most: object, far: float) -> np.ndarray:
        from scipy.optimize import linprog

        done = linprog(
            direction,
            A_ub=at_most if self._room else None,
            b_ub=self._room or None,
            A_eq=equal if self._equal else None,
            b_eq=np.zeros(len(self._equal)) if self._equal else None,
            bounds=np.column_stack([self.floor, np.full(len(self.floor), far)]),
            method="highs",
        )
        if not done.success:
            raise ArithmeticError(f"The linear program that checks hidden cells was not solved: {done.message}")
        return done.x

    def _matrix(self, rows: list[list[tuple[int, float]]]) -> object:
        from scipy.sparse import csr_array

        entries = [(at, place, factor) for at, row in enumerate(rows) for place, factor in row if place >= 0]
        at, places, factors = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array((factors, (at, places)), shape=(len(rows), len(self.floor)))
