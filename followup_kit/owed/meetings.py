"""What an interview makes owed: writing it down, and a thank-you to each person met."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from followup_kit.owed.facts import NOT_YET, Facts, days, optional_ids
from followup_kit.owed.people import Person
from followup_kit.owed.rules import NOBODY, Owed, Rules
from followup_kit.owed.sentences import business_days, holidays, later, standing, timing


def debriefs(rules: Rules) -> Iterator[Owed]:
    """Write each interview down on its day; where no names are noted, ask for them."""
    interviews = rules.facts.interviews
    written_on = days(interviews.debriefed_on)
    rows = zip(
        interviews.application.tolist(),
        interviews.interview_id.tolist(),
        days(interviews.held_on).tolist(),
        np.where(written_on <= rules.facts.as_of, written_on, NOT_YET).tolist(),
        interviews.called_off.tolist(),
        strict=True,
    )
    for application, interview_id, held, written, called_off in rows:
        status = standing(held, held, rules.today)
        names = "" if interview_id in rules.people else " No names are noted yet: add whom you met."
        if written:
            status = "done"
            faded = ": some details may have faded" if written > held else ""
            reason = f"Written down {later(held, written)}{faded}.{names}"
        elif called_off:
            status, reason = "retired", f"{rules.ended(application)}, before this interview."
        elif status == "upcoming":
            reason = f"Your interview is on {rules.on(held)}: write down names, titles and what was said that day."
        elif status == "due":
            reason = f"Due today: write down names, titles and what was said while it is fresh.{names}"
        else:
            reason = f"Your interview was on {rules.on(held)}: write down what you still remember.{names}"
        key = f"{interview_id}:-:1"
        yield Owed("debrief", application, interview_id, NOBODY, key, "", held, held, status, reason, written)


def thank_yous(rules: Rules) -> Iterator[Owed]:
    """Thank each person met, once for each day on which you met."""
    facts, etiquette, calendar = rules.facts, rules.etiquette, rules.calendar
    ids, modes, called_off = (facts.interviews[name].tolist() for name in ("interview_id", "mode", "called_off"))
    held_on = days(facts.interviews.held_on)
    due_on = calendar.after(held_on, etiquette.thank_you_business_days).tolist()
    aim_on = calendar.after(held_on, etiquette.thank_you_aim).tolist()
    retired_on = calendar.after(held_on, etiquette.thank_you_retire_business_days).tolist()
    moved = calendar.moved(held_on, etiquette.thank_you_business_days).tolist()
    turned_down = _turned_down(rules, held_on)
    sent = _sent(facts)
    for (application, held, _), meetings in _together(rules).items():
        row, person = meetings[0]
        due, aim = due_on[row], aim_on[row]
        status = standing(held, due, rules.today)
        in_person = "in_person" in {modes[at] for at, _ in meetings}
        keys = [key for at, one in meetings for key in ((ids[at], None), (None, one.interviewer_id))]
        sent_on = min((sent[key] for key in keys if key in sent), default=None)
        notes = ""
        if moved[row]:
            notes += holidays(calendar, held, due, rules.today)
        if len({at for at, _ in meetings}) > 1:
            notes += " You met more than once that day: one note is enough."
        if not (in_person or person.reachable):
            notes += " No e-mail address or phone number is noted: ask the coordinator to pass your note on."
        if sent_on:
            status, reason = "done", f"Sent {rules.on(sent_on)}; your interview was on {rules.on(held)}."
        elif called_off[row]:
            status, reason = "retired", f"{rules.ended(application)}, before this interview."
        elif turned_down[row]:
            status, reason = "retired", f"{turned_down[row]}: a request for feedback can carry your thanks."
        elif rules.today >= retired_on[row]:
            status = "retired"
            passed = business_days(etiquette.thank_you_retire_business_days).capitalize()
            reason = f"{passed} have passed since your interview on {rules.on(held)}: too late for a thank-you to help."
        elif status == "upcoming":
            reason = f"Opens {rules.on(held)}, the day of your interview; due {rules.on(due)}.{notes}"
        else:
            term = f"{business_days(etiquette.thank_you_business_days)} after your interview on {rules.on(held)}"
            reason = f"{timing(status, due, rules.today)}: {term}."
            if status == "overdue":
                reason += " A late thank-you still helps."
            elif rules.today <= aim < due:
                reason += f" By {rules.on(aim)} is better still."
            reason += notes
        channel = "handwritten" if in_person else person.channel
        key = f"{ids[row]}:{person.interviewer_id}:1"
        yield Owed("thank_you", application, ids[row], person, key, channel, held, due, status, reason, sent_on)


def _together(rules: Rules) -> dict[tuple[int, date, str], list[tuple[int, Person]]]:
    """Return who was met when, by application, day and person: the rows of the interviews, with the entry there."""
    interviews = rules.facts.interviews
    columns = (interviews.application.tolist(), days(interviews.held_on).tolist(), interviews.interview_id.tolist())
    together: dict[tuple[int, date, str], list[tuple[int, Person]]] = {}
    for row, (application, held, interview_id) in enumerate(zip(*columns, strict=True)):
        for person in rules.people.get(interview_id, ()):
            together.setdefault((application, held, person.who), []).append((row, person))
    return together


def _turned_down(rules: Rules, held_on: np.ndarray) -> list[str]:
    """Say of each interview that a rejection came on its day or later; empty where none did."""
    facts = rules.facts
    application = facts.interviews.application.to_numpy()
    rejected_on = facts.rejections.last_day(application, np.full(len(application), facts.as_of))
    undated = ((facts.stage == "rejected") & np.isnat(facts.stage_on))[application]
    return [
        f"They decided against it{f' on {rules.on(day)}' if day else ''}" if down else ""
        for day, down in zip(rejected_on.tolist(), ((rejected_on >= held_on) | undated).tolist(), strict=True)
    ]


def _sent(facts: Facts) -> dict[tuple[int | None, int | None], date]:
    """Return the day of the first thank-you by (None, person), or by (interview, None) where no person is given.

    A note to a meeting as a whole counts for everybody there; one that names neither is to the interview last held
    by the day it was sent.
    """
    sent = facts.sent("thank_you")
    latest = facts.held.last(sent.application, sent.day).tolist()
    held = facts.held.column("interview_id").tolist()
    first: dict[tuple[int | None, int | None], date] = {}
    interviews, people = (optional_ids(sent.column(name)) for name in ("interview_id", "interviewer_id"))
    for interview, person, at, day in zip(interviews, people, latest, sent.day.tolist(), strict=True):
        if person is not None:
            first.setdefault((None, person), day)
        elif interview is not None:
            first.setdefault((interview, None), day)
        elif at >= 0:
            first.setdefault((held[at], None), day)
    return first
