"""Which folder of logs: chosen, read with its progress in sight, and what could not be read said."""

from collections.abc import Iterator, Sequence
from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit import home
from followup_kit.dates import optional_date, say
from followup_kit.errors import BadValue, LogFileError
from followup_kit.markup import escape
from followup_kit.panels.banner import head
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.panel import Fold, Panel, row

_SHOWN = 200
_STEPS = 100


class CohortChoice(Panel):
    """Asks for the folder and the day, reads it, and lists what could not be taken as it stands."""

    page: CohortPage

    def __init__(self, page: CohortPage) -> None:
        super().__init__(page)
        self.words = widgets.HTML()
        self.words.add_class("t-cohort-banner")
        folder = widgets.Text(value=str(page.folder), placeholder="The folder your seekers' logs lie in")
        fields = [
            self.field("folder", folder, "Folder with the logs and the roster (required)", width="34rem"),
            self.field("as_of", widgets.DatePicker(value=page.as_of), "As of (required)", width="11rem"),
        ]
        # The sample's day is not that of one's own logs.
        folder.observe(lambda _: self._follow_folder(), "value")
        self.bar = widgets.IntProgress(layout={"display": "none", "width": "100%"})
        self.bar.add_class("t-progress")
        self.bar.style.bar_color = "#0072b2"
        self.summary = widgets.HTML()
        self.summary.add_class("t-cohort-summary")
        self.problems = widgets.HTML()
        self.fold = Fold("problems", "What could not be read", self.problems)
        self.children = [
            head(),
            self.words,
            row(*fields),
            self.button("read-cohort", "Read the logs", self._read, primary=True),
            self.bar,
            self.message,
            self.summary,
            self.fold,
        ]
        page.progress = self._watched
        self.refresh()

    def reset(self) -> None:
        super().reset()
        self.fields["folder"].value = str(self.page.folder)
        self.fields["as_of"].value = self.page.as_of

    def refresh(self) -> None:
        self.words.value = _banner(self.page)
        cohort = self.page.cohort
        self.fold.layout.display = None if cohort is not None and len(cohort.problems) else "none"
        if cohort is None:
            self.summary.value = '<div class="fk-why">Nothing is read yet.</div>'
            return
        self.summary.value = f"<div><b>{escape(summary(cohort.seekers, cohort.as_of))}</b></div>"
        n = len(cohort.problems)
        self.fold.title = f"{n} thing{'' if n == 1 else 's'} to put right in the files"
        self.problems.value = _table(cohort.problems)

    def _read(self) -> None:
        typed = self.fields["folder"].value.strip()
        if not typed:
            raise BadValue("Type the folder your seekers' logs lie in.", field="folder")
        day = optional_date(self.fields["as_of"].value, "as_of")
        if day is None:
            raise BadValue("Choose the day to look at the cohort for.", field="as_of")
        try:
            cohort = self.page.read(typed, day)
        except LogFileError as error:
            raise BadValue(str(error), field="folder") from error
        finally:
            self.bar.layout.display = "none"
        home.choose_cohort(self.page.folder)
        n = len(cohort.problems)
        self.tell("Read." + (f" {n} thing{'' if n == 1 else 's'} to put right in the files: see below." if n else ""))

    def _follow_folder(self) -> None:
        if typed := self.fields["folder"].value.strip():
            self.fields["as_of"].value = home.as_of_for_cohort(typed)

    def complain(self, error: Exception) -> None:
        super().complain(error)
        if self.message.value and getattr(error, "field", "") in self.fields:
            self.tell("Not read yet: see the note under the field.", "bad")

    def _watched(self, files: Sequence) -> Iterator[Any]:
        """Yield the files and show how far it has come, a hundred times at most: each is a message to the browser."""
        self.bar.value, self.bar.max = 0, max(len(files), 1)
        self.bar.layout.display = None
        step = -(-len(files) // _STEPS)
        for at, file in enumerate(files, start=1):
            if at % step == 0:
                self.bar.value = at
                self.bar.description = f"{at:,} of {len(files):,}"
            yield file
        self.bar.layout.display = "none"


def summary(seekers: pd.DataFrame, as_of: object) -> str:
    """Say how many seekers a cohort has and how many logs could be read."""
    n, total = int(seekers.has_log.sum()), len(seekers)
    told = f"{total:,} seekers, {n:,} with a log that could be read, as of {say(as_of)}."
    strangers = int((~seekers.in_roster).sum())
    return f"{told} {strangers:,} not in the roster." if strangers else told


def _banner(page: CohortPage) -> str:
    if page.is_sample:
        return (
            f'<div class="fk-banner"><b>This is a sample cohort</b>, looked at as of {escape(say(page.as_of))}. The '
            "people in it are invented, and some of its files are broken on purpose. Try anything; then type the "
            "folder of your own.</div>"
        )
    return (
        '<div class="fk-small">Everything here names people and is for your eyes. Only the shareable report, at the '
        "end, may be passed on. The logs are only read; nothing leaves this computer.</div>"
    )


def _table(problems: pd.DataFrame) -> str:
    lines = []
    for problem in problems.head(_SHOWN).itertuples():
        place = problem.file + (f", line {problem.line}" if problem.line else "")
        value = f" “{problem.value}”" if problem.value and problem.line else ""
        lines.append(f"<li><b>{escape(place)}</b>: {escape(problem.reason + value)}</li>")
    more = len(problems) - len(lines)
    rest = f'<div class="fk-why">{more:,} more of these.</div>' if more else ""
    return f'<ul class="fk-list t-problem-list">{"".join(lines)}</ul>{rest}'
