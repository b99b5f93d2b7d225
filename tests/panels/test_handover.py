"""The copy for a counselor: what leaves is shown first, and is what the file holds."""

from pathlib import Path

import pytest

import followup_kit as fk
from followup_kit.panels.handover import Handover
from followup_kit.panels.page import Page

PRIVATE = ("Ada Marchetti", "ada@riverside.example", "her first practice in Leeds", "Robin Castellane")


@pytest.fixture
def handover(page: Page, own: Path) -> Handover:
    """Return the panel on a log of one interview, in a folder of its own."""
    page.log.settings["seeker_name"] = "Robin Castellane"
    person = {"name": "Ada Marchetti", "email": "ada@riverside.example", "remembered": "her first practice in Leeds"}
    page.log.add_interview(company="Riverside Dental", role="Nurse", held_on="2026-03-30", interviewers=[person])
    return Handover(page)


def make(handover: Handover) -> None:
    next(child for child in handover.children if "t-make-copy" in child._dom_classes).click()


def test_the_copy_lies_in_the_persons_folder_and_holds_no_private_word(handover: Handover, tmp_path: Path) -> None:
    handover.fields["seeker"].value = "s017"
    make(handover)
    copy = tmp_path / "own" / "shared" / "s017__2026-03-31.db"
    assert str(copy) in handover.message.value
    assert copy.stat().st_mode & 0o777 == 0o600
    held = copy.read_bytes()
    assert b"Nurse" in held
    assert [words for words in (*PRIVATE, "Riverside") if words.encode() in held] == []
    assert fk.open_log(copy, read_only=True).applications.company.tolist() == ["Employer 1"]
    assert 'download="s017__2026-03-31.db"' in handover.links.value


def test_companies_leave_by_name_only_when_ticked(handover: Handover, tmp_path: Path) -> None:
    assert "<td>Employer 1</td>" in handover.leaving.value
    assert "Riverside Dental" not in handover.leaving.value
    handover.fields["companies"].value = True
    assert "<td>Riverside Dental</td>" in handover.leaving.value
    handover.fields["seeker"].value = "s017"
    make(handover)
    copy = fk.open_log(tmp_path / "own" / "shared" / "s017__2026-03-31.db", read_only=True)
    assert copy.applications.company.tolist() == ["Riverside Dental"]


def test_nothing_private_stands_in_the_list_of_what_leaves(handover: Handover) -> None:
    assert [words for words in PRIVATE if words in handover.leaving.value] == []
    assert "<td>what was said with this person</td><td>stays</td>" in handover.leaving.value


def test_a_copy_made_before_stays(handover: Handover, tmp_path: Path) -> None:
    handover.fields["seeker"].value = "s017"
    make(handover)
    first = (tmp_path / "own" / "shared" / "s017__2026-03-31.db").read_bytes()
    make(handover)
    names = sorted(path.name for path in (tmp_path / "own" / "shared").iterdir())
    assert names == ["s017__2026-03-31-2.db", "s017__2026-03-31.db"]
    assert (tmp_path / "own" / "shared" / "s017__2026-03-31.db").read_bytes() == first


def test_without_a_number_it_says_whom_to_ask(handover: Handover, tmp_path: Path) -> None:
    make(handover)
    assert handover.fields["seeker"].error.startswith("Your counselor gives you this number")
    assert not (tmp_path / "own").exists()


def test_a_number_that_is_a_path_stays_in_the_folder(handover: Handover, tmp_path: Path) -> None:
    handover.fields["seeker"].value = "../../etc/s017"
    make(handover)
    assert [path.parent for path in tmp_path.rglob("*s017*")] == [tmp_path / "own" / "shared"]
