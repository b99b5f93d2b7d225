"""The report button writes into the person's own folder and hands the page over."""

from pathlib import Path

from followup_kit.panels.page import Page
from followup_kit.panels.report import Report


def test_the_report_lies_in_the_persons_folder(page: Page, own: Path) -> None:
    page.log.add_application("Arbor Clinic", "Nurse", applied_on="2026-01-05")
    panel = Report(page)
    panel.write.click()
    folder = own / "reports" / "my-search-2026-03-31"
    names = {path.name for path in folder.iterdir()}
    assert {"report.html", "report.pdf", "response_rates.csv", "response_rates.png"} <= names
    assert f"{len(names)} files in {folder}" in panel.message.value
    assert 'download="report.pdf"' in panel.links.value


def test_a_folder_that_cannot_be_written_is_said(page: Page, own: Path) -> None:
    own.write_text("a file stands in the way")
    panel = Report(page)
    panel.write.click()
    assert "cannot be written or read: Not a directory" in panel.message.value
    assert panel.links.value == ""
