"""A cohort: many seekers' logs and a roster, read together as of one day."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from followup_kit import roster as rosters
from followup_kit import schema
from followup_kit.cohort_files import ROSTER_NAMES, Found, Problem, find, read_one
from followup_kit.dates import as_date
from followup_kit.errors import BadValue, LogFileError
from followup_kit.etiquette import Etiquette, calendar_of, follow_ups
from followup_kit.flat import flat_applications
from followup_kit.schema import Tables
from followup_kit.store.stranger import Raw
from followup_kit.tally import Tally, tally
from followup_kit.together import log_of, only, own_ids, together

ENGINES = ("plain",)
# What an application carries of its seeker; the name stays out of the numbers.
SEEKER_COLUMNS = ("seeker_id", *(name for name in rosters.COLUMNS if name not in ("seeker_id", "name")))
_RULES = ("country", "subdivision", "weekend")


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
        messages. A table of applications tells nothing of what was sent, so nothing is said to be owed there.
    seekers : DataFrame
        One row per seeker, those of the roster first and in its order: seeker_id, name, programme, campus, counselor,
        started_on, finished_on, outcome, outcome_on, file (where the log was read from; empty where there is none),
        n_applications, last_activity_on (the last day by ``as_of`` on which the seeker did something that the log
        knows of: applied, was interviewed, wrote down, sent, asked, worked on, withdrew), has_log, in_roster.
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
        """Count the cohort's applications, by a column of them if one is given; see `followup_kit.tally.tally`."""
        return tally(self.applications, self.as_of, group)


def load_cohort(
    folder: str | os.PathLike,
    as_of: object,
    roster: str | os.PathLike | None = None,
    *,
    engine: str = "plain",
    progress: bool = False,
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
    engine : {"plain"}
        How it is read.
    progress : bool
        Show a progress bar.

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
    >>> load_cohort("data/sample_cohort", as_of="2026-03-31")  # doctest: +SKIP
    <Cohort of 49 seekers, 45 with a log, as of 2026-03-31>
    """
    day, folder = as_date(as_of), Path(folder)
    if engine not in ENGINES:
        raise BadValue(f"engine: {engine!r} is not known. Choose {' or '.join(ENGINES)}.", field="engine", value=engine)
    if not folder.is_dir():
        raise LogFileError(f"There is no folder {folder}. Choose the one your seekers' logs lie in.")
    place = Path(roster) if roster is not None else _roster_in(folder)
    known, problems = _roster(place)
    files, strays = find(folder, place)
    problems += strays
    read: list[Found] = []
    logs: list[Raw] = []
    for found in _shown(files, progress):
        try:
            log, odd = read_one(found)
        except LogFileError as error:
            problems.append(Problem(found.file, 0, "", "", str(error), False))
        else:
            read.append(found)
            logs.append(log)
            problems += odd
    tables = together(logs, range(len(logs)))
    flat = flat_applications(tables)
    owed, refused = _follow_ups(tables, read, logs, day)
    seekers = _seekers(known, read, place, problems)
    row_of = {seeker_id.casefold(): row for row, seeker_id in enumerate(seekers.seeker_id)}
    rows = np.array([row_of[found.seeker_id.casefold()] for found in read], dtype=np.int64)
    seekers["n_applications"] = _per_row(log_of(flat.application_id), rows, len(seekers))
    seekers["last_activity_on"] = _last_activity(flat, tables, rows, len(seekers), day)
    return Cohort(
        day,
        _with_seekers(flat, seekers[list(SEEKER_COLUMNS)], rows),
        _with_seekers(owed, seekers[["seeker_id"]], rows),
        seekers[[*rosters.COLUMNS, "file", "n_applications", "last_activity_on", "has_log", "in_roster"]],
        _problem_frame([*problems, *refused]),
    )


def _shown(files: Sequence[Found], progress: bool) -> Iterable[Found]:
    if not progress:
        return files
    from tqdm.auto import tqdm

    return tqdm(files, desc="Reading logs", unit="log")


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
    strangers = [found for key, found in file_of.items() if key not in set(keys)]
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


def _follow_ups(
    tables: Tables, read: Sequence[Found], logs: Sequence[Raw], day: date
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return what is owed in the logs that can tell, those with the same settings worked out at once."""
    problems, alike = [], {}
    for number, log in enumerate(logs):
        if not (log.rows.get("interviews") or log.rows.get("messages")):
            continue
        own = {key: value for key, value in log.settings.items() if key in _RULES or key.startswith("etiquette.")}
        try:
            Etiquette.from_settings(own)
            calendar_of(own, day)
        except Exception as error:  # the settings may hold anything that JSON can say
            reason = f"its settings cannot be followed ({error}): what is owed is worked out without them"
            problems.append(Problem(read[number].file, 0, "", "", reason, True))
            own = {}
        alike.setdefault(repr(sorted(own.items())), (own, []))[1].append(number)
    parts = [follow_ups(only(tables, numbers)._replace(settings=own), day) for own, numbers in alike.values()]
    owed = pd.concat(parts, ignore_index=True) if parts else schema.frame("follow_ups")
    return owed, problems


def _with_seekers(frame: pd.DataFrame, seekers: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """Return a frame of all logs with its seekers' columns in front, in the order of the seekers."""
    row = rows[log_of(frame.application_id)]
    order = np.argsort(row, kind="stable")
    whose = seekers.iloc[row[order]].reset_index(drop=True)
    return pd.concat([whose, own_ids(frame.iloc[order].reset_index(drop=True))], axis=1)


def _last_activity(flat: pd.DataFrame, tables: Tables, rows: np.ndarray, n_seekers: int, day: date) -> np.ndarray:
    told: Mapping[str, tuple[pd.DataFrame, tuple[str, ...]]] = {
        "application_id": (flat, ("applied_on", "interviewed_on", "withdrawn_on")),
        "interview_id": (tables.interviews, ("held_on", "debriefed_on")),
        "message_id": (tables.messages, ("sent_on",)),
        "feedback_id": (tables.feedback, ("worked_on",)),
    }
    last = np.full(n_seekers, "NaT", dtype="datetime64[us]")
    for key, (frame, columns) in told.items():
        row = rows[log_of(frame[key])]
        for column in columns:
            days = frame[column].to_numpy()
            come = days <= np.datetime64(day, "us")
            np.fmax.at(last, row[come], days[come])
    return last


def _per_row(numbers: np.ndarray, rows: np.ndarray, n_seekers: int) -> np.ndarray:
    return np.bincount(rows[numbers], minlength=n_seekers).astype(np.int64)


def _problem_frame(problems: Sequence[Problem]) -> pd.DataFrame:
    frame = pd.DataFrame(sorted(problems, key=lambda one: (one.file, one.line)), columns=Problem._fields)
    return frame.astype(
        {"line": "int64", "kept": "bool", **dict.fromkeys(("file", "column", "value", "reason"), "str")}
    )
