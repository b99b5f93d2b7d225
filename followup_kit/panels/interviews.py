"""The interview form: who was met, when, and what was said, taken down at once."""

from typing import Any

import ipywidgets as widgets

from followup_kit.corrections import correct_interview, same_name
from followup_kit.dates import optional_date
from followup_kit.errors import BadValue, NotFound
from followup_kit.etiquette import follow_ups
from followup_kit.markup import escape
from followup_kit.panels.form import Form
from followup_kit.panels.interview_sentences import belongs_to, checked_days, meant, renaming, what_follows
from followup_kit.panels.latest import LatestInterviews
from followup_kit.panels.links import to_notebook
from followup_kit.panels.page import Page
from followup_kit.panels.panel import row, text
from followup_kit.panels.people import People

MODES = (("In person", "in_person"), ("Video", "video"), ("Phone", "phone"))
_INTERVIEW = ("held_on", "mode", "round", "topics", "questions", "decision_by")


class InterviewForm(Form):
    """Enter an interview with everyone who was there, or open an earlier one to change it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.editing: int | None = None
        self.heading = widgets.HTML()
        self.belongs = widgets.HTML()
        self.belongs.add_class("t-belongs")
        self.meant = self.button("meant", "", self._take_meant)
        self.who = widgets.HTML()
        self.people = People(self)
        self.save = self.save_button("save-interview", "Save interview", self._save)
        self.cancel = self.button("cancel-edit", "Leave it as it was", self.reset)
        self.remove = self.button("remove-interview", "Remove this interview", self._remove)
        self.next_step = widgets.HTML()
        self.next_step.add_class("t-next-step")
        self.latest = LatestInterviews(self, self.edit)
        self.children = [
            self.heading,
            row(*self._where()),
            self.belongs,
            self.meant,
            row(*self._when()),
            *self._what(),
            self.who,
            self.people,
            row(self.save, self.cancel, self.remove),
            self.message,
            row(self.next_step, self.undo),
            text("Latest interviews", "fk-title"),
            self.latest,
        ]
        self.reset()

    def reset(self) -> None:
        self.editing = None
        self.people.fill([])
        self.latest.reset()
        super().reset()
        interviews = self._tables.interviews
        self.fields["held_on"].value = self.page.as_of
        self.fields["mode"].value = interviews["mode"].iloc[-1] if len(interviews) else "video"
        self.begin()

    def refresh(self) -> None:
        now = self.page.now()
        self._tables, self._flat = now.tables, now.applications
        companies = self._tables.applications.company
        self.fields["company"].control.options = sorted({company for company in companies if company})
        self.latest.show(self._tables, self.page.as_of)
        self._name_changed()

    def edit(self, interview_id: int) -> None:
        """Open an interview in the form.

        Raises
        ------
        NotFound
            If it was removed meanwhile.
        """
        self.reset()
        interviews, applications, people = self._tables.interviews, self._tables.applications, self._tables.interviewers
        if interview_id not in interviews.interview_id.to_list():
            raise NotFound("This interview is not in your log any more.")
        interview = interviews.set_index("interview_id").loc[interview_id]
        application = applications.set_index("application_id").loc[interview.application_id]
        self.editing = interview_id
        for name in _INTERVIEW:
            value = interview[name]
            self.fields[name].value = optional_date(value, name) if name in ("held_on", "decision_by") else value
        self.fields["company"].value, self.fields["role"].value = application.company, application.role
        self.people.fill(people[people.interview_id == interview_id].to_dict("records"))
        self.begin()
        self.fields["company"].control.focus()

    def _where(self) -> list[widgets.Widget]:
        company = widgets.Combobox(placeholder="Riverside Dental", ensure_option=False)
        role = widgets.Combobox(placeholder="Receptionist", ensure_option=False)
        fields = [
            self.field("company", company, "Company (required)", width="18rem"),
            self.field("role", role, "Role", width="18rem"),
            self.field("applied_on", widgets.DatePicker(), "Applied on (if you know)", width="11rem"),
        ]
        for control in (company, role):
            control.observe(lambda _: self._name_changed(), "value")
        return fields

    def _when(self) -> list[widgets.Widget]:
        held_on, mode = widgets.DatePicker(), widgets.Dropdown(options=MODES, value="video")
        fields = [
            self.field("held_on", held_on, "Date (required)", width="11rem"),
            self.field("mode", mode, "How you met", width="8rem"),
            self.field("round", widgets.Text(placeholder="First round"), "Round", width="10rem"),
            self.field("decision_by", widgets.DatePicker(), "They decide by (if they said)", width="13rem"),
        ]
        held_on.observe(lambda _: self._day_changed(), "value")
        mode.observe(lambda _: self._mode_changed(), "value")
        return fields

    def _what(self) -> list[widgets.Widget]:
        topics = widgets.Textarea(placeholder="What it was about; what comes next", rows=3)
        questions = widgets.Textarea(placeholder="What you want to ask when you meet", rows=3)
        return [
            self.field("topics", topics, "What was talked about", width="100%"),
            self.field("questions", questions, "Your questions for them", width="100%"),
        ]

    def _save(self) -> None:
        interview = {name: self.fields[name].value for name in _INTERVIEW}
        company, role = (self.fields[name].value.strip() for name in ("company", "role"))
        if not company:
            raise BadValue("Give the company: the log needs to know whom you met.", field="company")
        held = checked_days(interview)
        people = [person for person in self.people.rows if not person.empty]
        written = bool(interview["topics"].strip() or any(person.value["remembered"] for person in people))
        if written and held <= self.page.as_of and self._debriefed_on() is None:
            interview["debriefed_on"] = self.page.as_of
        with self.page.log.transaction(f"Saved the interview at {company}"):
            if self.editing is None:
                applied_on = self.fields["applied_on"].value
                interview_id = self.page.log.add_interview(
                    **interview, company=company, role=role, applied_on=applied_on
                )
            else:
                interview_id = self.editing
                correct_interview(self.page.log, interview_id, company, role, **interview)
            self._save_people(interview_id, people)
        self._say_saved(interview_id)

    def _debriefed_on(self) -> Any:
        interviews = self._tables.interviews
        return optional_date(
            interviews[interviews.interview_id == self.editing].debriefed_on.max() if self.editing else None, "held_on"
        )

    def _save_people(self, interview_id: int, people: list) -> None:
        log = self.page.log
        before = log.interviewers
        before = before[before.interview_id == interview_id].interviewer_id
        for person in people:
            try:
                if person.interviewer_id is None:
                    log.add_interviewer(interview_id, **person.value)
                else:
                    log.edit("interviewers", person.interviewer_id, **person.value)
            except BadValue as error:
                raise BadValue(str(error), field=f"{person.serial}.{error.field}", value=error.value) from None
        for interviewer_id in set(before) - {person.interviewer_id for person in people}:
            log.remove("interviewers", int(interviewer_id))

    def _say_saved(self, interview_id: int) -> None:
        self.finish("Saved.")
        interviews = self._tables.interviews.set_index("interview_id")
        owed = follow_ups(self._tables, self.page.as_of)
        owed = owed[(owed.interview_id == interview_id).fillna(False)]
        self.tell(what_follows(owed, interviews.loc[interview_id], self.page.as_of))
        links = [to_notebook("02_follow_ups_due.ipynb", "See all that is due")]
        if (owed.kind == "thank_you").any():
            links.insert(0, to_notebook("03_draft_notes.ipynb", "Draft the thank-you notes"))
        self.next_step.value = " · ".join(links)

    def _remove(self) -> None:
        if self.editing is None:
            return  # a second quick click
        self.page.log.remove("interviews", self.editing)
        self.finish("Removed, with the people noted for it. The application stays in your log.")

    def step_back(self) -> None:
        super().step_back()
        self.next_step.value = ""

    def _name_changed(self) -> None:
        company, role = self.fields["company"].value, self.fields["role"].value
        there = same_name(self._flat, company)
        self.fields["role"].control.options = sorted({role for role in there.role if role})
        known = not same_name(there, company, role.strip() or None).empty
        new = bool(company.strip()) and not known and self.editing is None
        self.fields["applied_on"].layout.display = None if new else "none"
        words = belongs_to(self._flat, company, role) if self.editing is None else self._renaming(company, role)
        self.belongs.value = f'<div class="fk-why fk-below">{escape(words)}</div>' if words else ""
        self._like = meant(self._flat, company)
        self.meant.description = f"I mean {self._like}"
        self.meant.layout.display = None if self._like else "none"
        people, interviews = self._tables.interviewers, self._tables.interviews
        theirs = interviews[interviews.application_id.isin(there.application_id)].interview_id
        met = people[people.interview_id.isin(theirs)].drop_duplicates("name", keep="last")
        self.people.offer({person["name"]: person for person in met.to_dict("records")})

    def _take_meant(self) -> None:
        self.fields["company"].value = self._like or self.fields["company"].value

    def _renaming(self, company: str, role: str) -> str:
        interviews = self._tables.interviews
        application_id = interviews.set_index("interview_id").application_id.get(self.editing)
        n_others = int((interviews.application_id == application_id).sum()) - 1
        return renaming(self._flat, application_id, n_others, company, role)

    def _day_changed(self) -> None:
        held = self.fields["held_on"].value
        to_come = held is not None and held > self.page.as_of
        topics, questions = self.fields["topics"], self.fields["questions"]
        topics.layout.display = "none" if to_come and not topics.value else None
        questions.layout.display = None if to_come or questions.value else "none"
        self.who.value = f'<div class="fk-title">{"Who will be there" if to_come else "Who was there"}</div>'

    def _mode_changed(self) -> None:
        self.people.ask_for_addresses(self.fields["mode"].value == "in_person")

    def begin(self) -> None:
        super().begin()
        new = self.editing is None
        self.heading.value = f'<div class="fk-title">{"A new interview" if new else "Change this interview"}</div>'
        self.save.description = "Save interview" if new else "Save changes"
        self.cancel.layout.display = self.remove.layout.display = "none" if new else None
        self.next_step.value = ""
        self._name_changed()
        self._day_changed()
        self._mode_changed()
