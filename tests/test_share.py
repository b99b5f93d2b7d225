"""What a seeker hands over: everything that counts, and nothing that is somebody's secret."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from followup_kit.cli import app
from followup_kit.errors import LogFileError
from followup_kit.etiquette import follow_ups
from followup_kit.log import Log, open_log
from followup_kit.schema import ImportRow
from followup_kit.share import share, what_leaves

AS_OF = "2026-03-31"


def canaries() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"canary{number:04d}"


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A log with a secret in every text a person can enter, and more of them deleted and undone."""
    secret = canaries()
    log = open_log(tmp_path / "mine.db")
    a = log.add_application(
        "Arbor Clinic",
        "Ward nurse, Arbor  clinic",
        source="arbor clinic careers",
        location="Hillford",
        url=f"https://example.org/{next(secret)}",
        applied_on="2026-03-02",
        notes=next(secret),
    )
    log.add_application("Third Street Dental", "Nurse", applied_on="2026-03-03")
    log.set_stage(a, "interviewing", "2026-03-10", note=next(secret))
    people = [
        {
            "name": f"Ana {next(secret)}",
            "title": next(secret),
            "email": f"{next(secret)}@example.org",
            "phone": next(secret),
            "address": next(secret),
            "remembered": next(secret),
        },
        {"name": f"Ben {next(secret)}"},
    ]
    met = log.add_interview(
        a,
        held_on="2026-03-26",
        round=next(secret),
        topics=next(secret),
        questions=next(secret),
        interviewers=people,
    )
    again = log.add_interview(a, held_on="2026-03-27", interviewers=[people[0]])
    log.add_message("thank_you", interview_id=met, interviewer_id=1, subject=next(secret), body=next(secret))
    log.add_message("thank_you", interviewer_id=3, interview_id=again, body=next(secret), sent_on="2026-03-27")
    log.add_feedback(a, "2026-03-30", next(secret), giver=next(secret), themes=[next(secret)])
    log.snooze(f"thank_you:{a}:{met}:2:1", "2026-04-01", next(secret))
    log.retire(f"check_in:{next(secret)}:1:-:1", next(secret))
    log.settings["seeker_name"] = next(secret)
    log.settings["seeker_email"] = next(secret)
    log.settings["seeker_phone"] = next(secret)
    log.settings["country"] = "US"
    log.settings["etiquette.thank_you_business_days"] = 1
    log.remember("status", next(secret), "applied")
    fields = {"company": "Brook Hall", "role": "", "source": "", "location": "", "url": "", "notes": next(secret)}
    log.add_import(f"{next(secret)}.csv", next(secret), [ImportRow(next(secret), fields, (("applied", None, ""),))])
    gone = log.add_application(next(secret), next(secret), notes=next(secret) * 500)
    log.remove("applications", gone)
    return log


def test_no_byte_of_a_secret_leaves(log: Log, tmp_path: Path) -> None:
    assert log.path.read_bytes().count(b"canary") > 30
    shared = share(log, tmp_path / "s017.db", as_of=AS_OF)
    data = shared.path.read_bytes().lower()
    assert data.count(b"canary") == 0
    for name in (b"arbor", b"third street", b"brook hall", b"ana ", b"ben "):
        assert name not in data
    assert sorted(path.name for path in tmp_path.glob("*s017*")) == ["s017.db"]


def test_companies_leave_by_name_only_where_agreed(log: Log, tmp_path: Path) -> None:
    hidden = open_log(share(log, tmp_path / "hidden.db", as_of=AS_OF).path, read_only=True).applications
    assert hidden.company.tolist() == ["Employer 1", "Employer 2", "Employer 3"]
    assert hidden.role[0] == "Ward nurse, Employer 1"
    assert hidden.source[0] == "Employer 1 careers"
    named = share(log, tmp_path / "named.db", companies=True, as_of=AS_OF).path
    assert named.read_bytes().count(b"canary") == 0
    assert open_log(named, read_only=True).applications.company[1] == "Third Street Dental"


def test_what_is_owed_and_every_number_stay_the_same(log: Log, tmp_path: Path) -> None:
    copy = open_log(share(log, tmp_path / "s017.db", as_of=AS_OF).path, read_only=True)
    texts = ["company", "role", "source"]
    pd.testing.assert_frame_equal(copy.applications.drop(columns=texts), log.applications.drop(columns=texts))
    told = ["follow_up_id", "kind", "opens_on", "due_on", "status", "business_days_overdue"]
    pd.testing.assert_frame_equal(follow_ups(copy, AS_OF)[told], follow_ups(log, AS_OF)[told])
    assert (follow_ups(copy, AS_OF).status == "overdue").any()


def test_one_person_met_twice_is_one_person_still(log: Log, tmp_path: Path) -> None:
    copy = open_log(share(log, tmp_path / "s017.db", as_of=AS_OF).path, read_only=True)
    assert copy.interviewers.name.tolist() == ["Interviewer 1", "Interviewer 2", "Interviewer 1"]


def test_it_says_exactly_what_leaves(log: Log, tmp_path: Path) -> None:
    said = what_leaves(log, as_of=AS_OF).set_index(["table", "column"])
    assert said.leaves["interviewers", "email"] == "stays"
    assert said.leaves["applications", "company"] == "replaced"
    assert said.leaves["messages", "sent_on"] == "as it is"
    assert said.leaves["settings", "seeker_name"] == "stays"
    assert said.leaves["settings", "as_of"] == "added"
    assert said.n_here["messages", "body"] == 2 and said.n_leaving["messages", "body"] == 0
    shared = share(log, tmp_path / "s017.db", as_of=AS_OF)
    pd.testing.assert_frame_equal(shared.contents, what_leaves(log, as_of=AS_OF))
    copy = {table.name: table for table in open_log(shared.path, read_only=True).dump()}
    for (table, column), row in said[said.index.get_level_values("table") != "settings"].iterrows():
        at = copy[table].columns.index(column)
        assert sum(cells[at] not in ("", None) for cells in copy[table].rows) == row.n_leaving, (table, column)
    assert dict(open_log(shared.path, read_only=True).settings) == {
        "as_of": AS_OF,
        "country": "US",
        "etiquette.thank_you_business_days": 1,
    }


def test_the_copy_is_the_owners_alone_and_cannot_be_undone_into_more(log: Log, tmp_path: Path) -> None:
    path = share(log, tmp_path / "s017.db", as_of=AS_OF).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(LookupError):
        open_log(path).undo()


def test_nothing_that_is_there_is_overwritten(log: Log, tmp_path: Path) -> None:
    before = log.path.read_bytes()
    with pytest.raises(LogFileError, match="already"):
        share(log, log.path, as_of=AS_OF)
    assert log.path.read_bytes() == before
    with pytest.raises(LogFileError, match="no folder"):
        share(log, tmp_path / "nowhere" / "s017.db", as_of=AS_OF)


def test_a_log_with_nothing_in_it_can_be_shared(tmp_path: Path) -> None:
    shared = share(open_log(tmp_path / "empty.db"), tmp_path / "s1.db", as_of=AS_OF)
    assert len(open_log(shared.path, read_only=True).applications) == 0


def test_the_command_shows_what_leaves_and_asks(log: Log, tmp_path: Path) -> None:
    words = ["share", str(tmp_path / "s017.db"), "--log", str(log.path), "--as-of", AS_OF]
    asked = CliRunner().invoke(app, words, input="n\n")
    assert asked.exit_code == 1 and not (tmp_path / "s017.db").exists()
    assert "stays: interviewers, email: 2" in asked.output
    assert "leaves (replaced): applications, company: 3, such as 'Employer 1'" in asked.output
    assert CliRunner().invoke(app, [*words, "--yes"]).exit_code == 0
    assert (tmp_path / "s017.db").read_bytes().count(b"canary") == 0
