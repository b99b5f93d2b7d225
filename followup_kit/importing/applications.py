"""One row of a log becomes one application with its stage changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from followup_kit.dates import say
from followup_kit.importing.columns import Column
from followup_kit.importing.dating import read_days
from followup_kit.importing.delimited import Row
from followup_kit.importing.formats import Format
from followup_kit.importing.headers import IDENTIFYING, STAGE_FIELDS
from followup_kit.importing.moves import CellReader, Change, Problem
from followup_kit.importing.words import stages_of, yes_or_no
from followup_kit.schema import RESPONSE_STAGES
from followup_kit.validation import is_web_address

ESTIMATED = "day estimated"
_LONGEST = 100_000
_TEXTS = ("company", "role", "source", "location")
# Moves that the day of a first answer can be the day of; an offer or a withdrawal came after some first answer.
_FIRST_ANSWERS = ("replied", "screening", "interviewing", "rejected", "ghosted")


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
    """Reads the rows of one table into applications.

    Parameters
    ----------
    columns : sequence of Column
        What each column is taken for.
    known : Format or None
        The export it is.
    answered : mapping of str to str
        The stage each folded status word stands for, as a person said; empty: it stands for none.

    Attributes
    ----------
    cells : CellReader
        It also keeps the problems met, and the status words nobody knows.
    """

    def __init__(self, columns: Sequence[Column], known: Format | None, answered: Mapping[str, str]) -> None:
        self.cells = CellReader(columns, answered)
        self._status = known.status if known else ""
        fields = {column.field for column in columns}
        self._estimates = "applied" not in fields and bool(fields & {"added_on", "status_on"})

    def read(self, row: Row) -> Application | None:
        """Return the application a row is about, or None where nothing says which: the row is set aside then."""
        return self._application(row, lambda fields: self._stages(bool(fields["role"])))

    def read_event(self, row: Row) -> Application | None:
        """Return the application a row of a history is about, with the one change of stage it tells of."""
        return self._application(row, lambda fields: self._statuses(self.cells.first_day("status_on")))

    def read_move(self, row: Row) -> Application | None:
        """Return the application a row of moves is about, with the stage it left and the one it went to."""
        ends = self.cells.of("from_stage")[:1] + self.cells.of("to_stage")[:1]

        def moves(fields: Mapping[str, object]) -> list[Change]:
            since = self.cells.first_day("status_on")
            told: list[Change] = []
            for column, day in zip(ends, (None, since), strict=True):
                for change in self.cells.named(column, self.cells.said(column), day):
                    # "Offer, then offer declined" has one offer, though declining implies another.
                    if not told or change.stage != told[-1].stage or change.note == told[-1].note == "":
                        told.append(change)
            return told

        return self._application(row, moves)

    def set_aside(self, row: Row, reason: str) -> None:
        """Keep a row out of the log, with the reason."""
        text = " · ".join(cell.strip() for cell in row.cells if cell.strip())
        self.cells.problems.append(Problem(row.line, "", text[:500], reason, False))

    def in_time(self, application: Application) -> Application:
        """Leave out the day of an answer that comes before its application; it is reported, and kept as a note."""
        applied = application.applied_on
        kept = []
        for change in application.stages:
            if applied and change.day and change.day < applied and change.stage in RESPONSE_STAGES:
                reason = f"this answer stands before the application of {say(applied)}: its day is left out"
                self.cells.problems.append(
                    Problem(application.line, change.column, change.day.isoformat(), reason, True)
                )
                note = f"{change.note}, dated {change.day}" if change.note else f"dated {change.day}"
                change = change._replace(day=None, note=note)
            kept.append(change)
        return application._replace(stages=tuple(kept))

    def _application(self, row: Row, stages_of_row) -> Application | None:
        self.cells.row = row
        before = len(self.cells.problems)
        fields = self._fields()
        stages = stages_of_row(fields)
        if not any(fields[name] for name in IDENTIFYING):
            if not any(change.stage == "applied" and change.day for change in stages):
                del self.cells.problems[before:]
                self.set_aside(row, "no company, role, link or day of applying stands in it")
                return None
            self.cells.report("", "", "neither company nor role: told apart by its day of applying alone")
        if row.fault:
            self.cells.report("", "", row.fault)
        source_id = next((self.cells.text(column) for column in self.cells.of("id")), "")
        return Application(row.line, source_id, fields, tuple(stages))

    def _fields(self) -> dict[str, object]:
        cells = self.cells
        fields: dict[str, object] = dict.fromkeys((*_TEXTS, "url"), "")
        fields["decision_by"] = cells.first_day("decision_by")
        notes, behind = [], ""
        for column in cells.of(*_TEXTS, "url", "notes", "keep"):
            text = cells.text(column)
            link = _web_address(cells.row.links[column.at]) if column.at in cells.row.links else ""
            cells.is_error(column)
            if column.field in _TEXTS:
                fields[column.field], behind = text, behind or link
            elif column.field == "url":
                fields["url"] = link or _web_address(text)
                if text and not fields["url"]:
                    notes.append(f"{column.name}: {text}")
                    cells.report(column.name, text, "no web address with http:// or https://: kept in the notes")
            elif text:
                notes.append(text if column.field == "notes" else f"{column.name}: {text}")
        fields["url"] = fields["url"] or behind
        fields["notes"] = "\n".join(notes)
        for name, text in fields.items():
            if isinstance(text, str) and len(text) > _LONGEST:
                fields[name] = text[:_LONGEST]
                cells.report(name, text[:60], f"{len(text):,} characters: the first {_LONGEST:,} are kept")
        return fields

    def _stages(self, has_role: bool) -> list[Change]:
        """Return the moves of one row, in the order of a search: saved, applied, what came back."""
        cells = self.cells
        saved = [change for column in cells.of("saved") for change in cells.ticks(column)]
        applied = [change for column in cells.of("applied") for change in cells.ticks(column)]
        own = [stage for stage in (*STAGE_FIELDS, "selected") if stage not in ("saved", "applied")]
        marks = [change for column in cells.of(*own) for change in cells.ticks(column)]
        status = self._statuses(cells.first_day("status_on"))
        answer = self._answer(marks, status)
        # What a stage's own column says already, the status need not say again.
        told = {mark.stage for mark in marks}
        said = [*marks, *answer, *(change for change in status if change.day or change.stage not in told)]
        added = cells.first_day("added_on")
        only_saved = [change for change in status if change.stage == "saved"]
        nothing_done = not (applied or said or has_role or (added and self._estimates))
        rest = [change for change in said if change.stage not in ("saved", "applied")]
        if only_saved or nothing_done or (not applied and cells.denied("applied")):
            day = next((change.day for change in (*saved, *only_saved, *applied) if change.day), added)
            return [Change("saved", day), *rest]
        applied = self._applied(applied, status, added)
        if added and not saved and not (applied[0].day and applied[0].day <= added):
            saved = [Change("saved", added)]
        return [*saved, *applied, *rest]

    def _applied(self, applied: list[Change], status: Sequence[Change], added: date | None) -> list[Change]:
        """Return the move to applied: on the day the row says, else on the one it can be estimated by."""
        dated = [change for change in applied if change.day]
        if dated:
            return dated
        moved = next((change for change in status if change.stage == "applied" and change.day), None)
        if moved:
            return [moved._replace(note=ESTIMATED) if self._estimates else moved]
        if self._estimates and added:
            return [Change("applied", added, ESTIMATED)]
        return applied[:1] or [Change("applied", None)]

    def _statuses(self, since: date | None) -> list[Change]:
        """Return the stages the status columns name; an export without one has a status for all."""
        cells = self.cells
        columns = cells.of("status")
        if not columns and self._status:
            return [Change(stage, None) for stage in stages_of(self._status)]
        return [change for column in columns for change in cells.named(column, cells.said(column), since)]

    def _answer(self, marks: list[Change], status: list[Change]) -> list[Change]:
        """Return the first answer a row tells of, where neither a mark nor the status is that answer.

        Where one is, it takes the answer's day: ``marks`` and ``status`` are changed in place.
        """
        column = next(iter(self.cells.of("responded_on")), None)
        text = self.cells.said(column) if column else ""
        if not text:
            return []
        reading = read_days(text, column.order.order)
        if not reading.days:
            return self._undated_answer(column, text, reading.fault, marks, status)
        if reading.fault or len(reading.days) > 1:
            self.cells.report(column.name, text, reading.fault or f"{len(reading.days)} days: the first is taken")
        day = reading.days[0]
        for at, mark in enumerate(marks):
            if mark.day == day:
                return []
            if mark.stage in RESPONSE_STAGES and not mark.day:
                marks[at] = mark._replace(day=day, column=column.name)
                return []
        moved = next((at for at, each in enumerate(status) if each.stage not in ("saved", "applied")), None)
        if moved is not None and not marks:
            change = status[moved]
            if change.stage in _FIRST_ANSWERS and change.day in (None, day):
                status[moved] = change._replace(day=day, column=column.name)
                return []
        elif moved is None and not marks and self.cells.denied("selected"):
            return [Change("rejected", day, "", column.name)]
        return [Change("replied", day, "", column.name)]

    def _undated_answer(
        self, column: Column, text: str, fault: str, marks: Sequence[Change], status: list[Change]
    ) -> list[Change]:
        tick = yes_or_no(text)
        if tick is None and not fault:
            status[:0] = self.cells.named(column, text)
            return []
        if tick is None:
            self.cells.report(column.name, text, fault)
        answered = any(change.stage in RESPONSE_STAGES for change in (*marks, *status))
        if answered or tick is False:
            return []
        return [Change("replied", None, "" if tick else text, column.name)]


def _web_address(text: str) -> str:
    return text.strip() if is_web_address(text.strip()) else ""
