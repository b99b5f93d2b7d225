"""What an import would bring in, for a person to look at before anything is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from followup_kit import schema
from followup_kit.flat import flat_applications
from followup_kit.importing.applications import Application, Problem
from followup_kit.importing.columns import Column
from followup_kit.importing.dating import ORDERS, in_words, looks_dated, read_days
from followup_kit.importing.delimited import Row
from followup_kit.importing.headers import FIELDS
from followup_kit.schema import ImportRow, Tables

_EXAMPLES = 4


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
        The sheet chosen; empty in a text file, and in an archive whose parts were all read.
    sheets : tuple of str
        The sheets to choose from.
    header_line, last_line : int
        Where the table stands.
    columns : tuple of ColumnUse
    questions : tuple of Question
    unknown_words : dict of str to int
        Status words nobody knows, and how often each stands there.
    duplicates : tuple of (int, int)
        Lines that repeat an earlier one word for word, and that line. They are kept: each may be genuine.
    applications : tuple of Application
        What the rows accepted tell of.
    rows : tuple of ImportRow
        The same as the log takes them in, with their keys.
    problems : DataFrame
        line, column, value, reason, kept: what could not be taken as it stands. ``kept`` is False where the whole
        row was set aside.
    n_rows, n_blank : int
        Rows of the file, its header not counted where there is one, and blank rows beside them.
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
        """Rows set aside; see `n_accepted`."""
        return len(self.set_aside)

    @property
    def n_accepted(self) -> int:
        """Rows accepted: with those set aside, all rows of the file. A history has several for one application."""
        return self.n_rows - self.n_set_aside

    @property
    def set_aside(self) -> pd.DataFrame:
        """The problems whose row was set aside."""
        return self.problems[~self.problems.kept]

    @property
    def frame(self) -> pd.DataFrame:
        """The flat frame of the rows accepted."""
        return _flat(self.rows)


def column_use(column: Column, rows: Sequence[Sequence[str]]) -> ColumnUse:
    """Return what a column was taken for, with examples from its rows."""
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


def questions(uses: Iterable[ColumnUse], unknown_words: Mapping[str, int]) -> list[Question]:
    """Return what has to be asked of a table: a date order nobody can tell, words nobody knows."""
    unsure = [use for use in uses if use.ask]
    asked = []
    if unsure:
        names = ", ".join(use.header for use in unsure)
        example, fault = _example(unsure)
        text = f"{names}: {unsure[0].dates}. {example} {fault}." if example else f"{names}: {unsure[0].dates}."
        asked.append(Question("date_order", names, text, ORDERS if "year first" in fault else ORDERS[1:]))
    for word, count in sorted(unknown_words.items(), key=lambda item: -item[1]):
        times = "once" if count == 1 else f"{count} times"
        text = f"What does {word!r} mean? It stands there {times}."
        asked.append(Question("status_words", word, text, (*schema.STAGES, "")))
    return asked


def _example(uses: Iterable[ColumnUse]) -> tuple[str, str]:
    """Return a text that can be read in several ways, and these ways."""
    for use in uses:
        for text, _ in use.examples:
            fault = read_days(text, "").fault
            if fault:
                return text, fault
    return "", ""


def duplicates(rows: Iterable[Row]) -> list[tuple[int, int]]:
    """Return the lines that repeat an earlier one word for word, each with that line."""
    first: dict[tuple[str, ...], int] = {}
    return [(row.line, line) for row in rows if (line := first.setdefault(tuple(row.cells), row.line)) != row.line]


def problem_frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """Return problems as a frame in the order of the file."""
    frame = pd.DataFrame(sorted(problems, key=lambda each: each.line), columns=Problem._fields)
    return frame.astype({"line": "int64", "column": "str", "value": "str", "reason": "str", "kept": "bool"})


def _flat(rows: Sequence[ImportRow]) -> pd.DataFrame:
    applications = [{"application_id": number, **row.fields} for number, row in enumerate(rows, 1)]
    moves = [(number, *stage) for number, row in enumerate(rows, 1) for stage in row.stages]
    frames = {name: schema.frame(name) for name in Tables._fields if name != "settings"}
    frames["applications"] = schema.frame("applications", applications)
    frames["stage_changes"] = schema.frame("stage_changes", [(at, *move) for at, move in enumerate(moves, 1)])
    return flat_applications(Tables(**frames, settings={}))
