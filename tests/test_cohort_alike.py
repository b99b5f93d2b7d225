"""Tables of one header, read at once: exactly what the importer makes of each by itself."""

import random
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("pyarrow", reason="followup-kit[scale] is not installed")

from followup_kit.alike import blocks, read_alike
from followup_kit.cohort_files import find
from followup_kit.importing import read_applications

PLAIN = "Company,Role,Source,Location,Date applied,Response date,Status,Rejected on,Notes"
HEADERS = (
    PLAIN,
    "Status,applied on,company,link",
    "employer,job title,responded on,applied on,interview,offer,withdrawn",
    "\ufeffCompany,Applied,Status",
)
STATUSES = ("Applied", "Rejected", "Interview", "Offer", "offer declined", "", "-", "Withdrawn", "ghosted", "saved")
ODD_LINES = (
    '"Quoted, Inc",R,S,L,2026-01-01,,Applied,,',
    "too,few",
    "A,B,C,D,01/02/2026,,Applied,,",
    " blank in front,R,S,L,2026-01-01,,Applied,,",
    "A,R,blank behind ,L,2026-01-01,,Applied,,",
    "A,R,S,\u00a0blank that is none,2026-01-01,,Applied,,",
    "A,R,S,L,2026-01-01,, Applied,,",
    "A,R,S,L,2026-01-01,,#Applied,,",
    "A,R,S,L,2026-01-01,,never heard of,,",
    "#REF!,R,S,L,2026-01-01,,Applied,,",
    "'=1+1,R,S,L,2026-01-01,,Applied,,",
    "=X,R,S,L,2026-01-01,,Applied,,",
    "",
    ",,,,,,,,",
    ",R,S,L,2026-01-01,,Applied,,",
    PLAIN,
    "Müller,R,S,L,2026-02-31,,Applied,,",
    "A,R,S,L,2026-01-01,2025-12-24,Rejected,,",
    "A,R,S,L,1026-01-01,,Applied,,",
    "A,R,S,L,2026-01-01,soon,Applied,,",
    "too,many,S,L,2026-01-01,,Applied,,x,y",
    "A,R\x07,S,L,2026-01-01,,Applied,,",
    "A|B,R,S,L,2026-01-01,,Applied,,",
    pytest.param("A" * 100_001 + ",R,S,L,2026-01-01,,Applied,,", id="a very long name"),
)


def cell(name: str, dice: random.Random) -> str:
    name = name.strip("\ufeff").lower()
    if name in ("company", "employer"):
        return dice.choice(("Arbor Clinic", "Müller & Söhne", "R&D", "Brook Hall"))
    if name == "status":
        return dice.choice(STATUSES)
    if name == "link":
        return dice.choice(("", f"https://jobs.example/{dice.randrange(99)}?a=b"))
    if name in ("role", "job title", "source", "location", "notes"):
        return dice.choice(("Nurse", "Town", "", "Referral"))
    # An answer before its application has a problem: seldom, or no file would be read at once.
    later = 0 if "appl" in name else 28
    return dice.choice(("", (date(2026, 1, 1) + timedelta(later + dice.randrange(30))).isoformat()))


def written(folder: Path, header: str, n: int, dice: random.Random) -> None:
    for number in range(n):
        lines = [header, *(",".join(cell(name, dice) for name in header.split(",")) for _ in range(12))]
        end = dice.choice(("\n", "\r\n"))
        (folder / f"{len(list(folder.iterdir())):04d}.csv").write_bytes((end.join(lines) + end * (number % 2)).encode())


def compared(folder: Path) -> tuple[set[str], set[str]]:
    """Return which files were read at once and which were not, having compared the former with the importer's."""
    alike, others = read_alike(find(folder, None)[0])
    for some in alike:
        for at, one in enumerate(some.read):
            alone, problems = read_applications(one.path)
            there = some.applications[some.file_of == at].reset_index(drop=True)
            pd.testing.assert_frame_equal(there, alone)
            assert problems.empty, "what has a problem is read by itself, so that its line can be named"
    return {one.file for some in alike for one in some.read}, {one.file for one in others}


@pytest.mark.parametrize(("header", "size"), [*zip(HEADERS, (blocks._BLOCK, 1, 3000, 3000), strict=True)])
def test_every_row_is_read_as_the_importer_reads_it(
    tmp_path: Path, header: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_BLOCK", size)
    written(tmp_path, header, 24, random.Random(header))
    at_once, others = compared(tmp_path)
    assert len(at_once) + len(others) == 24
    assert len(at_once) >= 2


def test_a_clean_form_is_read_at_once_to_the_last_file(tmp_path: Path) -> None:
    for number in range(3):
        text = "company,role,applied on,responded on,status\nArbor,Nurse,2026-01-05,2026-01-09,Rejected\n"
        (tmp_path / f"s{number}.csv").write_text(text, encoding="utf-8")
    assert compared(tmp_path) == ({"s0.csv", "s1.csv", "s2.csv"}, set())


@pytest.mark.parametrize("line", ODD_LINES)
def test_a_file_with_an_odd_line_is_read_by_itself_and_the_others_are_not(tmp_path: Path, line: str) -> None:
    sound = "A,Nurse,S,L,2026-01-05,2026-01-09,Rejected,2026-01-09,x"
    for name, lines in (("a", [sound] * 3), ("b", [sound, line, sound]), ("c", [sound] * 5)):
        (tmp_path / f"{name}.csv").write_text("\n".join([PLAIN, *lines]), encoding="utf-8")
    assert compared(tmp_path) == ({"a.csv", "c.csv"}, {"b.csv"})


def test_a_row_that_looks_like_a_header_costs_its_own_file(tmp_path: Path) -> None:
    for name, line in (("a", "A,Applied,x"), ("b", "Employer,Interview,Location"), ("c", "B,Interview,Place")):
        (tmp_path / f"{name}.csv").write_text(f"Company,Status,Notes\nArbor,Applied,\n{line}\n", encoding="utf-8")
    assert compared(tmp_path) == ({"a.csv", "c.csv"}, {"b.csv"})


@pytest.mark.parametrize("lines", [("too,many,cells", "A,never heard of", " A,Applied"), ("one", "two", "3,4,5")])
def test_where_every_file_is_odd_none_is_read_at_once(tmp_path: Path, lines: tuple[str, ...]) -> None:
    for name, line in zip("abc", lines, strict=True):
        (tmp_path / f"{name}.csv").write_text(f"Company,Status\n{line}\n", encoding="utf-8")
    assert compared(tmp_path) == (set(), {"a.csv", "b.csv", "c.csv"})


def test_a_table_of_more_columns_than_are_read_is_the_importers_to_refuse(tmp_path: Path) -> None:
    header = ["company", "role", *(f"x{at}" for at in range(499))]
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(f"{','.join(header)}\nArbor{',' * 500}\n", encoding="utf-8")
    assert compared(tmp_path)[0] == set()


def test_headers_wait_for_more_of_their_kind_until_memory_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        header = ("Company,Status", "Status,Company")[number % 2]
        (tmp_path / f"s{number}.csv").write_text(f"{header}\nApplied,Applied\n", encoding="utf-8")
    assert len(compared(tmp_path)[0]) == 8
    monkeypatch.setattr(blocks, "_WAITING", 60)  # two files
    assert len(compared(tmp_path)[0]) == 8


def test_a_file_cut_short_while_it_is_read_is_read_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text("Company,Status\nArbor,Applied\nBrook,Applied\n", encoding="utf-8")
    whole, sizes = blocks.os.read, iter((29, 99, 99))  # after the first row
    monkeypatch.setattr(blocks.os, "read", lambda file, size: whole(file, min(size, next(sizes))))
    assert compared(tmp_path) == ({"b.csv", "c.csv"}, {"a.csv"})


@pytest.mark.parametrize(
    "header",
    [
        "Date,Company,Status",
        "Company",
        "company,company",
        "id,company",
        "Company,Role,Company name",
        "x,y,z",
        "=1,company",
    ],
)
def test_headers_that_need_a_closer_look_are_left(tmp_path: Path, header: str) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(f"{header}\nArbor,Arbor,Arbor\n", encoding="utf-8")
    assert compared(tmp_path)[0] == set()
