"""Backups, and what to do with them when something is wrong."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from log_rows import rows_of

import followup_kit as fk
from followup_kit.errors import LogFileError
from followup_kit.schema import ImportRow
from followup_kit.store import backups
from followup_kit.store.backups import backups_of, made_for
from followup_kit.store.rescue import check, restore

ROW = ImportRow("1", {"company": "Birch Labs"}, (("applied", None, ""),))


@pytest.fixture
def log(tmp_path):
    log = fk.open_log(tmp_path / "search.db")
    log.add_interview(company="Arbor Clinic", held_on="2026-03-09", interviewers=["Ada Marchetti"], topics="x" * 9000)
    return log


def damage(path: Path) -> None:
    """Overwrite the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 3 * 2] = b"\xa5" * (len(data) // 3)
    path.write_bytes(bytes(data))


def test_a_backup_is_a_log_with_the_same_rows_beside_the_first(log):
    copy = log.backup()
    assert copy.parent == log.path.parent / "backups"
    assert rows_of(copy) == rows_of(log.path)
    assert fk.open_log(copy).applications.company.tolist() == ["Arbor Clinic"]
    assert made_for(log.path, copy) == "backup"
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_a_log_is_backed_up_before_an_import_if_it_holds_something(tmp_path, log):
    new = fk.open_log(tmp_path / "new.db")
    new.add_import("a.csv", "00", [ROW])
    assert backups_of(new.path) == []
    before = rows_of(log.path)
    log.add_import("a.csv", "00", [ROW])
    (copy,) = backups_of(log.path)
    assert made_for(log.path, copy) == "before-import"
    assert rows_of(copy) == before


def test_within_a_transaction_the_backup_is_of_what_stood_before_it(log):
    before = rows_of(log.path)
    with log.transaction("Imported"):
        for n in range(500):
            log.add_application(f"Company {n}", notes="x" * 10_000)
        log.add_import("a.csv", "00", [ROW])
    (copy,) = backups_of(log.path)
    assert rows_of(copy) == before
    assert len(log.applications) == 502


def test_no_import_without_its_backup(log, monkeypatch):
    before = rows_of(log.path)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "touch", full)
    with pytest.raises(LogFileError, match=r"No space left on device.*nothing was changed.*Make room"):
        log.add_import("a.csv", "00", [ROW])
    assert rows_of(log.path) == before


def test_the_last_twenty_automatic_backups_stay_and_all_that_were_asked_for(tmp_path, log):
    asked = [log.backup() for _ in range(3)]
    shutil.copyfile(log.path, tmp_path / "search.old.db")
    other = fk.open_log(tmp_path / "search.old.db")
    other.add_import("a.csv", "00", [ROW])
    made = []
    for n in range(23):
        log.add_import("a.csv", "00", [ROW._replace(key=str(n))])
        made.append(backups_of(log.path)[-1])
    assert backups_of(log.path) == asked + made[3:]
    assert len(backups_of(other.path)) == 1
    assert not list((tmp_path / "backups").glob("*.partial"))


def test_a_backup_that_fails_leaves_no_part_of_itself(log, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    with pytest.raises(LogFileError, match="Input/output error"):
        log.backup()
    assert list((log.path.parent / "backups").iterdir()) == []


# check


def test_a_sound_log_has_nothing_wrong_with_it(log):
    before = log.path.read_bytes()
    assert check(log.path) == []
    assert log.path.read_bytes() == before


def test_a_damaged_log_is_told(log):
    damage(log.path)
    (first, *_) = check(log.path)
    assert str(log.path) in first
    assert "damaged" in first


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM applications", "row 1 of stage_changes belongs to a row of applications that is gone"),
        ("INSERT INTO settings VALUES ('country', '{')", "a setting cannot be read"),
        ("PRAGMA user_version = 99", "newer version of Follow-up Kit (schema 99"),
        ("PRAGMA application_id = 7", "is not a log of Follow-up Kit"),
    ],
)
def test_what_another_program_did_to_a_log_is_told(log, statement, words):
    with closing(sqlite3.connect(log.path)) as con:
        con.execute(statement)
        con.commit()
    assert words in check(log.path)[0]


def test_files_that_are_no_log_are_told(tmp_path):
    assert check(tmp_path / "nowhere.db") == [f"There is no file {tmp_path / 'nowhere.db'}. Check the name."]
    (tmp_path / "text.db").write_text("company,role\n" * 100)
    assert "It is not a log of Follow-up Kit" in check(tmp_path / "text.db")[0]
    (tmp_path / "empty.db").touch()
    assert "is empty" in check(tmp_path / "empty.db")[0]


# restore


def test_the_newest_sound_backup_takes_the_place_of_a_damaged_log(log):
    first = log.backup()
    log.set_stage(1, "replied")
    second, expected = log.backup(), rows_of(log.path)
    log.set_stage(1, "rejected")
    damaged = log.backup()
    damage(damaged)
    damage(log.path)
    broken = log.path.read_bytes()
    assert restore(log.path) == second
    assert rows_of(log.path) == expected
    assert check(log.path) == []
    aside = backups_of(log.path)[-1]
    assert made_for(log.path, aside) == "set-aside"
    assert aside.read_bytes() == broken
    assert first.exists()
    log.set_stage(1, "offer")


def test_a_named_backup_is_taken_and_what_stood_there_is_no_backup_by_itself(log):
    first, expected = log.backup(), rows_of(log.path)
    log.set_stage(1, "replied")
    latest = rows_of(log.path)
    assert restore(str(log.path), first) == first
    assert rows_of(log.path) == expected
    aside = backups_of(log.path)[-1]
    assert restore(log.path) == first
    assert restore(log.path, aside) == aside
    assert rows_of(log.path) == latest


def test_a_log_that_is_gone_comes_back(log):
    copy = log.backup()
    log.path.unlink()
    assert restore(log.path) == copy
    assert len(log.applications) == 1


def test_the_journal_of_the_damaged_log_does_not_get_into_the_new_one(log):
    copy = log.backup()
    expected = rows_of(copy)
    journal = log.path.with_name("search.db-journal")
    script = (
        "import os, sqlite3, sys; con = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "con.execute('PRAGMA cache_size = 1'); con.execute('BEGIN IMMEDIATE');"
        "con.execute('UPDATE interviews SET topics = topics || topics'); os._exit(9)"
    )
    os.spawnv(os.P_WAIT, os.sys.executable, [os.sys.executable, "-c", script, str(log.path)])
    assert journal.stat().st_size > 0
    damage(log.path)
    restore(log.path)
    assert not journal.exists()
    assert rows_of(log.path) == expected
    (kept,) = (log.path.parent / "backups").glob("*.set-aside.db-journal")
    assert kept.stat().st_size > 0


def test_without_a_sound_backup_nothing_is_changed(log):
    before = log.path.read_bytes()
    with pytest.raises(LogFileError, match="There is no backup of"):
        restore(log.path)
    damage(log.backup())
    with pytest.raises(LogFileError, match=r"No backup of .* is sound, so nothing was changed"):
        restore(log.path)
    with pytest.raises(LogFileError, match="is the log itself"):
        restore(log.path, log.path)
    with pytest.raises(LogFileError, match="There is no file"):
        restore(log.path, log.path.with_name("nowhere.db"))
    assert log.path.read_bytes() == before
    assert all(made_for(log.path, copy) != backups.SET_ASIDE for copy in backups_of(log.path))
