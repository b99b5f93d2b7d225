"""A cohort: every log read as it would be alone, and everything that is not as it should be said."""

import runpy
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

import followup_kit as fk
from followup_kit.cohort import SEEKER_COLUMNS, load_cohort
from followup_kit.errors import BadValue, LogFileError
from followup_kit.export import export_log
from followup_kit.log import Log, open_log
from followup_kit.share import share

AS_OF = "2026-03-31"
DATA = Path(__file__).resolve().parents[1] / "data"
TABLE = """Company,Role,Date applied,Response date,Status
Arbor Clinic,Nurse,2026-01-05,2026-01-15,Rejected
Brook Hall,Nurse,2026-01-07,,Applied
Cove Dental,Nurse,2026-02-02,soon,Interview
"""
ROSTER = """seeker_id,name,programme,campus,counselor,outcome
s1,Ann Lee,Nursing,North,Bo,seeking
s2,Cy Day,Baking,South,Bo,
s3,Di Fox,Nursing,North,Bo,employed
"""


def a_log(path: Path) -> Log:
    log = open_log(path)
    log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    b = log.add_application("Dune Care", "Nurse", applied_on="2026-03-03")
    met = log.add_interview(b, held_on="2026-03-26", interviewers=["Eva Roe", "Finn Roe"])
    log.add_message("thank_you", interview_id=met, interviewer_id=1, sent_on="2026-03-27")
    log.snooze(f"thank_you:{b}:{met}:2:1", "2026-04-02", "away")
    return log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cohort"
    (folder / "north").mkdir(parents=True)
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    a_log(folder / "north" / "s1__march.db")
    (folder / "s2.csv").write_text(TABLE, encoding="utf-8")
    return folder


def reasons(cohort: fk.cohort.Cohort) -> dict[str, str]:
    return cohort.problems.groupby("file").reason.agg("; ".join).to_dict()


def test_one_row_per_application_with_the_seekers_columns_in_front(folder: Path) -> None:
    cohort = load_cohort(folder, AS_OF)
    assert tuple(cohort.applications.columns[: len(SEEKER_COLUMNS)]) == SEEKER_COLUMNS
    assert SEEKER_COLUMNS == (
        "seeker_id", "programme", "campus", "counselor", "started_on", "finished_on", "outcome", "outcome_on",
    )  # fmt: skip
    told = cohort.applications[["seeker_id", "programme", "application_id", "company"]].values.tolist()
    assert told == [
        ["s1", "Nursing", 1, "Arbor Clinic"],
        ["s1", "Nursing", 2, "Dune Care"],
        ["s2", "Baking", 1, "Arbor Clinic"],
        ["s2", "Baking", 2, "Brook Hall"],
        ["s2", "Baking", 3, "Cove Dental"],
    ]
    assert "name" not in cohort.applications and "name" not in cohort.follow_ups


def test_each_log_reads_as_it_does_alone(folder: Path) -> None:
    cohort = load_cohort(folder, AS_OF)
    log = open_log(folder / "north" / "s1__march.db", read_only=True)
    alone = {"s1": log.applications, "s2": fk.read_applications(folder / "s2.csv")[0]}
    for seeker_id, frame in alone.items():
        there = cohort.applications[cohort.applications.seeker_id == seeker_id]
        pd.testing.assert_frame_equal(there[list(frame.columns)].reset_index(drop=True), frame)
    owed = cohort.follow_ups.drop(columns=["seeker_id", "in_time"])
    pd.testing.assert_frame_equal(owed, fk.follow_ups(log, AS_OF))
    assert set(cohort.follow_ups.seeker_id) == {"s1"}
    assert owed.status.value_counts().to_dict() == {"done": 1, "snoozed": 1, "overdue": 1, "upcoming": 1}


def test_numbers_are_those_of_all_logs_added(folder: Path) -> None:
    cohort = load_cohort(folder, AS_OF)
    one = fk.tally(open_log(folder / "north" / "s1__march.db", read_only=True).applications, AS_OF)
    other = fk.tally(fk.read_applications(folder / "s2.csv")[0], AS_OF)
    assert cohort.tally() == one + other
    assert cohort.tally("programme").labels == ("Baking", "Nursing")


def test_a_row_per_seeker_says_what_is_known(folder: Path) -> None:
    seekers = load_cohort(folder, AS_OF).seekers.set_index("seeker_id")
    assert seekers.index.tolist() == ["s1", "s2", "s3"]
    assert seekers.file.tolist() == ["north/s1__march.db", "s2.csv", ""]
    assert seekers.n_applications.tolist() == [2, 3, 0]
    assert seekers.has_log.tolist() == [True, True, False]
    assert seekers.name.tolist() == ["Ann Lee", "Cy Day", "Di Fox"]
    # s1 sent a thank-you; s2 applied last on 2 February; of s3 nothing is known.
    assert [str(day)[:10] for day in seekers.last_activity_on] == ["2026-03-27", "2026-02-02", "NaT"]


def test_what_is_later_than_the_day_has_not_happened(folder: Path) -> None:
    seekers = load_cohort(folder, "2026-01-31").seekers.set_index("seeker_id")
    assert str(seekers.last_activity_on["s2"])[:10] == "2026-01-07"
    assert pd.isna(seekers.last_activity_on["s1"])


def test_what_is_odd_is_said_with_file_and_line(folder: Path) -> None:
    (folder / "s9.csv").write_text(TABLE, encoding="utf-8")
    problems = load_cohort(folder, AS_OF).problems
    told = problems[["file", "line", "column", "value", "kept"]].values.tolist()
    assert told == [
        ["roster.csv", 0, "seeker_id", "s3", True],
        ["s2.csv", 4, "Response date", "soon", True],
        ["s9.csv", 0, "", "", True],
        ["s9.csv", 4, "Response date", "soon", True],
    ]
    assert "no log" in problems.reason[0] and "no row in the roster" in problems.reason[2]


def test_who_is_not_in_the_roster_is_in_the_cohort(folder: Path) -> None:
    (folder / "s9.csv").write_text(TABLE, encoding="utf-8")
    cohort = load_cohort(folder, AS_OF)
    last = cohort.seekers.iloc[-1]
    assert (last.seeker_id, last["name"], last.in_roster, last.has_log) == ("s9", "", False, True)
    assert cohort.tally("programme").labels == ("", "Baking", "Nursing")


def test_every_kind_of_file_gives_the_same_log(tmp_path: Path) -> None:
    folder = tmp_path / "cohort"
    folder.mkdir()
    log = a_log(tmp_path / "mine.db")
    share(log, folder / "shared.db", companies=True, as_of=AS_OF)
    export_log(log, folder / "exported")
    export_log(log, tmp_path / "again")
    (tmp_path / "again" / "mine.xlsx").rename(folder / "one_workbook.xlsx")
    book = Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split(","))
    book.save(folder / "workbook.xlsx")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    cohort = load_cohort(folder, AS_OF)
    assert set(cohort.seekers.seeker_id) == {"shared", "exported", "one_workbook", "workbook", "table"}
    frames = {
        name: part.drop(columns="seeker_id").reset_index(drop=True)
        for name, part in cohort.applications.groupby("seeker_id")
    }
    pd.testing.assert_frame_equal(frames["exported"][list(log.applications.columns)], log.applications)
    pd.testing.assert_frame_equal(frames["shared"], frames["exported"])
    pd.testing.assert_frame_equal(frames["one_workbook"], frames["exported"])
    pd.testing.assert_frame_equal(frames["workbook"], frames["table"])
    counts = cohort.follow_ups.groupby("seeker_id").size().to_dict()
    assert counts == {"shared": 4, "exported": 4, "one_workbook": 4}


@pytest.mark.parametrize("table", ["applications", "stage_changes", "interviews"])
def test_one_table_of_an_export_is_no_log(folder: Path, tmp_path: Path, table: str) -> None:
    """Without the others it would be read as jobs that nobody applied for."""
    export_log(a_log(tmp_path / "mine.db"), tmp_path / "exported")
    for seeker_id in ("s3", "s4"):
        shutil.copy(tmp_path / "exported" / f"{table}.csv", folder / f"{seeker_id}.csv")
    cohort = load_cohort(folder, AS_OF)
    assert not {"s3.csv", "s4.csv"}.intersection(cohort.seekers.file)
    told = cohort.problems[cohort.problems.file.isin(["s3.csv", "s4.csv"])]
    assert len(told) == 2 and not told.kept.any()
    assert told.reason.str.contains(f"is one part of an export of Follow-up Kit ({table})", regex=False).all()
    assert told.reason.str.contains("Choose the folder of the export").all()


def test_of_several_logs_of_a_seeker_one_is_read_and_the_others_said(folder: Path) -> None:
    (folder / "s1.csv").write_text(TABLE, encoding="utf-8")
    a_log(folder / "s2__april.db")
    a_log(folder / "S2__may.db")
    cohort = load_cohort(folder, AS_OF)
    assert cohort.seekers.file.tolist()[:2] == ["north/s1__march.db", "S2__may.db"]
    assert cohort.seekers.n_applications.tolist() == [2, 2, 0]
    said = reasons(cohort)
    assert "s1__march.db is read" in said["s1.csv"]
    assert all("S2__may.db is read" in said[file] for file in ("s2.csv", "s2__april.db"))


def test_the_settings_of_each_log_are_its_own(folder: Path) -> None:
    patient = a_log(folder / "s3.db")
    patient.settings["etiquette.thank_you_business_days"] = 5
    patient.unsnooze("thank_you:2:1:2:1")
    a_log(folder / "s4.db")
    with closing(sqlite3.connect(folder / "s4.db")) as con:  # what the kit itself would not let in
        con.execute("INSERT INTO settings VALUES ('weekend', '{\"nested\": [\"nonsense\"]}')")
        con.commit()
    cohort = load_cohort(folder, AS_OF)
    owed = cohort.follow_ups[cohort.follow_ups.kind == "thank_you"].set_index(["seeker_id", "interviewer_id"])
    assert str(owed.due_on["s3", 2])[:10] == "2026-04-02"
    assert str(owed.due_on["s1", 2])[:10] == "2026-03-30"
    assert "settings" in reasons(cohort)["s4.db"]
    assert ("s4", 2) in owed.index


def test_logs_do_not_mix_where_their_row_numbers_are_equal(folder: Path) -> None:
    for name in ("s2.db", "s3.db"):
        a_log(folder / name)
    cohort = load_cohort(folder, AS_OF)
    alone = fk.follow_ups(open_log(folder / "s3.db", read_only=True), AS_OF)
    for seeker_id in ("s1", "s2", "s3"):
        there = cohort.follow_ups[cohort.follow_ups.seeker_id == seeker_id]
        pd.testing.assert_frame_equal(there.drop(columns=["seeker_id", "in_time"]).reset_index(drop=True), alone)


def test_hidden_files_backups_and_readmes_are_left_alone(folder: Path) -> None:
    log = Log(folder / "north" / "s1__march.db")
    log.backup()
    (folder / "README.md").write_text("about", encoding="utf-8")
    (folder / ".hidden.csv").write_text(TABLE, encoding="utf-8")
    problems = load_cohort(folder, AS_OF).problems
    assert set(problems.file) == {"roster.csv", "s2.csv"}


def test_a_cohort_may_be_empty_and_have_no_roster(tmp_path: Path) -> None:
    cohort = load_cohort(tmp_path, AS_OF)
    assert len(cohort.applications) == len(cohort.seekers) == len(cohort.problems) == len(cohort.follow_ups) == 0
    assert cohort.applications.dtypes["started_on"] == "datetime64[us]"
    assert cohort.tally().n_left_out == 0


def test_a_wrong_question_is_refused_in_words(folder: Path) -> None:
    with pytest.raises(LogFileError, match="no folder"):
        load_cohort(folder / "nowhere", AS_OF)
    with pytest.raises(BadValue, match="engine"):
        load_cohort(folder, AS_OF, engine="steam")
    with pytest.raises(LogFileError):
        load_cohort(folder, AS_OF, roster=folder / "nobody.csv")


def test_reading_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    load_cohort(folder, AS_OF, progress=True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_sample_cohort_is_what_its_script_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(DATA / "make_cohort.py"))["main"](tmp_path / "made")
    committed, again = load_cohort(DATA / "sample_cohort", AS_OF), load_cohort(made, AS_OF)
    for name in ("applications", "follow_ups", "seekers"):
        pd.testing.assert_frame_equal(getattr(committed, name), getattr(again, name))
    assert sorted(committed.problems.file) == sorted(again.problems.file)
    assert committed.seekers.in_roster.sum() == 48
    assert committed.seekers[committed.seekers.in_roster].programme.nunique() == 4
    assert sum(path.stat().st_size for path in made.rglob("*") if path.is_file()) < 1_500_000
    assert len(committed.problems) >= 8
