"""Page: what the panels of one notebook share, its log and its day."""

from datetime import date
from typing import TYPE_CHECKING

from followup_kit import home
from followup_kit.log import Log, open_log

if TYPE_CHECKING:
    from followup_kit.panels.panel import Panel


class Page:
    """The log and the day a notebook looks at, and the panels to refresh when either changes.

    Parameters
    ----------
    log : Log, optional
        Else the person's own log, or the sample until there is one.
    as_of : date, optional
        Else the day the kit is told, the sample's, or today.
    """

    def __init__(self, log: Log | None = None, as_of: date | None = None) -> None:
        self.log = log or open_log(home.current_log_path())
        self._as_of = as_of
        self.panels: list[Panel] = []

    @property
    def as_of(self) -> date:
        """The day questions are asked for, read afresh: a notebook may stay open overnight."""
        return self._as_of or home.as_of_for(self.log)

    def switch(self, log: Log, as_of: date | None = None) -> None:
        """Look at another log from now on, as a page newly opened on it would."""
        self.log, self._as_of = log, as_of
        for panel in self.panels:
            panel.reset()

    def changed(self) -> None:
        """Tell every panel that the log has changed."""
        for panel in self.panels:
            panel.refresh()
