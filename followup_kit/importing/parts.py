"""One table is read: its columns are understood, and every row is taken or set aside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from followup_kit.importing import formats, shapes
from followup_kit.importing.answers import Answers
from followup_kit.importing.applications import ESTIMATED, Application, RowReader
from followup_kit.importing.columns import Column, evidence, understand
from followup_kit.importing.headers import IDENTIFYING
from followup_kit.importing.moves import Problem
from followup_kit.importing.tablefile import Sheet
from followup_kit.importing.tables import Table, below_a_gap, fit


class Part(NamedTuple):
    """One table that was read: a sheet's, or one file's of an archive."""

    table: Table
    format: formats.Format | None
    shape: str
    columns: list[Column]
    applications: list[Application]
    problems: list[Problem]
    unknown_words: Mapping[str, int]
    n_rows: int


def read_table(sheet: Sheet, table: Table, answers: Answers) -> Part:
    """Read a table that was found in a sheet: every row becomes part of an application, or is set aside."""
    known = formats.recognise(table.header)
    columns = understand(table.header, table.whole_rows, known, answers.by_header, answers.date_order)
    shape, columns = shapes.shape_of(columns, table.whole_rows)
    reader = RowReader(columns, known, answers.by_word)
    count = evidence(columns)
    brought = [fit(row, len(table.header), sheet.delimiter, count) for row in table.rows]
    legend = below_a_gap(table, [count(each.cells) if each.cells else -1 for each in brought])
    for row in table.above:
        reader.set_aside(row, "stands above the header")
    fitted = []
    for row, (cells, oddity) in zip(table.rows, brought, strict=True):
        if row.line in legend:
            reader.set_aside(row, "stands below the table, after an empty row, and has no day or status in it")
        elif cells is None:
            reader.set_aside(row, oddity)
        elif [cell.strip() for cell in cells] == table.header:
            reader.set_aside(row, "is the header again")
        else:
            fitted.append(row._replace(cells=cells, fault=oddity))
    applications = [reader.in_time(each) for each in shapes.read_shape(shape, reader, fitted)]
    problems = [*_of_the_table(table, columns, applications), *reader.cells.problems]
    n_rows = len(table.above) + len(table.rows) + (bool(table.header) and not _has_header(columns))
    return Part(table, known, shape, columns, applications, problems, reader.cells.unknown_words, n_rows)


def _has_header(columns: Sequence[Column]) -> bool:
    """Say whether the first row is a header: it may as well be an application, where no column is known by it."""
    return any(column.field in IDENTIFYING for column in columns)


def _of_the_table(table: Table, columns: Sequence[Column], applications: Sequence[Application]) -> Iterator[Problem]:
    """Yield what is odd about a table as a whole."""
    if table.header and not _has_header(columns):
        text = " · ".join(filter(None, table.header))[:500]
        reason = "no header is known here for the company, the role or the link: name one so, or say which column it is"
        yield Problem(table.header_line, "", text, reason, False)
    n_estimated = sum(change.note == ESTIMATED for each in applications for change in each.stages)
    if n_estimated:
        names = ", ".join(column.name for column in columns if column.field in ("added_on", "status_on"))
        reason = f"there is no day of applying: for {n_estimated} it is estimated from these days"
        yield Problem(table.header_line, names, "", reason, True)
