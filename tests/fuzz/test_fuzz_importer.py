"""The importer takes anything: it reads it, or says in words why not; nothing is lost, made up or left behind."""

import csv
import datetime
import io
import random
import re
import shutil
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from any_tables import (
    WORDS,
    as_text,
    cells,
    dice,
    encodings,
    lines_moved,
    plain_bytes,
    tables,
    texts,
    torn,
)
from budgets import budget
from hypothesis import assume, given
from hypothesis import strategies as st
from log_rows import rows_of

from followup_kit.errors import BadValue, ColumnError, LogFileError
from followup_kit.export import export_log, import_export
from followup_kit.importing import Preview, import_log, preview, read_applications
from followup_kit.importing.delimited import read_rows
from followup_kit.importing.shapes import LIST, WIDE
from followup_kit.log import Log, open_log

OURS = (BadValue, ColumnError, LogFileError)
answers = st.fixed_dictionaries(
    {},
    optional={
        "date_order": st.sampled_from(("ymd", "dmy", "mdy", "myd", "")),
        "status_words": st.dictionaries(
            st.sampled_from(WORDS) | texts, st.sampled_from(("applied", "offer", "", "odd"))
        ),
        "columns": st.dictionaries(
            st.sampled_from(("Salary", "Date", "Status")), st.sampled_from(("keep", "applied", "odd"))
        ),
        "sheet": st.sampled_from((None, "Sheet", "x")),
    },
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a path whose file every example overwrites."""
    return tmp_path_factory.mktemp("fuzz") / "log.csv"


def looked_at(path: Path, **said: object) -> Preview | None:
    """Look at a file: return what is in it, or None where it is refused in words."""
    try:
        seen = preview(path, **said)
    except OURS as refusal:
        assert re.search(r"\w.*[.…]$", str(refusal), re.S), refusal
        return None
    assert (seen.problems.reason.str.len() > 10).all()
    assert seen.n_accepted + seen.n_set_aside == seen.n_rows
    if seen.format in (LIST, WIDE):
        assert len(seen.applications) + seen.n_set_aside == seen.n_rows
        assert not set(seen.set_aside.line) & {each.line for each in seen.applications}
    return seen


def read_alike(path: Path) -> None:
    """Read a file into a frame: it holds what the preview told of, or is refused as that was."""
    seen = looked_at(path)
    try:
        frame, problems = read_applications(path)
    except OURS:
        assert seen is None
    else:
        assert len(frame) == len(seen.rows) and problems.equals(seen.problems)


def stands_in(day: datetime.date, cell: str) -> bool:
    """Say whether a cell has the year, the month and the day of a date, in whatever order, or its serial number."""
    numbers = [int(part) for part in re.findall(r"\d{1,4}", cell)]
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", cell)).lower()
    months = {word[:2] for word in re.findall(r"[^\W\d]{3,}", plain)}
    named = day.strftime("%b").lower()[:2] in months or months & MONTHS[day.month]
    compact = "".join(str(int(digit)) if digit.isdecimal() else " " for digit in cell)
    dated = day.year in numbers or day.year % 100 in numbers
    in_figures = day.month in numbers and numbers.count(day.day) > (day.day == day.month)
    return (
        (dated and (in_figures or (named and day.day in numbers)))
        or f"{day:%Y%m%d}" in compact
        or str((day - datetime.date(1899, 12, 30)).days) in compact
    )


MONTHS = {2: {"fe"}, 3: {"ma"}, 5: {"ma"}, 8: {"ag", "ao"}, 10: {"ok", "ou"}, 12: {"de", "di"}, 1: {"ja", "en"}} | {
    month: set() for month in (4, 6, 7, 9, 11)
}


def days_of(seen: Preview) -> set[datetime.date]:
    days = {change.day for each in seen.applications for change in each.stages}
    return (days | {each.fields["decision_by"] for each in seen.applications}) - {None}


@budget(150)
@given(plain_bytes, st.sampled_from(("log.csv", "log.xlsx", "log.zip", "log.db")))
def test_any_bytes(place: Path, data: bytes, name: str) -> None:
    path = place.with_name(name)
    path.write_bytes(data)
    looked_at(path)


@budget(150)
@given(tables(), encodings, dice, answers)
def test_any_table_torn(place: Path, table: list[list[str]], encoding: str, dice: random.Random, said: dict) -> None:
    delimiter, end = dice.choice(",;\t|"), dice.choice(("\n", "\r\n", "\r"))
    text = as_text(table, delimiter, dice.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)), end)
    if dice.random() < 0.1:
        text = text.replace("Nurse", "y" * dice.choice((40_000, 140_000)))
    place.write_bytes(
        torn(
            dice.choice(("", "", "\ufeff", "sep=;\n", f"sep={end}\n", 'sep="\n')).encode()
            + text.encode(encoding, "replace"),
            dice,
        )
    )
    looked_at(place, **said)


@budget(150)
@given(tables())
def test_every_row_of_a_table_is_told_of_and_no_day_is_made_up(place: Path, table: list[list[str]]) -> None:
    text = as_text(table, quoting=csv.QUOTE_ALL)
    assume(read_rows(text)[1] == ",")  # few and uneven rows may look better cut at another mark
    place.write_bytes(text.encode())
    seen = looked_at(place)
    if seen is None or not seen.n_rows:
        return
    clean = [[re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", cell) for cell in row] for row in table]
    filled = [row for row in clean if any(map(str.strip, row))]
    assert seen.n_rows in (len(filled), len(filled) - 1)  # the header is a row of its own, where it is none
    if seen.format in (LIST, WIDE):
        kept = {each.line for each in seen.applications} | set(seen.set_aside.line)
        assert len(kept | {seen.header_line}) == len(filled)
    for day in days_of(seen):
        assert any(stands_in(day, cell) for row in clean for cell in row), day


@budget(15)
@given(tables(), tables())
def test_a_second_import_adds_nothing_and_undone_it_leaves_nothing(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], other: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("undone")
    log = open_log(folder / "mine.db")
    log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    path = folder / "theirs.csv"
    before = []
    for one in (other, table):
        path.write_bytes(as_text(one).encode())
        before.append(rows_of(log.path))
        try:
            import_log(path, log)
        except OURS:
            assert rows_of(log.path) == before[-1]
            continue
        read_alike(path)
        after = rows_of(log.path)
        again = import_log(path, log)
        assert (again.import_id, again.n_added, again.n_updated, again.n_stage_changes) == (None, 0, 0, 0)
        assert rows_of(log.path) == after
    export_log(log, folder / "out")
    back = import_export(folder / "out", open_log(folder / "back.db"))
    assert rows_of(back.path) == rows_of(log.path)
    for earlier in reversed(before):
        if rows_of(log.path) != earlier:
            log.undo_import(log.imports.import_id.max())
        assert rows_of(log.path) == earlier


# Workbooks

values = st.one_of(
    cells.filter(lambda text: len(text) < 30_000),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(datetime.date(1900, 1, 1)),
    st.datetimes(datetime.datetime(1900, 1, 1)),
    st.times(),
    st.timedeltas(),
)
formats = st.sampled_from(
    ("General", "00000", "0" * 2000, "yyyy-mm-dd", "[h]:mm:ss", "@", "0.00E+00", '"a"yy', "#,##0")
)
ILLEGAL = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """Draw a small workbook of one or two sheets."""
    book = openpyxl.Workbook()
    for n in range(draw(st.integers(1, 2))):
        sheet = book.create_sheet(f"S{n}") if n else book.active
        for row in draw(tables(values)):
            sheet.append([ILLEGAL.sub("", value) if isinstance(value, str) else value for value in row])
        for row in list(sheet.iter_rows())[:3]:
            for cell in row[:3]:
                cell.number_format = draw(formats)
                if draw(st.booleans()):
                    cell.hyperlink = draw(st.sampled_from(("https://x.example/1", "javascript:0", "#S0!A1")))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, dice: random.Random) -> bytes:
    """Return a zip file one part of which is changed, dropped, doubled or put in the place of another."""
    stream, way = io.BytesIO(), dice.randrange(8)
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        names = source.namelist()
        chosen, other = dice.choice(names), dice.choice(names)
        for name in names:
            part = source.read(name)
            if name == chosen:
                if way == 0:
                    continue
                part = source.read(other) if way == 1 else b"" if way == 2 else torn(part, dice)
            target.writestr(name, part)
    return stream.getvalue()


@budget(50)
@given(workbooks(), dice, answers)
def test_any_workbook_whole_or_torn(place: Path, book: bytes, dice: random.Random, said: dict) -> None:
    for data in (book, repacked(book, dice), torn(book, dice)):
        path = place.with_name("log.xlsx")
        path.write_bytes(data)
        looked_at(path, **said)


@budget(60)
@given(
    st.dictionaries(
        st.sampled_from(("a.csv", "b.CSV", "c/d.tsv", "Job Applications_1.csv", "e.txt", "x٢.csv", "y10.csv")),
        tables().map(as_text) | texts,
    ),
    dice,
)
def test_any_archive(place: Path, parts: dict[str, str], dice: random.Random) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    path = place.with_name("log.zip")
    for data in (stream.getvalue(), torn(stream.getvalue(), dice)):
        path.write_bytes(data)
        looked_at(path)


# The kit's own exports


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an export of a log with a row in every table."""
    folder = tmp_path_factory.mktemp("exported")
    log = open_log(folder / "search.db")
    with log.transaction("Filled"):
        log.add_application("Birch", "=Clerk", applied_on="2026-03-02", url="https://x.example/1", notes='a\r\nb,"c"')
        log.add_application("Cedar", "Porter", applied_on="2026-03-04", stage="rejected", stage_on="2026-03-20")
        held = log.add_interview(1, held_on="2026-03-09", interviewers=["Ada", "Bo"])
        log.add_message(
            "thank_you", interview_id=held, interviewer_id=1, sent_on="2026-03-10", answered_on="2026-03-12"
        )
        log.add_feedback(2, "2026-03-22", "Be brief", themes=["brief"])
        log.snooze(f"check_in:1:{held}:-:1", "2026-04-06")
        log.remember("status", "odd", "applied")
        log.settings["seeker_name"] = "Robin"
    path = folder / "theirs.csv"
    path.write_text("Company,Role,Applied\nDogwood,Nurse,2026-03-05\n")
    import_log(path, log)
    export_log(log, folder / "out")
    return folder / "out"


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Log:
    return open_log(tmp_path_factory.mktemp("fresh") / "fresh.db")


@budget(60)
@given(st.integers(0, 40), dice)
def test_an_export_of_ours_torn(exported: Path, fresh: Log, which: int, dice: random.Random) -> None:
    folder = fresh.path.parent / "out"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(exported, folder)
    files = sorted(folder.iterdir())
    file = files[which % len(files)]
    data = file.read_bytes()
    if file.suffix == ".xlsx":
        file.write_bytes(dice.choice((torn, repacked))(data, dice))
    else:
        file.write_bytes(dice.choice((torn, lines_moved))(data, dice))
    source = file if file.suffix == ".xlsx" else dice.choice((folder, folder / "applications.csv"))
    empty = rows_of(fresh.path)
    read_alike(source)
    try:
        import_log(source, fresh)
    except OURS:
        assert rows_of(fresh.path) == empty
    else:
        if rows_of(fresh.path) != empty:
            assert fresh.undo()
        assert rows_of(fresh.path) == empty
