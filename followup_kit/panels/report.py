"""The report button: a search's numbers and charts, written into the person's own folder."""

import ipywidgets as widgets

from followup_kit import home
from followup_kit.files import slug
from followup_kit.panels.links import download, open_page
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel
from followup_kit.report import write_report


class Report(Panel):
    """Writes the report as of today and says where it is."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.links = widgets.HTML()
        self.links.add_class("t-report-links")
        self.write = self.button("write-report", "Write the report", self._write, primary=True)
        self.children = [self.write, self.message, self.links]

    def reset(self) -> None:
        super().reset()
        self.links.value = ""

    def _write(self) -> None:
        self.tell("Writing: this takes a few seconds.", "note")
        log, day = self.page.log, self.page.as_of
        folder = home.folder() / "reports" / f"{slug(log.path.stem)}-{day.isoformat()}"
        page, printed, *rest = write_report(log, folder, day)
        self.tell(f"Written: {len(rest) + 2} files in {folder}.")
        links = [
            open_page("Open the page", page.read_text(encoding="utf-8"), "t-report-page"),
            download("Save the PDF", printed.name, "application/pdf", printed.read_bytes(), "t-report-pdf"),
        ]
        self.links.value = f'<div class="fk-links">{" · ".join(links)}</div>'
