"""What leaves a counselor's page: the list with names, and the report of groups, kept well apart."""

import ipywidgets as widgets

from followup_kit import home
from followup_kit.files import slug, write_whole
from followup_kit.named_list import CONFIDENTIAL, named_csv, named_html
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.links import download, open_page
from followup_kit.panels.panel import Panel, text

MINIMUM, LEAST, MOST = 10, 5, 30


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
        self.children = [
            text("✓ To share: groups only", "fk-title"),
            text(
                "Numbers of programmes and campuses, no names. Groups of fewer seekers than you say are merged or left "
                "out, so that nobody can be worked out."
            ),
            self.field("minimum", minimum, f"Smallest group shown ({LEAST} to {MOST})", width="15rem"),
            self.button("write-shareable", "Write the shareable report (groups only)", self._write, primary=True),
            self.message,
            self.links,
        ]

    def reset(self) -> None:
        super().reset()
        self.links.value = ""

    def _write(self) -> None:
        cohort = self.page.cohort
        if cohort is None:
            self.tell("Read the logs first: choose their folder above.", "note")
            return
        from followup_kit.cohort_report import write_cohort_report  # slow to load, and seldom needed

        self.tell("Writing: this takes a little while.", "note")
        folder = home.folder() / "reports" / f"{slug(self.page.folder.name)}-{cohort.as_of.isoformat()}"
        files = write_cohort_report(cohort, folder, minimum=self.fields["minimum"].value)
        self.tell(f"Written: {len(files)} files in {folder}.")
        links = [
            open_page("Open the page", path.read_text(encoding="utf-8"), "t-shareable-page")
            if path.suffix == ".html"
            else download("Save the PDF", path.name, "application/pdf", path.read_bytes(), "t-shareable-pdf")
            for path in files
            if path.suffix in (".html", ".pdf")
        ]
        self.links.value = f'<div class="fk-links">{" · ".join(links)}</div>'
