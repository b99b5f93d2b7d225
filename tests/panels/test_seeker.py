"""Your details: how you sign, and whose public holidays count."""

import threading
from datetime import date
from pathlib import Path

import pytest
from clicking import answer, click, errors, find, press, state, words

import followup_kit as fk
from followup_kit.calendars import calendar_for
from followup_kit.panels.page import Page
from followup_kit.panels.seeker import Seeker
from followup_kit.store.settings import Settings


@pytest.fixture
def seeker(page: Page) -> Seeker:
    panel = Seeker(page)
    press(panel, "your-details")
    return panel


def test_it_is_folded_until_asked_for(page: Page) -> None:
    panel = Seeker(page)
    assert not find(panel, "t-seeker_name")
    assert panel.fold.toggle.description == "▸ Name, contact, public holidays: your notes have no name under them yet"
    press(panel, "your-details")
    assert find(panel, "t-seeker_name")


def test_details_are_kept(seeker: Seeker, page: Page) -> None:
    seeker.fields["seeker_name"].value = " Robin Castellane "
    seeker.fields["seeker_email"].value = "robin@example.org"
    seeker.fields["country"].value = "US"
    seeker.fields["subdivision"].value = "CA"
    press(seeker, "save-seeker")
    assert answer(seeker).startswith("Saved.")
    assert dict(page.log.settings) == {
        "seeker_name": "Robin Castellane",
        "seeker_email": "robin@example.org",
        "country": "US",
        "subdivision": "CA",
    }
    assert seeker.fold.title == "Name, contact, public holidays"
    seeker.fields["country"].value = ""
    press(seeker, "save-seeker")
    assert "country" not in page.log.settings and "subdivision" not in page.log.settings


def test_it_says_what_counts(seeker: Seeker) -> None:
    assert words(seeker.counts).startswith("Only weekends are left out")
    assert seeker.fields["subdivision"].layout.display == "none"
    seeker.fields["country"].value = "GB"
    assert "The next are Good Friday, Fri 3 Apr 2026" in words(seeker.counts)
    assert "Easter Monday" not in words(seeker.counts)
    seeker.fields["subdivision"].value = "ENG"
    assert "Easter Monday, Mon 6 Apr 2026" in words(seeker.counts)  # not a holiday in all of the country


def test_every_country_and_region_offered_has_a_calendar(seeker: Seeker) -> None:
    country = seeker.fields["country"].control
    assert len(country.options) > 200
    for name, code in country.options:
        country.value = code
        assert calendar_for(code, years=[2026]), name
    for code in ("US", "DE", "FR", "CA", "AU", "AS"):
        country.value = code
        for _, region in seeker.fields["subdivision"].control.options:
            assert calendar_for(code, region, years=[2026])


def test_a_bad_address_stands_at_its_field(seeker: Seeker, page: Page) -> None:
    seeker.fields["seeker_name"].value = "Robin"
    seeker.fields["seeker_email"].value = "robin at home"
    press(seeker, "save-seeker")
    assert errors(seeker)["seeker_email"].startswith("'robin at home' is no address")
    assert seeker.fields["seeker_name"].value == "Robin"
    assert not dict(page.log.settings)


def test_a_country_the_kit_does_not_know_is_kept_and_told(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the list of countries that came with the kit has changed since."""
    with monkeypatch.context() as patched:
        patched.setattr(Settings, "_check", lambda self, key, value: None)
        page.log.settings["country"] = "Narnia"
    seeker = Seeker(page)
    press(seeker, "your-details")
    assert "'Narnia' is not known" in words(seeker.counts)
    press(seeker, "save-seeker")
    assert "'Narnia' is not known" in errors(seeker)["country"]
    assert page.log.settings["country"] == "Narnia"


def test_undo_puts_the_fields_back(seeker: Seeker, page: Page) -> None:
    for name in ("Robin", "Robin Castellane"):
        seeker.fields["seeker_name"].value = name
        thread = threading.Thread(target=press, args=[seeker, "save-seeker"])
        thread.start()
        thread.join()
    click(seeker.undo)
    assert answer(seeker) == "Undone: saved your details."
    assert seeker.fields["seeker_name"].value == page.log.settings["seeker_name"] == "Robin"


def test_a_change_elsewhere_shows_unless_something_is_being_typed(seeker: Seeker, page: Page) -> None:
    page.log.settings["seeker_name"] = "Robin"
    page.changed()
    assert seeker.fields["seeker_name"].value == "Robin"
    seeker.fields["seeker_phone"].value = "555"
    page.log.settings["seeker_name"] = "Alex"
    page.changed()
    assert seeker.fields["seeker_name"].value == "Robin"


def test_a_panel_on_another_log_is_as_a_new_one(page: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.settings["country"] = "DE"
    other.settings["subdivision"] = "BY"
    seeker = Seeker(page)
    press(seeker, "your-details")
    seeker.fields["country"].value = "US"
    page.switch(other, date(2026, 4, 1))
    new = Seeker(Page(other, date(2026, 4, 1)))
    assert state(seeker) == state(new)
    for panel in (seeker, new):
        press(panel, "your-details")
    assert state(seeker) == state(new)
    assert seeker.fields["subdivision"].value == "BY"
