"""Which folder of logs: read with its progress, what is wrong with it said, the day its own."""

from datetime import date
from pathlib import Path

import pytest
from clicking import answer, errors, find, press, words

from followup_kit import home
from followup_kit.panels.cohort_choice import CohortChoice
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.cohort_worklist import CohortWorklist

ROSTER = "seeker_id,name,programme\ns1,Ann <b>Lee</b>,Nursing\ns2,Cy Day,Baking\n"
TABLE = "Company,Role,Date applied,Status\nArbor Clinic,Nurse,2026-03-02,Applied\n"


pytestmark = pytest.mark.usefixtures("own")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "s1.csv").write_text(TABLE, encoding="utf-8")
    (folder / "s9.csv").write_text("<html><script>alert(1)</script></html>", encoding="utf-8")
    return folder


def test_the_sample_is_offered_with_its_own_day(own: Path) -> None:
    home.prepare(own)
    choice = CohortChoice(CohortPage())
    assert choice.fields["folder"].value == str(own / "sample-cohort")
    assert choice.fields["as_of"].value == date(2026, 3, 31)
    assert "This is a sample cohort" in words(choice)


def test_nothing_is_read_before_it_is_asked_for(folder: Path) -> None:
    page = CohortPage(folder, date(2026, 3, 31))
    choice = CohortChoice(page)
    assert "Nothing is read yet." in words(choice)
    assert page.cohort is None


def test_reading_says_how_many_and_what_to_put_right(folder: Path) -> None:
    page = CohortPage(folder, date(2026, 3, 31))
    choice, worklist = CohortChoice(page), CohortWorklist(page)
    press(choice, "read-cohort")
    assert "2 seekers, 1 with a log that could be read, as of Tue 31 Mar 2026." in words(choice)
    assert answer(choice) == "Read. 2 things to put right in the files: see below."
    press(choice, "problems")
    assert "s9.csv : " in words(choice) and "'s2' of the roster has no log" in words(choice)
    assert [card.seeker_id for card in find(worklist, "t-seeker")] == ["s1", "s2"]
    assert choice.bar.layout.display == "none"


def test_progress_is_shown_a_hundred_times_at_most(folder: Path) -> None:
    choice = CohortChoice(CohortPage(folder))
    seen = []
    choice.bar.observe(lambda change: seen.append(change["new"]), "value")
    assert list(choice._watched(range(1_000))) == list(range(1_000))
    assert seen == list(range(10, 1_001, 10))
    assert choice.bar.description == "1,000 of 1,000"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [("", "folder", "Type the folder"), ("/no/such/folder", "folder", "There is no folder")],
)
def test_a_folder_that_is_none_is_said_under_the_field_and_nothing_is_lost(
    folder: Path, typed: str, field: str, said: str
) -> None:
    page = CohortPage(folder, date(2026, 3, 31))
    choice = CohortChoice(page)
    press(choice, "read-cohort")
    choice.fields["folder"].value = typed
    press(choice, "read-cohort")
    assert said in errors(choice)[field]
    assert answer(choice).startswith("Not read yet")
    assert choice.fields["folder"].value == typed
    assert (page.folder, len(page.cohort.seekers)) == (folder, 2)


def test_another_folder_gets_a_day_of_its_own(folder: Path) -> None:
    choice = CohortChoice(CohortPage())
    choice.fields["folder"].value = str(folder)
    assert choice.fields["as_of"].value == date.today()
    choice.fields["as_of"].value = date(2026, 3, 2)
    press(choice, "read-cohort")
    assert choice.page.as_of == choice.page.cohort.as_of == date(2026, 3, 2)
    choice.fields["as_of"].value = None
    press(choice, "read-cohort")
    assert errors(choice) == {"as_of": "Choose the day to look at the cohort for."}


def test_the_folder_chosen_is_there_when_the_page_is_opened_again(folder: Path) -> None:
    choice = CohortChoice(CohortPage())
    choice.fields["folder"].value = str(folder)
    press(choice, "read-cohort")
    assert CohortPage().folder == folder
    choice.fields["folder"].value = "/no/such/folder"
    press(choice, "read-cohort")
    assert CohortPage().folder == folder


def test_what_files_hold_is_text_and_not_a_page(folder: Path) -> None:
    (folder / "<img src=x onerror=alert(1)>.csv").write_text("x", encoding="utf-8")
    page = CohortPage(folder, date(2026, 3, 31))
    choice, worklist = CohortChoice(page), CohortWorklist(page)
    press(choice, "read-cohort")
    assert "<img" not in choice.problems.value and "&lt;img" in choice.problems.value
    assert "<b>Lee" not in worklist.rows[0].words.value and "&lt;b&gt;Lee" in worklist.rows[0].words.value


def test_outreach_of_the_sample_lies_apart_from_ones_own(own: Path, folder: Path) -> None:
    assert CohortPage(folder).confidential_folder == own / "confidential"
    assert CohortPage().confidential_folder == own / "confidential" / "sample"
