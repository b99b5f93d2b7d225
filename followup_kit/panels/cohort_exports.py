"""What leaves a counselor's page: the list with names, and the report of groups, kept well apart."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from followup_kit import home
from followup_kit.files import write_whole
from followup_kit.named_list import CONFIDENTIAL, named_csv, named_html
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.links import download, open_page
from followup_kit.panels.panel import Panel, row, text
from followup_kit.private_records import PRIVATE, recorded

MINIMUM, LEAST, MOST = 10, 5, 30
_FIRST = "None: this is the first"


class NamedExport(Panel):
    """Writes the worklist with its names into the confidential folder."""

    page: CohortPage

    def __init__(self, page: CohortPage) -> None:
        super().__init__(page)
        self.links = widgets.HTML()
        self.links.add_class("t-named-links")
        self.add_class("fk-confidential")
        warning = (
            "This list names people and says what they have not done. It is for you alone: do not mail it, do not put "
            "it into a shared folder, and delete it when you are through."
        )
        self.children = [
            text(f"▲ {CONFIDENTIAL}", "fk-title"),
            text(warning),
            self.button("save-named", "Save the named worklist (confidential)", self._save),
            self.message,
            self.links,
        ]

    def reset(self) -> None:
        super().reset()
        self.links.value = ""

    def _save(self) -> None:
        if self.page.cohort is None:
            self.tell("Read the logs first: choose their folder above.", "note")
            return
        named, day, folder = self.page.named, self.page.as_of, self.page.confidential_folder
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        stem = f"confidential-worklist-{day.isoformat()}"
        table, page = named_csv(named), named_html(named, day)
        write_whole(folder / f"{stem}.csv", table)
        write_whole(folder / f"{stem}.html", page)
        self.tell(f"Saved for you alone, as a table and as a page to print: {stem} in {folder}.")
        self.links.value = f'<div class="fk-links">{open_page("Open the page", page.decode(), "t-named-page")}</div>'


class ShareableExport(Panel):
    """Writes the report of groups, in which nobody can be found."""

    page: CohortPage

    def __init__(self, page: CohortPage) -> None:
        super().__init__(page)
        self.links = widgets.HTML()
        self.links.add_class("t-shareable-links")
        self.add_class("fk-shareable")
        minimum = widgets.BoundedIntText(value=MINIMUM, min=LEAST, max=MOST)
        previous = widgets.Dropdown(options=[(_FIRST, "")])
        self.children = [
            text("✓ To share: groups only", "fk-title"),
            text(
                "Numbers of programmes and campuses, no names. Groups of fewer seekers than you say are merged or left "
                "out, and what was released before is taken into account, so that nobody can be worked out. Only "
                "seekers of the roster are counted, where there is one."
            ),
            row(
                self.field("minimum", minimum, f"Smallest group shown ({LEAST} to {MOST})", width="15rem"),
                self.field("previous", previous, "The report you released before", width="15rem"),
            ),
            self.button("write-shareable", "Write the shareable report (groups only)", self._write, primary=True),
            self.message,
            self.links,
        ]
        self.refresh()

    @property
    def folder(self) -> Path:
        """Where the reports lie, one folder each, and beside them the folder of their private records."""
        return home.folder() / "reports" / ("sample-cohort" if self.page.is_sample else "cohort")

    def reset(self) -> None:
        super().reset()
        self.links.value = ""

    def refresh(self) -> None:
        names = recorded(self.folder)
        previous = self.fields["previous"]
        previous.control.options = [*((name, name) for name in names), (_FIRST, "")]
        previous.default = names[0] if names else ""  # to forget it would give people away

    def _write(self) -> None:
        cohort = self.page.cohort
        if cohort is None:
            self.tell("Read the logs first: choose their folder above.", "note")
            return
        from followup_kit.cohort_report import write_cohort_report  # slow to load, and seldom needed

        self.tell("Writing: this takes a little while.", "note")
        out = self._new_folder(cohort.as_of.isoformat())
        before = self.fields["previous"].value
        previous = self.folder / before if before else None
        minimum = self.fields["minimum"].value
        files = write_cohort_report(cohort, out, minimum=minimum, previous=previous, progress=self._watched)
        self.refresh()
        self.tell(
            f"Written: {len(files)} files in {out}. Share that folder alone, not the one around it: {PRIVATE} there "
            "names people, and the next report is compared with it."
        )
        page, printed = files[:2]
        links = [
            open_page("Open the page", page.read_text(encoding="utf-8"), "t-shareable-page"),
            download("Save the PDF", printed.name, "application/pdf", printed.read_bytes(), "t-shareable-pdf"),
        ]
        self.links.value = f'<div class="fk-links">{" · ".join(links)}</div>'

    def _watched(self, things: Sequence) -> Iterator[Any]:
        """Yield tables to check and charts to draw, and say how far it has come."""
        for at, thing in enumerate(things, start=1):
            what = "Drawing chart" if hasattr(thing, "plot") else "Hiding small groups: table"
            self.tell(f"{what} {at} of {len(things)} …", "note")
            yield thing

    def _new_folder(self, name: str) -> Path:
        """Return a folder that is not there yet: an earlier report may have been released, and stays as it is."""
        taken = (self.folder / (f"{name}-{n}" if n > 1 else name) for n in itertools.count(1))
        return next(path for path in taken if not path.exists())
