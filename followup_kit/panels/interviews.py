"""The interview form: who was met, when, and what was said, taken down at once."""

from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import as_date, optional_date, say
from followup_kit.errors import BadValue
from followup_kit.etiquette import follow_ups
from followup_kit.markup import escape
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel, row, text
from followup_kit.panels.people import People

MODES = (("In person", "in_person"), ("Video", "video"), ("Phone", "phone"))
SHOWN = 6
_INTERVIEW = ("held_on", "mode", "round", "topics", "questions", "decision_by")
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")


class InterviewForm(Panel):
    """Enter an interview with everyone who was there, or edit one of the latest."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.editing: int | None = None
        self.heading = widgets.HTML()
        company = widgets.Combobox(placeholder="Riverside Dental", ensure_option=False)
        role = widgets.Combobox(placeholder="Receptionist", ensure_option=False)
        company.observe(lambda _: self._company_changed(), "value")
        role.observe(lambda _: self._company_changed(), "value")
        self.applied = self.field("applied_on", widgets.DatePicker(), "Applied on (if you know)", width="11rem")
        mode = self.field("mode", widgets.Dropdown(options=MODES, value="video"), "How you met", width="8rem")
        mode.control.observe(lambda _: self._mode_changed(), "value")
        first = row(
            self.field("company", company, "Company (required)", width="18rem"),
            self.field("role", role, "Role", width="18rem"),
            self.applied,
        )
        second = row(
            self.field("held_on", widgets.DatePicker(), "Date (required)", width="11rem"),
            mode,
            self.field("round", widgets.Text(placeholder="First round"), "Round", width="10rem"),
            self.field("decision_by", widgets.DatePicker(), "They decide by (if they said)", width="13rem"),
        )
        topics = widgets.Textarea(placeholder="What was talked about; what comes next", rows=3)
        questions = widgets.Textarea(placeholder="What you want to ask when you meet", rows=2)
        self.people = People(self)
        self.save = self.button("save-interview", "Save interview", self._save, primary=True)
        self.cancel = self.button("cancel-edit", "Leave it as it was", self.reset)
        self.next_step = widgets.HTML()
        self.next_step.add_class("t-next-step")
        self.latest = widgets.VBox()
        self.latest.add_class("t-latest")
        self.children = [
            self.heading,
            first,
            second,
            self.field("topics", topics, "What was talked about", width="100%"),
            self.field("questions", questions, "Your questions for an interview still to come", width="100%"),
            text("Who was there", "fk-title"),
            self.people,
            row(self.save, self.cancel),
            self.message,
            self.next_step,
            text("Latest interviews", "fk-title"),
            self.latest,
        ]
        self.reset()

    def reset(self) -> None:
        self.editing = None
        self._done = False
        self.people.fill([])
        super().reset()
        interviews = self.page.log.interviews
        self.fields["held_on"].value = self.page.as_of
        self.fields["mode"].value = interviews["mode"].iloc[-1] if len(interviews) else "video"
        self._typing_begins()
        self._mode_changed()
        self.next_step.value = ""

    def refresh(self) -> None:
        tables = self.page.log.tables()
        self._known = {(a.company, a.role) for a in tables.applications.itertuples() if a.company}
        self.fields["company"].control.options = sorted({company for company, _ in self._known})
        self._company_changed()
        recent = tables.interviews.sort_values(["held_on", "interview_id"], ascending=False).head(SHOWN)
        companies = tables.applications.set_index("application_id")
        people = tables.interviewers.groupby("interview_id").name.agg(", ".join)
        self.latest.children = [
            self._entry(interview, companies.loc[interview.application_id], people.get(interview.interview_id, ""))
            for interview in recent.itertuples()
        ] or [text("None yet: the first one you save appears here.", "fk-why")]

    def edit(self, interview_id: int) -> None:
        """Load an interview into the form."""
        self.reset()
        tables = self.page.log.tables()
        interview = tables.interviews.set_index("interview_id").loc[interview_id]
        application = tables.applications.set_index("application_id").loc[interview.application_id]
        for name in _INTERVIEW:
            value = interview[name]
            self.fields[name].value = optional_date(value, name) if name in ("held_on", "decision_by") else value
        self.fields["company"].value, self.fields["role"].value = application.company, application.role
        people = tables.interviewers[tables.interviewers.interview_id == interview_id]
        self.people.fill(people.to_dict("records"))
        self.editing = interview_id
        self._typing_begins()
        self._mode_changed()

    def _save(self) -> None:
        if self._done and self._typed() == self._untouched:
            return  # a second quick click after a save: there is nothing to save twice
        interview = {name: self.fields[name].value for name in _INTERVIEW}
        held = as_date(interview["held_on"], "held_on") if interview["held_on"] else None
        if held is None:
            raise BadValue("Give the day of the interview.", field="held_on")
        if held.year < 2000:
            raise BadValue(f"{say(held)} is long ago: check the year.", field="held_on")
        log, as_of = self.page.log, self.page.as_of
        people = [person for person in self.people.rows if not person.empty]
        written = bool(interview["topics"].strip() or any(person.value["remembered"] for person in people))
        with log.transaction(f"Saved the interview at {self.fields['company'].value.strip()}"):
            if self.editing is None:
                where = {name: self.fields[name].value for name in ("company", "role", "applied_on")}
                debriefed = as_of if written and held <= as_of else None
                interview_id = log.add_interview(**interview, **where, debriefed_on=debriefed)
            else:
                interview_id = self.editing
                self._edit_interview(interview, written)
            self._save_people(interview_id, people)
        self._saved(interview_id, held)

    def _edit_interview(self, interview: dict[str, Any], written: bool) -> None:
        log = self.page.log
        before = log.interviews.set_index("interview_id").loc[self.editing]
        if written and pd.isna(before.debriefed_on) and interview["held_on"] <= self.page.as_of:
            interview = interview | {"debriefed_on": self.page.as_of}
        log.edit("interviews", self.editing, **interview)
        where = {name: self.fields[name].value for name in ("company", "role")}
        log.edit("applications", int(before.application_id), **where)
        kept = {person.interviewer_id for person in self.people.rows}
        people = log.interviewers
        for interviewer_id in people[people.interview_id == self.editing].interviewer_id:
            if interviewer_id not in kept:
                log.remove("interviewers", int(interviewer_id))

    def _save_people(self, interview_id: int, people: list) -> None:
        log = self.page.log
        for person in people:
            try:
                if person.interviewer_id is None:
                    log.add_interviewer(interview_id, **person.value)
                else:
                    log.edit("interviewers", person.interviewer_id, **person.value)
            except BadValue as error:
                raise BadValue(str(error), field=f"{person.serial}.{error.field}", value=error.value) from None

    def _saved(self, interview_id: int, held: Any) -> None:
        owed = follow_ups(self.page.log, self.page.as_of)
        owed = owed[(owed.interview_id == interview_id).fillna(False)]
        self.reset()
        self._done = True
        self.page.changed()
        self.tell(what_follows(owed, held, self.page.as_of))
        links = (
            ("03_draft_notes.ipynb", "Draft the thank-you notes"),
            ("02_follow_ups_due.ipynb", "See all that is due"),
        )
        self.next_step.value = " · ".join(f'<a href="{escape(page)}">{escape(words)}</a>' for page, words in links)

    def _entry(self, interview: Any, application: Any, people: str) -> widgets.Box:
        what = f"{application.company}, {application.role}".strip(", ")
        words = widgets.HTML(
            f"<b>{escape(what)}</b> · {escape(say(interview.held_on.date()))}"
            f'<div class="fk-why">{escape(people or "No names noted yet")}</div>',
            layout={"flex": "1 1 16rem"},
        )
        interview_id = int(interview.interview_id)
        entry = row(words, self.button("edit-interview", "Edit", lambda: self.edit(interview_id)))
        entry.add_class("fk-card")
        entry.add_class("t-entry")
        return entry

    def _company_changed(self) -> None:
        company, role = (self.fields[name].value.strip() for name in ("company", "role"))
        self.fields["role"].control.options = sorted({r for c, r in self._known if r and c == company})
        known = (company, role) in self._known or (not role and any(c == company for c, _ in self._known))
        self.applied.layout.display = "none" if known or not company or self.editing else None

    def _mode_changed(self) -> None:
        self.people.ask_for_addresses(self.fields["mode"].value == "in_person")

    def _typed(self) -> list:
        return [field.value for name, field in self.fields.items()]

    def _typing_begins(self) -> None:
        self._untouched = self._typed()
        self.heading.value = (
            f'<div class="fk-title">{"A new interview" if self.editing is None else "Edit this interview"}</div>'
        )
        self.save.description = "Save interview" if self.editing is None else "Save changes"
        self.cancel.layout.display = "none" if self.editing is None else None


def what_follows(owed: pd.DataFrame, held: Any, as_of: Any) -> str:
    """Say what follows from an interview just saved.

    Parameters
    ----------
    owed : DataFrame
        The follow-ups of that interview.
    held, as_of : datetime.date
        The day of the meeting, and today.
    """
    if held > as_of:
        return f"Saved. Good luck on {say(held)}: what you note here is on your prep sheet."
    notes = owed[(owed.kind == "thank_you") & owed.status.isin(["overdue", "due", "open", "upcoming"])]
    words = ["Saved."]
    if len(notes):
        number = _NUMBERS[len(notes)] if len(notes) < len(_NUMBERS) else str(len(notes))
        by = say(notes.due_on.min().date())
        one = len(notes) == 1
        words.append(f"{number} thank-you note{'' if one else 's'} {'is' if one else 'are'} due by {by}.")
    if (debriefs := owed[owed.kind == "debrief"]).empty or (debriefs.status != "done").any():
        words.append("Still to note, while it is fresh: what was talked about, and with whom.")
    elif held < as_of:
        words.append("Details fade within hours: on the day itself is best.")
    return " ".join(words)
