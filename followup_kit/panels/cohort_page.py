"""CohortPage: what the panels of a counselor's page share, a folder of logs and its day."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from followup_kit import home
from followup_kit.attention import attention
from followup_kit.cohort import Cohort, load_cohort
from followup_kit.outreach import read_outreach

if TYPE_CHECKING:
    from followup_kit.panels.panel import Panel


class CohortPage:
    """The folder of logs a notebook looks at, the cohort once it is read, and the panels to refresh.

    Parameters
    ----------
    folder : path, optional
        Else the one chosen last, or the sample cohort.
    as_of : date, optional
        Else the day the kit is told, the sample's, or today.
    """

    def __init__(self, folder: str | os.PathLike | None = None, as_of: date | None = None) -> None:
        self.folder = Path(folder or home.cohort_folder())
        self._as_of = as_of
        self.cohort: Cohort | None = None
        self.progress: bool | Callable[[Sequence], Iterable] = False
        self.panels: list[Panel] = []

    @property
    def as_of(self) -> date:
        """The day of the cohort read, or to be read."""
        return self.cohort.as_of if self.cohort else self._as_of or home.as_of_for_cohort(self.folder)

    @cached_property
    def named(self) -> pd.DataFrame:
        """Who needs attention, with names; see `followup_kit.attention.attention`."""
        return attention(self.cohort)

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample cohort."""
        return home.is_sample_cohort(self.folder)

    @property
    def confidential_folder(self) -> Path:
        """Where everything lies that names people: the sample's apart from the counselor's own."""
        own = home.folder() / "confidential"
        return own / "sample" if self.is_sample else own

    def outreach(self) -> pd.DataFrame:
        """Return what the counselor noted, read afresh: another notebook may have added to it."""
        return read_outreach(self.confidential_folder)

    def read(self, folder: str | os.PathLike | None = None, as_of: date | None = None) -> Cohort:
        """Read the folder, or another one from now on, as of its day or another one; then every panel begins anew.

        Raises
        ------
        LogFileError
            If there is no such folder, or its roster cannot be read. What was read before stays.
        """
        chosen = Path(folder).expanduser() if folder else self.folder
        day = as_of or (self.as_of if chosen == self.folder else home.as_of_for_cohort(chosen))
        self.cohort = load_cohort(chosen, day, progress=self.progress)
        self.folder, self._as_of = chosen, day
        self.__dict__.pop("named", None)
        for panel in self.panels:
            panel.reset()
        return self.cohort

    def changed(self) -> None:
        """Tell every panel that something was noted."""
        for panel in self.panels:
            panel.follow()
