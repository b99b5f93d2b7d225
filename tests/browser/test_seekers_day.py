"""A job seeker's day: the worklist of the sample search, dealt with from its rows until nothing is left for today."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import Locator, expect

LIVE = ".t-follow-up:is(.overdue, .due, .open):visible"


def test_a_days_worklist_is_cleared_from_its_rows(lab_server, open_notebook: Callable) -> None:
    notebook = open_notebook("02_follow_ups_due.ipynb")
    notebook.run_all()
    worklist = notebook.panel(".t-worklist-summary")
    summary, message = worklist.locator(".t-worklist-summary"), worklist.locator(".t-worklist-message:visible")
    expect(summary).to_contain_text("4 overdue, 2 due today")
    today = worklist.locator(".t-follow-up:is(.overdue, .due):visible")
    expect(today).to_have_count(6)
    notebook.shot("day-begins")

    def owed(words: str) -> Locator:
        return worklist.locator(LIVE).filter(has_text=words)

    # A check-in whose promised date has passed: drafted, spoilt, written anew, sent.
    check_in = owed("Check-in with Sister Helene Mbeki-Ross")
    check_in.locator(".t-draft").click()
    review = check_in.locator(".t-review")
    expect(review).to_contain_text("Nothing to change.")
    body = check_in.locator(".t-body textarea")
    drafted = body.input_value()
    body.fill(drafted + "\n\nWhat does the post pay?")
    expect(review).to_contain_text("“What does the post pay?” asks a question.")
    notebook.shot("day-review")
    check_in.locator(".t-write-anew").click()
    expect(review).to_contain_text("Nothing to change.")
    check_in.locator(".fk-draft .t-mark-sent").click()
    expect(message).to_contain_text("Noted as sent on Tue 31 Mar 2026: Sister Helene Mbeki-Ross.")
    expect(today).to_have_count(5)

    # A thank-you after meeting face to face: a card to copy by hand, opened in a tab of its own.
    to_ada = owed("Thank-you to Dr. Ada Marchetti")
    expect(to_ada).to_contain_text("Best by hand.")
    to_ada.locator(".t-draft").click()
    with notebook.page.expect_popup() as card:
        to_ada.locator(".t-print-card").click()
    expect(card.value.locator("body")).to_contain_text("Marchetti")
    to_ada.locator(".fk-draft .t-mark-sent").click()
    expect(message).to_contain_text("Noted as sent on Tue 31 Mar 2026: Dr. Ada Marchetti.")

    # Put off, let go only with a reason, a debrief written down, a request for feedback sent as it was drafted.
    to_shanice = owed("Thank-you to Shanice Okonjo-Hart")
    to_shanice.locator(".t-not-now").click()
    to_shanice.locator(".t-reason input").fill("Asking Dr. Marchetti for the address")
    to_shanice.locator(".t-put-off").click()
    expect(message).to_contain_text("Put off until Thu 2 Apr 2026.")
    to_winifred = owed("Thank-you to Winifred Zabala")
    to_winifred.locator(".t-not-now").click()
    to_winifred.locator(".t-let-go").click()
    expect(to_winifred.locator(".t-reason-error")).to_contain_text("Give the reason")
    notebook.shot("day-let-go")
    to_winifred.locator(".t-reason input").fill("Thanked her at the gate")
    to_winifred.locator(".t-let-go").click()
    expect(message).to_contain_text("Let go, with your reason.")
    owed("Debrief, Sallow & Wren Architects").locator(".t-debriefed").click()
    expect(message).to_contain_text("Noted.")
    to_odette = owed("Feedback request to Odette Farquharson")
    to_odette.locator(".t-draft").click()
    expect(to_odette.locator(".t-review")).to_contain_text("Nothing to change.")
    to_odette.locator(".fk-draft .t-mark-sent").click()
    expect(today).to_have_count(0)
    expect(summary).to_contain_text("Nothing is due today.")

    # One answers: noted, and the next check-in opens later; what she said is kept to learn from.
    waiting = worklist.locator(".t-unanswered .fk-card")
    waiting.filter(has_text="Kestrel Home Health").locator(".t-mark-answered").click()
    expect(message).to_contain_text("Noted. If they told you something to learn from, write it down below.")
    expect(waiting.filter(has_text="Kestrel Home Health")).to_have_count(0)
    lessons = notebook.panel(".t-save-lesson")
    lessons.locator(".t-application input").fill("Kestrel Home")
    lessons.locator(".t-text textarea").fill("Say sooner what you would do in the first month.")
    lessons.locator(".t-themes input").fill("shorter answers")
    lessons.locator(".t-save-lesson").click()
    expect(lessons.locator(".t-message")).to_contain_text("Saved. It stands on the prep sheet")

    # What was put off is found again by keyboard alone, brought back, and sent after all.
    expect(lessons.locator(".t-lesson")).to_have_count(3)  # the list above is drawn anew before this one
    worklist.locator(".t-past").press("Enter")
    snoozed = worklist.locator(".t-follow-up.snoozed:visible").filter(has_text="Shanice Okonjo-Hart")
    expect(snoozed).to_contain_text("Asking Dr. Marchetti for the address")
    snoozed.locator(".t-bring-back").click()
    expect(message).to_contain_text("Back on the list.")
    expect(today).to_have_count(1)
    owed("Thank-you to Shanice Okonjo-Hart").locator(".t-mark-sent").click()
    expect(today).to_have_count(0)
    for width in (1280, 400):
        notebook.page.set_viewport_size({"width": width, "height": 900})
        notebook.page.wait_for_timeout(500)
        notebook.shot(f"day-done-{width}")
        assert notebook.sideways() == [], f"at {width} pixels"

    with closing(sqlite3.connect(lab_server.folder / "sample-search.db")) as con:
        sent = con.execute(
            "SELECT kind, channel, name, answered_on, body FROM messages LEFT JOIN interviewers USING (interviewer_id)"
            " WHERE sent_on = '2026-03-31' ORDER BY name"
        ).fetchall()
        decided = con.execute("SELECT action, reason FROM snoozes ORDER BY snooze_id DESC LIMIT 1").fetchall()
    assert [message[:4] for message in sent] == [
        ("thank_you", "handwritten", "Dr. Ada Marchetti", None),
        ("feedback_request", "email", "Odette Farquharson", "2026-03-31"),
        ("thank_you", "email", "Shanice Okonjo-Hart", None),  # as her draft was kept in the sample
        ("check_in", "email", "Sister Helene Mbeki-Ross", None),
    ]
    assert sent[3][4] == drafted
    assert decided == [("retire", "Thanked her at the gate")]
