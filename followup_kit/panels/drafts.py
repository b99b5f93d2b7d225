"""Drafts: choose what to write and after which interview; one note per person, each beside its review."""

from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import say
from followup_kit.etiquette import follow_ups
from followup_kit.notes import Note, draft_notes
from followup_kit.panels.drafting import DraftEditor
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel, row, text

KINDS = (
    ("Thank-you notes", "thank_you"),
    ("A check-in", "check_in"),
    ("A request for feedback", "feedback_request"),
)


class Drafts(Panel):
    """The notes that follow one interview."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.editors: list[DraftEditor] = []
        kind = self.field("kind", widgets.Dropdown(options=KINDS), "What to write", width="14rem")
        interview = self.field("interview", widgets.Dropdown(), "After which interview", width="34rem")
        self.drafts = widgets.VBox()
        self.children = [row(kind, interview), self.message, self.drafts]
        self._choices()
        for field in (kind, interview):
            field.control.observe(lambda _: self.attempt(self._write), "value")
        self._write()

    def reset(self) -> None:
        super().reset()
        self._choices()
        self._write()

    def _choices(self) -> None:
        tables = self.page.log.tables()
        held = tables.interviews[tables.interviews.held_on <= pd.Timestamp(self.page.as_of)]
        held = held.sort_values(["held_on", "interview_id"], ascending=False)
        companies = tables.applications.set_index("application_id")
        self.fields["interview"].control.options = [
            (_name(interview, companies.loc[interview.application_id]), int(interview.interview_id))
            for interview in held.itertuples()
        ]
        owed = follow_ups(tables, self.page.as_of)
        owed = owed[(owed.kind == "thank_you") & owed.status.isin(["overdue", "due", "open"])].interview_id
        chosen = [*owed, *held.interview_id]
        self.fields["interview"].value = int(chosen[0]) if chosen else None

    def _write(self) -> None:
        interview_id, kind = self.fields["interview"].value, self.fields["kind"].value
        for editor in self.editors:
            editor.leave()
            editor.close()
        self.editors = []
        if interview_id is None:
            self.drafts.children = [text("No interview yet: enter one in 01_log_interviews first.", "fk-why")]
            return
        drafts = draft_notes(self.page.log, kind, interview_id=interview_id)
        cards = []
        for note in drafts:
            whom = f"To {note.recipient}" + (f", {note.title}" if note.title else "") if note.recipient else "Your note"
            sent = self._sent(note)
            if not sent:
                self.editors.append(self._editor(note))
            card = widgets.VBox([text(whom, "fk-title"), *(sent or self.editors[-1:])])
            card.add_class("fk-card")
            card.add_class("t-draft")
            cards.append(card)
        nobody = [text("Nobody is noted for this interview: add the names first.", "fk-why")]
        self.drafts.children = [*self._too_early(kind, drafts), *cards] if cards else nobody
        for editor in self.editors:
            editor.check()

    def _too_early(self, kind: str, drafts: list[Note]) -> list[widgets.Widget]:
        """A line that says so, where it is not the time for such a note yet."""
        owed = follow_ups(self.page.log, self.page.as_of)
        owed = owed[(owed.kind == kind) & (owed.application_id == drafts[0].application_id)] if drafts else owed[:0]
        words = "".join(owed.reason[owed.status == "upcoming"].head(1))
        if kind == "feedback_request" and owed.empty:
            words = "They have not turned you down, as far as this log knows: such a note is for after their answer."
        return [text(f"Not yet. {words}", "fk-message note")] if words else []

    def _editor(self, note: Note) -> DraftEditor:
        follow_up: dict[str, Any] = {
            "kind": note.kind,
            "application_id": note.application_id,
            "interview_id": note.interview_id,
            "interviewer_id": note.interviewer_id,
            "recipient": note.recipient,
            "channel": note.channel,
        }

        def done(words: str) -> None:
            self.page.changed()
            self._write()
            self.tell(words)

        def peers(own: DraftEditor) -> list[str]:
            return [other.text for other in self.editors if other is not own] if note.kind == "thank_you" else []

        editor = DraftEditor(self.page, follow_up, done, peers)
        editor.fields["body"].control.observe(lambda _: self._recheck(editor), "value")
        return editor

    def _recheck(self, changed: DraftEditor) -> None:
        for editor in self.editors:
            if editor is not changed:
                editor.check()

    def _sent(self, note: Note) -> list[widgets.Widget]:
        messages = self.page.log.messages
        sent = messages[(messages.kind == note.kind) & messages.sent_on.notna()]
        column = "interviewer_id" if note.kind == "thank_you" else "application_id"
        sent = sent[(sent[column] == getattr(note, column)).fillna(False)]
        if sent.empty:
            return []
        last = sent.iloc[-1]
        return [text(f"✓ Sent on {say(last.sent_on.date())}.", "fk-why"), text(last.body, "fk-sent")]


def _name(interview: Any, application: pd.Series) -> str:
    what = ", ".join(part for part in (application.company, application.role) if part)
    return f"{say(interview.held_on.date())} · {what or 'no company noted'}"
