"""The table in a sheet: where its header stands, where its rows end, and rows of the wrong length."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from math import comb
from typing import NamedTuple

from followup_kit.importing import formats
from followup_kit.importing.delimited import Row
from followup_kit.importing.headers import IDENTIFYING, field_of
from followup_kit.importing.words import fold

_HEADER_WITHIN = 40
_MOST_WAYS = 100  # in which a row is tried; of more, one alone hardly fits


class Table(NamedTuple):
    """Rows under one header, and what stands above it.

    ``gaps`` are the places in ``rows`` before which a blank row stood; ``score`` says how sure it is that this is a
    log: the columns that were recognised.
    """

    header_line: int
    header: list[str]
    above: list[Row]
    rows: list[Row]
    n_blank: int
    gaps: list[int]
    score: int

    @property
    def whole_rows(self) -> list[list[str]]:
        """The cells of the rows that have as many as the header."""
        return [row.cells for row in self.rows if len(row.cells) == len(self.header)]


class Fitted(NamedTuple):
    """A row's cells, one for each column, or None where no reading fits; and what was odd about it."""

    cells: list[str] | None
    oddity: str


def find_table(rows: Sequence[Row], answered: Mapping[str, str] | None = None) -> Table:
    """Find the header among the first rows of a sheet, and the rows below it.

    Parameters
    ----------
    rows : sequence of Row
        All rows of the sheet.
    answered : mapping of str to str, optional
        Headers a person has said the meaning of, folded.

    Examples
    --------
    >>> table = find_table([Row(1, ["My search"]), Row(2, ["Company", "Role"]), Row(3, ["Arbor", "Nurse"])])
    >>> table.header_line, len(table.rows)
    (2, 1)
    """
    answered = answered or {}
    filled = [at for at, row in enumerate(rows[: _HEADER_WITHIN * 5]) if not row.blank][:_HEADER_WITHIN]
    if not filled:
        return Table(1, [], [], [], len(rows), [], 0)
    scores = {at: _score(rows[at].cells, answered) for at in filled}
    header_at = max(filled, key=lambda at: (scores[at], -at))
    if not scores[header_at]:
        header_at = filled[0]
    above = [row for row in rows[:header_at] if not row.blank]
    below = rows[header_at + 1 :]
    body: list[Row] = []
    gaps = []
    for at, row in enumerate(below):
        if not row.blank:
            if at and below[at - 1].blank and body:
                gaps.append(len(body))
            body.append(row)
    header = [cell.strip() for cell in rows[header_at].cells]
    n_blank = len(rows) - len(above) - len(body) - 1
    return Table(rows[header_at].line, header, above, body, n_blank, gaps, scores[header_at])


def below_a_gap(table: Table, counts: Sequence[int]) -> set[int]:
    """Return the lines below a blank row that are no part of the table: a legend, a code book.

    Parameters
    ----------
    table : Table
        The table as found.
    counts : sequence of int
        For each of its rows, how many days, status words and links stand where they belong.

    Notes
    -----
    Only where nearly every row above the first blank one has such a cell, and none below it: a blank row inside a
    log is common.
    """
    blocks = list(zip([0, *table.gaps], [*table.gaps, len(table.rows)], strict=True))
    start, end = blocks[0]
    above = [count != 0 for count in counts[start:end]]
    if len(above) < 3 or sum(above) < 0.8 * len(above):
        return set()
    return {
        row.line
        for start, end in blocks[1:]
        if not any(count > 0 for count in counts[start:end])
        for row in table.rows[start:end]
    }


def _score(cells: Sequence[str], answered: Mapping[str, str]) -> int:
    if formats.recognise(cells):
        return 100
    known = {answered.get(fold(cell)) or field_of(cell) for cell in cells if cell.strip()} - {"", "leave"}
    return len(known) + 2 * bool(known.intersection(IDENTIFYING))


def fit(row: Row, width: int, delimiter: str, evidence: Callable[[Sequence[str]], int]) -> Fitted:
    """Bring a row of the wrong length into the columns, if that can be done in one way only.

    Parameters
    ----------
    row : Row
        The row.
    width : int
        How many columns the header has.
    delimiter : str
        What stands between cells, and comes back where two are joined.
    evidence : callable
        Says of cells, one for each column, how many days, status words and links stand where they belong; negative
        where one stands elsewhere.

    Notes
    -----
    Too many cells: a comma in an unquoted text has a blank after it, so cells that begin with one are joined to the
    one before. Too few: cells at the end are missing, or else one in the middle. What fits in several ways is not
    guessed.

    Examples
    --------
    >>> row = Row(2, ["Nurse", "Silverton", " North", "2025-01-01"])
    >>> fit(row, 3, ",", lambda cells: 1 if cells[2] == "2025-01-01" else -1).cells
    ['Nurse', 'Silverton, North', '2025-01-01']
    """
    cells = row.cells
    while len(cells) > width and not cells[-1].strip() and evidence(cells[:width]) >= 0:
        cells = cells[:-1]
    if len(cells) == width:
        return Fitted(cells, row.fault)
    oddity = f"{len(cells)} cells where the header has {width}"
    if len(cells) > width:
        fitting = (way for way in _joined(cells, len(cells) - width, delimiter) if evidence(way) >= 0)
        ways = list(islice(fitting, 2))
        if len(ways) != 1:
            return Fitted(None, oddity)
        return Fitted(ways[0], f"{oddity}: read as {' and '.join(map(repr, (c for c in ways[0] if c not in cells)))}")
    missing = width - len(cells)
    ways = {"the end": [*cells, *[""] * missing]}
    if missing == 1:
        # From the right: the cells people fill in first stand on the left, and keep their place.
        ways |= {f"column {at + 1}": [*cells[:at], "", *cells[at:]] for at in reversed(range(len(cells)))}
    place, way = max(ways.items(), key=lambda item: evidence(item[1]))
    return Fitted(way, f"{oddity}: {place} taken as empty") if evidence(way) >= 0 else Fitted(None, oddity)


def _joined(cells: Sequence[str], extra: int, delimiter: str) -> Iterator[list[str]]:
    seams = [at for at in range(1, len(cells)) if cells[at].startswith(" ") and cells[at].strip()]
    for chosen in combinations(seams, extra) if comb(len(seams), extra) <= _MOST_WAYS else ():
        way: list[str] = []
        for at, cell in enumerate(cells):
            if at in chosen:
                way[-1] = f"{way[-1]}{delimiter}{cell}"
            else:
                way.append(cell)
        yield way
