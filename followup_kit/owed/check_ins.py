"""The check-in: asking where they are in the process, after the promised date and not too often."""

from collections.abc import Iterator
from datetime import date

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


def check_ins(rules: Rules) -> Iterator[Owed]:
    """Yield each check-in that was sent, and for each application the one that is, or would be, next.

    Those sent are worked out as of the day they were sent, the next as of the day asked for. Numbers go from 1 in
    each round; a round begins with an interview held.
    """
    facts, etiquette, calendar = rules.facts, rules.etiquette, rules.calendar
    sent = facts.sent("check_in")
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
    opens = np.where(again, after_previous, np.where(by_date, after_promise, after_contact))
    opens = np.where(np.isnat(opens), at, opens)  # one sent although nothing called for it
    due = calendar.after(opens, etiquette.check_in_due)
    since = np.where(again, previous, np.where(by_date, promise, contact))

    interviews = facts.held.column("interview_id").tolist()
    named = {person.interviewer_id: person for there in rules.people.values() for person in there}
    went_to = [named.get(interviewer) for interviewer in optional_ids(sent.column("interviewer_id"))]
    said = _sent(rules, sent)
    columns = (application, latest, sequence, unanswered, again, by_date, since, contact, opens, due)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for row, (one, interview, number, tries, again_, by_date_, since_, heard, opens_on, due_on) in enumerate(rows):
        interview_id = interviews[interview] if interview >= 0 else None
        person, unreachable = rules.contact_person(interview_id)
        status = standing(opens_on, due_on, rules.today)
        if row < n_sent:
            person = went_to[row] or person
            status, reason = "done", said[row]
        elif facts.ended[one]:
            status, reason = "retired", f"{rules.ended(one)}: there is nothing left to ask."
        elif tries >= etiquette.check_in_max:
            status, reason = "retired", _enough(rules, tries, heard)
        else:
            basis = _basis(rules, since_, again=again_, by_date=by_date_)
            if status == "upcoming":
                reason = f"Opens {rules.on(opens_on)}, {basis}; due {rules.on(due_on)}."
            else:
                reason = f"{timing(status, due_on, rules.today)}; it opened {rules.on(opens_on)}, {basis}."
            if tries and tries + 1 == etiquette.check_in_max:
                reason += " Let it be the last."
            if status == "overdue":
                reason += " It is not too late to ask."
            reason += holidays(calendar, since_, due_on, rules.today) + unreachable
        key = f"{interview_id or '-'}:-:{number}"
        yield Owed("check_in", one, interview_id, person, key, person.channel, opens_on, due_on, status, reason)


def _basis(rules: Rules, since: date, *, again: bool, by_date: bool) -> str:
    etiquette, day = rules.etiquette, rules.on(since)
    if again:
        return f"{business_days(etiquette.second_check_in_after)} after your check-in of {day}, still unanswered"
    if by_date:
        return f"{business_days(etiquette.check_in_after_promise)} after {day}, by when they said they would decide"
    return f"{business_days(etiquette.check_in_after_contact)} after you were last in touch, {day}"


def _enough(rules: Rules, tries: int, heard: date | None) -> str:
    if not tries:
        return "Your settings say to send no check-ins."
    since = f" since you were last in touch, {rules.on(heard)}" if heard else ""
    gone = "One check-in has" if tries == 1 else f"{tries} check-ins have"
    return f"{gone} gone unanswered{since}: one more would not help."


def _sent(rules: Rules, sent: Timeline) -> list[str]:
    """Say of each check-in sent when it was, and whether an answer is known."""
    answers = days(sent.column("answered_on"))
    answered = np.where(answers <= rules.facts.as_of, answers, NOT_YET).tolist()
    return [
        f"Sent {rules.on(day)}{f'; they answered {rules.on(answer)}' if answer else ', no answer noted yet'}."
        for day, answer in zip(sent.day.tolist(), answered, strict=True)
    ]
