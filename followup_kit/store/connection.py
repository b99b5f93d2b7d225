"""A short connection to a log's file, with its errors in words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from followup_kit.errors import BadValue, LogFileError

BUSY_SECONDS = 30
APPLICATION_ID = 0x46554B31  # "FUK1" in the file's header: tells a log from any other SQLite file
_DAMAGED = "The file is damaged. Run 'followup-kit restore' to get a backup back."
_ADVICE = (
    ("READONLY_ROLLBACK", "It was left in the middle of a write. Open it once for writing: that puts it right."),
    ("locked", "Another program is using it. Close other notebooks that are saving, and try again."),
    ("disk is full", "The disk is full. Make room, then save again: nothing of this save was kept."),
    ("readonly", "The file may only be read. Check its permissions, or that its folder is not read-only."),
    (
        "unable to open",
        "It cannot be opened there. Check that the folder exists and that you may write in it.",
    ),
    ("not a database", "It is not a log of Follow-up Kit. Choose another file, or import it instead."),
    ("malformed", _DAMAGED),
    ("Could not decode", _DAMAGED),
    (
        "disk I/O error",
        "The disk could not be read or written. Check the disk or the network folder, and try again.",
    ),
)


@contextmanager
def connect(path: Path, *, read_only: bool = False, foreign_keys: bool = True) -> Iterator[sqlite3.Connection]:
    """Yield a connection without an open transaction, closed at the end.

    One operation, one connection: notebook callbacks change thread, and a connection may not.

    Raises
    ------
    LogFileError
        If SQLite cannot open, read or write the file; the text says what to do.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    with (
        in_words(path),
        closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as con,
    ):
        con.execute("PRAGMA trusted_schema = OFF")
        con.execute("PRAGMA secure_delete = ON")
        con.execute("PRAGMA synchronous = FULL")
        con.execute("PRAGMA cache_spill = OFF")  # others may read, and back up, until a long transaction commits
        con.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        yield con


@contextmanager
def immediate(con: sqlite3.Connection) -> Iterator[None]:
    """Hold the one write transaction; commit at the end, roll back whole on any error.

    IMMEDIATE, because a transaction that reads first and asks for the write lock later fails, or loses updates,
    when another notebook writes in between.
    """
    con.execute("BEGIN IMMEDIATE")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise


@contextmanager
def part_of(con: sqlite3.Connection) -> Iterator[None]:
    """Hold one write within the transaction: where it fails, and the rest goes on, nothing of it stays."""
    if not con.in_transaction:  # SQLite takes a transaction back by itself when the disk is full
        raise LogFileError("A write before this one failed, and all of this step was taken back. Start it again.")
    con.execute("SAVEPOINT part")
    try:
        yield
        con.execute("RELEASE part")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK TO part")
            con.execute("RELEASE part")
        raise


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the kit's."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise BadValue(f"{path.name} refused a value ({error}). Nothing of this save was kept.") from error
    except UnicodeDecodeError as error:  # where SQLite tells of a damaged file in that file's own words
        raise LogFileError(f"{path}: a text in it is none. {_DAMAGED}") from error
    except sqlite3.DatabaseError as error:
        signs = f"{getattr(error, 'sqlite_errorname', '')} {error}"
        advice = next((words for sign, words in _ADVICE if sign in signs), "Nothing of this save was kept.")
        raise LogFileError(f"{path}: {error}. {advice}") from error


def create_empty(path: Path) -> None:
    """Create a file that its owner alone may read; leave one that is there alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise LogFileError(f"{path} cannot be created: {error.strerror}. Choose a folder you may write in.") from error
