"""What employers said, kept until it is worked on."""

import threading
from datetime import date
from pathlib import Path

import pytest
from clicking import answer, click, errors, find, press, state, words

import followup_kit as fk
from followup_kit.panels.lessons import Lessons
from followup_kit.panels.page import Page


@pytest.fixture
def lessons(page: Page) -> Lessons:
    """Return the panel on two applications: one interviewed and rejected, with a lesson; one only applied for."""
    arbor = page.log.add_application("Arbor Clinic", "Nurse", applied_on="2026-02-02")
    page.log.add_interview(arbor, held_on="2026-02-12")
    page.log.set_stage(arbor, "rejected", "2026-02-20")
    page.log.add_feedback(arbor, "2026-02-24", "Answers ran long.", giver="Sam Vale", themes=["shorter answers"])
    page.log.add_application("Birch Homes", "Cook", applied_on="2026-03-09")
    return Lessons(page)


def write(lessons: Lessons, **values: object) -> None:
    for name, value in values.items():
        lessons.fields[name].value = value


def test_who_most_likely_said_something_is_offered_first(lessons: Lessons) -> None:
    assert lessons.which.control.options == (
        "Arbor Clinic, Nurse · applied Mon 2 Feb 2026 · rejected",
        "Birch Homes, Cook · applied Mon 9 Mar 2026",
    )


def test_what_they_said_is_kept_with_its_themes(lessons: Lessons, page: Page) -> None:
    assert words(lessons.known) == "Used before: shorter answers."
    write(lessons, application="birch", received_on=date(2026, 3, 30), giver="Mo", text="Bring figures.")
    write(lessons, themes="figures,  shorter answers , ,figures")
    press(lessons, "save-lesson")
    assert answer(lessons).startswith("Saved. It stands on the prep sheet of your next interview")
    kept = page.log.feedback.iloc[-1]
    assert (kept.application_id, kept.received_on.date(), kept.giver, kept.text) == (
        2,
        date(2026, 3, 30),
        "Mo",
        "Bring figures.",
    )
    themes = page.log.feedback_themes
    assert sorted(themes[themes.feedback_id == kept.feedback_id].theme) == ["figures", "shorter answers"]
    assert words(lessons.known) == "Used before: shorter answers, figures."
    assert [words(each) for each in find(lessons, "t-lesson")][1] == (
        "Shorter answers Answers ran long. Arbor Clinic, Nurse, Sam Vale, Tue 24 Feb 2026"
    )
    assert lessons.fields["text"].value == "" and lessons.fields["received_on"].value == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"application": ""}, "application", "Choose the application"),
        ({"text": " "}, "text", "Write down what they said"),
        ({"received_on": None}, "received_on", "Give the day, at least roughly."),
        ({"received_on": date(20, 3, 1)}, "received_on", "0020-03-01 is no day of a job search"),
        ({"received_on": date(2026, 4, 1)}, "received_on", "Wed 1 Apr 2026 is still to come"),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_is_lost(
    lessons: Lessons, page: Page, values: dict, field: str, said: str
) -> None:
    write(lessons, **{"application": "birch", "text": "Bring figures.", "themes": "figures"} | values)
    press(lessons, "save-lesson")
    assert errors(lessons)[field].startswith(said)
    assert lessons.fields["themes"].value == "figures"
    assert len(page.log.feedback) == 1


def test_what_was_worked_on_leaves_the_list(lessons: Lessons, page: Page) -> None:
    page.log.add_feedback(2, "2026-03-30", "Bring figures.")
    page.changed()
    done = find(lessons, "t-worked-on")[1]  # the earlier one
    click(done)
    click(done)
    assert page.log.feedback.worked_on.notna().tolist() == [True, False]
    assert page.log.feedback.worked_on.iloc[0].date() == date(2026, 3, 31)
    assert len(find(lessons, "t-lesson")) == 1
    press(lessons, "undo")
    assert len(find(lessons, "t-lesson")) == 2
    press(lessons, "worked-on")
    press(lessons, "worked-on")
    assert "Nothing to work on" in words(lessons.list)


def test_two_quick_clicks_keep_it_once_also_from_threads(lessons: Lessons, page: Page) -> None:
    save = find(lessons, "t-save-lesson")[0]
    for text in ("One", "Two"):
        write(lessons, application="birch", text=text)
        for _ in range(2):
            thread = threading.Thread(target=click, args=[save])
            thread.start()
            thread.join()
    assert page.log.feedback.text.tolist() == ["Answers ran long.", "One", "Two"]
    assert answer(lessons).startswith("Saved.")


def test_a_panel_on_another_log_is_as_a_new_one(lessons: Lessons, page: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.add_feedback(other.add_application("Dogwood", applied_on="2026-03-20"), "2026-03-28", "Kind words.")
    write(lessons, application="birch", text="half typed")
    page.switch(other, date(2026, 4, 1))
    assert state(lessons) == state(Lessons(Page(other, date(2026, 4, 1))))


def test_hostile_text_is_text(lessons: Lessons, page: Page) -> None:
    write(lessons, application="birch", text="<img src=x onerror=alert(1)>", themes="<b>bold</b>", giver="<i>")
    press(lessons, "save-lesson")
    shown = lessons.known.value + "".join(each.value for each in find(lessons.list, "fk-words"))
    assert "<img" not in shown and "<b>bold" not in shown and "<i>" not in shown
