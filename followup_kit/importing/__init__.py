"""Any real log on its way into the kit: read, looked at, stored."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from followup_kit.errors import BadValue, ColumnError
from followup_kit.export import import_export
from followup_kit.importing import own_frame
from followup_kit.importing.answers import Answers
from followup_kit.importing.moves import Problem
from followup_kit.importing.own_export import look, restored
from followup_kit.importing.preview import ColumnUse, Preview, Question, problem_frame
from followup_kit.importing.tablefile import is_log
from followup_kit.importing.words import fold
from followup_kit.store.intake import ImportResult

if TYPE_CHECKING:
    from followup_kit.log import Log

__all__ = ["ColumnUse", "Preview", "Question", "import_log", "preview", "read_applications"]


def read_applications(
    path: str | os.PathLike,
    *,
    sheet: str | None = None,
    date_order: str | None = None,
    status_words: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read any log of applications into the flat frame, storing nothing.

    Parameters
    ----------
    path : path
        CSV or other delimited text, an Excel workbook, LinkedIn's zip file, a log of the kit, or an
        export of one (its folder or its workbook). A flat frame that ``to_csv`` or ``to_excel`` wrote comes back
        equal.
    sheet : str, optional
        Which sheet, where the file has several.
    date_order : {"dmy", "mdy", "ymd"}, optional
        The order all its dates are written in. Without it, each column's is told from its dates; where that cannot be
        done, they are left out and reported.
    status_words : mapping of str to str, optional
        The stage a status word means, where it is not known; an empty one where it means none.
    columns : mapping of str to str, optional
        What a header means: a key of `followup_kit.importing.headers.FIELDS`.

    Returns
    -------
    frame : DataFrame
        The flat frame, one row per application; columns as in ``schema.COLUMNS["flat"]``.
    problems : DataFrame
        line, column, value, reason, kept. ``kept`` is False where the row was set aside; such rows and those of the
        frame are all rows of the file.

    Raises
    ------
    LogFileError
        If the file cannot be read as a table.
    BadValue
        If an answer is none of those allowed, or about a column that is not there.

    Examples
    --------
    >>> frame, problems = fk.read_applications("my-applications.csv", date_order="dmy")  # doctest: +SKIP
    """
    if is_log(path):
        from followup_kit.log import open_log

        return open_log(path, read_only=True).applications, problem_frame([])
    seen, export = look(path, Answers(sheet, date_order or "", status_words or {}, columns or {}))
    if export:
        with restored(export) as log:
            return log.applications, seen.problems
    _refuse_unknown(columns or {}, seen)
    if own_frame.is_flat(seen) and not (columns or status_words):
        try:
            return own_frame.read_back(path, seen), problem_frame([])
        except ColumnError as error:
            reason = (
                f"it is not the frame as it was written ({error}), so that its interviews and feedback are left out"
            )
            changed = problem_frame([Problem(seen.header_line, "", "", reason, True)])
            return seen.frame, pd.concat([changed, seen.problems], ignore_index=True)
    return seen.frame, seen.problems


def _refuse_unknown(columns: Mapping[str, str], seen: Preview) -> None:
    """Refuse an answer about a column that a file does not have: most often its name was mistyped."""
    known = {fold(use.header) for use in seen.columns}
    for header in columns:
        if fold(header) not in known:
            raise BadValue(
                f"columns: {seen.file} has no column {header!r}; it has "
                f"{', '.join(repr(use.header) for use in seen.columns)}.",
                field="columns",
                value=header,
            )


def preview(
    path: str | os.PathLike,
    *,
    sheet: str | None = None,
    date_order: str | None = None,
    status_words: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Preview:
    """Look at what an import would bring in; parameters and errors as in `read_applications`.

    Examples
    --------
    >>> from followup_kit.importing import preview
    >>> preview("my-applications.csv").questions  # doctest: +SKIP
    """
    return look(path, Answers(sheet, date_order or "", status_words or {}, columns or {}))[0]


def import_log(
    path: str | os.PathLike,
    log: "Log",
    *,
    sheet: str | None = None,
    date_order: str | None = None,
    status_words: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> ImportResult:
    """Bring a file into a log, in one transaction.

    What was answered is remembered in the log for the next import, and what was answered before is used here. A second
    import of the same file adds nothing; a newer export of the same log adds its new stage changes.

    What `export_log` wrote comes back whole, and so only into a log that is empty.

    Parameters
    ----------
    path : path
        See `read_applications`, also for the others.
    log : Log
        Where it goes.

    Returns
    -------
    ImportResult
        How many rows were read, applications added and updated, and stage changes added. Its ``import_id`` is 0 for
        an export of the kit: that is undone as one step, and is none of the log's imports.

    Raises
    ------
    LogFileError
        If the file cannot be read, or is one part of an export without the others.
    BadValue
        If an answer is none of those allowed, or an export is brought into a log that holds something.

    Examples
    --------
    >>> fk.import_log("my-applications.csv", log)  # doctest: +SKIP
    """
    remembered = log.mappings()
    answers = {
        "status": dict(status_words or {}),
        "column": dict(columns or {}),
    }
    known = {
        kind: {text: meaning for (of, text), meaning in remembered.items() if of == kind} | given
        for kind, given in answers.items()
    }
    seen, export = look(path, Answers(sheet, date_order or "", known["status"], known["column"]))
    if export:
        import_export(export, log)
        return ImportResult(0, seen.n_rows, seen.n_rows, 0, len(log.stage_changes))
    with log.transaction(f"Imported {seen.file}"):
        for kind, given in answers.items():
            for text, meaning in given.items():
                log.remember(kind, text, meaning)
        return log.add_import(seen.file, seen.digest, seen.rows)
