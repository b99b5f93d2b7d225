"""2026: 1 and 29 March are Sundays; 12 March is a Thursday, its thank-yous are due on Monday the 16th."""

import pandas as pd
import pytest

from followup_kit import open_log
from followup_kit.errors import BadValue
from followup_kit.punctuality import punctuality

ADA, BEN = {"name": "Ada Moss", "email": "ada@riverside.example"}, {"name": "Ben Ode"}
COLUMNS = ["period", "n_thank_yous", "n_thank_yous_in_time", "thank_you_rate", "thank_you_low", "thank_you_high"]
COLUMNS += ["n_debriefs", "n_debriefs_in_time", "debrief_rate", "debrief_low", "debrief_high"]


@pytest.fixture
def log(tmp_path):
    return open_log(tmp_path / "search.db")


def interview(log, held_on="2026-03-12", people=(ADA,), **more):
    application = log.add_application("Riverside Dental", applied_on="2026-03-02")
    return application, log.add_interview(application, held_on=held_on, interviewers=people, **more)


def thank(log, application, sent_on, **more):
    log.mark_sent(log.add_message("thank_you", application, **more), sent_on)


def counts(log, as_of="2026-03-31"):
    """Return owed thank-yous, those in time, interviews, those written down in time; of the only period."""
    frame = punctuality(log, as_of)
    if frame.empty:
        return None
    assert len(frame) == 1
    names = ["n_thank_yous", "n_thank_yous_in_time", "n_debriefs", "n_debriefs_in_time"]
    return tuple(frame.iloc[0][names])


@pytest.mark.parametrize(("sent_on", "in_time"), [("2026-03-12", 1), ("2026-03-16", 1), ("2026-03-17", 0)])
def test_a_thank_you_within_two_business_days(log, sent_on, in_time):
    application, interview_id = interview(log)
    thank(log, application, sent_on, interview_id=interview_id)
    assert counts(log) == (1, in_time, 1, 0)


@pytest.mark.parametrize(("written_on", "in_time"), [("2026-03-12", 1), ("2026-03-13", 0), (None, 0)])
def test_a_debrief_on_the_same_day(log, written_on, in_time):
    interview(log, people=(), debriefed_on=written_on)
    assert counts(log) == (0, 0, 1, in_time)


def test_a_thank_you_to_each_person_met(log):
    application, interview_id = interview(log, people=(ADA, BEN))
    people = log.interviewers.set_index("name").interviewer_id
    thank(log, application, "2026-03-13", interview_id=interview_id, interviewer_id=int(people["Ada Moss"]))
    assert counts(log) == (2, 1, 1, 0)


def test_two_meetings_on_one_day_share_one_thank_you(log):
    application, _ = interview(log)
    second = log.add_interview(application, held_on="2026-03-12", interviewers=[ADA])
    thank(log, application, "2026-03-13", interview_id=second)
    assert counts(log) == (1, 1, 2, 0)


def test_what_is_not_past_its_day_is_not_judged(log):
    application, interview_id = interview(log, debriefed_on="2026-03-12")
    thank(log, application, "2026-03-13", interview_id=interview_id)
    assert counts(log, "2026-03-12") is None
    assert counts(log, "2026-03-13") == (0, 0, 1, 1)
    assert counts(log, "2026-03-16") == (0, 0, 1, 1)
    assert counts(log, "2026-03-17") == (1, 1, 1, 1)


def test_what_is_sent_later_has_not_happened(log):
    application, interview_id = interview(log)
    thank(log, application, "2026-03-20", interview_id=interview_id)
    assert counts(log, "2026-03-19") == (1, 0, 1, 0)


@pytest.mark.parametrize(("rejected_on", "owed"), [("2026-03-12", 0), ("2026-03-16", 0), ("2026-03-17", 1)])
def test_a_rejection_forestalls_a_thank_you_until_it_is_due(log, rejected_on, owed):
    application, _ = interview(log)
    log.set_stage(application, "rejected", rejected_on)
    assert counts(log) == (owed, 0, 1, 0)


def test_a_thank_you_sent_before_a_rejection_counts(log):
    application, interview_id = interview(log)
    thank(log, application, "2026-03-13", interview_id=interview_id)
    log.set_stage(application, "rejected", "2026-03-14")
    assert counts(log) == (1, 1, 1, 0)


def test_an_interview_called_off_owes_nothing(log):
    application, _ = interview(log, invited_on="2026-03-05")
    log.set_stage(application, "withdrawn", "2026-03-10")
    assert counts(log) is None


def test_a_thank_you_given_up_was_owed(log):
    interview(log, people=(ADA,))
    log.retire("thank_you:1:1:1:1", "they asked for none")
    assert counts(log) == (1, 0, 1, 0)


def test_holidays_of_the_log_count(log):
    # Good Friday and Easter Monday 2026 are 3 and 6 April: two business days after Wednesday the 1st is the 7th.
    application, interview_id = interview(log, held_on="2026-04-01")
    thank(log, application, "2026-04-07", interview_id=interview_id)
    assert counts(log, "2026-04-30") == (1, 0, 1, 0)
    log.settings["country"], log.settings["subdivision"] = "GB", "ENG"
    assert counts(log, "2026-04-30") == (1, 1, 1, 0)


def test_by_period_of_the_interview_with_intervals(log):
    application, first = interview(log, held_on="2026-01-30", people=(ADA, BEN), debriefed_on="2026-01-30")
    thank(log, application, "2026-02-03", interview_id=first)
    interview(log, held_on="2026-03-12", people=())
    frame = punctuality(log, "2026-03-31")
    assert list(frame.columns) == COLUMNS
    assert frame.period.tolist() == ["2026-01", "2026-02", "2026-03"]
    assert frame.n_thank_yous.tolist() == [2, 0, 0]
    assert frame.thank_you_rate.tolist()[0] == 1
    assert round(frame.thank_you_low[0], 4) == 0.3424  # Wilson for 2 of 2: 2 / (2 + 3.8415)
    assert frame.thank_you_rate.isna().tolist() == [False, True, True]
    assert frame.n_debriefs.tolist() == [1, 0, 1]
    assert frame.debrief_rate.tolist()[::2] == [1, 0]
    assert punctuality(log, "2026-03-31", by="quarter").period.tolist() == ["2026Q1"]
    assert punctuality(log, "2026-03-31", by="week").period.tolist()[0] == "2026-W05"
    with pytest.raises(BadValue, match="'year' is no period"):
        punctuality(log, "2026-03-31", by="year")


def test_columns_and_dtypes_also_when_empty(log):
    empty = punctuality(log, "2026-03-31")
    interview(log)
    for frame in (empty, punctuality(log.tables(), "2026-03-31")):
        assert list(frame.columns) == COLUMNS
        expected = ["str"] + 2 * (2 * ["int64"] + 3 * ["float64"])
        assert frame.dtypes.astype(str).tolist() == expected


def test_the_log_is_left_alone(log):
    interview(log)
    tables = log.tables()
    before = [frame.copy(deep=True) for frame in tables[:-1]]
    punctuality(tables, "2026-03-31")
    for frame, copy in zip(tables[:-1], before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
