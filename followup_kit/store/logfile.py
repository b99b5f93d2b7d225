"""The file behind a log: one moment read whole, one step written whole, steps back, imports, backups."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pandas as pd

from followup_kit import migrations
from followup_kit.errors import BadValue, LogFileError
from followup_kit.schema import ImportRow, Tables
from followup_kit.store import intake, schema_steps, undo, whole
from followup_kit.store.backups import back_up
from followup_kit.store.connection import connect, create_empty, immediate, part_of
from followup_kit.store.rows import fetch
from followup_kit.store.settings import Settings
from followup_kit.store.stranger import read_stranger
from followup_kit.validation import row_number


class LogFile:
    """A log's file, and what does not depend on what its rows mean; see `followup_kit.log.Log`.

    Every write is one transaction: it stands whole, or not at all. Every frame is read afresh. It may be used
    from several threads and, by its path, from several processes.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._open = threading.local()  # the connection of a transaction under way in this thread
        if read_only:
            if not path.is_file():
                raise LogFileError(f"There is no file {path}. Check the name.")
            with connect(path, read_only=True) as con:
                if schema_steps.checked_version(con, path) != len(migrations.steps()):
                    raise LogFileError(f"{path} is of an older version. Open it once for writing to bring it up.")
            try:
                read_stranger(path)  # a view in the place of a table, read like one, might never come to an end
            except LogFileError as error:
                raise LogFileError(f"{path}: {error}") from error
        else:
            create_empty(path)
            schema_steps.bring_up(path)
        self.settings = Settings(self)

    def __repr__(self) -> str:
        return f"<Log {self.path.name}>"

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only."""
        return self._read_only

    def tables(self) -> Tables:
        """Return all frames and settings as they were at one moment."""
        with self._reading() as con:
            if not con.in_transaction:
                con.execute("BEGIN")
            frames = [fetch(con, name) for name in Tables._fields[:-1]]
            return Tables(*frames, settings=dict(self.settings))

    @contextmanager
    def transaction(self, what: str) -> Iterator[Self]:
        """Make several writes one step: they stand together, fail together, and are undone together."""
        with self._writing(what):
            yield self

    @property
    def last_step(self) -> str:
        """What `undo` would take back, in words; empty where no step is left."""
        with self._reading() as con:
            return undo.last_step(con)[1]

    def undo(self) -> str:
        """Take back the last step, whoever made it; return what it was.

        Raises
        ------
        NotFound
            If no step is left; the last 50 are kept.
        """
        self._refuse_if_read_only()
        if getattr(self._open, "con", None) is not None:
            raise LogFileError("A step cannot be taken back in the middle of another. Finish the transaction first.")
        with connect(self.path, foreign_keys=False) as con, immediate(con):
            return undo.undo_last(con)

    def add_import(self, file: str, digest: str, rows: Sequence[ImportRow]) -> intake.ImportResult:
        """Bring rows in, in one transaction.

        A row whose key is here already adds only the stage changes that are new; one that equals an application
        entered by hand (company, role, day applied) is joined to it. A log that holds something is backed up first.
        """
        self._refuse_if_read_only()
        with self._reading() as con:
            holds_something = con.execute("SELECT 1 FROM applications").fetchone()
        if holds_something:
            back_up(self.path, "before-import")
        with self._writing(f"Imported {file}") as con:
            return intake.add_rows(con, file, digest, rows)

    def undo_import(self, import_id: int) -> intake.UndoneImport:
        """Take one import back whole; applications that have entries of your own since are kept, and named."""
        import_id = row_number(import_id, "import_id")
        with self._writing("Took an import back") as con:
            return intake.remove_import(con, import_id)

    def dump(self) -> list[whole.Stored]:
        """Return every table as it is stored, all of one moment."""
        with self._reading() as con:
            if not con.in_transaction:
                con.execute("BEGIN")
            return whole.dump(con)

    def load(self, tables: Iterable[whole.Stored], what: str) -> None:
        """Fill this log, which holds nothing yet, with all tables of another, in one transaction."""
        with self._writing(what) as con:
            whole.load(con, tables)

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
        self._refuse_if_read_only()
        return back_up(self.path, "backup")

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        under_way = getattr(self._open, "con", None)
        if under_way is not None:
            yield under_way
            return
        # Not read-only where it is ours: what another notebook left half written must be put right first.
        with connect(self.path, read_only=self._read_only) as con:
            self._open.con = con
            try:
                yield con
            finally:
                self._open.con = None

    @contextmanager
    def _writing(self, what: str) -> Iterator[Any]:
        under_way = getattr(self._open, "con", None)
        if under_way is not None:
            with part_of(under_way):
                yield under_way
            return
        self._refuse_if_read_only()
        with connect(self.path) as con, immediate(con):
            undo.begin_step(con, what)
            self._open.con = con
            try:
                yield con
            finally:
                self._open.con = None

    def _refuse_if_read_only(self) -> None:
        if self._read_only:
            raise LogFileError(f"{self.path.name} was opened for reading only.")

    def _table(self, name: str) -> pd.DataFrame:
        with self._reading() as con:
            return fetch(con, name)
