"""A cohort: many seekers' logs and a roster, read together as of one day."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from followup_kit import roster as rosters
from followup_kit import schema
from followup_kit.cohort_files import ROSTER_NAMES, Found, Problem, find
from followup_kit.cohort_part import Part, Progress, read_part
from followup_kit.dates import as_date
from followup_kit.errors import BadValue, LogFileError
from followup_kit.tally import Tally, tally

# What an application carries of its seeker; the name stays out of the numbers.
SEEKER_COLUMNS = ("seeker_id", *(name for name in rosters.COLUMNS if name not in ("seeker_id", "name")))
# Logs worked out at once: more take more memory, and no less time. A worker's task is smaller.
_TOGETHER, _PER_TASK = 5000, 250


@dataclass(frozen=True, eq=False)
class Cohort:
    """Many logs read together; made by `load_cohort`.

    Attributes
    ----------
    as_of : datetime.date
        The day the cohort is looked at.
    applications : DataFrame
        One row per application: seeker_id, programme, campus, counselor, started_on, finished_on, outcome, outcome_on
        (empty or NaT where the roster does not say), then the columns of the flat frame. ``application_id`` is the one
        of the seeker's log. Names are not in it.
    follow_ups : DataFrame
        seeker_id, then the columns of `follow_ups`: what is owed by the seekers whose logs keep interviews and
        messages. A table of applications tells nothing of what was sent, so nothing is said to be owed there. Last
        comes in_time: whether it was done by the day it was due, missing where that day has not passed or it was not
        owed any more; see `punctuality`.
    seekers : DataFrame
        One row per seeker, those of the roster first and in its order, others by id: seeker_id, name, programme,
        campus, counselor, started_on, finished_on, outcome, outcome_on, file (where the log was read from; empty where
        there is none), n_applications, last_activity_on (the last day by ``as_of`` on which the seeker did something
        that the log knows of: applied, was interviewed, wrote down, sent, asked, worked on, withdrew), has_log,
        in_roster.
    problems : DataFrame
        file, line (0: the whole file), column, value, reason, kept. What could not be taken as it stands: files that
        cannot be read, rows set aside (``kept`` False), seekers without a log, logs without a row in the roster.
    """

    as_of: date
    applications: pd.DataFrame
    follow_ups: pd.DataFrame
    seekers: pd.DataFrame
    problems: pd.DataFrame

    def __repr__(self) -> str:
        n, total = int(self.seekers.has_log.sum()), len(self.seekers)
        return f"<Cohort of {total:,} seekers, {n:,} with a log, as of {self.as_of}>"

    def tally(self, group: str | None = None) -> Tally:
        """Count the cohort's applications, by a column of them if one is given; see `followup_kit.tally.tally`.

        Everybody with a log is counted, in the roster or not. The report (`write_cohort_report`) counts the roster
        only, where there is one, and so may count fewer.
        """
        return tally(self.applications, self.as_of, group)


def load_cohort(
    folder: str | os.PathLike,
    as_of: object,
    roster: str | os.PathLike | None = None,
    *,
    engine: str = "plain",
    progress: Progress = False,
) -> Cohort:
    """Read every log in a folder, and the roster that says who is who.

    Parameters
    ----------
    folder : path
        Logs (``.db``), shared copies of them, exports, workbooks and tables (``.csv``), in any folders below. A file
        is the log of the seeker whose id is its name, without the ending and up to ``__``: ``s017.db``,
        ``s017__march.csv``. Of several logs of one seeker the one that tells most is read, and of those the last by
        name.
    as_of : date or ISO text
        The day the cohort is looked at.
    roster : path, optional
        See `read_roster`. By default ``roster.csv`` or ``roster.xlsx`` in the folder, if there is one.
    engine : {"plain", "dask"} or str
        Who reads: this process, or Dask's workers: those of the client in use, else new ones on this machine, or of the
        scheduler whose address is given (``tcp://…``), which has to see the same folder. The result is the same. On
        one machine Dask gains little. It comes with ``followup-kit[scale]``.
    progress : bool or callable
        Show a progress bar; or what wraps the files that are read one by one, as ``tqdm``
        does. Tables of one header are read at once.

    Returns
    -------
    Cohort
        A file that is broken, hostile or none of these is listed in its ``problems``, and stops nothing.

    Raises
    ------
    LogFileError
        If there is no such folder, or the roster cannot be read.

    Examples
    --------
    >>> fk.load_cohort("data/sample_cohort", as_of="2026-03-31")  # doctest: +SKIP
    <Cohort of 49 seekers, 45 with a log, as of 2026-03-31>
    """
    day, folder = as_date(as_of), Path(folder)
    if engine not in ("plain", "dask") and "://" not in engine:
        raise BadValue(
            f"engine: {engine!r} is not known. Choose 'plain', 'dask', or the address of a Dask scheduler.",
            field="engine",
            value=engine,
        )
    if not folder.is_dir():
        raise LogFileError(f"There is no folder {folder}. Choose the one your seekers' logs lie in.")
    place = Path(roster) if roster is not None else _roster_in(folder)
    known, problems = _roster(place)
    files, strays = find(folder, place)
    problems += strays
    parts = list(_parts(files, day, engine, progress))
    read = [found for part in parts for found in part.read]
    problems += [problem for part in parts for problem in part.problems]
    seekers = _seekers(known, read, place, problems)
    row_of = {seeker_id.casefold(): row for row, seeker_id in enumerate(seekers.seeker_id)}
    rows = [np.array([row_of[one.seeker_id.casefold()] for one in part.read], dtype=np.int64) for part in parts]
    made = np.concatenate([row[part.log_of_application] for row, part in zip(rows, parts, strict=True)])
    owed = np.concatenate([row[part.log_of_follow_up] for row, part in zip(rows, parts, strict=True)])
    seekers["n_applications"] = np.bincount(made, minlength=len(seekers)).astype(np.int64)
    last = np.full(len(seekers), "NaT", dtype="datetime64[us]")
    last[np.concatenate(rows)] = np.concatenate([part.last_activity_on for part in parts])
    seekers["last_activity_on"] = last
    return Cohort(
        day,
        _with_seekers([part.applications for part in parts], seekers[list(SEEKER_COLUMNS)], made),
        _with_seekers([part.follow_ups for part in parts], seekers[["seeker_id"]], owed),
        seekers[[*rosters.COLUMNS, "file", "n_applications", "last_activity_on", "has_log", "in_roster"]],
        _problem_frame(problems),
    )


def _parts(files: Sequence[Found], day: date, engine: str, progress: Progress) -> Iterator[Part]:
    """Yield the files' logs, some at a time; at least one part, be there no file."""
    if engine == "plain":
        for at in range(0, max(len(files), 1), _TOGETHER):
            yield read_part(files[at : at + _TOGETHER], day, progress=progress)
    else:
        from followup_kit.workers import mapped

        some = [files[at : at + _PER_TASK] for at in range(0, max(len(files), 1), _PER_TASK)]
        yield from mapped(read_part, some, day, engine=engine)


def _roster_in(folder: Path) -> Path | None:
    return next((folder / name for name in ROSTER_NAMES if (folder / name).is_file()), None)


def _roster(place: Path | None) -> tuple[pd.DataFrame, list[Problem]]:
    if place is None:
        return rosters.frame_of([]), []
    known, problems = rosters.read_roster(place)
    return known, [Problem(place.name, *row) for row in problems.itertuples(index=False)]


def _seekers(known: pd.DataFrame, read: Sequence[Found], place: Path | None, problems: list[Problem]) -> pd.DataFrame:
    """Return a row for each seeker; who is in the roster alone, or in the folder alone, is added to the problems."""
    file_of = {found.seeker_id.casefold(): found for found in read}
    keys = known.seeker_id.str.casefold()
    strangers = [file_of[key] for key in sorted(set(file_of).difference(keys))]
    if place is not None:
        for seeker_id, key in zip(known.seeker_id, keys, strict=True):
            if key not in file_of:
                reason = f"the seeker {seeker_id!r} of the roster has no log here that can be read"
                problems.append(Problem(place.name, 0, "seeker_id", seeker_id, reason, True))
        for found in strangers:
            reason = f"the seeker {found.seeker_id!r} of this log has no row in the roster"
            problems.append(Problem(found.file, 0, "", "", reason, True))
    blank = dict.fromkeys((*rosters.TEXTS, "outcome"), "") | dict.fromkeys(rosters.DATES)
    more = rosters.frame_of(blank | {"seeker_id": found.seeker_id} for found in strangers)
    seekers = pd.concat([known.assign(in_roster=True), more.assign(in_roster=False)], ignore_index=True)
    files = [file_of.get(key) for key in seekers.seeker_id.str.casefold()]
    seekers["file"] = pd.Series([found.file if found else "" for found in files], dtype=schema.DTYPES["text"])
    seekers["has_log"] = seekers.file != ""
    return seekers


def _with_seekers(parts: list[pd.DataFrame], seekers: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """Return the frames of all logs as one with its seekers' columns in front, in the order of the seekers."""
    filled = [part for part in parts if len(part)] or parts[:1]
    frame = filled[0] if len(filled) == 1 else pd.concat(filled, ignore_index=True)
    if (rows[1:] < rows[:-1]).any():
        order = np.argsort(rows, kind="stable")
        rows, frame = rows[order], frame.iloc[order].reset_index(drop=True)
    return pd.concat([seekers.iloc[rows].reset_index(drop=True), frame], axis=1)


def _problem_frame(problems: Sequence[Problem]) -> pd.DataFrame:
    frame = pd.DataFrame(sorted(problems, key=lambda one: (one.file, one.line)), columns=Problem._fields)
    return frame.astype(
        {"line": "int64", "kept": "bool", **dict.fromkeys(("file", "column", "value", "reason"), "str")}
    )
