"""A file is read: which table in it is the log, what its columns are, and every row taken or set aside."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from followup_kit import schema
from followup_kit.errors import BadValue
from followup_kit.importing import formats, shapes, tablefile
from followup_kit.importing.applications import ESTIMATED, Application, RowReader
from followup_kit.importing.columns import Column, evidence, understand
from followup_kit.importing.dating import ORDERS
from followup_kit.importing.headers import FIELDS, IDENTIFYING
from followup_kit.importing.keys import earlier_key, row_keys
from followup_kit.importing.moves import Problem
from followup_kit.importing.preview import Preview, Question, column_use, duplicates, problem_frame, questions
from followup_kit.importing.tablefile import Sheet, TableFile
from followup_kit.importing.tables import Table, below_a_gap, find_table, fit
from followup_kit.importing.words import fold
from followup_kit.schema import ImportRow

_LOOKS_LIKE_A_LOG = 4
_LONGEST_NOTE = 10_000


class Answers(NamedTuple):
    """What a person said of a file; see `read_applications`."""

    sheet: str | None = None
    date_order: str = ""
    status_words: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}


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


def read(path: str | os.PathLike, answers: Answers) -> Preview:
    """Read a file with what a person said of it; see `preview`."""
    _check(answers)
    file = tablefile.open_file(path)
    chosen, others = _choose(file, answers)
    parts = [_read_table(sheet, table, answers) for sheet, table in chosen]
    first = parts[0]
    several = len(parts) > 1
    problems = [
        problem._replace(reason=f"{sheet.name}: {problem.reason}") if several else problem
        for (sheet, _), part in zip(chosen, parts, strict=True)
        for problem in part.problems
    ]
    problems += [
        Problem(0, "", name, "this sheet looks like a log too and was not read: choose with sheet", True)
        for name in others
    ]
    applications, keys = _joined(parts)
    unknown_words: dict[str, int] = {}
    for part in parts:
        for word, count in part.unknown_words.items():
            unknown_words[word] = unknown_words.get(word, 0) + count
    uses = [[column_use(column, _whole(part)) for column in part.columns] for part in parts]
    asked = questions((use for part in uses for use in part), unknown_words)
    sheet = chosen[0][0].name
    if others:
        text = "Several sheets look like a log. Which one is it?"
        asked.insert(0, Question("sheet", "", text, (sheet, *others)))
    remarks = [first.format.remark] if first.format and first.format.remark else []
    if several:
        remarks.append(f"Read from it: {', '.join(each.name for each, _ in chosen)}.")
    return Preview(
        file=file.name,
        digest=file.digest,
        format=first.format.name if first.format else first.shape,
        remark=" ".join(remarks),
        sheet="" if several else sheet,
        sheets=() if several else tuple(each.name for each in file.sheets if each.name),
        header_line=first.table.header_line,
        last_line=max((row.line for row in first.table.rows), default=first.table.header_line),
        columns=tuple(uses[0]),
        questions=tuple(asked),
        unknown_words=unknown_words,
        duplicates=tuple(pair for part in parts for pair in duplicates(part.table.rows)),
        applications=tuple(applications),
        rows=_import_rows(keys, applications),
        problems=problem_frame(problems),
        n_rows=sum(part.n_rows for part in parts),
        n_blank=sum(part.table.n_blank for part in parts),
    )


def _check(answers: Answers) -> None:
    if answers.date_order and answers.date_order not in ORDERS:
        raise BadValue(
            f"date_order: {answers.date_order!r} is no order. Choose 'dmy' (day first), 'mdy' (month first) or 'ymd'.",
            field="date_order",
            value=answers.date_order,
        )
    for word, stage in answers.status_words.items():
        if stage and stage not in schema.STAGES:
            raise BadValue(
                f"status_words: {word!r} cannot mean {stage!r}. Choose one of {', '.join(schema.STAGES)}, "
                "or '' where it means none.",
                field="status_words",
                value=stage,
            )
    for header, field in answers.columns.items():
        if field not in FIELDS:
            raise BadValue(
                f"columns: {header!r} cannot be {field!r}. Choose one of {', '.join(FIELDS)}.",
                field="columns",
                value=field,
            )


def _choose(file: TableFile, answers: Answers) -> tuple[list[tuple[Sheet, Table]], list[str]]:
    """Return the tables to read, and the names of other sheets that look like a log too."""
    sheets = file.sheets
    if answers.sheet:
        sheets = tuple(sheet for sheet in sheets if sheet.name == answers.sheet)
        if not sheets:
            names = ", ".join(repr(sheet.name) for sheet in file.sheets if sheet.name) or "none with a name"
            raise BadValue(
                f"sheet: {file.name} has no sheet {answers.sheet!r}; it has {names}.",
                field="sheet",
                value=answers.sheet,
            )
    headers = {fold(header): field for header, field in answers.columns.items()}
    tables = [(sheet, find_table(sheet.rows, headers)) for sheet in sheets]
    if file.kind == "archive":
        exports = [(sheet, table) for sheet, table in tables if formats.recognise(table.header)]
        if exports:
            return exports, []
    best = max(tables, key=lambda pair: (pair[1].score, len(pair[1].rows)))
    others = [
        sheet.name
        for sheet, table in tables
        if sheet is not best[0] and table.rows and table.score >= max(_LOOKS_LIKE_A_LOG, best[1].score - 2)
    ]
    return [best], others


def _read_table(sheet: Sheet, table: Table, answers: Answers) -> Part:
    headers = {fold(header): field for header, field in answers.columns.items()}
    words = {fold(word): stage for word, stage in answers.status_words.items()}
    known = formats.recognise(table.header)
    width = len(table.header)
    whole = [row.cells for row in table.rows if len(row.cells) == width]
    columns = understand(table.header, whole, known, headers, answers.date_order)
    shape, columns = shapes.shape_of(columns, whole)
    reader = RowReader(columns, known, words)
    count = evidence(columns)
    brought = [fit(row, width, sheet.delimiter, count) for row in table.rows]
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
        reason = "no header is known here for the company, the role or the link: say which column is with columns"
        yield Problem(table.header_line, "", text, reason, False)
    n_estimated = sum(change.note == ESTIMATED for each in applications for change in each.stages)
    if n_estimated:
        names = ", ".join(column.name for column in columns if column.field in ("added_on", "status_on"))
        reason = f"there is no day of applying: for {n_estimated} it is estimated from these days"
        yield Problem(table.header_line, names, "", reason, True)


def _whole(part: Part) -> list[Sequence[str]]:
    return [row.cells for row in part.table.rows if len(row.cells) == len(part.columns)]


def _joined(parts: Sequence[Part]) -> tuple[list[Application], list[str]]:
    """Return the applications of all parts and their keys; saved in one part and applied for in another is one."""
    namespace = parts[0].format.name if parts[0].format else ""
    saved = [part for part in parts if part.format and part.format.status == "Saved"]
    if len(saved) == len(parts):
        saved = []
    applications = [each for part in parts if part not in saved for each in part.applications]
    found = dict(zip(row_keys(applications, namespace), applications, strict=True))
    bookmarks = [each for part in saved for each in part.applications]
    for key, bookmark in zip(row_keys(bookmarks, namespace), bookmarks, strict=True):
        there = found.get(key)
        found[key] = there._replace(stages=(*bookmark.stages, *there.stages)) if there else bookmark
    return list(found.values()), list(found)


def _import_rows(keys: Sequence[str], applications: Sequence[Application]) -> tuple[ImportRow, ...]:
    known = set(keys)
    rows = []
    for key, application in zip(keys, applications, strict=True):
        stages = tuple((change.stage, change.day, change.note[:_LONGEST_NOTE]) for change in application.stages)
        earlier = earlier_key(key)
        rows.append(ImportRow(key, dict(application.fields), stages, "" if earlier in known else earlier))
    return tuple(rows)
