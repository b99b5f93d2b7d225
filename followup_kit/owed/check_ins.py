"""The check-in: asking where they are in the process, after the promised date and not too often."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from followup_kit.owed.facts import NOT_YET, Facts, Timeline, days, optional_ids, take
from followup_kit.owed.rules import Owed, Rules
from followup_kit.owed.sentences import business_days, holidays, standing, timing


def promised(facts: Facts, application: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Return the promised date of applications as known on a day; NaT where there is none.

    It is the application's, else the latest held interview's. An application's that had passed before that
    interview, at which a new one was given, no longer holds.
    """
    latest = facts.held.last(application, day)
    held_on = take(facts.held.day, latest)
    given = take(days(facts.held.column("decision_by")), latest)
    own = days(facts.applications.decision_by)[application]
    return np.where(np.isnat(own) | ((own < held_on) & ~np.isnat(given)), given, own)


class _Asked(NamedTuple):
    """One check-in, or arrays of them: what it follows, and when it opens.

    ``since`` is what its opening is counted from: the check-in before (``again``), the promised date
    (``by_date``), or the last contact. ``latest`` is the row of the latest interview held, -1 where there is none.
    """

    application: Any
    latest: Any
    sequence: Any
    unanswered: Any
    contact: Any
    again: Any
    by_date: Any
    since: Any
    opens: Any
    due: Any


def check_ins(rules: Rules) -> Iterator[Owed]:
    """Yield each check-in that was sent, and for each application the one that is, or would be, next."""
    facts, most = rules.facts, rules.etiquette.check_in_max
    sent = facts.sent("check_in")
    said = _said(rules, sent)
    named = {person.interviewer_id: person for there in rules.people.values() for person in there}
    went_to = [named.get(interviewer) for interviewer in optional_ids(sent.column("interviewer_id"))]
    interviews = facts.held.column("interview_id").tolist()
    arrays, sent_on = _asked(rules, sent), sent.day.tolist()
    for row, values in enumerate(zip(*(array.tolist() for array in arrays), strict=True)):
        one = _Asked(*values)
        interview_id = interviews[one.latest] if one.latest >= 0 else None
        person, unreachable = rules.contact_person(interview_id)
        status, done_on = standing(one.opens, one.due, rules.today), None
        if row < len(said):
            person, done_on = went_to[row] or person, sent_on[row]
            status, reason = "done", said[row]
        elif facts.ended[one.application]:
            status, reason = "retired", f"{rules.ended(one.application)}: there is nothing left to ask."
        elif one.unanswered >= most:
            status, reason = "retired", _enough(rules, one)
        else:
            reason = _reason(rules, one, status) + unreachable
        key = f"{interview_id or '-'}:-:{one.sequence}"
        when = one.opens, one.due, status, reason, done_on
        yield Owed("check_in", one.application, interview_id, person, key, person.channel, *when)


def _asked(rules: Rules, sent: Timeline) -> _Asked:
    """Return arrays of the check-ins sent, in their order, and then of the next of each application.

    Those sent are worked out as of the day they were sent, the next as of the day asked for. Numbers go from 1 in
    each round; a round begins with an interview held.
    """
    facts, etiquette, calendar = rules.facts, rules.etiquette, rules.calendar
    n_sent = len(sent.day)
    interviewed = facts.held.count(facts.everyone, facts.now) > 0
    concerned = interviewed | ~np.isnat(promised(facts, facts.everyone, facts.now))
    next_ = np.flatnonzero(facts.known & concerned)
    today = facts.now[next_]
    application = np.concatenate([sent.application, next_])
    at = np.concatenate([sent.day, today])
    contact = facts.contacts.last_day(application, np.concatenate([sent.day - 1, today]))  # their answer comes after

    ordinal = np.arange(n_sent) - np.searchsorted(sent.application, sent.application)
    before = np.concatenate([ordinal, sent.count(next_, today)])
    previous = take(sent.day, np.concatenate([np.arange(n_sent) - 1, sent.last(next_, today)]))
    unanswered = before - sent.count(application, contact)
    latest = facts.held.last(application, at)
    sequence = before - sent.count(application, take(facts.held.day, latest) - 1) + 1

    promise = promised(facts, application, at)
    promise = np.where(contact > promise, NOT_YET, promise)  # they have been in touch since: it is used up
    after_promise = calendar.after(promise, etiquette.check_in_after_promise)
    after_contact = calendar.after(contact, etiquette.check_in_after_contact)
    after_previous = calendar.after(previous, etiquette.second_check_in_after)
    again = (unanswered > 0) & ~(after_promise > after_previous)
    by_date = ~again & ~np.isnat(promise)
    since = np.where(again, previous, np.where(by_date, promise, contact))
    opens = np.where(again, after_previous, np.where(by_date, after_promise, after_contact))
    opens = np.where(np.isnat(opens), at, opens)  # one sent although nothing called for it
    due = calendar.after(opens, etiquette.check_in_due)
    return _Asked(application, latest, sequence, unanswered, contact, again, by_date, since, opens, due)


def _reason(rules: Rules, one: _Asked, status: str) -> str:
    etiquette, since, opens = rules.etiquette, rules.on(one.since), rules.on(one.opens)
    if one.again:
        basis = f"{business_days(etiquette.second_check_in_after)} after your check-in of {since}, still unanswered"
    elif one.by_date:
        basis = f"{business_days(etiquette.check_in_after_promise)} after {since}, by when they said they would decide"
    else:
        basis = f"{business_days(etiquette.check_in_after_contact)} after you were last in touch, {since}"
    if status == "upcoming":
        reason = f"Opens {opens}, {basis}; due {rules.on(one.due)}."
    else:
        reason = f"{timing(status, one.due, rules.today)}; it opened {opens}, {basis}."
    if one.unanswered and one.unanswered + 1 == etiquette.check_in_max:
        reason += " Let it be the last."
    if status == "overdue":
        reason += " It is not too late to ask."
    return reason + holidays(rules.calendar, one.since, one.due, rules.today)


def _enough(rules: Rules, one: _Asked) -> str:
    if not one.unanswered:
        return "Your settings say to send no check-ins."
    since = f" since you were last in touch, {rules.on(one.contact)}" if one.contact else ""
    gone = "One check-in has" if one.unanswered == 1 else f"{one.unanswered} check-ins have"
    return f"{gone} gone unanswered{since}: one more would not help."


def _said(rules: Rules, sent: Timeline) -> list[str]:
    """Say of each check-in sent when it was, and whether an answer is known."""
    answers = days(sent.column("answered_on"))
    answered = np.where(answers <= rules.facts.as_of, answers, NOT_YET).tolist()
    return [
        f"Sent {rules.on(day)}{f'; they answered {rules.on(answer)}' if answer else ', no answer noted yet'}."
        for day, answer in zip(sent.day.tolist(), answered, strict=True)
    ]
