"""What a function was given, checked at its door: a frame, a log, a column to split by."""

import os
from collections.abc import Collection

import pandas as pd

from followup_kit.errors import BadValue, ColumnError
from followup_kit.schema import Tables

# A group's column stands in front of these, so it cannot have one of their names.
_RESULTS = {
    "period", "days", "n_applied", "n_mature", "n_responded", "response_rate", "low", "high", "mature", "n_undated",
    "n_rejected", "n_asked", "n_received", "asking_rate", "asking_low", "asking_high", "feedback_rate", "n_waiting",
    "n_at_risk", "n_censored", "waiting_rate",
    "n_seekers", "n_known", "knowledge_rate", "knowledge_low", "knowledge_high", "n_employed", "n_service",
    "n_military", "n_continuing_education", "n_seeking", "n_not_seeking", "n_reached", "n_counted", "outcomes_rate",
}  # fmt: skip


def frame(given: object, field: str, do: str) -> pd.DataFrame:
    """Return what was given if it is a frame; refuse the rest, and say what to do.

    Raises
    ------
    BadValue
        If it is none.
    """
    if isinstance(given, pd.DataFrame):
        return given
    raise wrong(given, field, "a DataFrame", do)


def applications(given: object) -> pd.DataFrame:
    """Return what was given if it is a frame, which should hold applications; see `frame`."""
    do = "Give the frame that read_applications returned, or log.applications."
    if isinstance(given, tuple) and given and isinstance(given[0], pd.DataFrame) and not isinstance(given, Tables):
        do = "read_applications returns (frame, problems): give the first of the two."
    elif isinstance(given, (str, os.PathLike)):
        do = "Read the file first: frame, problems = read_applications(path)."
    elif hasattr(given, "applications") and not isinstance(given, Tables):
        do = "Give its .applications."
    return frame(given, "applications", do)


def tables(given: object) -> Tables:
    """Return the tables of a log, read once.

    Raises
    ------
    BadValue
        If it is neither a log nor its tables.
    """
    if isinstance(given, Tables):
        return given
    if callable(getattr(given, "tables", None)):
        return given.tables()
    raise wrong(given, "log", "a log", "Open one: log = open_log(path). A frame of applications holds too little.")


def cohort(given: object) -> None:
    """Refuse what is no cohort; see `frame`."""
    if not hasattr(given, "seekers"):
        raise wrong(given, "cohort", "a Cohort", "Load one: cohort = load_cohort(folder, as_of).")


def wrong(given: object, field: str, expected: str, do: str) -> BadValue:
    """Return the error for what is something else altogether."""
    what = "None" if given is None else f"a {type(given).__name__}"
    return BadValue(f"{field}: {expected} is expected, not {what}. {do}", field=field, value=given)


def need(present: Collection[str], columns: Collection[str], group: str | None = None) -> None:
    """Check that columns are there, each once, and one to split by where one is asked for.

    Raises
    ------
    BadValue
        If the group is not one column's name.
    ColumnError
        Naming the columns that are missing, are there twice, or have a name that the result needs.
    """
    if group is not None:
        if not isinstance(group, str):
            raise BadValue(
                f"group: the name of one column is expected, not {group!r}. To split by several, put them together in "
                "a column of their own.",
                field="group",
                value=group,
            )
        if group in _RESULTS:
            raise ColumnError(f"group: the result has a column {group!r} of its own. Rename yours, and split by that.")
        columns = [*columns, group]
    missing = [column for column in columns if column not in present]
    if missing:
        raise ColumnError(
            f"The applications have no column {', '.join(map(repr, missing))}; they have "
            f"{list(present)}. Read a log with read_applications, or rename the columns."
        )
    twice = [column for column in columns if list(present).count(column) > 1]
    if twice:
        raise ColumnError(f"There are several columns {', '.join(map(repr, twice))}. Keep one of each.")
