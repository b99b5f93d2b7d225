"""A log on its way out, every table with its full history, and back in again, equal."""

import csv
import io
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from followup_kit import migrations
from followup_kit.cells import restore, write_csv
from followup_kit.errors import LogFileError
from followup_kit.files import slug, write_whole
from followup_kit.sheets import read_sheets, write_sheets
from followup_kit.store.places import note
from followup_kit.store.whole import STORED, Stored

if TYPE_CHECKING:
    from followup_kit.log import Log

ABOUT = "about"
_VERSION = "schema_version"
_PARTIAL, _READY = ".export.partial", ".export.ready"


def export_log(log: "Log", folder: str | os.PathLike) -> list[Path]:
    """Write all that a log holds into a folder: a CSV file for each table, and all of them in one XLSX file.

    No spreadsheet computes anything in these files; the apostrophe that sees to it goes again in `import_export`.
    All files are of one moment. They take the places of an earlier export together or not at all; other files
    in the folder are left alone.

    Parameters
    ----------
    log : Log
        It is only read.
    folder : path
        Made if need be, readable by its owner only.

    Returns
    -------
    list of Path
        The CSV files, then the XLSX file.

    Raises
    ------
    LogFileError
        If the files cannot be written; an earlier export is whole then.

    Examples
    --------
    >>> fk.export_log(log, "my-search")  # doctest: +SKIP
    [PosixPath('my-search/about.csv'), PosixPath('my-search/applications.csv'), ...]
    """
    folder = Path(folder)
    tables = log.dump()
    tables.insert(0, _about(tables))
    files = {
        f"{table.name}.csv": write_csv(pd.DataFrame(table.rows, columns=table.columns, dtype=object))
        for table in tables
    }
    files[f"{slug(log.path.stem, 'log')}.xlsx"] = write_sheets(tables)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _settle(folder)
        _put(files, folder)
    except OSError as error:
        raise LogFileError(
            f"The export to {folder} could not be written ({error.strerror}). Make room, close its files in other "
            "programs, and export again. An earlier export there is still whole."
        ) from error
    if not log.read_only:
        note(log.path, folder)
    return [folder / name for name in files]


def import_export(path: str | os.PathLike, log: "Log") -> "Log":
    """Fill an empty log from an export; return it, equal to the one that was exported.

    Parameters
    ----------
    path : path
        The folder with the CSV files, or the XLSX file.
    log : Log
        A new one. What it takes in is one step, all or nothing.

    Raises
    ------
    LogFileError
        If it is no export, a part is missing, cut off or changed, or a newer version of the kit wrote it.
    BadValue
        If the log holds something already, or a value cannot be kept.

    Examples
    --------
    >>> fk.import_export("my-search", fk.open_log("again.db"))  # doctest: +SKIP
    """
    path = Path(path)
    try:
        if path.is_dir():
            _settle(path)
            tables = [_read_csv(path / f"{name}.csv") for name in (ABOUT, *STORED)]
        else:
            tables = read_sheets(path.read_bytes(), path.name)
    except OSError as error:
        raise LogFileError(f"{error.filename or path} cannot be read ({error.strerror}). Choose an export.") from error
    _check(tables, path)
    tables = [table for table in tables if table.name != ABOUT]
    log.load(tables, f"Brought in the export {path.name}")
    return log


def _about(tables: Iterable[Stored]) -> Stored:
    """Return what tells an export from any other tables, and a whole one from a part of one."""
    counts = [(table.name, len(table.rows)) for table in tables]
    return Stored(ABOUT, ("what", "number"), [(_VERSION, len(migrations.steps())), *counts])


def _check(tables: list[Stored], path: Path) -> None:
    for table in tables:
        if len(set(table.columns)) < len(table.columns) or any(len(row) != len(table.columns) for row in table.rows):
            raise LogFileError(f"{path}: the rows of {table.name} do not fit its header. Copy or export it again.")
    about = next((dict(table.rows) for table in tables if table.name == ABOUT and len(table.columns) == 2), {})
    version = about.pop(_VERSION, "")
    if not version.isdecimal():
        raise LogFileError(f"{path} is no export of a log. Bring in other tables with import_log.")
    if int(version) > len(migrations.steps()):
        raise LogFileError(f"{path} was written by a newer version of Follow-up Kit. Update the kit to bring it in.")
    there = {table.name: str(len(table.rows)) for table in tables}
    for name, n in about.items():
        if there.get(name) != n:
            raise LogFileError(
                f"{path}: {name} has {there.get(name, 'no')} rows, and had {n} when it was exported. "
                "Copy or export it again."
            )


def _read_csv(path: Path) -> Stored:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        return Stored(path.stem, tuple(map(restore, header)), [tuple(map(restore, row)) for row in rows])
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise LogFileError(f"{path} is cut off or changed ({error}). Copy or export it again.") from error


def _put(files: dict[str, bytes], folder: Path) -> None:
    partial = folder / _PARTIAL
    if partial.exists():  # of an export that was interrupted
        shutil.rmtree(partial)
    partial.mkdir(mode=0o700)
    for name, data in files.items():
        write_whole(partial / name, data)
    os.replace(partial, folder / _READY)  # from here on the new export counts
    _settle(folder)


def _settle(folder: Path) -> None:
    """Move the files of a finished export to their places, also where an earlier attempt was interrupted at it."""
    ready = folder / _READY
    if ready.is_dir():
        for file in sorted(ready.iterdir()):
            os.replace(file, folder / file.name)
        ready.rmdir()
