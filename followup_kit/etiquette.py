"""The rules' numbers, and what they make owed: who is to hear from you, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from followup_kit import given, schema
from followup_kit.calendars import Calendar, calendar_for
from followup_kit.dates import as_date, say_short
from followup_kit.errors import BadValue, NotFound
from followup_kit.owed.check_ins import check_ins, promised
from followup_kit.owed.facts import Facts, days
from followup_kit.owed.feedback_requests import feedback_requests
from followup_kit.owed.meetings import debriefs, thank_yous
from followup_kit.owed.people import met
from followup_kit.owed.rules import Owed, Rules
from followup_kit.owed.sentences import on
from followup_kit.schema import Tables

if TYPE_CHECKING:
    from followup_kit.log import Log

_PREFIX = "etiquette."
_MOST = 250  # a year of business days: more is a slip of the keyboard
_AT_LEAST_ONE = ("check_in_after_promise", "check_in_after_contact", "second_check_in_after")
_YEARS_BACK, _YEARS_AHEAD = 10, 2
_KIND, _DUE, _STATUS = (schema.names("follow_ups").index(name) for name in ("kind", "due_on", "status"))
_RANK = {word: rank for rank, word in enumerate((*schema.STATUSES, *schema.KINDS))}
_LABELS = {
    "debrief": "Debrief",
    "thank_you": "Thank-you",
    "check_in": "Check-in",
    "feedback_request": "Feedback request",
}
_TO = {"thank_you": " to ", "check_in": " with ", "feedback_request": " to "}


@dataclass(frozen=True, kw_only=True)
class Etiquette:
    """The numbers of the rules, in business days but for ``check_in_max``.

    "The article" is the one on following up after an interview that the kit keeps to. Where it gives no number,
    the number is our reading of it, and says so; each can be set in a log as ``etiquette.<name>``.

    Parameters
    ----------
    thank_you_business_days : int
        A thank-you is due so long after the interview. The article: within two business days.
    thank_you_aim : int
        Better still by then. Our reading of the article's "within".
    thank_you_retire_business_days : int
        From that day on a thank-you is too late to help. The article is silent; our reading.
    check_in_after_promise : int
        A check-in opens so long after the promised date, at least 1. The article: once that date has passed
        without news; that the next business day will do is our reading.
    check_in_after_contact : int
        The same after the last employer contact, where no date was promised or they wrote after it; at least 1.
        The article speaks of promised dates only; our reading.
    second_check_in_after : int
        A second check-in opens so long after the first, unanswered, was sent; at least 1. The article: do not go
        overboard; the number is our reading.
    check_in_due : int
        A check-in is due so long after it opens. The article is silent; our reading.
    check_in_max : int
        So many unanswered check-ins since the last employer contact are enough. The article: do not go
        overboard; the number is our reading.
    feedback_due : int
        A request for feedback is due so long after the rejection. The article asks for it without a number;
        ours is that of the thank-you.
    feedback_retire : int
        From that day after the rejection on it is not asked any more. The article is silent; our reading.

    Raises
    ------
    BadValue
        If a number is not whole, is out of range, or the numbers of a kind are out of order.

    Examples
    --------
    >>> fk.Etiquette(thank_you_business_days=1).thank_you_business_days
    1
    """

    thank_you_business_days: int = 2
    thank_you_aim: int = 1
    thank_you_retire_business_days: int = 10
    check_in_after_promise: int = 1
    check_in_after_contact: int = 7
    second_check_in_after: int = 5
    check_in_due: int = 2
    check_in_max: int = 2
    feedback_due: int = 2
    feedback_retire: int = 10

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            least = int(name in _AT_LEAST_ONE)
            if type(value) is not int or not least <= value <= _MOST:
                _refuse(name, value, f"Give a whole number from {least} to {_MOST}")
        for due, end in (
            ("thank_you_business_days", "thank_you_retire_business_days"),
            ("feedback_due", "feedback_retire"),
        ):
            if getattr(self, end) <= getattr(self, due):
                _refuse(end, getattr(self, end), f"It has to be more than {due}, which is {getattr(self, due)}")
        if self.thank_you_aim > self.thank_you_business_days:
            limit = self.thank_you_business_days
            _refuse("thank_you_aim", self.thank_you_aim, f"It cannot be more than thank_you_business_days, {limit}")

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> "Etiquette":
        """Return the numbers with a log's own in place: its settings ``etiquette.<name>``.

        Raises
        ------
        BadValue
            If a name or a number is wrong; ``field`` is the key of the setting.

        Examples
        --------
        >>> fk.Etiquette.from_settings({"etiquette.check_in_max": 1}).check_in_max
        1
        """
        names = [field.name for field in fields(cls)]
        own = {key.removeprefix(_PREFIX): settings[key] for key in settings if key.startswith(_PREFIX)}
        for name in own:
            if name not in names:
                meant = get_close_matches(name, names, n=1, cutoff=0.5) or names
                raise BadValue(
                    f"{_PREFIX}{name} is not a number of the etiquette. Did you mean {', '.join(meant)}?",
                    field=_PREFIX + name,
                    value=own[name],
                )
        return cls(**own)


def follow_ups(log: "Log | Tables", as_of: object, etiquette: Etiquette | None = None) -> pd.DataFrame:
    """Return all that is owed, and was, as known on a day.

    Parameters
    ----------
    log : Log or Tables
        It is read once, and left alone.
    as_of : date or str
        The day asked for. What is dated later has not happened yet.
    etiquette : Etiquette, optional
        Else the log's own: the defaults with the overrides in its settings.

    Returns
    -------
    DataFrame
        The columns of ``schema.COLUMNS["follow_ups"]``: overdue first, the longest overdue on top, then due, open,
        upcoming, snoozed, done, retired, each by due date.

        ``follow_up_id`` is ``kind:application:interview:interviewer:sequence``, made of ids alone, so that it stays
        the same from day to day; ``-`` stands where there is none. A thank-you has the id of the first meeting with
        the person that day. A check-in has that of the latest interview held, is never told by person (who can be
        reached may change), and is numbered from 1 in each round. There is one feedback request per application.

    Notes
    -----
    Settings ``country``, ``subdivision`` and ``weekend`` give the business days; holidays are known from ten
    years before ``as_of`` to two after it.

    Examples
    --------
    >>> from followup_kit.schema import Tables, frame
    >>> empty = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})
    >>> len(fk.follow_ups(empty, "2026-03-31"))
    0
    """
    return as_frame(*worked_out(given.tables(log), as_date(as_of), etiquette))


def worked_out(tables: Tables, day: date, etiquette: Etiquette | None = None) -> tuple[Rules, list[Owed]]:
    """Return all that is owed, and was, before the seeker decided anything, with what it was worked out with."""
    etiquette = Etiquette.from_settings(tables.settings) if etiquette is None else etiquette
    facts = Facts(tables, day)
    rules = Rules(facts, day, met(facts), etiquette, calendar_of(tables.settings, day))
    return rules, [one for kind in (debriefs, thank_yous, check_ins, feedback_requests) for one in kind(rules)]


def as_frame(rules: Rules, owed: list[Owed]) -> pd.DataFrame:
    """Return what is owed as `follow_ups` does, with what the seeker decided about each in place."""
    return schema.frame("follow_ups", sorted(_rows(rules, owed), key=_urgency))


def why_early(
    log: "Log | Tables", application_id: int, as_of: object, etiquette: Etiquette | None = None
) -> str | None:
    """Return why a check-in on a day would be early, None if the promised date has passed or there is none.

    Raises
    ------
    NotFound
        If there is no such application.

    Examples
    --------
    >>> why_early(log, 3, "2026-03-26")  # doctest: +SKIP
    'Riverside Dental said they would decide by Fri 27 Mar. A check-in is welcome from Mon 30 Mar.'
    """
    day = as_date(as_of)
    tables = given.tables(log)
    etiquette = Etiquette.from_settings(tables.settings) if etiquette is None else etiquette
    if application_id not in tables.applications.application_id.to_numpy():
        raise NotFound(
            f"There is no application {application_id} in this log. See log.applications for those there are."
        )
    facts = Facts(tables, day)
    row = np.flatnonzero(facts.applications.application_id == application_id)
    promise = promised(facts, row, facts.now[row])
    if not (promise >= facts.as_of).any():
        return None
    opens = calendar_of(tables.settings, day).after(promise, etiquette.check_in_after_promise)
    company = facts.applications.company.iat[row[0]] or "The employer"
    by, start = (on(one, day) for one in (*promise.tolist(), *opens.tolist()))
    return f"{company} said they would decide by {by}. A check-in is welcome from {start}."


def headline(follow_up: Mapping[str, Any] | pd.Series) -> str:
    """Return who and what, and where it stands, in one line.

    Parameters
    ----------
    follow_up : mapping or Series
        A row of `follow_ups`.

    Examples
    --------
    >>> headline({"kind": "thank_you", "recipient": "Dr. Marchetti", "company": "Riverside Dental",
    ...           "status": "overdue", "business_days_overdue": 1})
    'Thank-you to Dr. Marchetti, Riverside Dental: 1 business day overdue'
    """
    kind, status, recipient = (follow_up[name] for name in ("kind", "status", "recipient"))
    what = _LABELS[kind] + (_TO[kind] + recipient if recipient else "")
    where = f"{what}, {follow_up['company']}" if follow_up["company"] else what
    if status == "overdue":
        n = follow_up["business_days_overdue"]
        return f"{where}: {n} business day{'' if n == 1 else 's'} overdue"
    if status == "open":
        return f"{where}: due {say_short(follow_up['due_on'])}"
    if status == "upcoming":
        return f"{where}: opens {say_short(follow_up['opens_on'])}"
    return f"{where}: {'due today' if status == 'due' else status}"


def calendar_of(settings: Mapping[str, Any], as_of: date) -> Calendar:
    """Return the calendar that a log's settings name, for the years around a day."""
    years = range(as_of.year - _YEARS_BACK, as_of.year + _YEARS_AHEAD + 1)
    return calendar_for(settings.get("country"), settings.get("subdivision"), settings.get("weekend"), years)


def _rows(rules: Rules, owed: list[Owed]) -> list[tuple]:
    """Return rows of the frame, with what the seeker decided about each in place."""
    ids, companies, roles = (rules.facts.applications[name].tolist() for name in ("application_id", "company", "role"))
    snoozes = rules.facts.tables.snoozes
    decisions = zip(snoozes.action.tolist(), days(snoozes.until).tolist(), snoozes.reason.tolist(), strict=True)
    latest = dict(zip(snoozes.follow_up_id.tolist(), decisions, strict=True))
    late = rules.calendar.overdue(np.array([one.due for one in owed], dtype="datetime64[D]"), rules.today).tolist()
    rows = []
    for one, n in zip(owed, late, strict=True):
        at, person = one.application, one.person
        follow_up_id = one.follow_up_id(ids)
        status, reason = one.status, one.reason
        if follow_up_id in latest and status not in ("done", "retired"):
            status, reason = _decided(one, rules, *latest[follow_up_id])
        what = (follow_up_id, one.kind, ids[at], one.interview_id, person.interviewer_id, companies[at], roles[at])
        n = n if status == "overdue" else 0
        rows.append((*what, person.name, person.title, one.channel, one.opens, one.due, status, n, reason))
    return rows


def _urgency(row: tuple) -> tuple:
    """Return what rows are sorted by: status, due date, kind; the rest stays in order of entry."""
    return _RANK[row[_STATUS]], row[_DUE], _RANK[row[_KIND]]


def _decided(one: Owed, rules: Rules, action: str, until: date | None, why: str) -> tuple[str, str]:
    """Return status and reason after the seeker put it off or retired it; until the day it comes back, exclusive."""
    if action == "retire":
        return "retired", f"You took it off the list: {why}"
    if rules.today >= until:
        return one.status, one.reason
    was = "was" if one.due < rules.today else "is"
    return "snoozed", f"Put off until {rules.on(until)}{f': {why}' if why else ''}. It {was} due {rules.on(one.due)}."


def _refuse(name: str, value: object, advice: str) -> None:
    raise BadValue(f"{_PREFIX}{name} cannot be {value!r}. {advice}.", field=_PREFIX + name, value=value)
