"""A seeker's page within the counselor's list: numbers, what is open, and what the counselor did about it."""

from typing import TYPE_CHECKING

import ipywidgets as widgets
import pandas as pd

from followup_kit.attention import NEEDS
from followup_kit.dates import optional_date, say
from followup_kit.errors import BadValue
from followup_kit.etiquette import headline
from followup_kit.markup import escape
from followup_kit.outreach import CHANNELS, note_outreach
from followup_kit.panels.panel import row, text
from followup_kit.worklist import SIGNS

if TYPE_CHECKING:
    from followup_kit.panels.cohort_worklist import CohortWorklist

CHANNEL_WORDS = {
    "email": "by e-mail",
    "phone": "by phone",
    "text_message": "by text message",
    "in_person": "in person",
    "video": "by video",
}
_OPEN = ("overdue", "due", "open")
_FEW = 5  # under so many, the count says more than a share


class SeekerPage(widgets.VBox):
    """One seeker of the list; hidden until one is opened."""

    def __init__(self, worklist: "CohortWorklist") -> None:
        self.worklist = worklist
        self.seeker_id = ""
        self.about, self.owed, self.history = widgets.HTML(), widgets.HTML(), widgets.HTML()
        for name in ("about", "owed", "history"):
            getattr(self, name).add_class(f"t-seeker-{name}")
        channels = [(CHANNEL_WORDS[channel].capitalize(), channel) for channel in CHANNELS]
        outcome = widgets.Text(placeholder="Will send both thank-yous today")
        self.form = [
            worklist.field("on", widgets.DatePicker(), "Day (required)", width="11rem"),
            worklist.field("channel", widgets.Dropdown(options=channels), "How", width="11rem"),
            worklist.field("outcome", outcome, "What came of it (required)", width="24rem"),
        ]
        self.back = worklist.button("back", "◂ Back to the list", worklist.back)
        super().__init__(
            [
                self.back,
                self.about,
                self.owed,
                text("Your outreach", "fk-title"),
                self.history,
                row(*self.form),
                worklist.button("note-outreach", "Note it", self._note, primary=True),
            ]
        )
        self.add_class("t-seeker-page")
        self.close_page()

    def open_page(self, seeker_id: str) -> None:
        """Show a seeker."""
        self.seeker_id = seeker_id
        for field in self.form:
            field.clear()
        self.worklist.fields["on"].value = self.worklist.page.as_of
        self.refresh()
        self.layout.display = None
        self.back.focus()  # far down a long list, the page would stand out of sight

    def close_page(self) -> None:
        """Show the list in its place."""
        self.seeker_id = ""
        self.layout.display = "none"
        self.worklist.list.layout.display = None

    def refresh(self) -> None:
        """Show the seeker as the cohort and the outreach are now."""
        page = self.worklist.page
        named = page.named.set_index("seeker_id").loc[self.seeker_id]
        where = " · ".join(filter(None, (self.seeker_id, named.programme, named.campus, named.counselor)))
        mine = page.cohort.applications[page.cohort.applications.seeker_id == self.seeker_id]
        self.about.value = (
            f'<div class="fk-title">{escape(named["name"] or self.seeker_id)}</div>'
            f'<div class="fk-small">{escape(where)}</div>'
            f"<p>{escape(named.why)}</p><div>{escape(_numbers(mine, named, page.as_of))}</div>"
        )
        owed = page.cohort.follow_ups
        owed = owed[(owed.seeker_id == self.seeker_id) & owed.status.isin(_OPEN)]
        owed = owed.sort_values(["kind", "due_on"], key=_by_need)
        self.owed.value = f'<div class="fk-title">Open follow-ups ({len(owed)})</div>' + _owed_list(owed)
        outreach = self.worklist.outreach()
        self.history.value = _history(outreach[outreach.seeker_id == self.seeker_id])

    def _note(self) -> None:
        fields, page = self.worklist.fields, self.worklist.page
        day = optional_date(fields["on"].value, "on")
        if day is None:
            raise BadValue("Choose the day you reached out.", field="on")
        note_outreach(page.confidential_folder, self.seeker_id, day, fields["channel"].value, fields["outcome"].value)
        fields["outcome"].clear()
        page.changed()
        self.worklist.tell(f"Noted for {say(day)}. It is kept in {page.confidential_folder}, for you alone.")


def _numbers(applications: pd.DataFrame, named: pd.Series, as_of: object) -> str:
    if not named.n_applications:
        return "No application is known."
    n, day = named.n_applications, pd.Timestamp(as_of)
    share = f" ({named.n_responses / n:.0%})".replace("%", " %") if n >= _FEW else ""
    met, offers = ((applications[name] <= day).sum() for name in ("interviewed_on", "offered_on"))
    told = (
        f"{n:,} application{'' if n == 1 else 's'}: {named.n_responses:,} answered{share}, "
        f"{met:,} led to an interview, {offers:,} to an offer."
    )
    return told if pd.isna(named.last_activity_on) else f"{told} Last activity on {say(named.last_activity_on)}."


def _by_need(column: pd.Series) -> pd.Series:
    return column.map(list(NEEDS).index) if column.name == "kind" else column


def _owed_list(owed: pd.DataFrame) -> str:
    if owed.empty:
        return '<div class="fk-why">None that the log knows of.</div>'
    lines = [f"<li>{SIGNS[one['status']]} {escape(headline(one))}</li>" for one in owed.to_dict("records")]
    return f'<ul class="fk-list">{"".join(lines)}</ul>'


def _history(outreach: pd.DataFrame) -> str:
    if outreach.empty:
        return '<div class="fk-why">Nothing noted yet.</div>'
    lines = []
    for note in outreach.iloc[::-1].itertuples(index=False):
        day = "On an unreadable day" if pd.isna(note.on) else say(note.on)
        channel = CHANNEL_WORDS.get(note.channel, note.channel)
        lines.append(f"<li>{escape(day)}, {escape(channel)}: {escape(note.outcome)}</li>")
    return f'<ul class="fk-list">{"".join(lines)}</ul>'
