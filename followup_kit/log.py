"""Log: one job search, kept in one file."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from followup_kit import schema
from followup_kit.dates import as_date, optional_date
from followup_kit.errors import BadValue
from followup_kit.flat import flat_applications
from followup_kit.store.logfile import LogFile
from followup_kit.store.rows import KEYS, check_answer, check_sending, insert, move_with_interview, need, owner
from followup_kit.store.themes import set_themes
from followup_kit.validation import checked, required, row_number

_EDITABLE = ("applications", "stage_changes", "interviews", "interviewers", "messages", "feedback")
_OWNERS = {"application_id": "applications", "interview_id": "interviews", "interviewer_id": "interviewers"}


def open_log(path: str | os.PathLike, *, read_only: bool = False) -> "Log":
    """Open a log, or create it where there is none.

    Parameters
    ----------
    path : path
        The file, ``~`` your home folder. A new one may be read by its owner only.
    read_only : bool
        For somebody else's file: nothing is created, brought up to date or written.

    Raises
    ------
    LogFileError
        If the file is not a log, is damaged, comes from a newer version of the kit, or cannot be opened.

    Examples
    --------
    >>> log = fk.open_log("my-search.db")  # doctest: +SKIP
    """
    return Log(Path(path).expanduser(), read_only=read_only)


class Log(LogFile):
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
            application_id = insert(con, "applications", fields | {"decision_by": decision_by, "notes": notes})
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
            need(con, "applications", application_id)
            change = {
                "application_id": application_id,
                "stage": stage,
                "changed_on": changed_on,
                "note": note,
            }
            return insert(con, "stage_changes", change)

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
            need(con, "applications", application_id)
            interview_id = insert(
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
            for person in _people(interviewers):
                self.add_interviewer(interview_id, **person)
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
            need(con, "interviews", interview_id)
            person = {"interview_id": interview_id, "name": name, "title": title, "email": email}
            return insert(con, "interviewers", person | {"phone": phone, "address": address, "remembered": remembered})

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
                interview_id = owner(con, "interviewers", interviewer_id, "interview_id", interview_id)
            if interview_id is not None:
                application_id = owner(con, "interviews", interview_id, "application_id", application_id)
            if application_id is None:
                raise BadValue("Give the application, the interview or the person.", field="application_id")
            need(con, "applications", application_id)
            message = {"kind": kind, "application_id": application_id, "interview_id": interview_id}
            message |= {
                "interviewer_id": interviewer_id,
                "channel": channel,
                "subject": subject,
                "body": body,
            }
            message_id = insert(con, "messages", message)
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
            If it is a thank-you for an interview that was still to come.
        """
        day = as_date(sent_on, "sent_on")
        with self._writing("Marked a message as sent") as con:
            check_sending(con, message_id, day, early=early)
            self.edit("messages", message_id, sent_on=day)

    def mark_answered(self, message_id: int, answered_on: object) -> None:
        """Note the day an answer to a sent message came."""
        day = as_date(answered_on, "answered_on")
        with self._writing("Marked a message as answered"):
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
            need(con, "applications", application_id)
            feedback = {
                "application_id": application_id,
                "received_on": received_on,
                "giver": giver,
                "text": text,
            }
            feedback_id = insert(con, "feedback", feedback | {"worked_on": worked_on})
            set_themes(con, feedback_id, themes)
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
        """Change columns of one row; ``themes`` of feedback are replaced. The row's own id stays what it is.

        Raises
        ------
        BadValue, NotFound
            If a value cannot be kept, or there is no such row; nothing is changed then.
        """
        _editable(table)
        if KEYS[table] in changes:
            raise BadValue(f"{KEYS[table]} is the log's own number of this row; leave it out.", field=KEYS[table])
        if table == "applications" and "company" in changes:
            required(changes["company"], "company", "Give the company")
        if table == "interviewers" and "name" in changes:
            required(changes["name"], "name", "Give the name of the person")
        themes = changes.pop("themes", None) if table == "feedback" else None
        values = checked(table, changes)
        row_id = row_number(row_id, KEYS[table])
        with self._writing(f"Changed {table}") as con:
            need(con, table, row_id)
            moved = table == "interviews" and "held_on" in values
            interview = need(con, table, row_id, "application_id, held_on") if moved else None
            for column, belongs_to in _OWNERS.items():
                if values.get(column) is not None:
                    need(con, belongs_to, values[column])
            if table == "messages":
                check_answer(con, row_id, values)
            if values:
                columns = ", ".join(f"{name} = ?" for name in values)
                con.execute(f"UPDATE {table} SET {columns} WHERE {KEYS[table]} = ?", [*values.values(), row_id])
            if interview is not None:
                move_with_interview(con, *interview)
            if themes is not None:
                set_themes(con, row_id, themes)

    def remove(self, table: str, row_id: int) -> None:
        """Remove one row and what belongs to it; `undo` brings it back.

        With an application's last interview goes the move to interviewing that was made for it, with a person the
        thank-yous to them: without a name they would count for everybody else who was there.
        """
        _editable(table)
        row_id = row_number(row_id, KEYS[table])
        with self._writing(f"Removed from {table}") as con:
            interview = need(con, table, row_id, "application_id, held_on") if table == "interviews" else None
            need(con, table, row_id)
            if table == "interviewers":
                con.execute("DELETE FROM messages WHERE interviewer_id = ? AND kind = 'thank_you'", [row_id])
            con.execute(f"DELETE FROM {table} WHERE {KEYS[table]} = ?", [row_id])
            if interview is not None:
                move_with_interview(con, *interview)

    def _decide(self, follow_up_id: str, action: str, until: date | None, reason: str) -> None:
        parts = follow_up_id.split(":") if isinstance(follow_up_id, str) else []
        if len(parts) != 5 or parts[0] not in schema.KINDS:
            raise BadValue(
                f"{follow_up_id!r} is no follow-up. Take the follow_up_id from the frame of follow_ups().",
                field="follow_up_id",
                value=follow_up_id,
            )
        with self._writing("Put a follow-up off" if action == "snooze" else "Retired a follow-up") as con:
            decision = {"follow_up_id": follow_up_id, "action": action, "until": until, "reason": reason}
            insert(con, "snoozes", decision)

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


def _people(given: Iterable[Mapping[str, str] | str]) -> Iterator[dict[str, str]]:
    columns = schema.names("interviewers")[2:]
    if isinstance(given, str):
        raise BadValue(
            f"interviewers: {given!r} is one text. Give a list of people.", field="interviewers", value=given
        )
    for person in given:
        person = {"name": person} if isinstance(person, str) else {"name": "", **person}
        strangers = [name for name in person if name not in columns]
        if strangers:
            raise BadValue(
                f"interviewers: a person has no {strangers[0]!r}, only {', '.join(columns)}.",
                field="interviewers",
                value=strangers[0],
            )
        yield person


def _editable(table: str) -> None:
    if table not in _EDITABLE:
        raise BadValue(f"{table!r} cannot be edited; choose one of {', '.join(_EDITABLE)}.", field="table", value=table)
