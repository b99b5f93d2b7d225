"""Reminders: all that is due, as a calendar file."""

import ipywidgets as widgets

from followup_kit import notes
from followup_kit.etiquette import follow_ups
from followup_kit.panels.links import download
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel

LIVE = ("overdue", "due", "open", "upcoming", "snoozed")


class Reminders(Panel):
    """One link: the calendar file of what is owed as of today."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.link = widgets.HTML()
        self.link.add_class("t-reminders")
        self.children = [self.link, self.message]
        self.refresh()

    def refresh(self) -> None:
        day = self.page.as_of
        owed = follow_ups(self.page.log, day)
        n = int(owed.status.isin(LIVE).sum())
        words = f"Save {n} reminder{'' if n == 1 else 's'} as a calendar file (.ics)"
        self.link.value = download(words, "follow-ups.ics", "text/calendar", notes.reminders(owed, day))
