"""Lessons: what employers said, kept with themes until you have worked on them."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import as_date, say
from followup_kit.errors import BadValue
from followup_kit.markup import escape
from followup_kit.panels.choosing import ApplicationChoice, application_name, open_first
from followup_kit.panels.form import Form
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel, row, text
from followup_kit.schema import Tables


class Lessons(Form):
    """Write down what an employer said; below, what is still to be worked on."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.which = self.fields["application"] = ApplicationChoice("application", "From which employer (required)")
        said = widgets.Textarea(placeholder="In their words, as far as you remember", rows=3)
        themes = widgets.Text(placeholder="shorter answers, concrete examples")
        self.known = widgets.HTML()
        self.known.add_class("t-known-themes")
        nothing = "Nothing to work on: what employers say appears here, and on the prep sheet of your next interview."
        self.nothing = text(nothing, "fk-why")
        self.list = widgets.VBox()
        self.list.add_class("t-lessons")
        self.entries: dict[int, Lesson] = {}
        self.children = [
            self.which,
            row(
                self.field("received_on", widgets.DatePicker(), "On which day (required)", width="11rem"),
                self.field("giver", widgets.Text(), "Who said it", width="18rem"),
            ),
            self.field("text", said, "What they said (required)", width="100%"),
            self.field("themes", themes, "What to work on, in a word or two; commas between", width="100%"),
            self.known,
            self.save_button("save-lesson", "Save what they said", self._save),
            self.message,
            self.undo,
            text("Still to work on", "fk-title"),
            self.list,
        ]
        self.reset()

    def reset(self) -> None:
        super().reset()
        self.fields["received_on"].value = self.page.as_of
        self.begin()

    def refresh(self) -> None:
        now = self.page.now()
        tables = now.tables
        self.which.offer(by_feedback(now.applications))
        themes = tables.feedback_themes.theme.value_counts()
        words = f"Used before: {', '.join(themes.index)}." if len(themes) else ""
        self.known.value = f'<div class="fk-small">{escape(words)}</div>' if words else ""
        self._show(tables)

    def _show(self, tables: Tables) -> None:
        lessons = tables.feedback[tables.feedback.worked_on.isna()].sort_values(
            ["received_on", "feedback_id"], ascending=False
        )
        themes = tables.feedback_themes.groupby("feedback_id").theme.agg(list)
        companies = tables.applications.set_index("application_id")
        for feedback_id in self.entries.keys() - set(lessons.feedback_id):
            self.entries.pop(feedback_id).forget()
        for lesson in lessons.itertuples():
            application = companies.loc[lesson.application_id]
            name = application_name(application.company, application.role)
            if lesson.feedback_id not in self.entries:
                self.entries[lesson.feedback_id] = Lesson(self, lesson.feedback_id, self._worked_on)
            self.entries[lesson.feedback_id].show(lesson, name, themes.get(lesson.feedback_id, []))
        self.list.children = [self.entries[each] for each in lessons.feedback_id] or [self.nothing]

    def _save(self) -> None:
        application_id = self.which.application_id
        typed = {name: self.fields[name].value for name in ("received_on", "giver", "text")}
        if typed["received_on"] is None:
            raise BadValue("Give the day, at least roughly.", field="received_on")
        day = as_date(typed["received_on"], "received_on")
        if day > self.page.as_of:
            raise BadValue(f"{say(day)} is still to come. Check the day.", field="received_on", value=day)
        themes = [theme.strip() for theme in self.fields["themes"].value.split(",") if theme.strip()]
        with self.page.log.transaction("Kept what an employer said"):
            self.page.log.add_feedback(application_id, themes=themes, **typed)
        self.finish("Saved. It stands on the prep sheet of your next interview until you have worked on it.")

    def _worked_on(self, feedback_id: int) -> None:
        if feedback_id not in self.entries:
            return  # a second quick click
        with self.page.log.transaction("Worked on what an employer said"):
            self.page.log.edit("feedback", feedback_id, worked_on=self.page.as_of)
        self.page.changed()
        self.tell("Well done. It leaves the list, and the prep sheet.")
        self.undo.layout.display = None


class Lesson(widgets.Box):
    """One thing an employer said, with a button for when it is dealt with."""

    def __init__(self, panel: Panel, feedback_id: int, worked_on: Callable[[int], None]) -> None:
        self.words = widgets.HTML()
        self.words.add_class("fk-words")
        self.done = panel.button("worked-on", "I have worked on it", lambda: worked_on(feedback_id))
        super().__init__([self.words, self.done])
        for css in ("fk-row", "fk-card", "t-lesson"):
            self.add_class(css)

    def show(self, lesson: Any, name: str, themes: list[str]) -> None:
        """Show a row of the table of feedback."""
        giver = f", {lesson.giver}" if lesson.giver else ""
        title = ", ".join(themes) or "What they said"
        self.words.value = (
            f"<b>{escape(title[:1].upper() + title[1:])}</b><div class='fk-said'>{escape(lesson.text)}</div>"
            f'<div class="fk-why">{escape(name)}{escape(giver)}, {escape(say(lesson.received_on))}</div>'
        )

    def forget(self) -> None:
        """Give the widgets back."""
        for widget in (self.words, self.done, self):
            widget.close()


def by_feedback(applications: pd.DataFrame) -> pd.DataFrame:
    """Return the flat frame with those on top that most likely said something: interviewed, the latest first."""
    applications = open_first(applications)
    interviewed = applications.n_interviews > 0
    return applications.assign(interviewed=interviewed).sort_values(["interviewed", "rejected_on"], ascending=False)
