"""The worklist: what is owed to whom, most urgent first, each dealt with from its row."""

from datetime import timedelta
from typing import Any

import ipywidgets as widgets
import numpy as np
import pandas as pd

from followup_kit import sending
from followup_kit.dates import optional_date, say, say_short
from followup_kit.errors import BadValue
from followup_kit.etiquette import calendar_of, follow_ups, headline
from followup_kit.log import Log
from followup_kit.markup import escape
from followup_kit.panels.drafting import DraftEditor
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Field, Fold, Panel, row, said, text
from followup_kit.schema import Tables
from followup_kit.worklist import GROUPS, SIGNS, summary

SHOWN = 25
UNANSWERED_FOR = timedelta(days=30)


class Worklist(Panel):
    """Everything owed as of today, with buttons to draft it, send it, put it off or let it go."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows: dict[str, Row] = {}
        self.shown = dict.fromkeys(GROUPS, SHOWN)
        self.summary = widgets.HTML()
        self.summary.add_class("t-worklist-summary")
        self.groups = {title: widgets.VBox() for title in GROUPS}
        self.unanswered = widgets.VBox()
        self.unanswered.add_class("t-unanswered")
        self.undo = self.button("undo", "Undo", self.step_back)
        *now, past = self.groups.values()
        self.past = Fold("past", "Snoozed and done", past)
        self.here = widgets.HTML()  # the answer where a row was
        for message in (self.message, self.here):
            message.add_class("t-worklist-message")
        self.children = [self.summary, *now, self.unanswered, self.message, self.past, self.undo]
        self.refresh()

    def reset(self) -> None:
        for card in self.rows.values():
            card.keep_draft()
        self._forget(set())
        super().reset()

    def refresh(self) -> None:
        day = self.page.as_of
        self.tables = self.page.now().tables
        self.owed = follow_ups(self.tables, day)
        self.summary.value = f'<div class="t-summary">{escape(summary(self.owed))}</div>'
        used = set()
        for title, statuses in GROUPS.items():
            part = self.owed[self.owed.status.isin(statuses)]
            shown = part.head(self.shown[title])
            cards = [self._row(follow_up) for follow_up in shown.to_dict("records")]
            used |= {card.follow_up["follow_up_id"] for card in cards}
            head = [] if part.empty or statuses[0] == "snoozed" else [text(f"{title} ({len(part)})", "fk-title")]
            self.groups[title].children = [*head, *cards, *self._more(title, len(part) - len(shown))]
        self._forget(used)
        self.past.title = f"Snoozed and done ({len(part)})"
        self.unanswered.children = self._unanswered()
        step = self.page.log.last_step
        self.undo.description = f"Undo: {step[:1].lower()}{step[1:]}"
        self.undo.layout.display = None if step else "none"

    def _row(self, follow_up: dict[str, Any]) -> "Row":
        key = follow_up["follow_up_id"]
        if key not in self.rows:
            self.rows[key] = Row(self)
        self.rows[key].show(follow_up)
        return self.rows[key]

    def answer(self, card: "Row", words: str) -> None:
        """Show the log as it is now, and answer where the row was: the top may be out of sight."""
        places = [(box, box.children.index(card)) for box in self.groups.values() if card in box.children]
        self.page.changed()
        self.tell("")
        self.here.value = said(words, "ok")
        for box, at in places:
            box.children = [*box.children[:at], self.here, *box.children[at:]]

    def _forget(self, used: set[str]) -> None:
        for key in self.rows.keys() - used:
            self.rows.pop(key).close_all()

    def _more(self, title: str, hidden: int) -> list[widgets.Widget]:
        def show_more() -> None:
            self.shown[title] += SHOWN
            self.refresh()

        return [self.button("show-more", f"Show {min(hidden, SHOWN)} more of {hidden}", show_more)] if hidden else []

    def _unanswered(self) -> list[widgets.Widget]:
        day = pd.Timestamp(self.page.as_of)
        tables = self.page.log.tables()
        sent = tables.messages[(tables.messages.sent_on <= day) & (tables.messages.sent_on > day - UNANSWERED_FOR)]
        sent = sent[sent.answered_on.isna() & (sent.kind != "thank_you")].sort_values("sent_on", ascending=False)
        companies = tables.applications.set_index("application_id").company
        cards = [self._waiting(message, companies[message.application_id]) for message in sent.itertuples()]
        return [text("Sent, no answer noted yet", "fk-title"), *cards] if cards else []

    def _waiting(self, message: Any, company: str) -> widgets.Widget:
        what = {"check_in": "Check-in", "feedback_request": "Feedback request"}[message.kind]
        words = widgets.HTML(
            f"<b>{escape(what)}, {escape(company)}</b>"
            f'<div class="fk-why">Sent {escape(say_short(message.sent_on))}. Note it here when they answer.</div>',
            layout={"flex": "1 1 16rem"},
        )
        message_id = int(message.message_id)
        card = row(words, self.button("mark-answered", "They answered today", lambda: self._answered(message_id)))
        card.add_class("fk-card")
        return card

    def _answered(self, message_id: int) -> None:
        self.page.log.mark_answered(message_id, self.page.as_of)
        self.page.changed()
        self.tell("Noted. If they told you something to learn from, write it down below.")


class Row(widgets.VBox):
    """One follow-up: who and what, why, and what can be done about it."""

    def __init__(self, worklist: Worklist) -> None:
        super().__init__()
        self.worklist = worklist
        self.follow_up: dict[str, Any] = {}
        self.editor: DraftEditor | None = None
        button = worklist.button
        self.words = widgets.HTML()
        self.answer = widgets.HTML()
        self.draft = button("draft", "Draft it", self._draft, primary=True)
        self.written = button("debriefed", "It is written down", self._debriefed)
        self.sent = button("mark-sent", "Mark as sent", self._mark_sent)
        self.early = button("sent-early", "I have sent it already", lambda: self._mark_sent(early=True))
        self.later = button("not-now", "Not now", self._ask)
        self.back = button("bring-back", "Bring it back", self._bring_back)
        self.until = Field("until", widgets.DatePicker(), "Until", width="11rem")
        self.reason = Field("reason", widgets.Text(), "Why (for yourself)", width="22rem")
        self.asking = widgets.VBox(
            [
                row(self.until, self.reason),
                row(
                    button("put-off", "Put it off", self._put_off, primary=True),
                    button("let-go", "Let it go for good", self._let_go),
                    button("cancel", "Cancel", lambda: _show(self.asking, False)),
                ),
            ]
        )
        self.place = widgets.VBox()
        self.buttons = row(self.draft, self.written, self.sent, self.early, self.later, self.back)
        self.children = [self.words, self.buttons, self.asking, self.answer, self.place]
        _show(self.asking, False)

    def show(self, follow_up: dict[str, Any]) -> None:
        """Show a follow-up as it stands now."""
        self.follow_up = follow_up
        status = follow_up["status"]
        for css in SIGNS:
            self.remove_class(css)
        for css in ("fk-card", "t-follow-up", f"t-{follow_up['kind']}", status):
            self.add_class(css)
        self.words.value = (
            f"<b>{SIGNS[status]} {escape(headline(follow_up))}</b>"
            f'<div class="fk-why">{escape(_how(follow_up) + follow_up["reason"])}{_where_to_write(follow_up)}</div>'
        )
        live = status in ("overdue", "due", "open")
        debrief = follow_up["kind"] == "debrief"
        _show(self.draft, live and not debrief)
        if live and self.editor is None:
            self._name_draft(self.worklist.tables)
        _show(self.sent, live and not debrief and self.editor is None)
        _show(self.written, live and debrief)
        _show(self.early, False)
        _show(self.later, live or (status == "upcoming" and not debrief))
        _show(self.back, status == "snoozed" or (status == "retired" and self._decided()))
        self.tell("")

    def tell(self, words: str, kind: str = "bad") -> None:
        """Answer in the row."""
        self.answer.value = said(words, kind)
        _show(self.answer, bool(words))

    def keep_draft(self) -> bool:
        """Keep what was written in an open draft; say whether there was anything to keep."""
        return self.editor is not None and self.editor.leave()

    def close_all(self) -> None:
        """Give the row's widgets back."""
        for part in (self.asking, self.buttons):
            for child in part.children:
                child.close()
        for child in self.children:
            child.close()
        self.close()

    def _is_live(self) -> bool:
        shown = self.worklist.rows.get(self.follow_up["follow_up_id"]) is self
        return shown and self.follow_up["status"] not in ("done", "retired")

    def _decided(self) -> bool:
        return self.follow_up["follow_up_id"] in set(self.worklist.page.log.snoozes.follow_up_id)

    def _draft(self) -> None:
        if self.editor is not None:
            kept = self.keep_draft()
            self._close_draft()
            self.tell("What you wrote is kept as a draft." if kept else "", "ok")
            return
        self.editor = DraftEditor(self.worklist.page, self.follow_up, done=self._draft_sent)
        self.place.children = [self.editor]
        self.draft.description, self.draft.button_style = "Close the draft", ""
        _show(self.sent, False)

    def _close_draft(self) -> None:
        self.place.children = []
        self.editor = None
        self._name_draft(self.worklist.page.log)
        _show(self.sent, True)

    def _name_draft(self, log: Log | Tables) -> None:
        kept = self.follow_up["kind"] != "debrief" and sending.draft_of(log, self.follow_up) is not None
        self.draft.description, self.draft.button_style = "Open your draft" if kept else "Draft it", "primary"

    def _draft_sent(self, words: str) -> None:
        self._close_draft()
        self._done(words)

    def _mark_sent(self, *, early: bool = False) -> None:
        page = self.worklist.page
        if not self._is_live():
            return  # a second quick click: it is sent already
        try:
            sending.send(page.log, self.follow_up, page.as_of, early=early)
        except BadValue as error:
            self.tell(str(error))
            _show(self.early, error.field == "sent_on")
            return
        self._done(f"Noted as sent on {say(page.as_of)}.")

    def _debriefed(self) -> None:
        page = self.worklist.page
        page.log.edit("interviews", int(self.follow_up["interview_id"]), debriefed_on=page.as_of)
        self._done("Noted. The names and what was said make the thank-you easy.")

    def _ask(self) -> None:
        page = self.worklist.page
        today = np.array([page.as_of], dtype="datetime64[D]")
        self.until.value = calendar_of(page.log.settings, page.as_of).after(today, 2)[0].item()
        _show(self.asking, True)

    def _put_off(self) -> None:
        page = self.worklist.page
        until = optional_date(self.until.value, "until")
        if until is None or until <= page.as_of:
            self.until.error = "Choose a day to come."
            return
        page.log.snooze(self.follow_up["follow_up_id"], until, self.reason.value)
        self._decided_on(f"Put off until {say(until)}.")

    def _let_go(self) -> None:
        try:
            self.worklist.page.log.retire(self.follow_up["follow_up_id"], self.reason.value)
        except BadValue as error:
            self.reason.error = str(error)
            return
        self._decided_on("Let go, with your reason. You find it under Snoozed and done.")

    def _decided_on(self, words: str) -> None:
        self.until.clear()
        self.reason.clear()
        _show(self.asking, False)
        self._done(words)

    def _bring_back(self) -> None:
        self.worklist.page.log.unsnooze(self.follow_up["follow_up_id"])
        self._done("Back on the list.")

    def _done(self, words: str) -> None:
        self.worklist.answer(self, words)


def _how(follow_up: dict[str, Any]) -> str:
    if follow_up["status"] in ("done", "retired") or not follow_up["channel"]:
        return ""
    return {"handwritten": "Best by hand. ", "email": "By e-mail. ", "phone": "By phone. "}[follow_up["channel"]]


def _where_to_write(follow_up: dict[str, Any]) -> str:
    if follow_up["kind"] != "debrief" or follow_up["status"] not in ("overdue", "due", "open"):
        return ""
    return ' <a href="01_log_interviews.ipynb">Write it down</a>'


def _show(widget: widgets.Widget, shown: bool) -> None:
    widget.layout.display = None if shown else "none"
