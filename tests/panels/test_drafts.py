"""The drafts panel: one note per person, the review following what is typed."""

import re
from datetime import date
from pathlib import Path

import pytest

import followup_kit as fk
from followup_kit.panels.drafts import Drafts
from followup_kit.panels.page import Page
from followup_kit.panels.reminders import Reminders

GOOD = "Dear Dr. Marchetti,\n\nThank you for showing me the practice. I look forward to talking more.\n\nRobin"


@pytest.fixture
def interviewed(page: Page) -> Page:
    """Return a page on one video interview with two people."""
    page.log.settings["seeker_name"] = "Robin Castellane"
    page.log.add_interview(
        company="Riverside Dental",
        role="Office Manager",
        held_on="2026-03-30",
        interviewers=[
            {"name": "Dr. Ada Marchetti", "email": "ada@example.org", "remembered": "the new scheduling system"},
            {"name": "Jun Okafor", "email": "jun@example.org", "remembered": "the Saturday rota"},
        ],
    )
    return page


def words(widget: object) -> str:
    return re.sub("<.*?>", " ", widget.value)


def test_one_draft_per_person_each_clean(interviewed: Page) -> None:
    drafts = Drafts(interviewed)
    assert [editor.note.recipient for editor in drafts.editors] == ["Dr. Ada Marchetti", "Jun Okafor"]
    assert all("Nothing to change" in words(editor.review) for editor in drafts.editors)
    assert "the new scheduling system" in drafts.editors[0].text


def test_the_review_follows_what_is_typed(interviewed: Page) -> None:
    editor = Drafts(interviewed).editors[0]
    editor.fields["body"].value = GOOD + "\n\nWhat is the salary?"
    assert [finding.rule for finding in editor.findings] == ["asks_question"]
    assert "What is the salary?" in words(editor.review)
    editor.fields["body"].value = GOOD
    assert editor.findings == []


def test_two_notes_in_the_same_words_are_found_in_both(interviewed: Page) -> None:
    first, second = Drafts(interviewed).editors
    first.fields["body"].value = GOOD
    second.fields["body"].value = GOOD.replace("Dr. Marchetti", "Jun")
    for editor in (first, second):
        assert "not_worded_differently" in [finding.rule for finding in editor.findings]


def test_a_saved_draft_is_there_again(interviewed: Page) -> None:
    editor = Drafts(interviewed).editors[1]
    editor.fields["body"].value = GOOD.replace("Dr. Marchetti", "Jun")
    editor.buttons.children[1].click()
    assert "Draft saved" in words(editor.message)
    assert Drafts(interviewed).editors[1].text == GOOD.replace("Dr. Marchetti", "Jun")
    assert interviewed.log.messages.interviewer_id.tolist() == [2]


def test_a_sent_note_is_shown_as_it_went_and_not_offered_again(interviewed: Page) -> None:
    drafts = Drafts(interviewed)
    drafts.editors[0].fields["body"].value = GOOD
    drafts.editors[0].buttons.children[0].click()
    assert "Noted as sent on Tue 31 Mar 2026: Dr. Ada Marchetti" in words(drafts.message)
    assert [editor.note.recipient for editor in drafts.editors] == ["Jun Okafor"]
    assert any("Thank you for showing me the practice" in words(part) for part in drafts.drafts.children[0].children)


def test_two_quick_clicks_send_once(interviewed: Page) -> None:
    button = Drafts(interviewed).editors[0].buttons.children[0]
    button.click()
    button.click()
    assert len(interviewed.log.messages) == 1


def test_another_way_to_send_writes_another_note(interviewed: Page) -> None:
    editor = Drafts(interviewed).editors[0]
    email = editor.text
    assert "t-mailto" in editor.links.value and "t-eml" in editor.links.value
    editor.fields["channel"].value = "handwritten"
    assert editor.text != email
    assert "t-print-card" in editor.links.value and "t-mailto" not in editor.links.value
    assert editor.fields["subject"].layout.display == "none"


def test_a_check_in_and_a_request_are_for_one_person(interviewed: Page) -> None:
    drafts = Drafts(interviewed)
    for kind in ("check_in", "feedback_request"):
        drafts.fields["kind"].value = kind
        assert len(drafts.editors) == 1
        assert drafts.editors[0].follow_up["kind"] == kind
        assert "Nothing to change" in words(drafts.editors[0].review)


def test_an_early_check_in_says_why(interviewed: Page) -> None:
    interviewed.log.edit("interviews", 1, decision_by="2026-04-10")
    drafts = Drafts(interviewed)
    drafts.fields["kind"].value = "check_in"
    editor = drafts.editors[0]
    editor.buttons.children[0].click()
    assert "would decide by Fri 10 Apr 2026" in words(editor.message)
    assert interviewed.log.messages.empty
    editor.early.click()
    assert interviewed.log.messages.kind.tolist() == ["check_in"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("thank_you", ""),
        ("check_in", "Not yet. Opens Wed 8 Apr, seven business days after you were last in touch"),
        ("feedback_request", "Not yet. They have not turned you down, as far as this log knows"),
    ],
)
def test_a_note_before_its_time_says_so(interviewed: Page, kind: str, said: str) -> None:
    drafts = Drafts(interviewed)
    drafts.fields["kind"].value = kind
    first = drafts.drafts.children[0]
    assert words(first).strip().startswith(said) if said else "t-draft" in first._dom_classes
    interviewed.log.set_stage(1, "rejected", "2026-03-31")
    drafts.fields["kind"].value = "thank_you"
    drafts.fields["kind"].value = "feedback_request"
    assert "t-draft" in drafts.drafts.children[0]._dom_classes


def test_what_was_written_is_there_again_after_looking_elsewhere(interviewed: Page) -> None:
    drafts = Drafts(interviewed)
    drafts.editors[0].fields["body"].value = GOOD
    drafts.fields["kind"].value = "check_in"
    drafts.fields["kind"].value = "thank_you"
    assert drafts.editors[0].text == GOOD
    assert interviewed.log.messages.body.tolist() == [GOOD]


def test_marking_one_as_sent_leaves_what_was_written_in_the_other(interviewed: Page) -> None:
    drafts = Drafts(interviewed)
    first, second = drafts.editors
    second.fields["body"].value = GOOD
    first.buttons.children[0].click()
    (left,) = drafts.editors
    assert left.text == GOOD


def test_no_interview_yet(page: Page) -> None:
    assert "No interview yet" in words(Drafts(page).drafts.children[0])


def test_what_was_typed_survives_a_save_that_fails(interviewed: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = Drafts(interviewed).editors[0]
    editor.fields["body"].value = GOOD

    def full(*_: object, **__: object) -> None:
        raise fk.LogFileError("The disk is full.")

    monkeypatch.setattr(fk.Log, "add_message", full)
    editor.buttons.children[1].click()
    assert "The disk is full." in words(editor.message)
    assert editor.text == GOOD


def test_another_log_leaves_what_a_new_panel_would_show(interviewed: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.add_interview(company="Fir", held_on="2026-03-30", interviewers=["Ash Lund"])
    drafts = Drafts(interviewed)
    drafts.fields["kind"].value = "check_in"
    interviewed.switch(other, date(2026, 3, 31))
    fresh = Drafts(Page(other, date(2026, 3, 31)))
    assert [editor.text for editor in drafts.editors] == [editor.text for editor in fresh.editors]
    assert drafts.fields["interview"].control.options == fresh.fields["interview"].control.options
    assert drafts.fields["kind"].value == fresh.fields["kind"].value == "thank_you"


def test_reminders_follow_the_log(interviewed: Page) -> None:
    reminders = Reminders(interviewed)
    assert "Save 4 reminders" in words(reminders.link)  # a debrief, two thank-yous, and the check-in to come
    interviewed.log.edit("interviews", 1, debriefed_on="2026-03-30")
    interviewed.changed()
    assert "Save 3 reminders" in words(reminders.link)
