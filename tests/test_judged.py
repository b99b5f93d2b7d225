"""What is judged as in time. 2026: 12 March is a Thursday, the 16th a Monday, the 31st a Tuesday."""

from pathlib import Path

import pandas as pd
import pytest

from followup_kit import load_cohort, open_log
from followup_kit.log import Log
from followup_kit.punctuality import punctuality

DATA = Path(__file__).parent.parent / "data" / "sample_cohort"
AS_OF = "2026-03-31"


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return open_log(tmp_path / "logs" / "s1.db")


def interviewed(log: Log, **more: object) -> int:
    application = log.add_application("Riverside Dental", applied_on="2026-03-02")
    log.add_interview(application, held_on="2026-03-12", debriefed_on="2026-03-12", **more)
    return application


def send(log: Log, kind: str, application: int, sent_on: str) -> None:
    log.mark_sent(log.add_message(kind, application), sent_on)


def in_time(log: Log, kind: str, as_of: str = AS_OF) -> list[bool | None]:
    """Return for the follow-ups of a kind whether each was done in time, None where that is not judged."""
    owed = load_cohort(log.path.parent, as_of).follow_ups
    return [None if each is pd.NA else each for each in owed.in_time[owed.kind == kind]]


@pytest.mark.parametrize(("sent_on", "judged"), [("2026-03-18", [True]), ("2026-03-19", [False])])
def test_a_check_in_by_two_business_days_after_it_opens(log: Log, sent_on: str, judged: list) -> None:
    """Promised by Friday the 13th it opens on Monday and is due on Wednesday the 18th; the next is not due yet."""
    application = interviewed(log, decision_by="2026-03-13")
    send(log, "check_in", application, sent_on)
    assert [each for each in in_time(log, "check_in", "2026-03-20") if each is not None] == judged


def test_a_check_in_never_sent_counts_from_the_day_after_its_due_day_until_the_search_ends(log: Log) -> None:
    application = interviewed(log, decision_by="2026-03-13")
    assert in_time(log, "check_in", "2026-03-18") == [None]
    assert in_time(log, "check_in", "2026-03-19") == [False]
    log.set_stage(application, "withdrawn", "2026-03-25")
    assert in_time(log, "check_in") == [None]


@pytest.mark.parametrize(("sent_on", "judged"), [("2026-03-18", True), ("2026-03-19", False), (None, False)])
def test_a_feedback_request_by_two_business_days_after_the_rejection(
    log: Log, sent_on: str | None, judged: bool
) -> None:
    application = interviewed(log)
    log.set_stage(application, "rejected", "2026-03-16")
    if sent_on:
        send(log, "feedback_request", application, sent_on)
    assert in_time(log, "feedback_request") == [judged]


@pytest.mark.parametrize(("received_on", "judged"), [("2026-03-18", None), ("2026-03-19", False)])
def test_feedback_that_comes_unasked_by_then_leaves_nothing_to_ask(
    log: Log, received_on: str, judged: bool | None
) -> None:
    application = interviewed(log)
    log.set_stage(application, "rejected", "2026-03-16")
    log.add_feedback(application, received_on, "Say more about your work.")
    assert in_time(log, "feedback_request") == [judged]


def test_nothing_is_to_be_asked_where_it_went_on(log: Log) -> None:
    application = interviewed(log)
    log.set_stage(application, "rejected", "2026-03-16")
    log.set_stage(application, "interviewing", "2026-03-25")
    assert in_time(log, "feedback_request") == [None]


def test_what_the_seeker_took_off_the_list_was_owed(log: Log) -> None:
    application = interviewed(log)
    log.set_stage(application, "rejected", "2026-03-16")
    log.retire(f"feedback_request:{application}:-:-:1", "They never answer.")
    assert in_time(log, "feedback_request") == [False]


def test_a_cohort_is_judged_as_each_of_its_logs() -> None:
    cohort = load_cohort(DATA, AS_OF)
    files = cohort.seekers[cohort.seekers.file.str.endswith(".db")].set_index("seeker_id").file
    alone = pd.concat([punctuality(open_log(DATA / file, read_only=True), AS_OF) for file in files])
    together = cohort.follow_ups[cohort.follow_ups.seeker_id.isin(files.index)]
    counts = together.groupby("kind").in_time.agg(["count", "sum"])
    assert counts.loc["thank_you"].tolist() == [alone.n_thank_yous.sum(), alone.n_thank_yous_in_time.sum()]
    assert counts.loc["debrief"].tolist() == [alone.n_debriefs.sum(), alone.n_debriefs_in_time.sum()]
    assert (counts["sum"] > 0).all()
    assert (counts["count"] > counts["sum"]).all()
