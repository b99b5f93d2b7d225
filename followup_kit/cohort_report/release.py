"""A release of the report: what is hidden in it, and the private record that the next one is compared with."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np

from followup_kit.cohort_report.grids import Grid, Row
from followup_kit.errors import LogFileError
from followup_kit.private_records import kept_record
from followup_kit.suppression import suppress

_WARNING = "PRIVATE: names seekers. Keep it here, for the next report to be compared with. Never share it."
_KIND = "followup-kit record of cohort reports"


class Release(NamedTuple):
    """One release: its day, its counts, and of each the cells that are hidden."""

    as_of: str
    grids: tuple[Grid, ...]
    hidden: tuple[frozenset[tuple[Row, str]], ...]

    @property
    def n_hidden(self) -> int:
        """How many cells are hidden."""
        return sum(map(len, self.hidden))


class Record(NamedTuple):
    """All releases so far, the last one last, and which groups are shown together in them."""

    merged: Mapping[str, Sequence[str]]
    releases: tuple[Release, ...]

    @classmethod
    def read(cls, report: str | os.PathLike) -> Self:
        """Return the record of a report.

        Raises
        ------
        LogFileError
            If it does not, or is not one.
        """
        path = kept_record(report)
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            if told["kind"] != _KIND:
                raise ValueError(told["kind"])
            return cls(told["merged"], tuple(_release(each) for each in told["releases"]))
        except FileNotFoundError:
            raise LogFileError(
                f"There is no {path.name} in {path.parent}: without this private record nothing can be compared with "
                f"{Path(report)}. Give the folder of a report whose record was kept, or put it back."
            ) from None
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise LogFileError(f"{path} is no record of a cohort report ({error}). Restore it from a backup.") from None

    def to_bytes(self) -> bytes:
        """Return the record as JSON. It names seekers."""
        releases = [
            {
                "as_of": release.as_of,
                "grids": [
                    {
                        "name": grid.name,
                        "rows": grid.rows,
                        "columns": grid.columns,
                        "cells": [
                            [row, column, values, [sorted(people) for people in grid.people[row, column]]]
                            for (row, column), values in grid.values.items()
                        ],
                        "hidden": sorted(hidden),
                    }
                    for grid, hidden in zip(release.grids, release.hidden, strict=True)
                ],
            }
            for release in self.releases
        ]
        told = {"warning": _WARNING, "kind": _KIND, "merged": self.merged, "releases": releases}
        return json.dumps(told, ensure_ascii=False).encode()


def release(as_of: date, grids: Iterable[Grid], minimum: int, earlier: Sequence[Release]) -> Release:
    """Return the counts with what has to be hidden, beside all that was released before."""
    shown, concealed = [], []
    for grid in grids:
        before = [
            (old, hidden)
            for each in earlier
            for old, hidden in zip(each.grids, each.hidden, strict=True)
            if old.name == grid.name
        ]
        for old, _ in before:
            grid = grid.with_cells_of(old.rows, old.columns)
        hidden = suppress(grid.table, minimum, [grid.earlier(old, cells) for old, cells in before])
        shown.append(grid)
        concealed.append(frozenset(grid.cells[at] for at in np.flatnonzero(hidden)))
    return Release(as_of.isoformat(), tuple(shown), tuple(concealed))


def _release(told: Mapping[str, Any]) -> Release:
    grids, hidden = [], []
    for each in told["grids"]:
        cells = {(tuple(row), column): (values, people) for row, column, values, people in each["cells"]}
        grids.append(
            Grid(
                each["name"],
                tuple(map(tuple, each["rows"])),
                tuple(each["columns"]),
                (),
                {cell: tuple(values) for cell, (values, _) in cells.items()},
                {cell: tuple(map(frozenset, people)) for cell, (_, people) in cells.items()},
            )
        )
        hidden.append(frozenset((tuple(row), column) for row, column in each["hidden"]))
    return Release(told["as_of"], tuple(grids), tuple(hidden))
