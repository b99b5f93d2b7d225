"""What the kit itself wrote, brought back by the doors for anybody's log: whole, or not at all."""

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from followup_kit.cli import app
from followup_kit.errors import BadValue, LogFileError
from followup_kit.export import export_log
from followup_kit.importing import import_log, preview, read_applications
from followup_kit.log import Log, open_log
from followup_kit.panels.importing import ImportPanel, what_came
from followup_kit.panels.page import Page

FORMS = ["", "applications.csv", "stage_changes.csv", "search.xlsx"]


@pytest.fixture
def exported(log: Log, tmp_path: Path) -> Path:
    """Return the folder of an export of two applications; the first went as far as an interview."""
    log.add_application("Birch", "Clerk", applied_on="2026-03-02", notes="=1+1")
    log.set_stage(1, "rejected", "2026-03-20")
    log.add_application("Cedar", "Porter", applied_on="2026-03-04")
    log.add_interview(1, held_on="2026-03-09", interviewers=["Ada"])
    export_log(log, tmp_path / "exp")
    return tmp_path / "exp"


@pytest.mark.parametrize("form", FORMS)
def test_reading_an_export_gives_the_frame_of_its_log(log, exported, form):
    frame, problems = read_applications(exported / form)
    assert problems.empty
    assert list(frame.stage) == ["rejected", "applied"]
    assert list(frame.applied_on) == [pd.Timestamp("2026-03-02"), pd.Timestamp("2026-03-04")]
    assert list(frame.n_interviews) == [1, 0]
    pd.testing.assert_frame_equal(frame, log.applications)


@pytest.mark.parametrize("form", FORMS)
def test_a_preview_tells_of_stages_and_days(exported, form):
    seen = preview(exported / form)
    assert (seen.format, seen.n_rows, seen.n_accepted, len(seen.rows)) == ("an export of Follow-up Kit", 2, 2, 2)
    assert seen.questions == ()
    assert ("rejected", date(2026, 3, 20), "") in seen.rows[0].stages
    assert seen.rows[0].fields["notes"] == "=1+1"
    assert list(seen.frame.stage) == ["rejected", "applied"]
    assert seen.applications[1].applied_on == date(2026, 3, 4)
    assert [use.header for use in seen.columns][:2] == ["application_id", "company"]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_log_becomes_the_one_exported(log, exported, tmp_path, form):
    again = open_log(tmp_path / "again.db")
    done = import_log(exported / form, again)
    assert (done.n_rows, done.n_added, done.n_updated) == (2, 2, 0)
    assert what_came(done).startswith("Imported: 2 new applications")
    assert again.dump() == log.dump()


@pytest.mark.parametrize("form", FORMS)
def test_a_log_that_holds_something_is_left_as_it_is(log, exported, form):
    before = log.dump()
    with pytest.raises(BadValue, match="Open a new one, and bring the export into that"):
        import_log(exported / form, log)
    assert log.dump() == before


@pytest.mark.parametrize("door", [preview, read_applications])
@pytest.mark.parametrize("table", ["applications", "stage_changes"])
def test_one_part_alone_is_refused_under_any_name(exported, tmp_path, door, table):
    alone = Path(shutil.copy(exported / f"{table}.csv", tmp_path / "mine.csv"))
    with pytest.raises(LogFileError, match=r"one part of an export .*Choose the folder .* or its \.xlsx file"):
        door(alone)


def test_a_zip_of_the_folder_is_refused(exported, tmp_path):
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", exported)
    with pytest.raises(LogFileError, match="unpacked, if it is in a zip file"):
        preview(packed)


def test_an_export_that_lost_rows_is_refused(exported):
    table = exported / "stage_changes.csv"
    table.write_bytes(table.read_bytes().rsplit(b"\r\n", 2)[0] + b"\r\n")
    with pytest.raises(LogFileError, match="stage_changes has"):
        read_applications(exported / "applications.csv")


def test_the_command_brings_an_export_back(log, exported, tmp_path):
    again = tmp_path / "again.db"
    done = CliRunner().invoke(app, ["import", str(exported), "--log", str(again), "--yes"])
    assert done.exit_code == 0, done.output
    assert "2 added" in done.output
    assert open_log(again).dump() == log.dump()


def test_the_panel_brings_a_workbook_back_and_refuses_a_part(log, exported, tmp_path):
    panel = ImportPanel(Page(open_log(tmp_path / "again.db"), date(2026, 3, 31)))
    with pytest.raises(LogFileError, match="one part of an export"):
        panel.choose("applications.csv", (exported / "applications.csv").read_bytes())
    panel.choose("search.xlsx", (exported / "search.xlsx").read_bytes())
    assert "an export of Follow-up Kit" in panel.summary.value
    assert panel.take.description == "Import 2 applications"
    panel.take.click()
    assert panel.page.log.dump() == log.dump()


def test_a_table_of_ones_own_by_the_same_name_is_read_as_ever(written):
    frame, _ = read_applications(written("Company,Role,Applied\nBirch,Clerk,2026-03-02\n", "applications.csv"))
    assert list(frame.applied_on) == [pd.Timestamp("2026-03-02")]


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_an_empty_log_is_empty(log, tmp_path, form):
    export_log(log, tmp_path / "exp")
    frame, problems = read_applications(tmp_path / "exp" / form)
    assert frame.empty
    assert problems.empty
