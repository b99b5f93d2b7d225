import numpy as np
import pandas as pd
import pytest

from followup_kit.errors import BadValue
from followup_kit.validation import checked, required, row_number


def refused(table, **values):
    with pytest.raises(BadValue) as caught:
        checked(table, values)
    return caught.value


def test_values_come_out_as_they_are_stored():
    assert checked(
        "messages",
        {
            "application_id": np.int64(3),
            "interview_id": None,
            "interviewer_id": pd.NA,
            "kind": "thank_you",
            "subject": "  Thank you \n",
            "body": None,
            "sent_on": pd.Timestamp("2026-03-02 10:00"),
            "answered_on": "",
        },
    ) == {
        "application_id": 3,
        "interview_id": None,
        "interviewer_id": None,
        "kind": "thank_you",
        "subject": "Thank you",
        "body": "",
        "sent_on": "2026-03-02",
        "answered_on": None,
    }


@pytest.mark.parametrize(
    ("table", "values", "field", "words"),
    [
        ("stage_changes", {"stage": "hired"}, "stage", ["'hired'", "saved, applied, replied"]),
        ("stage_changes", {"stage": "Applied"}, "stage", ["'Applied'"]),
        ("stage_changes", {"stage": ""}, "stage", ["''"]),
        ("interviews", {"mode": "zoom"}, "mode", ["'zoom'", "in_person, video, phone"]),
        ("messages", {"channel": "pigeon"}, "channel", ["handwritten, email, phone"]),
        ("messages", {"kind": "debrief"}, "kind", ["thank_you, check_in, feedback_request"]),
        ("interviews", {"held_on": "2026-02-31"}, "held_on", ["2026-02-31", "year-month-day"]),
        ("interviews", {"held_on": None}, "held_on", ["None"]),
        ("feedback", {"received_on": ""}, "received_on", ["''"]),
        ("interviews", {"held_on": "0202-03-31"}, "held_on", ["0202-03-31", "1970 to 2099"]),
        ("applications", {"decision_by": "2100-01-01"}, "decision_by", ["2100-01-01"]),
        ("applications", {"salary": "1"}, "salary", ["applications has no 'salary'", "company"]),
        ("applications", {"company": 7}, "company", ["7 is no text"]),
        ("applications", {"notes": "a\x00b"}, "notes", ["no text"]),
        ("applications", {"notes": "a\ud800b"}, "notes", ["no text"]),
        ("applications", {"notes": "x" * 100_001}, "notes", ["100,001", "100,000"]),
        ("applications", {"url": "javascript:alert(1)"}, "url", ["https://"]),
        ("applications", {"url": "https:// x.example"}, "url", ["https://"]),
        ("applications", {"url": "https://[bad"}, "url", ["https://"]),
        ("applications", {"url": "example.org"}, "url", ["https://"]),
        ("interviewers", {"email": "ada at example.org"}, "email", ["name@example.org"]),
        ("interviewers", {"email": "a@b, c@d"}, "email", ["name@example.org"]),
        ("stage_changes", {"application_id": True}, "application_id", ["True"]),
        ("stage_changes", {"application_id": None}, "application_id", ["None"]),
        ("stage_changes", {"application_id": 0}, "application_id", ["0"]),
        ("stage_changes", {"application_id": 2**63}, "application_id", ["no row number"]),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_with_its_field_and_what_is_allowed(table, values, field, words):
    error = refused(table, **values)
    assert error.field == field
    assert all(word in str(error) for word in [field, *words])


@pytest.mark.parametrize("url", ["https://example.org/job?id=1&x=%20", "http://localhost:8080", ""])
def test_web_addresses_are_kept(url):
    assert checked("applications", {"url": url}) == {"url": url}


@pytest.mark.parametrize("email", ["ada@example.org", "o'neil+jobs@mail.example.org", ""])
def test_addresses_are_kept(email):
    assert checked("interviewers", {"email": email}) == {"email": email}


def test_a_text_of_100_000_characters_is_kept():
    assert len(checked("applications", {"notes": "x" * 100_000})["notes"]) == 100_000


@pytest.mark.parametrize("value", [1, np.int64(1), np.uint8(1), np.int32(1)])
def test_row_numbers_become_whole_numbers(value):
    assert type(row_number(value, "application_id")) is int


@pytest.mark.parametrize("value", ["1", 1.0, True, None, pd.NA, float("nan"), np.bool_(True), -1, 0, [1]])
def test_what_is_no_row_number_is_refused(value):
    with pytest.raises(BadValue, match="application_id"):
        row_number(value, "application_id")


@pytest.mark.parametrize("value", ["", "  ", None, "\t\n"])
def test_a_field_a_form_needs_may_not_be_empty(value):
    with pytest.raises(BadValue, match=r"Give the company\.") as caught:
        required(value, "company", "Give the company")
    assert caught.value.field == "company"


def test_a_field_a_form_needs_may_be_anything_else():
    required("0", "company", "Give the company")
