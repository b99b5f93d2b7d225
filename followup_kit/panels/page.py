"""Page: what the panels of one notebook share, its log and its day."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from followup_kit import home
from followup_kit.flat import flat_applications
from followup_kit.log import Log, open_log

if TYPE_CHECKING:
    from followup_kit.panels.panel import Panel


class Moment:
    """A log as it was at one moment.

    Attributes
    ----------
    tables : Tables
    """

    def __init__(self, log: Log) -> None:
        self.tables = log.tables()

    @cached_property
    def applications(self) -> pd.DataFrame:
        """The flat frame."""
        return flat_applications(self.tables)


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
        self._finds_its_log = log is None
        self.log = log or open_log(home.current_log_path())
        self._as_of = as_of
        self.panels: list[Panel] = []
        self._under_way = threading.local()  # callbacks may come in different threads
        self._seen = self._state()

    @property
    def as_of(self) -> date:
        """The day questions are asked for, read afresh: a notebook may stay open overnight."""
        return self._as_of or home.as_of_for(self.log)

    def now(self) -> Moment:
        """Return the log as it is, read afresh; while panels are being refreshed, read once for all of them."""
        return getattr(self._under_way, "moment", None) or Moment(self.log)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Read the log once for all that is shown within."""
        before = getattr(self._under_way, "moment", None)
        self._under_way.moment = before or Moment(self.log)
        try:
            yield
        finally:
            self._under_way.moment = before

    def switch(self, log: Log, as_of: date | None = None) -> None:
        """Look at another log from now on, as a page newly opened on it would."""
        self.log, self._as_of = log, as_of
        self._seen = self._state()
        with self.at_one_moment():
            for panel in self.panels:
                panel.reset()

    def changed(self) -> None:
        """Tell every panel that the log has changed."""
        self._seen = self._state()
        with self.at_one_moment():
            for panel in self.panels:
                panel.follow()

    def look_again(self) -> None:
        """Show what was done on another page meanwhile: a write, or an own log started in place of the sample.

        Cheap where nothing was done. What is being typed stays, except on a page that goes over to another log.
        """
        path = home.current_log_path() if self._finds_its_log else self.log.path
        if path.absolute() != self.log.path.absolute():
            self.switch(open_log(path))
        elif self._state() != self._seen:
            self.changed()

    def _state(self) -> tuple[int, int, date]:
        # The file is not opened: closing it here would end the locks of a transaction in another thread.
        file = self.log.path.stat()
        return file.st_mtime_ns, file.st_size, self.as_of
