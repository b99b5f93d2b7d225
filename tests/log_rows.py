"""All rows of a log's file, read past the code under test."""

import sqlite3
from contextlib import closing
from pathlib import Path

BOOKKEEPING = ("steps", "step_rows")


def rows_of(path: Path) -> dict[str, list[tuple]]:
    """Return every table's rows but those kept for undo, each in order."""
    with closing(sqlite3.connect(path)) as con:
        tables = [name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return {
            table: sorted(con.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in tables
            if table not in BOOKKEEPING and not table.startswith("sqlite_")
        }
