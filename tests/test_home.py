"""The person's folder: filled once, never overwritten, theirs alone."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from followup_kit import home
from followup_kit.errors import BadValue
from followup_kit.log import open_log


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the person's folder be a new one, named as ``followup-kit lab`` names it."""
    monkeypatch.setenv("FOLLOWUP_KIT_FOLDER", str(tmp_path / "search"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "search"


def test_prepare_brings_every_notebook_and_the_sample(place: Path) -> None:
    home.prepare(place)
    pages = {page.name for page in home.shipped("notebooks").glob("*.ipynb")}
    assert {path.name for path in place.iterdir()} == pages | {"sample-search.db", "sample-cohort"}


def test_prepare_brings_the_sample_cohort_and_leaves_what_is_changed_there(place: Path) -> None:
    theirs = place / "sample-cohort" / "hilltop" / "s003__applications.csv"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    home.prepare(place)
    there = {path.relative_to(place / "sample-cohort") for path in (place / "sample-cohort").rglob("*")}
    shipped = home.shipped("data") / "sample_cohort"
    assert there == {path.relative_to(shipped) for path in shipped.rglob("*")}
    assert (place / "sample-cohort" / "roster.csv").read_bytes() == (shipped / "roster.csv").read_bytes()
    assert theirs.read_text() == "mine"


def test_the_sample_cohort_is_the_persons_once_it_is_there(place: Path) -> None:
    assert home.sample_cohort() == home.shipped("data") / "sample_cohort"
    home.prepare(place)
    assert home.sample_cohort() == place / "sample-cohort"


def test_the_cohort_chosen_last_is_looked_at_while_it_is_there(place: Path, tmp_path: Path) -> None:
    assert home.cohort_folder() == home.sample_cohort()
    logs = tmp_path / "Frühling 2026"
    logs.mkdir()
    home.choose_cohort(logs)
    assert home.cohort_folder() == logs
    logs.rmdir()
    assert home.cohort_folder() == home.sample_cohort()


def test_a_cohorts_day_is_told_or_the_samples_or_today(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.prepare(place)
    for sample in (place / "sample-cohort", home.shipped("data") / "sample_cohort"):
        assert home.is_sample_cohort(sample)
        assert home.as_of_for_cohort(sample) == date(2026, 3, 31)
    assert not home.is_sample_cohort(tmp_path)
    assert home.as_of_for_cohort(tmp_path) == date.today()
    monkeypatch.setenv("FOLLOWUP_KIT_AS_OF", "2026-02-01")
    assert home.as_of_for_cohort(tmp_path) == home.as_of_for_cohort(place / "sample-cohort") == date(2026, 2, 1)


def test_prepare_never_overwrites(place: Path) -> None:
    place.mkdir()
    (place / "sample-search.db").write_text("mine")
    home.prepare(place)
    assert (place / "sample-search.db").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_a_new_folder_and_its_files_are_the_owners_alone(place: Path) -> None:
    home.prepare(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    files = [path for path in place.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_a_folder_that_was_there_keeps_its_mode(place: Path) -> None:
    place.mkdir(mode=0o755)
    home.prepare(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o755


def test_prepare_refuses_a_file(place: Path) -> None:
    place.write_text("a file")
    with pytest.raises(BadValue, match="is a file"):
        home.prepare(place)


@pytest.mark.parametrize("own", ["notebooks", "data"])
def test_prepare_refuses_the_kits_own_folders(own: str) -> None:
    before = sorted(home.shipped(own).glob("*"))
    with pytest.raises(BadValue, match="keeps its own copies"):
        home.prepare(home.shipped(own))
    assert sorted(home.shipped(own).glob("*")) == before


def test_the_sample_is_the_log_until_there_is_an_own_one(place: Path) -> None:
    home.prepare(place)
    assert home.current_log_path() == place / "sample-search.db"
    own = home.start_own_log()
    assert own == place / "my-search.db"
    assert home.current_log_path() == own
    assert len(open_log(own).applications) == 0


def test_an_own_log_is_never_started_over(place: Path) -> None:
    open_log(home.start_own_log()).add_application("Riverside Dental")
    assert open_log(home.start_own_log()).applications.company.tolist() == ["Riverside Dental"]


def test_the_sample_is_put_where_no_one_prepared_the_folder(place: Path) -> None:
    assert home.current_log_path() == place / "sample-search.db"
    assert open_log(home.current_log_path()).settings["sample"]


def test_a_log_named_in_the_environment_comes_first(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.start_own_log()
    monkeypatch.setenv("FOLLOWUP_KIT_LOG", str(tmp_path / "other.db"))
    assert home.current_log_path() == tmp_path / "other.db"


def test_the_current_folder_counts_where_it_holds_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_KIT_FOLDER")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert home.folder() == tmp_path / "home" / "followup-kit"
    (tmp_path / "my-search.db").touch()
    assert home.folder() == tmp_path


def test_as_of_is_the_environments_then_the_samples_then_today(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = open_log(home.start_own_log())
    assert home.as_of_for(own) == date.today()
    sample = open_log(home.prepare(place) / "sample-search.db")
    assert home.as_of_for(sample) == date(2026, 3, 31)
    monkeypatch.setenv("FOLLOWUP_KIT_AS_OF", "2026-01-15")
    assert home.as_of_for(sample) == home.as_of_for(own) == date(2026, 1, 15)


def test_a_wrong_as_of_says_where_it_stands(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = open_log(home.start_own_log())
    monkeypatch.setenv("FOLLOWUP_KIT_AS_OF", "31.03.2026")
    with pytest.raises(BadValue, match="FOLLOWUP_KIT_AS_OF"):
        home.as_of_for(own)
