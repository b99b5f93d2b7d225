"""For the day something is wrong with a log: what it is, and the last good copy back."""

import json
import os
import shutil
from pathlib import Path

from followup_kit import migrations
from followup_kit.errors import ColumnError, LogFileError
from followup_kit.files import write_whole
from followup_kit.store.backups import SET_ASIDE, backups_of, made_for, new_place
from followup_kit.store.connection import connect
from followup_kit.store.rows import TABLES, fetch
from followup_kit.store.schema_steps import checked_version

_MOST_FAULTS = 10


def check(path: str | os.PathLike) -> list[str]:
    """Look a log over from end to end and say what is wrong with it; nothing if it is sound.

    Parameters
    ----------
    path : path
        The file. It is read; only a write that was cut off in the middle is put right.

    Returns
    -------
    list of str
        A sentence for each fault.

    Examples
    --------
    >>> check("nowhere.db")
    ['There is no file nowhere.db. Check the name.']
    """
    path = Path(path)
    if not path.is_file():
        return [f"There is no file {path}. Check the name."]
    try:
        with connect(path) as con:
            version = checked_version(con, path)
            if version == 0:
                return [f"{path} is empty: it was made and never written. Open it to begin a log, or restore a backup."]
            faults = [row[0] for row in con.execute(f"PRAGMA integrity_check({_MOST_FAULTS})")]
            if faults != ["ok"]:
                return [f"{path} is damaged: {fault}" for fault in faults]
            orphans = con.execute("PRAGMA foreign_key_check").fetchmany(_MOST_FAULTS)
            faults = [
                f"{path}: row {row} of {table} belongs to a row of {to} that is gone." for table, row, to, _ in orphans
            ]
            if version == len(migrations.steps()):
                for table in TABLES:
                    fetch(con, table)
                for (value,) in con.execute("SELECT value FROM settings"):
                    json.loads(value)
            return faults
    except (LogFileError, ColumnError) as error:
        return [str(error)]
    except json.JSONDecodeError as error:
        return [f"{path}: a setting cannot be read ({error}). Restore a backup."]


def restore(path: str | os.PathLike, backup: str | os.PathLike | None = None) -> Path:
    """Put a backup in the place of a log, and return the backup that was taken.

    What was there before is kept among the backups as ``….set-aside.db``. Close the notebooks first.

    Parameters
    ----------
    path : path
        The log; it may be damaged, or gone.
    backup : path, optional
        Which copy; by default the newest sound one in ``backups`` beside the log.

    Raises
    ------
    LogFileError
        If there is no sound backup; the log is left as it is then.

    Examples
    --------
    >>> restore("my-search.db")  # doctest: +SKIP
    PosixPath('backups/my-search.2026-03-31T09-15-00-000000.before-import.db')
    """
    path = Path(path)
    chosen = _sound(path, None if backup is None else Path(backup))
    journal = path.with_name(f"{path.name}-journal")
    aside = new_place(path, SET_ASIDE)
    for there, kept in ((path, aside), (journal, aside.with_name(f"{aside.name}-journal"))):
        if there.exists():
            kept.touch(0o600)
            shutil.copyfile(there, kept)
    # SQLite would play the damaged file's journal back into the new one.
    journal.unlink(missing_ok=True)
    write_whole(path, chosen.read_bytes())
    return chosen


def _sound(path: Path, backup: Path | None) -> Path:
    if backup is None:
        copies = [copy for copy in reversed(backups_of(path)) if made_for(path, copy) != SET_ASIDE]
    elif path.exists() and backup.exists() and backup.samefile(path):
        raise LogFileError(f"{backup} is the log itself. Name one of its backups.")
    else:
        copies = [backup]
    faults = []
    for copy in copies:
        found = check(copy)
        if not found:
            return copy
        faults += found
    if not faults:
        raise LogFileError(f"There is no backup of {path} in {path.parent / 'backups'}. Nothing was changed.")
    raise LogFileError(f"No backup of {path} is sound, so nothing was changed. {faults[0]}")
