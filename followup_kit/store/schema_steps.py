"""Bringing a log's file to the present schema, each step once, after a backup."""

import sqlite3
from pathlib import Path

from followup_kit import migrations
from followup_kit.errors import LogFileError
from followup_kit.store.backups import back_up
from followup_kit.store.connection import APPLICATION_ID, connect, immediate


def bring_up(path: Path) -> None:
    """Apply the steps a log does not have yet; a new file gets them all.

    Raises
    ------
    LogFileError
        If the file is another program's, or was written by a newer version of the kit.
    """
    steps = migrations.steps()
    with connect(path) as con:
        version = checked_version(con, path)
        if version == len(steps):
            return
        if version:
            back_up(path, f"before-version-{len(steps)}")
        for number in range(version + 1, len(steps) + 1):
            with immediate(con):
                if con.execute("PRAGMA user_version").fetchone()[0] >= number:
                    continue  # another process got here first
                for statement in _statements(steps[number - 1]):
                    con.execute(statement)
                con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                con.execute(f"PRAGMA user_version = {number}")


def checked_version(con: sqlite3.Connection, path: Path) -> int:
    """Return a file's schema version, 0 for an empty one; refuse what is no log of this version or an older."""
    latest = len(migrations.steps())
    version = con.execute("PRAGMA user_version").fetchone()[0]
    stamp = con.execute("PRAGMA application_id").fetchone()[0]
    empty = con.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if stamp != APPLICATION_ID and not (empty and version == 0):
        raise LogFileError(f"{path} is not a log of Follow-up Kit. Choose another file.")
    if version > latest:
        raise LogFileError(
            f"{path} was written by a newer version of Follow-up Kit (schema {version}; this one knows {latest}). "
            "Update the kit to open it; the file was left as it is."
        )
    return version


def _statements(script: str) -> list[str]:
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
