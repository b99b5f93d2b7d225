"""All that a log holds, out of its file and into another's, table by table as it is stored."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from followup_kit.errors import BadValue, LogFileError
from followup_kit.store.rows import KEYS
from followup_kit.validation import checked

_ENTERED = (*(table for table in KEYS if table != "imports"), "feedback_themes")
# Every table but the steps kept for undo.
STORED = (*_ENTERED, "imports", "imported_rows", "imported_stage_changes", "import_mappings", "settings")


class Stored(NamedTuple):
    """One table: its name, its columns, and rows of text and whole numbers, None where nothing is kept."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[str | int | None, ...]]


def dump(con: sqlite3.Connection) -> list[Stored]:
    """Return every table of a log; all of one moment where a transaction is open."""
    found = []
    for table in STORED:
        rows = con.execute(f"SELECT * FROM {table} ORDER BY rowid")
        found.append(Stored(table, tuple(name for name, *_ in rows.description), rows.fetchall()))
    return found


def load(con: sqlite3.Connection, tables: Iterable[Stored]) -> None:
    """Fill an empty log, in the transaction that is open, with tables whose cells may all be text.

    Raises
    ------
    BadValue
        If the log holds something already, or a cell cannot be kept.
    LogFileError
        If there is a table or a column that logs do not have.
    """
    if any(con.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in STORED):
        raise BadValue("This log holds something already. Open a new one, and bring the export into that.")
    con.execute("PRAGMA defer_foreign_keys = ON")
    for table in tables:
        if table.name not in STORED:
            raise LogFileError(f"A log has no table {table.name!r}. Export again, and leave the files as they are.")
        known = {name: (kind, required or key) for _, name, kind, required, _, key in _columns(con, table.name)}
        strangers = [name for name in table.columns if name not in known]
        if strangers:
            raise LogFileError(f"{table.name} has no column {strangers[0]!r}. Export again, and change no headers.")
        put_in = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({', '.join('?' * len(table.columns))})"
        for row in table.rows:
            values = {
                name: _value(cell, *known[name], f"{table.name}.{name}")
                for name, cell in zip(table.columns, row, strict=True)
            }
            if table.name == "settings":
                _check_setting(values)
            con.execute(put_in, [*(checked(table.name, values) if table.name in _ENTERED else values).values()])


def _columns(con: sqlite3.Connection, table: str) -> list[tuple]:
    return con.execute(f"PRAGMA table_info({table})").fetchall()


def _value(cell: Any, kind: str, required: bool, where: str) -> Any:
    if cell in ("", None) and not required:
        return None
    if kind != "INTEGER" or isinstance(cell, int):
        return cell
    try:
        return int(cell)
    except ValueError:
        raise BadValue(
            f"{where}: {cell!r} is no whole number. Export again, and leave the files as they are."
        ) from None


def _check_setting(values: dict[str, Any]) -> None:
    text = values.get("value", "")
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        raise BadValue(
            f"settings.value: {text[:60]!r} is no setting. Export again, and leave the files as they are."
        ) from None
