"""The roster: who is in a cohort, in which programme, and what became of them."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from followup_kit import schema
from followup_kit.errors import LogFileError
from followup_kit.importing import tablefile
from followup_kit.importing.dating import ColumnOrder, decide_order, read_days
from followup_kit.importing.delimited import Row
from followup_kit.importing.words import fold

OUTCOMES = ("employed", "service", "military", "continuing_education", "seeking", "not_seeking")
TEXTS = ("seeker_id", "name", "programme", "campus", "counselor")
DATES = ("started_on", "finished_on", "outcome_on")
COLUMNS = (*TEXTS, "started_on", "finished_on", "outcome", "outcome_on")
PROBLEM_COLUMNS = ("line", "column", "value", "reason", "kept")

_HEADERS = {
    "seeker_id": "seeker id, seeker, id, student id, client id, participant id, learner id, number, no,"
    "student no, seeker no, client no, student number, seeker number, client number, id number",
    "name": "name, full name, seeker name, student name, student, client, participant",
    "programme": "programme, program, course, track, major",
    "campus": "campus, site, centre, center, location, office",
    "counselor": "counselor, counsellor, career counselor, advisor, adviser, coach, case manager",
    "started_on": "started on, started, start, start date, date started, enrolled, enrolled on, begin,"
    "begin date, began, began on",
    "finished_on": "finished on, finished, finish, finish date, end, end date, ended, ended on,"
    "graduated, graduated on, graduation date",
    "outcome": "outcome, result, employment outcome, employment status, status, placement, first destination",
    "outcome_on": "outcome on, outcome date, date of outcome, result date, placement date",
}
_FIELD_OF = {fold(word): field for field, words in _HEADERS.items() for word in words.split(",")}
_OUTCOME_WORDS = {
    "employed": "employed, working, hired, placed, job",
    "service": "service, volunteer service, volunteering, service programme, service program",
    "military": "military, armed forces, military service",
    "continuing_education": "continuing education, further study, further education, studying, graduate school",
    "seeking": "seeking, still seeking, looking, still looking, seeking employment, unemployed",
    "not_seeking": "not seeking, not looking, not seeking employment",
    "": "unknown, not known, no answer",
}
_OUTCOME_OF = {fold(word): outcome for outcome, words in _OUTCOME_WORDS.items() for word in words.split(",")}


class Problem(NamedTuple):
    """Something in a roster that could not be taken as it stands; ``kept`` says whether its row was."""

    line: int
    column: str
    value: str
    reason: str
    kept: bool


def read_roster(path: str | os.PathLike) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read who is in a cohort, from CSV or an Excel workbook.

    Parameters
    ----------
    path : path
        Columns are known by their headers, in any order; others are not used, and told. Only ``seeker_id`` is required:
        the part of a log's file name before its ending, or before ``__``. Outcomes are `OUTCOMES`; empty is unknown.

    Returns
    -------
    roster : DataFrame
        seeker_id, name, programme, campus, counselor (text, empty where not given), started_on, finished_on (dates),
        outcome (text), outcome_on (date); one row per seeker, in the order of the file.
    problems : DataFrame
        line, column, value, reason, kept. ``kept`` is False where the row was set aside.

    Raises
    ------
    LogFileError
        If the file cannot be read as a table, or has no column for the seeker.

    Examples
    --------
    >>> roster, problems = fk.read_roster("roster.csv")  # doctest: +SKIP
    """
    file = tablefile.open_file(path)
    rows = [row for row in file.sheets[0].rows if not row.blank]
    header = [fold(cell) for cell in rows[0].cells] if rows else []
    places = {}
    for at, name in enumerate(header):
        places.setdefault(_FIELD_OF.get(name, ""), at)
    if "seeker_id" not in places:
        has = f", which has {', '.join(rows[0].cells)}" if rows else ""
        raise LogFileError(
            f"{file.name} has no column seeker_id in its first row{has}. Give each seeker's id there: the name of "
            "their log's file without its ending."
        )
    used = set(places.values()) - {places.get("")}
    problems = [
        Problem(rows[0].line, name, "", f"this column is not used: a roster's are {', '.join(COLUMNS)}", True)
        for at, name in enumerate(rows[0].cells)
        if at not in used and name.strip()
    ]
    fitting = list(_fitting(rows[1:], len(header), problems))
    orders = {
        name: decide_order((row.cells[places[name]].strip() for row in fitting), "", header[places[name]])
        for name in DATES
        if name in places
    }
    seekers: dict[str, dict[str, Any]] = {}
    for row in fitting:
        cells = {name: row.cells[at].strip() for name, at in places.items() if name}
        key = cells["seeker_id"].casefold()
        if not key:
            problems.append(Problem(row.line, "seeker_id", "", "no seeker_id stands in it", False))
        elif key in seekers:
            reason = f"this seeker stands in line {seekers[key]['line']} already: that one counts"
            problems.append(Problem(row.line, "seeker_id", cells["seeker_id"], reason, False))
        else:
            seekers[key] = {"line": row.line} | _seeker(row.line, cells, orders, problems)
    return frame_of(seekers.values()), problem_frame(problems)


def outcome_of(word: str) -> str | None:
    """Return the outcome a word means, one of `OUTCOMES` or empty for unknown; None where it means none.

    Examples
    --------
    >>> outcome_of("Still looking"), outcome_of(""), outcome_of("retired")
    ('seeking', '', None)
    """
    return _OUTCOME_OF.get(fold(word)) if word.strip() else ""


def frame_of(seekers: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return seekers as a roster's frame, also when there are none."""
    frame = pd.DataFrame(list(seekers), columns=COLUMNS)
    return frame.astype({name: schema.DTYPES["date" if name in DATES else "text"] for name in COLUMNS})


def problem_frame(problems: Sequence[tuple]) -> pd.DataFrame:
    """Return problems as a frame in the order of the file."""
    frame = pd.DataFrame(sorted(problems, key=lambda each: each[0]), columns=PROBLEM_COLUMNS)
    return frame.astype({"line": "int64", "column": "str", "value": "str", "reason": "str", "kept": "bool"})


def _fitting(rows: Sequence[Row], width: int, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that have a cell for each column; a shifted row would put words into the wrong one."""
    for row in rows:
        cells = row.cells
        if len(cells) == width and not row.fault:
            yield row
        else:
            reason = row.fault or f"{len(cells)} cells where the header has {width}"
            problems.append(Problem(row.line, "", " · ".join(filter(None, cells))[:500], reason, False))


def _seeker(line: int, cells: dict[str, str], orders: dict[str, ColumnOrder], problems: list[Problem]) -> dict:
    seeker: dict[str, Any] = {name: cells.get(name, "") for name in TEXTS}
    seeker |= {name: _day(line, name, cells.get(name, ""), orders, problems) for name in DATES}
    word = cells.get("outcome", "")
    outcome = outcome_of(word)
    seeker["outcome"] = outcome or ""
    if outcome is None:
        reason = f"no outcome is called so: taken as unknown. Write one of {', '.join(OUTCOMES)}, or leave it empty"
        problems.append(Problem(line, "outcome", word, reason, True))
    if seeker["started_on"] and seeker["finished_on"] and seeker["finished_on"] < seeker["started_on"]:
        reason = f"finished before the start on {seeker['started_on']}: this day is left out"
        problems.append(Problem(line, "finished_on", str(seeker["finished_on"]), reason, True))
        seeker["finished_on"] = None
    return seeker


def _day(line: int, name: str, text: str, orders: dict[str, ColumnOrder], problems: list[Problem]) -> date | None:
    if not text:
        return None
    reading = read_days(text, orders[name].order)
    if len(reading.days) == 1 and not reading.fault:
        return reading.days[0]
    reason = reading.fault or f"{len(reading.days) or 'no'} days where one belongs"
    problems.append(Problem(line, name, text, reason, True))
    return None
