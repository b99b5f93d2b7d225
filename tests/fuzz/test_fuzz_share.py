"""What is handed over says the same and gives nothing away; what a stranger sends is read, or refused in words."""

import random
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pandas as pd
import pytest
from any_logs import AS_OF, PRIVATE, any_log
from any_tables import dice
from budgets import budget
from hypothesis import given
from test_cohort_hostile import mutated

from followup_kit.cohort import load_cohort
from followup_kit.errors import BadValue, LogFileError
from followup_kit.etiquette import follow_ups
from followup_kit.importing import read_applications
from followup_kit.log import Log, open_log
from followup_kit.rates import response_rates
from followup_kit.report.contents import contents
from followup_kit.share import share

TOLD = ["follow_up_id", "kind", "channel", "opens_on", "due_on", "status", "business_days_overdue"]
WORDS = ["company", "role", "source", "location"]


@budget(12)
@given(dice)
def test_a_copy_says_the_same_and_gives_nothing_away(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("any")
    log = any_log(folder / "log.db", dice)
    named = dice.random() < 0.3
    (folder / "cohort").mkdir()
    shared = share(log, folder / "cohort" / "s1.db", companies=named, as_of=AS_OF)
    assert PRIVATE.encode() not in shared.path.read_bytes().lower()
    copy = open_log(shared.path, read_only=True)
    mine, theirs = log.applications, copy.applications
    pd.testing.assert_frame_equal(theirs.drop(columns=WORDS), mine.drop(columns=WORDS))
    if named:
        pd.testing.assert_frame_equal(theirs, mine)
    else:
        assert theirs.company.str.fullmatch(r"Employer \d+").all()
        assert mine.company.groupby(mine.company.str.casefold()).ngroups >= theirs.company.nunique()
    owed = follow_ups(log, AS_OF)
    told = [name for name in TOLD if name != "channel"]
    pd.testing.assert_frame_equal(follow_ups(copy, AS_OF)[told], owed[told])
    cohort = load_cohort(folder / "cohort", AS_OF)
    assert cohort.problems.empty and cohort.seekers.n_applications.tolist() == [len(mine)]
    pd.testing.assert_frame_equal(cohort.applications[theirs.columns], theirs)
    assert cohort.follow_ups.follow_up_id.tolist() == (
        owed.follow_up_id.tolist() if len(log.interviews) or len(log.messages) else []
    )
    if len(mine):
        pd.testing.assert_frame_equal(response_rates(cohort.tally()), response_rates(mine, AS_OF))


# Files changed by somebody else

OF_TABLES = (
    "applications",
    "stage_changes",
    "interviews",
    "interviewers",
    "messages",
    "feedback",
    "snoozes",
    "settings",
)
VALUES = (
    *(
        "NULL",
        "''",
        "0",
        "-1",
        "9223372036854775807",
        "1e999",
        "x'00ff80'",
        "'2026-02-31'",
        "'٢٠٢٦-٠٣-٠٢'",
        "'a' || char(0)",
    ),
    *(
        "zeroblob(100000)",
        "CAST(x'ff80' AS TEXT)",
        "hex(zeroblob(600000))",
        "'[[[1]]]'",
        "'null'",
        "'5'",
        "'{}'",
        "1.5",
    ),
)
STATEMENTS = (
    "UPDATE {table} SET {column} = {value}",
    "UPDATE OR REPLACE {table} SET {column} = {value} WHERE rowid % 2",
    "INSERT INTO settings VALUES ('{key}', {value})",
    "INSERT OR REPLACE INTO settings VALUES ('{key}', {json})",
    "DELETE FROM {table} WHERE rowid % 2",
    "CREATE TRIGGER t AFTER UPDATE ON {table} BEGIN DELETE FROM {table}; END",
    "CREATE VIEW v AS SELECT * FROM {table}",
    "CREATE INDEX i ON {table} ({column})",
    "ALTER TABLE {table} ADD COLUMN more AS ({column}) VIRTUAL",
    "ALTER TABLE {table} RENAME COLUMN {column} TO other",
    "DROP TABLE {table}",
    "UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'BLOB') WHERE name = '{table}'",
    "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = '{table}'",
    "UPDATE sqlite_schema SET sql = 'CREATE VIEW {table} AS SELECT 1' , type = 'view' WHERE name = '{table}'",
    "UPDATE sqlite_schema SET rootpage = 2 + rootpage % 5 WHERE name = '{table}'",
    "UPDATE sqlite_schema SET sql = {value} WHERE name = '{table}'",
    "UPDATE sqlite_schema SET name = {value} WHERE name = '{table}'",
    "DELETE FROM sqlite_schema WHERE tbl_name = '{table}'",
    "PRAGMA user_version = {n}",
    "PRAGMA application_id = {n}",
    "PRAGMA encoding = 'UTF-16'",
    "PRAGMA journal_mode = WAL",
    "PRAGMA auto_vacuum = 2",
)
KEYS = (
    "country",
    "weekend",
    "subdivision",
    "seeker_name",
    "seeker_id",
    "as_of",
    "etiquette.check_in_max",
    "etiquette.x",
    "odd",
)
JSON = (
    "'5'",
    "'[9]'",
    "'[[1]]'",
    "'\"US\"'",
    "'\"CA\"'",
    "'1e999'",
    "'NaN'",
    "'{}'",
    "'true'",
    "'null'",
    "'[0,1,2,3,4,5,6]'",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Log:
    folder = tmp_path_factory.mktemp("sound")
    log = any_log(folder / "log.db", random.Random(11), 30)
    return open_log(share(log, folder / "s0.db", as_of=AS_OF).path, read_only=True)


def changed(path: Path, dice: random.Random) -> None:
    """Change a log by SQL as only another program would; what SQLite itself refuses is left out."""
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        for pragma in ("writable_schema = ON", "ignore_check_constraints = ON", "foreign_keys = OFF"):
            con.execute(f"PRAGMA {pragma}")
        for _ in range(dice.choice((1, 1, 2, 4))):
            with suppress(sqlite3.Error):
                table = dice.choice(OF_TABLES)
                columns = [row[1] for row in con.execute(f"PRAGMA table_info({table})")] or ["rowid"]
                con.execute(
                    dice.choice(STATEMENTS).format(
                        table=table,
                        column=dice.choice(columns),
                        value=dice.choice(VALUES),
                        key=dice.choice(KEYS),
                        json=dice.choice(JSON),
                        n=dice.choice((0, 1, 2, 99, -1)),
                    )
                )


@budget(8)
@given(dice)
def test_files_changed_by_a_stranger_are_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, sound: Log, dice: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("strange")
    shutil.copy(sound.path, folder / "s0.db")
    data = sound.path.read_bytes()
    names = [f"m{n}.db" for n in range(8)]
    for name in names:
        (folder / name).write_bytes(data)
        if dice.random() < 0.5:
            (folder / name).write_bytes(mutated(data, dice))
        else:
            changed(folder / name, dice)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    start = time.monotonic()
    cohort = load_cohort(folder, AS_OF)
    assert time.monotonic() - start < 60
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name in before} == before
    of_sound = cohort.applications[cohort.applications.seeker_id == "s0"].reset_index(drop=True)
    pd.testing.assert_frame_equal(of_sound[sound.applications.columns], sound.applications)
    refused = cohort.problems[~cohort.problems.kept]
    read = set(cohort.seekers.file)
    assert sorted([*refused.file, *read]) == sorted([*names, "s0.db"])
    assert refused.reason.str.len().between(10, 400).all()
    assert not refused.reason.str.contains("Traceback|Error").any(), refused.reason.tolist()
    response_rates(cohort.tally())
    for name in names:
        opened(folder / name, name in read)


def opened(path: Path, can_be_read: bool) -> None:
    """Open a log to look at it: what a cohort can read can be, but for texts it leaves, and settings."""
    try:
        log = open_log(path, read_only=True)
        contents(log.tables(), AS_OF)
        read_applications(path)
    except LogFileError as refusal:
        assert not can_be_read or "Could not decode" in str(refusal)
    else:
        with suppress(BadValue):
            follow_ups(log, AS_OF)
