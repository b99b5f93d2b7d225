"""A log that came from somebody else: looked over before a word of it is believed, then read whole."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from followup_kit import migrations, schema
from followup_kit.dates import FIRST_YEAR, LAST_YEAR
from followup_kit.errors import LogFileError
from followup_kit.schema import Tables
from followup_kit.store.connection import APPLICATION_ID
from followup_kit.store.rows import KEYS
from followup_kit.store.schema_steps import checked_version

MAX_BYTES = 50 * 2**20
MAX_ROWS = 100_000  # of one table
MAX_ID = 2**31
_MAX_TEXT = 2**20
_MAX_SECONDS = 10
_STEPS_BETWEEN_LOOKS = 100_000
# Private notes and texts of messages: a cohort needs none of them, so they stay in the file.
_LEFT = ("url", "notes", "note", "topics", "questions", "address", "remembered", "subject", "body", "giver", "text")
READ = {table: tuple(name for name in schema.names(table) if name not in _LEFT) for table in Tables._fields[:-1]}


class Raw(NamedTuple):
    """What a log holds: by table its rows, in order of entry, columns as in `READ`; and its settings."""

    rows: dict[str, list[tuple]]
    settings: dict[str, Any]


def read_stranger(path: Path) -> Raw:
    """Read a log that may be damaged, or made to do harm; nothing is written, beside it neither.

    The file has to be sound and its tables word for word those of the kit; its rows must hold what those tables let
    in, and belong to rows that are there.

    Raises
    ------
    LogFileError
        With what is wrong.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise LogFileError(f"It has {size / 2**20:,.0f} MB; at most {MAX_BYTES / 2**20:,.0f} MB are read.")
    with _connection(path) as con:
        stamps = [con.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        if stamps != [APPLICATION_ID, _latest()] and checked_version(con, path) != _latest():
            raise LogFileError("It is of an older version, or empty. Open it once with open_log to bring it up.")
        if _tables_of(con) != _our_tables():
            raise LogFileError("Its tables are not those of a log. It was changed by another program: ask for a copy.")
        fault = con.execute("PRAGMA quick_check(1)").fetchone()[0]
        if fault != "ok":
            raise LogFileError(f"It is damaged ({fault}). Ask for another copy.")
        if con.execute("PRAGMA foreign_key_check").fetchone():
            raise LogFileError("It has rows that belong to rows that are gone. Ask for another copy.")
        rows = {name: con.execute(_all_of(name)).fetchall() for name in READ}
        for table, found in rows.items():
            if len(found) > MAX_ROWS:
                raise LogFileError(f"Its table {table} has more than {MAX_ROWS:,} rows: no log has so many.")
            if _is_odd(table, found):
                raise LogFileError(
                    f"Its table {table} holds a day, a word or a row number that no log takes. Ask for another copy."
                )
        return Raw(rows, _settings(con))


@contextmanager
def _connection(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=1, isolation_level=None)) as con:
            con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_TEXT)
            con.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            con.execute("PRAGMA trusted_schema = OFF")
            con.execute("PRAGMA cell_size_check = ON")
            end = time.monotonic() + _MAX_SECONDS
            con.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
            con.execute("BEGIN")
            yield con
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        fault = "a text in it is none" if isinstance(error, UnicodeDecodeError) else str(error)
        advice = "Close what is writing it" if "locked" in fault else "Ask for another copy"
        raise LogFileError(f"It cannot be read: {fault}. {advice}.") from error


def _settings(con: sqlite3.Connection) -> dict[str, Any]:
    try:
        return {key: json.loads(value) for key, value in con.execute("SELECT key, value FROM settings")}
    except (ValueError, RecursionError) as error:
        raise LogFileError("A setting in it cannot be read. Ask for another copy.") from error


def _tables_of(con: sqlite3.Connection) -> list[tuple]:
    return con.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


@cache
def _latest() -> int:
    return len(migrations.steps())


@cache
def _our_tables() -> list[tuple]:
    with closing(sqlite3.connect(":memory:")) as con:
        for step in migrations.steps():
            con.executescript(step)
        return _tables_of(con)


def _is_odd(table: str, rows: list[tuple]) -> bool:
    """Say whether a table holds a value that the kit would not have let in.

    SQLite would say so in its check of the file, but not of one that is opened only to be read. Asking it takes
    three times as long as looking at the different values here.
    """
    for name, cells in zip(READ[table], zip(*rows, strict=True), strict=False):  # no cells where there is no row
        column, values = _column(table, name), set(cells) - {None}
        if column.allowed:
            is_odd = not values.issubset(column.allowed)
        elif column.kind == "date":
            is_odd = not all(map(_is_day, values))
        elif column.kind in ("id", "optional_id"):
            is_odd = bool(values) and not (set(map(type, values)) == {int} and 0 < min(values) <= max(values) < MAX_ID)
        else:
            is_odd = False
        if is_odd:
            return True
    if table == "snoozes":
        action, until = (READ[table].index(name) for name in ("action", "until"))
        return any(row[action] == "snooze" and row[until] is None for row in rows)
    return False


@cache
def _column(table: str, name: str) -> schema.Column:
    return next(column for column in schema.COLUMNS[table] if column.name == name)


@lru_cache(maxsize=50_000)  # many logs share few days
def _is_day(text: object) -> bool:
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return False
    return day.isoformat() == text and FIRST_YEAR <= day.year <= LAST_YEAR


@cache
def _all_of(table: str) -> str:
    return f"SELECT {', '.join(READ[table])} FROM {table} ORDER BY {KEYS.get(table, 'rowid')} LIMIT {MAX_ROWS + 1}"
