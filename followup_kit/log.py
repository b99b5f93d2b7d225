"""Log: one job search, kept in one file."""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from followup_kit import schema
from followup_kit.dates import as_date, optional_date, say
from followup_kit.errors import BadValue, LogFileError, NotFound
from followup_kit.flat import flat_applications
from followup_kit.schema import ImportRow, Tables
from followup_kit.store import intake, schema_steps, undo
from followup_kit.store.connection import connect, create_empty, immediate
from followup_kit.store.settings import Settings
from followup_kit.validation import checked, required

_TABLES = tuple(name for name in schema.COLUMNS if name not in ("flat", "follow_ups"))
_KEYS = {table: schema.names(table)[0] for table in _TABLES if table != "feedback_themes"}
_EDITABLE = ("applications", "stage_changes", "interviews", "interviewers", "messages", "feedback")


def open_log(path: str | os.PathLike, *, read_only: bool = False) -> "Log":
    """Open a log, or create it where there is none.

    Parameters
    ----------
    path : path
        The file. A new one may be read by its owner only.
    read_only : bool
        For somebody else's file: nothing is created, brought up to date or written.

    Raises
    ------
    LogFileError
        If the file is not a log, is damaged, comes from a newer version of the kit, or cannot be opened.

    Examples
    --------
    >>> log = open_log("my-search.db")  # doctest: +SKIP
    """
    return Log(Path(path), read_only=read_only)


class Log:
    """One job search; see `open_log`.

    Every write is checked, and is one transaction: it stands whole, or not at all. Every frame is read afresh.
    A log may be used from several threads and, by its file, from several processes.

    Attributes
    ----------
    path : Path
        The file.
    settings : MutableMapping
        Name, contact, holidays and overrides; see `followup_kit.store.settings.KNOWN`.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._open = threading.local()  # the connection of a transaction under way in this thread
        if read_only:
            if not path.is_file():
                raise LogFileError(f"There is no file {path}. Check the name.")
            with connect(path, read_only=True) as con:
                if con.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise LogFileError(f"{path} is damaged. Ask for another copy.")
                if schema_steps.checked_version(con, path) != len(schema_steps.migrations.steps()):
                    raise LogFileError(f"{path} is of an older version. Open it once for writing to bring it up.")
        else:
            create_empty(path)
            schema_steps.bring_up(path)
        self.settings = Settings(self)

    def __repr__(self) -> str:
        return f"<Log {self.path.name}>"

    # Reading ----------------------------------------------------------------------------------------------------

    def tables(self) -> Tables:
        """Return all frames and settings as they were at one moment."""
        with self._reading() as con:
            if not con.in_transaction:
                con.execute("BEGIN")
            frames = [_frame(con, name) for name in Tables._fields[:-1]]
            return Tables(*frames, settings=dict(self.settings))

    @property
    def applications(self) -> pd.DataFrame:
        """The flat frame, one row per application; see `followup_kit.flat.flat_applications`."""
        return flat_applications(self.tables())

    stage_changes = property(lambda self: self._table("stage_changes"), doc="Every move into a stage.")
    interviews = property(lambda self: self._table("interviews"), doc="Every interview.")
    interviewers = property(lambda self: self._table("interviewers"), doc="Every person met, once an interview.")
    messages = property(lambda self: self._table("messages"), doc="Every follow-up drafted or sent.")
    feedback = property(lambda self: self._table("feedback"), doc="What employers said.")
    feedback_themes = property(lambda self: self._table("feedback_themes"), doc="The themes of each feedback.")
    snoozes = property(lambda self: self._table("snoozes"), doc="What was put off or retired, in order of entry.")
    imports = property(lambda self: self._table("imports"), doc="Files brought in.")

    # Writing ----------------------------------------------------------------------------------------------------

    def add_application(
        self,
        company: str,
        role: str = "",
        *,
        source: str = "",
        location: str = "",
        url: str = "",
        applied_on: object = None,
        stage: str | None = None,
        stage_on: object = None,
        decision_by: object = None,
        notes: str = "",
    ) -> int:
        """Add an application and return its id.

        With ``applied_on`` it moves to applied on that day; with ``stage`` (and ``stage_on``) to that stage too.
        With neither it is saved: found, and not applied for yet.

        Raises
        ------
        BadValue
            If the company is empty, a day does not exist, or the stage is not known.
        """
        required(company, "company", "Give the company: the log needs to know whom you applied to")
        applied = optional_date(applied_on, "applied_on")
        with self._writing(f"Added {company}") as con:
            fields = {"company": company, "role": role, "source": source, "location": location, "url": url}
            application_id = _insert(con, "applications", fields | {"decision_by": decision_by, "notes": notes})
            if applied is not None:
                self.set_stage(application_id, "applied", applied)
            if stage is not None and (stage != "applied" or applied is None):
                self.set_stage(application_id, stage, stage_on)
            elif stage is None and applied is None:
                self.set_stage(application_id, "saved", stage_on)
            return application_id

    def set_stage(self, application_id: int, stage: str, changed_on: object = None, note: str = "") -> int:
        """Append a move of an application into a stage, on a day if known; return the change's id."""
        with self._writing(f"Moved to {stage}") as con:
            _need(con, "applications", application_id)
            change = {"application_id": application_id, "stage": stage, "changed_on": changed_on, "note": note}
            return _insert(con, "stage_changes", change)

    def add_interview(
        self,
        application_id: int | None = None,
        *,
        held_on: object,
        company: str = "",
        role: str = "",
        applied_on: object = None,
        invited_on: object = None,
        mode: str = "video",
        round: str = "",
        topics: str = "",
        questions: str = "",
        decision_by: object = None,
        debriefed_on: object = None,
        interviewers: Iterable[Mapping[str, str] | str] = (),
    ) -> int:
        """Add an interview with the people met, all or nothing; return its id.

        Parameters
        ----------
        application_id : int, optional
            Without it, ``company`` and ``role`` find the application, or create it.
        held_on : date
            The day of the meeting; it may lie ahead.
        invited_on : date, optional
            When the invitation came: the day of the move to interviewing, else ``held_on``. Nothing is appended
            where the application has been interviewing before.
        interviewers : iterable of mappings or names
            Each with ``name`` and any of title, email, phone, address, remembered.

        Raises
        ------
        BadValue, NotFound
            Nothing of the interview is kept then.
        """
        held = as_date(held_on, "held_on")
        with self._writing("Saved an interview") as con:
            if application_id is None:
                application_id = self._find_or_add(con, company, role, applied_on)
            _need(con, "applications", application_id)
            interview_id = _insert(
                con,
                "interviews",
                {
                    "application_id": application_id,
                    "held_on": held,
                    "mode": mode,
                    "round": round,
                    "topics": topics,
                    "questions": questions,
                    "decision_by": decision_by,
                    "debriefed_on": debriefed_on,
                },
            )
            for person in interviewers:
                self.add_interviewer(interview_id, **({"name": person} if isinstance(person, str) else person))
            been = "SELECT 1 FROM stage_changes WHERE application_id = ? AND stage = 'interviewing'"
            if not con.execute(been, [application_id]).fetchone():
                self.set_stage(application_id, "interviewing", optional_date(invited_on, "invited_on") or held)
            return interview_id

    def add_interviewer(
        self,
        interview_id: int,
        name: str,
        title: str = "",
        email: str = "",
        phone: str = "",
        address: str = "",
        remembered: str = "",
    ) -> int:
        """Add a person met at an interview and return the id."""
        required(name, "name", "Give the name of the person, or take the row out")
        with self._writing(f"Added {name}") as con:
            _need(con, "interviews", interview_id)
            person = {"interview_id": interview_id, "name": name, "title": title, "email": email}
            return _insert(
                con, "interviewers", person | {"phone": phone, "address": address, "remembered": remembered}
            )

    def add_message(
        self,
        kind: str,
        application_id: int | None = None,
        *,
        interview_id: int | None = None,
        interviewer_id: int | None = None,
        channel: str = "email",
        subject: str = "",
        body: str = "",
        sent_on: object = None,
        answered_on: object = None,
        early: bool = False,
    ) -> int:
        """Keep a follow-up, a draft until it has ``sent_on``; return its id.

        The interviewer implies the interview, and the interview the application. For ``early`` see `mark_sent`.
        """
        with self._writing("Kept a message") as con:
            if interviewer_id is not None:
                interview_id = _owner(con, "interviewers", interviewer_id, "interview_id", interview_id)
            if interview_id is not None:
                application_id = _owner(con, "interviews", interview_id, "application_id", application_id)
            if application_id is None:
                raise BadValue("Give the application, the interview or the person.", field="application_id")
            _need(con, "applications", application_id)
            message = {"kind": kind, "application_id": application_id, "interview_id": interview_id}
            message |= {"interviewer_id": interviewer_id, "channel": channel, "subject": subject, "body": body}
            message_id = _insert(con, "messages", message)
            if optional_date(sent_on, "sent_on") is not None:
                self.mark_sent(message_id, sent_on, early=early)
            if optional_date(answered_on, "answered_on") is not None:
                self.mark_answered(message_id, answered_on)
            return message_id

    def mark_sent(self, message_id: int, sent_on: object, *, early: bool = False) -> None:
        """Note the day a message was sent.

        Raises
        ------
        BadValue
            If it is a check-in on or before the promised date: wait for it. With ``early`` it is noted all the same.
        """
        day = as_date(sent_on, "sent_on")
        with self._writing("Marked a message as sent") as con:
            kind, application_id = _need(con, "messages", message_id, "kind, application_id")
            promised = None if early or kind != "check_in" else _promised(con, application_id, day)
            if promised is not None and day <= promised:
                raise BadValue(
                    f"They said they would decide by {say(promised)}: a check-in on {say(day)} is early. "
                    "Wait until that day has passed. If it has gone out already, say so (early=True).",
                    field="sent_on",
                    value=sent_on,
                )
            self.edit("messages", message_id, sent_on=day)

    def mark_answered(self, message_id: int, answered_on: object) -> None:
        """Note the day an answer to a sent message came."""
        day = as_date(answered_on, "answered_on")
        with self._writing("Marked a message as answered") as con:
            (sent_on,) = _need(con, "messages", message_id, "sent_on")
            if sent_on is None or day < date.fromisoformat(sent_on):
                fault = "has not been sent" if sent_on is None else f"was sent on {say(date.fromisoformat(sent_on))}"
                raise BadValue(
                    f"An answer on {say(day)} cannot be: the message {fault}. Mark it as sent first.",
                    field="answered_on",
                    value=answered_on,
                )
            self.edit("messages", message_id, answered_on=day)

    def add_feedback(
        self,
        application_id: int,
        received_on: object,
        text: str,
        *,
        giver: str = "",
        themes: Iterable[str] = (),
        worked_on: object = None,
    ) -> int:
        """Keep what an employer said, with themes to work on; return its id."""
        required(text, "text", "Write down what they said, in your own words if need be")
        with self._writing("Kept feedback") as con:
            _need(con, "applications", application_id)
            feedback = {"application_id": application_id, "received_on": received_on, "giver": giver, "text": text}
            feedback_id = _insert(con, "feedback", feedback | {"worked_on": worked_on})
            _set_themes(con, feedback_id, themes)
            return feedback_id

    def snooze(self, follow_up_id: str, until: object, reason: str = "") -> None:
        """Put a follow-up off; it comes back on the day ``until``."""
        self._decide(follow_up_id, "snooze", as_date(until, "until"), reason)

    def unsnooze(self, follow_up_id: str) -> None:
        """Bring back a follow-up that was put off or retired."""
        with self._writing("Brought a follow-up back") as con:
            con.execute("DELETE FROM snoozes WHERE follow_up_id = ?", [follow_up_id])

    def retire(self, follow_up_id: str, reason: str) -> None:
        """Take a follow-up off the list for good, with the reason."""
        required(reason, "reason", "Give the reason: it is what you will want to know later")
        self._decide(follow_up_id, "retire", None, reason)

    def edit(self, table: str, row_id: int, **changes: Any) -> None:
        """Change columns of one row; ``themes`` of feedback are replaced.

        Raises
        ------
        BadValue, NotFound
            If a value cannot be kept, or there is no such row; nothing is changed then.
        """
        _editable(table)
        if table == "applications" and "company" in changes:
            required(changes["company"], "company", "Give the company")
        if table == "interviewers" and "name" in changes:
            required(changes["name"], "name", "Give the name of the person")
        themes = changes.pop("themes", None) if table == "feedback" else None
        values = checked(table, changes)
        with self._writing(f"Changed {table}") as con:
            _need(con, table, row_id)
            if values:
                columns = ", ".join(f"{name} = ?" for name in values)
                con.execute(f"UPDATE {table} SET {columns} WHERE {_KEYS[table]} = ?", [*values.values(), row_id])
            if themes is not None:
                _set_themes(con, row_id, themes)

    def remove(self, table: str, row_id: int) -> None:
        """Remove one row and what belongs to it; `undo` brings it back."""
        _editable(table)
        with self._writing(f"Removed from {table}") as con:
            _need(con, table, row_id)
            con.execute(f"DELETE FROM {table} WHERE {_KEYS[table]} = ?", [row_id])

    # Steps, imports, backups ------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self, what: str) -> Iterator["Log"]:
        """Make several writes one step: they stand together, fail together, and are undone together."""
        with self._writing(what):
            yield self

    def undo(self) -> str:
        """Take back the last step, whoever made it; return what it was.

        Raises
        ------
        NotFound
            If no step is left; the last 50 are kept.
        """
        with connect(self.path, foreign_keys=False) as con, immediate(con):
            return undo.undo_last(con)

    def add_import(self, file: str, digest: str, rows: Sequence[ImportRow]) -> intake.ImportResult:
        """Bring rows in, in one transaction.

        A row whose key is here already adds only the stage changes that are new; one that equals an application
        entered by hand (company, role, day applied) is joined to it.
        """
        with self._writing(f"Imported {file}") as con:
            return intake.add_rows(con, file, digest, rows)

    def undo_import(self, import_id: int) -> intake.UndoneImport:
        """Take one import back whole; applications that have entries of your own since are kept, and named."""
        with self._writing("Took an import back") as con:
            return intake.remove_import(con, import_id)

    def mappings(self) -> dict[tuple[str, str], str]:
        """Return what words were said to mean: ``("status", word)`` or ``("column", header)`` to its meaning."""
        with self._reading() as con:
            rows = con.execute("SELECT kind, text, meaning FROM import_mappings")
            return {(kind, text): meaning for kind, text, meaning in rows}

    def remember(self, kind: str, text: str, meaning: str) -> None:
        """Remember what a status word or a column header means, for the next import."""
        if kind not in ("status", "column"):
            raise BadValue(f"kind: {kind!r} is not known. Choose status or column.", field="kind", value=kind)
        with self._writing(f"Remembered what {text!r} means") as con:
            con.execute(
                "INSERT INTO import_mappings VALUES (?, ?, ?) "
                "ON CONFLICT (kind, text) DO UPDATE SET meaning = excluded.meaning",
                [kind, text, meaning],
            )

    def backup(self) -> Path:
        """Copy the log, dated, into the folder ``backups`` beside it; return the copy."""
        return schema_steps.back_up(self.path, "backup")

    # Inside -----------------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        under_way = getattr(self._open, "con", None)
        if under_way is not None:
            yield under_way
            return
        with connect(self.path, read_only=True) as con:
            self._open.con = con
            try:
                yield con
            finally:
                self._open.con = None

    @contextmanager
    def _writing(self, what: str) -> Iterator[Any]:
        under_way = getattr(self._open, "con", None)
        if under_way is not None:
            yield under_way
            return
        if self._read_only:
            raise LogFileError(f"{self.path.name} was opened for reading only.")
        with connect(self.path) as con, immediate(con):
            undo.begin_step(con, what)
            self._open.con = con
            try:
                yield con
            finally:
                self._open.con = None

    def _table(self, name: str) -> pd.DataFrame:
        with self._reading() as con:
            return _frame(con, name)

    def _decide(self, follow_up_id: str, action: str, until: date | None, reason: str) -> None:
        if not follow_up_id.startswith(tuple(f"{kind}:" for kind in schema.KINDS)):
            raise BadValue(
                f"{follow_up_id!r} is no follow-up. Take the follow_up_id from the frame of follow_ups().",
                field="follow_up_id",
                value=follow_up_id,
            )
        with self._writing("Put a follow-up off" if action == "snooze" else "Retired a follow-up") as con:
            decision = {"follow_up_id": follow_up_id, "action": action, "until": until, "reason": reason}
            _insert(con, "snoozes", decision)

    def _find_or_add(self, con: Any, company: str, role: str, applied_on: object) -> int:
        required(company, "company", "Give the company you were interviewed at")
        found = con.execute("SELECT application_id, company, role FROM applications ORDER BY application_id DESC")
        same = [row for row in found if row[1].casefold() == company.strip().casefold()]
        if role.strip():
            same = [row for row in same if row[2].casefold() == role.strip().casefold()]
        elif len({row[2] for row in same}) > 1:
            roles = ", ".join(sorted({row[2] or "(no role)" for row in same}))
            raise BadValue(f"You have several applications at {company}: say which role ({roles}).", field="role")
        if same:
            return same[0][0]
        stage = None if optional_date(applied_on, "applied_on") else "applied"
        return self.add_application(company, role, applied_on=applied_on, stage=stage)


def _frame(con: Any, table: str) -> pd.DataFrame:
    key = _KEYS.get(table, "rowid")
    columns = ", ".join(schema.names(table))
    return schema.frame(table, con.execute(f"SELECT {columns} FROM {table} ORDER BY {key}").fetchall())


def _insert(con: Any, table: str, values: dict[str, Any]) -> int:
    stored = checked(table, values)
    marks = ", ".join("?" * len(stored))
    return con.execute(f"INSERT INTO {table} ({', '.join(stored)}) VALUES ({marks})", [*stored.values()]).lastrowid


def _need(con: Any, table: str, row_id: int, columns: str = "1") -> tuple:
    row = con.execute(f"SELECT {columns} FROM {table} WHERE {_KEYS[table]} = ?", [row_id]).fetchone()
    if row is None:
        n, last = con.execute(f"SELECT count(*), max({_KEYS[table]}) FROM {table}").fetchone()
        there = f"{_KEYS[table]} goes up to {last}" if n else f"{table} is empty"
        raise NotFound(f"There is no {_KEYS[table]} {row_id!r} in this log; {there}. Add it first.")
    return row


def _owner(con: Any, table: str, row_id: int, column: str, given: int | None) -> int:
    (owner,) = _need(con, table, row_id, column)
    if given is not None and given != owner:
        raise BadValue(f"{_KEYS[table]} {row_id} belongs to {column} {owner}, not {given}.", field=column, value=given)
    return owner


def _promised(con: Any, application_id: int, day: date) -> date | None:
    """Return the promised date as known on a day: the application's, else its latest held interview's."""
    (promised,) = _need(con, "applications", application_id, "decision_by")
    if promised is None:
        row = con.execute(
            "SELECT decision_by FROM interviews WHERE application_id = ? AND held_on <= ? "
            "ORDER BY held_on DESC, interview_id DESC LIMIT 1",
            [application_id, day.isoformat()],
        ).fetchone()
        promised = row[0] if row else None
    return None if promised is None else date.fromisoformat(promised)


def _set_themes(con: Any, feedback_id: int, themes: Iterable[str]) -> None:
    con.execute("DELETE FROM feedback_themes WHERE feedback_id = ?", [feedback_id])
    for theme in dict.fromkeys(text.strip() for text in themes if text.strip()):
        _insert(con, "feedback_themes", {"feedback_id": feedback_id, "theme": theme})


def _editable(table: str) -> None:
    if table not in _EDITABLE:
        raise BadValue(f"{table!r} cannot be edited; choose one of {', '.join(_EDITABLE)}.", field="table", value=table)
