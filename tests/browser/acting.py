"""What a person does on each page, with every payload in turn; run in the kernel of the page, on its own panels."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import pandas as pd
from hostile import AS_OF, PAYLOADS, file_name

from followup_kit.log import open_log
from followup_kit.outreach import note_outreach
from followup_kit.panels.panel import Panel

TABLE = "Company,Role,Source,Date Applied,Status,{0}\r\n{0},{0},{0},2026-02-02,{0},{0}\r\n{0},R,S,{0},Applied,{0}\r\n"


def panels_of(page: Any) -> SimpleNamespace:
    """Return the panels of a page, by their classes' names; what goes wrong in one is not swallowed."""
    Panel.reraise = True
    return SimpleNamespace(**{type(panel).__name__: panel for panel in page.panels})


def button(panel: widgets.Widget, name: str) -> widgets.Button | None:
    """Return the button of a panel that can be seen and has a class."""
    for child in getattr(panel, "children", ()):
        if isinstance(child, widgets.Button) and f"t-{name}" in child._dom_classes and child.layout.display != "none":
            return child
        if found := button(child, name):
            return found
    return None


def type_in(panel: Panel, words: Any, *names: str) -> None:
    for name in names:
        panel.fields[name].value = words


def refused(field: Any, text: str) -> None:
    """Hold a field to an error that quotes what was typed."""
    assert repr(text)[1:-1] in field.error, f"{field.name}: {text!r} gives {field.error!r}"


def log_interviews(page: Any) -> None:
    """01: everything there is opened, typed into every field, refused, and looked at before it is imported."""
    on, mine = panels_of(page), page.log
    while len(on.InterviewForm.latest.entries) < len(PAYLOADS):
        button(on.InterviewForm.latest, "more-interviews").click()
    on.InterviewForm.edit(on.InterviewForm.latest.entries[0].interview_id)
    for text in PAYLOADS:
        type_in(on.InterviewForm, text, "company", "role")  # said to be moved there
    on.InterviewForm.reset()
    for text in PAYLOADS:
        type_in(on.InterviewForm, text, "company")  # said to belong there
        type_in(on.InterviewForm, f"{text} & Co", "company", "role", "round", "topics", "questions")  # said to be new
        for field in on.InterviewForm.people.rows[0].inputs.values():
            field.value = text
        on.InterviewForm.save.click()
        refused(on.InterviewForm.people.rows[0].inputs["email"], text)
        type_in(on.Applications, f"{text}?", "application")
        button(on.Applications, "save-stage").click()
        refused(on.Applications.which, f"{text}?")
        type_in(on.ApplicationForm, text, "company", "role", "source", "location", "url")
        on.ApplicationForm.save.click()
        refused(on.ApplicationForm.fields["url"], text)
        type_in(on.Seeker, text, "seeker_name", "seeker_email", "seeker_phone")
        button(on.Seeker, "save-seeker").click()
        refused(on.Seeker.fields["seeker_email"], text)
        quoted = text.replace('"', '""')
        on.ImportPanel.choose(f"{text}.csv", TABLE.format(f'"{quoted}"').encode())
        page.log = open_log(Path(mine.path).with_name(f"{file_name(text)}.db"))
        on.Banner.refresh()
        page.log = mine
        on.Applications.tell(text)
    for text in PAYLOADS[:3]:
        type_in(on.Forget, text, "name")
        button(on.Forget, "forget-show").click()
        assert on.Forget.found or on.Forget.fields["company"].error  # or met at several companies
    on.ImportPanel.folded.show(True)
    on.ImportPanel.take.click()
    assert "Imported" in on.ImportPanel.message.value
    for at in range(5, len(PAYLOADS) + 1, 5):
        on.ImportPanel.earlier.show(mine.imports.head(at))
    for application_id in mine.applications.application_id[: len(PAYLOADS)]:
        on.Applications.which.choose(application_id)
        on.Preparation.which.choose(application_id)
    on.Seeker.fold.show(True)
    on.Applications.which.choose(1)
    type_in(on.Applications, "replied", "stage")
    button(on.Applications, "save-stage").click()
    on.Applications.undo.click()
    assert "Undone" in on.Applications.message.value


def follow_ups_due(page: Any) -> None:
    """02: all of the list is shown, some notes drafted; some are put off, let go, answered."""
    worklist = panels_of(page).Worklist
    button(worklist, "show-more").click()
    drafted = [card for card in worklist.rows.values() if card.draft.layout.display != "none"]
    for card in drafted[:3]:
        card.draft.click()
    for act in ("put-off", "let-go"):
        card = next(card for card in worklist.rows.values() if card.later.layout.display != "none")
        card.later.click()
        card.reason.value = PAYLOADS[0]
        button(card, act).click()
    button(worklist, "mark-answered").click()


def draft_notes(page: Any) -> None:
    """03: the notes after each interview, and some of the other kinds; one is kept, and one sent."""
    drafts = panels_of(page).Drafts
    interviews = [value for _, value in drafts.fields["interview"].control.options]
    for kind, shown in (("check_in", interviews[:3]), ("feedback_request", interviews[:3]), ("thank_you", interviews)):
        type_in(drafts, kind, "kind")
        for interview_id in shown:
            type_in(drafts, interview_id, "interview")
    type_in(drafts.editors[0], PAYLOADS[0], "subject", "body")
    button(drafts, "save-draft").click()
    button(drafts, "mark-sent").click()


def response_trends(page: Any) -> None:
    """04: the sources side by side, one by one, and words looked for; a copy for the counselor made."""
    on = panels_of(page)
    _, (_, split), *sources = on.Trends.fields["source"].control.options
    for source in (split, *(value for _, value in sources[:2])):
        type_in(on.Trends, source, "source")
    type_in(on.Trends, PAYLOADS[0].split()[0], "words")
    for text in PAYLOADS:
        on.Trends.charts["stage_flows"].show(pd.DataFrame({"source": ["applied"], "target": [text], "n": [9]}))
        on.Handover.tell(text)
    type_in(on.Handover, PAYLOADS[0], "seeker")
    type_in(on.Handover, True, "companies")
    button(on.Handover, "make-copy").click()


def cohort_review(page: Any) -> None:
    """05: a folder refused, one read, everybody in it opened, somebody reached, the list with names saved."""
    on = panels_of(page)
    for text in PAYLOADS:
        type_in(on.CohortChoice, file_name(text), "folder")
        button(on.CohortChoice, "read-cohort").click()
        assert on.CohortChoice.fields["folder"].error
    type_in(on.CohortChoice, str(Path(page.folder).parent / "strangers"), "folder")
    button(on.CohortChoice, "read-cohort").click()
    on.CohortChoice.fold.show(True)
    while later := button(on.CohortWorklist, "later"):
        later.click()
    for at, text in enumerate(PAYLOADS):
        note_outreach(page.confidential_folder, f"s{at:02}", page.as_of, "phone", " ".join(text.split()))
    for seeker_id in page.named.seeker_id:
        on.CohortWorklist.visit(seeker_id)
    type_in(on.CohortWorklist, PAYLOADS[0], "outcome")
    button(on.CohortWorklist, "note-outreach").click()
    on.CohortWorklist.back()
    for text in PAYLOADS:
        type_in(on.CohortWorklist, text, "words")
        assert len(on.CohortWorklist.chosen)
    type_in(on.CohortWorklist, "", "words")
    type_in(on.CohortTrends, "campus", "group")
    button(on.NamedExport, "save-named").click()
    assert page.as_of.isoformat() == AS_OF
