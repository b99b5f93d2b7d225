"""The interview form: typed in, saved, mended; nothing typed is lost, nothing is saved twice."""

import threading
from datetime import date
from pathlib import Path

import pytest
from clicking import answer, click, errors, find, press, state, words

import followup_kit as fk
from followup_kit.errors import LogFileError
from followup_kit.panels.interviews import InterviewForm
from followup_kit.panels.page import Page


@pytest.fixture
def form(page: Page) -> InterviewForm:
    return InterviewForm(page)


def fill(form: InterviewForm, **values: object) -> None:
    for name, value in values.items():
        form.fields[name].value = value


def fill_person(form: InterviewForm, number: int, **values: str) -> None:
    for name, value in values.items():
        form.people.rows[number].inputs[name].value = value


def a_panel_of_two(form: InterviewForm) -> None:
    """Type an interview of Monday 30 March with two people."""
    fill(form, company="Riverside Dental", role="Office Manager", held_on=date(2026, 3, 30), mode="in_person")
    fill(form, round="First round", decision_by=date(2026, 4, 10), topics="The new scheduling system")
    fill_person(form, 0, name="Dr. Ada Marchetti", title="Owner", email="ada@riverside.example", remembered="Leeds")
    press(form, "add-person")
    fill_person(form, 1, name="Jun Okafor", phone="555 0100", address="4 Mill Lane")


def test_an_interview_with_two_people_is_saved_whole(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    application = page.log.applications.iloc[0]
    assert (application.company, application.role, application.stage) == (
        "Riverside Dental",
        "Office Manager",
        "interviewing",
    )
    interview = page.log.interviews.iloc[0]
    assert (interview.held_on.date(), interview["mode"], interview["round"], interview.topics) == (
        date(2026, 3, 30),
        "in_person",
        "First round",
        "The new scheduling system",
    )
    assert interview.decision_by.date() == date(2026, 4, 10)
    people = page.log.interviewers.drop(columns=["interviewer_id", "interview_id"]).values.tolist()
    assert people == [
        ["Dr. Ada Marchetti", "Owner", "ada@riverside.example", "", "", "Leeds"],
        ["Jun Okafor", "", "", "555 0100", "4 Mill Lane", ""],
    ]


def test_after_saving_the_form_says_what_follows_and_is_ready_for_the_next(form: InterviewForm) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    # Two business days after Monday 30 March; written down the day after.
    assert answer(form) == (
        "Saved. Two thank-you notes are due by Wed 1 Apr 2026. Written down a day later: on the day itself, more stays."
    )
    assert "Draft the thank-you notes" in words(form.next_step)
    assert form.fields["company"].value == "" and form.fields["topics"].value == ""
    assert [person.empty for person in form.people.rows] == [True]
    assert (form.fields["held_on"].value, form.fields["mode"].value) == (date(2026, 3, 31), "in_person")
    assert "Riverside Dental, Office Manager · Mon 30 Mar 2026" in words(form.latest)
    assert "Dr. Ada Marchetti, Jun Okafor. Written down the day after" in words(form.latest)


@pytest.mark.parametrize(
    ("held_on", "topics", "said"),
    [
        (date(2026, 3, 31), "Rotas", "Saved. One thank-you note is due by Thu 2 Apr 2026."),
        (
            date(2026, 3, 28),  # a Saturday: two business days after Friday
            "Rotas",
            "Saved. One thank-you note is due by Tue 31 Mar 2026. "
            "Written down 3 days later: on the day itself, more stays.",
        ),
        (
            date(2026, 3, 24),
            "Rotas",
            "Saved. One thank-you note was due by Thu 26 Mar 2026; a late one still helps. "
            "Written down 7 days later: on the day itself, more stays.",
        ),
        (
            date(2026, 3, 31),
            "",
            "Saved. One thank-you note is due by Thu 2 Apr 2026. "
            "Still to note, while it is fresh: what was talked about, and with whom.",
        ),
        (
            date(2026, 2, 2),  # more than ten business days ago: too late to help
            "Rotas",
            "Saved. Written down 57 days later: on the day itself, more stays.",
        ),
    ],
)
def test_what_follows_from_the_day_and_what_was_noted(
    form: InterviewForm, held_on: date, topics: str, said: str
) -> None:
    fill(form, company="Arbor Clinic", held_on=held_on, topics=topics)
    fill_person(form, 0, name="Sam Vale", email="sam@arbor.example")
    press(form, "save-interview")
    assert answer(form) == said


def test_a_promised_day_that_has_passed_is_saved_and_said(form: InterviewForm, page: Page) -> None:
    fill(form, company="Arbor Clinic", held_on=date(2026, 3, 10), decision_by=date(2026, 3, 20), topics="Rotas")
    press(form, "save-interview")
    assert answer(form).endswith(
        "The day they named, Fri 20 Mar 2026, has passed: if you have heard nothing, check in."
    )
    assert page.log.interviews.decision_by.iloc[0].date() == date(2026, 3, 20)


def test_an_interview_to_come_asks_for_questions_not_for_topics(form: InterviewForm, page: Page) -> None:
    assert form.fields["questions"].layout.display == "none"
    fill(form, company="Arbor Clinic", held_on=date(2026, 4, 2))
    assert form.fields["topics"].layout.display == "none"
    assert words(form.who) == "Who will be there"
    fill(form, questions="How is the rota made?")
    press(form, "save-interview")
    assert answer(form) == "Saved. Good luck on Thu 2 Apr 2026: your prep sheet has what you note here."
    interview = page.log.interviews.iloc[0]
    assert (interview.questions, str(interview.debriefed_on)) == ("How is the rota made?", "NaT")
    assert "○ In 2 days" in words(form.latest)


def test_what_was_typed_is_never_hidden_by_a_change_of_day(form: InterviewForm) -> None:
    fill(form, topics="The rota", held_on=date(2026, 4, 2))
    assert form.fields["topics"].layout.display is None
    fill(form, questions="Weekends?", held_on=date(2026, 3, 30))
    assert form.fields["questions"].layout.display is None


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"company": "  "}, "company", "Give the company"),
        ({"held_on": None}, "held_on", "Give the day of the interview."),
        ({"held_on": date(2, 3, 30)}, "held_on", "0002-03-30 is no day of a job search. Check the year"),
        ({"held_on": date(202, 3, 30)}, "held_on", "0202-03-30 is no day of a job search. Check the year"),
        ({"decision_by": date(202, 4, 3)}, "decision_by", "0202-04-03 is no day of a job search. Check the year"),
        ({"applied_on": date(20, 3, 1)}, "applied_on", "0020-03-01 is no day of a job search. Check the year"),
        (
            {"decision_by": date(2026, 3, 20)},
            "decision_by",
            "Fri 20 Mar 2026 comes before the interview on Mon 30 Mar 2026. Check both days",
        ),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(
    form: InterviewForm, page: Page, values: dict, field: str, said: str
) -> None:
    a_panel_of_two(form)
    fill(form, **values)
    typed = [each.value for each in form.fields.values()]
    press(form, "save-interview")
    assert list(errors(form)) == [field]
    assert errors(form)[field].startswith(said)
    label = form.fields[field].control.description.split(" (")[0]
    assert answer(form) == f"Not saved yet: see the note under '{label}'."
    assert [each.value for each in form.fields.values()] == typed
    assert page.log.interviews.empty and page.log.applications.empty


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"name": "", "title": "Owner"}, "name", "Give the name of the person, or take the row out"),
        ({"name": "Jun Okafor", "email": "jun at home"}, "email", "'jun at home' is no address"),
    ],
)
def test_an_error_in_a_person_stands_in_that_persons_row(
    form: InterviewForm, page: Page, values: dict, field: str, said: str
) -> None:
    fill(form, company="Riverside Dental")
    fill_person(form, 0, name="Dr. Ada Marchetti")
    press(form, "add-person")
    fill_person(form, 1, **values)
    press(form, "save-interview")
    assert form.people.rows[1].inputs[field].error.startswith(said)
    assert not any(each.error for each in form.people.rows[0].inputs.values())
    assert page.log.interviews.empty and page.log.interviewers.empty and page.log.applications.empty
    fill_person(form, 1, name="Jun Okafor", email="jun@home.example")
    press(form, "save-interview")
    assert page.log.interviewers.name.tolist() == ["Dr. Ada Marchetti", "Jun Okafor"]
    assert not errors(form)


def test_a_full_disk_is_told_and_what_was_typed_stays(
    form: InterviewForm, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise LogFileError("The disk is full. Free some space and save again.")

    a_panel_of_two(form)
    typed = [each.value for each in form.fields.values()]
    with monkeypatch.context() as patch:
        patch.setattr(page.log, "add_interviewer", full)
        press(form, "save-interview")
    assert answer(form) == "The disk is full. Free some space and save again."
    assert [each.value for each in form.fields.values()] == typed
    assert page.log.interviews.empty and page.log.applications.empty
    press(form, "save-interview")
    assert answer(form).startswith("Saved.")
    assert len(page.log.interviewers) == 2


def test_two_quick_clicks_save_one_interview(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    click(form.save)
    click(form.save)
    assert len(page.log.interviews) == 1
    assert answer(form).startswith("Saved.")
    press(form, "undo")
    click(form.undo)
    assert page.log.interviews.empty
    assert answer(form).startswith("Undone: saved the interview at Riverside Dental.")


def test_saving_works_from_several_threads(form: InterviewForm, page: Page) -> None:
    for company in ("Arbor Clinic", "Birch Homes", "Cedar Labs"):
        fill(form, company=company)
        thread = threading.Thread(target=click, args=[form.save])
        thread.start()
        thread.join()
        assert answer(form).startswith("Saved.")
    assert page.log.applications.company.tolist() == ["Arbor Clinic", "Birch Homes", "Cedar Labs"]


def test_the_form_says_where_an_interview_belongs(form: InterviewForm, page: Page) -> None:
    page.log.add_application("Riverside Dental", "Office Manager", applied_on="2026-03-02")
    page.log.add_application("Riverside Dental", "Receptionist", applied_on="2026-02-02")
    page.log.add_application("Arbor Clinic", "Nurse", applied_on="2026-02-16")
    page.changed()
    assert words(form.belongs) == ""
    fill(form, company="arbor clinic ")
    assert words(form.belongs) == "Belongs to Arbor Clinic, Nurse · applied Mon 16 Feb 2026."
    assert form.fields["applied_on"].layout.display == "none"
    fill(form, company="Riverside Dental")
    assert words(form.belongs) == "You have several applications there. Say which role: Receptionist, Office Manager."
    assert form.fields["role"].control.options == ("Office Manager", "Receptionist")
    fill(form, role="office manager")
    assert words(form.belongs) == "Belongs to Riverside Dental, Office Manager · applied Mon 2 Mar 2026."
    fill(form, role="Hygienist")
    assert words(form.belongs).startswith("Saving this adds an application for this role.")
    assert form.fields["applied_on"].layout.display is None
    fill(form, company="Cedar Labs", role="")
    assert words(form.belongs) == "New in your log: saving this adds an application at Cedar Labs."


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Westfield Alergy", "Westfield Allergy"),
        ("westfield", "Westfield Allergy"),
        ("fairview women", "Fairview Women's Health"),
        ("Westfield Allergy", ""),  # it is in the log
        ("Grace Hospice", ""),
        ("", ""),
    ],
)
def test_a_company_nearly_as_in_the_log_is_offered(form: InterviewForm, page: Page, typed: str, offered: str) -> None:
    page.log.add_application("Westfield Allergy", "Receptionist", applied_on="2026-03-02")
    page.log.add_application("Fairview Women's Health", applied_on="2026-03-03")
    page.changed()
    fill(form, company=typed)
    shown = find(form, "t-meant")
    assert [button.description for button in shown] == ([f"I mean {offered}"] if offered else [])
    if offered:
        press(form, "meant")
        assert form.fields["company"].value == offered
        assert not find(form, "t-meant")


def test_a_day_far_ahead_is_asked_about(form: InterviewForm) -> None:
    fill(form, company="Arbor Clinic", held_on=date(2027, 3, 31))
    press(form, "save-interview")
    assert answer(form) == "Saved. Wed 31 Mar 2027 is 365 days ahead: is the day right? Change it below if not."


def test_a_role_that_has_to_be_said_is_asked_for_at_its_field(form: InterviewForm, page: Page) -> None:
    page.log.add_application("Riverside Dental", "Office Manager", applied_on="2026-03-02")
    page.log.add_application("Riverside Dental", "Receptionist", applied_on="2026-02-02")
    page.changed()
    fill(form, company="Riverside Dental")
    press(form, "save-interview")
    assert "say which role" in errors(form)["role"]


def test_the_day_applied_goes_with_a_new_application(form: InterviewForm, page: Page) -> None:
    fill(form, company="Arbor Clinic", applied_on=date(2026, 3, 2))
    press(form, "save-interview")
    assert page.log.applications.applied_on.iloc[0].date() == date(2026, 3, 2)


def test_somebody_met_before_is_offered_with_their_contact(form: InterviewForm) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    fill(form, company="Riverside Dental")
    name = form.people.rows[0].inputs["name"]
    assert name.control.options == ("Dr. Ada Marchetti", "Jun Okafor")
    fill_person(form, 0, title="Director", name="Dr. Ada Marchetti")
    person = form.people.rows[0].value
    assert (person["title"], person["email"], person["remembered"]) == ("Director", "ada@riverside.example", "")


def test_an_interview_is_changed_with_people_added_removed_and_mended(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    press(form, "edit-interview")
    assert form.save.description == "Save changes"
    assert [person.value["name"] for person in form.people.rows] == ["Dr. Ada Marchetti", "Jun Okafor"]
    press(form, "remove-person", 1)
    fill_person(form, 0, title="Owner and dentist")
    press(form, "add-person")
    fill_person(form, 1, name="Leopold Brandt")
    fill(form, round="Second round", decision_by=None)
    press(form, "save-interview")
    people = page.log.interviewers
    assert people.name.tolist() == ["Dr. Ada Marchetti", "Leopold Brandt"]
    assert people.title.tolist() == ["Owner and dentist", ""]
    assert people.interviewer_id.tolist() == [1, 3]
    interview = page.log.interviews.iloc[0]
    assert (interview["round"], str(interview.decision_by), len(page.log.interviews)) == ("Second round", "NaT", 1)
    press(form, "undo")
    assert page.log.interviewers.name.tolist() == ["Dr. Ada Marchetti", "Jun Okafor"]
    assert page.log.interviews["round"].tolist() == ["First round"]


def test_a_person_whose_row_is_emptied_is_gone(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    press(form, "edit-interview")
    fill_person(form, 1, name="", phone="", address="")
    press(form, "save-interview")
    assert page.log.interviewers.name.tolist() == ["Dr. Ada Marchetti"]


def test_leaving_an_edit_changes_nothing(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    press(form, "edit-interview")
    fill(form, topics="Something else")
    press(form, "cancel-edit")
    assert page.log.interviews.topics.tolist() == ["The new scheduling system"]
    assert form.fields["company"].value == "" and form.save.description == "Save interview"


def test_an_interview_is_removed_and_brought_back(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    press(form, "edit-interview")
    click(form.remove)
    click(form.remove)
    assert page.log.interviews.empty and len(page.log.applications) == 1
    press(form, "undo")
    assert len(page.log.interviews) == 1 and len(page.log.interviewers) == 2


def test_an_interview_removed_elsewhere_says_so(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    press(form, "save-interview")
    press(form, "edit-interview")
    page.log.remove("interviews", 1)
    fill(form, topics="More")
    press(form, "save-interview")
    assert "removed meanwhile" in answer(form)
    assert form.fields["topics"].value == "More"
    press(form, "edit-interview")
    assert "not in your log any more" in answer(form)


def test_renaming_says_what_it_touches(form: InterviewForm, page: Page) -> None:
    one = page.log.add_interview(company="Riversde Dental", role="Manager", held_on="2026-03-12")
    page.log.add_interview(company="Riversde Dental", role="Manager", held_on="2026-03-26")
    page.log.add_application("Arbor Clinic", "Nurse", applied_on="2026-02-16")
    page.changed()
    form.edit(one)
    assert words(form.belongs) == ""
    fill(form, company="Riverside Dental")
    assert words(form.belongs) == (
        "Saving this renames the application Riversde Dental, Manager, with its 1 other interview."
    )
    fill(form, company="Arbor Clinic", role="Nurse")
    assert words(form.belongs) == (
        "Saving this moves the interview from Riversde Dental, Manager to "
        "Arbor Clinic, Nurse · applied Mon 16 Feb 2026."
    )
    press(form, "save-interview")
    assert page.log.interviews.application_id.tolist() == [2, 1]
    assert page.log.applications.company.tolist() == ["Riversde Dental", "Arbor Clinic"]


def test_an_interview_without_a_debrief_asks_to_be_written_down(form: InterviewForm, page: Page) -> None:
    page.log.add_interview(company="Arbor Clinic", held_on="2026-03-30", questions="Weekends?", interviewers=["Sam"])
    page.changed()
    assert "Sam. ● Not written down yet" in words(form.latest)
    assert find(form, "t-edit-interview")[0].description == "Write it down"
    press(form, "edit-interview")
    fill_person(form, 0, remembered="The rota")
    press(form, "save-interview")
    assert page.log.interviews.debriefed_on.iloc[0].date() == date(2026, 3, 31)
    # A later change leaves the day it was written down.
    later = Page(page.log, date(2026, 4, 3))
    again = InterviewForm(later)
    press(again, "edit-interview")
    fill(again, topics="And the pay")
    press(again, "save-interview")
    assert page.log.interviews.debriefed_on.iloc[0].date() == date(2026, 3, 31)


def test_earlier_interviews_are_shown_on_request(form: InterviewForm, page: Page) -> None:
    with page.log.transaction("Eight"):
        for day in range(1, 9):
            page.log.add_interview(company=f"Company {day}", held_on=f"2026-03-0{day}")
    page.changed()
    assert len(find(form, "t-entry")) == 6 and "Company 8" in words(find(form, "t-entry")[0])
    press(form, "more-interviews")
    assert len(find(form, "t-entry")) == 8
    assert not find(form, "t-more-interviews")


def test_a_hostile_name_is_text(form: InterviewForm, page: Page) -> None:
    attack = '<img src=x onerror="alert(1)">'
    fill(form, company=attack, role=attack)
    fill_person(form, 0, name=attack)
    press(form, "save-interview")
    shown = "".join(each.value for each in find(form.latest, "fk-words"))
    assert "<img" not in shown and "&lt;img" in shown
    fill(form, company=attack)
    assert "<img" not in form.belongs.value


def test_refreshing_keeps_what_is_being_typed(form: InterviewForm, page: Page) -> None:
    a_panel_of_two(form)
    typed = [each.value for each in form.fields.values()]
    page.log.add_application("Arbor Clinic", applied_on="2026-03-02")
    page.changed()
    assert [each.value for each in form.fields.values()] == typed
    assert "Arbor Clinic" in form.fields["company"].control.options


def test_a_form_on_another_log_is_as_a_new_one(form: InterviewForm, page: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.add_interview(company="Cedar Labs", held_on="2026-03-20", mode="phone", interviewers=["Mo"])
    a_panel_of_two(form)
    press(form, "save-interview")
    press(form, "edit-interview")
    fill(form, topics="half typed")
    page.switch(other, date(2026, 4, 1))
    assert state(form) == state(InterviewForm(Page(other, date(2026, 4, 1))))
