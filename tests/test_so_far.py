"""A log in a few sentences, counted by hand."""

import pytest

import followup_kit as fk
from followup_kit.so_far import so_far


@pytest.fixture
def log(tmp_path):
    return fk.open_log(tmp_path / "search.db")


def test_an_empty_log(log):
    assert so_far(log, "2026-03-31") == "As of Tue 31 Mar 2026: 0 applications, 0 interviews held, 0 people met."


def test_what_is_in_it(log):
    arbor = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    log.add_interview(arbor, held_on="2026-03-12", debriefed_on="2026-03-12", interviewers=["Sam Vale", "Jun Okafor"])
    log.add_interview(arbor, held_on="2026-03-20", debriefed_on="2026-03-22", interviewers=["Sam Vale"])
    log.add_interview(company="Birch Homes", held_on="2026-03-31")
    log.add_interview(company="Cedar Labs", held_on="2026-04-02", interviewers=["Kim"])
    log.add_application("Dogwood", applied_on="2026-04-01")
    assert so_far(log, "2026-03-31").splitlines() == [
        # Dogwood was applied to a day later: it has not happened yet. Cedar Labs' day of applying is not known.
        "As of Tue 31 Mar 2026: 3 applications, 3 interviews held, 2 people met.",
        "1 of 3 were written down on the day itself (33%), 1 not yet.",
        "Next: Cedar Labs on Thu 2 Apr 2026.",
        "",
        "Latest interviews",
        "  Tue 31 Mar 2026  Birch Homes: no names noted",
        "  Fri 20 Mar 2026  Arbor Clinic: Sam Vale",
        "  Thu 12 Mar 2026  Arbor Clinic: Sam Vale, Jun Okafor",
    ]


def test_what_is_dated_later_has_not_happened_yet(log):
    log.add_interview(company="Arbor Clinic", held_on="2026-03-12", debriefed_on="2026-03-13")
    assert "0 of 1 were written down on the day itself (0%), 1 not yet." in so_far(log, "2026-03-12")
