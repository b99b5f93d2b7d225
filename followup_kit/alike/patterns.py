"""The patterns that rows follow, and what the importer makes of each."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from followup_kit import schema
from followup_kit.alike.blocks import DATED
from followup_kit.cohort_files import raw_of
from followup_kit.flat import flat_applications
from followup_kit.importing.applications import RowReader
from followup_kit.importing.columns import Column
from followup_kit.importing.delimited import Row
from followup_kit.schema import ImportRow
from followup_kit.together import together

if TYPE_CHECKING:
    import pyarrow as pa

DATES = tuple(column.name for column in schema.COLUMNS["flat"] if column.kind == "date")
NO_DAY = 0
_STAND_IN = date(2001, 1, 1)


class Pattern(NamedTuple):
    """What the importer's answer depends on.

    ``ranks`` has for each dated column the place of its day among the row's different days, -1 where it is empty.
    """

    status: str
    has_role: bool
    ranks: tuple[int, ...]


class Answers(NamedTuple):
    """What the importer makes of each pattern.

    ``flat`` has a row for each, ``came_from`` for each day in it the place of the dated column it is from, or -1;
    ``odd`` are patterns that it reports something about.
    """

    flat: pd.DataFrame
    came_from: dict[str, np.ndarray]
    odd: np.ndarray


def patterns(
    columns: Sequence[Column], cells: Sequence["pa.Array"], days: np.ndarray
) -> tuple[list[Pattern], np.ndarray]:
    """Return the patterns that rows follow, and for each row which of them."""
    import pyarrow.compute as pc

    of = {column.field: array for column, array in zip(columns, cells, strict=True)}
    key = np.zeros(len(cells[0]), dtype=np.int64)
    if "status" in of:
        key += of["status"].indices.to_numpy()
    key *= 2
    if "role" in of:
        key += pc.not_equal(of["role"], "").to_numpy(zero_copy_only=False)
    for some in days:
        key = key * 2 + (some != NO_DAY)
    for one, other in combinations(days, 2):
        both = (one != NO_DAY) & (other != NO_DAY)
        key = key * 3 + 1 + both * np.sign(one - other)
    pattern_of, found = pd.factorize(key)
    firsts = np.empty(len(found), dtype=np.int64)
    firsts[pattern_of[::-1]] = np.arange(len(key))[::-1]
    return [_pattern(of, days, first) for first in firsts.tolist()], pattern_of


def _pattern(of: dict[str, "pa.Array"], days: np.ndarray, row: int) -> Pattern:
    status, role = (of[name][row].as_py() if name in of else "" for name in ("status", "role"))
    own = days[:, row].tolist()
    order = sorted(set(own) - {NO_DAY})
    return Pattern(status, role != "", tuple(-1 if day == NO_DAY else order.index(day) for day in own))


def ask(columns: Sequence[Column], asked: Sequence[Pattern]) -> Answers:
    """Ask the importer what it makes of each pattern, with days that stand in for the real ones."""
    reader = RowReader(columns, None, {})
    at = {column.field: column.at for column in columns}
    dated = [column.at for column in columns if column.field in DATED]
    rows, odd = [], np.zeros(len(asked), dtype=bool)
    for number, pattern in enumerate(asked):
        text = [""] * len(columns)
        text[at["company"]] = "Company"
        if pattern.has_role:
            text[at["role"]] = "Role"
        if "status" in at:
            text[at["status"]] = pattern.status
        for place, rank in zip(dated, pattern.ranks, strict=True):
            if rank >= 0:
                text[place] = (_STAND_IN + timedelta(rank)).isoformat()
        read = reader.in_time(reader.read(Row(number, text)))
        rows.append(ImportRow("", dict(read.fields), tuple((one.stage, one.day, "") for one in read.stages)))
    odd[[problem.line for problem in reader.cells.problems]] = True
    flat = flat_applications(together([raw_of(rows)], [0]))
    came_from = {}
    for name in DATES:
        ranks = (flat[name] - pd.Timestamp(_STAND_IN)).dt.days.fillna(-1).astype(int).tolist()
        places = [-1 if rank < 0 else each.ranks.index(rank) for rank, each in zip(ranks, asked, strict=True)]
        came_from[name] = np.array(places, dtype=np.int64)
    return Answers(flat, came_from, odd)
