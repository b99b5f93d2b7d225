"""Somebody asks to be forgotten: gone to the last byte where the kit can reach, and told where it cannot."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from log_rows import rows_of
from typer.testing import CliRunner

import followup_kit as fk
from followup_kit.cli import app
from followup_kit.errors import BadValue, LogFileError, NotFound
from followup_kit.export import export_log, import_export
from followup_kit.log import Log, open_log
from followup_kit.notes import draft_notes, eml, reminders
from followup_kit.schema import ImportRow
from followup_kit.share import share
from followup_kit.store import connection, erasing
from followup_kit.store.backups import backups_of
from followup_kit.store.rescue import check, restore

AS_OF = "2026-03-31"
ADA = {
    "name": "Ada Marchetti",
    "title": "Practice manager",
    "email": "ada.marchetti@arbor.example",
    "phone": "+44 113 496 0117",
    "address": "14 Quay Street, Leeds",
    "remembered": "moved from Leeds, plays the cello",
}
BEN = {"name": "Ben Okoro", "email": "ben@arbor.example", "remembered": "asked about rosters"}
WORDS = (b"marchetti", b"496 0117", b"quay street", b"plays the cello")


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Two people of one interview, each written to, and what the log counts of them."""
    log = open_log(tmp_path / "kit" / "search.db")
    arbor = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    met = log.add_interview(arbor, held_on="2026-03-26", interviewers=[ADA, BEN], topics="rosters")
    log.add_message("thank_you", interviewer_id=1, body="Dear Ada Marchetti, thank you.", sent_on="2026-03-27")
    log.add_message("check_in", arbor, interviewer_id=1, subject="Ada Marchetti", body="x", sent_on="2026-03-30")
    log.add_message("check_in", arbor, interviewer_id=1, body="Dear Ada Marchetti, a second draft")
    log.add_feedback(arbor, "2026-03-30", "shorter answers", giver="Ada Marchetti, by phone")
    log.snooze(f"thank_you:{arbor}:{met}:1:1", "2026-04-02", "Ada Marchetti is away")
    return log


def n_words(*paths: Path) -> int:
    return sum(path.read_bytes().lower().count(word) for path in paths for word in WORDS)


def told(forgotten) -> str:
    return "\n".join(" | ".join(row) for row in forgotten.left.itertuples(index=False))


def test_not_one_of_many_copies_is_left_in_any_byte(tmp_path: Path) -> None:
    log = open_log(tmp_path / "search.db")
    for start in range(0, 60, 20):
        with log.transaction("Kept twenty interviews"):
            for n in range(start, start + 20):
                application = log.add_application(f"Company {n}", applied_on="2026-03-02", notes="x" * (n * 40))
                log.add_interview(application, held_on="2026-03-09", interviewers=[ADA, {"name": f"Person {n}"}])
        with log.transaction("Changed them"):
            for n in range(start, start + 20):
                log.edit("interviewers", 2 * n + 1, remembered=f"{n} plays the cello {'y' * n * 30}")
                log.add_message("thank_you", interviewer_id=2 * n + 1, body=f"Dear Ada Marchetti, {n}" + "z" * n * 20)
        log.backup()
    log.remove("interviews", 4)  # what undo would bring back counts, too
    log.remove("interviewers", 11)
    log.add_import("more.csv", "00", [ImportRow("1", {"company": "Birch Labs"}, (("applied", None, ""),))])
    files = [log.path, *backups_of(log.path)]
    assert len(files) == 5 and n_words(*files) > 465
    fk.forget(log, "Ada Marchetti")
    assert n_words(*files) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "search.db"]
    for path in files:
        assert check(path) == []
        assert "Person 0" in open_log(path).interviewers.name.tolist()


def test_what_another_program_deleted_and_left_in_the_file_goes_too(log: Log) -> None:
    with closing(sqlite3.connect(log.path)) as con:
        con.execute("PRAGMA secure_delete = OFF")
        con.executemany("INSERT INTO settings VALUES (?, ?)", [(f"n{n}", ADA["remembered"] * 9) for n in range(99)])
        con.commit()
        con.execute("DELETE FROM settings")
        con.commit()
    assert n_words(log.path) > 99
    fk.forget(log, "Ada Marchetti")
    assert n_words(log.path) == 0


def test_what_is_left_in_unused_bytes_alone_goes_too(log: Log) -> None:
    with closing(sqlite3.connect(log.path)) as con:
        con.execute("PRAGMA secure_delete = OFF")
        for table in ("steps", "step_rows", "messages", "interviewers", "snoozes", "feedback"):
            con.execute(f"DELETE FROM {table}")
        con.commit()
    assert n_words(log.path) > 0
    fk.forget(log, "Ada Marchetti")
    assert n_words(log.path) == 0
    with pytest.raises(NotFound):
        fk.forget(log, "Ada Marchetti")


def test_what_would_go_is_what_goes_and_looking_changes_nothing(log: Log) -> None:
    copy = log.backup()
    before = [path.read_bytes() for path in (log.path, copy)]
    would = fk.forget(log, "Ada Marchetti", dry_run=True)
    assert [path.read_bytes() for path in (log.path, copy)] == before
    did = fk.forget(log, "Ada Marchetti")
    pd.testing.assert_frame_equal(would.gone, did.gone)
    pd.testing.assert_frame_equal(would.left, did.left)
    mine = did.gone[did.gone.place == "your log"].set_index("what").n.to_dict()
    assert mine == {
        "entries with name, contact and what was remembered": 1,
        "drafts": 1,
        "thank-yous sent": 1,
        "texts of messages sent": 1,
        "follow-ups put off": 1,
        "names of who gave feedback": 1,
        "steps that could be undone": 7,
    }
    assert set(did.gone.place) == {"your log", "its dated copies"}
    assert (did.name, did.companies) == ("Ada Marchetti", ("Arbor Clinic",))


def test_others_and_all_that_is_counted_stay(log: Log) -> None:
    owed = fk.follow_ups(log, AS_OF).set_index("follow_up_id")
    assert owed.status["thank_you:1:1:2:1"] == "overdue"
    applications, changes = log.applications, log.stage_changes
    fk.forget(log, "Ada Marchetti")
    pd.testing.assert_frame_equal(log.applications, applications)
    pd.testing.assert_frame_equal(log.stage_changes, changes)
    assert log.interviewers.name.tolist() == ["Ben Okoro"]
    after = fk.follow_ups(log, AS_OF).set_index("follow_up_id")
    columns = ["kind", "opens_on", "due_on", "status"]
    # Ben is still owed his thank-you, though one was sent to Ada; the check-in she was sent still counts.
    kept = [one for one in owed.index if one != "thank_you:1:1:1:1"]
    pd.testing.assert_frame_equal(after[columns], owed.loc[kept, columns])
    (message,) = log.messages.to_dict("records")
    assert (message["kind"], str(message["sent_on"].date())) == ("check_in", "2026-03-30")
    assert (message["subject"], message["body"]) == ("", "")
    assert (log.feedback.giver[0], log.feedback.text[0]) == ("", "shorter answers")
    with pytest.raises(NotFound):
        log.undo()


def test_a_backup_still_restores_with_all_the_rest(log: Log) -> None:
    copy = log.backup()
    rest = {
        table: rows for table, rows in rows_of(copy).items() if table in ("applications", "stage_changes", "interviews")
    }
    fk.forget(log, "Ada Marchetti")
    log.add_application("Later Ltd")
    assert restore(log.path) == copy
    assert {table: rows_of(log.path)[table] for table in rest} == rest
    assert log.interviewers.name.tolist() == ["Ben Okoro"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


# Whom


def people(tmp_path: Path, *entries: tuple[str, str, str]) -> Log:
    log = open_log(tmp_path / "search.db")
    for company, name, email in entries:
        log.add_interview(company=company, held_on="2026-03-09", interviewers=[{"name": name, "email": email}])
    return log


@pytest.mark.parametrize(
    "typed", ["ada marchetti", "Marchetti, Ada", "Dr. Ada Marchetti", "ADA@arbor.example", "A. Marchetti"]
)
def test_one_person_under_two_spellings_with_one_address(tmp_path: Path, typed: str) -> None:
    log = people(
        tmp_path,
        ("Arbor", "Ada Marchetti", "ada@arbor.example"),
        ("Arbor", "Dr. Ada Marchetti", ""),
        ("Arbor", "A. Marchetti", "Ada@Arbor.example"),
        ("Birch", "Bo Marchetti", "bo@birch.example"),
    )
    fk.forget(log, typed)
    assert log.interviewers.name.tolist() == ["Bo Marchetti"]


@pytest.mark.parametrize("name", ["Ada @ Arbor", "?", "李", "O'Brien-Şahin", "Sam (HR)", "Dr.", "=1+1"])
def test_any_name_that_can_be_noted_can_be_forgotten(tmp_path: Path, name: str) -> None:
    log = people(tmp_path, ("Arbor", name, ""), ("Birch", "Bo Ek", ""))
    fk.forget(log, name)
    assert log.interviewers.name.tolist() == ["Bo Ek"]


def test_accents_do_not_matter(tmp_path: Path) -> None:
    log = people(tmp_path, ("Arbor", "Zoë Müller", ""), ("Arbor", "Zoe Muller", ""))
    fk.forget(log, "zoe muller")
    assert log.interviewers.empty


@pytest.mark.parametrize("dry_run", [False, True])
def test_two_people_of_one_name_are_asked_about(tmp_path: Path, dry_run: bool) -> None:
    log = people(tmp_path, ("Arbor", "Sam Lee", "sam@arbor.example"), ("Birch", "Sam Lee", ""))
    before = log.path.read_bytes()
    with pytest.raises(
        BadValue, match=r"2 people: Sam Lee, Arbor, sam@arbor.example; Sam Lee, Birch\. Say at which"
    ) as caught:
        fk.forget(log, "Sam Lee", dry_run=dry_run)
    assert caught.value.field == "company"
    with pytest.raises(BadValue, match="was not met at Cedar, but at Sam Lee, Arbor"):
        fk.forget(log, "Sam Lee", company="Cedar")
    assert log.path.read_bytes() == before
    log.add_feedback(1, "2026-03-30", "shorter answers", giver="Sam Lee")
    log.add_feedback(2, "2026-03-30", "Sam Lee liked it", giver="Sam Lee")
    left = told(fk.forget(log, "Sam Lee", company="birch", mentions=True))
    assert log.interviewers.email.tolist() == ["sam@arbor.example"]
    # Who of the two is meant in a text, nobody but the writer knows.
    assert log.feedback.giver.tolist() == ["Sam Lee", "Sam Lee"] and "liked" in log.feedback.text[1]
    assert "what they said, Birch: “Sam Lee liked it”" in left and "what they said, Birch: “Sam Lee”" in left
    assert "Arbor: “" not in left


def test_a_first_name_alone_is_told_where_it_stands_and_replaced_nowhere(tmp_path: Path) -> None:
    log = people(tmp_path, ("Arbor", "Sam", ""), ("Birch", "Bo Ek", ""))
    log.add_feedback(1, "2026-03-30", "Samples, please", giver="Sam")
    log.add_application("Cedar", notes="Sam told me")
    left = told(fk.forget(log, "sam", mentions=True))
    assert log.interviewers.name.tolist() == ["Bo Ek"] and log.feedback.giver[0] == "Sam"
    assert "what they said, Arbor: “Sam”" in left and "Samples" not in left and "Cedar" not in left


def test_two_people_of_one_name_at_one_company_are_told_apart_by_address(tmp_path: Path) -> None:
    log = people(tmp_path, ("Arbor", "Sam Lee", "sam1@arbor.example"), ("Arbor", "Sam Lee", "sam2@arbor.example"))
    with pytest.raises(BadValue, match=r"Give the e-mail address of the one you mean; nothing was changed\."):
        fk.forget(log, "Sam Lee", company="Arbor")
    fk.forget(log, "sam2@arbor.example")
    assert log.interviewers.email.tolist() == ["sam1@arbor.example"]


def test_an_entry_without_address_is_neither_of_two_people_who_have_one(tmp_path: Path) -> None:
    addresses = ["sam1@arbor.example", "sam2@arbor.example", ""]
    log = people(tmp_path, *(("Arbor", "Sam Lee", address) for address in addresses))
    with pytest.raises(BadValue, match="may be 3 people"):
        fk.forget(log, "Sam Lee")
    fk.forget(log, "sam1@arbor.example")
    assert log.interviewers.email.tolist() == ["sam2@arbor.example", ""]


def test_an_earlier_spelling_of_the_same_entry_goes_too(tmp_path: Path) -> None:
    log = people(tmp_path, ("Arbor", "Ada Marcheti", ""))
    copy = log.backup()
    log.edit("interviewers", 1, name="Ada Marchetti")
    fk.forget(log, "Ada Marchetti")
    assert not any(b"marche" in path.read_bytes().lower() for path in (log.path, copy))


def test_who_shares_an_address_but_no_name_stays_and_is_told(tmp_path: Path) -> None:
    log = people(
        tmp_path, ("Arbor", "Ada Marchetti", "jobs@arbor.example"), ("Arbor", "Ben Okoro", "jobs@arbor.example")
    )
    with pytest.raises(BadValue, match="Give the name of the one you mean"):
        fk.forget(log, "jobs@arbor.example")
    assert "Ben Okoro, Arbor, has the same e-mail address" in told(fk.forget(log, "Ada Marchetti"))
    assert log.interviewers.name.tolist() == ["Ben Okoro"]


def test_a_name_that_is_nearly_theirs_is_told_and_one_that_is_nobodys_is_refused(tmp_path: Path) -> None:
    log = people(tmp_path, ("Arbor", "Ada Marchetti", ""), ("Arbor", "Ada Marcheti", ""))
    with pytest.raises(
        NotFound, match=r"Nobody called Ada Marketti is noted\. Did you mean Ada Marcheti, Arbor; Ada Mar"
    ):
        fk.forget(log, "Ada Marketti")
    with pytest.raises(NotFound, match="Give the name as it stands"):
        fk.forget(log, "Chi Nwosu")
    with pytest.raises(BadValue, match="Give the name of the person"):
        fk.forget(log, "  ")
    assert "Ada Marcheti, Arbor, has a name like it" in told(fk.forget(log, "Ada Marchetti"))


def test_a_backup_that_does_not_know_them_is_left_to_the_last_byte(tmp_path: Path) -> None:
    log = people(tmp_path, ("Birch", "Bo Ek", ""))
    copy = log.backup()
    before = copy.read_bytes()
    log.add_interview(company="Arbor", held_on="2026-03-26", interviewers=[ADA])
    fk.forget(log, "Ada Marchetti")
    assert copy.read_bytes() == before


def test_who_is_only_in_a_backup_or_could_be_undone_is_forgotten_too(log: Log) -> None:
    copy = log.backup()
    log.remove("interviewers", 1)
    fk.forget(log, "ada.marchetti@arbor.example")
    assert n_words(log.path, copy) == 0


# What cannot be changed


def test_a_log_in_use_is_told_and_nothing_is_changed(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    copy = log.backup()
    before = [path.read_bytes() for path in (log.path, copy)]
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogFileError, match="Another program is using it"):
            fk.forget(log, "Ada Marchetti")
    assert [path.read_bytes() for path in (log.path, copy)] == before


def test_what_fails_on_the_way_leaves_the_log_as_it_was(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    before = log.path.read_bytes()

    def fails(*_: object) -> None:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(erasing, "_mentions", fails)
    with pytest.raises(RuntimeError):
        fk.forget(log, "Ada Marchetti")
    assert log.path.read_bytes() == before
    assert not log.path.with_name("search.db-journal").exists()


def test_without_room_to_write_the_file_anew_it_says_so_and_again_finishes(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM applications").fetchone()
        monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
        with pytest.raises(LogFileError, match="locked"):
            fk.forget(log, "Ada Marchetti")
    assert len(log.interviewers) == 2
    fk.forget(log, "Ada Marchetti")
    assert n_words(log.path) == 0


def test_backups_that_may_only_be_read_or_are_damaged_are_told(log: Log) -> None:
    kept, damaged = log.backup(), log.backup()
    kept.chmod(0o400)
    damaged.write_bytes(damaged.read_bytes()[:5000] + b"\xa5" * 30_000)
    before = kept.read_bytes()
    left = told(fk.forget(log, "Ada Marchetti"))
    assert f"{kept} | a copy of your log that still holds them | {kept} may only be read" in left
    assert f"{damaged} | a copy of your log that cannot be looked into" in left
    assert kept.read_bytes() == before and n_words(log.path) == 0
    kept.chmod(0o600)
    fk.forget(log, "Ada Marchetti")  # again, when she is in that copy alone
    assert n_words(kept) == 0


def test_what_a_restored_backup_put_aside_is_forgotten_in_too(log: Log) -> None:
    """Also where it was put aside in the middle of a write: then its journal lies beside it."""
    log.backup()
    script = (
        "import os, sqlite3, sys; con = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "con.execute('PRAGMA cache_size = 1'); con.execute('BEGIN IMMEDIATE');"
        "con.execute('UPDATE interviews SET topics = hex(zeroblob(9000))'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(log.path)])
    restore(log.path)
    kept = sorted((log.path.parent / "backups").iterdir())
    assert [path.suffix for path in kept] == [".db", ".db", ".db-journal"] and n_words(*kept) > 0
    fk.forget(log, "Ada Marchetti")
    left = sorted((log.path.parent / "backups").iterdir())
    assert n_words(log.path, *left) == 0 and [path.suffix for path in left] == [".db", ".db"]
    assert all(check(path) == [] for path in left)


def test_a_log_opened_for_reading_only_is_not_written(log: Log) -> None:
    with pytest.raises(LogFileError, match="reading only"):
        fk.forget(open_log(log.path, read_only=True), "Ada Marchetti")


# Exports, shares, and files around


def test_an_export_is_forgotten_in_wherever_it_went_and_comes_back_whole(log: Log, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere" / "march"
    export_log(log, out)
    (out / "mine.txt").write_text("mine")
    with zipfile.ZipFile(out / "search.xlsx") as book:
        assert any(b"Marchetti" in book.read(name) for name in book.namelist())
    names = sorted(path.name for path in out.iterdir())
    forgotten = fk.forget(log, "Ada Marchetti")
    assert f"the export {out}" in set(forgotten.gone.place)
    assert sorted(path.name for path in out.iterdir()) == names
    assert n_words(*out.glob("*.csv")) == 0
    with zipfile.ZipFile(out / "search.xlsx") as book:
        assert not any(word in book.read(name).lower() for name in book.namelist() for word in WORDS)
    for place in (out, out / "search.xlsx"):
        (tmp_path / "again.db").unlink(missing_ok=True)
        assert rows_of(import_export(place, open_log(tmp_path / "again.db")).path) == rows_of(log.path)


def test_an_export_of_an_earlier_day_is_forgotten_in_too(log: Log, tmp_path: Path) -> None:
    export_log(log, tmp_path / "out")
    log.edit("interviewers", 1, phone="", address="Moved")
    with closing(sqlite3.connect(log.path)) as con:  # so long ago that undo knows nothing of it
        con.execute("DELETE FROM step_rows")
        con.commit()
    fk.forget(log, "Ada Marchetti")
    assert n_words(*(tmp_path / "out").glob("*.csv")) == 0


def test_an_export_that_was_changed_since_is_told(log: Log, tmp_path: Path) -> None:
    export_log(log, tmp_path / "out")
    changed = tmp_path / "out" / "interviewers.csv"
    changed.write_bytes(changed.read_bytes() + b'"3"\r\n')
    left = told(fk.forget(log, "Ada Marchetti"))
    assert f"{tmp_path / 'out'} | an export that could not be changed" in left


def test_an_export_in_the_folder_is_reached_unless_it_is_another_logs(log: Log, tmp_path: Path) -> None:
    other = open_log(tmp_path / "other.db")
    other.add_interview(company="Arbor Clinic", held_on="2026-03-26", interviewers=[ADA])
    export_log(other, log.path.parent / "theirs")
    export_log(log, tmp_path / "before")
    shutil.move(tmp_path / "before", log.path.parent / "mine")
    mine, theirs = log.path.parent / "mine", log.path.parent / "theirs"
    before = n_words(*theirs.glob("*.csv"))
    left = told(fk.forget(log, "Ada Marchetti"))
    assert n_words(*mine.glob("*.csv")) == 0
    assert n_words(*theirs.glob("*.csv")) == before > 0
    assert f"{theirs / 'interviewers.csv'} | a file that mentions them | Of another log" in left


def test_a_share_names_nobody_and_is_left_as_it_is(log: Log, tmp_path: Path) -> None:
    path = share(log, tmp_path / "s017.db", as_of=AS_OF).path
    before = path.read_bytes()
    assert n_words(path) == 0
    assert str(path) not in told(fk.forget(log, "Ada Marchetti"))
    assert path.read_bytes() == before


def test_where_copies_went_is_noted_for_the_owner_alone_and_what_is_gone_is_no_trouble(
    log: Log, tmp_path: Path
) -> None:
    export_log(log, tmp_path / "out")
    export_log(log, tmp_path / "out")
    listing = log.path.parent / "backups" / "search.written.txt"
    assert listing.read_text().splitlines() == [str(tmp_path / "out")] * 2
    assert stat.S_IMODE(listing.stat().st_mode) == 0o600
    shutil.rmtree(tmp_path / "out")
    fk.forget(log, "Ada Marchetti")


def test_a_log_that_is_only_read_leaves_no_note_beside_it(log: Log, tmp_path: Path) -> None:
    export_log(open_log(log.path, read_only=True), tmp_path / "out")
    assert not (log.path.parent / "backups").exists()


def test_mail_drafts_and_reminders_in_the_folder_go(log: Log) -> None:
    folder = log.path.parent
    (note, *_) = draft_notes(log, "thank_you", interview_id=1)
    assert note.email == ADA["email"]
    (folder / "ada-marchetti.eml").write_bytes(eml(note))
    other = [one for one in draft_notes(log, "thank_you", interview_id=1) if one.email == BEN["email"]]
    (folder / "ben-okoro.eml").write_bytes(eml(other[0]))
    (folder / "mine.eml").write_bytes(eml(note).replace(b"X-Unsent: 1", b"X-Mine: 1"))
    owed = fk.follow_ups(log, AS_OF)
    owed = owed[owed.kind == "thank_you"].assign(status="due")
    assert sorted(owed.recipient) == ["Ada Marchetti", "Ben Okoro"]
    (folder / "due.ics").write_bytes(reminders(owed, AS_OF))
    assert b"Marchetti" in (folder / "due.ics").read_bytes()
    forgotten = fk.forget(log, "Ada Marchetti")
    gone = forgotten.gone.place.tolist()
    assert f"{folder / 'mine.eml'} | a file that mentions them" in told(forgotten) and (folder / "mine.eml").exists()
    assert str(folder / "ada-marchetti.eml") in gone and str(folder / "due.ics") in gone
    assert not (folder / "ada-marchetti.eml").exists() and (folder / "ben-okoro.eml").exists()
    calendar = (folder / "due.ics").read_bytes()
    assert b"Marchetti" not in calendar and b"Ben Okoro" in calendar and calendar.endswith(b"END:VCALENDAR\r\n")


def test_pages_checkpoints_and_other_files_that_name_them_are_told_and_left(log: Log, tmp_path: Path) -> None:
    folder = log.path.parent
    page = json.dumps({"cells": [{"outputs": [{"text": "Fri 26 Mar  Arbor Clinic: Ada Marchetti, Ben"}]}]})
    (folder / ".ipynb_checkpoints").mkdir()
    shutil.copyfile(log.path, folder / "other.db")
    for name in ("01_log.ipynb", ".ipynb_checkpoints/01_log-checkpoint.ipynb", "mine.txt", "card.html", "ben.txt"):
        (folder / name).write_text(
            page.replace("Ada Marchetti", "Ada &#77;archetti" if "card" in name else "Ada Marchetti")
        )
    (folder / "ben.txt").write_text("Ben Okoro")
    (folder / "backups").mkdir()
    shutil.copyfile(log.path, folder / "backups" / "search.partial")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path != log.path}
    left = fk.forget(log, "Ada Marchetti").left.set_index("place").advice
    assert left[str(folder / "01_log.ipynb")].endswith("press Run all, and save.")
    assert left[str(folder / ".ipynb_checkpoints" / "01_log-checkpoint.ipynb")].startswith("Jupyter's own earlier copy")
    assert left[str(folder / "other.db")].startswith("Of another log")
    assert left[str(folder / "backups" / "search.partial")].startswith("A copy that was never finished")
    assert "look at it, or delete it" in left[str(folder / "mine.txt")] and str(folder / "card.html") in left
    assert str(folder / "ben.txt") not in left
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.eml", b"X-Unsent: 1\nTo: =?utf-8?b?//8=?= <a@[, Ada Marchetti\n\nx"),
        ("b.eml", b"Content-Type: text/plain; charset=no-such\n\nAda Marchetti"),
        ("c.ics", b"BEGIN:VCALENDAR\r\nPRODID:-//Follow-up Kit//EN\r\nSUMMARY:Ada Marchetti\r\n"),
        ("d.html", b"\xff\xfe Ada Marchetti \\ud800 &#xd800;"),
    ],
)
def test_a_file_that_is_broken_is_told_as_any_other(log: Log, name: str, data: bytes) -> None:
    path = log.path.parent / name
    path.write_bytes(data)
    (log.path.parent / "broken.xlsx").write_bytes(b"PK\x03\x04 Ada Marchetti")
    assert f"{path} | a file that mentions them" in told(fk.forget(log, "Ada Marchetti"))
    assert path.read_bytes() == data


def test_a_folder_kept_in_step_keeps_earlier_versions(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    log = people(tmp_path / "Dropbox", ("Arbor", "Ada Marchetti", ""))
    assert "Dropbox may keep them" in told(fk.forget(log, "Ada Marchetti"))


def test_what_left_the_kit_is_named(log: Log) -> None:
    left = told(fk.forget(log, "Ada Marchetti"))
    assert "your mail program | 2 messages you sent them" in left
    assert "Look in your folder of downloads" in left


# In one's own words


@pytest.fixture
def mentioned(log: Log) -> Log:
    log.edit("interviews", 1, topics="ADA  MARCHETTI said: call (44) 113-4960117, or mail ada.marchetti@arbor.example")
    log.edit("applications", 1, notes="Dr. Marchetti runs it; Adaline does not. Ada was kind")
    log.edit("interviewers", 2, remembered="works for Ada Marchetti")
    log.add_application("Marchetti & Daughters", notes="no relation")
    log.add_message("thank_you", interviewer_id=2, body="I enjoyed meeting you and Ada Marchetti.")
    return log


def test_own_words_that_mention_them_are_told_with_where_and_left(mentioned: Log) -> None:
    left = told(fk.forget(mentioned, "Ada Marchetti"))
    assert "your log | an interview, Arbor Clinic: “ADA MARCHETTI said: call" in left
    assert "your log | what you noted of somebody else, Arbor Clinic: “works for Ada Marchetti”" in left
    assert "your log | a message, Arbor Clinic: “I enjoyed meeting you and Ada Marchetti.”" in left
    assert "your log | your notes on an application, Arbor Clinic: “Dr. Marchetti runs it" in left
    assert "Daughters" not in left
    assert mentioned.interviewers.remembered[0] == "works for Ada Marchetti"


def test_copies_that_mention_them_are_told_in_one_line(mentioned: Log) -> None:
    for _ in range(3):
        mentioned.backup()
    forgotten = fk.forget(mentioned, "Ada Marchetti")
    assert told(forgotten).count("3 dated copies of your log still mention them in your notes") == 1
    copies = forgotten.gone[forgotten.gone.place == "its dated copies"].set_index("what").n
    assert copies["thank-yous sent"] == 3


def test_own_words_are_cleared_where_that_is_asked_for(mentioned: Log) -> None:
    copy = mentioned.backup()
    forgotten = fk.forget(mentioned, "Ada Marchetti", mentions=True)
    assert mentioned.interviews.topics[0] == "(forgotten) said: call ((forgotten), or mail (forgotten)"
    assert mentioned.interviewers.remembered.tolist() == ["works for (forgotten)"]
    assert mentioned.messages.body.tolist() == ["", "I enjoyed meeting you and (forgotten)."]
    # A single name may be somebody else's: told, and left.
    assert mentioned.applications.company[1] == "Marchetti & Daughters"
    assert "Dr. Marchetti runs it" in told(forgotten)
    assert n_words(copy) == n_words(mentioned.path) == 2


def test_who_is_only_mentioned_can_be_forgotten(log: Log) -> None:
    log.edit("applications", 1, notes="Grace Hollis told me of it")
    assert "Grace Hollis told me" in told(fk.forget(log, "grace hollis", dry_run=True))
    fk.forget(log, "grace hollis", mentions=True)
    assert b"hollis" not in log.path.read_bytes().lower()


# The command


def test_the_command_shows_what_would_go_and_asks(log: Log) -> None:
    words = ["forget", "Ada Marchetti", "--log", str(log.path)]
    before = log.path.read_bytes()
    asked = CliRunner().invoke(app, words, input="n\n")
    assert asked.exit_code == 1 and log.path.read_bytes() == before
    assert "Ada Marchetti: this would go" in asked.output
    assert "your log: thank-yous sent: 1" in asked.output
    assert "Not reached:" in asked.output and "your mail program: 2 messages you sent them." in asked.output
    done = CliRunner().invoke(app, [*words, "--yes"])
    assert done.exit_code == 0 and "Ada Marchetti is forgotten." in done.output
    assert n_words(log.path) == 0


def test_the_command_passes_company_and_mentions_on(mentioned: Log) -> None:
    words = [
        "forget",
        "Ada Marchetti",
        "--log",
        str(mentioned.path),
        "--company",
        "Arbor Clinic",
        "--mentions",
        "--yes",
    ]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert "(forgotten)" in mentioned.interviews.topics[0]


@pytest.mark.skipif(os.name != "posix", reason="permissions are told by the system here")
def test_a_forgotten_log_is_still_its_owners_alone(log: Log) -> None:
    fk.forget(log, "Ada Marchetti")
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
