"""An import on its way into the log: what is new is added, what is here gets its new stage changes."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from followup_kit.errors import NotFound
from followup_kit.schema import ImportRow
from followup_kit.validation import checked


class ImportResult(NamedTuple):
    """What an import did.

    ``import_id`` is None where the file brought nothing that was not here already.
    """

    import_id: int | None
    n_rows: int
    n_added: int
    n_updated: int
    n_stage_changes: int


class UndoneImport(NamedTuple):
    """What taking an import back did: applications removed, and those kept because of later entries of yours."""

    n_removed: int
    kept: tuple[int, ...]


def add_rows(con: sqlite3.Connection, file: str, digest: str, rows: Sequence[ImportRow]) -> ImportResult:
    """Add rows in the transaction that is open; see `Log.add_import`."""
    known = dict(con.execute("SELECT row_key, application_id FROM imported_rows"))
    by_hand = _entered_by_hand(con)
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    import_id = con.execute(
        "INSERT INTO imports (file, hash, imported_at, n_rows, n_added) VALUES (?, ?, ?, ?, 0)",
        [file, digest, moment, len(rows)],
    ).lastrowid
    n_added = n_changes = 0
    linked = False
    updated = set()
    for row in rows:
        application_id = known.get(row.key)
        is_new = application_id is None
        if is_new:
            application_id = known.pop(row.earlier_key, None) or _pop_match(by_hand, row)
            created = application_id is None
            if created:
                application_id = _insert(con, "applications", checked("applications", row.fields))
                n_added += 1
            con.execute("INSERT INTO imported_rows VALUES (?, ?, ?, ?)", [row.key, import_id, application_id, created])
            known[row.key] = application_id
            linked = True
        present = (
            []
            if is_new and created
            else con.execute(
                "SELECT stage, changed_on, note FROM stage_changes WHERE application_id = ?", [application_id]
            ).fetchall()
        )
        for stage, changed_on, note in row.stages:
            day = None if changed_on is None else changed_on.isoformat()
            if any(_same_move(stage, day, note, *there) for there in present):
                continue
            change = {"application_id": application_id, "stage": stage, "changed_on": day, "note": note}
            change_id = _insert(con, "stage_changes", checked("stage_changes", change))
            con.execute("INSERT INTO imported_stage_changes VALUES (?, ?)", [change_id, import_id])
            n_changes += 1
            if not (is_new and created):
                updated.add(application_id)
    if not linked and not n_changes:
        con.execute("DELETE FROM imports WHERE import_id = ?", [import_id])
        import_id = None
    else:
        con.execute("UPDATE imports SET n_added = ? WHERE import_id = ?", [n_added, import_id])
    return ImportResult(import_id, len(rows), n_added, len(updated), n_changes)


def remove_import(con: sqlite3.Connection, import_id: int) -> UndoneImport:
    """Take an import back in the transaction that is open; see `Log.undo_import`."""
    if not con.execute("SELECT 1 FROM imports WHERE import_id = ?", [import_id]).fetchone():
        raise NotFound(f"There is no import {import_id} in this log. See log.imports.")
    con.execute(
        "DELETE FROM stage_changes WHERE stage_change_id IN "
        "(SELECT stage_change_id FROM imported_stage_changes WHERE import_id = ?)",
        [import_id],
    )
    created = [
        row[0]
        for row in con.execute(
            "SELECT application_id FROM imported_rows WHERE import_id = ? AND created ORDER BY application_id",
            [import_id],
        )
    ]
    in_use = {
        row[0]
        for table in ("stage_changes", "interviews", "messages", "feedback")
        for row in con.execute(f"SELECT DISTINCT application_id FROM {table}")
    }
    kept = tuple(application for application in created if application in in_use)
    con.executemany(
        "DELETE FROM applications WHERE application_id = ?",
        [[application] for application in created if application not in in_use],
    )
    con.execute("DELETE FROM imports WHERE import_id = ?", [import_id])
    return UndoneImport(len(created) - len(kept), kept)


def _entered_by_hand(con: sqlite3.Connection) -> dict[tuple, list[int]]:
    rows = con.execute(
        "SELECT application_id, company, role, "
        "(SELECT min(changed_on) FROM stage_changes s WHERE s.application_id = a.application_id AND stage = 'applied') "
        "FROM applications a WHERE application_id NOT IN (SELECT application_id FROM imported_rows) "
        "ORDER BY application_id DESC"
    )
    found: dict[tuple, list[int]] = {}
    for application_id, company, role, applied_on in rows:
        if company:
            found.setdefault((company.casefold(), role.casefold(), applied_on), []).append(application_id)
    return found


def _pop_match(by_hand: dict[tuple, list[int]], row: ImportRow) -> int | None:
    """Return the application entered by hand that an imported row is about, each but once."""
    applied = min((day.isoformat() for stage, day, _ in row.stages if stage == "applied" and day), default=None)
    company, role = (str(row.fields.get(name, "")).strip().casefold() for name in ("company", "role"))
    matches = by_hand.get((company, role, applied))
    return matches.pop() if matches else None


def _same_move(stage: str, day: str | None, note: str, there: str, there_on: str | None, there_note: str) -> bool:
    """Say whether a move is here already: the day tells, and without one the source's words for it."""
    if stage != there or day is not None:
        return (stage, day) == (there, there_on)
    return not note or not there_note or note == there_note


def _insert(con: sqlite3.Connection, table: str, values: dict) -> int:
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    return con.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values())).lastrowid
