"""The worklist: every follow-up can be drafted, sent, put off, let go and brought back from its row."""

import re
from datetime import date
from pathlib import Path

import pytest

import followup_kit as fk
from followup_kit.panels.page import Page
from followup_kit.panels.worklist import SHOWN, Row, Worklist


@pytest.fixture
def busy(page: Page) -> Page:
    """Return a page on two interviews: thank-yous overdue since Monday 30 March, and one due on 2 April."""
    page.log.settings["seeker_name"] = "Robin Castellane"
    people = [{"name": "Dr. Ada Marchetti", "email": "ada@example.org"}, {"name": "Jun Okafor"}]
    page.log.add_interview(
        company="Riverside Dental",
        role="Office Manager",
        held_on="2026-03-26",
        decision_by="2026-04-08",
        debriefed_on="2026-03-26",
        interviewers=people,
    )
    page.log.add_interview(
        company="Arbor <b>Clinic</b>", held_on="2026-03-31", debriefed_on="2026-03-31", interviewers=["Sam Vale"]
    )
    return page


def rows(worklist: Worklist, group: str) -> list[Row]:
    return [child for child in worklist.groups[group].children if isinstance(child, Row)]


def words(widget: object) -> str:
    return re.sub("<.*?>", " ", widget.value)


def state(worklist: Worklist) -> list:
    return [words(worklist.summary)] + [
        [(words(row.words), row.sent.layout.display, row.later.layout.display) for row in rows(worklist, group)]
        for group in worklist.groups
    ]


def test_the_most_urgent_stands_first_with_its_reason(busy: Page) -> None:
    worklist = Worklist(busy)
    assert "2 overdue, 1 open now, 2 coming up." in words(worklist.summary)
    first, second = rows(worklist, "Overdue")
    assert "▲ Thank-you to Dr. Ada Marchetti, Riverside Dental: 1 business day overdue" in words(first.words)
    assert "two business days after your interview on Thu 26 Mar" in words(first.words)
    assert "Jun Okafor" in words(second.words)


def test_a_name_is_shown_as_it_stands(busy: Page) -> None:
    coming = rows(Worklist(busy), "Open now")
    assert any("Arbor &lt;b&gt;Clinic&lt;/b&gt;" in row.words.value for row in coming)


def test_nothing_owed_is_good_news(page: Page) -> None:
    worklist = Worklist(page)
    assert "Nothing is owed today" in words(worklist.summary)
    assert not any(rows(worklist, group) for group in worklist.groups)


def test_mark_as_sent_then_undo(busy: Page) -> None:
    worklist = Worklist(busy)
    rows(worklist, "Overdue")[0].sent.click()
    assert busy.log.messages.sent_on.dt.strftime("%Y-%m-%d").tolist() == ["2026-03-31"]
    assert len(rows(worklist, "Overdue")) == 1
    assert "Noted as sent on Tue 31 Mar 2026" in words(worklist.here)
    worklist.undo.click()
    assert busy.log.messages.empty
    assert len(rows(worklist, "Overdue")) == 2
    assert "Undone: marked as sent" in words(worklist.message)


def test_two_quick_clicks_send_once(busy: Page) -> None:
    row = rows(Worklist(busy), "Overdue")[0]
    row.sent.click()
    row.sent.click()
    assert len(busy.log.messages) == 1


def test_draft_edit_and_send_from_the_row(busy: Page) -> None:
    worklist = Worklist(busy)
    row = rows(worklist, "Overdue")[0]
    row.draft.click()
    assert row.editor.text.startswith("Dear Dr. Marchetti,")
    assert row.sent.layout.display == "none"  # the draft has its own
    row.editor.fields["body"].value = "Dear Dr. Marchetti,\n\nThank you for Thursday. I look forward to hearing more."
    row.editor.buttons.children[0].click()
    assert busy.log.messages.body.tolist() == [
        "Dear Dr. Marchetti,\n\nThank you for Thursday. I look forward to hearing more."
    ]
    assert "Jun Okafor" in words(rows(worklist, "Overdue")[0].words)


def test_what_was_written_is_there_again_after_closing_the_draft(busy: Page) -> None:
    row = rows(Worklist(busy), "Overdue")[0]
    row.draft.click()
    row.draft.click()
    assert busy.log.messages.empty  # nothing was changed: nothing to keep
    assert row.draft.description == "Draft it"
    row.draft.click()
    row.editor.fields["body"].value = "Dear Dr. Marchetti,\n\nThank you for Leeds."
    row.draft.click()
    assert "What you wrote is kept as a draft." in words(row.answer)
    assert row.draft.description == "Open your draft"
    row.draft.click()
    assert row.editor.text == "Dear Dr. Marchetti,\n\nThank you for Leeds."
    again = rows(Worklist(busy), "Overdue")[0]
    assert again.draft.description == "Open your draft"


def test_another_log_keeps_what_was_written_in_the_one_before(busy: Page, tmp_path: Path) -> None:
    worklist, before = Worklist(busy), busy.log
    row = rows(worklist, "Overdue")[0]
    row.draft.click()
    row.editor.fields["body"].value = "Half a sentence"
    other = fk.open_log(tmp_path / "other.db")
    busy.switch(other)
    assert before.messages.body.tolist() == ["Half a sentence"]
    assert other.messages.empty


def test_a_note_with_a_gap_is_not_marked_as_sent_at_once(busy: Page) -> None:
    worklist = Worklist(busy)
    row = rows(worklist, "Overdue")[0]
    row.draft.click()
    editor = row.editor
    editor.fields["body"].value = "Dear Dr. Marchetti,\n\nThank you for [the tour]. I look forward to hearing more."
    editor.buttons.children[0].click()
    assert "“[the tour]” is still to be filled in" in editor.fields["body"].error
    assert busy.log.messages.empty
    editor.early.click()
    assert busy.log.messages.sent_on.notna().tolist() == [True]


def test_the_answer_stands_where_the_row_was(busy: Page) -> None:
    worklist = Worklist(busy)
    rows(worklist, "Overdue")[1].sent.click()
    _, first, message = worklist.groups["Overdue"].children
    assert message is worklist.here and "Noted as sent" in words(message)
    assert worklist.message.layout.display == "none"
    assert "Marchetti" in words(first.words)
    children = worklist.children
    worklist.refresh()
    assert message not in worklist.groups["Overdue"].children
    assert worklist.children == children


def test_undo_says_what_it_takes_back(busy: Page) -> None:
    worklist = Worklist(busy)
    assert worklist.undo.description == "Undo: saved an interview"
    rows(worklist, "Overdue")[0].sent.click()
    assert worklist.undo.description == "Undo: marked as sent"
    empty = Worklist(Page(fk.open_log(busy.log.path.with_name("empty.db"))))
    assert empty.undo.layout.display == "none"


def test_put_off_and_bring_back(busy: Page) -> None:
    worklist = Worklist(busy)
    row = rows(worklist, "Overdue")[0]
    row.later.click()
    assert row.until.value == date(2026, 4, 2)  # two business days on
    row.reason.value = "She is away"
    row.asking.children[1].children[0].click()
    assert "Put off until Thu 2 Apr 2026" in words(worklist.here)
    snoozed = next(row for row in rows(worklist, "Snoozed and done") if row.follow_up["status"] == "snoozed")
    assert "She is away" in words(snoozed.words)
    snoozed.back.click()
    assert len(rows(worklist, "Overdue")) == 2


@pytest.mark.parametrize("until", [None, date(2026, 3, 31), date(2025, 1, 1)])
def test_put_off_to_no_day_to_come_is_refused_beside_the_field(busy: Page, until: date | None) -> None:
    row = rows(Worklist(busy), "Overdue")[0]
    row.later.click()
    row.until.value = until
    row.asking.children[1].children[0].click()
    assert row.until.error == "Choose a day to come."
    assert busy.log.snoozes.empty


def test_let_go_needs_a_reason_and_keeps_it(busy: Page) -> None:
    worklist = Worklist(busy)
    row = rows(worklist, "Overdue")[0]
    row.later.click()
    let_go = row.asking.children[1].children[1]
    let_go.click()
    assert "Give the reason" in row.reason.error
    row.reason.value = "We spoke on the phone"
    let_go.click()
    assert busy.log.snoozes[["action", "reason"]].values.tolist() == [["retire", "We spoke on the phone"]]
    assert len(rows(worklist, "Overdue")) == 1


def test_an_early_check_in_says_why_and_can_be_noted_all_the_same(busy: Page) -> None:
    busy.log.edit("applications", 1, decision_by="2026-03-31")
    sent = fk.follow_ups(busy.log, "2026-04-01")
    check_in = sent[(sent.kind == "check_in") & (sent.application_id == 1)].iloc[0]
    worklist = Worklist(Page(busy.log, date(2026, 4, 1)))
    row = worklist.rows[check_in.follow_up_id]
    worklist.page._as_of = date(2026, 3, 31)  # the page was left open; the promise was for today
    row.sent.click()
    assert "would decide by Tue 31 Mar 2026" in words(row.answer)
    row.early.click()
    assert busy.log.messages.kind.tolist() == ["check_in"]


def test_an_answer_is_noted(busy: Page) -> None:
    busy.log.add_message("check_in", 1, sent_on="2026-03-20", early=True)
    worklist = Worklist(busy)
    card = worklist.unanswered.children[1]
    card.children[1].click()
    assert busy.log.messages.answered_on.dt.strftime("%Y-%m-%d").tolist() == ["2026-03-31"]
    assert not worklist.unanswered.children


def test_a_debrief_is_noted_as_written(page: Page) -> None:
    page.log.add_interview(company="Arbor Clinic", held_on="2026-03-31", interviewers=["Sam Vale"])
    worklist = Worklist(page)
    debrief = next(row for row in rows(worklist, "Due today") if row.follow_up["kind"] == "debrief")
    debrief.written.click()
    assert page.log.interviews.debriefed_on.dt.strftime("%Y-%m-%d").tolist() == ["2026-03-31"]


def test_a_long_list_is_shown_in_parts(page: Page) -> None:
    with page.log.transaction("Many"):
        for number in range(SHOWN + 5):
            page.log.add_interview(
                company=f"Company {number}",
                held_on="2026-03-24",
                debriefed_on="2026-03-24",
                interviewers=[f"Person {number}"],
            )
    worklist = Worklist(page)
    assert len(rows(worklist, "Overdue")) == SHOWN
    worklist.groups["Overdue"].children[-1].click()
    assert len(rows(worklist, "Overdue")) == SHOWN + 5


def test_another_log_leaves_what_a_new_worklist_would_show(busy: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.add_interview(company="Fir & Co", held_on="2026-03-30", interviewers=["Ash Lund"])
    worklist = Worklist(busy)
    rows(worklist, "Overdue")[0].draft.click()
    busy.switch(other, date(2026, 3, 31))
    assert state(worklist) == state(Worklist(Page(other, date(2026, 3, 31))))
