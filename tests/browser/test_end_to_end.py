"""A person's evening: two interviews written down, the thank-yous found, drafted, and one sent."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import Locator, expect


def type_person(form: Locator, number: int, **person: str) -> None:
    card = form.locator(".t-person").nth(number)
    for column, text in person.items():
        card.locator(f".t-person-{column} :is(input, textarea)").fill(text)


def test_from_two_interviews_to_a_note_sent(lab_server, open_notebook: Callable) -> None:
    log_page = open_notebook("01_log_interviews.ipynb")
    log_page.run_all()
    log_page.page.click(".t-start-own")
    expect(log_page.page.locator(".t-banner")).to_contain_text("Your log: my-search.db")

    form = log_page.panel(".t-save-interview")
    form.locator(".t-company input").fill("Riverside Dental")
    form.locator(".t-role input").fill("Office Manager")
    form.locator(".t-held_on input").fill("2026-03-30")
    form.locator(".t-mode select").select_option("In person")
    form.locator(".t-topics textarea").fill("The new scheduling system, and who trains whom.")
    type_person(
        form,
        0,
        name="Dr. Ada Marchetti",
        title="Owner",
        email="ada@riverside.example",
        remembered="her first practice in Leeds",
    )
    form.locator(".t-add-person").click()
    type_person(form, 1, name="Jun Okafor", title="Hygienist", remembered="how the Saturday rota works")
    form.locator(".t-save-interview").click()
    message = form.locator(".t-message")
    expect(message).to_contain_text("Saved. Two thank-you notes are due by Wed 1 Apr 2026.")
    log_page.shot("log-interviews-saved")

    form.locator(".t-company input").fill("Arbor Clinic")
    form.locator(".t-held_on input").fill("2026-03-31")
    form.locator(".t-mode select").select_option("Video")
    type_person(form, 0, name="Sam Vale", remembered="the move to the new building")
    form.locator(".t-save-interview").click()
    expect(message).to_contain_text("Saved. One thank-you note is due by Thu 2 Apr 2026.")
    expect(form.locator(".t-entry")).to_have_count(2)

    due_page = open_notebook("02_follow_ups_due.ipynb")
    due_page.run_all()
    owed = due_page.page.locator(".t-follow-up.t-thank_you.open")
    expect(owed).to_have_count(3)
    for words in ("Thank-you to Dr. Ada Marchetti, Riverside Dental: due Wed 1 Apr", "Jun Okafor", "Sam Vale"):
        expect(owed.filter(has_text=words)).to_have_count(1)
    due_page.shot("follow-ups-owed")

    draft_page = open_notebook("03_draft_notes.ipynb")
    draft_page.run_all()
    draft_page.page.locator(".t-interview select").select_option("Mon 30 Mar 2026 · Riverside Dental, Office Manager")
    drafts = draft_page.page.locator(".t-draft")
    expect(drafts).to_have_count(2)
    to_ada, to_jun = drafts.filter(has_text="To Dr. Ada Marchetti"), drafts.filter(has_text="To Jun Okafor")
    for draft, remembered in ((to_ada, "your first practice in Leeds"), (to_jun, "the Saturday rota")):
        expect(draft.locator(".t-body textarea")).to_have_value(re.compile(re.escape(remembered)))
        draft.locator(".t-save-draft").click()
        expect(draft.locator(".t-message")).to_contain_text("Draft saved")
    draft_page.shot("drafts-saved")
    body = to_ada.locator(".t-body textarea")
    to_ada.locator(".t-mark-sent").click()
    expect(to_ada.locator(".t-body-error")).to_contain_text("“[your name]” is still to be filled in.")
    body.fill(body.input_value().replace("[your name]", "Robin Castellane"))
    to_ada.locator(".t-mark-sent").click()
    expect(to_ada).to_contain_text("Sent on Tue 31 Mar 2026")
    expect(to_jun.locator(".t-mark-sent")).to_be_visible()

    due_page.run_all()
    expect(owed).to_have_count(2)
    expect(owed.filter(has_text="Marchetti")).to_have_count(0)

    with closing(sqlite3.connect(lab_server.folder / "my-search.db")) as con:
        interviews = con.execute(
            "SELECT company, role, held_on, mode FROM interviews JOIN applications USING (application_id) ORDER BY 3"
        ).fetchall()
        people = con.execute("SELECT name, title, email, remembered FROM interviewers ORDER BY name").fetchall()
        messages = con.execute(
            "SELECT name, kind, sent_on FROM messages JOIN interviewers USING (interviewer_id) ORDER BY name"
        ).fetchall()
    assert interviews == [
        ("Riverside Dental", "Office Manager", "2026-03-30", "in_person"),
        ("Arbor Clinic", "", "2026-03-31", "video"),
    ]
    assert people == [
        ("Dr. Ada Marchetti", "Owner", "ada@riverside.example", "her first practice in Leeds"),
        ("Jun Okafor", "Hygienist", "", "how the Saturday rota works"),
        ("Sam Vale", "", "", "the move to the new building"),
    ]
    assert messages == [("Dr. Ada Marchetti", "thank_you", "2026-03-31"), ("Jun Okafor", "thank_you", None)]
