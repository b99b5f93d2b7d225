"""Which follow-ups can be judged: those that were owed still when they were due, done or not."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from followup_kit.owed.facts import Facts
from followup_kit.owed.rules import Owed, Rules

_OVER = ("rejected", "withdrawn", "ghosted")


def judged(rules: Rules, owed: Sequence[Owed]) -> list[Owed]:
    """Return the follow-ups whose due day has passed, less those that were not owed any more.

    What is due today or later is not judged yet, even if it is done: else the latest days would look better than
    they are. Of what was never done these were not owed: what was called off; a thank-you that a rejection
    forestalled; a feedback request that was answered unasked by its due day, or for an application that went on; and
    a check-in that would not be sent now, as the application has ended or enough were sent. What the seeker retired
    was owed.
    """
    past = [one for one in owed if one.due < rules.today]
    facts = rules.facts
    called_off = set(facts.interviews.interview_id[facts.interviews.called_off])
    application = np.array([one.application for one in past], dtype=np.int64)
    opens, due = (_days([getattr(one, name) for one in past]) for name in ("opens", "due"))
    forestalled = {
        "thank_you": facts.rejections.first_day(application, opens) <= due,
        "feedback_request": (facts.feedback.first_day(application, opens) <= due) | _went_on(facts, application, opens),
        "check_in": np.array([one.status == "retired" for one in past], dtype=bool),
    }
    return [
        one
        for at, one in enumerate(past)
        if one.done_on is not None
        or not (
            (one.kind in ("debrief", "thank_you") and one.interview_id in called_off)
            or (one.kind in forestalled and forestalled[one.kind][at])
        )
    ]


def _went_on(facts: Facts, application: np.ndarray, rejected_on: np.ndarray) -> np.ndarray:
    """Return whether there were talks after a rejection, or it is not the end any more."""
    talked = facts.talks.last_day(application, facts.now[application]) > rejected_on
    return talked | ~np.isin(facts.stage[application], _OVER)


def _days(dates: list[date]) -> np.ndarray:
    return np.array(dates, dtype="datetime64[D]")
