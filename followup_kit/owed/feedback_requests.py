"""The feedback request: after a rejection that followed an interview, once."""

from collections.abc import Iterator

import numpy as np

from followup_kit.owed.facts import Facts
from followup_kit.owed.rules import Owed, Rules
from followup_kit.owed.sentences import business_days, holidays, standing, timing


def feedback_requests(rules: Rules) -> Iterator[Owed]:
    """Yield one for each application rejected after an interview, or after a move to interviewing."""
    facts, etiquette, calendar = rules.facts, rules.etiquette, rules.calendar
    rejected_on = _rejected_on(facts)
    concerned = np.flatnonzero(~np.isnat(rejected_on))
    rejected_on = rejected_on[concerned]
    taken_back = ~np.isin(facts.stage[concerned], ("rejected", "withdrawn", "ghosted")) | (
        facts.talks.last_day(concerned, facts.now[concerned]) > rejected_on
    )
    columns = (
        concerned,
        facts.held.last(concerned, facts.now[concerned]),
        rejected_on,
        calendar.after(rejected_on, etiquette.feedback_due),
        calendar.after(rejected_on, etiquette.feedback_retire),
        calendar.moved(rejected_on, etiquette.feedback_due),
        taken_back,
        facts.sent("feedback_request").first_day(concerned),
        facts.feedback.first_day(concerned, rejected_on),
    )
    interviews = facts.held.column("interview_id").tolist()
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for application, latest, rejected, due, retired_on, moved, again, sent_on, told_on in rows:
        interview_id = interviews[latest] if latest >= 0 else None
        person, unreachable = rules.contact_person(interview_id)
        status = standing(rejected, due, rules.today)
        if sent_on:
            status, reason = "done", f"Sent {rules.on(sent_on)}: once is enough."
        elif again:
            status, reason = "retired", f"They decided against it on {rules.on(rejected)}, but you are in touch again."
        elif told_on:
            status, reason = "retired", f"They told you what to work on, {rules.on(told_on)}: no need to ask."
        elif rules.today >= retired_on:
            passed = business_days(etiquette.feedback_retire).capitalize()
            status, reason = "retired", f"{passed} have passed since their answer of {rules.on(rejected)}: let it rest."
        else:
            term = f"{business_days(etiquette.feedback_due)} after their answer of {rules.on(rejected)}"
            reason = (
                f"{timing(status, due, rules.today)}: {term}. Thank them for telling you, and ask for a tip or two."
            )
            if status == "overdue":
                reason += " It is not too late."
            if moved:
                reason += holidays(calendar, rejected, due, rules.today)
            reason += unreachable
        yield Owed(
            "feedback_request",
            application,
            interview_id,
            person,
            "-:-:1",
            person.channel,
            rejected,
            due,
            status,
            reason,
            sent_on,
        )


def _rejected_on(facts: Facts) -> np.ndarray:
    """Return the first rejection since the last talks, else since the first; NaT where none followed any.

    Where the rejection has no date, there is no telling whether it is too late to ask: nothing is owed.
    """
    last = facts.rejections.first_day(facts.everyone, facts.talks.last_day(facts.everyone, facts.now))
    first = facts.rejections.first_day(facts.everyone, facts.talks.first_day(facts.everyone))
    return np.where(np.isnat(last), first, last)
