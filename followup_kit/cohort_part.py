"""Some files of a cohort, read together: what a worker does, be there one or many."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from followup_kit import schema
from followup_kit.alike import read_alike
from followup_kit.cohort_files import Found, Problem, read_one
from followup_kit.errors import LogFileError
from followup_kit.etiquette import Etiquette, as_frame, calendar_of, worked_out
from followup_kit.flat import flat_applications
from followup_kit.owed.judged import judged
from followup_kit.schema import Tables
from followup_kit.store.stranger import Raw
from followup_kit.together import log_of, only, own_ids, together

Progress = bool | Callable[[Sequence], Iterable]
_RULES = ("country", "subdivision", "weekend")


class Part(NamedTuple):
    """Logs that were read together.

    ``read`` are their files; ``log_of_application`` and ``log_of_follow_up`` say for each row which of them it is of,
    by its place; ``last_activity_on`` has an entry for each.
    """

    read: list[Found]
    applications: pd.DataFrame
    log_of_application: np.ndarray
    follow_ups: pd.DataFrame
    log_of_follow_up: np.ndarray
    last_activity_on: np.ndarray
    problems: list[Problem]


def read_part(files: Iterable[Found], day: date, *, progress: Progress = False) -> Part:
    """Read some files; one that cannot be read is a problem, and stops nothing."""
    alike, files = read_alike(files)
    read: list[Found] = []
    logs: list[Raw] = []
    problems: list[Problem] = []
    for found in watched(files, progress, "Reading logs", "log"):
        try:
            log, odd = read_one(found)
        except LogFileError as error:
            problems.append(Problem(found.file, 0, "", "", str(error), False))
        else:
            read.append(found)
            logs.append(log)
            problems += odd
    tables = together(logs, range(len(logs)))
    flat = flat_applications(tables) if logs else schema.frame("flat")
    owed, refused = _follow_ups(tables, read, logs, day)
    frames, of = [own_ids(flat)], [log_of(flat.application_id)]
    for one in alike:
        frames.append(one.applications)
        of.append(one.file_of + len(read))
        read += one.read
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    applications = filled[0] if len(filled) == 1 else pd.concat(filled, ignore_index=True)
    log_of_application = np.concatenate(of)
    last = _last_activity(applications, log_of_application, tables, len(read), day)
    return Part(
        read,
        applications,
        log_of_application,
        own_ids(owed),
        log_of(owed.application_id),
        last,
        problems + refused,
    )


def watched(things: Sequence, progress: Progress, doing: str, unit: str) -> Iterable:
    """Return things to go through, with what shows how far one has come."""
    if not progress:
        return things
    if callable(progress):
        return progress(things)
    from tqdm.auto import tqdm

    return tqdm(things, desc=doing, unit=unit)


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
    parts = [_judged(only(tables, numbers)._replace(settings=own), day) for own, numbers in alike.values()]
    if not parts:
        return schema.frame("follow_ups").assign(in_time=pd.array([], dtype="boolean")), problems
    return pd.concat(parts, ignore_index=True), problems


def _judged(tables: Tables, day: date) -> pd.DataFrame:
    """Return what is owed, and of what can be judged whether it was done in time."""
    rules, owed = worked_out(tables, day)
    ids = rules.facts.applications.application_id.tolist()
    in_time = {one.follow_up_id(ids): one.in_time for one in judged(rules, owed)}
    frame = as_frame(rules, owed)
    return frame.assign(in_time=pd.array([in_time.get(one) for one in frame.follow_up_id], dtype="boolean"))


def _last_activity(
    applications: pd.DataFrame, log_of_application: np.ndarray, tables: Tables, n_logs: int, day: date
) -> np.ndarray:
    told: tuple[tuple[np.ndarray, pd.DataFrame, tuple[str, ...]], ...] = (
        (log_of_application, applications, ("applied_on", "interviewed_on", "withdrawn_on")),
        (log_of(tables.interviews.interview_id), tables.interviews, ("held_on", "debriefed_on")),
        (log_of(tables.messages.message_id), tables.messages, ("sent_on",)),
        (log_of(tables.feedback.feedback_id), tables.feedback, ("worked_on",)),
    )
    today, last = np.datetime64(day, "us"), np.full(n_logs, "NaT", dtype="datetime64[us]")
    for log, frame, columns in told:
        # A log's rows stand together: its latest day first, and then the logs'.
        starts = np.flatnonzero(np.diff(log, prepend=-1))
        for column in columns if len(log) else ():
            days = frame[column].to_numpy()
            latest = np.fmax.reduceat(days, starts)
            if (latest > today).any():
                latest = np.fmax.reduceat(np.where(days <= today, days, np.datetime64("NaT")), starts)
            np.fmax.at(last, log[starts], latest)
    return last
