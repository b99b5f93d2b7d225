"""A file is read: which table in it is the log, what its columns are, and every row taken or set aside."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from followup_kit import schema
from followup_kit.errors import BadValue
from followup_kit.flat import flat_applications
from followup_kit.importing import formats, tablefile
from followup_kit.importing.applications import Application, Problem, RowReader
from followup_kit.importing.columns import Column, understand
from followup_kit.importing.dating import ORDERS, in_words, looks_dated, read_days
from followup_kit.importing.headers import FIELDS
from followup_kit.importing.keys import row_keys
from followup_kit.importing.tables import find_table, fit
from followup_kit.importing.words import fold, says_nothing, stages_of
from followup_kit.schema import ImportRow, Tables

_EXAMPLES = 4


class Answers(NamedTuple):
    """What a person said of a file; see `read_applications`."""

    sheet: str | None = None
    date_order: str = ""
    status_words: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}


class ColumnUse(NamedTuple):
    """What a column was taken for.

    Parameters
    ----------
    header : str
        Its header, or its number.
    field : str
        A key of `headers.FIELDS`; ``columns={header: field}`` changes it.
    meaning : str
        The same in words.
    why : str
        The reason.
    dates : str
        How its dates are read, in words; empty where it holds none.
    ask : bool
        Whether nobody can tell how they are read: say ``date_order``.
    examples : tuple of (str, datetime.date or None)
        A few of its texts, and the day each was read as.
    """

    header: str
    field: str
    meaning: str
    why: str
    dates: str
    ask: bool
    examples: tuple[tuple[str, date | None], ...]


class Question(NamedTuple):
    """What only a person can say.

    ``parameter`` is the one of `read_applications` that answers it, ``about`` the column or word it is about
    (empty: the whole file), ``choices`` what may be said.
    """

    parameter: str
    about: str
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What an import would bring in, before anything is stored.

    Attributes
    ----------
    file, digest : str
        The file's name and the SHA-256 of its bytes.
    format : str
        The program whose export it is, or the shape of the table.
    remark : str
        What a person should know about that format; may be empty.
    sheet : str
        The sheet chosen; empty in a text file.
    sheets : tuple of str
        All its sheets.
    header_line, last_line : int
        Where the table stands.
    columns : tuple of ColumnUse
    questions : tuple of Question
    unknown_words : dict of str to int
        Status words nobody knows, and how often each stands there.
    duplicates : tuple of (int, int)
        Lines that repeat an earlier one word for word, and that line. They are kept: each may be genuine.
    applications : tuple of Application
        The rows accepted.
    rows : tuple of ImportRow
        The same as the log takes them in, with their keys.
    problems : DataFrame
        line, column, value, reason, kept: what could not be taken as it stands. ``kept`` is False where the whole
        row was set aside.
    n_rows, n_blank : int
        Rows under the header, and blank ones beside them.
    """

    file: str
    digest: str
    format: str
    remark: str
    sheet: str
    sheets: tuple[str, ...]
    header_line: int
    last_line: int
    columns: tuple[ColumnUse, ...]
    questions: tuple[Question, ...]
    unknown_words: dict[str, int]
    duplicates: tuple[tuple[int, int], ...]
    applications: tuple[Application, ...]
    rows: tuple[ImportRow, ...]
    problems: pd.DataFrame
    n_rows: int
    n_blank: int

    @property
    def n_set_aside(self) -> int:
        """Rows that could not be taken: with those accepted, all rows of the file."""
        return len(self.set_aside)

    @property
    def set_aside(self) -> pd.DataFrame:
        """The problems whose row was set aside."""
        return self.problems[~self.problems.kept]

    @property
    def frame(self) -> pd.DataFrame:
        """The flat frame of the rows accepted."""
        return _flat(self.rows)


def read(path: str | os.PathLike, answers: Answers) -> Preview:
    """Read a file with what a person said of it; see `preview`."""
    _check(answers)
    file = tablefile.open_file(path)
    answered = {fold(header): field for header, field in answers.columns.items()}
    words = {fold(word): stage for word, stage in answers.status_words.items()}
    sheet = file.sheets[0]
    table = find_table(sheet.rows, answered)
    known = formats.recognise(table.header)
    width = len(table.header)
    whole = [row.cells for row in table.rows if len(row.cells) == width]
    columns = understand(table.header, whole, known, answered, answers.date_order)
    reader = RowReader(columns, known, words)
    evidence = _evidence(columns)
    applications = []
    for row in table.rows:
        fitted = fit(row, width, sheet.delimiter, evidence)
        if fitted.cells is None:
            reader.set_aside(row, fitted.oddity)
        else:
            application = reader.read(row._replace(cells=fitted.cells, fault=fitted.oddity))
            if application:
                applications.append(application)
    keys = row_keys(applications, known.name if known else "")
    return Preview(
        file=file.name,
        digest=file.digest,
        format=known.name if known else "A list of applications",
        remark=known.remark if known else "",
        sheet=sheet.name,
        sheets=tuple(each.name for each in file.sheets),
        header_line=table.header_line,
        last_line=table.rows[-1].line if table.rows else table.header_line,
        columns=tuple(_use(column, whole) for column in columns),
        questions=_questions(columns, reader.unknown_words),
        unknown_words=dict(reader.unknown_words),
        duplicates=_duplicates(table.rows),
        applications=tuple(applications),
        rows=tuple(_import_row(key, each) for key, each in zip(keys, applications, strict=True)),
        problems=_problems(reader.problems),
        n_rows=len(table.rows),
        n_blank=table.n_blank,
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


def _evidence(columns: Sequence[Column]) -> Callable[[Sequence[str]], int]:
    """Return a function that counts the cells of a row that stand in the columns they belong to; see `fit`."""
    dated = ("applied", "added_on", "status_on", "responded_on")
    typed = [column for column in columns if column.field in ("status", "url", *dated)]

    def evidence(cells: Sequence[str]) -> int:
        count = 0
        for column in typed:
            text = cells[column.at].strip()
            if not text or says_nothing(text):
                continue
            fits = (
                stages_of(text) is not None
                if column.field == "status"
                else "//" in text and " " not in text
                if column.field == "url"
                else looks_dated(text)
            )
            if not fits:
                return -1
            count += 1
        return count

    return evidence


def _use(column: Column, rows: Sequence[Sequence[str]]) -> ColumnUse:
    texts = list(dict.fromkeys(text for row in rows[:200] if (text := row[column.at].strip())))[:_EXAMPLES]
    order = column.order
    days = [read_days(text, order.order).days if order else () for text in texts]
    dated = order is not None and any(map(looks_dated, texts))
    said = order.why if dated else ""
    if dated and order.kind in ("declared", "shown"):
        said = f"{in_words(order.order)}: {order.why}"
    examples = tuple((text, day[0] if day else None) for text, day in zip(texts, days, strict=True))
    ask = dated and order.asked
    return ColumnUse(column.name, column.field, FIELDS[column.field], column.why, said, ask, examples)


def _questions(columns: Sequence[Column], unknown: Counter[str]) -> tuple[Question, ...]:
    dated = [
        Question("date_order", column.name, f"{column.name}: {column.order.why}. Which is it?", ORDERS[1:])
        for column in columns
        if column.order and column.order.asked
    ]
    worded = [
        Question("status_words", word, f"What does {word!r} mean? It stands there {count} times.", (*schema.STAGES, ""))
        for word, count in unknown.most_common()
    ]
    return (*dated, *worded)


def _duplicates(rows: Sequence) -> tuple[tuple[int, int], ...]:
    first: dict[tuple[str, ...], int] = {}
    found = []
    for row in rows:
        cells = tuple(row.cells)
        if cells in first:
            found.append((row.line, first[cells]))
        else:
            first[cells] = row.line
    return tuple(found)


def _problems(problems: Sequence[Problem]) -> pd.DataFrame:
    frame = pd.DataFrame(sorted(problems, key=lambda each: each.line), columns=Problem._fields)
    return frame.astype({"line": "int64", "column": "str", "value": "str", "reason": "str", "kept": "bool"})


def _import_row(key: str, application: Application) -> ImportRow:
    stages = tuple((change.stage, change.day, change.note) for change in application.stages)
    return ImportRow(key, dict(application.fields), stages)


def _flat(rows: Sequence[ImportRow]) -> pd.DataFrame:
    applications = [{"application_id": number, **row.fields} for number, row in enumerate(rows, 1)]
    moves = [(number, *stage) for number, row in enumerate(rows, 1) for stage in row.stages]
    changes = [(at, *move) for at, move in enumerate(moves, 1)]
    frames = {name: schema.frame(name) for name in Tables._fields if name != "settings"}
    frames["applications"] = schema.frame("applications", applications)
    frames["stage_changes"] = schema.frame("stage_changes", changes)
    return flat_applications(Tables(**frames, settings={}))
