"""Steps back: every write leaves the rows it replaced, and the last step can be taken back whole."""

import json
import sqlite3

from followup_kit.errors import NotFound

KEPT_STEPS = 50
_BOOKKEEPING = ("steps", "step_rows")


def begin_step(con: sqlite3.Connection, what: str) -> None:
    """Record from here to the end of the connection what each table's rows were before."""
    step = con.execute("INSERT INTO steps (what) VALUES (?)", [what]).lastrowid
    con.execute("DELETE FROM steps WHERE step_id <= ?", [step - KEPT_STEPS])
    for table, columns in _tables(con).items():
        old = ", ".join(f"'{column}', OLD.{column}" for column in columns)
        for event, row, before in (
            ("INSERT", "NEW", "NULL"),
            ("UPDATE", "OLD", f"json_object({old})"),
            ("DELETE", "OLD", f"json_object({old})"),
        ):
            con.execute(
                f"CREATE TEMP TRIGGER undo_{event}_{table} AFTER {event} ON main.{table} BEGIN "
                "INSERT INTO step_rows (step_id, table_name, row_id, before) "
                f"VALUES ({step}, '{table}', {row}.rowid, {before}); END"
            )


def last_step(con: sqlite3.Connection) -> tuple[int | None, str]:
    """Return the number of the last step, and what it was; None and an empty text where none is left."""
    return con.execute("SELECT step_id, what FROM steps ORDER BY step_id DESC LIMIT 1").fetchone() or (None, "")


def undo_last(con: sqlite3.Connection) -> str:
    """Put back what the last step replaced; return what that step was.

    The connection must have foreign keys off: rows return in the order of the step, not of the references.

    Raises
    ------
    NotFound
        If no step is left.
    """
    step, what = last_step(con)
    if step is None:
        raise NotFound("There is nothing left to undo.")
    columns = _tables(con)
    rows = con.execute(
        "SELECT table_name, row_id, before FROM step_rows WHERE step_id = ? ORDER BY step_row_id DESC", [step]
    ).fetchall()
    for table, row_id, before in rows:
        if table not in columns:  # the name comes from the file: never into SQL unchecked
            raise NotFound(f"This step changed a table {table!r} that this log does not have.")
        con.execute(f"DELETE FROM {table} WHERE rowid = ?", [row_id])
        if before is not None:
            row = json.loads(before)
            kept = [column for column in columns[table] if column in row]
            con.execute(
                f"INSERT INTO {table} (rowid, {', '.join(kept)}) VALUES (?{', ?' * len(kept)})",
                [row_id, *(row[column] for column in kept)],
            )
    con.execute("DELETE FROM step_rows WHERE step_id = ?", [step])
    con.execute("DELETE FROM steps WHERE step_id = ?", [step])
    if con.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError("undoing this would leave rows without what they belong to")
    return what


def _tables(con: sqlite3.Connection) -> dict[str, list[str]]:
    tables = [name for (name,) in con.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    return {
        table: [row[1] for row in con.execute(f"PRAGMA main.table_info({table})")]
        for table in tables
        if table not in _BOOKKEEPING and not table.startswith("sqlite_")
    }
