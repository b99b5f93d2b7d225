"""Schema versions: every log ever written opens, a step is made whole after a backup, a newer file is refused."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from log_rows import rows_of

import followup_kit as fk
from followup_kit import migrations
from followup_kit.errors import LogFileError
from followup_kit.store.backups import backups_of, made_for

LOGS = Path(__file__).parent / "logs"
MOVED = """
ALTER TABLE applications ADD COLUMN sector TEXT NOT NULL DEFAULT '';
UPDATE applications SET sector = 'health' WHERE company = 'Arbor Clinic';
-- a statement of several lines; with a semicolon in a comment
CREATE TABLE sectors (
    name TEXT PRIMARY KEY
) STRICT;
INSERT INTO sectors SELECT DISTINCT sector FROM applications WHERE sector <> '';
"""


@pytest.fixture
def old(tmp_path):
    return Path(shutil.copy(LOGS / "schema-1.db", tmp_path / "old.db"))


@pytest.fixture
def one_more_step(monkeypatch):
    """Make the kit one version newer than it is; return that version."""
    steps = [*migrations.steps(), MOVED]
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    return len(steps)


def version(path):
    with closing(sqlite3.connect(path)) as con:
        return con.execute("PRAGMA user_version").fetchone()[0]


def schema_of(path):
    with closing(sqlite3.connect(path)) as con:
        return con.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_a_log_of_every_version_lies_here():
    assert [path.name for path in sorted(LOGS.glob("*.db"))] == [
        f"schema-{number}.db" for number in range(1, len(migrations.steps()) + 1)
    ]


def test_a_log_of_version_1_opens_with_all_it_holds(old):
    log = fk.open_log(old)
    flat = log.applications
    assert flat.company.tolist() == ["Birch Labs", "Arbor Clinic"]
    assert flat.stage.tolist() == ["applied", "rejected"]
    assert flat.rejected_on[1].isoformat() == "2026-03-26T00:00:00"
    assert log.interviewers.name.tolist() == ["Dr. Ada Marchetti"]
    assert log.messages.body.tolist() == ["", "Dear Dr. Marchetti,"]
    assert log.messages.sent_on.notna().tolist() == [True, False]
    assert log.feedback_themes.theme.tolist() == ["brief"]
    assert log.snoozes.reason.tolist() == ["on leave"]
    assert log.imports.file.tolist() == ["old.csv"]
    assert log.mappings() == {("status", "Absage"): "rejected"}
    assert dict(log.settings) == {"seeker_name": "Robin Castellane", "country": "US", "weekend": [5, 6]}
    assert log.undo() == "Moved to rejected"
    assert log.applications.stage.tolist() == ["applied", "interviewing"]
    log.add_application("Cedar Books")


def test_the_first_step_is_what_it_was_when_it_was_published(tmp_path, monkeypatch):
    first = migrations.steps()[:1]
    monkeypatch.setattr(migrations, "steps", lambda: first)
    fk.open_log(tmp_path / "new.db")
    assert schema_of(tmp_path / "new.db") == schema_of(LOGS / "schema-1.db")


def test_an_old_log_is_brought_up_once_after_a_backup(old, one_more_step):
    before = rows_of(old)
    log = fk.open_log(old)
    assert version(old) == one_more_step
    assert rows_of(old)["sectors"] == [("health",)]
    assert log.applications.company.tolist() == ["Birch Labs", "Arbor Clinic"]
    (copy,) = backups_of(old)
    assert made_for(old, copy) == f"before-version-{one_more_step}"
    assert rows_of(copy) == before
    fk.open_log(old)
    assert backups_of(old) == [copy]


def test_a_new_log_needs_no_backup(tmp_path, one_more_step):
    fk.open_log(tmp_path / "new.db")
    assert version(tmp_path / "new.db") == one_more_step
    assert backups_of(tmp_path / "new.db") == []


def test_an_old_log_of_somebody_else_is_not_touched(old, one_more_step):
    before = old.read_bytes()
    with pytest.raises(LogFileError, match="older version"):
        fk.open_log(old, read_only=True)
    assert old.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_log_is_refused_in_words_and_left_as_it_is(old, read_only):
    with closing(sqlite3.connect(old)) as con:
        con.execute("PRAGMA user_version = 99")
    before = old.read_bytes()
    with pytest.raises(LogFileError, match=r"newer version of Follow-up Kit \(schema 99.*Update the kit"):
        fk.open_log(old, read_only=read_only)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_a_step_that_fails_leaves_the_version_before_it(old, monkeypatch):
    broken = [*migrations.steps(), MOVED + "INSERT INTO nowhere VALUES (1);"]
    monkeypatch.setattr(migrations, "steps", lambda: broken)
    before, schema = rows_of(old), schema_of(old)
    with pytest.raises(LogFileError, match="no such table: nowhere"):
        fk.open_log(old)
    assert (version(old), rows_of(old), schema_of(old)) == (1, before, schema)


@pytest.mark.parametrize("content", [b"company,role\r\nArbor Clinic,Nurse\r\n" * 50, b"PK\x03\x04" + b"\0" * 600])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_log_is_refused_and_left_as_it_is(tmp_path, content, read_only):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(LogFileError, match="It is not a log of Follow-up Kit"):
        fk.open_log(path, read_only=read_only)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as con:
        con.execute("CREATE TABLE music (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(LogFileError, match=r"is not a log of Follow-up Kit\. Choose another file"):
        fk.open_log(path)
    assert path.read_bytes() == before


def test_a_place_where_no_log_can_be_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LogFileError, match=r"cannot be created.*Choose a folder"):
        fk.open_log(tmp_path / "file" / "folder" / "search.db")
    with pytest.raises(LogFileError, match="It cannot be opened there"):
        fk.open_log(tmp_path / "file" / "search.db")
    with pytest.raises(LogFileError, match="There is no file"):
        fk.open_log(tmp_path / "nowhere.db", read_only=True)
    with pytest.raises(LogFileError, match="It cannot be opened there"):
        fk.open_log(tmp_path)


def test_a_damaged_log_of_somebody_else_is_refused(old):
    data = bytearray(old.read_bytes())
    data[4096 * 5 : 4096 * 9] = b"\xa5" * 4096 * 4
    old.write_bytes(bytes(data))
    with pytest.raises(LogFileError, match=r"is damaged|malformed"):
        fk.open_log(old, read_only=True)
