"""What is kept when processes are killed, crowded or starved: nothing acknowledged is lost, nothing stands in part."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from log_rows import rows_of

import followup_kit as fk
from followup_kit.errors import LogFileError
from followup_kit.store import connection

SHORT = {
    "killed_writers": 8,
    "crowd": 4,
    "killed_migrations": 8,
    "backups_under_load": 4,
    "starved": 8,
    "killed_exports": 5,
    "killed_forgetting": 6,
}
FULL = {
    "killed_writers": 200,
    "crowd": 8,
    "killed_migrations": 100,
    "backups_under_load": 100,
    "starved": 100,
    "killed_exports": 100,
    "killed_forgetting": 100,
}


def forced(folder: Path, runs: dict[str, int]) -> dict[str, dict[str, int]]:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork, which Windows does not have")
    script = Path(__file__).with_name("forced.py")
    arguments = [f"{name}={n}" for name, n in runs.items()]
    done = subprocess.run([sys.executable, str(script), str(folder), *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """Return what all scenarios count in a short run: one process imports the kit once for all."""
    return forced(tmp_path_factory.mktemp("forced"), SHORT)


@pytest.fixture(params=["short", pytest.param("full", marks=pytest.mark.full)])
def counted(request, tmp_path):
    """Return a function from a scenario to its number of runs and what it counted."""
    if request.param == "short":
        return lambda name: (SHORT[name], request.getfixturevalue("short")[name])
    return lambda name: (FULL[name], forced(tmp_path, {name: FULL[name]})[name])


def test_killed_while_saving(counted):
    n, counts = counted("killed_writers")
    assert counts.pop("acknowledged") >= n * 3 // 4
    assert counts == {"killed": n, "lost": 0, "partial": 0}


def test_several_notebooks_writing_at_once(counted):
    n, counts = counted("crowd")
    assert counts == {"failed": 0, "saved": 60 * n, "after_undo": 55 * n, "differ": 0}


def test_killed_within_a_step_of_the_schema(counted):
    n, counts = counted("killed_migrations")
    assert counts["steps"] >= 2
    assert counts["killed"] == n * counts["steps"]
    assert counts["before"] + counts["after"] == counts["killed"]
    assert counts["before"] > 0
    assert counts["mixed"] == counts["backups_wrong"] == 0


def test_backups_while_others_write(counted):
    n, counts = counted("backups_under_load")
    assert counts.pop("rows") > n
    assert counts == {"backups": n, "lost": 0, "partial": 0, "differ": 0}


def test_no_room_at_any_point_of_a_save(counted):
    n, counts = counted("starved")
    assert counts.pop("acknowledged") > n
    assert counts == {"limits": n, "lost": 0, "partial": 0, "refused": n, "in_words": n, "saved_after": n}


def test_killed_while_exporting(counted):
    n, counts = counted("killed_exports")
    assert counts.pop("old") + counts.pop("new") == n
    assert counts == {"killed": n, "mixed": 0, "cut_off": 0, "not_made_again": 0}


def test_killed_while_forgetting_somebody(counted):
    n, counts = counted("killed_forgetting")
    assert counts.pop("old") + counts.pop("new") == 2 * n
    assert counts == {"killed": n, "mixed": 0, "left": 0}


@pytest.fixture
def log(tmp_path):
    log = fk.open_log(tmp_path / "search.db")
    log.add_application("Arbor Clinic", applied_on="2026-03-02")
    return log


def test_a_full_disk_is_told_in_words_and_the_log_goes_on_when_there_is_room(log, monkeypatch):
    before = rows_of(log.path)
    pages = log.path.stat().st_size // 4096

    def connect(*args, real=sqlite3.connect, **options):
        con = real(*args, **options)
        con.execute(f"PRAGMA max_page_count = {pages}")
        return con

    monkeypatch.setattr(connection.sqlite3, "connect", connect)
    with pytest.raises(LogFileError, match=r"disk is full\. Make room, then save again: nothing of this save was kept"):
        log.add_interview(1, held_on="2026-03-09", topics="x" * 20_000)
    monkeypatch.undo()
    assert rows_of(log.path) == before
    log.add_interview(1, held_on="2026-03-09", topics="x" * 20_000)


def test_a_step_that_sqlite_took_back_by_itself_is_not_gone_on_with(log):
    with (
        closing(sqlite3.connect(log.path, isolation_level=None)) as con,
        pytest.raises(LogFileError, match="all of this step was taken back"),
        connection.part_of(con),
    ):
        con.execute("DELETE FROM applications")
    assert len(log.applications) == 1


def test_a_log_that_is_being_written_is_waited_for_and_then_told(log, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogFileError, match=r"locked\. Another program is using it\. Close other notebooks"):
            log.set_stage(1, "replied")
        assert log.applications.stage.tolist() == ["applied"]
        other.execute("COMMIT")
    log.set_stage(1, "replied")


@pytest.mark.parametrize("first", ["frame", "backup"])
def test_what_a_killed_process_left_half_written_is_put_right_by_who_reads_next(log, first):
    before = rows_of(log.path)
    script = (
        "import os, sqlite3, sys; con = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "con.execute('PRAGMA cache_size = 1'); con.execute('BEGIN IMMEDIATE');"
        "con.execute('INSERT INTO applications (notes) VALUES (zeroblob(0) || hex(zeroblob(9000)))');"
        "con.execute('DELETE FROM stage_changes'); con.execute('UPDATE applications SET notes = notes || notes');"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(log.path)])
    assert log.path.with_name("search.db-journal").exists()
    with pytest.raises(LogFileError, match=r"left in the middle of a write\. Open it once for writing"):
        fk.open_log(log.path, read_only=True)
    if first == "backup":
        assert rows_of(log.backup()) == before
    else:
        assert log.applications.stage.tolist() == ["applied"]
    assert rows_of(log.path) == before
