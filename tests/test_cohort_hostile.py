"""Files that are broken, or made to do harm: each a clean reason, and the cohort loads."""

import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from followup_kit.cohort import Cohort, load_cohort
from followup_kit.errors import LogFileError
from followup_kit.importing import read_applications
from followup_kit.log import open_log

AS_OF = "2026-03-31"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "s0.db"
    log = open_log(path)
    with log.transaction("Made"):
        for at in range(40):
            number = log.add_application(f"Company {at}", "Nurse", applied_on="2026-03-02")
            log.add_interview(number, held_on="2026-03-16", interviewers=["Eva Roe"])
    return path


@pytest.fixture
def folder(tmp_path: Path, sound: Path) -> Path:
    (tmp_path / "s0.db").write_bytes(sound.read_bytes())
    return tmp_path


def loaded(folder: Path, *, bad: str) -> tuple[Cohort, str]:
    """Return the cohort, which must have the sound log in it, and the reason the bad file is left out for."""
    cohort = load_cohort(folder, AS_OF)
    assert "s0.db" in set(cohort.seekers.file)
    assert (cohort.applications.seeker_id == "s0").sum() == 40
    problems = cohort.problems[cohort.problems.file == bad]
    assert len(problems) == 1 and not problems.kept.any()
    assert bad not in set(cohort.seekers.file)
    return cohort, problems.reason.iloc[0]


def changed(folder: Path, *statements: str) -> None:
    """Make s1.db of s0.db, changed behind the kit's back: SQLite lets anybody write anything."""
    (folder / "s1.db").write_bytes((folder / "s0.db").read_bytes())
    with closing(sqlite3.connect(folder / "s1.db")) as con:
        con.execute("PRAGMA writable_schema = ON")
        con.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            con.execute(statement)
        con.commit()


_NO_CHECKS = "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'applications'"
_BOMB = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS application_id, '' company, '' role, '' source, '' location, '' url, NULL decision_by, '' notes FROM n"
)


CHANGED = [
    (["DROP TABLE messages"], "tables are not those"),
    (["CREATE TABLE more (a)"], "tables are not those"),
    (["CREATE TRIGGER t AFTER INSERT ON applications BEGIN SELECT 1; END"], "tables are not those"),
    (["DROP TABLE applications", f"CREATE VIEW applications AS {_BOMB}"], "tables are not those"),
    ([_NO_CHECKS], "tables are not those"),
    (["UPDATE stage_changes SET changed_on = 'yesterday' WHERE stage_change_id = 1"], "stage_changes holds"),
    (["UPDATE stage_changes SET stage = 'hired' WHERE stage_change_id = 1"], "stage_changes holds"),
    (["INSERT INTO snoozes VALUES (1, 'thank_you:1:1:1:1', 'snooze', NULL, '')"], "snoozes holds"),
    (["UPDATE stage_changes SET application_id = 4294967297 WHERE stage_change_id = 1"], "rows that are gone"),
    (["DELETE FROM applications WHERE application_id = 7"], "rows that are gone"),
    (["UPDATE stage_changes SET changed_on = '0001-01-01' WHERE stage_change_id = 1"], "stage_changes holds"),
    (["UPDATE stage_changes SET changed_on = '-0044-03-15' WHERE stage_change_id = 1"], "stage_changes holds"),
    (["INSERT INTO applications (application_id) VALUES (9223372036854775807)"], "applications holds"),
    (["INSERT INTO applications (application_id) VALUES (-5)"], "applications holds"),
    (["INSERT INTO settings VALUES ('country', 'no JSON')"], "setting"),
    (["INSERT INTO settings VALUES ('country', '" + "[" * 100_000 + "')"], "setting"),
    (["UPDATE applications SET company = CAST(x'ff80' AS TEXT)"], "decode to UTF-8"),
    (["UPDATE applications SET role = hex(zeroblob(700000)) WHERE application_id = 1"], "too big"),
    (["PRAGMA user_version = 99"], "newer version"),
    (["PRAGMA application_id = 7"], "not a log"),
]


@pytest.mark.parametrize(("statements", "reason"), CHANGED)
def test_a_log_changed_behind_our_back_is_left_out(folder: Path, statements: list[str], reason: str) -> None:
    changed(folder, *statements)
    start = time.monotonic()
    assert reason in loaded(folder, bad="s1.db")[1]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(("statements", "reason"), CHANGED)
@pytest.mark.parametrize("read", [lambda path: open_log(path, read_only=True), read_applications])
def test_a_log_changed_behind_our_back_is_not_opened_either(
    folder: Path, statements: list[str], reason: str, read: Callable
) -> None:
    changed(folder, *statements)
    with pytest.raises(LogFileError, match=reason):
        read(folder / "s1.db")


def test_a_type_that_only_the_bytes_show_is_found(folder: Path) -> None:
    """The tables' text is ours, word for word; the value in the row is none that SQLite would have let in."""
    ours = "SELECT sql FROM sqlite_schema WHERE name = 'applications'"
    with closing(sqlite3.connect(folder / "s0.db")) as con:
        (text,) = con.execute(ours).fetchone()
    changed(folder, _NO_CHECKS)
    with closing(sqlite3.connect(folder / "s1.db")) as con:
        con.execute("UPDATE applications SET company = x'00ff' WHERE application_id = 3")
        con.execute("PRAGMA writable_schema = ON")
        con.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'applications'", [text])
        con.commit()
    assert "damaged" in loaded(folder, bad="s1.db")[1]


def test_a_text_that_a_cohort_leaves_may_be_none_and_its_own_reader_is_told(folder: Path) -> None:
    changed(folder, "UPDATE applications SET notes = CAST(x'ff80' AS TEXT) WHERE application_id = 1")
    assert set(load_cohort(folder, AS_OF).seekers.file) == {"s0.db", "s1.db"}
    with pytest.raises(LogFileError, match=r"decode.*The file is damaged"):
        open_log(folder / "s1.db", read_only=True).tables()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("s1.db", b""),
        ("s1.db", b"not a database at all" * 100),
        ("s1.db", b"SQLite format 3\0" + b"\xff" * 5000),
        ("s1.csv", b""),
        ("s1.csv", b"\0" * 5000),
        ("s1.csv", b"a,b,c\n" * 10),
        ("s1.csv", ("," * 20_000 + "\n").encode() * 3),
        ("s1.xlsx", b"PK\x03\x04 no zip at all"),
        ("s1.xlsx", b"company,role\nArbor,Nurse\n"[:0]),
        ("s1.zip", b"PK\x05\x06" + b"\0" * 18),
        ("s1.txt", b"\x1f\x8b" + b"\0" * 99),
        ("s1.pdf", b"%PDF-1.7"),
        ("s1", b"what is this"),
    ],
)
def test_a_file_that_is_no_log_is_left_out_with_its_reason(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    reason = loaded(folder, bad=name)[1]
    assert reason and "Traceback" not in reason and str(folder) not in reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_links_and_pipes_are_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.csv"
    elsewhere.write_text("company,role\nArbor,Nurse\n", encoding="utf-8")
    (folder / "s1.csv").symlink_to(elsewhere)
    assert "link" in loaded(folder, bad="s1.csv")[1]
    os.mkfifo(folder / "s2.csv")
    assert "no file" in loaded(folder, bad="s2.csv")[1]


def test_an_export_with_a_part_missing_is_left_out(folder: Path, sound: Path) -> None:
    from followup_kit.export import export_log

    export_log(open_log(sound, read_only=True), folder / "s1")
    (folder / "s1" / "stage_changes.csv").unlink()
    assert "stage_changes" in loaded(folder, bad="s1")[1]


def test_a_snooze_cannot_reach_into_another_log(folder: Path) -> None:
    # 1 << 32 is where the next log's rows begin: as s1 it would speak of the first application of s2.
    changed(
        folder,
        f"INSERT INTO snoozes VALUES (1, 'thank_you:{1 << 32 | 1}:{1 << 32 | 1}:{1 << 32 | 1}:-', 'retire', NULL, '')",
    )
    (folder / "s2.db").write_bytes((folder / "s0.db").read_bytes())
    owed = load_cohort(folder, AS_OF).follow_ups
    assert owed.groupby("seeker_id").status.value_counts().unstack().nunique().eq(1).all()


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return a file with some bytes flipped, a stretch overwritten, cut off, or repeated."""
    damaged, way = bytearray(data), dice.randrange(4)
    if way == 0:
        for _ in range(dice.randrange(1, 60)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    elif way == 1:
        at = dice.randrange(len(damaged))
        damaged[at : at + dice.randrange(1, 5000)] = dice.randbytes(dice.randrange(1, 5000))
    elif way == 2:
        del damaged[dice.randrange(len(damaged)) :]
    else:
        at = dice.randrange(0, len(damaged), 4096)
        page = dice.randrange(0, len(damaged), 4096)
        damaged[at : at + 4096] = damaged[page : page + 4096]
    return bytes(damaged)


@pytest.mark.parametrize("n", [30, pytest.param(200, marks=pytest.mark.full)])
def test_mutated_logs_give_a_reason_each_and_the_cohort_loads(folder: Path, sound: Path, n: int) -> None:
    dice = random.Random(n)
    data = sound.read_bytes()
    for number in range(1, n + 1):
        (folder / f"m{number}.db").write_bytes(mutated(data, dice))
    cohort = load_cohort(folder, AS_OF)
    read = set(cohort.seekers.file)
    assert "s0.db" in read
    for path in folder.glob("m*.db"):  # each by itself comes to the same
        if path.name in read:
            assert set(read_applications(path)[0].stage) <= {"interviewing", "applied"}
        else:
            with pytest.raises(LogFileError):
                read_applications(path)
    refused = cohort.problems[~cohort.problems.kept]
    # Damage in a page that holds nothing, or in a text, is none that can be seen: such a log is read.
    assert len(refused) + len(read) - 1 == n
    assert len(refused) > n // 2
    assert refused.reason.str.len().between(10, 400).all()
    assert not refused.reason.str.contains("Error").any()
    assert cohort.applications.stage.isin(["interviewing", "applied"]).all()
