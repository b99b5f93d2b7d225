"""The latest interviews, each with a button to open it in the form."""

from collections.abc import Callable
from datetime import date
from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import say
from followup_kit.markup import escape
from followup_kit.panels.choosing import application_name
from followup_kit.panels.panel import Panel, text
from followup_kit.schema import Tables

SHOWN = 6


class LatestInterviews(widgets.VBox):
    """What was entered last, the newest day first; more on request.

    Parameters
    ----------
    panel : Panel
        It makes the buttons.
    open_interview : callable
        Called with the interview_id of an entry.
    """

    def __init__(self, panel: Panel, open_interview: Callable[[int], None]) -> None:
        super().__init__()
        self.panel = panel
        self.open_interview = open_interview
        self.none = text("None yet: the first one you save appears here.", "fk-why")
        self.more = panel.button("more-interviews", "Show earlier ones", self._show_more)
        self.entries: list[Entry] = []
        self.shown = SHOWN
        self.add_class("t-latest")

    def show(self, tables: Tables, as_of: date) -> None:
        """Show the interviews of a log as it stands now."""
        self.tables, self.as_of = tables, as_of
        recent = tables.interviews.sort_values(["held_on", "interview_id"], ascending=False).head(self.shown)
        companies = tables.applications.set_index("application_id")
        people = tables.interviewers.groupby("interview_id").name.agg(", ".join)
        while len(self.entries) < len(recent):
            self.entries.append(Entry(self.panel, self.open_interview))
        for entry, interview in zip(self.entries, recent.itertuples(), strict=False):
            application = companies.loc[interview.application_id]
            name = application_name(application.company, application.role)
            entry.show(interview, name, people.get(interview.interview_id, ""), as_of)
        more = [self.more] if len(tables.interviews) > len(recent) else []
        self.children = [*self.entries[: len(recent)], *more] if len(recent) else [self.none]

    def reset(self) -> None:
        """Show but the first few again."""
        self.shown = SHOWN

    def _show_more(self) -> None:
        self.shown += SHOWN
        self.show(self.tables, self.as_of)


class Entry(widgets.Box):
    """One interview: where, when and with whom, and whether it is written down."""

    def __init__(self, panel: Panel, open_interview: Callable[[int], None]) -> None:
        self.interview_id = 0
        self.words = widgets.HTML()
        self.words.add_class("fk-words")
        self.edit = panel.button("edit-interview", "Edit", lambda: open_interview(self.interview_id))
        super().__init__([self.words, self.edit])
        for css in ("fk-row", "fk-beside", "fk-card", "t-entry"):
            self.add_class(css)

    def show(self, interview: Any, name: str, people: str, as_of: date) -> None:
        """Show an interview, a row of the table."""
        self.interview_id = int(interview.interview_id)
        standing = standing_of(interview.held_on, interview.debriefed_on, as_of)
        self.edit.description = "Write it down" if standing.startswith("●") else "Edit"
        self.words.value = (
            f"<b>{escape(name)}</b> · {escape(say(interview.held_on))}"
            f'<div class="fk-why">{escape(". ".join(part for part in (people or "No names yet", standing) if part))}'
            "</div>"
        )


def standing_of(held_on: pd.Timestamp, debriefed_on: pd.Timestamp, as_of: date) -> str:
    """Say whether an interview is to come, still to be written down, or was written down late.

    Examples
    --------
    >>> standing_of(pd.Timestamp("2026-03-12"), pd.Timestamp("2026-03-14"), date(2026, 3, 31))
    'Written down 2 days later'
    """
    to_come = (held_on.date() - as_of).days
    if to_come > 0:
        return "○ Tomorrow" if to_come == 1 else f"○ In {to_come} days"
    if pd.isna(debriefed_on) or debriefed_on.date() > as_of:
        return "● Not written down yet"
    late = (debriefed_on - held_on).days
    return "" if late <= 0 else f"Written down {'the day after' if late == 1 else f'{late} days later'}"
