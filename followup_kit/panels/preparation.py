"""Preparation: what to have in mind before the next interview, to read or to print."""

from collections.abc import Iterable

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import say
from followup_kit.markup import escape
from followup_kit.notes import PrepSheet, prep_sheet
from followup_kit.notes.prep import Meeting
from followup_kit.panels.choosing import ApplicationChoice, application_name, open_first
from followup_kit.panels.links import open_page
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel

_HOW = {"in_person": "in person", "video": "by video", "phone": "by phone"}


class Preparation(Panel):
    """The prep sheet of one application; that of the next interview, unless another is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.which = self.fields["application"] = ApplicationChoice("application", "For which application")
        self.link = widgets.HTML()
        self.link.add_class("t-print-prep")
        self.sheet = widgets.HTML()
        self.sheet.add_class("t-prep-sheet")
        self._offered: int | None = None  # what the panel chose itself gives way to an interview that comes sooner
        self.children = [self.which, self.link, self.sheet, self.message]
        self.which.control.observe(lambda _: self.attempt(self._show), "value")
        self.reset()

    def refresh(self) -> None:
        now = self.page.now()
        self._tables = now.tables
        coming = next_interviews(now.tables.interviews, self.page.as_of)
        self.which.offer(by_interview(now.applications, coming))
        if len(coming) and (not self.which.value or self.which.chosen == self._offered):
            self._offered = int(coming.index[0])
            self.which.choose(self._offered)
        self._show()

    def _show(self) -> None:
        chosen = self.which.chosen
        self.link.layout.display = self.sheet.layout.display = "none" if chosen is None else None
        if chosen is None:
            nothing = "No interview is coming up. Choose an application to look back at what was said there."
            self.tell("" if self.which.value.strip() else nothing, "note")
            return
        sheet = prep_sheet(self._tables, chosen, self.page.as_of)
        self.link.value = open_page("Print it", sheet.html())
        self.sheet.value = sheet_html(sheet)
        self.tell("")


def next_interviews(interviews: pd.DataFrame, as_of: object) -> pd.Series:
    """Return the day of each application's next interview, from a day on, by application; the soonest first."""
    coming = interviews[interviews.held_on >= pd.Timestamp(as_of)].sort_values("held_on", kind="stable")
    return coming.drop_duplicates("application_id").set_index("application_id").held_on


def by_interview(applications: pd.DataFrame, coming: pd.Series) -> pd.DataFrame:
    """Return the flat frame with those on top that have an interview ahead, then those that had one."""
    applications = open_first(applications)
    days = coming.reindex(applications.application_id).to_numpy()
    applications = applications.assign(coming=days, interviewed=applications.n_interviews > 0)
    return applications.sort_values(["coming", "interviewed"], ascending=[True, False], kind="stable")


def sheet_html(sheet: PrepSheet) -> str:
    """Return a prep sheet as HTML: whom you will meet, your questions, what was said before, what to do better."""
    parts = [f'<div class="fk-title">{escape(application_name(sheet.company, sheet.role))}</div>']
    if sheet.upcoming:
        questions = _list(escape(question) for question in sheet.questions)
        none = '<div class="fk-why">None noted yet: they go into the form above, with the interview.</div>'
        parts += ["<p><b>You will meet</b></p>", *map(_meeting, sheet.upcoming)]
        parts += ["<p><b>Your questions for them</b></p>", questions or none]
    else:
        parts.append('<div class="fk-why">No interview is noted there from today on.</div>')
    if sheet.held:
        parts += ["<p><b>What was said before</b></p>", *map(_meeting, sheet.held)]
    if sheet.lessons:
        themes = ", ".join(
            f"{theme.theme} ({theme.n_times} times)" if theme.n_times > 1 else theme.theme for theme in sheet.themes
        )
        parts.append(f"<p><b>To do better this time</b>{escape(f': {themes}' if themes else '')}</p>")
        parts.append(
            _list(
                f'<span class="fk-said">{escape(lesson.text)}</span><div class="fk-why">'
                f"{escape(', '.join(filter(None, (lesson.giver, lesson.company, say(lesson.received_on)))))}</div>"
                for lesson in sheet.lessons
            )
        )
    return "".join(parts)


def _meeting(meeting: Meeting) -> str:
    when = ", ".join(filter(None, (say(meeting.held_on), _HOW[meeting.mode], meeting.round)))
    topics = f'<div class="fk-said">{escape(meeting.topics)}</div>' if meeting.topics else ""
    people = []
    for person in meeting.people:
        title = f", {person.title}" if person.title else ""
        again = " (you have met before)" if person.met_before else ""
        said = f'<div class="fk-why fk-said">{escape(person.remembered)}</div>' if person.remembered else ""
        people.append(f"<b>{escape(person.name)}</b>{escape(title + again)}{said}")
    nobody = '<div class="fk-why">Nobody is noted yet: ask the coordinator for the names.</div>'
    return f"<div>{escape(when)}</div>{topics}{_list(people) or nobody}"


def _list(entries: Iterable[str]) -> str:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f'<ul class="fk-list">{items}</ul>' if items else ""
