"""One row of a log becomes one application with its stage changes."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from followup_kit.dates import say
from followup_kit.importing.columns import Column
from followup_kit.importing.dating import read_days
from followup_kit.importing.delimited import Row
from followup_kit.importing.formats import Format
from followup_kit.importing.headers import IDENTIFYING, STAGE_FIELDS
from followup_kit.importing.words import fold, says_nothing, stages_of, yes_or_no
from followup_kit.schema import CLOSED_STAGES, RESPONSE_STAGES

_LONGEST = 100_000
_TEXTS = ("company", "role", "source", "location")
_SPREADSHEET_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!|ERROR!)")


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


class Application(NamedTuple):
    """One application as a file tells it.

    ``fields`` are columns of the table ``applications``; ``source_id`` is the number its source gave it.
    """

    line: int
    source_id: str
    fields: dict[str, object]
    stages: tuple[Change, ...]

    @property
    def applied_on(self) -> date | None:
        """The first day of applying, where known."""
        return min((change.day for change in self.stages if change.stage == "applied" and change.day), default=None)


class RowReader:
    """Reads the rows of one table; what it could not take gathers in ``problems`` and ``unknown_words``.

    Parameters
    ----------
    columns : sequence of Column
        What each column is taken for.
    known : Format or None
        The export it is.
    answered : mapping of str to str
        The stage each folded status word stands for, as a person said; empty: it stands for none.
    """

    def __init__(self, columns: Sequence[Column], known: Format | None, answered: Mapping[str, str]) -> None:
        self.columns = columns
        self.problems: list[Problem] = []
        self.unknown_words: Counter[str] = Counter()
        self._status = known.status if known else ""
        self._answered = answered
        fields = {column.field for column in columns}
        self._estimates = "applied" not in fields and bool(fields & {"added_on", "status_on"})
        self._row = Row(0, [])

    def read(self, row: Row) -> Application | None:
        """Return the application a row is about, or None where nothing says which; that is a problem then."""
        self._row = row
        before = len(self.problems)
        fields = self._fields()
        stages = self._in_time(self._stages(bool(fields["role"])))
        if not any(fields[name] for name in IDENTIFYING):
            if not any(change.stage == "applied" and change.day for change in stages):
                del self.problems[before:]
                self.set_aside(row, "no company, role, link or day of applying stands in it")
                return None
            self._report("", "", "neither company nor role: told apart by its day of applying alone")
        if row.fault:
            self._report("", "", row.fault)
        source_id = next((self._text(column) for column in self._of("id")), "")
        return Application(row.line, source_id, fields, tuple(stages))

    def set_aside(self, row: Row, reason: str) -> None:
        """Keep a row out of the log, with the reason."""
        text = " · ".join(cell.strip() for cell in row.cells if cell.strip())
        self.problems.append(Problem(row.line, "", text[:500], reason, False))

    # Cells

    def _of(self, *fields: str) -> list[Column]:
        return [column for column in self.columns if column.field in fields]

    def _text(self, column: Column) -> str:
        return self._row.cells[column.at].strip()

    def _report(self, column: str, value: str, reason: str) -> None:
        self.problems.append(Problem(self._row.line, column, value, reason, True))

    def _ask(self, column: Column, word: str) -> None:
        self.unknown_words[word] += 1
        self._report(column.name, word, "what stage this word means is not known: say it in status_words")

    def _said(self, column: Column) -> str:
        """Return what stands in a cell that is no free text; empty where it says nothing."""
        text = self._text(column)
        if _SPREADSHEET_ERROR.fullmatch(text):
            self._report(column.name, text, "a spreadsheet's error stands here")
            return ""
        return "" if says_nothing(text) else text

    def _day(self, column: Column) -> date | None:
        """Return the one day a cell holds; what cannot be read is reported."""
        text = self._said(column)
        if not text:
            return None
        reading = read_days(text, column.order.order)
        if len(reading.days) == 1 and not reading.fault:
            return reading.days[0]
        self._report(column.name, text, reading.fault or f"{len(reading.days) or 'no'} days where one belongs")
        return None

    def _meaning(self, word: str) -> tuple[str, ...] | None:
        answer = self._answered.get(fold(word))
        if answer is not None:
            return (answer,) if answer else ()
        return stages_of(word)

    # The application's own fields

    def _fields(self) -> dict[str, object]:
        fields: dict[str, object] = dict.fromkeys((*_TEXTS, "url"), "")
        fields["decision_by"] = None
        notes = []
        for column in self.columns:
            text = self._text(column)
            if _SPREADSHEET_ERROR.fullmatch(text) and column.field in (*_TEXTS, "notes", "keep"):
                self._report(column.name, text, "a spreadsheet's error stands here; kept as it is")
            if column.field in _TEXTS:
                fields[column.field] = text
                if column.at in self._row.links:
                    fields["url"] = fields["url"] or _web_address(self._row.links[column.at])
            elif column.field == "url" and text:
                fields["url"] = _web_address(self._row.links.get(column.at, text)) or fields["url"]
                if not fields["url"]:
                    notes.append(f"{column.name}: {text}")
                    self._report(column.name, text, "no web address with http:// or https://; kept in the notes")
            elif column.field == "decision_by":
                fields["decision_by"] = self._day(column)
            elif column.field == "notes" and text:
                notes.append(text)
            elif column.field == "keep" and text:
                notes.append(f"{column.name}: {text}")
        fields["notes"] = "\n".join(notes)
        for name, text in fields.items():
            if isinstance(text, str) and len(text) > _LONGEST:
                fields[name] = text[:_LONGEST]
                self._report(name, text[:60], f"{len(text):,} characters; the first {_LONGEST:,} are kept")
        return fields

    # Its stages

    def _stages(self, has_role: bool) -> list[Change]:
        applied = [change for column in self._of("applied") for change in self._ticks(column)]
        not_applied = not applied and any(
            yes_or_no(self._text(column)) is False and not says_nothing(self._text(column))
            for column in self._of("applied")
        )
        marks = [
            change
            for column in self._of(*STAGE_FIELDS, "selected")
            if column.field not in ("saved", "applied")
            for change in self._ticks(column)
        ]
        saved = [change for column in self._of("saved") for change in self._ticks(column)]
        status = self._statuses()
        answer = self._answer(marks, status)
        said = [*marks, *answer, *status]
        only_saved = [change for change in status if change.stage == "saved"]
        rest = [change for change in said if change.stage not in ("saved", "applied")]
        added = next((day for column in self._of("added_on") if (day := self._day(column))), None)
        if only_saved or not_applied or not (applied or said or has_role or self._dated_at_all(added)):
            day = next((change.day for change in (*saved, *only_saved, *applied) if change.day), added)
            return [Change("saved", day), *rest]
        start = [*saved] if saved else []
        applied = self._applied(applied, status, added)
        if added and not saved and not (applied[0].day and applied[0].day <= added):
            start = [Change("saved", added)]
        return [*start, *applied, *rest]

    def _dated_at_all(self, added: date | None) -> bool:
        return self._estimates and added is not None

    def _applied(self, applied: list[Change], status: Sequence[Change], added: date | None) -> list[Change]:
        """Return the move to applied: dated where the row says the day, or where it can be estimated."""
        dated = [change for change in applied if change.day]
        if dated:
            return dated
        moved = next((change for change in status if change.stage == "applied" and change.day), None)
        if moved:
            return [moved._replace(note="estimated") if self._estimates else moved]
        if self._estimates and added:
            return [Change("applied", added, "estimated")]
        return applied[:1] or [Change("applied", None)]

    def _ticks(self, column: Column) -> list[Change]:
        """Return the moves a stage's own column tells of: by days, by a tick, or by a word."""
        text = self._said(column)
        if not text:
            return []
        stage = "interviewing" if column.field == "selected" else column.field
        note = "" if column.field in ("saved", "applied", "selected") else column.name
        reading = read_days(text, column.order.order)
        words = fold(reading.rest)
        if reading.days and not reading.fault and (words in ("", "and", "und", "et", "y", "e") or yes_or_no(words)):
            if len(reading.days) > 1 and stage == "applied":
                self._report(column.name, text, f"{len(reading.days)} days where one belongs")
                return [Change(stage, None, text)]
            return [Change(stage, day, note, column.name) for day in reading.days]
        tick = yes_or_no(text)
        if tick is not None and not (text.isdecimal() and stage == "applied"):
            return [Change(stage, None, note, column.name)] if tick else []
        if reading.fault or reading.days:
            self._report(column.name, text, reading.fault or "more than a day stands here")
            day = reading.days[0] if len(reading.days) == 1 and not reading.fault else None
            return [Change(stage, day, f"{note}: {text}" if note else text, column.name)]
        return self._worded(column, stage, text)

    def _worded(self, column: Column, stage: str, text: str) -> list[Change]:
        meaning = self._meaning(text)
        if fold(text) in self._answered:
            return [Change(each, None, f"{column.name}: {text}", column.name) for each in meaning]
        if meaning is None or meaning[-1] in ("saved", "applied"):
            self._ask(column, text)
            return []
        reached = Change(stage, None, f"{column.name}: {text}", column.name)
        if meaning[-1] in (*CLOSED_STAGES, "offer") and meaning[-1] != stage:
            return [reached, Change(meaning[-1], None, text, column.name)]
        return [reached]

    def _statuses(self) -> list[Change]:
        """Return the stages the status columns name, dated where the row says since when."""
        columns = self._of("status")
        since = next((day for column in self._of("status_on") if (day := self._day(column))), None)
        changes = [change for column in columns for change in self._named(column, self._said(column), since)]
        if not columns and self._status:
            changes = [Change(stage, None) for stage in stages_of(self._status)]
        return changes

    def _named(self, column: Column, text: str, since: date | None) -> list[Change]:
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
        *implied, stage = meaning or [""]
        note = "" if fold(text) == stage else text
        return [
            *(Change(each, None, note, column.name) for each in implied),
            *([Change(stage, day, note, column.name)] if stage else []),
        ]

    def _answer(self, marks: list[Change], status: list[Change]) -> list[Change]:
        """Return the first answer a row tells of; a day goes to the mark or the status it must belong to.

        ``marks`` and ``status`` are changed where they take the day, or where they say the same.
        """
        column = next(iter(self._of("responded_on")), None)
        text = self._said(column) if column else ""
        if not text:
            _drop_repeated(status, marks)
            return []
        reading = read_days(text, column.order.order)
        if not reading.days:
            return self._undated_answer(column, text, reading.fault, marks, status)
        if reading.fault or len(reading.days) > 1:
            self._report(column.name, text, reading.fault or f"{len(reading.days)} days; the first is taken")
        day = reading.days[0]
        undated = next((at for at, mark in enumerate(marks) if mark.stage in RESPONSE_STAGES and not mark.day), None)
        if undated is not None:
            marks[undated] = marks[undated]._replace(day=day, column=column.name)
        elif marks and any(mark.day == day for mark in marks):
            pass
        elif not marks and self._turned_down() and not any(change.stage in RESPONSE_STAGES for change in status):
            _drop_repeated(status, marks)
            return [Change("rejected", day, "", column.name)]
        else:
            first = next((at for at, each in enumerate(status) if each.stage not in ("saved", "applied")), None)
            moved = status[first] if first is not None else None
            takes_day = ("replied", "screening", "interviewing", "rejected", "ghosted")
            if moved and not marks and moved.day in (None, day) and moved.stage in takes_day:
                status[first] = moved._replace(day=day, column=column.name)
            else:
                _drop_repeated(status, marks)
                return [Change("replied", day, "", column.name)]
        _drop_repeated(status, marks)
        return []

    def _undated_answer(
        self, column: Column, text: str, fault: str, marks: list[Change], status: list[Change]
    ) -> list[Change]:
        tick = yes_or_no(text)
        if tick is None and not fault:
            status[:0] = self._named(column, text, None)
        elif tick is None:
            self._report(column.name, text, fault)
        _drop_repeated(status, marks)
        answered = any(change.stage in RESPONSE_STAGES for change in (*marks, *status))
        if answered or tick is False or (tick is None and not fault):
            return []
        return [Change("replied", None, "" if tick else text, column.name)]

    def _turned_down(self) -> bool:
        texts = [self._text(column) for column in self._of("selected")]
        return any(yes_or_no(text) is False and not says_nothing(text) for text in texts)

    def _in_time(self, stages: Sequence[Change]) -> list[Change]:
        """Leave out the day of an answer that comes before its application."""
        applied = next((change.day for change in stages if change.stage == "applied" and change.day), None)
        kept = []
        for change in stages:
            if applied and change.day and change.day < applied and change.stage in RESPONSE_STAGES:
                self._report(
                    change.column,
                    change.day.isoformat(),
                    f"this answer stands before the application of {say(applied)}: the day is left out",
                )
                note = f"{change.note}: {change.day}" if change.note else f"dated {change.day} in the file"
                change = change._replace(day=None, note=note)
            kept.append(change)
        return kept


def _drop_repeated(status: list[Change], marks: Sequence[Change]) -> None:
    """Leave out of the status what a stage's own column says already."""
    told = {mark.stage for mark in marks}
    status[:] = [change for change in status if change.stage not in told or change.day]


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    sound = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", text.strip())
    return text.strip() if sound else ""
