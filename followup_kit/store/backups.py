"""Dated copies of a log, in the folder ``backups`` beside it."""

import re
from datetime import UTC, datetime
from pathlib import Path

from followup_kit.errors import LogFileError
from followup_kit.store.connection import connect

KEPT_AUTOMATIC = 20
SET_ASIDE = "set-aside"  # what stood in a log's place before a backup was put there
_AUTOMATIC = ("before-import", "before-version")


def back_up(path: Path, label: str) -> Path:
    """Copy a log with SQLite's backup, whole also while others write; return the copy.

    Of the copies the kit makes by itself the last twenty are kept, of those that were asked for all.

    Raises
    ------
    LogFileError
        If the copy cannot be made; the log was left as it is.
    """
    partial = None
    try:
        copy = new_place(path, label)
        partial = copy.with_suffix(".partial")
        partial.touch(0o600)
        with connect(path) as source, connect(partial) as target:
            source.backup(target)
        partial.replace(copy)
    except OSError as error:
        raise LogFileError(
            f"{path} cannot be backed up ({error.strerror}), so nothing was changed. "
            f"Make room, or see that you may write in {path.parent}."
        ) from error
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)
    for old in [one for one in backups_of(path) if made_for(path, one).startswith(_AUTOMATIC)][:-KEPT_AUTOMATIC]:
        old.unlink(missing_ok=True)
    return copy


def backups_of(path: Path) -> list[Path]:
    """Return a log's dated copies, the oldest first."""
    return sorted(one for one in (path.parent / "backups").glob("*.db") if made_for(path, one))


def new_place(path: Path, label: str) -> Path:
    """Return a new name, dated now, in a log's folder of backups, which is made if need be."""
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")
    return folder / f"{path.stem}.{moment}.{label}.db"


def made_for(path: Path, copy: Path) -> str:
    """Return what a copy of this log was made for; empty where it is another log's, or no copy at all."""
    found = re.fullmatch(r"(.+)\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{6}\.([a-z0-9-]+)\.db", copy.name)
    return found[2] if found and found[1] == path.stem else ""
