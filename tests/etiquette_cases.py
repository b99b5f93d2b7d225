"""How a case of what is owed is told; the cases were worked out by hand on a calendar.

2026: 1 March, 29 March and 5 April are Sundays. Unless a case sets a country, only weekends are left out.
"""

from typing import Any, NamedTuple

import pandas as pd

from followup_kit import open_log
from followup_kit.etiquette import follow_ups

ADA = {"name": "Ada Moss", "title": "Clinic Manager", "email": "ada@riverside.example"}
BEN = {"name": "Ben Ode", "email": "ben@riverside.example"}


class Case(NamedTuple):
    """What happened, and how one follow-up stands day by day.

    ``opens`` and ``due`` hold for every day in ``days``; ``says``, ``not_says`` and ``fields`` for the last of them.
    A status of None says that there is no such follow-up.
    """

    what: str
    story: Any
    follow_up: str
    days: dict[str, str | None]
    opens: str = ""
    due: str = ""
    says: str = ""
    not_says: str = "\0"
    fields: dict[str, Any] = {}  # noqa: RUF012 - never changed
    settings: dict[str, Any] = {}  # noqa: RUF012


def met(log, held_on="2026-03-12", *, mode="video", people=(ADA,), decision_by=None, promised=None, **more):
    """Apply on 2 March, and be interviewed by Ada Moss on Thursday the 12th, written down that day."""
    application = log.add_application("Riverside Dental", "Hygienist", applied_on="2026-03-02", decision_by=decision_by)
    more = {"debriefed_on": held_on} | more
    log.add_interview(application, held_on=held_on, mode=mode, interviewers=people, decision_by=promised, **more)


def again(log, held_on, **more):
    """Be interviewed once more, by Ada Moss."""
    more = {"debriefed_on": held_on, "interviewers": [ADA]} | more
    log.add_interview(1, held_on=held_on, **more)


def steps(*verbs):
    """Return a story of several steps, the first of them `met`."""

    def story(log):
        for verb in verbs:
            verb(log)

    return story


def sent(kind, sent_on, **more):
    """Return a step: a message of the first application, sent on a day, or a draft."""
    return lambda log: log.add_message(kind, 1, sent_on=sent_on, **more)


def moved(stage, on):
    """Return a step: the first application moves into a stage."""
    return lambda log: log.set_stage(1, stage, on)


def stands_as_worked_out(case, tmp_path):
    """Tell the story to a log, and look at the follow-up on every day of the case."""
    log = open_log(tmp_path / "search.db")
    log.settings.update(case.settings)
    case.story(log)
    for day, expected in case.days.items():
        found = follow_ups(log, day).set_index("follow_up_id")
        if expected is None:
            assert case.follow_up not in found.index, day
            continue
        assert case.follow_up in found.index, (day, list(found.index))
        row = found.loc[case.follow_up]
        status, _, overdue = expected.partition(" ")
        assert (row.status, row.business_days_overdue) == (status, int(overdue or 0)), day
        assert not case.opens or row.opens_on == pd.Timestamp(case.opens), day
        assert not case.due or row.due_on == pd.Timestamp(case.due), day
    if expected is None:
        return
    assert case.says in row.reason
    assert case.not_says not in row.reason
    for name, value in case.fields.items():
        assert row[name] is pd.NA if value is None else row[name] == value, name
