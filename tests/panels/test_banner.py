"""The head of every page: whose log this is, and the way to one's own."""

import os
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from clicking import answer, click, find, press, words

import followup_kit as fk
from followup_kit import home
from followup_kit.panels.banner import Banner
from followup_kit.panels.interviews import InterviewForm
from followup_kit.panels.page import Page


@pytest.fixture
def sample(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Return a page on the sample, in a folder of its own."""
    monkeypatch.setenv("FOLLOWUP_KIT_FOLDER", str(tmp_path))
    return Page(fk.open_log(shutil.copy(repository / "data" / "sample_search.db", tmp_path / home.SAMPLE_LOG)))


def test_the_sample_is_called_one(sample: Page) -> None:
    banner = Banner(sample)
    assert words(banner.words).startswith("This is a sample search , looked at as of Tue 31 Mar 2026.")
    assert find(banner, "t-start-own")


def test_starting_ones_own_log_changes_every_panel(sample: Page, tmp_path: Path) -> None:
    banner, form = Banner(sample), InterviewForm(sample)
    assert "Riverside Dental" in form.fields["company"].control.options
    click(banner.start)
    click(banner.start)
    assert sample.log.path == tmp_path / home.OWN_LOG
    assert words(banner.words) == f"Your log: my-search.db , in {tmp_path}. It stays on this computer."
    assert answer(banner).startswith("Your own log is ready, and empty.")
    assert form.fields["company"].control.options == ()
    assert form.fields["held_on"].value == date.today()
    assert not find(banner, "t-start-own")


def test_a_new_log_is_called_empty_as_long_as_it_is(sample: Page) -> None:
    banner = Banner(sample)
    click(banner.start)
    sample.changed()
    assert "empty" in answer(banner)
    sample.log.add_application("Arbor Clinic")
    sample.changed()
    assert answer(banner) == ""
    banner.tell("Something else.")
    sample.changed()
    assert answer(banner) == "Something else."


def test_the_page_itself_looks_again_when_it_is_come_back_to(page: Page) -> None:
    banner, form = Banner(page), InterviewForm(page)
    form.fields["topics"].value = "Half a senten"
    fk.open_log(page.log.path).add_application("Arbor Clinic")
    os.utime(page.log.path, (2e9, 2e9))  # a disk's clock ticks slower than this test
    click(banner.look)
    assert "Arbor Clinic" in form.fields["company"].control.options
    assert form.fields["topics"].value == "Half a senten"
    assert "t-look-again" in banner.look._dom_classes and not find(banner, "t-look-again")  # nobody else sees it
    assert ".t-look-again" in banner.children[0].value and "visibilitychange" in banner.children[0].value


def test_an_own_log_that_is_there_is_not_called_empty(sample: Page, tmp_path: Path) -> None:
    fk.open_log(tmp_path / home.OWN_LOG).add_application("Arbor Clinic")
    banner = Banner(sample)
    press(banner, "start-own")
    assert answer(banner).startswith("Your own log was there already, and is open now.")
    assert sample.log.applications.company.tolist() == ["Arbor Clinic"]


def test_ones_own_log_says_where_it_lies(page: Page) -> None:
    banner = Banner(page)
    assert words(banner.words).startswith("Your log: my-search.db")
    assert not find(banner, "t-start-own")


def test_keys_pressed_in_a_panel_are_kept_from_jupyterlab(page: Page) -> None:
    style = Banner(page).children[0].value
    assert style.startswith('<style onload="') and style.count("<style") == 1
    assert "stopPropagation" in style and "</script" not in style


def test_a_folder_kept_in_step_with_other_computers_says_what_to_mind(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Personal"
    folder.mkdir()
    banner = Banner(Page(fk.open_log(folder / "my-search.db")))
    assert "OneDrive keeps this folder in step" in words(banner.words)
    assert "stays on this computer" not in words(banner.words)


def test_a_frame_shown_on_the_page_keeps_its_dollar_signs(sample: Page) -> None:
    Banner(sample)
    shown = pd.DataFrame({"role": ["$50k to $60k"]})._repr_html_()
    assert "mathjax_ignore" in shown and "$50k to $60k" in shown
