"""What the panels of a notebook share: a log, a day, one reading of the log."""

from datetime import date
from pathlib import Path

import pytest

import followup_kit as fk
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel


class Counting(Panel):
    """A panel that reads the log when refreshed."""

    seen = 0

    def refresh(self) -> None:
        self.moment = self.page.now()
        self.seen += 1


def test_the_day_is_the_one_told_else_the_samples_else_today(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page.as_of == date(2026, 3, 31)
    own = Page(page.log)
    assert own.as_of == date.today()
    page.log.settings["as_of"] = "2026-02-03"
    assert own.as_of == date(2026, 2, 3)
    monkeypatch.setenv("FOLLOWUP_KIT_AS_OF", "2026-01-05")
    assert own.as_of == date(2026, 1, 5)


def test_a_change_reaches_every_panel_and_reads_the_log_once(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    panels = [Counting(page), Counting(page)]
    reads = []
    tables = page.log.tables
    monkeypatch.setattr(page.log, "tables", lambda: reads.append(1) or tables())
    page.changed()
    assert [panel.seen for panel in panels] == [1, 1]
    assert panels[0].moment is panels[1].moment and len(reads) == 1
    page.log.add_application("Arbor Clinic")
    page.changed()
    assert panels[0].moment.applications.company.tolist() == ["Arbor Clinic"]


def test_outside_a_change_the_log_is_read_afresh(page: Page) -> None:
    with page.at_one_moment():
        page.log.add_application("Arbor Clinic")
        with page.at_one_moment():
            assert page.now().tables.applications.empty
    assert len(page.now().tables.applications) == 1


def test_a_panel_that_cannot_follow_says_so_and_stops_nobody(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(Panel):
        def refresh(self) -> None:
            raise RuntimeError("It is gone.")

    failing, other = Failing(page), Counting(page)
    with pytest.raises(RuntimeError, match="gone"):
        page.changed()
    monkeypatch.setattr(Panel, "reraise", False)
    page.changed()
    assert "This part of the page could not follow: It is gone." in failing.message.value
    assert other.seen == 1
    page.log.add_application("Arbor Clinic")
    assert len(page.now().tables.applications) == 1


def test_switching_begins_every_panel_anew(page: Page, tmp_path: Path) -> None:
    panel = Counting(page)
    panel.tell("Saved.")
    other = fk.open_log(tmp_path / "other.db")
    page.switch(other, date(2026, 4, 1))
    assert (page.log, page.as_of) == (other, date(2026, 4, 1))
    assert panel.seen == 1 and panel.message.layout.display == "none"
