"""The flat frame's rules, each on a table small enough to work out by hand."""

import pandas as pd
import pytest

from followup_kit import schema
from followup_kit.flat import flat_applications, in_order
from followup_kit.schema import Tables, frame


def tables(**rows):
    """Return tables with these rows; one application, number 1, where none is given."""
    rows.setdefault("applications", [{"application_id": 1, "company": "Arbor Clinic"}])
    return Tables(*(frame(name, rows.get(name, ())) for name in Tables._fields[:-1]), settings={})


def changes(*moves, application_id=1):
    """Return stage changes of one application in order of entry: ``"stage day"``, or ``"stage"`` where unknown."""
    return [
        (n, application_id, stage, day or None, "")
        for n, (stage, _, day) in enumerate((move.partition(" ") for move in moves), start=1)
    ]


def interview(number, held_on, decision_by=None, application_id=1):
    return {
        "interview_id": number,
        "application_id": application_id,
        "held_on": held_on,
        "mode": "video",
        "decision_by": decision_by,
    }


def request(number, sent_on, kind="feedback_request"):
    return {"message_id": number, "application_id": 1, "kind": kind, "channel": "email", "sent_on": sent_on}


def one(**rows):
    """Return the one row of the flat frame as a dict, days as text, a missing one as None."""
    (row,) = flat_applications(tables(**rows)).to_dict("records")
    return {
        name: (None if pd.isna(value) else value.date().isoformat()) if name.endswith(("_on", "_by")) else value
        for name, value in row.items()
    }


EVENTS = [
    # moves in order of entry, and what of the flat frame is worked out from them
    ((), {"stage": "", "applied_on": None, "responded": False, "responded_on": None, "n_interviews": 0}),
    (("saved 2026-03-01",), {"stage": "saved", "applied_on": None, "responded": False}),
    (("applied 2026-03-02",), {"stage": "applied", "applied_on": "2026-03-02", "responded": False}),
    (("applied",), {"stage": "applied", "applied_on": None, "responded": False}),
    (("applied 2026-03-09", "applied 2026-03-02"), {"stage": "applied", "applied_on": "2026-03-02"}),
    (
        ("applied 2026-03-02", "replied 2026-03-05", "interviewing 2026-03-09", "rejected 2026-03-20"),
        {
            "stage": "rejected",
            "responded": True,
            "responded_on": "2026-03-05",
            "advanced_on": "2026-03-09",
            "interviewed_on": "2026-03-09",
            "offered_on": None,
            "rejected_on": "2026-03-20",
            "withdrawn_on": None,
            "n_interviews": 1,
        },
    ),
    # neither silence nor one's own withdrawal is a response
    (("applied 2026-03-02", "ghosted 2026-05-02"), {"stage": "ghosted", "responded": False, "responded_on": None}),
    (("applied 2026-03-02", "withdrawn 2026-03-04"), {"responded": False, "withdrawn_on": "2026-03-04"}),
    # a rejection is a response and no positive one
    (("applied 2026-03-02", "rejected 2026-03-04"), {"responded_on": "2026-03-04", "advanced_on": None}),
    (("applied 2026-03-02", "screening 2026-03-04"), {"responded_on": "2026-03-04", "advanced_on": "2026-03-04"}),
    (("offer 2026-03-10", "accepted 2026-03-12"), {"stage": "accepted", "offered_on": "2026-03-10"}),
    (("applied 2026-03-02", "accepted 2026-03-12"), {"offered_on": "2026-03-12", "advanced_on": "2026-03-12"}),
    # entered late, ordered by day
    (
        ("rejected 2026-03-20", "applied 2026-03-02", "replied 2026-03-05"),
        {"stage": "rejected", "responded_on": "2026-03-05"},
    ),
    # the first answer's day is unknown: the later day would overstate the wait
    (
        ("applied 2026-03-02", "replied", "interviewing 2026-03-20"),
        {"responded": True, "responded_on": None, "advanced_on": "2026-03-20", "stage": "interviewing"},
    ),
    # an answer on an unknown day entered after a dated one stands after it
    (("applied 2026-03-02", "replied 2026-03-05", "rejected"), {"responded_on": "2026-03-05", "stage": "rejected"}),
    (("applied 2026-03-02", "rejected"), {"responded": True, "responded_on": None, "rejected_on": None}),
    # one move told twice, once without its day: the day counts, whichever came first
    (("applied 2026-03-02", "replied", "replied 2026-03-05"), {"responded_on": "2026-03-05"}),
    (("applied 2026-03-02", "rejected 2026-03-05", "rejected"), {"responded_on": "2026-03-05"}),
    # an undated move stands where it was entered, behind the latest day entered before it
    (("applied 2026-03-02", "interviewing 2026-03-20", "ghosted", "replied 2026-03-05"), {"stage": "ghosted"}),
    (("ghosted", "applied 2026-03-02"), {"stage": "applied"}),
    # on one day, in order of entry
    (("applied 2026-03-02", "replied 2026-03-02"), {"stage": "replied", "responded_on": "2026-03-02"}),
    (("applied 2026-03-02", "withdrawn 2026-03-08", "withdrawn 2026-03-06"), {"withdrawn_on": "2026-03-06"}),
]


@pytest.mark.parametrize(("moves", "expected"), EVENTS)
def test_stage_changes_make_the_dates(moves, expected):
    row = one(stage_changes=changes(*moves))
    assert {name: row[name] for name in expected} == expected


def test_interviewed_on_is_the_first_of_the_invitation_and_the_meetings():
    invited = changes("applied 2026-03-02", "interviewing 2026-03-09")
    assert one(stage_changes=invited, interviews=[interview(1, "2026-03-12")])["interviewed_on"] == "2026-03-09"
    assert one(stage_changes=invited, interviews=[interview(1, "2026-03-05")])["interviewed_on"] == "2026-03-05"
    assert one(interviews=[interview(1, "2026-03-12"), interview(2, "2026-03-10")])["interviewed_on"] == "2026-03-10"
    unknown = changes("applied 2026-03-02", "interviewing")
    assert one(stage_changes=unknown, interviews=[interview(1, "2026-03-12")])["interviewed_on"] == "2026-03-12"


def test_interviews_are_counted_and_one_is_known_of_where_the_stage_says_so():
    assert one(interviews=[interview(1, "2026-03-12"), interview(2, "2026-03-20")])["n_interviews"] == 2
    assert one(stage_changes=changes("interviewing"))["n_interviews"] == 1
    assert one(stage_changes=changes("interviewing"), interviews=[interview(1, "2026-03-12")])["n_interviews"] == 1


REJECTIONS = [
    (("interviewing 2026-03-10", "rejected 2026-03-20"), "2026-03-20"),
    (("interviewing 2026-03-10", "rejected 2026-03-10", "rejected 2026-03-25"), "2026-03-10"),
    # taken back, interviewed, rejected again: the one after the interview counts
    (("rejected 2026-03-05", "interviewing 2026-03-10", "rejected 2026-03-20", "rejected 2026-03-25"), "2026-03-20"),
    # no other came: then the one before it
    (("rejected 2026-03-05", "rejected 2026-03-07", "interviewing 2026-03-10"), "2026-03-05"),
    (("rejected 2026-03-07", "rejected 2026-03-05"), "2026-03-05"),
    (("interviewing", "rejected 2026-03-05"), "2026-03-05"),
]


@pytest.mark.parametrize(("moves", "expected"), REJECTIONS)
def test_rejected_on_is_the_first_rejection_after_an_interview(moves, expected):
    assert one(stage_changes=changes(*moves))["rejected_on"] == expected


def test_the_promised_date_is_the_applications_else_the_latest_interviews():
    application = {"application_id": 1, "company": "Arbor Clinic", "decision_by": "2026-04-01"}
    rounds = [interview(1, "2026-03-20", "2026-03-30"), interview(2, "2026-03-10", "2026-03-15")]
    assert one(applications=[application], interviews=rounds)["decision_by"] == "2026-04-01"
    assert one(interviews=rounds)["decision_by"] == "2026-03-30"
    assert one(interviews=[*rounds, interview(3, "2026-03-25")])["decision_by"] is None
    same_day = [interview(1, "2026-03-20", "2026-03-30"), interview(2, "2026-03-20", "2026-04-02")]
    assert one(interviews=same_day)["decision_by"] == "2026-04-02"
    assert one(interviews=same_day[::-1])["decision_by"] == "2026-04-02"


def test_feedback_is_asked_for_when_the_first_request_was_sent():
    messages = [
        request(1, None),
        request(2, "2026-03-25"),
        request(3, "2026-03-22"),
        request(4, "2026-03-01", "check_in"),
    ]
    assert one(messages=messages)["feedback_asked_on"] == "2026-03-22"
    assert one(messages=[request(1, None)])["feedback_asked_on"] is None


@pytest.mark.parametrize(
    ("asked", "received", "expected"),
    [
        ("2026-03-10", ["2026-03-05", "2026-03-14", "2026-03-20"], "2026-03-14"),
        ("2026-03-10", ["2026-03-14", "2026-03-10"], "2026-03-10"),
        ("2026-03-10", ["2026-03-05", "2026-03-02"], "2026-03-02"),
        (None, ["2026-03-05", "2026-03-02"], "2026-03-02"),
        ("2026-03-10", [], None),
    ],
)
def test_feedback_received_is_the_first_after_asking_else_the_first(asked, received, expected):
    feedback = [
        {"feedback_id": n, "application_id": 1, "received_on": day, "text": "."} for n, day in enumerate(received, 1)
    ]
    messages = [request(1, asked)] if asked else []
    assert one(messages=messages, feedback=feedback)["feedback_received_on"] == expected


def test_applications_keep_their_own_dates_and_come_in_order_of_their_number():
    flat = flat_applications(
        tables(
            applications=[
                {"application_id": 7, "company": "B", "source": "Referral"},
                {"application_id": 2, "company": "A"},
            ],
            stage_changes=[
                (1, 7, "applied", "2026-03-02", ""),
                (2, 2, "applied", "2026-03-01", ""),
                (3, 7, "replied", "2026-03-05", ""),
                (4, 2, "rejected", None, ""),
            ],
            interviews=[interview(1, "2026-03-12", "2026-03-20", application_id=7)],
        )
    )
    assert flat.application_id.tolist() == [2, 7]
    assert flat.company.tolist() == ["A", "B"]
    assert flat.source.tolist() == ["", "Referral"]
    assert flat.applied_on.tolist() == [pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-02")]
    assert flat.responded.tolist() == [True, True]
    assert flat.responded_on.isna().tolist() == [True, False]
    assert flat.n_interviews.tolist() == [0, 1]
    assert flat.decision_by.isna().tolist() == [True, False]
    assert list(flat.index) == [0, 1]


@pytest.mark.parametrize("rows", [{}, {"applications": ()}])
def test_the_flat_frame_has_its_columns_and_dtypes_with_rows_and_without(rows):
    flat = flat_applications(tables(**rows))
    empty = schema.frame("flat")
    assert flat.dtypes.to_dict() == empty.dtypes.to_dict()
    assert list(flat.columns) == list(empty.columns)


def test_the_tables_are_left_alone():
    given = tables(stage_changes=changes("replied", "applied 2026-03-02"), interviews=[interview(1, "2026-03-12")])
    before = [table.copy(deep=True) for table in given[:-1]]
    flat_applications(given)
    for table, was in zip(given[:-1], before, strict=True):
        pd.testing.assert_frame_equal(table, was)


def test_events_of_several_applications_are_each_in_their_own_order():
    rows = [
        (1, 2, "applied", "2026-03-20", ""),
        (2, 1, "ghosted", None, ""),
        (3, 1, "applied", "2026-03-02", ""),
        (4, 2, "replied", None, ""),
        (5, 2, "saved", "2026-03-01", ""),
        (6, 1, "rejected", None, ""),
        (7, 3, "screening", None, ""),
        (8, 3, "applied", "2026-03-01", ""),
    ]
    ordered = in_order(frame("stage_changes", rows[::-1]))
    assert list(zip(ordered.application_id, ordered.stage, strict=True)) == [
        (1, "ghosted"),
        (1, "applied"),
        (1, "rejected"),
        (2, "saved"),
        (2, "applied"),
        (2, "replied"),
        (3, "screening"),
        (3, "applied"),
    ]
