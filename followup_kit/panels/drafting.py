"""One draft beside its review: written, checked as one types, copied or handed to the mail program, marked as sent."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit import notes, sending
from followup_kit.dates import say
from followup_kit.errors import BadValue
from followup_kit.files import slug
from followup_kit.log import Log
from followup_kit.markup import escape
from followup_kit.panels.links import download, open_page
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel, row

CHANNELS = {
    "email": "E-mail",
    "handwritten": "Card, written by hand",
    "phone": "Phone call",
}
# The clipboard is the browser's: constant code, which finds the text in the page itself.
_COPY = (
    "const t = this.closest('.fk-draft').querySelector('textarea'); t.select(); "
    "navigator.clipboard.writeText(t.value); this.textContent = 'Copied'"
)


class DraftEditor(Panel):
    """The draft of one note to one person.

    Parameters
    ----------
    page : Page
        The log and the day.
    follow_up : mapping
        A row of `followup_kit.follow_ups`, or as much of one: kind, application_id, interview_id,
        interviewer_id, recipient, channel.
    done : callable
        Called with a sentence after the note was marked as sent.
    peers : callable, optional
        Given the editor, returns the texts of the other notes after the same interview, from which this one
        should differ.
    """

    def __init__(
        self,
        page: Page,
        follow_up: Mapping[str, Any],
        done: Callable[[str], None],
        peers: Callable[["DraftEditor"], list[str]] | None = None,
    ) -> None:
        super().__init__(page)
        page.panels.remove(self)  # it lives in another panel, which decides when it goes
        self.follow_up = follow_up
        self.done = done
        self.peers = peers or (lambda _: others(page.log, follow_up))
        self.sent = False
        self.findings: list[notes.Finding] = []
        kinds = [
            (words, name) for name, words in CHANNELS.items() if name != "phone" or follow_up["kind"] == "check_in"
        ]
        channel = follow_up["channel"] if follow_up["channel"] in dict(kinds).values() else "email"
        choose = self.field("channel", widgets.Dropdown(options=kinds, value=channel), "How", width="13rem")
        subject = self.field("subject", widgets.Text(), "Subject", width="26rem")
        body = self.field("body", widgets.Textarea(rows=11), "Your note", width="26rem")
        choose.control.observe(lambda _: self.attempt(self.write), "value")
        for field in (subject, body):
            field.control.observe(lambda _: self.check(), "value")
        self.review = widgets.HTML(layout={"flex": "1 1 15rem"})
        self.review.add_class("t-review")
        self.links = widgets.HTML()
        self.early = self.button("sent-early", "I have sent it already", lambda: self._mark_sent(already=True))
        self.early.layout.display = "none"
        self.buttons = row(
            self.button("mark-sent", "Mark as sent", self._mark_sent, primary=True),
            self.button("save-draft", "Save draft", self._save),
            self.button("write-anew", "Write it anew", self.write),
        )
        self.children = [
            row(choose, subject),
            row(body, self.review),
            self.links,
            self.buttons,
            self.message,
            self.early,
        ]
        self.add_class("fk-draft")
        self._log = page.log  # the page may look at another by the time this one goes
        if not self._load():
            self.write()
        self._kept = self._as_kept()

    @property
    def text(self) -> str:
        """The note as it stands."""
        return self.fields["body"].value

    def write(self) -> None:
        """Write the draft from what the log remembers, over what stands there."""
        self.note = self._drafted(self.fields["channel"].value)
        self.fields["subject"].value, self.fields["body"].value = self.note.subject, self.note.body
        self.check()

    def check(self) -> None:
        """Review the note as it stands."""
        if not hasattr(self, "note"):
            return
        texts = [self.text, *self.peers(self)]
        kind, recipient = self.follow_up["kind"], self.note.recipient
        self.findings = notes.review_notes(texts, kind, [recipient, *[""] * (len(texts) - 1)])[0]
        missing = self.note.missing if self.text == self.note.body else ()
        self.review.value = review_html(self.findings, len(self.text.split()), missing)
        email = self.fields["channel"].value == "email"
        self.fields["subject"].layout.display = None if email else "none"
        note = replace(self.note, subject=self.fields["subject"].value, body=self.text)
        self.links.value = links_html(note, self.page.log.settings)

    def leave(self) -> bool:
        """Keep what was changed as a draft, before the editor goes; say whether there was anything."""
        typed = self._as_kept()
        if self.sent or typed == self._kept or typed == {name: getattr(self.note, name) for name in typed}:
            return False
        sending.keep_draft(self._log, self.follow_up, **typed)
        self._kept = typed
        return True

    def _drafted(self, channel: str) -> notes.Note:
        kind, one = self.follow_up["kind"], self.follow_up
        if kind == "thank_you":
            drafts = notes.draft_notes(self.page.log, kind, interview_id=int(one["interview_id"]), channel=channel)
            mine = [note for note in drafts if note.interviewer_id == one["interviewer_id"]]
            return (mine or drafts)[0]
        return notes.draft_notes(self.page.log, kind, application_id=int(one["application_id"]), channel=channel)[0]

    def _load(self) -> bool:
        """Show the draft kept earlier, if there is one."""
        kept = sending.draft_of(self.page.log, self.follow_up)
        if kept is None:
            return False
        messages = self.page.log.messages.set_index("message_id")
        message = messages.loc[kept]
        channel = self.fields["channel"].control
        if message.channel in [value for _, value in channel.options]:
            channel.value = message.channel
        self.note = self._drafted(channel.value)
        self.fields["subject"].value, self.fields["body"].value = message.subject, message.body
        self.check()
        return True

    def _as_kept(self) -> dict[str, str]:
        return {name: self.fields[name].value for name in ("channel", "subject", "body")}

    def _save(self) -> None:
        self._kept = self._as_kept()
        sending.keep_draft(self.page.log, self.follow_up, **self._kept)
        self.tell("Draft saved. It is here when you come back.")

    def _mark_sent(self, *, already: bool = False) -> None:
        if self.sent:
            return  # a second quick click
        try:
            gap = next((finding for finding in self.findings if finding.rule == "placeholder_left"), None)
            if gap and not already:
                raise BadValue(gap.message, field="body")
            sending.send(self.page.log, self.follow_up, self.page.as_of, early=already, **self._as_kept())
        except BadValue as error:
            self.early.layout.display = None if error.field in ("sent_on", "body") else "none"
            raise
        self.sent = True
        self.done(f"Noted as sent on {say(self.page.as_of)}: {self.note.recipient or 'your note'}.")


def others(log: Log, follow_up: Mapping[str, Any]) -> list[str]:
    """Return the texts kept for the other people of the same interview.

    Parameters
    ----------
    log : Log
    follow_up : mapping
        With kind, interview_id and interviewer_id.
    """
    interview = follow_up["interview_id"]
    if pd.isna(interview) or follow_up["kind"] != "thank_you":
        return []
    messages = log.messages
    same = messages[(messages.kind == "thank_you") & (messages.interview_id == interview).fillna(False)]
    same = same[(same.interviewer_id != follow_up["interviewer_id"]).fillna(True) & (same.body != "")]
    return same.body.tolist()


def review_html(findings: list[notes.Finding], n_words: int, missing: tuple[str, ...] = ()) -> str:
    """Return what the review found, as HTML: each finding a sentence, or that nothing is to change.

    Parameters
    ----------
    findings : list of Finding
        As `followup_kit.review_note` returns them.
    n_words : int
        How long the note is.
    missing : tuple of str
        What only the writer can fill in.
    """
    fill = [f'<div class="fk-error">Fill in: {escape(words)}</div>' for words in missing]
    found = [
        f'<div class="fk-error">{escape(finding.message)}</div>'
        for finding in findings
        if not (missing and finding.rule == "placeholder_left")
    ]
    clean = [] if fill or found else ['<div class="fk-message ok">Nothing to change.</div>']
    return "".join([*fill, *found, *clean, f'<div class="fk-small">{n_words} words</div>'])


def links_html(note: notes.Note, settings: Mapping[str, Any]) -> str:
    """Return the ways out of the kit for a note, as HTML: copy, mail program, mail file, card to print."""
    links = [f'<a href="#" class="t-copy" onclick="{escape(_COPY)}; return false">Copy</a>']
    name = slug(note.recipient, "note")
    try:
        if note.channel == "handwritten":
            links.append(open_page("Print card", notes.card_html(note), "t-print-card"))
        elif note.channel == "email":
            sender = (settings.get("seeker_name", ""), settings.get("seeker_email", ""))
            links.append(
                download("Save as a mail file", f"{name}.eml", "message/rfc822", notes.eml(note, *sender), "t-eml")
            )
            links.insert(1, f'<a href="{escape(notes.mailto(note))}" class="t-mailto">Open in mail</a>')
    except BadValue as error:
        links.append(f'<span class="fk-small">{escape(error)}</span>')
    return f'<div class="fk-links">{" · ".join(links)}</div>'
