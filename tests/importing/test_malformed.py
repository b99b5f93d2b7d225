"""Malformed files: every row is accepted or set aside with its line and a reason; none is lost, none is shifted."""

import string
import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from followup_kit.importing import preview, read_applications
from followup_kit.importing.delimited import read_rows
from followup_kit.importing.shapes import LIST

HEADER = "Company,Role,Date applied,Status,Notes"
ROWS = (
    "Arbor Clinic,Nurse,2026-03-02,Applied,",
    "Bellweather Labs,Analyst,2026-03-03,Rejected,polite",
    "Civic Library,Clerk,2026-03-04,Interview,",
)


def file(*rows: str, header: str = HEADER, end: str = "\n") -> str:
    return end.join([header, *rows]) + end


def with_middle(row: str) -> str:
    return file(ROWS[0], row, ROWS[2])


# What is wrong with the middle row or with the whole file; how many rows the file has; how many are set aside.
MALFORMED = {
    "a cell too many": (with_middle("Bell,Labs,Analyst,2026-03-03,Rejected,"), 3, 1),
    "two cells too many": (with_middle("Bell,Labs,Analyst,Lead,2026-03-03,Rejected,x"), 3, 1),
    "twenty cells too many": (with_middle("Bell," * 25), 3, 1),
    "an unquoted comma with a blank": (with_middle("Bell Labs, Inc,Analyst,2026-03-03,Rejected,"), 3, 0),
    "two unquoted commas with a blank": (with_middle("Bell, Labs, Inc,Analyst,2026-03-03,Rejected,"), 3, 0),
    "an unquoted comma nobody can place": (with_middle("Bell, Inc,Analyst,2026-03-03, Rejected,a,b"), 3, 1),
    "an unquoted comma that fits in two ways": (with_middle("Bell, Labs, Inc,2026-03-03,Rejected,x"), 3, 1),
    "empty cells at the end": (with_middle("Bell Labs,Analyst,2026-03-03,Rejected,,,,"), 3, 0),
    "the last cell missing": (with_middle("Bell Labs,Analyst,2026-03-03,Rejected"), 3, 0),
    "a cell in the middle missing": (with_middle("Bell Labs,2026-03-03,Rejected,polite"), 3, 0),
    "only a company": (with_middle("Bell Labs"), 3, 0),
    "a stray word": (with_middle(",,,,see above"), 3, 1),
    "an unclosed quotation mark": (with_middle('Bell Labs,"Analyst,2026-03-03,Rejected,'), 3, 0),
    "an unclosed quotation mark at the end": (file(*ROWS[:2], 'Civic Library,Clerk,2026-03-04,Interview,"'), 3, 0),
    "an unclosed quotation mark before quoted rows": (
        file('Arbor,"Nurse,2026-03-02,Applied,', '"Bell","Analyst","2026-03-03","Rejected",""', ROWS[2]),
        3,
        0,
    ),
    "quotation marks inside a quoted cell": (with_middle('"Bell "Best" Labs",Analyst,2026-03-03,Rejected,'), 3, 0),
    "a quotation mark inside a cell": (with_middle('Bell 6" Labs,Analyst,2026-03-03,Rejected,'), 3, 0),
    "a blank before a quotation mark": (with_middle('Bell Labs, "Analyst",2026-03-03,Rejected,'), 3, 0),
    "a blank after a quotation mark": (with_middle('"Bell Labs" ,Analyst,2026-03-03,Rejected,'), 3, 0),
    "only quotation marks": (with_middle('"""'), 3, 0),
    "a line break in a quoted cell": (with_middle('Bell Labs,"Analyst\nSenior",2026-03-03,Rejected,'), 3, 0),
    "Windows line ends": (file(*ROWS, end="\r\n"), 3, 0),
    "old Mac line ends": (file(*ROWS, end="\r"), 3, 0),
    "mixed line ends": (f"{HEADER}\r\n{ROWS[0]}\n{ROWS[1]}\r{ROWS[2]}", 3, 0),
    "no line end at the end": (file(*ROWS).rstrip("\n"), 3, 0),
    "blank lines between": (file(ROWS[0], "", ROWS[1], "", "", ROWS[2]), 3, 0),
    "blank lines first": ("\n\n" + file(*ROWS), 3, 0),
    "a title above": ("My job search\n\n" + file(*ROWS), 4, 1),
    "the header again": (file(ROWS[0], HEADER, ROWS[1]), 3, 1),
    "the same header twice": (
        file("A,Nurse,2026-03-02,Applied,B", header="Company,Role,Date applied,Status,Company"),
        1,
        0,
    ),
    "a header without names": (file(*ROWS, header="Company,,Date applied,Status,"), 3, 0),
    "a header too short": (file(*ROWS, header="Company,Role,Date applied"), 3, 3),
    "a header too long": (file(*ROWS, header=HEADER + ",Pay,Place"), 3, 0),
    "a row number nobody named": (file(*(f"{n},{row}" for n, row in enumerate(ROWS))), 3, 3),
    "zero bytes": (with_middle("Bell\0 Labs,Analyst,2026-03-03,Rejected,"), 3, 0),
    "control characters": (with_middle("Bell\x07\x1b Labs,Analyst,2026-03-03,Rejected,"), 3, 0),
    "half a character": (
        with_middle("Bell Labs,Analyst,2026-03-03,Rejected,").encode() + b"Caf\xe9,Cook,2026-03-05,Applied,\n",
        4,
        0,
    ),
    "UTF-16": (file(*ROWS).encode("utf-16"), 3, 0),
    "UTF-16 without a mark": (file(*ROWS).encode("utf-16-le"), 3, 0),
    "a byte order mark": (file(*ROWS).encode("utf-8-sig"), 3, 0),
    "semicolons": (file(*ROWS).replace(",", ";"), 3, 0),
    "tabs": (file(*ROWS).replace(",", "\t"), 3, 0),
    "bars": (file(*ROWS).replace(",", "|"), 3, 0),
    "a semicolon row among commas": (with_middle("Bell Labs;Analyst;2026-03-03;Rejected;"), 3, 0),
    "a line for Excel": ("sep=;\n" + file(*ROWS).replace(",", ";"), 3, 0),
    "a legend below": (file(*ROWS, "", "Applied,I sent it", "Rejected,they said no"), 5, 2),
    "only a header": (file(), 0, 0),
    "no header at all": ("\n".join(ROWS), 3, 3),
    "nothing known": (file("1,2", "3,4", header="Alpha,Beta"), 3, 3),
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_rows_accepted_and_set_aside_are_all_rows(fault, written):
    content, n_rows, n_aside = MALFORMED[fault]
    seen = preview(written(content))
    assert (seen.n_rows, seen.n_set_aside) == (n_rows, n_aside)
    assert len(seen.frame) == n_rows - n_aside
    aside = seen.set_aside
    assert (aside.reason.str.len() > 10).all() and aside.line.is_unique
    assert not set(aside.line) & {application.line for application in seen.applications}


def test_no_cell_slips_into_another_column(written):
    """Whatever was wrong with a row that was kept, days, stages and companies are still those of its row."""
    days = {"A": "2026-03-02", "B": "2026-03-03", "C": "2026-03-04"}
    stages = {"A": "applied", "B": "rejected", "C": "interviewing"}
    for fault in (
        "an unquoted comma with a blank",
        "an unclosed quotation mark before quoted rows",
        "old Mac line ends",
    ):
        frame, _ = read_applications(written(MALFORMED[fault][0]))
        for row in frame.itertuples():
            assert str(row.applied_on.date()) == days[row.company[0]], fault
            assert row.stage == stages[row.company[0]], fault


def test_every_odd_row_is_named(written):
    odd = ["a cell too many", "an unquoted comma with a blank", "the last cell missing", "a stray word"]
    odd += ["an unclosed quotation mark", "quotation marks inside a quoted cell", "zero bytes"]
    for fault in odd:
        _, problems = read_applications(written(MALFORMED[fault][0]))
        assert 3 in set(problems.line), fault


def test_a_stray_quotation_mark_that_may_have_swallowed_rows_is_reported(written):
    swallowing = ['Arbor,"Nurse,2026-03-02,Applied,', ROWS[1], ROWS[2], 'Dune,Cook 6",2026-03-05,Applied,']
    seen = preview(written(file(*swallowing)))
    assert "is a quotation mark missing?" in seen.problems.reason.iloc[0]


@pytest.mark.parametrize("line", ['a","', '"a"b,c', 'a,"'])
def test_quotation_marks_left_open_in_every_line_are_no_reason_to_read_it_all_again_for_each(line):
    start = time.process_time()
    rows, _ = read_rows(f"{line}\n" * 40_001)
    assert time.process_time() - start < 5  # it took a minute
    assert sum(cell.count("a") for row in rows for cell in row.cells) == 40_001


def test_a_row_that_could_be_joined_in_hundreds_of_ways_is_set_aside_at_once(written):
    start = time.process_time()
    seen = preview(written(file(*["Arbor" + ", x" * 15] * 4000, header=HEADER + ",a,b,c,d,e")))
    assert time.process_time() - start < 4  # each row took milliseconds
    assert seen.n_set_aside == 4000


def test_a_note_full_of_unquoted_commas_fits_in_one_way(written):
    frame, problems = read_applications(written(with_middle("Bell,Analyst,2026-03-03,Rejected,a" + ", b" * 9)))
    assert frame.stage.tolist() == ["applied", "rejected", "interviewing"] and problems.line.tolist() == [3]


words = st.text(string.ascii_letters + "éß ", max_size=8)
cells = st.one_of(
    words, st.sampled_from(["Applied", "Rejected", "2026-03-02", "3/4/2026", "x", "", " ", "N/A", "=1+1"])
)
marks = st.sampled_from(["", "", "", '"', '""', "\n", "\r", ",", ";", "\t", "\0", "'"])


@st.composite
def torn_rows(draw) -> str:
    row = draw(st.lists(st.tuples(marks, cells, marks), max_size=9))
    return ",".join("".join(part) for part in row)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(torn_rows(), max_size=12))
def test_any_torn_file_accounts_for_its_rows(written, torn):
    content = file(*torn)
    seen = preview(written(content))
    assume(seen.format == LIST)  # several rows of a history are one application
    rows, _ = read_rows(content)
    assert seen.n_rows + seen.n_blank + 1 == len(rows)
    assert len(seen.applications) + seen.n_set_aside == seen.n_rows
    taken = [application.line for application in seen.applications] + seen.set_aside.line.tolist()
    assert sorted(taken) == sorted(row.line for row in rows if not row.blank and row.line != seen.header_line)


@settings(max_examples=200, deadline=None)
@given(st.text(string.ascii_letters + '",;\n\r\t ' + "0123", max_size=300))
def test_no_letter_of_a_file_is_lost(text):
    rows, _ = read_rows(text)
    kept = "".join(cell for row in rows for cell in row.cells)
    assert [mark for mark in kept if mark.isalnum()] == [mark for mark in text if mark.isalnum()]
    assert [row.line for row in rows] == sorted({row.line for row in rows})
