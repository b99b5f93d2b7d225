"""The kit's own export at the importer's doors: it is no list of applications, and comes back whole."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup_kit import schema
from followup_kit.errors import LogFileError
from followup_kit.export import ABOUT, import_export
from followup_kit.importing.answers import Answers
from followup_kit.importing.applications import Application
from followup_kit.importing.moves import Change
from followup_kit.importing.preview import Preview, problem_frame
from followup_kit.importing.reading import read
from followup_kit.schema import ImportRow
from followup_kit.store.whole import STORED, Stored

if TYPE_CHECKING:
    from followup_kit.log import Log

_HEADERS = {tuple(schema.names(table)): table for table in schema.COLUMNS if table in STORED}


def look(path: str | os.PathLike, answers: Answers) -> tuple[Preview, Path | None]:
    """Look at a file or at an export; return what is in it, and the export where it is one.

    Raises
    ------
    LogFileError
        If it cannot be read, or is one table of an export without the others.
    """
    answers.check()
    export = _folder_of(Path(path))
    seen = read(export / "applications.csv", Answers()) if export else read(path, answers)
    if {ABOUT, "stage_changes"} <= set(seen.sheets):
        export = Path(path)
    if export:
        return _whole(seen, export), export
    refuse_part(seen)
    return seen, None


def refuse_part(seen: Preview) -> None:
    """Refuse what is one table of an export without the others: alone it tells no stage and no day.

    Raises
    ------
    LogFileError
        If it is one; the text says what to choose.
    """
    part = _HEADERS.get(tuple(use.header for use in seen.columns))
    if part:
        raise LogFileError(
            f"{seen.file} is one part of an export of Follow-up Kit ({part}): the other parts hold the rest, such as "
            "stages and dates. Choose the folder of the export (unpacked, if it is in a zip file) or its .xlsx file."
        )


@contextmanager
def restored(export: Path) -> Iterator["Log"]:
    """Yield, for a moment, the log that an export was made of."""
    from followup_kit.log import open_log

    with tempfile.TemporaryDirectory(prefix="followup-kit-") as folder:
        yield import_export(export, open_log(Path(folder) / "log.db"))


def _folder_of(path: Path) -> Path | None:
    """Return the folder of CSV files that a path is, or is a table of; None where it is neither."""
    folder = path
    if path.suffix.lower() == ".csv" and path.stem in (ABOUT, *STORED) and path.is_file():
        folder = path.parent
    return folder if (folder / f"{ABOUT}.csv").is_file() else None


def _whole(seen: Preview, export: Path) -> Preview:
    """Return what was seen of the applications alone with all that the export tells of them."""
    with restored(export) as log:
        stored = {table.name: table for table in log.dump()}
    changes: dict[int, list[Change]] = {}
    for row in _rows(stored["stage_changes"]):
        change = Change(row["stage"], _day(row["changed_on"]), row["note"])
        changes.setdefault(row["application_id"], []).append(change)
    applications = [_application(row, changes.get(row["application_id"], ())) for row in _rows(stored["applications"])]
    return replace(
        seen,
        file=export.name,
        format="an export of Follow-up Kit",
        remark="It comes back whole, with all its tables, and only into a new log.",
        questions=(),
        unknown_words={},
        duplicates=(),
        applications=tuple(applications),
        rows=tuple(
            ImportRow(each.source_id, each.fields, tuple(change[:3] for change in each.stages)) for each in applications
        ),
        problems=problem_frame([]),
        n_rows=len(applications),
    )


def _rows(table: Stored) -> Iterator[dict]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _application(row: dict, stages: Sequence[Change]) -> Application:
    number = row["application_id"]
    fields = {name: value for name, value in row.items() if name != "application_id"}
    return Application(number + 1, str(number), fields | {"decision_by": _day(row["decision_by"])}, tuple(stages))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
