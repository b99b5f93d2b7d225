"""Cells on their way to a spreadsheet and back."""

import csv
import io
import random

import pandas as pd
import pytest

from followup_kit.cells import neutralise, restore, write_csv

FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"
TRICKY = ["\r\n", "a", "7", "日", "é", *"=+-@\t\r\n'\",;| \u00a0\u200b\ufeff\0\x0b", *FULL_WIDTH]


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1415", "'+1415"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("'=1", "''=1"),
        ("  =1", "'  =1"),
        ("\u200b=1", "'\u200b=1"),
        ("\uff1d1", "'\uff1d1"),
        ("'", "''"),
        ("", ""),
        ("a=1", "a=1"),
        ("日本 = 1", "日本 = 1"),
        ("(+1) 415", "(+1) 415"),
    ],
)
def test_a_cell_that_could_be_computed_gets_one_apostrophe(text, cell):
    assert neutralise(text) == cell
    assert restore(cell) == text


@pytest.mark.parametrize("text", ["'tis fine", "'90s", "plain"])
def test_an_apostrophe_the_kit_did_not_put_there_stays(text):
    assert restore(text) == text


def test_20_000_random_tables_come_back_as_they_left_with_no_row_more():
    dice = random.Random(20261122)
    for _ in range(20_000):
        texts = ["".join(dice.choices(TRICKY, k=dice.randrange(7))) for _ in range(3)]
        rows = read(write_csv(pd.DataFrame({texts[0]: texts[1:]}, dtype=object)))
        assert [[restore(cell) for cell in row] for row in rows] == [[text] for text in texts]


def test_every_cell_is_quoted_and_lines_end_in_crlf():
    frame = pd.DataFrame({"role": ["a\rb"], "n_applied": [12], "rate": [0.25], "mature": [True]})
    assert write_csv(frame) == (b'\xef\xbb\xbf"role","n_applied","rate","mature"\r\n"a\rb","12","0.25","True"\r\n')


def test_column_names_and_index_are_cells_too():
    frame = pd.DataFrame({"=A1": [1]}, index=pd.Index(["@x"], name="+name"))
    assert read(write_csv(frame)) == [["'+name", "'=A1"], ["'@x", "1"]]


def test_an_index_that_only_numbers_rows_is_not_written():
    frame = pd.DataFrame({"n": [1, 2, 3]})
    assert read(write_csv(frame[frame.n > 1])) == [["n"], ["2"], ["3"]]


def test_numbers_stay_numbers_days_are_iso_and_missing_is_empty():
    frame = pd.DataFrame(
        {
            "n": [-2, 3],
            "on": pd.to_datetime(["2026-03-31", None]),
            "at": pd.to_datetime(["2026-03-31 08:30", None]),
            "id": pd.array([1, None], dtype="Int64"),
            "rate": [float("nan"), 0.5],
            "mixed": ["=1", 4],
        }
    )
    assert read(write_csv(frame))[1:] == [
        ["-2", "2026-03-31", "2026-03-31 08:30:00", "1", "", "'=1"],
        ["3", "", "", "", "0.5", "4"],
    ]


def test_a_frame_without_rows_keeps_its_header_and_the_frame_is_left_alone():
    frame = pd.DataFrame({"role": pd.Series(["=1"], dtype="str")})
    write_csv(frame)
    assert frame.role.tolist() == ["=1"]
    assert write_csv(frame.iloc[:0]) == b'\xef\xbb\xbf"role"\r\n'
