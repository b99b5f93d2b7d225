"""What a seeker hands to a counselor: a copy of the log without other people's details, texts and private notes."""

import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from followup_kit import schema
from followup_kit.dates import LAST_YEAR, as_date, optional_date
from followup_kit.errors import LogFileError
from followup_kit.owed.facts import Facts
from followup_kit.owed.people import met, plain
from followup_kit.store.connection import connect, immediate
from followup_kit.store.places import note
from followup_kit.store.schema_steps import bring_up
from followup_kit.store.whole import Stored, load

if TYPE_CHECKING:
    from followup_kit.log import Log

# Columns that leave as they are. What is not named here or in _REPLACED stays at home, new columns too.
_AS_THEY_ARE = {
    "applications": ("application_id", "decision_by"),
    "stage_changes": ("stage_change_id", "application_id", "stage", "changed_on"),
    "interviews": ("interview_id", "application_id", "held_on", "mode", "decision_by", "debriefed_on"),
    "interviewers": ("interviewer_id", "interview_id"),
    "messages": (
        "message_id",
        "application_id",
        "interview_id",
        "interviewer_id",
        "kind",
        "channel",
        "sent_on",
        "answered_on",
    ),
    "feedback": ("feedback_id", "application_id", "received_on", "worked_on"),
    "snoozes": ("snooze_id", "follow_up_id", "action", "until"),
}
_NAMING_COMPANIES = ("company", "role", "source", "location")
_REPLACED = {"applications": _NAMING_COMPANIES, "interviewers": ("name",)}
_SETTINGS = ("country", "subdivision", "weekend")
_RULE_NUMBERS = "etiquette."
_FOLLOW_UP = re.compile(rf"(?:{'|'.join(schema.KINDS)})(?::(?:\d+|-)){{4}}")  # any other text is the seeker's own
_SHORTEST_NAME = 3  # a company called "3M" is not looked for inside other words


class Shared(NamedTuple):
    """What was handed over: the file, and what is in it; see `what_leaves`."""

    path: Path
    contents: pd.DataFrame


def share(log: "Log", path: str | os.PathLike, *, companies: bool = False, as_of: object) -> Shared:
    """Write a copy of a log for a counselor.

    Dates, stages, kinds and numbers of rows leave, so that what is owed and every rate is the same. Interviewers'
    names become "Interviewer 1" and so on, companies "Employer 1", also where another text has a company's name in
    it. All else stays: contact details, notes, texts of messages, what was remembered and said, links, the seeker's
    name, what was imported from where, and what could be undone.

    Parameters
    ----------
    log : Log
        It is only read.
    path : path
        Where the copy goes: a new file, readable by its owner only. Name it by the seeker's id, as ``s017.db``.
    companies : bool
        Whether companies leave by name.
    as_of : date or ISO text
        The day it is handed over, kept in the copy's settings.

    Returns
    -------
    Shared

    Raises
    ------
    LogFileError
        If there is a file of that name already, or it cannot be written.

    Examples
    --------
    >>> fk.share(log, "s017.db", as_of="2026-03-31").path  # doctest: +SKIP
    PosixPath('s017.db')
    """
    path, day = Path(path), as_date(as_of)
    if path.exists():
        raise LogFileError(f"There is a file {path} already. Give the copy another name, or take that one away first.")
    before, after = _both(log, companies, day)
    handle, name = tempfile.mkstemp(dir=_folder(path), prefix=f".{path.name}.", suffix=".db")
    os.close(handle)
    partial = Path(name)
    try:
        # A new file, and nothing in it is ever deleted: no page of it has held anything else.
        bring_up(partial)
        with connect(partial) as con, immediate(con):
            load(con, after)
        os.replace(partial, path)
    except OSError as error:
        raise LogFileError(f"{path} cannot be written ({error.strerror}). Choose another folder.") from error
    finally:
        partial.unlink(missing_ok=True)
    if not log.read_only:
        note(log.path, path)
    return Shared(path, _contents(before, after))


def what_leaves(log: "Log", *, companies: bool = False, as_of: object = None) -> pd.DataFrame:
    """Say exactly what `share` would hand over, column by column.

    Parameters
    ----------
    log : Log
        It is only read.
    companies : bool
        Whether companies leave by name.
    as_of : date or ISO text, optional
        The day it is handed over.

    Returns
    -------
    DataFrame
        table, column, meaning, leaves (``as it is``, ``replaced``, ``added`` or ``stays``), n_here and n_leaving (how
        many cells hold something in the log, and in the copy), example (of what leaves). Of the table ``settings``
        each key is a column.

    Examples
    --------
    >>> what_leaves(log).query("leaves == 'stays'")  # doctest: +SKIP
    """
    return _contents(*_both(log, companies, optional_date(as_of, "as_of")))


def _both(log: "Log", companies: bool, day: date | None) -> tuple[list[Stored], list[Stored]]:
    """Return the log's tables, and those of the copy."""
    before = log.dump()
    employers = {} if companies else _employers(before)
    people = _people(before)
    replace: dict[tuple[str, str], Callable[[str, int], str]] = {
        ("interviewers", "name"): lambda name, row_id: people[row_id],
        ("applications", "company"): lambda name, _: employers.get(plain(name), name),
    }
    inside = _renaming(employers)
    replace |= {("applications", name): lambda text, _: inside(text) for name in ("role", "source", "location")}
    return before, [_copy(table, replace, day) for table in before if table.name in (*_AS_THEY_ARE, "settings")]


def _copy(table: Stored, replace: Mapping[tuple[str, str], Callable[[str, int], str]], day: date | None) -> Stored:
    if table.name == "settings":
        kept = [(key, value) for key, value in table.rows if key in _SETTINGS or key.startswith(_RULE_NUMBERS)]
        return table._replace(rows=kept if day is None else [*kept, ("as_of", json.dumps(day.isoformat()))])
    kept = _AS_THEY_ARE[table.name]
    columns = tuple(name for name in table.columns if name in kept or (table.name, name) in replace)
    rows = []
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        if table.name == "snoozes" and not _FOLLOW_UP.fullmatch(cells["follow_up_id"]):
            continue
        rows.append(
            tuple(cells[name] if name in kept else replace[table.name, name](cells[name], row[0]) for name in columns)
        )
    return Stored(table.name, columns, rows)


def _employers(tables: list[Stored]) -> dict[str, str]:
    """Return "Employer 1" and so on for each company, in order of entry."""
    applications = next(table for table in tables if table.name == "applications")
    names = dict.fromkeys(map(plain, _column(applications, "company")))
    return {name: f"Employer {number}" for number, name in enumerate(names, 1)}


def _renaming(employers: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that puts "Employer 1" and so on in the place of companies' names within a text."""
    names = sorted((name for name in employers if len(name) >= _SHORTEST_NAME), key=len, reverse=True)
    if not names:
        return lambda text: text
    spelled = (r"\s+".join(map(re.escape, name.split())) for name in names)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.I)
    return lambda text: found.sub(lambda name: employers.get(plain(name[0]), "an employer"), text)


def _people(tables: list[Stored]) -> dict[int, str]:
    """Return "Interviewer 1" and so on by ``interviewer_id``: the same for the entries that are one person."""
    by_name = {table.name: table for table in tables}
    frames = [
        schema.frame(name, pd.DataFrame(by_name[name].rows, columns=by_name[name].columns))
        for name in schema.Tables._fields[:-1]
    ]
    facts = Facts(schema.Tables(*frames, settings={}), date(LAST_YEAR, 12, 31))
    application_of = dict(zip(facts.interviews.interview_id, facts.interviews.application, strict=True))
    found: dict[tuple[int, str], str] = {}
    return {
        person.interviewer_id: found.setdefault((application_of[at], person.who), f"Interviewer {len(found) + 1}")
        for at, people in sorted(met(facts).items())
        for person in people
    }


def _contents(before: list[Stored], after: list[Stored]) -> pd.DataFrame:
    there = {table.name: table for table in map(_settings_as_columns, after)}
    rows = []
    for table in map(_settings_as_columns, before):
        meanings = {column.name: column.meaning for column in schema.COLUMNS.get(table.name, ())}
        copy = there.get(table.name, Stored(table.name, (), []))
        for name in dict.fromkeys((*table.columns, *copy.columns)):
            here, leaving = _column(table, name), _column(copy, name)
            leaves = "stays" if name not in copy.columns else "as it is" if here == leaving else "replaced"
            if leaving and not here:
                leaves = "added"
            example = str(leaving[0]) if leaving else ""
            rows.append((table.name, name, meanings.get(name, ""), leaves, len(here), len(leaving), example))
    columns = ["table", "column", "meaning", "leaves", "n_here", "n_leaving", "example"]
    return pd.DataFrame(rows, columns=columns)


def _settings_as_columns(table: Stored) -> Stored:
    if table.name != "settings":
        return table
    return Stored(table.name, tuple(key for key, _ in table.rows), [tuple(value for _, value in table.rows)])


def _column(table: Stored, name: str) -> list:
    """Return what stands in a column, empty cells left out."""
    if name not in table.columns:
        return []
    at = table.columns.index(name)
    return [row[at] for row in table.rows if row[at] not in ("", None)]


def _folder(path: Path) -> Path:
    if not path.parent.is_dir():
        raise LogFileError(f"There is no folder {path.parent}. Make it first, or choose another.")
    return path.parent
