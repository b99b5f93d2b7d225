"""The prep sheet: whom you will meet, what was said, and what to work on."""

from datetime import date

import pytest
from logs_of_people import one_application, person

from followup_kit.errors import NotFound
from followup_kit.notes import prep_sheet
from followup_kit.notes.prep import Theme
from followup_kit.schema import Tables, frame


@pytest.fixture
def log() -> Tables:
    """Return an application with two interviews, a feedback of another one, and one worked on already."""
    tables = one_application([person("Ana Lopez", title="Head nurse", remembered="the new ward")], rounds=2)
    tables.interviews["topics"] = ["rota", ""]
    tables.interviews["questions"] = ["old one", "- How many beds?\n\n* Who trains us\n- How many beds?"]
    second = {"application_id": 2, "company": "Acme", "role": "Cook"}
    applications = frame("applications", [*tables.applications.to_dict("records"), second])
    feedback = [
        {"feedback_id": 1, "application_id": 2, "received_on": "2026-02-01", "giver": "Bo", "text": "Be brief"},
        {"feedback_id": 2, "application_id": 1, "received_on": "2026-02-03", "text": "Done", "worked_on": "2026-02-10"},
        {"feedback_id": 3, "application_id": 1, "received_on": "2026-02-05", "text": "Bring numbers"},
        {"feedback_id": 4, "application_id": 1, "received_on": "2026-04-01", "text": "Not yet"},
        {
            "feedback_id": 5,
            "application_id": 1,
            "received_on": "2026-02-02",
            "text": "Later",
            "worked_on": "2026-05-01",
        },
    ]
    themes = [(1, "brevity"), (3, "numbers"), (3, "brevity"), (2, "calm"), (4, "late")]
    return tables._replace(
        applications=applications,
        feedback=frame("feedback", feedback),
        feedback_themes=frame("feedback_themes", themes),
    )


def test_whom_you_will_meet_and_met(log: Tables) -> None:
    sheet = prep_sheet(log, 1, "2026-03-13")
    (ahead,), (before,) = sheet.upcoming, sheet.held
    assert (ahead.held_on, before.held_on) == (date(2026, 3, 13), date(2026, 3, 12))
    assert [(who.name, who.title, who.met_before) for who in ahead.people] == [("Ana Lopez", "Head nurse", True)]
    assert (before.topics, before.people[0].remembered, before.people[0].met_before) == ("rota", "the new ward", False)


def test_the_questions_are_those_for_what_lies_ahead(log: Tables) -> None:
    assert prep_sheet(log, 1, "2026-03-13").questions == ("How many beds?", "Who trains us")


def test_lessons_of_all_applications_not_worked_on_yet(log: Tables) -> None:
    sheet = prep_sheet(log, 1, "2026-03-13")
    assert [(one.company, one.giver, one.text) for one in sheet.lessons] == [
        ("Northwind", "", "Bring numbers"),
        ("Northwind", "", "Later"),
        ("Acme", "Bo", "Be brief"),
    ]
    assert sheet.themes == (Theme("brevity", 2), Theme("numbers", 1))


def test_the_page_says_it_all_and_runs_nothing(log: Tables) -> None:
    log.feedback.loc[0, "text"] = "<script>alert(1)</script>"
    page = prep_sheet(log, 1, "2026-03-13").html()
    for words in ("Dispatcher at Northwind", "Fri 13 Mar 2026", "Ana Lopez, Head nurse", "you have met before"):
        assert words in page
    assert "How many beds?" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http:" not in page and "https:" not in page


def test_a_page_with_nothing_on_it_is_still_kind() -> None:
    page = prep_sheet(one_application(rounds=0, role="", company=""), 1, "2026-03-13").html()
    assert "No interview lies ahead" in page
    assert "your first meeting" in page


def test_an_application_that_is_not_there(log: Tables) -> None:
    with pytest.raises(NotFound, match="no application 9"):
        prep_sheet(log, 9, "2026-03-13")
