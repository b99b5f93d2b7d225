"""On no day, in no state of a log, is more offered than the rules allow: counted again here, plainly, day by day."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_kit.etiquette import follow_ups
from followup_kit.schema import Tables, frame

START = date(2026, 3, 2)
LIVE = ("upcoming", "open", "due", "overdue")
OFFERED = ("open", "due", "overdue")
CONTACT = ("replied", "screening", "interviewing", "offer")
PEOPLE = ("Ada Moss", "ADA MOSS", "Ben Ode", "Cy Dahl")

days = st.integers(0, 60).map(lambda n: START + timedelta(n))
maybe = st.none() | days
jobs = st.integers(1, 2)
interviews = st.lists(
    st.tuples(
        jobs, days, st.sampled_from(["in_person", "video"]), maybe, st.lists(st.sampled_from(PEOPLE), max_size=3)
    ),
    max_size=4,
)
changes = st.lists(
    st.tuples(jobs, st.sampled_from([*CONTACT, "applied", "accepted", "rejected", "withdrawn", "ghosted"]), maybe),
    max_size=5,
)
check_ins = st.lists(st.tuples(jobs, maybe, st.none() | st.integers(0, 10)), max_size=5)
other_messages = st.lists(st.tuples(jobs, st.sampled_from(["thank_you", "feedback_request"]), maybe), max_size=3)
feedback = st.lists(st.tuples(jobs, days), max_size=2)


@st.composite
def logs(draw):
    """Draw a log of two applications in any state, sensible or not."""
    meetings, met, messages = draw(interviews), [], []
    for number, (*_, people) in enumerate(meetings, start=1):
        met += [(number, name) for name in people]
    for job, sent_on, answered_after in draw(check_ins):
        answered_on = sent_on and answered_after is not None and sent_on + timedelta(answered_after)
        messages.append((job, "check_in", sent_on, answered_on or None))
    messages += [(*message, None) for message in draw(other_messages)]
    return Tables(
        frame(
            "applications",
            [{"application_id": job, "company": f"C{job}", "decision_by": draw(maybe)} for job in (1, 2)],
        ),
        frame("stage_changes", [(n, *change, "") for n, change in enumerate(draw(changes), start=1)]),
        frame(
            "interviews",
            [
                {"interview_id": n, "application_id": job, "held_on": held, "mode": mode, "decision_by": promised}
                for n, (job, held, mode, promised, _) in enumerate(meetings, start=1)
            ],
        ),
        frame(
            "interviewers",
            [{"interviewer_id": n, "interview_id": at, "name": name} for n, (at, name) in enumerate(met, start=1)],
        ),
        frame(
            "messages",
            [
                {"message_id": n, "application_id": job, "kind": kind, "sent_on": sent, "answered_on": answered}
                for n, (job, kind, sent, answered) in enumerate(messages, start=1)
            ],
        ),
        frame(
            "feedback",
            [
                {"feedback_id": n, "application_id": job, "received_on": on}
                for n, (job, on) in enumerate(draw(feedback), 1)
            ],
        ),
        frame("feedback_themes"),
        frame("snoozes"),
        {},
    )


def known(column, day):
    """Return the dates of a column by a day, as plain dates in order."""
    return sorted(one.date() for one in column.dropna() if one.date() <= day)


def contacts(tables, job, day):
    changes, messages, received, held = (
        one[one.application_id == job]
        for one in (tables.stage_changes, tables.messages, tables.feedback, tables.interviews)
    )
    columns = (
        changes[changes.stage.isin(CONTACT)].changed_on,
        messages.answered_on,
        received.received_on,
        held.held_on,
    )
    return sorted(one for column in columns for one in known(column, day))


def sent(tables, job, kind, day):
    messages = tables.messages
    return known(messages[(messages.application_id == job) & (messages.kind == kind)].sent_on, day)


def weekdays_after(start, n):
    """Return the day n weekdays after a day, one step at a time."""
    while start.weekday() > 4:
        start -= timedelta(1)
    while n:
        start += timedelta(1)
        n -= start.weekday() <= 4
    return start


def promised(tables, job, day):
    """Return the promised dates that may hold on a day: the application's and the latest held interview's."""
    own = tables.applications.set_index("application_id").decision_by[job]
    held = tables.interviews[
        (tables.interviews.application_id == job) & (tables.interviews.held_on <= pd.Timestamp(day))
    ]
    given_ = pd.NaT if held.empty else held.sort_values(["held_on", "interview_id"]).decision_by.iloc[-1]
    if not pd.isna(own) and not (not pd.isna(given_) and own < held.held_on.max()):
        return own.date()
    return None if pd.isna(given_) else given_.date()


def ended(tables, job, day):
    """Return whether an application is over by a day, told by its dated changes."""
    stages = tables.stage_changes[tables.stage_changes.application_id == job]
    stages = stages[stages.changed_on.isna() | (stages.changed_on <= pd.Timestamp(day))]
    last = stages.sort_values(["changed_on", "stage_change_id"]).stage.iloc[-1:]
    return not stages.changed_on.isna().any() and last.isin(["accepted", "rejected", "withdrawn"]).any()


def assert_within_the_caps(tables, day):
    found = follow_ups(tables, day)
    assert found.follow_up_id.is_unique
    assert ((found.business_days_overdue > 0) == (found.status == "overdue")).all()
    assert (found.opens_on <= found.due_on).all()
    assert not found[["opens_on", "due_on", "reason"]].isna().any().any()
    for job in (1, 2):
        mine = found[found.application_id == job]
        check_in = mine[(mine.kind == "check_in") & mine.status.isin(LIVE)]
        assert len(check_in) <= 1
        for row in check_in[check_in.status.isin(OFFERED)].itertuples():
            heard, written = contacts(tables, job, day), sent(tables, job, "check_in", day)
            unanswered = [one for one in written if not heard or one > heard[-1]]
            assert len(unanswered) < 2
            if unanswered:
                assert row.opens_on.date() >= weekdays_after(unanswered[-1], 5)
            decision = promised(tables, job, day)
            assert decision is None or day > decision
            if not unanswered and heard and (decision is None or heard[-1] > decision):
                assert row.opens_on.date() == weekdays_after(heard[-1], 7)
            assert not ended(tables, job, day)
        thanks = mine[mine.kind == "thank_you"]
        assert not pd.Series([*zip(thanks.recipient.str.casefold(), thanks.opens_on, strict=True)]).duplicated().any()
        assert len(mine[mine.kind == "feedback_request"]) <= 1
        if sent(tables, job, "feedback_request", day):
            assert not (mine[mine.kind == "feedback_request"].status.isin(OFFERED)).any()
    return found


def today_and_tomorrow(tables, n):
    day = START + timedelta(n)
    today = assert_within_the_caps(tables, day)
    tomorrow = assert_within_the_caps(tables, day + timedelta(1))
    done = set(today[today.status == "done"].follow_up_id)
    assert done <= set(tomorrow[tomorrow.status == "done"].follow_up_id)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(logs(), st.integers(-3, 90))
def test_never_more_than_the_caps_allow(tables, n):
    today_and_tomorrow(tables, n)


@pytest.mark.full
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(logs(), st.integers(-3, 90))
def test_never_more_than_the_caps_allow_at_length(tables, n):
    today_and_tomorrow(tables, n)


def test_whoever_sends_all_that_is_offered_does_not_go_overboard():
    """Send everything on the day it is offered, for three months, to employers who never answer."""
    tables = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})._replace(
        applications=frame("applications", [{"application_id": n, "company": f"C{n}"} for n in (1, 2)]),
        interviews=frame(
            "interviews",
            [
                {"interview_id": 1, "application_id": 1, "held_on": "2026-03-05", "mode": "video"},
                {"interview_id": 2, "application_id": 1, "held_on": "2026-03-26", "mode": "in_person"},
                {
                    "interview_id": 3,
                    "application_id": 2,
                    "held_on": "2026-03-05",
                    "mode": "phone",
                    "decision_by": "2026-03-31",
                },
            ],
        ),
        interviewers=frame(
            "interviewers", [{"interviewer_id": n, "interview_id": n, "name": "Ada Moss"} for n in (1, 2, 3)]
        ),
        stage_changes=frame("stage_changes", [(1, 2, "rejected", "2026-04-15", "")]),
    )
    messages = []
    for n in range(92):
        day = START + timedelta(n)
        found = follow_ups(tables, day)
        for row in found[found.status.isin(OFFERED) & (found.kind != "debrief")].itertuples():
            messages.append(
                {
                    "message_id": len(messages) + 1,
                    "application_id": row.application_id,
                    "interview_id": row.interview_id,
                    "interviewer_id": row.interviewer_id,
                    "kind": row.kind,
                    "sent_on": day,
                }
            )
        tables = tables._replace(messages=frame("messages", messages))
    log = [(one["application_id"], one["kind"], str(one["sent_on"])) for one in messages]
    assert log == [
        (1, "thank_you", "2026-03-05"),
        (2, "thank_you", "2026-03-05"),
        (1, "check_in", "2026-03-16"),  # seven business days after Thu 5 March
        (1, "check_in", "2026-03-23"),  # five after the first
        (1, "thank_you", "2026-03-26"),  # the second round
        (2, "check_in", "2026-04-01"),  # the day after the promised one
        (1, "check_in", "2026-04-06"),  # seven after Thu 26 March
        (2, "check_in", "2026-04-08"),
        (1, "check_in", "2026-04-13"),
        (2, "feedback_request", "2026-04-15"),
    ]
