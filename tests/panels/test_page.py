"""What the panels of a notebook share: a log, a day, one reading of the log."""

import os
from datetime import date
from pathlib import Path

import pytest

import followup_kit as fk
from followup_kit import home
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


def written_elsewhere(page: Page, company: str) -> None:
    """Let another notebook write to a page's log."""
    fk.open_log(page.log.path).add_application(company)
    later = page.log.path.stat().st_mtime + 1  # a disk's clock ticks slower than this test
    os.utime(page.log.path, (later, later))


def test_a_page_come_back_to_shows_what_another_one_wrote_and_reads_nothing_where_none_did(page: Page) -> None:
    panel = Counting(page)
    panel.tell("Saved.")
    page.look_again()
    assert panel.seen == 0
    written_elsewhere(page, "Arbor Clinic")
    page.look_again()
    assert panel.moment.applications.company.tolist() == ["Arbor Clinic"]
    page.look_again()
    assert panel.seen == 1 and panel.message.layout.display is None


def test_a_page_come_back_to_knows_what_it_wrote_itself(page: Page) -> None:
    panel = Counting(page)
    written_elsewhere(page, "Arbor Clinic")
    page.changed()
    page.look_again()
    assert panel.seen == 1


def test_a_page_come_back_to_on_another_day_looks_at_that_day(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    today = Page(page.log)
    panel = Counting(today)
    monkeypatch.setenv("FOLLOWUP_KIT_AS_OF", "2026-04-01")
    today.look_again()
    assert panel.seen == 1


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a person's folder with nothing in it."""
    monkeypatch.delenv("FOLLOWUP_KIT_LOG", raising=False)
    monkeypatch.setenv("FOLLOWUP_KIT_FOLDER", str(tmp_path / "search"))
    return tmp_path / "search"


def test_a_page_come_back_to_goes_over_to_the_own_log_once_it_is_started(place: Path) -> None:
    found = Page()
    panel = Counting(found)
    assert found.log.path == place / home.SAMPLE_LOG
    found.look_again()
    assert panel.seen == 0
    home.start_own_log()
    found.look_again()
    assert found.log.path == place / home.OWN_LOG and found.as_of == date.today()
    assert panel.moment.applications.empty
    found.look_again()
    assert panel.seen == 1


def test_a_page_told_its_log_stays_with_it(page: Page, place: Path) -> None:
    before = page.log.path
    home.start_own_log()
    page.look_again()
    assert page.log.path == before
