"""Drafts kept and notes marked as sent, one message for each follow-up."""

from pathlib import Path

import pytest

import followup_kit as fk
from followup_kit import sending
from followup_kit.log import Log


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Return a log with a panel of two, on Thursday 12 March 2026, who decide by Friday 20."""
    log = fk.open_log(tmp_path / "log.db")
    log.add_interview(
        company="Riverside Dental",
        held_on="2026-03-12",
        decision_by="2026-03-20",
        debriefed_on="2026-03-12",
        interviewers=[{"name": "Dr. Ada Marchetti", "email": "ada@example.org"}, "Jun Okafor"],
    )
    return log


def owed(log: Log, as_of: str, kind: str) -> list[dict]:
    found = fk.follow_ups(log, as_of)
    return found[found.kind == kind].to_dict("records")


def test_a_draft_belongs_to_one_person(log: Log) -> None:
    first, second = owed(log, "2026-03-13", "thank_you")
    kept = sending.keep_draft(log, first, body="Thank you, Ada.")
    assert sending.draft_of(log, first) == kept
    assert sending.draft_of(log, second) is None


def test_a_draft_kept_again_takes_the_place_of_the_first(log: Log) -> None:
    first = owed(log, "2026-03-13", "thank_you")[0]
    kept = sending.keep_draft(log, first, body="Thank you.")
    assert sending.keep_draft(log, first, body="Thank you so much.", channel="email") == kept
    assert log.messages[["body", "channel"]].values.tolist() == [["Thank you so much.", "email"]]


def test_sending_a_draft_sends_that_message(log: Log) -> None:
    first = owed(log, "2026-03-13", "thank_you")[0]
    kept = sending.keep_draft(log, first, body="Thank you.")
    assert sending.send(log, first, "2026-03-13") == kept
    assert log.messages.sent_on.dt.strftime("%Y-%m-%d").tolist() == ["2026-03-13"]
    assert sending.draft_of(log, first) is None
    statuses = {one["recipient"]: one["status"] for one in owed(log, "2026-03-13", "thank_you")}
    assert statuses == {"Dr. Ada Marchetti": "done", "Jun Okafor": "open"}


def test_sending_without_a_draft_notes_that_it_went(log: Log) -> None:
    first = owed(log, "2026-03-13", "thank_you")[0]
    sending.send(log, first, "2026-03-13", channel="handwritten")
    assert log.messages.channel.tolist() == ["handwritten"]


def test_an_early_check_in_keeps_nothing_and_says_why(log: Log) -> None:
    check_in = owed(log, "2026-03-16", "check_in")[0]
    with pytest.raises(fk.BadValue, match="would decide by Fri 20 Mar 2026"):
        sending.send(log, check_in, "2026-03-20")
    assert log.messages.empty
    sending.send(log, check_in, "2026-03-20", early=True)
    assert len(log.messages) == 1


def test_a_sent_note_is_undone_in_one_step(log: Log) -> None:
    sending.send(log, owed(log, "2026-03-13", "thank_you")[0], "2026-03-13")
    log.undo()
    assert log.messages.empty


def test_a_debrief_is_not_sent(log: Log) -> None:
    with pytest.raises(fk.BadValue, match="written in the interview form"):
        sending.keep_draft(log, {"kind": "debrief"})
