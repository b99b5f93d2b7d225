import numpy as np
import pandas as pd
import pytest

from followup_kit import schema
from followup_kit.errors import ColumnError

NAMES = {
    "applications": "application_id company role source location url decision_by notes",
    "stage_changes": "stage_change_id application_id stage changed_on note",
    "interviews": "interview_id application_id held_on mode round topics questions decision_by debriefed_on",
    "interviewers": "interviewer_id interview_id name title email phone address remembered",
    "messages": "message_id application_id interview_id interviewer_id kind channel subject body sent_on answered_on",
    "feedback": "feedback_id application_id received_on giver text worked_on",
    "feedback_themes": "feedback_id theme",
    "snoozes": "snooze_id follow_up_id action until reason",
    "imports": "import_id file hash imported_at n_rows n_added",
    "flat": "application_id company role source location stage applied_on responded responded_on advanced_on "
    "interviewed_on offered_on rejected_on withdrawn_on decision_by n_interviews feedback_asked_on "
    "feedback_received_on",
    "follow_ups": "follow_up_id kind application_id interview_id interviewer_id company role recipient title channel "
    "opens_on due_on status business_days_overdue reason",
}
OPTIONAL = {("messages", "interview_id"), ("messages", "interviewer_id")}
OPTIONAL |= {("follow_ups", "interview_id"), ("follow_ups", "interviewer_id")}


def expected_dtype(table, column):
    """Say a column's dtype by its name alone, as DESIGN.md has it."""
    if (table, column) in OPTIONAL:
        return "Int64"
    if column.endswith("_on") or column in ("decision_by", "until", "imported_at"):
        return "datetime64[us]"
    if column == "responded":
        return "bool"
    if column == "follow_up_id":
        return "str"
    return "int64" if column.endswith("_id") or column.startswith("n_") or column == "business_days_overdue" else "str"


@pytest.mark.parametrize("table", NAMES)
def test_an_empty_frame_has_its_columns_in_order_and_their_dtypes(table):
    frame = schema.frame(table)
    assert list(frame.columns) == NAMES[table].split() == schema.names(table)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: expected_dtype(table, name) for name in NAMES[table].split()
    }
    assert len(frame) == 0


def test_every_table_is_described():
    assert set(schema.COLUMNS) == set(NAMES)
    for columns in schema.COLUMNS.values():
        assert all(column.meaning and column.kind in schema.DTYPES for column in columns)


def test_a_frame_of_tuples_has_the_same_dtypes_and_no_missing_text():
    frame = schema.frame("messages", [(1, 2, None, None, "check_in", "email", None, "x", "2026-03-02", None)])
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: expected_dtype("messages", name) for name in frame.columns
    }
    row = frame.iloc[0]
    assert row.subject == ""
    assert row.sent_on == pd.Timestamp(2026, 3, 2)
    assert row.answered_on is pd.NaT
    assert row.interview_id is pd.NA


def test_mappings_may_leave_columns_out():
    frame = schema.frame("applications", [{"application_id": 3, "company": "Arbor Clinic"}, {"application_id": 4}])
    assert frame.company.tolist() == ["Arbor Clinic", ""]
    assert frame.notes.tolist() == ["", ""]
    assert frame.decision_by.isna().all()
    assert frame.application_id.dtype == np.int64


def test_a_frame_may_come_in_and_is_left_alone():
    given = pd.DataFrame({"theme": ["brief", None], "feedback_id": [1.0, 2.0]})
    before = given.copy(deep=True)
    frame = schema.frame("feedback_themes", given)
    assert frame.theme.tolist() == ["brief", ""]
    assert list(frame.columns) == ["feedback_id", "theme"]
    assert frame.feedback_id.dtype == np.int64
    pd.testing.assert_frame_equal(given, before)


def test_the_moment_of_an_import_is_utc_without_a_zone():
    frame = schema.frame("imports", [(1, "a.csv", "00", "2026-03-31T23:30:00+02:00", 1, 1)])
    assert frame.imported_at.tolist() == [pd.Timestamp("2026-03-31 21:30:00")]


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("feedback_themes", {"feedback_id": 1, "topic": "brief"}, "feedback_themes has no column 'topic'"),
        ("feedback_themes", {"theme": "brief"}, "feedback_themes.feedback_id should hold"),
        ("feedback", {"feedback_id": 1, "application_id": 1, "received_on": "31/03/2026"}, "feedback.received_on"),
        ("feedback", {"feedback_id": "one", "application_id": 1}, "feedback.feedback_id should hold"),
    ],
)
def test_a_frame_that_cannot_be_made_says_which_column(table, row, words):
    with pytest.raises(ColumnError, match=words.replace(".", r"\.")):
        schema.frame(table, [row])


def test_the_vocabularies_hang_together():
    assert tuple(s for s in schema.RESPONSE_STAGES if s not in ("replied", "rejected")) == schema.POSITIVE_STAGES
    assert set(schema.RESPONSE_STAGES) | {"saved", "applied", "withdrawn", "ghosted"} == set(schema.STAGES)
    assert not set(schema.RESPONSE_STAGES) & {"ghosted", "withdrawn"}
    assert ("debrief", *schema.MESSAGE_KINDS) == schema.KINDS
