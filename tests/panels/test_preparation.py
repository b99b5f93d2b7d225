"""The prep sheet: of the next interview, or of another application."""

import base64
import re
from datetime import date
from pathlib import Path

import pytest
from clicking import answer, state, words

import followup_kit as fk
from followup_kit.panels.page import Page
from followup_kit.panels.preparation import Preparation


@pytest.fixture
def ahead(page: Page) -> Page:
    """Return a page on an application with a round held and one ahead, one with a later round, and one without."""
    log = page.log
    ada = {"name": "Dr. Ada Marchetti", "title": "Owner"}
    log.add_interview(
        company="Riverside Dental",
        role="Office Manager",
        held_on="2026-03-12",
        topics="The rota.\nThe new building.",
        interviewers=[ada | {"remembered": "Leeds"}],
    )
    log.add_interview(
        1, held_on="2026-04-02", mode="in_person", questions="Who trains whom?", interviewers=[ada, "Jun"]
    )
    log.add_interview(company="Arbor Clinic", held_on="2026-04-09")
    cedar = log.add_application("Cedar Labs", "Porter", applied_on="2026-02-02")
    log.add_feedback(cedar, "2026-03-02", "Bring figures.", giver="Mo", themes=["figures"])
    return page


def test_the_next_interview_is_shown(ahead: Page) -> None:
    sheet = words(Preparation(ahead).sheet)
    assert sheet.startswith("Riverside Dental, Office Manager You will meet Thu 2 Apr 2026, in person")
    for part in (
        "Dr. Ada Marchetti , Owner (you have met before)",
        "Your questions for them Who trains whom?",
        "What was said before Thu 12 Mar 2026, by video The rota. The new building. Dr. Ada Marchetti , Owner Leeds",
        "To do better this time : figures Bring figures. Mo, Cedar Labs, Mon 2 Mar 2026",
    ):
        assert part in sheet


def test_those_with_an_interview_ahead_are_offered_first(ahead: Page) -> None:
    names = [label.split(" ·")[0] for label in Preparation(ahead).which.control.options]
    assert names == ["Riverside Dental, Office Manager", "Arbor Clinic", "Cedar Labs, Porter"]


def test_another_application_may_be_chosen_and_stays_chosen(ahead: Page) -> None:
    panel = Preparation(ahead)
    panel.which.value = "cedar"
    assert words(panel.sheet).startswith("Cedar Labs, Porter No interview is noted there from today on.")
    panel.which.choose(2)
    ahead.log.edit("interviews", 3, held_on="2026-04-10")
    ahead.changed()
    assert "Fri 10 Apr 2026" in words(panel.sheet)
    panel.which.value = "zebra"
    assert panel.sheet.layout.display == "none"


def test_what_was_offered_gives_way_to_an_interview_that_comes_sooner(ahead: Page) -> None:
    panel = Preparation(ahead)
    ahead.log.add_interview(company="Cedar Labs", role="Porter", held_on="2026-04-01")
    ahead.changed()
    assert words(panel.sheet).startswith("Cedar Labs, Porter You will meet Wed 1 Apr 2026")


def test_the_sheet_is_a_page_to_print(ahead: Page) -> None:
    link = Preparation(ahead).link.value
    encoded = re.search(r'href="data:text/html;charset=utf-8;base64,([^"]+)"', link)[1]
    printed = base64.b64decode(encoded).decode()
    assert printed.startswith("<!doctype html>") and "Who trains whom?" in printed
    assert "Print it" in words(link)


def test_without_an_interview_ahead_it_says_so(page: Page) -> None:
    panel = Preparation(page)
    assert answer(panel).startswith("No interview is coming up.")
    assert panel.link.layout.display == "none"
    page.log.add_interview(company="Arbor Clinic", held_on="2026-03-31")
    page.changed()
    assert words(panel.sheet).startswith("Arbor Clinic You will meet Tue 31 Mar 2026, by video Nobody is noted")
    assert answer(panel) == ""


def test_hostile_text_is_text(page: Page) -> None:
    attack = "<img src=x onerror=alert(1)>"
    page.log.add_interview(
        company=attack,
        held_on="2026-04-02",
        round=attack,
        topics=attack,
        questions=attack,
        interviewers=[{"name": attack, "title": attack, "remembered": attack}],
    )
    page.log.add_feedback(1, "2026-03-30", attack, giver=attack, themes=[attack])
    panel = Preparation(page)
    assert "&lt;img" in panel.sheet.value and "<img" not in panel.sheet.value


def test_a_panel_on_another_log_is_as_a_new_one(ahead: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.add_interview(company="Dogwood", held_on="2026-04-03", interviewers=["Kim"])
    panel = Preparation(ahead)
    panel.which.value = "cedar"
    ahead.switch(other, date(2026, 4, 1))
    assert state(panel) == state(Preparation(Page(other, date(2026, 4, 1))))
