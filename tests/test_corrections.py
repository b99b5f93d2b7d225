"""An interview entered wrongly is put right, and nothing of the mistake stays behind."""

from datetime import date

import pandas as pd
import pytest

import followup_kit as fk
from followup_kit.corrections import correct_interview, same_name
from followup_kit.errors import BadValue, NotFound


@pytest.fixture
def log(tmp_path):
    return fk.open_log(tmp_path / "search.db")


def moves(log, application_id):
    changes = log.stage_changes
    changes = changes[changes.application_id == application_id]
    return [(c.stage, None if pd.isna(c.changed_on) else c.changed_on.date()) for c in changes.itertuples()]


def test_a_name_is_found_whatever_its_case_the_latest_first(log):
    for company, role in (
        ("Arbor Clinic", "Nurse"),
        ("ARBOR CLINIC", ""),
        ("Birch", "Nurse"),
        ("arbor clinic", "nurse"),
    ):
        log.add_application(company, role)
    applications = log.applications
    assert same_name(applications, " Arbor Clinic ").application_id.tolist() == [4, 2, 1]
    assert same_name(applications, "arbor clinic", "NURSE ").application_id.tolist() == [4, 1]
    assert same_name(applications, "Arbor Clinic", "").application_id.tolist() == [2]
    assert same_name(applications, "Cedar").empty


def test_the_move_to_interviewing_goes_with_the_day(log):
    one = log.add_interview(company="Arbor Clinic", applied_on="2026-03-02", held_on="2026-03-03")
    correct_interview(log, one, "Arbor Clinic", "", held_on="2026-03-13", topics="The rota")
    assert log.interviews.held_on.dt.date.tolist() == [date(2026, 3, 13)]
    assert log.interviews.topics.tolist() == ["The rota"]
    assert moves(log, 1) == [("applied", date(2026, 3, 2)), ("interviewing", date(2026, 3, 13))]
    assert log.applications.interviewed_on.iloc[0].date() == date(2026, 3, 13)


def test_an_invitation_of_another_day_stays(log):
    one = log.add_interview(company="Arbor Clinic", held_on="2026-03-12", invited_on="2026-03-05")
    correct_interview(log, one, "Arbor Clinic", "", held_on="2026-03-13")
    assert moves(log, 1)[-1] == ("interviewing", date(2026, 3, 5))


def test_a_new_name_renames_the_application(log):
    one = log.add_interview(company="Abor Clinic", role="Nurse", held_on="2026-03-12")
    log.add_interview(1, held_on="2026-03-20")
    correct_interview(log, one, "Arbor Clinic", "Night nurse")
    assert [tuple(each) for each in log.applications[["company", "role"]].values] == [("Arbor Clinic", "Night nurse")]
    assert log.interviews.application_id.tolist() == [1, 1]


def test_another_spelling_of_its_own_name_is_no_move(log):
    one = log.add_interview(company="arbor clinic", held_on="2026-03-12")
    correct_interview(log, one, "Arbor Clinic", "")
    assert log.applications.company.tolist() == ["Arbor Clinic"]


def test_a_typing_slip_leaves_no_application_behind(log):
    right = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    slip = log.add_interview(company="Abor Clinic", role="Nurse", held_on="2026-03-12", interviewers=["Sam Vale"])
    message = log.add_message("thank_you", interviewer_id=1, body="Thank you.")
    correct_interview(log, slip, "Arbor Clinic", "Nurse")
    assert log.applications.company.tolist() == ["Arbor Clinic"]
    assert log.interviews.application_id.tolist() == [right]
    assert moves(log, right) == [("applied", date(2026, 3, 2)), ("interviewing", date(2026, 3, 12))]
    messages = log.messages
    assert messages[["message_id", "application_id", "interview_id"]].values.tolist() == [[message, right, slip]]
    log.undo()
    assert log.applications.company.tolist() == ["Arbor Clinic", "Abor Clinic"]
    assert log.messages.application_id.tolist() == [2]


@pytest.mark.parametrize("known", ["applied", "message", "feedback"])
def test_an_application_of_its_own_stays_without_the_interview(log, known):
    right = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    other = log.add_application("Birch Homes", "Cook", applied_on="2026-03-01" if known == "applied" else None)
    if known == "message":
        log.add_message("check_in", other)
    if known == "feedback":
        log.add_feedback(other, "2026-03-20", "Kind words.")
    one = log.add_interview(other, held_on="2026-03-12")
    correct_interview(log, one, "Arbor Clinic", "Nurse")
    assert log.applications.company.tolist() == ["Arbor Clinic", "Birch Homes"]
    assert ("interviewing", date(2026, 3, 12)) not in moves(log, other)
    assert log.interviews.application_id.tolist() == [right]


def test_other_interviews_keep_their_application(log):
    log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    one = log.add_interview(company="Birch Homes", held_on="2026-03-12")
    log.add_interview(2, held_on="2026-03-20")
    correct_interview(log, one, "Arbor Clinic", "Nurse")
    assert log.interviews.application_id.tolist() == [1, 2]
    assert moves(log, 2) == [("applied", None), ("interviewing", date(2026, 3, 20))]


@pytest.mark.parametrize(
    ("company", "changes", "error"),
    [
        ("", {}, BadValue),
        ("Arbor Clinic", {"mode": "telepathy"}, BadValue),
        ("Arbor Clinic", {"held_on": "2026-02-31"}, BadValue),
    ],
)
def test_what_cannot_be_kept_changes_nothing(log, company, changes, error):
    one = log.add_interview(company="Birch Homes", held_on="2026-03-12")
    before = log.tables()
    with pytest.raises(error):
        correct_interview(log, one, company, "", **{"topics": "New"} | changes)
    for frame, now in zip(before[:-1], log.tables()[:-1], strict=True):
        pd.testing.assert_frame_equal(frame, now)


def test_an_interview_that_is_gone_is_named(log):
    with pytest.raises(NotFound, match="removed meanwhile"):
        correct_interview(log, 7, "Arbor Clinic", "")
