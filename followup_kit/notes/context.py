"""Context: what a template may say, in words that fit its sentences."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pandas as pd

from followup_kit.notes.names import greeting, is_honorific, take_apart
from followup_kit.notes.recipients import Recipient
from followup_kit.notes.remembered import topic

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NO_NAME = "[their name]"
_MOST_WORDS = 6  # a longer role, said to everybody, would make a panel's notes alike
_NO_PROSE = re.compile(r"[\[\]{}<>?=*_|\\^~`%$#@]|-{3}|:\s")


def context(
    settings: Mapping[str, Any], application: Any, interview: Any | None, person: Recipient, again: bool
) -> dict[str, Any]:
    """Return the values a template may use; the README beside the templates describes them.

    Parameters
    ----------
    settings : mapping
        The log's.
    application, interview : named tuple
        Rows of the log's tables; no interview is None.
    person : Recipient
    again : bool
        Whether such a note has gone out before.
    """
    country = settings.get("country", "")
    role, company = prose(application.role), prose(application.company, most=8)
    dates = (interview.decision_by if interview else pd.NaT, application.decision_by)
    promised = next((say_date(day, country) for day in dates if not pd.isna(day)), "")

    def ask(words: str, noted: str = prose(person.remembered, most=25)) -> str:
        words = words.replace(_NO_NAME, "this person")
        return f"[{words}: {noted}]" if noted else f"[{words}]"

    return {
        "greeting": greeting(person.name, person.title) or _NO_NAME,
        "topic": topic(person.remembered, person.name),
        "ask": ask,
        "day": say_date(interview.held_on, country) if interview else "",
        "job": f"the {role} position" if role else "the position",
        "company": company,
        "team": company or "your team",
        "title": _as_title(person.title),
        "in_person": bool(interview) and interview.mode == "in_person",
        "by": {"video": "by video", "phone": "by phone"}.get(interview.mode, "") if interview else "",
        "promised": promised,
        "again": again,
        "me": prose(str(settings.get("seeker_name", "")), most=8) or "[your name]",
        "my_phone": prose(str(settings.get("seeker_phone", ""))),
    }


def plainer(values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the values, then with less and less of what was typed in, down to nothing."""
    values = dict(values)
    yield values
    for less in (
        {"ask": partial(values["ask"], noted="")},
        {"topic": ""},
        {"title": ""},
        {"job": "the position", "company": "", "team": "your team"},
        {"me": "[your name]", "my_phone": ""},
    ):
        values = values | less
        yield values


def say_date(day: pd.Timestamp, country: str = "") -> str:
    """Say a day as one writes it in a letter.

    Examples
    --------
    >>> say_date(pd.Timestamp("2026-03-12")), say_date(pd.Timestamp("2026-03-12"), "US")
    ('12 March', 'March 12')
    """
    month = _MONTHS[day.month - 1]
    return f"{month} {day.day}" if country == "US" else f"{day.day} {month}"


def prose(text: str, most: int = _MOST_WORDS) -> str:
    """Return text as it can stand in a sentence, or "" where it cannot: too long, or with marks of another kind.

    Examples
    --------
    >>> prose(" Acme   Inc. "), prose("{{ company }}")
    ('Acme Inc', '')
    """
    words = text.split()
    line = " ".join(words).strip(" .,:;!-–—'\"")
    return line if line.isprintable() and len(words) <= most and not _NO_PROSE.search(line) else ""


def _as_title(title: str) -> str:
    """A position as it follows "as": "Hiring manager" without its capital."""
    line = prose(title)
    first, _, rest = line.partition(" ")
    if is_honorific(line) or not take_apart(line).parts:
        return ""
    return f"{first.lower()} {rest}".strip() if first[1:].islower() and (not rest or rest.islower()) else line
