"""What happened to an application, and the form to add one or put one right."""

import threading
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from clicking import answer, click, errors, find, press, state, words

import followup_kit as fk
from followup_kit.panels.applications import Applications
from followup_kit.panels.page import Page


@pytest.fixture
def panel(page: Page) -> Applications:
    """Return the panel on three applications, one of them interviewed, one rejected."""
    log = page.log
    arbor = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    log.add_interview(arbor, held_on="2026-03-12", interviewers=[{"name": "Sam Vale", "email": "sam@arbor.example"}])
    birch = log.add_application("Birch Homes", "Cook", applied_on="2026-03-09")
    log.set_stage(birch, "rejected", "2026-03-20")
    log.add_application("Cedar Labs", "Porter", applied_on="2026-02-02")
    return Applications(page)


def note(panel: Applications, which: str, stage: str, day: date | None = date(2026, 3, 31)) -> None:
    panel.fields["application"].value = which
    panel.fields["stage"].value = stage
    panel.fields["changed_on"].value = day
    press(panel, "save-stage")


def test_open_ones_are_offered_first_the_latest_on_top(panel: Applications) -> None:
    assert panel.which.control.options == (
        "Arbor Clinic, Nurse · applied Mon 2 Mar 2026",
        "Cedar Labs, Porter · applied Mon 2 Feb 2026",
        "Birch Homes, Cook · applied Mon 9 Mar 2026 · rejected",
    )


@pytest.mark.parametrize(
    ("which", "stage", "said"),
    [
        # An interview on Thursday 12 March, a no on Tuesday 31: two business days later is Thursday 2 April.
        (
            "Arbor Clinic, Nurse · applied Mon 2 Mar 2026",
            "rejected",
            "A gracious request for feedback is due by Thu 2 Apr 2026",
        ),
        ("cedar", "rejected", "There was no interview to learn from, so nothing is owed."),
        # An answer today: a check-in seven business days later, Thursday 9 April.
        ("cedar", "interviewing", "When you know the day, enter the interview above, with your questions for it."),
        ("arbor", "replied", "If you hear nothing, a check-in is welcome from Thu 9 Apr 2026."),
        ("arbor", "offer", "Congratulations! If you hear nothing, a check-in is welcome from Thu 9 Apr 2026."),
        ("arbor", "accepted", "Congratulations! Nothing more is owed here."),
        ("arbor", "withdrawn", "Nothing more is owed here. If they write after all, note it here."),
        ("arbor", "ghosted", "Nothing more is owed here. If they write after all, note it here."),
    ],
)
def test_what_happened_is_kept_and_what_follows_is_said(
    panel: Applications, page: Page, which: str, stage: str, said: str
) -> None:
    note(panel, which, stage)
    assert said in answer(panel)
    change = page.log.stage_changes.iloc[-1]
    assert (change.stage, change.changed_on.date()) == (stage, date(2026, 3, 31))
    assert panel.fields["application"].value == "" and panel.fields["stage"].value == ""


def test_a_day_nobody_knows_may_stay_empty(panel: Applications, page: Page) -> None:
    note(panel, "cedar", "rejected", None)
    assert page.log.stage_changes.changed_on.isna().iloc[-1]
    panel.which.choose(3)
    assert words(panel.so_far) == "So far: I applied, Mon 2 Feb 2026; They said no, day not known."


def test_a_request_for_feedback_that_is_late_still_helps(panel: Applications) -> None:
    note(panel, "arbor", "rejected", date(2026, 3, 26))  # a Thursday; two business days later is Monday the 30th
    assert "A gracious request for feedback was due by Mon 30 Mar 2026; it still helps." in answer(panel)


def test_a_day_found_later_is_added(panel: Applications, page: Page) -> None:
    note(panel, "cedar", "rejected", None)
    note(panel, "cedar", "rejected", date(2026, 3, 26))
    assert page.log.applications.rejected_on.iloc[2].date() == date(2026, 3, 26)


@pytest.mark.parametrize(
    ("which", "stage", "day", "field", "said"),
    [
        ("", "rejected", date(2026, 3, 31), "application", "Choose the application"),
        ("zebra", "rejected", date(2026, 3, 31), "application", "No application here is called 'zebra'"),
        (", ", "rejected", date(2026, 3, 31), "application", "3 applications fit, such as Arbor Clinic, Nurse"),
        ("arbor", "", date(2026, 3, 31), "stage", "Choose what happened."),
        ("arbor", "rejected", date(202, 3, 31), "changed_on", "0202-03-31 is no day of a job search"),
        ("arbor", "rejected", date(2026, 4, 1), "changed_on", "Wed 1 Apr 2026 is still to come"),
        ("arbor", "rejected", date(2026, 3, 1), "changed_on", "You applied on Mon 2 Mar 2026"),
        ("birch", "rejected", date(2026, 3, 20), "stage", "They said no: that is noted for Fri 20 Mar 2026 already."),
        ("birch", "rejected", date(2026, 3, 24), "stage", "They said no: that is noted for Fri 20 Mar 2026 already."),
    ],
)
def test_an_error_stands_at_its_field(
    panel: Applications, page: Page, which: str, stage: str, day: date, field: str, said: str
) -> None:
    before = len(page.log.stage_changes)
    note(panel, which, stage, day)
    assert list(errors(panel)) == [field]
    assert errors(panel)[field].startswith(said)
    assert len(page.log.stage_changes) == before
    assert (panel.fields["application"].value, panel.fields["stage"].value) == (which, stage)


def test_two_quick_clicks_note_it_once_and_undo_takes_it_back_once(panel: Applications, page: Page) -> None:
    panel.fields["application"].value, panel.fields["stage"].value = "cedar", "replied"
    save = find(panel, "t-save-stage")[0]
    before = len(page.log.stage_changes)
    click(save)
    click(save)
    assert len(page.log.stage_changes) == before + 1
    assert answer(panel).startswith("Saved for Cedar Labs, Porter.")
    click(panel.undo)
    click(panel.undo)
    assert len(page.log.stage_changes) == before
    assert answer(panel) == "Undone: noted for Cedar Labs, Porter: They answered."


def test_the_last_step_of_an_application_is_taken_back(panel: Applications, page: Page) -> None:
    panel.fields["application"].value = "birch"
    assert words(panel.so_far) == "So far: I applied, Mon 9 Mar 2026; They said no, Fri 20 Mar 2026."
    click(panel.take_back)
    click(panel.take_back)
    birch = page.log.stage_changes[page.log.stage_changes.application_id == 2]
    assert birch.stage.tolist() == ["applied"]
    assert answer(panel) == "Taken back for Birch Homes, Cook: They said no."
    press(panel, "undo")
    assert len(page.log.stage_changes[page.log.stage_changes.application_id == 2]) == 2


def test_saving_works_from_several_threads(panel: Applications, page: Page) -> None:
    before = len(page.log.stage_changes)
    for stage in ("replied", "screening", "interviewing"):
        panel.fields["application"].value, panel.fields["stage"].value = "cedar", stage
        thread = threading.Thread(target=press, args=[panel, "save-stage"])
        thread.start()
        thread.join()
        assert answer(panel).startswith("Saved for Cedar Labs")
    assert len(page.log.stage_changes) == before + 3


def test_equal_names_are_told_apart(panel: Applications, page: Page) -> None:
    for _ in range(2):
        page.log.add_application("Dogwood", "Cook", applied_on="2026-03-20")
    page.changed()
    assert panel.which.control.options[:2] == (
        "Dogwood, Cook · applied Fri 20 Mar 2026",
        "Dogwood, Cook · applied Fri 20 Mar 2026 (2)",
    )
    note(panel, "Dogwood, Cook · applied Fri 20 Mar 2026 (2)", "replied")
    assert page.log.applications.groupby("company").responded.sum()["Dogwood"] == 1


def test_thousands_can_be_searched(panel: Applications, page: Page) -> None:
    with page.log.transaction("Many"):
        for number in range(2000):
            page.log.add_application(f"Company {number:04}", "Clerk", applied_on="2026-03-03")
    page.changed()
    note(panel, "company 1234", "replied")
    assert answer(panel).startswith("Saved for Company 1234, Clerk.")


def add(panel: Applications, **values: object) -> None:
    for name, value in values.items():
        panel.form.fields[name].value = value


def test_an_application_is_added(panel: Applications, page: Page) -> None:
    add(panel, company="Dogwood", role="Cook", source="Job fair", location="Salem", url="https://dogwood.example/1")
    press(panel, "save-application")
    assert answer(panel.form) == "Added: Dogwood, Cook, applied Tue 31 Mar 2026."
    added = page.log.tables().applications.iloc[-1]
    assert added.drop(["application_id", "decision_by", "notes"]).tolist() == [
        "Dogwood",
        "Cook",
        "Job fair",
        "Salem",
        "https://dogwood.example/1",
    ]
    assert page.log.applications.applied_on.iloc[-1].date() == date(2026, 3, 31)
    assert "Dogwood, Cook · applied Tue 31 Mar 2026" in panel.which.control.options
    assert panel.form.fields["company"].value == ""


def test_one_not_applied_for_yet_is_saved_for_later(panel: Applications, page: Page) -> None:
    add(panel, company="Dogwood", applied_on=None)
    press(panel, "save-application")
    assert page.log.applications.stage.iloc[-1] == "saved"
    note(panel, "dogwood", "applied", date(2026, 3, 30))
    assert page.log.applications.applied_on.iloc[-1].date() == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"company": ""}, "company", "Give the company"),
        ({"url": "dogwood.example"}, "url", "'dogwood.example' is no web address"),
        ({"url": "javascript:alert(1)"}, "url", "'javascript:alert(1)' is no web address"),
        ({"applied_on": date(202, 3, 1)}, "applied_on", "0202-03-01 is no day of a job search"),
        ({"applied_on": date(2026, 4, 1)}, "applied_on", "Wed 1 Apr 2026 is still to come"),
    ],
)
def test_what_cannot_be_added_stays_in_the_form(
    panel: Applications, page: Page, values: dict, field: str, said: str
) -> None:
    add(panel, **{"company": "Dogwood", "role": "Cook"} | values)
    press(panel, "save-application")
    assert errors(panel.form)[field].startswith(said)
    assert panel.form.fields["role"].value == "Cook"
    assert len(page.log.applications) == 3


def test_two_quick_clicks_add_one(panel: Applications, page: Page) -> None:
    add(panel, company="Dogwood")
    click(panel.form.save)
    click(panel.form.save)
    assert page.log.applications.company.tolist().count("Dogwood") == 1
    add(panel, company="dogwood")
    press(panel, "save-application")
    assert answer(panel.form).endswith("You had one of that name before: both are kept.")


def test_details_are_put_right(panel: Applications, page: Page) -> None:
    panel.which.choose(2)
    press(panel, "change-application")
    assert panel.form.fields["company"].value == "Birch Homes"
    assert panel.form.fields["applied_on"].layout.display == "none"
    add(panel, company="Birch House", source="LinkedIn")
    press(panel, "save-application")
    changed = page.log.applications.iloc[1]
    assert (changed.company, changed.source, changed.stage) == ("Birch House", "LinkedIn", "rejected")
    # What was chosen stays chosen, under its new name.
    assert panel.which.value == "Birch House, Cook · applied Mon 9 Mar 2026 · rejected"


def test_an_application_is_removed_and_brought_back(panel: Applications, page: Page) -> None:
    before = page.log.tables()
    panel.which.choose(1)
    press(panel, "change-application")
    click(panel.form.remove)
    click(panel.form.remove)
    assert page.log.applications.company.tolist() == ["Birch Homes", "Cedar Labs"]
    assert page.log.interviews.empty
    assert panel.which.value == ""
    press(panel.form, "undo")
    for name in ("applications", "stage_changes", "interviews", "interviewers"):
        pd.testing.assert_frame_equal(getattr(before, name), getattr(page.log.tables(), name))


def test_a_panel_on_another_log_is_as_a_new_one(panel: Applications, page: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.add_application("Dogwood", "Cook", source="Job fair", applied_on="2026-03-20")
    panel.fields["application"].value = "birch"
    press(panel, "change-application")
    note(panel, "arbor", "offer")
    page.switch(other, date(2026, 4, 1))
    assert state(panel) == state(Applications(Page(other, date(2026, 4, 1))))


def test_a_hostile_name_is_text(panel: Applications, page: Page) -> None:
    add(panel, company="<script>alert(1)</script>")
    press(panel, "save-application")
    assert "<script" not in panel.form.message.value
    note(panel, "<script>", "replied")
    assert "<script" not in panel.message.value and "&lt;script" in panel.message.value
