"""The counselor's outreach: nothing noted is lost, whoever writes at the same time and whatever is typed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from followup_kit import outreach
from followup_kit.errors import BadValue, LogFileError
from followup_kit.outreach import COLUMNS, note_outreach, read_outreach

TWENTY = """
import sys
from followup_kit.outreach import note_outreach
for number in range(20):
    note_outreach(sys.argv[1], sys.argv[2], "2026-03-31", "phone", f"call {number}")
"""


def test_nothing_is_noted_at_first(tmp_path: Path) -> None:
    noted = read_outreach(tmp_path)
    assert tuple(noted.columns) == COLUMNS and len(noted) == 0
    assert noted.dtypes["on"] == "datetime64[us]"
    assert list(tmp_path.iterdir()) == []


def test_what_was_noted_comes_back_in_order(tmp_path: Path) -> None:
    note_outreach(tmp_path / "mine", "s017", "2026-03-31", "phone", " Will send both thank-yous ")
    note_outreach(tmp_path / "mine", "007", "2026-03-20", "email", '=2+2, "quoted"; \N{SNOWMAN}\u200d\xa0!')
    noted = read_outreach(tmp_path / "mine")
    assert noted.values.tolist() == [
        ["s017", pd.Timestamp("2026-03-31"), "phone", "Will send both thank-yous"],
        ["007", pd.Timestamp("2026-03-20"), "email", '=2+2, "quoted"; \N{SNOWMAN}\u200d\xa0!'],
    ]
    text = (tmp_path / "mine" / "outreach.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == '"seeker_id","on","channel","outcome"'
    assert "\"'=2+2" in text, "a spreadsheet must not compute it"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_it_is_the_owners_alone(tmp_path: Path) -> None:
    note_outreach(tmp_path / "mine", "s1", "2026-03-31", "phone", "talked")
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "mine" / "outreach.csv").stat().st_mode) == 0o600


def test_four_notebooks_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", TWENTY, tmp_path, f"s{each}"]) for each in range(4)]
    assert [writer.wait(120) for writer in writers] == [0] * 4
    noted = read_outreach(tmp_path)
    assert len(noted) == 80
    for each in range(4):
        assert noted.outcome[noted.seeker_id == f"s{each}"].tolist() == [f"call {number}" for number in range(20)]
    assert [path.name for path in tmp_path.iterdir()] == ["outreach.csv"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seeker_id": " "}, "seeker_id"),
        ({"on": "31/03/2026"}, "on"),
        ({"on": None}, "on"),
        ({"channel": "pigeon"}, "channel"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "a\rb"}, "outcome"),
        ({"outcome": "a\x00"}, "outcome"),
        ({"outcome": "\ud800"}, "outcome"),
        ({"outcome": "x" * 2001}, "outcome"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(tmp_path: Path, change: dict, field: str) -> None:
    row = {"seeker_id": "s1", "on": "2026-03-31", "channel": "phone", "outcome": "talked"}
    with pytest.raises(BadValue) as refused:
        note_outreach(tmp_path, **row | change)
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("theirs", [b"Name;Day\r\nAnn;1\r\n", b"\xff\xfe\x00", b'seeker_id,on,channel,outcome\n"a'])
def test_a_file_that_is_not_ours_is_neither_read_nor_written_to(tmp_path: Path, theirs: bytes) -> None:
    (tmp_path / "outreach.csv").write_bytes(theirs)
    with pytest.raises(LogFileError, match="Rename it"):
        read_outreach(tmp_path)
    with pytest.raises(LogFileError, match="Rename it"):
        note_outreach(tmp_path, "s1", "2026-03-31", "phone", "talked")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [theirs]


def test_rows_written_by_hand_stay_and_a_day_that_is_none_is_missing(tmp_path: Path) -> None:
    by_hand = b"seeker_id,on,channel,outcome\ns1,last week,letter,NA"
    (tmp_path / "outreach.csv").write_bytes(by_hand)
    note_outreach(tmp_path, "s2", "2026-03-31", "phone", "talked")
    assert (tmp_path / "outreach.csv").read_bytes().startswith(by_hand)
    noted = read_outreach(tmp_path)
    assert noted.seeker_id.tolist() == ["s1", "s2"]
    assert pd.isna(noted["on"][0]) and noted.outcome[0] == "NA"


def test_a_lock_left_behind_is_said_and_can_be_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outreach, "_PATIENCE", 0.05)
    lock = tmp_path / "outreach.csv.lock"
    lock.touch()
    with pytest.raises(LogFileError, match=r"delete outreach\.csv\.lock"):
        note_outreach(tmp_path, "s1", "2026-03-31", "phone", "talked")
    lock.unlink()
    note_outreach(tmp_path, "s1", "2026-03-31", "phone", "talked")
    assert not lock.exists()


def test_a_write_that_fails_leaves_the_file_and_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note_outreach(tmp_path, "s1", "2026-03-31", "phone", "talked")
    before = (tmp_path / "outreach.csv").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outreach, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        note_outreach(tmp_path, "s1", "2026-03-31", "phone", "again")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("outreach.csv", before)]
