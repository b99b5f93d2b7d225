"""Rows in a connection: fetched as frames, put in checked, asked for by id."""

import sqlite3
from datetime import date
from typing import Any

import pandas as pd

from followup_kit import schema
from followup_kit.dates import say
from followup_kit.errors import BadValue, NotFound
from followup_kit.validation import checked, row_number

TABLES = tuple(name for name in schema.COLUMNS if name not in ("flat", "follow_ups"))
KEYS = {table: schema.names(table)[0] for table in TABLES if table != "feedback_themes"}


def fetch(con: sqlite3.Connection, table: str) -> pd.DataFrame:
    """Return a whole table as a frame, in order of entry."""
    key = KEYS.get(table, "rowid")
    columns = ", ".join(schema.names(table))
    return schema.frame(table, con.execute(f"SELECT {columns} FROM {table} ORDER BY {key}").fetchall())


def insert(con: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    """Insert one row, each value checked; return its id."""
    stored = checked(table, values)
    marks = ", ".join("?" * len(stored))
    return con.execute(f"INSERT INTO {table} ({', '.join(stored)}) VALUES ({marks})", [*stored.values()]).lastrowid


def need(con: sqlite3.Connection, table: str, row_id: int, columns: str = "1") -> tuple:
    """Return columns of one row; raise NotFound, saying what there is, where it is not."""
    row_id = row_number(row_id, KEYS[table])
    row = con.execute(f"SELECT {columns} FROM {table} WHERE {KEYS[table]} = ?", [row_id]).fetchone()
    if row is None:
        n, last = con.execute(f"SELECT count(*), max({KEYS[table]}) FROM {table}").fetchone()
        there = f"{KEYS[table]} goes up to {last}" if n else f"{table} is empty"
        raise NotFound(f"There is no {KEYS[table]} {row_id!r} in this log; {there}. Add it first.")
    return row


def owner(con: sqlite3.Connection, table: str, row_id: int, column: str, given: int | None) -> int:
    """Return what a row belongs to; refuse another one that was given."""
    (there,) = need(con, table, row_id, column)
    if given is not None and given != there:
        raise BadValue(f"{KEYS[table]} {row_id} belongs to {column} {there}, not {given}.", field=column, value=given)
    return there


def promised_by(con: sqlite3.Connection, application_id: int, day: date) -> date | None:
    """Return the promised date as known on a day: the application's, else its latest held interview's.

    An application's date that had passed when a later interview was held gives way to that interview's.
    """
    (promised,) = need(con, "applications", application_id, "decision_by")
    latest = con.execute(
        "SELECT held_on, decision_by FROM interviews WHERE application_id = ? AND held_on <= ? "
        "ORDER BY held_on DESC, interview_id DESC LIMIT 1",
        [application_id, day.isoformat()],
    ).fetchone()
    if latest is not None and (promised is None or promised < latest[0]):
        promised = latest[1]
    return None if promised is None else date.fromisoformat(promised)


def move_with_interview(con: sqlite3.Connection, application_id: int, was_on: str) -> None:
    """Let the move to interviewing that an interview made follow its day, or go with the last interview."""
    (now_on,) = con.execute("SELECT min(held_on) FROM interviews WHERE application_id = ?", [application_id]).fetchone()
    made = "application_id = ? AND stage = 'interviewing' AND note = '' AND changed_on = ?"
    if now_on is None:
        con.execute(f"DELETE FROM stage_changes WHERE {made}", [application_id, was_on])
    else:
        con.execute(f"UPDATE stage_changes SET changed_on = ? WHERE {made}", [now_on, application_id, was_on])


def check_sending(con: sqlite3.Connection, message_id: int, day: date, *, early: bool) -> None:
    """Refuse a day on which a message cannot have been sent, or should not: see `Log.mark_sent`."""
    kind, application_id, interview_id = need(con, "messages", message_id, "kind, application_id, interview_id")
    promised = None if early or kind != "check_in" else promised_by(con, application_id, day)
    if promised is not None and day <= promised:
        raise BadValue(
            f"They said they would decide by {say(promised)}: a check-in on {say(day)} is early. "
            "Wait until that day has passed. If it has gone out already, say so (early=True).",
            field="sent_on",
            value=day.isoformat(),
        )
    if kind == "thank_you" and interview_id is not None:
        held_on = date.fromisoformat(need(con, "interviews", interview_id, "held_on")[0])
        if day < held_on:
            raise BadValue(
                f"A thank-you on {say(day)} cannot be: the interview is on {say(held_on)}. Correct one of the two.",
                field="sent_on",
                value=day.isoformat(),
            )


def check_answer(con: sqlite3.Connection, message_id: int, changes: dict[str, Any]) -> None:
    """Refuse changes of a message that would leave an answer to what was not sent by then."""
    sent, answered = need(con, "messages", message_id, "sent_on, answered_on")
    sent, answered = changes.get("sent_on", sent), changes.get("answered_on", answered)
    if answered is not None and (sent is None or answered < sent):
        fault = "was not sent. Mark it as sent first"
        if sent is not None:
            fault = f"was sent on {say(date.fromisoformat(sent))}. Correct one of the two days"
        field = "answered_on" if "answered_on" in changes else "sent_on"
        raise BadValue(
            f"An answer on {say(date.fromisoformat(answered))} cannot be: the message {fault}.",
            field=field,
            value=changes[field],
        )
