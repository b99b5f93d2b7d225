"""A log that left comes back equal, and nothing on the way computes, is cut off or half written."""

import csv
import io
import os
import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from log_rows import rows_of

import followup_kit as fk
from followup_kit import files
from followup_kit.errors import BadValue, LogFileError
from followup_kit.export import export_log, import_export
from followup_kit.schema import ImportRow
from followup_kit.sheets import read_sheets, write_sheets
from followup_kit.store.whole import STORED, Stored

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample_search.db"
HOSTILE = (
    "=1+1",
    "'=1",
    "+1415",
    "-",
    "@x",
    "'",
    '"',
    "a;b,c",
    "a\r\nb\rc",
    "NA",
    "#N/A",
    "00501",
    "1e5",
    "_x000D_",
    "TRUE",
)


@pytest.fixture
def log(tmp_path):
    """Return a log with a row in every table, and text that spreadsheets like to change."""
    log = fk.open_log(tmp_path / "My Search.db")
    log.remember("status", "=Absage", "rejected")
    log.add_import("+a.csv", "00", [ImportRow("=1", {"company": "@Birch"}, (("applied", None, "'sent"),))])
    log.add_import("", "", [ImportRow("", {"company": "Cedar"}, ())])
    for text in HOSTILE:
        log.add_application(text, text, source=text, location=text, notes=text, applied_on="2026-03-02")
    interview = log.add_interview(3, held_on="2026-03-09", interviewers=["=Ada"], topics="x" * 70_000 + "\r=y")
    log.add_message("thank_you", interviewer_id=1, body="Dear Ada,\n\nThank you.\n\tRobin")
    log.add_message("check_in", interview_id=interview, sent_on="2026-03-23", answered_on="2026-03-24")
    log.add_feedback(1, "2026-03-27", "\x0b\x1f\ufffe\uffff 日😀", themes=["-brief", "figures"])
    log.snooze("check_in:1:1:-:1", "2026-04-06")
    log.retire("check_in:3:1:-:1", "=enough")
    log.settings.update(seeker_name="=Robin", weekend=[5, 6], sample=False)
    return log


def cells_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_every_table_leaves_but_the_steps_for_undo(log):
    with closing(sqlite3.connect(log.path)) as con:
        tables = {name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(STORED) == tables - {"steps", "step_rows", "sqlite_sequence"}


def test_each_table_is_a_csv_file_and_all_are_sheets_of_one_workbook(log, tmp_path):
    paths = export_log(log, tmp_path / "out" / "today")
    assert [path.name for path in paths] == ["about.csv", *(f"{name}.csv" for name in STORED), "my-search.xlsx"]
    assert sorted(path.name for path in (tmp_path / "out" / "today").iterdir()) == sorted(path.name for path in paths)
    assert openpyxl.load_workbook(paths[-1], read_only=True).sheetnames == ["about", *STORED]
    changes = cells_of(tmp_path / "out" / "today" / "stage_changes.csv")
    assert changes[0] == ["stage_change_id", "application_id", "stage", "changed_on", "note"]
    assert changes[1] == ["1", "1", "applied", "", "''sent"]
    assert len(changes) == 1 + len(log.stage_changes)
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_left_comes_back_equal(log, tmp_path, form):
    paths = export_log(log, tmp_path / "out")
    again = import_export(paths[-1] if form == "xlsx" else tmp_path / "out", fk.open_log(tmp_path / "again.db"))
    assert rows_of(again.path) == rows_of(log.path)
    assert dict(again.settings) == dict(log.settings)
    for frame, other in zip(again.tables()[:-1], log.tables()[:-1], strict=True):
        assert frame.equals(other)
    # and goes on as the same log: a second import of the file that was imported adds nothing
    row = ImportRow("=1", {"company": "@Birch"}, (("applied", None, "'sent"),))
    assert again.add_import("+a.csv", "00", [row]).n_added == 0


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_sample_comes_back_equal(tmp_path, form):
    paths = export_log(fk.open_log(SAMPLE, read_only=True), tmp_path / "out")
    again = import_export(paths[-1] if form == "xlsx" else tmp_path / "out", fk.open_log(tmp_path / "again.db"))
    assert rows_of(again.path) == rows_of(SAMPLE)


def test_an_empty_log_comes_back_empty(tmp_path):
    export_log(fk.open_log(tmp_path / "empty.db"), tmp_path / "out")
    again = import_export(tmp_path / "out", fk.open_log(tmp_path / "again.db"))
    assert rows_of(again.path) == rows_of(tmp_path / "empty.db")


def test_no_cell_computes(log, tmp_path):
    *tables, book = export_log(log, tmp_path / "out")
    texts = [cell for path in tables for row in cells_of(path) for cell in row]
    assert len([text for text in texts if "Robin" in text]) == 2
    assert not [text for text in texts if text.strip()[:1] in tuple("=+-@")]
    for sheet in openpyxl.load_workbook(book):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value is None or cell.data_type == "s"
                assert cell.value is None or len(cell.value) <= 32_767
                assert str(cell.value or "").strip()[:1] not in tuple("=+-@")


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20) | st.lists(
    st.sampled_from(
        [*HOSTILE, "\r", "\n", "\t", "\0", "_x", "000D_", "5F_", "\x1f", "\ufffe", "'", "=", " ", "é", "😀"]
    ),
    max_size=6,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_any_text_comes_back_from_a_workbook_as_it_was(rows):
    (table,) = read_sheets(write_sheets([Stored("notes", ("a", "b"), rows)]), "notes.xlsx")
    assert table == ("notes", ("a", "b"), rows)


KEPT = TEXT.filter(lambda text: "\0" not in text)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(KEPT.filter(str.strip), KEPT, KEPT), min_size=1, max_size=4), st.dictionaries(TEXT, TEXT))
def test_any_log_comes_back_equal(tmp_path_factory, rows, meanings):
    folder = tmp_path_factory.mktemp("log")
    log = fk.open_log(folder / "search.db")
    with log.transaction("Filled"):
        for company, role, notes in rows:
            number = log.add_application(company, role, notes=notes)
            log.set_stage(number, "applied", note=notes)
            log.add_feedback(number, "2026-03-27", company, giver=role, themes=[notes])
        log.settings["seeker_name"] = rows[0][1]
        for text, meaning in meanings.items():
            log.remember("status", text, meaning)
    book = export_log(log, folder / "out")[-1]
    for n, source in enumerate((folder / "out", book)):
        assert rows_of(import_export(source, fk.open_log(folder / f"{n}.db")).path) == rows_of(log.path)


def test_what_a_sheet_says_of_its_size_is_not_believed():
    book, lying = io.BytesIO(write_sheets([Stored("notes", ("a",), [("b",)])])), io.BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(lying, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<sheetData>", b"<dimension ref='A1:XFC999'/><sheetData>"))
    assert read_sheets(lying.getvalue(), "notes.xlsx") == [("notes", ("a",), [("b",)])]


def test_a_row_longer_than_its_header_is_refused():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.append(["b", "c"])
    book.save(stream := io.BytesIO())
    with pytest.raises(LogFileError, match="longer than its header"):
        read_sheets(stream.getvalue(), "notes.xlsx")


@pytest.mark.parametrize("length", [15_999, 16_000, 16_001, 32_000, 100_000])
def test_a_text_too_long_for_a_cell_goes_on_beside_it(length):
    rows = [("=" * length, 1), ("short", None)]
    data = write_sheets([Stored("messages", ("body", "n"), rows)])
    header = [cell.value for cell in next(openpyxl.load_workbook(io.BytesIO(data))["messages"].iter_rows())]
    n = 1 + length // 16_000
    assert header == ["body", *(f"body ({k})" for k in range(2, n + 1)), "n"]
    (table,) = read_sheets(data, "x.xlsx")
    assert table.rows == [("=" * length, "1"), ("short", "")]


# Bringing in what is no whole export


def test_an_export_goes_into_an_empty_log_only(log, tmp_path):
    export_log(log, tmp_path / "out")
    before = rows_of(log.path)
    with pytest.raises(BadValue, match="holds something already"):
        import_export(tmp_path / "out", log)
    assert rows_of(log.path) == before
    named = fk.open_log(tmp_path / "named.db")
    named.settings["seeker_name"] = "Robin"
    with pytest.raises(BadValue, match="holds something already"):
        import_export(tmp_path / "out", named)


def test_the_order_of_the_tables_does_not_matter(log, tmp_path):
    again = fk.open_log(tmp_path / "again.db")
    again.load(log.dump()[::-1], "Turned round")
    assert rows_of(again.path) == rows_of(log.path)


def test_it_is_one_step(log, tmp_path):
    export_log(log, tmp_path / "out")
    again = import_export(tmp_path / "out", fk.open_log(tmp_path / "again.db"))
    assert again.undo() == "Brought in the export out"
    assert again.applications.empty


def edited(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda out: (out / "messages.csv").unlink(), "messages.csv cannot be read"),
        (lambda out: (out / "about.csv").unlink(), "about.csv cannot be read"),
        (
            lambda out: (out / "messages.csv").write_bytes((out / "messages.csv").read_bytes()[:-5]),
            "cut off or changed",
        ),
        (lambda out: (out / "feedback.csv").write_bytes(b""), "cut off or changed"),
        (lambda out: (out / "feedback.csv").write_bytes(b"\xff\xfe"), "cut off or changed"),
        (lambda out: edited(out, "snoozes.csv", '"2","check_in', '"2"\r\n"3","check_in'), "do not fit its header"),
        (lambda out: edited(out, "settings.csv", '"key","value"', '"key","key"'), "do not fit its header"),
        (
            lambda out: edited(out, "about.csv", '"interviews","1"', '"interviews","2"'),
            "interviews has 1 rows, and had 2",
        ),
        (lambda out: edited(out, "about.csv", '"schema_version","1"', '"schema_version","99"'), "newer version"),
        (lambda out: edited(out, "about.csv", "schema_version", "version"), "is no export of a log"),
        (lambda out: edited(out, "interviews.csv", '"topics"', '"subjects"'), "interviews has no column 'subjects'"),
        (lambda out: edited(out, "interviews.csv", '"1","3"', '"1","99"'), "FOREIGN KEY"),
        (lambda out: edited(out, "interviews.csv", '"1","3"', '"1","two"'), "'two' is no whole number"),
        (lambda out: edited(out, "interviews.csv", "2026-03-09", "2026-02-31"), "2026-02-31"),
        (lambda out: edited(out, "settings.csv", "Robin", 'Ro"",bin'), "is no setting"),
        (lambda out: edited(out, "imports.csv", '"1",', '"",'), "imports.import_id: '' is no whole number"),
        (lambda out: edited(out, "applications.csv", '"1"', '"2"'), "UNIQUE"),
        (
            lambda out: edited(out, "applications.csv", '"NA","NA","NA","NA",""', '"NA","NA","NA","NA","javascript:0"'),
            "url: 'javascript:0' is no web address",
        ),
    ],
)
def test_what_is_no_whole_export_is_refused_in_words_and_nothing_of_it_stays(log, tmp_path, change, words):
    export_log(log, tmp_path / "out")
    change(tmp_path / "out")
    again = fk.open_log(tmp_path / "again.db")
    empty = rows_of(again.path)
    with pytest.raises((LogFileError, BadValue)) as caught:
        import_export(tmp_path / "out", again)
    assert words in str(caught.value)
    assert rows_of(again.path) == empty


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"company,role\r\n", "is damaged"),
        (b"PK\x03\x04", "is damaged"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "search.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LogFileError, match=words):
        import_export(path, fk.open_log(tmp_path / "again.db"))


def test_a_workbook_that_is_no_export_is_refused_in_words(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Company", "Role"])
    book.save(tmp_path / "mine.xlsx")
    with pytest.raises(LogFileError, match="is no export of a log"):
        import_export(tmp_path / "mine.xlsx", fk.open_log(tmp_path / "again.db"))


# Whole or not at all


def test_a_newer_export_takes_the_place_of_the_old_and_leaves_other_files(log, tmp_path):
    out = tmp_path / "out"
    export_log(log, out)
    (out / "mine.txt").write_text("mine")
    log.set_stage(1, "rejected")
    paths = export_log(log, out)
    assert (out / "mine.txt").read_text() == "mine"
    assert sorted(out.iterdir()) == sorted([*paths, out / "mine.txt"])
    assert rows_of(import_export(out, fk.open_log(tmp_path / "again.db")).path) == rows_of(log.path)


def test_an_export_that_fails_leaves_the_old_one_whole_and_says_why(log, tmp_path, monkeypatch):
    out = tmp_path / "out"
    export_log(log, out)
    old = {path.name: path.read_bytes() for path in out.iterdir()}
    log.set_stage(1, "rejected")
    written = []

    def full(fd, real=os.fsync):
        written.append(fd)
        if len(written) == 9:
            raise OSError(28, "No space left on device")
        real(fd)

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(LogFileError, match=r"No space left on device.*Make room.*still whole"):
        export_log(log, out)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == old
    monkeypatch.undo()
    export_log(log, out)
    assert sorted(path.name for path in out.iterdir()) == sorted(old)


def test_an_export_interrupted_at_its_last_step_is_finished_by_who_reads_it(log, tmp_path, monkeypatch):
    out = tmp_path / "out"
    export_log(log, out)
    log.set_stage(1, "rejected")
    moved = []

    def stop(source, target, real=os.replace):
        moved.append(target)
        if Path(target).parent == out and Path(target).name == "messages.csv":
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        export_log(log, out)
    monkeypatch.undo()
    copy = shutil.copytree(out, tmp_path / "copy")
    for place in (out, copy):
        again = import_export(place, fk.open_log(tmp_path / f"{place.name}.db"))
        assert rows_of(again.path) == rows_of(log.path)
        assert not [path for path in place.iterdir() if path.is_dir()]


def test_a_folder_that_cannot_be_is_told(log, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LogFileError, match="could not be written"):
        export_log(log, tmp_path / "file")
