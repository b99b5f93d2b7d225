"""A step back gives the rows that were there before, whatever the step was."""

import sqlite3
from contextlib import closing

import pytest
from log_rows import rows_of

import followup_kit as fk
from followup_kit.errors import BadValue, LogFileError, NotFound
from followup_kit.schema import ImportRow


@pytest.fixture
def log(tmp_path):
    """Return a log that has a row in every table."""
    log = fk.open_log(tmp_path / "search.db")
    arbor = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02", decision_by="2026-03-20")
    interview = log.add_interview(arbor, held_on="2026-03-09", interviewers=["Ada Marchetti", "Leo Brandt"])
    log.add_message("thank_you", interviewer_id=1, body='"Dear" Ada,\n\u2028 é 日 \x07')
    log.add_message("check_in", interview_id=interview, sent_on="2026-03-23")
    log.add_feedback(arbor, "2026-03-27", "Good.", themes=["brief", "figures"])
    log.snooze("check_in:1:1:-:1", "2026-04-06")
    log.add_import("a.csv", "00", [ImportRow("1", {"company": "Birch Labs"}, (("applied", None, ""),))])
    log.remember("status", "Abgesagt", "rejected")
    log.settings["country"] = "US"
    return log


ROW = ImportRow("2", {"company": "Cedar Books"}, (("applied", None, ""), ("rejected", None, "Absage")))
NEWER = ImportRow("1", {"company": "Birch Labs"}, (("applied", None, ""), ("rejected", None, "Absage")))
STEPS = [
    # a write, and the words for it
    (lambda log: log.add_application("Cedar Books", applied_on="2026-03-03"), "Added Cedar Books"),
    (lambda log: log.set_stage(1, "rejected"), "Moved to rejected"),
    (lambda log: log.add_interview(1, held_on="2026-03-16", interviewers=["Ada"]), "Saved an interview"),
    (lambda log: log.add_interview(company="Cedar Books", held_on="2026-03-16"), "Saved an interview"),
    (lambda log: log.add_interviewer(1, "Shanice Hart"), "Added Shanice Hart"),
    (lambda log: log.add_message("feedback_request", 1, sent_on="2026-03-28"), "Kept a message"),
    (lambda log: log.mark_sent(1, "2026-03-10"), "Marked a message as sent"),
    (lambda log: log.mark_answered(2, "2026-03-24"), "Marked a message as answered"),
    (lambda log: log.add_feedback(1, "2026-03-28", "Well.", themes=["smile"]), "Kept feedback"),
    (lambda log: log.snooze("check_in:1:1:-:1", "2026-04-09"), "Put a follow-up off"),
    (lambda log: log.retire("check_in:1:1:-:1", "enough"), "Retired a follow-up"),
    (lambda log: log.unsnooze("check_in:1:1:-:1"), "Brought a follow-up back"),
    (lambda log: log.edit("applications", 1, company="Arbor", decision_by=None), "Changed applications"),
    (lambda log: log.edit("messages", 1, body=""), "Changed messages"),
    (lambda log: log.edit("feedback", 1, text="Better.", themes=["smile", "brief"]), "Changed feedback"),
    (lambda log: log.remove("stage_changes", 1), "Removed from stage_changes"),
    (lambda log: log.remove("interviewers", 1), "Removed from interviewers"),
    (lambda log: log.remove("interviews", 1), "Removed from interviews"),
    (lambda log: log.remove("applications", 1), "Removed from applications"),
    (lambda log: log.remove("applications", 2), "Removed from applications"),
    (lambda log: log.remove("feedback", 1), "Removed from feedback"),
    (lambda log: log.add_import("b.csv", "11", [ROW, NEWER]), "Imported b.csv"),
    (lambda log: log.undo_import(1), "Took an import back"),
    (lambda log: log.remember("status", "Abgesagt", "ghosted"), "Remembered what 'Abgesagt' means"),
    (lambda log: log.remember("column", "Firma", "company"), "Remembered what 'Firma' means"),
    (lambda log: log.settings.update(country="GB"), "Changed the setting country"),
    (lambda log: log.settings.update(seeker_name="Robin"), "Changed the setting seeker_name"),
    (lambda log: log.settings.pop("country"), "Removed the setting country"),
]


@pytest.mark.parametrize(("write", "words"), STEPS)
def test_a_step_is_taken_back_whole(log, write, words):
    before = rows_of(log.path)
    write(log)
    assert rows_of(log.path) != before
    assert log.last_step == words
    assert log.undo() == words
    assert rows_of(log.path) == before


def test_steps_are_taken_back_one_by_one_to_the_first(tmp_path):
    log = fk.open_log(tmp_path / "search.db")
    seen = []
    writes = [write for write, _ in STEPS[:3]]
    for write in (lambda log: log.add_application("Arbor Clinic"), *writes):
        seen.append(rows_of(log.path))
        write(log)
    for before in reversed(seen):
        log.undo()
        assert rows_of(log.path) == before
    assert log.last_step == ""
    with pytest.raises(NotFound, match="nothing left to undo"):
        log.undo()


def test_a_refused_write_is_no_step(log):
    log.set_stage(1, "replied")
    with pytest.raises(ValueError, match="hired"):
        log.set_stage(1, "hired")
    assert log.undo() == "Moved to replied"


def test_the_last_fifty_steps_are_kept_and_the_file_does_not_grow_with_the_others(log):
    for n in range(60):
        log.edit("applications", 1, notes=f"note {n}")
    for _ in range(50):
        log.undo()
    assert log.tables().applications.notes[0] == "note 9"
    with pytest.raises(NotFound):
        log.undo()
    with closing(sqlite3.connect(log.path)) as con:
        assert con.execute("SELECT count(*) FROM step_rows").fetchone() == (0,)


def test_undo_works_from_another_notebook(log):
    log.set_stage(1, "replied")
    assert fk.open_log(log.path).undo() == "Moved to replied"


def test_undo_waits_for_the_end_of_a_transaction(log):
    with log.transaction("Two"):
        log.set_stage(1, "replied")
        with pytest.raises(LogFileError, match="Finish the transaction first"):
            log.undo()
    assert log.undo() == "Two"


def test_a_step_that_would_leave_rows_alone_is_not_taken_back(log):
    with closing(sqlite3.connect(log.path)) as con, con:
        con.execute("INSERT INTO steps (step_id, what) VALUES (900, 'x')")
        con.execute("INSERT INTO step_rows (step_id, table_name, row_id) VALUES (900, 'applications', 1)")
    before = rows_of(log.path)
    with pytest.raises(BadValue, match="without what they belong to"):
        log.undo()
    assert rows_of(log.path) == before


def test_the_name_of_a_table_in_the_file_is_not_trusted(log):
    with closing(sqlite3.connect(log.path)) as con, con:
        con.execute("INSERT INTO steps (step_id, what) VALUES (900, 'x')")
        con.execute(
            "INSERT INTO step_rows (step_id, table_name, row_id) VALUES (900, 'applications WHERE 1 OR 0 --', 1)"
        )
    before = rows_of(log.path)
    with pytest.raises(NotFound, match="does not have"):
        log.undo()
    assert rows_of(log.path) == before
