"""Every verb of a log: what it keeps, what it refuses, and that nothing stays of what was refused."""

import os
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import date

import numpy as np
import pandas as pd
import pytest
from log_rows import rows_of

import followup_kit as fk
from followup_kit import schema
from followup_kit.errors import BadValue, LogFileError, NotFound
from followup_kit.store import logfile

TABLES = (
    "stage_changes",
    "interviews",
    "interviewers",
    "messages",
    "feedback",
    "feedback_themes",
    "snoozes",
    "imports",
)


@pytest.fixture
def log(tmp_path):
    return fk.open_log(tmp_path / "search.db")


@pytest.fixture
def arbor(log):
    """Return an application to Arbor Clinic, applied for on 2 March."""
    return log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")


@pytest.fixture
def met(log, arbor):
    """Return an interview held there on 9 March, with Ada Marchetti."""
    return log.add_interview(arbor, held_on="2026-03-09", interviewers=[{"name": "Ada Marchetti"}])


def moves(log):
    frame = log.stage_changes
    days = [None if pd.isna(day) else day.date().isoformat() for day in frame.changed_on]
    return list(zip(frame.application_id, frame.stage, days, strict=True))


def refused(log, kind, write):
    """Return the error of a write that is refused; nothing of it stays, and there is no step to undo."""
    before = rows_of(log.path)
    with pytest.raises(kind) as caught:
        write()
    assert rows_of(log.path) == before
    return caught.value


# Applications and stages


def test_an_application_is_kept_whole(log):
    application_id = log.add_application(
        " Arbor Clinic ",
        "Nurse",
        source="Referral",
        location="Bonn",
        url="https://example.org/1",
        applied_on="2026-03-02",
        decision_by=date(2026, 3, 20),
        notes="Ask Sam",
    )
    assert log.tables().applications.to_dict("records") == [
        {
            "application_id": application_id,
            "company": "Arbor Clinic",
            "role": "Nurse",
            "source": "Referral",
            "location": "Bonn",
            "url": "https://example.org/1",
            "decision_by": pd.Timestamp("2026-03-20"),
            "notes": "Ask Sam",
        }
    ]
    assert moves(log) == [(application_id, "applied", "2026-03-02")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [("saved", None)]),
        ({"stage_on": "2026-03-01"}, [("saved", "2026-03-01")]),
        ({"applied_on": "2026-03-02"}, [("applied", "2026-03-02")]),
        ({"stage": "applied"}, [("applied", None)]),
        ({"stage": "applied", "stage_on": "2026-03-02"}, [("applied", "2026-03-02")]),
        ({"stage": "applied", "applied_on": "2026-03-02"}, [("applied", "2026-03-02")]),
        (
            {"applied_on": "2026-03-02", "stage": "rejected", "stage_on": "2026-03-09"},
            [("applied", "2026-03-02"), ("rejected", "2026-03-09")],
        ),
        ({"applied_on": "2026-03-02", "stage": "ghosted"}, [("applied", "2026-03-02"), ("ghosted", None)]),
    ],
)
def test_an_application_starts_with_the_moves_that_were_given(log, given, expected):
    number = log.add_application("Arbor Clinic", **given)
    assert moves(log) == [(number, *move) for move in expected]


def test_a_move_is_appended_and_the_ones_before_it_stay(log, arbor):
    change = log.set_stage(arbor, "rejected", "2026-03-20", "by e-mail")
    log.set_stage(arbor, "interviewing")
    assert moves(log) == [
        (arbor, "applied", "2026-03-02"),
        (arbor, "rejected", "2026-03-20"),
        (arbor, "interviewing", None),
    ]
    row = log.stage_changes.set_index("stage_change_id").loc[change]
    assert row.note == "by e-mail"


# Interviews and the people met


def test_an_interview_is_kept_with_its_people(log, arbor):
    number = log.add_interview(
        arbor,
        held_on="2026-03-09",
        mode="in_person",
        round="second",
        topics="rota",
        questions="who leads?",
        decision_by="2026-03-20",
        debriefed_on="2026-03-10",
        interviewers=[
            {"name": "Ada Marchetti", "title": "Owner", "email": "ada@example.org", "phone": "+1 555 0100"},
            {"name": "Leo Brandt", "address": "9 Millrace", "remembered": "fifth chair"},
            "Shanice Hart",
        ],
    )
    assert log.interviews.to_dict("records") == [
        {
            "interview_id": number,
            "application_id": arbor,
            "held_on": pd.Timestamp("2026-03-09"),
            "mode": "in_person",
            "round": "second",
            "topics": "rota",
            "questions": "who leads?",
            "decision_by": pd.Timestamp("2026-03-20"),
            "debriefed_on": pd.Timestamp("2026-03-10"),
        }
    ]
    people = log.interviewers
    assert people.interview_id.tolist() == [number] * 3
    assert people.name.tolist() == ["Ada Marchetti", "Leo Brandt", "Shanice Hart"]
    assert people.phone.tolist() == ["+1 555 0100", "", ""]
    assert people.remembered.tolist() == ["", "fifth chair", ""]
    assert moves(log)[-1] == (arbor, "interviewing", "2026-03-09")


def test_the_invitation_is_the_move_and_only_the_first_interview_makes_one(log, arbor):
    log.add_interview(arbor, held_on="2026-03-09", invited_on="2026-03-05")
    log.add_interview(arbor, held_on="2026-03-16", invited_on="2026-03-12")
    assert moves(log) == [(arbor, "applied", "2026-03-02"), (arbor, "interviewing", "2026-03-05")]


def test_an_interview_finds_its_application_by_company_and_role_whatever_the_case(log, arbor):
    for role in ("nurse", ""):
        interview = log.add_interview(company="  arbor CLINIC", role=role, held_on="2026-03-09")
        assert log.interviews.set_index("interview_id").application_id[interview] == arbor
    assert len(log.applications) == 1


def test_an_interview_at_a_new_company_or_for_a_new_role_brings_the_application(log, arbor):
    log.add_interview(company="Birch Labs", role="Analyst", held_on="2026-03-09", applied_on="2026-02-27")
    log.add_interview(company="Arbor Clinic", role="Porter", held_on="2026-03-10")
    assert log.applications.role.tolist() == ["Nurse", "Analyst", "Porter"]
    assert moves(log)[1:] == [
        (2, "applied", "2026-02-27"),
        (2, "interviewing", "2026-03-09"),
        (3, "applied", None),
        (3, "interviewing", "2026-03-10"),
    ]


def test_an_interview_goes_to_the_latest_of_equal_applications(log, arbor):
    again = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-05")
    log.add_interview(company="Arbor Clinic", held_on="2026-03-09")
    assert log.interviews.application_id.tolist() == [again]


def test_an_interview_at_a_company_with_several_roles_asks_which(log, arbor):
    log.add_application("Arbor Clinic")
    error = refused(log, BadValue, lambda: log.add_interview(company="Arbor Clinic", held_on="2026-03-09"))
    assert error.field == "role"
    assert "(no role), Nurse" in str(error)


def test_a_person_can_be_added_later(log, met):
    number = log.add_interviewer(met, "Leo Brandt", title="Hygienist")
    assert log.interviewers.set_index("interviewer_id").title[number] == "Hygienist"


# Messages and feedback


def test_a_message_is_kept_a_draft_until_it_is_sent_and_answered(log, arbor, met):
    (person,) = log.interviewers.interviewer_id
    number = log.add_message("thank_you", interviewer_id=person, channel="handwritten", subject="Thanks", body="Dear")
    row = log.messages.iloc[0]
    assert row.to_dict() | {"sent_on": None, "answered_on": None} == {
        "message_id": number,
        "application_id": arbor,
        "interview_id": met,
        "interviewer_id": person,
        "kind": "thank_you",
        "channel": "handwritten",
        "subject": "Thanks",
        "body": "Dear",
        "sent_on": None,
        "answered_on": None,
    }
    assert row[["sent_on", "answered_on"]].isna().all()
    log.mark_sent(number, "2026-03-10")
    log.mark_answered(number, "2026-03-10")
    assert log.messages[["sent_on", "answered_on"]].iloc[0].tolist() == [pd.Timestamp("2026-03-10")] * 2


def test_a_message_may_be_about_the_application_alone(log, arbor):
    log.add_message("check_in", arbor, sent_on="2026-03-10", answered_on="2026-03-12")
    row = log.messages.iloc[0]
    assert row.interview_id is pd.NA
    assert row.interviewer_id is pd.NA
    assert row.answered_on == pd.Timestamp("2026-03-12")


def test_a_message_cannot_name_an_application_its_interview_is_not_of(log, arbor, met):
    other = log.add_application("Birch Labs")
    error = refused(log, BadValue, lambda: log.add_message("thank_you", other, interview_id=met))
    assert error.field == "application_id"
    assert refused(log, BadValue, lambda: log.add_message("thank_you")).field == "application_id"


@pytest.mark.parametrize("day", ["2026-03-19", "2026-03-20"])
def test_a_check_in_by_the_promised_date_is_refused_with_the_reason(log, day):
    number = log.add_application("Arbor Clinic", applied_on="2026-03-02", decision_by="2026-03-20")
    message = log.add_message("check_in", number)
    error = refused(log, BadValue, lambda: log.mark_sent(message, day))
    assert error.field == "sent_on"
    assert error.value == day
    assert "Fri 20 Mar 2026" in str(error)
    refused(log, BadValue, lambda: log.add_message("check_in", number, sent_on=day))
    log.mark_sent(message, day, early=True)
    log.add_message("check_in", number, sent_on=day, early=True)
    assert log.messages.sent_on.tolist() == [pd.Timestamp(day)] * 2


def test_a_check_in_after_the_promised_date_and_other_notes_at_any_time_go_out(log):
    number = log.add_application("Arbor Clinic", applied_on="2026-03-02", decision_by="2026-03-20")
    log.add_message("check_in", number, sent_on="2026-03-21")
    log.add_message("thank_you", number, sent_on="2026-03-10")
    log.add_message("feedback_request", number, sent_on="2026-03-10")
    assert log.messages.sent_on.notna().all()


def test_the_promised_date_is_the_latest_held_interviews_where_the_application_has_none(log, arbor):
    log.add_interview(arbor, held_on="2026-03-09", decision_by="2026-03-20")
    log.add_interview(arbor, held_on="2026-03-16", decision_by="2026-03-27")
    log.add_interview(arbor, held_on="2026-04-08", decision_by="2026-04-30")
    assert "Fri 27 Mar 2026" in str(
        refused(log, BadValue, lambda: log.add_message("check_in", arbor, sent_on="2026-03-26"))
    )
    log.add_message("check_in", arbor, sent_on="2026-03-30")


def test_feedback_is_kept_with_each_theme_once(log, arbor):
    number = log.add_feedback(
        arbor,
        "2026-03-20",
        "Good, but long.",
        giver="Ada",
        themes=[" brief ", "brief", "", "figures"],
        worked_on="2026-04-01",
    )
    assert log.feedback.to_dict("records") == [
        {
            "feedback_id": number,
            "application_id": arbor,
            "received_on": pd.Timestamp("2026-03-20"),
            "giver": "Ada",
            "text": "Good, but long.",
            "worked_on": pd.Timestamp("2026-04-01"),
        }
    ]
    assert log.feedback_themes.to_dict("list") == {"feedback_id": [number, number], "theme": ["brief", "figures"]}


# Putting off


def test_what_is_put_off_and_retired_is_kept_in_order_and_can_be_brought_back(log):
    log.snooze("check_in:1:2:-:1", "2026-04-06", "on leave")
    log.retire("thank_you:1:2:3:1", "said it in person")
    log.snooze("check_in:1:2:-:1", "2026-04-10")
    frame = log.snoozes
    assert frame.action.tolist() == ["snooze", "retire", "snooze"]
    assert frame.until.isna().tolist() == [False, True, False]
    assert frame.until[2] == pd.Timestamp("2026-04-10")
    assert frame.reason.tolist() == ["on leave", "said it in person", ""]
    log.unsnooze("check_in:1:2:-:1")
    assert log.snoozes.follow_up_id.tolist() == ["thank_you:1:2:3:1"]


# Editing and removing


def test_an_edit_changes_what_it_names_and_nothing_else(log, arbor, met):
    before = rows_of(log.path)
    log.edit("interviews", met, topics=" rota ", decision_by="2026-03-20")
    log.edit("interviews", met, decision_by=None)
    after = rows_of(log.path)
    assert {table for table in after if after[table] != before[table]} == {"interviews"}
    assert log.interviews.topics.tolist() == ["rota"]
    assert log.interviews.decision_by.isna().all()


def test_themes_are_edited_with_their_feedback(log, arbor):
    number = log.add_feedback(arbor, "2026-03-20", "Good.", themes=["brief"])
    log.edit("feedback", number, worked_on="2026-03-30")
    assert log.feedback_themes.theme.tolist() == ["brief"]
    log.edit("feedback", number, themes=["figures", "smile"])
    assert log.feedback_themes.theme.tolist() == ["figures", "smile"]


@pytest.mark.parametrize(
    ("table", "changes", "field", "words"),
    [
        ("applications", {"company": " "}, "company", "Give the company"),
        ("interviewers", {"name": ""}, "name", "Give the name"),
        ("applications", {"application_id": 9}, "application_id", "leave it out"),
        ("applications", {"salary": "1"}, "salary", "applications has no 'salary'"),
        ("interviews", {"mode": "zoom", "topics": "x"}, "mode", "in_person, video, phone"),
        ("feedback_themes", {"theme": "x"}, "table", "applications, stage_changes"),
        ("settings", {"value": "x"}, "table", "applications, stage_changes"),
        ("applications; DROP TABLE feedback", {}, "table", "cannot be edited"),
    ],
)
def test_an_edit_that_cannot_be_kept_is_refused(log, met, table, changes, field, words):
    error = refused(log, BadValue, lambda: log.edit(table, 1, **changes))
    assert error.field == field
    assert words in str(error)


def test_a_row_cannot_be_moved_to_what_is_not_there(log, met):
    error = refused(log, NotFound, lambda: log.edit("interviews", met, application_id=99))
    assert "There is no application_id 99 in this log; application_id goes up to 1" in str(error)


def test_an_answer_cannot_be_left_before_its_message(log, arbor):
    draft = log.add_message("thank_you", arbor)
    sent = log.add_message("thank_you", arbor, sent_on="2026-03-10")
    answered = log.add_message("thank_you", arbor, sent_on="2026-03-10", answered_on="2026-03-12")
    for write, field in (
        (lambda: log.mark_answered(draft, "2026-03-12"), "answered_on"),
        (lambda: log.mark_answered(sent, "2026-03-09"), "answered_on"),
        (lambda: log.mark_sent(answered, "2026-03-13"), "sent_on"),
        (lambda: log.edit("messages", answered, sent_on=None), "sent_on"),
        (lambda: log.add_message("thank_you", arbor, answered_on="2026-03-12"), "answered_on"),
    ):
        error = refused(log, BadValue, write)
        assert error.field == field
        assert "An answer on" in str(error)
    log.edit("messages", answered, sent_on=None, answered_on=None)


def test_removing_an_application_removes_what_belongs_to_it_and_no_more(log, arbor, met):
    other = log.add_application("Birch Labs", applied_on="2026-03-03")
    log.add_message("thank_you", interview_id=met)
    log.add_feedback(arbor, "2026-03-20", "Good.", themes=["brief"])
    log.remove("applications", arbor)
    assert log.applications.application_id.tolist() == [other]
    assert moves(log) == [(other, "applied", "2026-03-03")]
    assert [
        len(getattr(log, name)) for name in ("interviews", "interviewers", "messages", "feedback", "feedback_themes")
    ] == [0] * 5


def test_removing_an_interview_keeps_the_messages_that_went_out(log, met):
    (person,) = log.interviewers.interviewer_id
    log.add_message("thank_you", interviewer_id=person, sent_on="2026-03-10")
    log.remove("interviews", met)
    assert log.interviewers.empty
    assert log.messages[["interview_id", "interviewer_id"]].isna().all().all()


# Refusals


@pytest.mark.parametrize(
    ("write", "field", "words"),
    [
        (lambda log: log.add_application(""), "company", "whom you applied to"),
        (lambda log: log.add_application("Birch", applied_on="2026-02-31"), "applied_on", "'2026-02-31' is no day"),
        (lambda log: log.add_application("Birch", applied_on="0202-03-31"), "applied_on", "Check the year"),
        (lambda log: log.add_application("Birch", stage="hired"), "stage", "'hired' is not known. Choose one of saved"),
        (lambda log: log.add_application("Birch", decision_by="soon"), "decision_by", "year-month-day"),
        (lambda log: log.add_application("Birch", url="birch"), "url", "https://"),
        (lambda log: log.set_stage(1, "hired"), "stage", "saved, applied"),
        (lambda log: log.set_stage(1, "replied", "2026-02-31"), "changed_on", "2026-02-31"),
        (lambda log: log.add_interview(1, held_on="2026-02-31"), "held_on", "2026-02-31"),
        (lambda log: log.add_interview(1, held_on=None), "held_on", "None is no day"),
        (lambda log: log.add_interview(held_on="2026-03-09"), "company", "interviewed at"),
        (lambda log: log.add_interview(company="Birch", held_on="2026-03-09", mode="zoom"), "mode", "in_person"),
        (lambda log: log.add_interview(company="Birch", held_on="2026-03-09", invited_on="x"), "invited_on", "'x'"),
        (
            lambda log: log.add_interview(company="Birch", held_on="2026-03-09", interviewers=["Ada", ""]),
            "name",
            "name of the person",
        ),
        (
            lambda log: log.add_interview(1, held_on="2026-03-09", interviewers=["Ada", {"name": "Leo", "mail": "x"}]),
            "interviewers",
            "no 'mail', only name, title",
        ),
        (lambda log: log.add_interview(1, held_on="2026-03-09", interviewers=[{"title": "x"}]), "name", "name of"),
        (lambda log: log.add_interview(1, held_on="2026-03-09", interviewers="Ada"), "interviewers", "Give a list"),
        (
            lambda log: log.add_interview(1, held_on="2026-03-09", interviewers=[{"name": "A", "email": "a"}]),
            "email",
            "'a'",
        ),
        (lambda log: log.add_message("debrief", 1), "kind", "thank_you, check_in"),
        (lambda log: log.add_message("thank_you", 1, channel="pigeon"), "channel", "handwritten, email, phone"),
        (lambda log: log.add_message("thank_you", 1, sent_on="2026-02-31"), "sent_on", "2026-02-31"),
        (lambda log: log.add_feedback(1, "2026-03-20", " "), "text", "what they said"),
        (lambda log: log.add_feedback(1, None, "Good."), "received_on", "None"),
        (lambda log: log.add_feedback(1, "2026-03-20", "Good.", themes="brief"), "themes", "Give a list"),
        (lambda log: log.snooze("check_in:1:2:-:1", None), "until", "None"),
        (lambda log: log.snooze("check_in", "2026-04-06"), "follow_up_id", "follow_ups()"),
        (lambda log: log.snooze("call:1:2:-:1", "2026-04-06"), "follow_up_id", "follow_ups()"),
        (lambda log: log.retire(None, "because"), "follow_up_id", "None is no follow-up"),
        (lambda log: log.retire("check_in:1:2:-:1", ""), "reason", "Give the reason"),
        (lambda log: log.set_stage("1", "replied"), "application_id", "no row number"),
        (lambda log: log.edit("applications", 1.5, role="x"), "application_id", "no row number"),
        (lambda log: log.undo_import("1"), "import_id", "no row number"),
        (lambda log: log.remember("stage", "Abgesagt", "rejected"), "kind", "status or column"),
    ],
)
def test_a_slip_is_refused_with_its_field_and_what_to_do_and_nothing_of_it_stays(log, arbor, write, field, words):
    error = refused(log, BadValue, lambda: write(log))
    assert error.field == field
    assert words in str(error)


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda log: log.set_stage(7, "replied"), "no application_id 7 in this log; application_id goes up to 1"),
        (lambda log: log.add_interview(7, held_on="2026-03-09"), "no application_id 7"),
        (lambda log: log.add_interviewer(7, "Ada"), "no interview_id 7 in this log; interviews is empty"),
        (lambda log: log.add_message("thank_you", 7), "no application_id 7"),
        (lambda log: log.add_message("thank_you", interview_id=7), "no interview_id 7"),
        (lambda log: log.add_message("thank_you", interviewer_id=7), "no interviewer_id 7"),
        (lambda log: log.mark_sent(7, "2026-03-09"), "no message_id 7"),
        (lambda log: log.mark_answered(7, "2026-03-09"), "no message_id 7"),
        (lambda log: log.add_feedback(7, "2026-03-09", "Good."), "no application_id 7"),
        (lambda log: log.edit("feedback", 7, text="x"), "no feedback_id 7"),
        (lambda log: log.remove("messages", 7), "no message_id 7"),
        (lambda log: log.undo_import(7), "no import 7"),
    ],
)
def test_a_row_that_is_not_there_is_named_and_nothing_stays(log, arbor, write, words):
    assert words in str(refused(log, NotFound, lambda: write(log)))


# Frames


def test_every_frame_of_an_empty_log_has_its_dtypes(log):
    for table in TABLES:
        assert getattr(log, table).dtypes.to_dict() == schema.frame(table).dtypes.to_dict()
    assert log.applications.dtypes.to_dict() == schema.frame("flat").dtypes.to_dict()
    assert log.tables().applications.dtypes.to_dict() == schema.frame("applications").dtypes.to_dict()


def test_every_frame_of_a_full_log_has_the_same_dtypes(log, arbor, met):
    log.add_message("thank_you", interview_id=met)
    log.add_message("check_in", arbor, sent_on="2026-03-20")
    log.add_feedback(arbor, "2026-03-20", "Good.", themes=["brief"])
    log.retire("check_in:1:2:-:1", "enough")
    log.add_import("a.csv", "00", [schema.ImportRow("1", {"company": "Birch"}, (("applied", None, ""),))])
    for table in TABLES:
        assert len(getattr(log, table)) > 0, table
        assert getattr(log, table).dtypes.to_dict() == schema.frame(table).dtypes.to_dict()
    assert log.applications.dtypes.to_dict() == schema.frame("flat").dtypes.to_dict()


def test_the_ids_of_a_frame_are_taken_back(log, arbor, met):
    for number in (log.applications.application_id[0], np.int32(arbor), np.uint64(arbor)):
        log.set_stage(number, "replied")
        log.edit("applications", number, notes="x")
    person = log.interviewers.interviewer_id[0]
    log.add_message("thank_you", interviewer_id=person)
    row = log.messages.iloc[0]
    log.add_message("thank_you", row.application_id, interview_id=row.interview_id, interviewer_id=row.interviewer_id)
    log.mark_sent(log.messages.message_id[1], "2026-03-10")
    log.edit("messages", row.message_id, interviewer_id=pd.NA)
    log.remove("interviewers", person)
    assert len(log.stage_changes) == 5
    assert log.messages.sent_on.isna().tolist() == [True]  # the thank-you sent to that person went along


def test_a_frame_is_ones_own_to_change(log, arbor):
    frame = log.applications
    frame["company"] = "Changed"
    assert log.applications.company.tolist() == ["Arbor Clinic"]


def test_the_tables_are_of_one_moment(log, arbor, met):
    tables = log.tables()
    log.settings["country"] = "US"
    assert tables.interviews.application_id.tolist() == [arbor]
    assert tables.settings == {}
    assert log.tables().settings == {"country": "US"}


def test_nobody_writes_between_two_of_the_tables(log, arbor, monkeypatch):
    def fetch(con, table, real=logfile.fetch):
        frame = real(con, table)
        with (
            closing(sqlite3.connect(log.path, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("DELETE FROM applications").connection.commit()
        return frame

    monkeypatch.setattr(logfile, "fetch", fetch)
    tables = log.tables()
    assert len(tables.applications) == len(tables.stage_changes) == 1


# Transactions


def test_several_writes_are_one_step(log):
    with log.transaction("Saved interview at Arbor"):
        number = log.add_application("Arbor Clinic")
        log.set_stage(number, "replied")
        log.settings["country"] = "US"
        assert log.applications.stage.tolist() == ["replied"]
    assert log.undo() == "Saved interview at Arbor"
    assert log.applications.empty
    assert not log.settings


def test_writes_that_fail_together_leave_nothing(log, arbor):
    def write():
        with log.transaction("Two"):
            log.set_stage(arbor, "replied")
            log.set_stage(arbor, "hired")

    refused(log, BadValue, write)
    with pytest.raises(KeyboardInterrupt), log.transaction("Stopped"):
        log.set_stage(arbor, "replied")
        raise KeyboardInterrupt
    assert moves(log) == [(arbor, "applied", "2026-03-02")]
    log.set_stage(arbor, "replied")


def test_a_write_that_fails_and_is_caught_leaves_the_others_and_nothing_of_itself(log):
    with log.transaction("Three"):
        log.add_application("Arbor Clinic")
        with pytest.raises(BadValue):
            log.add_interview(company="Birch Labs", held_on="2026-03-09", mode="zoom")
        log.add_application("Cedar Books")
    assert log.applications.company.tolist() == ["Arbor Clinic", "Cedar Books"]
    assert len(log.stage_changes) == 2


def test_a_transaction_is_seen_from_outside_only_when_it_is_whole(log):
    other = fk.open_log(log.path)
    with log.transaction("Two"):
        log.add_application("Arbor Clinic")
        assert other.applications.empty
        assert len(log.applications) == 1
    assert len(other.applications) == 1


# The file


def test_a_log_is_there_again_when_it_is_opened_again(log, arbor, met):
    again = fk.open_log(str(log.path))
    assert again.applications.company.tolist() == ["Arbor Clinic"]
    assert again.path == log.path
    assert repr(again) == "<Log search.db>"


def test_saving_from_several_threads_works_more_than_once(log):
    failed = []

    def save(name):
        try:
            for n in range(5):
                log.add_interview(company=name, held_on=f"2026-03-0{n + 1}", interviewers=["Ada", "Leo"])
                assert len(log.applications) >= 1
        except BaseException as error:
            failed.append(error)

    for _ in range(2):
        threads = [threading.Thread(target=save, args=(f"Company {n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
    assert len(log.applications) == 4
    assert log.interviews.groupby("application_id").size().tolist() == [10] * 4
    assert log.interviewers.groupby("interview_id").size().tolist() == [2] * 40


def test_a_log_for_reading_only_is_never_written(log, arbor):
    before = log.path.read_bytes()
    stranger = fk.open_log(log.path, read_only=True)
    for write in (
        lambda: stranger.add_application("Birch Labs"),
        lambda: stranger.settings.update(country="US"),
        lambda: stranger.add_import("a.csv", "00", []),
        stranger.undo,
        stranger.backup,
    ):
        with pytest.raises(LogFileError, match=r"search\.db was opened for reading only"):
            write()
    assert stranger.applications.company.tolist() == ["Arbor Clinic"]
    assert log.path.read_bytes() == before
    assert [path.name for path in log.path.parent.iterdir()] == ["search.db"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions elsewhere")
def test_a_new_log_is_its_owners_alone(log):
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_one_file_lies_at_rest(log, arbor, met):
    assert [path.name for path in log.path.parent.iterdir()] == ["search.db"]


def test_an_id_never_comes_back(log):
    """A decision about a follow-up is kept by ids: it must not fall on a later interview."""
    first = log.add_interview(company="Arbor Clinic", held_on="2026-03-12")
    log.remove("interviews", first)
    assert log.add_interview(company="Arbor Clinic", held_on="2026-03-13") != first


def test_a_promise_that_had_passed_gives_way_to_a_later_interviews(log):
    application = log.add_application("Arbor Clinic", decision_by="2026-03-06")
    log.add_interview(application, held_on="2026-03-12", decision_by="2026-03-20")
    check_in = log.add_message("check_in", application)
    with pytest.raises(BadValue, match="would decide by Fri 20 Mar 2026"):
        log.mark_sent(check_in, "2026-03-16")
    log.mark_sent(check_in, "2026-03-23")


def test_the_move_to_interviewing_goes_with_the_interview_it_was_made_for(log, arbor):
    first = log.add_interview(arbor, held_on="2026-03-09")
    second = log.add_interview(arbor, held_on="2026-03-16")
    log.remove("interviews", first)
    assert log.applications.interviewed_on.tolist() == [pd.Timestamp("2026-03-16")]
    assert log.applications.responded_on.tolist() == [pd.Timestamp("2026-03-16")]
    log.edit("interviews", second, held_on="2026-03-18")
    assert log.applications.responded_on.tolist() == [pd.Timestamp("2026-03-18")]
    log.remove("interviews", second)
    flat = log.applications
    assert (flat.responded.tolist(), flat.n_interviews.tolist()) == ([False], [0])
    log.undo()
    assert log.applications.n_interviews.tolist() == [1]


def test_a_thank_you_before_its_interview_is_refused(log, arbor):
    interview = log.add_interview(arbor, held_on="2026-03-12")
    refused(log, BadValue, lambda: log.add_message("thank_you", interview_id=interview, sent_on="2026-03-11"))
    log.add_message("thank_you", interview_id=interview, sent_on="2026-03-12")


def test_removing_a_person_leaves_what_is_owed_to_the_others(tmp_path):
    log = fk.open_log(tmp_path / "search.db")
    log.add_interview(company="Arbor Clinic", held_on="2026-03-30", interviewers=["Ada Marchetti", "Ben Okafor"])
    log.add_message("thank_you", interviewer_id=1, sent_on="2026-03-31")
    log.remove("interviewers", 1)
    owed = fk.follow_ups(log, "2026-03-31")
    assert owed[owed.kind == "thank_you"][["recipient", "status"]].values.tolist() == [["Ben Okafor", "open"]]
    log.undo()
    owed = fk.follow_ups(log, "2026-03-31").set_index("recipient")
    assert owed.status[["Ada Marchetti", "Ben Okafor"]].tolist() == ["done", "open"]
