"""The shareable report: its numbers by hand, nobody named, and nothing hidden that shows elsewhere."""

import json
import re
import stat
import sys
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from followup_kit import cli, cohort_report, roster, schema
from followup_kit.cohort import Cohort
from followup_kit.cohort_report import write_cohort_report
from followup_kit.errors import BadValue, LogFileError
from followup_kit.private_records import record_path, recorded

AS_OF = date(2026, 3, 31)
DAY = pd.Timestamp(AS_OF)


def a_cohort(sizes: dict[tuple[str, str], int], more: int = 0) -> Cohort:
    """Return a cohort of so many seekers of each programme and campus, and more of the first.

    Each applied twice, on 5 January and 2 February 2026. The first was answered after 10 days for every second one,
    the other never. Every third has a job since 1 March; the others' outcomes are not known.
    """
    people, applications, owed = [], [], []
    groups = [group for group, size in sizes.items() for _ in range(size)] + [next(iter(sizes))] * more
    for number, (programme, campus) in enumerate(groups):
        found = number % 3 == 0
        person = {
            "seeker_id": f"idcanary{number:03}", "name": f"Namecanary Of{number:03}", "programme": programme,
            "campus": campus, "counselor": "Counsel Canary", "started_on": pd.NaT, "finished_on": pd.NaT,
            "outcome": "employed" if found else "", "outcome_on": pd.Timestamp("2026-03-01") if found else pd.NaT,
        }  # fmt: skip
        people.append(person)
        answered = pd.Timestamp("2026-01-15") if number % 2 == 0 else pd.NaT
        for at, (applied, responded) in enumerate((("2026-01-05", answered), ("2026-02-02", pd.NaT)), start=1):
            blank = dict.fromkeys(("role", "source", "location"), "")
            applications.append(
                {name: value for name, value in person.items() if name != "name"} | blank | {
                    "application_id": at, "company": f"Companycanary {number}", "stage": "applied",
                    "applied_on": pd.Timestamp(applied), "responded": not pd.isna(responded),
                    "responded_on": responded, "n_interviews": 0,
                }
            )  # fmt: skip
        owed.append({"seeker_id": person["seeker_id"], "kind": "thank_you", "in_time": found,
                     "company": f"Companycanary {number}", "recipient": "Recipient Canary"})  # fmt: skip
    flat = pd.DataFrame(applications)
    for column in schema.frame("flat").columns.difference(flat.columns):
        flat[column] = pd.Series(pd.NaT, index=flat.index, dtype="datetime64[us]")
    seekers = pd.DataFrame(people).assign(
        file="canaryfile.db", n_applications=2, last_activity_on=DAY, has_log=True, in_roster=True
    )
    return Cohort(AS_OF, flat, pd.DataFrame(owed), seekers, pd.DataFrame())


SIZES = {("Nursing", "North"): 30, ("Baking", "South"): 24, ("Welding", "South"): 4, ("Law", "North"): 3}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: what is tested are numbers and files."""
    monkeypatch.setattr(cohort_report, "png_and_svg", lambda plot, frame: (b"picture", b"picture"))
    monkeypatch.setattr(cohort_report, "html", lambda report, _: "\n".join(report.findings).encode())
    monkeypatch.setattr(cohort_report, "pdf", lambda report, _: b"print")


def numbers(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig")


def cell(folder: Path, name: str, group: str, **where: object) -> pd.Series:
    frame = numbers(folder, name)
    for column, value in ({"group": group} | where).items():
        frame = frame[frame[column] == value]
    (row,) = (row for _, row in frame.iterrows())
    return row


def test_nobody_is_named_in_the_whole_folder(tmp_path: Path) -> None:
    out = tmp_path / "report"
    files = write_cohort_report(a_cohort(SIZES), out)
    assert {path.name for path in files} == {path.name for path in out.iterdir()}
    assert [path.name for path in files[:2]] == ["report.html", "report.pdf"]
    assert {".html", ".pdf", ".csv", ".png", ".svg", ".json"} == {path.suffix for path in files}
    for path in files:
        assert b"canary" not in path.read_bytes().lower(), path
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "As of Tue 31 Mar 2026" in page
    assert "Seekers of the roster only, in groups of 10 or more." in page
    assert re.search(r"Follow-up Kit \d", page)
    assert "Knowledge rate" in page and "NACE" in page
    assert "2 groups merged into “other groups”" in page
    # The canaries are there to be found: the private record has them, and lies outside.
    record = record_path(out)
    assert record == tmp_path / "private-keep-here" / "report.json"
    assert b"idcanary" in record.read_bytes()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (record.parent, record)] == [0o700, 0o600]
    assert {path.name for path in tmp_path.iterdir()} == {"report", "private-keep-here"}
    assert "Never share" in json.loads(record.read_text(encoding="utf-8"))["warning"]


@pytest.mark.usefixtures("quick")
def test_numbers_by_hand(tmp_path: Path) -> None:
    """Of 30 nurses 15 had one of two applications answered, after 10 days; 10 are employed, 10 gave thanks in time."""
    out = tmp_path / "report"
    write_cohort_report(a_cohort({("Nursing", "North"): 30, ("Baking", "South"): 30}), out)
    row = cell(out, "responses", "Nursing", period="2026Q1")
    assert (row.n_applied, row.n_mature, row.n_responded, row.response_rate) == (60, 60, 15, 0.25)
    assert (row.n_positive, row.positive_rate) == (0, 0)
    row = cell(out, "outcomes", "Nursing")
    assert (row.n_seekers, row.n_known, row.n_reached, row.n_counted) == (30, 10, 10, 10)
    assert (row.knowledge_rate, row.outcomes_rate) == (pytest.approx(1 / 3), 1)
    row = cell(out, "punctuality", "Nursing", kind="thank_you")
    assert (row.n_due, row.n_in_time) == (30, 10)
    # 30 of all 60 had a first answer on day 10, the others look on until day 85.
    looking = numbers(out, "first_response").query("by == 'everyone'")
    assert looking.days.tolist() == [14, 30, 60, 90, 120, 180]
    assert looking.n_looking.tolist() == [30, 30, 30, 0, 0, 0]
    assert looking.waiting_rate.dropna().tolist() == [0.5, 0.5, 0.5]
    assert not numbers(out, "responses").hidden.any()


@pytest.mark.usefixtures("quick")
def test_small_groups_are_merged_hidden_and_taken_along_by_another(tmp_path: Path) -> None:
    """Welding and Law are 7 together: hidden, and with them the smaller of the others."""
    out = tmp_path / "report"
    write_cohort_report(a_cohort(SIZES), out)
    responses = numbers(out, "responses")
    assert set(responses.group) == {"everyone", "Baking", "Nursing", "other groups", "North", "South"}
    hidden = set(responses.group[responses.hidden])
    assert hidden == {"other groups", "Baking"}
    # A hidden row has no number at all, no share and no interval.
    for name in ("responses", "feedback", "punctuality", "first_response", "first_offer", "outcomes"):
        frame = numbers(out, name)
        words = {"by", "group", "period", "kind", "days", "hidden", "mature"}
        assert frame[frame.hidden][[column for column in frame if column not in words]].isna().all(axis=None)
    told = json.loads((out / "release.json").read_text(encoding="utf-8"))
    assert (told["as_of"], told["minimum"]) == ("2026-03-31", 10)
    assert told["merged"] == {"programme": 2, "campus": 0}
    assert f"{told['n_hidden']} of" in (out / "report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("quick")
def test_the_minimum_can_be_chosen(tmp_path: Path) -> None:
    write_cohort_report(a_cohort(SIZES), tmp_path / "five", minimum=5)
    responses = numbers(tmp_path / "five", "responses")
    assert not responses[responses.group == "other groups"].hidden.any()  # 7 seekers
    for wrong in (4, 31):
        with pytest.raises(BadValue, match="from 5 to 30"):
            write_cohort_report(a_cohort(SIZES), tmp_path / "wrong", minimum=wrong)
    assert not (tmp_path / "wrong").exists()


@pytest.mark.usefixtures("quick")
def test_one_who_joined_does_not_show_beside_the_release_before(tmp_path: Path) -> None:
    first, second, alone = (tmp_path / name for name in ("first", "second", "alone"))
    sizes = {("Nursing", "North"): 30, ("Baking", "South"): 24}
    write_cohort_report(a_cohort(sizes), first)
    later = a_cohort(sizes, more=1)
    write_cohort_report(later, alone)
    assert not numbers(alone, "responses").hidden.any()
    files = write_cohort_report(later, second, previous=first)
    responses = numbers(second, "responses")
    assert set(responses.group[responses.hidden]) == {"everyone", "Nursing", "North"}
    assert all(b"canary" not in path.read_bytes() for path in files)
    # Nobody came since: but shown again, the cells would tell of the one beside the first release.
    third = tmp_path / "third"
    write_cohort_report(later, third, previous=second)
    assert {"Nursing", "everyone"} <= set(numbers(third, "responses").query("hidden").group)


@pytest.mark.usefixtures("quick")
def test_groups_stay_merged_from_release_to_release(tmp_path: Path) -> None:
    """Welding has grown: shown alone it would, beside the earlier "other groups", give Law away."""
    write_cohort_report(a_cohort(SIZES), tmp_path / "first")
    grown = a_cohort(SIZES | {("Welding", "South"): 40})
    write_cohort_report(grown, tmp_path / "second", previous=tmp_path / "first")
    assert "Welding" not in set(numbers(tmp_path / "second", "responses").group)


@pytest.mark.usefixtures("quick")
def test_a_report_without_its_private_record_cannot_be_compared_with(tmp_path: Path) -> None:
    write_cohort_report(a_cohort(SIZES), tmp_path / "first")
    record_path(tmp_path / "first").write_text("{}", encoding="utf-8")
    with pytest.raises(LogFileError, match="is no record"):
        write_cohort_report(a_cohort(SIZES), tmp_path / "second", previous=tmp_path / "first")
    record_path(tmp_path / "first").unlink()
    with pytest.raises(LogFileError, match=r"no first.json in .*private-keep-here: without"):
        write_cohort_report(a_cohort(SIZES), tmp_path / "second", previous=tmp_path / "first")
    assert not (tmp_path / "second").exists()


@pytest.mark.usefixtures("quick")
def test_a_record_of_an_earlier_kind_right_beside_its_report_is_still_read(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_cohort_report(a_cohort(SIZES), first)
    record_path(first).rename(tmp_path / "first.private.json")
    assert recorded(tmp_path) == ["first"]
    write_cohort_report(a_cohort(SIZES, more=1), second, previous=first)
    assert "Nursing" in set(numbers(second, "responses").query("hidden").group)
    assert set(recorded(tmp_path)) == {"first", "second"}


@pytest.mark.usefixtures("quick")
def test_every_column_is_explained(tmp_path: Path) -> None:
    write_cohort_report(a_cohort(SIZES), tmp_path / "report")
    told = numbers(tmp_path / "report", "columns")
    for name in ("responses", "feedback", "punctuality", "first_response", "first_offer", "outcomes"):
        meant = told[told.table.str.contains(f"{name}|all")]
        for column in numbers(tmp_path / "report", name):
            if column.endswith(("_low", "_high")):
                column = "…_low, …_high"
            elif column.endswith("_rate"):
                assert meant.meaning.str.contains(column).any() or (meant.column == column).any(), (name, column)
                continue
            assert (meant.column == column).sum() == 1, (name, column)


@pytest.mark.usefixtures("quick")
def test_all_periods_together_are_too_early_where_one_of_them_is(tmp_path: Path) -> None:
    """The first quarter of 2026 ends on the day of the report."""
    write_cohort_report(a_cohort(SIZES), tmp_path / "report")
    early = numbers(tmp_path / "report", "responses").query("group == 'everyone'").set_index("period").mature
    assert early.to_dict() == {"2026Q1": False, "all": False}
    write_cohort_report(a_cohort(SIZES), tmp_path / "months", by="month")
    early = numbers(tmp_path / "months", "responses").query("group == 'everyone'").set_index("period").mature
    assert early.to_dict() == {"2026-01": True, "2026-02": True, "all": True}  # 28 February is 31 days ago


@pytest.mark.usefixtures("quick")
def test_who_waits_sees_how_far_it_has_come(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    seen: list[int] = []

    def watch(things: list) -> list:
        seen.append(len(things))
        return things

    write_cohort_report(a_cohort(SIZES), tmp_path / "report", progress=watch)
    n_charts = len(list((tmp_path / "report").glob("*.png")))
    assert seen == [6, n_charts, n_charts]  # tables, then the charts of the page, then those of the print
    write_cohort_report(a_cohort(SIZES), tmp_path / "again", progress=True)
    assert "Hiding small groups" in capsys.readouterr().err


@pytest.mark.usefixtures("quick")
def test_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = cohort_report.write_whole

    def full(path: Path, data: bytes) -> Path:
        if path.suffix == ".json":
            raise OSError("No space left on device")
        return write(path, data)

    monkeypatch.setattr(cohort_report, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        write_cohort_report(a_cohort(SIZES), tmp_path / "report")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quick")
def test_an_earlier_report_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    write_cohort_report(a_cohort(SIZES), tmp_path / "report")
    with pytest.raises(BadValue, match="is there already"):
        write_cohort_report(a_cohort(SIZES), tmp_path / "report")


@pytest.mark.usefixtures("quick")
def test_those_outside_the_roster_are_left_out(tmp_path: Path) -> None:
    cohort = a_cohort({("Nursing", "North"): 30, ("", ""): 1})
    cohort.seekers["in_roster"] = cohort.seekers.programme != ""
    write_cohort_report(cohort, tmp_path / "report")
    assert cell(tmp_path / "report", "responses", "everyone", period="all").n_applied == 60
    assert set(numbers(tmp_path / "report", "responses").group) == {"everyone", "Nursing", "North"}


@pytest.mark.usefixtures("quick")
def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    rows = [",".join(roster.COLUMNS)] + [f"s{n:02},Name {n},Nursing,North,Bo,,,seeking," for n in range(12)]
    (logs / "roster.csv").write_text("\n".join(rows), encoding="utf-8")
    day = AS_OF - timedelta(days=40)
    for number in range(12):
        text = f"Company,Role,Date applied,Status\nArbor Clinic,Nurse,{day},Applied\n"
        (logs / f"s{number:02}.csv").write_text(text, encoding="utf-8")
    words = ["followup-kit", "cohort-report", logs, "--out", tmp_path / "report", "--as-of", "2026-03-31"]
    monkeypatch.setattr(sys, "argv", list(map(str, words)))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    printed = capsys.readouterr().out
    assert "They may be shared" in printed
    assert "It names seekers" in printed
    assert cell(tmp_path / "report", "responses", "Nursing", period="all").n_applied == 12
