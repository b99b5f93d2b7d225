"""The sample search: made by its script, and what DESIGN.md promises of it."""

import runpy
import shutil
from pathlib import Path

import pandas as pd
import pytest
from log_rows import rows_of

import followup_kit as fk
from followup_kit.etiquette import follow_ups

DATA = Path(__file__).resolve().parents[1] / "data"
SAMPLE = DATA / "sample_search.db"
AS_OF = pd.Timestamp("2026-03-31")


@pytest.fixture(scope="module")
def log():
    return fk.open_log(SAMPLE, read_only=True)


def test_the_script_makes_the_rows_that_are_committed(tmp_path):
    made = runpy.run_path(str(DATA / "make_sample.py"))["main"](tmp_path / "sample.db")
    assert rows_of(made) == rows_of(SAMPLE)


def test_it_is_small_and_cannot_be_undone_away(tmp_path):
    assert SAMPLE.stat().st_size < 200_000
    copy = fk.open_log(shutil.copy(SAMPLE, tmp_path / "copy.db"))
    with pytest.raises(LookupError, match="nothing left to undo"):
        copy.undo()


def test_it_says_what_it_is(log):
    assert log.settings["sample"] is True
    assert log.settings["as_of"] == "2026-03-31"
    assert log.settings["country"] == "US"
    assert log.settings["seeker_email"].endswith("@example.org")


def test_it_is_one_search_of_nine_months(log):
    flat = log.applications
    assert len(flat) == 120
    assert len(log.interviews) == 25
    assert log.interviewers.groupby("interview_id").size().max() == 4
    assert flat.applied_on.min() < pd.Timestamp("2025-07-10")
    assert flat.applied_on.max() > pd.Timestamp("2026-03-15")
    assert flat.source.nunique() >= 6
    assert flat.stage.isin(["saved"]).sum() == 4
    assert (flat.responded & flat.responded_on.isna()).sum() >= 2
    assert (flat.applied_on.isna() & (flat.stage != "saved")).sum() == 2
    assert (flat.stage == "ghosted").sum() >= 10


def test_it_has_rejections_with_feedback_and_without_and_lessons_worked_on_and_not(log):
    flat = log.applications
    rejected = flat[flat.rejected_on.notna() & (flat.n_interviews > 0)]
    assert 0 < rejected.feedback_received_on.notna().sum() < len(rejected)
    assert 0 < log.feedback.worked_on.notna().sum() < len(log.feedback)
    assert log.feedback_themes.theme.value_counts().max() >= 2


def test_no_past_day_lies_after_its_own_and_only_plans_lie_ahead(log):
    tables = log.tables()
    for frame, column in (
        (tables.stage_changes, "changed_on"),
        (tables.messages, "sent_on"),
        (tables.feedback, "received_on"),
    ):
        assert not (frame[column] > AS_OF).any()
    ahead = tables.interviews[tables.interviews.held_on > AS_OF]
    assert len(ahead) == 1
    assert len(ahead.questions.iloc[0].splitlines()) >= 3


def test_answers_come_as_in_life(log):
    flat = log.applications
    mature = flat[flat.applied_on <= AS_OF - pd.Timedelta(days=30)]
    within = (mature.responded_on - mature.applied_on).dt.days <= 30
    assert 0.25 <= within.mean() <= 0.30


def test_its_worklist_has_something_of_everything(log):
    owed = follow_ups(log, AS_OF)
    assert set(owed.status) == {"overdue", "due", "open", "upcoming", "snoozed", "done", "retired"}
    assert owed.status.value_counts()[["overdue", "due", "open"]].tolist() == [4, 2, 2]
    assert set(owed[owed.status == "overdue"].kind) == {"thank_you", "check_in", "feedback_request"}


def test_every_address_is_an_invented_one(log):
    emails = log.interviewers.email
    assert emails[emails != ""].str.contains(r"@(?:[a-z]+\.)?example\.(?:org|com)$").all()
    phones = log.interviewers.phone
    assert phones[phones != ""].str.contains("-555-01").all()
