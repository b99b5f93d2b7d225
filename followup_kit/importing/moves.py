"""What the cells of a row say: days, ticks and words become moves into a stage."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from followup_kit.importing.columns import Column
from followup_kit.importing.dating import read_days
from followup_kit.importing.delimited import Row
from followup_kit.importing.words import fold, says_nothing, stages_of, yes_or_no
from followup_kit.schema import CLOSED_STAGES

_SPREADSHEET_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!|ERROR!)")
_SHOWN = 500  # of a text that is reported
_BETWEEN_DAYS = ("", "and", "und", "et", "y", "e")


class Problem(NamedTuple):
    """Something that could not be taken as it stands: where, what, why, and whether its row was kept."""

    line: int
    column: str
    value: str
    reason: str
    kept: bool


class Change(NamedTuple):
    """A move into a stage, the day where known, what the file called it, and the column it came from."""

    stage: str
    day: date | None
    note: str = ""
    column: str = ""


class CellReader:
    """Reads the cells of one row after another; what it could not take gathers in two attributes.

    Parameters
    ----------
    columns : sequence of Column
        What each column is taken for.
    answered : mapping of str to str
        The stage each folded status word stands for, as a person said; empty: it stands for none.

    Attributes
    ----------
    row : Row
        The row that is read; set it before.
    problems : list of Problem
    unknown_words : Counter
        Status words nobody knows, each as it was first spelled.
    """

    def __init__(self, columns: Sequence[Column], answered: Mapping[str, str]) -> None:
        self.columns = columns
        self.row = Row(0, [])
        self.problems: list[Problem] = []
        self.unknown_words: Counter[str] = Counter()
        self._answered = answered
        self._spelling: dict[str, str] = {}
        self._of: dict[tuple[str, ...], list[Column]] = {}

    def of(self, *fields: str) -> list[Column]:
        """Return the columns taken for any of some fields, in their order."""
        if fields not in self._of:
            self._of[fields] = [column for column in self.columns if column.field in fields]
        return self._of[fields]

    def text(self, column: Column) -> str:
        """Return a cell's text."""
        return self.row.cells[column.at].strip()

    def report(self, column: str, value: str, reason: str) -> None:
        """Report something odd about the row, which is kept."""
        self.problems.append(Problem(self.row.line, column, value[:_SHOWN], reason, True))

    def is_error(self, column: Column) -> bool:
        """Say whether a spreadsheet's error stands in a cell, and report it."""
        text = self.text(column)
        if not text.startswith("#") or not _SPREADSHEET_ERROR.fullmatch(text):
            return False
        self.report(column.name, text, "a spreadsheet's error stands here")
        return True

    def said(self, column: Column) -> str:
        """Return what stands in a cell that is no free text; empty where it says nothing."""
        text = self.text(column)
        return "" if self.is_error(column) or says_nothing(text) else text

    def day(self, column: Column) -> date | None:
        """Return the one day a cell holds; what cannot be read is reported."""
        text = self.said(column)
        if not text:
            return None
        reading = read_days(text, column.order.order)
        if len(reading.days) == 1 and not reading.fault:
            if fold(reading.rest):
                self.report(column.name, text, "only the day in it is taken")
            return reading.days[0]
        self.report(column.name, text, reading.fault or f"{len(reading.days) or 'no'} days where one belongs")
        return None

    def first_day(self, *fields: str) -> date | None:
        """Return the first day that any column of some fields holds."""
        return next((day for column in self.of(*fields) if (day := self.day(column))), None)

    def denied(self, *fields: str) -> bool:
        """Say whether a column of some fields says no, in a word."""
        texts = [self.text(column) for column in self.of(*fields)]
        return any(yes_or_no(text) is False and not says_nothing(text) for text in texts)

    def ticks(self, column: Column) -> list[Change]:
        """Return the moves a stage's own column tells of: by days, by a tick, or by a word."""
        text = self.said(column)
        if not text:
            return []
        stage = "interviewing" if column.field == "selected" else column.field
        plain = column.field in ("saved", "applied", "selected")
        note = "" if plain else column.name
        reading = read_days(text, column.order.order)
        only_days = fold(reading.rest) in _BETWEEN_DAYS or yes_or_no(reading.rest)
        if reading.days and not reading.fault and only_days:
            if len(reading.days) == 1 or not plain:
                return [Change(stage, day, note, column.name) for day in reading.days]
            self.report(column.name, text, f"{len(reading.days)} days where one belongs")
            return [Change(stage, None, text, column.name)]
        tick = yes_or_no(text)
        if tick is not None and not (plain and text.isdecimal()):
            return [Change(stage, None, note, column.name)] if tick else []
        if reading.days or reading.fault:
            self.report(column.name, text, reading.fault or "more than a day stands here")
            day = reading.days[0] if len(reading.days) == 1 and not reading.fault else None
            return [Change(stage, day, f"{note}: {text}" if note else text, column.name)]
        return self._worded(column, stage, text)

    def named(self, column: Column, text: str, since: date | None = None) -> list[Change]:
        """Return the stages a status names, the last of them on a day: the one given, or the one in its text."""
        if not text:
            return []
        meaning, day = self._meaning(text), since
        if meaning is None:
            reading = read_days(text, column.order.order if column.order else "")
            if len(reading.days) == 1 and not reading.fault:
                meaning, day = self._meaning(reading.rest), reading.days[0]
        if meaning is None:
            self._ask(column, text)
            return []
        note = "" if meaning and fold(text) == meaning[-1] else text
        last = len(meaning) - 1
        return [Change(stage, day if at == last else None, note, column.name) for at, stage in enumerate(meaning)]

    def _worded(self, column: Column, stage: str, text: str) -> list[Change]:
        meaning, note = self._meaning(text), f"{column.name}: {text}"
        if fold(text) in self._answered:
            return [Change(each, None, note, column.name) for each in meaning]
        if meaning is None or meaning[-1] in ("saved", "applied"):
            self._ask(column, text)
            return []
        reached = Change(stage, None, note, column.name)
        if meaning[-1] in (*CLOSED_STAGES, "offer") and meaning[-1] != stage:
            return [reached, Change(meaning[-1], None, text, column.name)]
        return [reached]

    def _meaning(self, word: str) -> tuple[str, ...] | None:
        answer = self._answered.get(fold(word))
        if answer is not None:
            return (answer,) if answer else ()
        return stages_of(word)

    def _ask(self, column: Column, word: str) -> None:
        self.unknown_words[self._spelling.setdefault(fold(word), word)] += 1
        self.report(column.name, word, "what stage this word means is not known: say it in status_words")
