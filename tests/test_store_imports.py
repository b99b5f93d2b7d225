"""Imports: what is new comes in, what is here stays as it is, and an import can be taken back whole."""

from datetime import date

import pytest
from log_rows import rows_of

import followup_kit as fk
from followup_kit.errors import BadValue
from followup_kit.schema import ImportRow

MARCH_2, MARCH_5, MARCH_20 = date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 20)


@pytest.fixture
def log(tmp_path):
    return fk.open_log(tmp_path / "search.db")


def row(key, company, *stages, **fields):
    return ImportRow(key, {"company": company, **fields}, tuple((*stage, "")[:3] for stage in stages))


def moves(log):
    return [
        (number, stage, None if day is None else day.isoformat())
        for number, stage, day in zip(
            log.stage_changes.application_id,
            log.stage_changes.stage,
            [None if day != day else day.date() for day in log.stage_changes.changed_on],
            strict=True,
        )
    ]


APPLIED = ("applied", MARCH_2)
FIRST = [
    row("a", "Arbor Clinic", APPLIED, role="Nurse", source="LinkedIn", decision_by=MARCH_20),
    row("b", "", APPLIED, ("replied", MARCH_5)),
]


def test_rows_become_applications_with_their_moves(log):
    result = log.add_import("first.csv", "ab" * 32, FIRST)
    assert result == (1, 2, 2, 0, 3)
    assert log.applications[["company", "role", "source"]].values.tolist() == [
        ["Arbor Clinic", "Nurse", "LinkedIn"],
        [""] * 3,
    ]
    assert log.applications.decision_by[0].date() == MARCH_20
    assert moves(log) == [(1, "applied", "2026-03-02"), (2, "applied", "2026-03-02"), (2, "replied", "2026-03-05")]
    (imported,) = log.imports.to_dict("records")
    assert (imported["file"], imported["hash"], imported["n_rows"], imported["n_added"]) == (
        "first.csv",
        "ab" * 32,
        2,
        2,
    )


def test_the_same_file_again_adds_nothing(log):
    log.add_import("first.csv", "00", FIRST)
    before = rows_of(log.path)
    assert log.add_import("first.csv", "00", FIRST) == (None, 2, 0, 0, 0)
    assert rows_of(log.path) == before


def test_a_newer_export_adds_its_new_rows_and_moves_and_changes_no_field(log):
    log.add_import("first.csv", "00", FIRST)
    log.edit("applications", 1, company="Arbor Clinic (Bonn)")
    newer = [
        row("a", "Arbor Clinic", APPLIED, ("rejected", MARCH_20)),
        row("c", "Cedar Books", APPLIED),
    ]
    assert log.add_import("newer.csv", "11", newer) == (2, 2, 1, 1, 2)
    assert log.applications.company.tolist() == ["Arbor Clinic (Bonn)", "", "Cedar Books"]
    assert moves(log)[3:] == [(1, "rejected", "2026-03-20"), (3, "applied", "2026-03-02")]


def test_a_move_without_a_day_is_not_told_again(log):
    log.add_import("first.csv", "00", FIRST)
    again = row("a", "Arbor Clinic", ("applied", None), ("rejected", None))
    assert log.add_import("newer.csv", "11", [again]).n_stage_changes == 1
    assert moves(log)[-1] == (1, "rejected", None)


def test_a_row_joins_the_application_entered_by_hand_each_but_once(log):
    by_hand = log.add_application("ARBOR clinic", "nurse", applied_on="2026-03-02", notes="mine")
    rows = [row("a", "Arbor Clinic", APPLIED, ("rejected", MARCH_20), role="Nurse", notes="theirs")]
    rows.append(row("b", "Arbor Clinic", APPLIED, role="Nurse"))
    assert log.add_import("first.csv", "00", rows) == (1, 2, 1, 1, 2)
    applications = log.tables().applications
    assert applications.notes.tolist() == ["mine", ""]
    assert moves(log)[1] == (by_hand, "rejected", "2026-03-20")


@pytest.mark.parametrize(
    "other",
    [
        row("a", "Arbor Clinic", ("applied", MARCH_5), role="Nurse"),
        row("a", "Arbor Clinic", APPLIED, role="Porter"),
        row("a", "Birch Labs", APPLIED, role="Nurse"),
        row("a", "", APPLIED, role="Nurse"),
    ],
)
def test_a_row_that_differs_is_an_application_of_its_own(log, other):
    log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    assert log.add_import("first.csv", "00", [other]).n_added == 1


def test_two_imports_of_equal_rows_with_other_keys_are_two_applications(log):
    log.add_import("first.csv", "00", FIRST[:1])
    assert log.add_import("other.csv", "11", [FIRST[0]._replace(key="z")]).n_added == 1


def test_an_import_with_a_row_that_cannot_be_kept_brings_nothing(log):
    before = rows_of(log.path)
    with pytest.raises(BadValue, match="url") as caught:
        log.add_import("first.csv", "00", [*FIRST, row("c", "Cedar Books", APPLIED, url="javascript:0")])
    assert caught.value.field == "url"
    assert rows_of(log.path) == before


def test_an_import_is_taken_back_whole(log):
    log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    before = rows_of(log.path)
    number = log.add_import(
        "first.csv", "00", [row("a", "Arbor Clinic", ("rejected", MARCH_20), APPLIED, role="Nurse"), FIRST[1]]
    ).import_id
    assert log.undo_import(number) == (1, ())
    assert rows_of(log.path) == before
    assert log.imports.empty


def test_an_application_with_entries_of_ones_own_stays_when_its_import_goes(log):
    number = log.add_import("first.csv", "00", FIRST).import_id
    log.add_interview(2, held_on="2026-03-09")
    assert log.undo_import(number) == (1, (2,))
    assert log.applications.application_id.tolist() == [2]
    assert moves(log) == [(2, "interviewing", "2026-03-09")]


def test_a_row_without_a_company_joins_nothing(log):
    number = log.add_import("first.csv", "00", FIRST).import_id
    log.add_feedback(2, "2026-03-09", "Good.")
    log.undo_import(number)
    assert log.tables().applications.company.tolist() == [""]
    assert log.add_import("other.csv", "11", [row("z", "", ("replied", None))]).n_added == 1


def test_taking_a_later_import_back_leaves_the_first(log):
    log.add_import("first.csv", "00", FIRST)
    before = rows_of(log.path)
    later = log.add_import("newer.csv", "11", [row("a", "Arbor Clinic", APPLIED, ("rejected", MARCH_20))]).import_id
    log.undo_import(later)
    assert rows_of(log.path) == before


def test_what_was_taken_back_can_come_in_again(log):
    number = log.add_import("first.csv", "00", FIRST).import_id
    log.undo_import(number)
    assert log.add_import("first.csv", "00", FIRST).n_added == 2


def test_what_words_mean_is_remembered_and_can_be_corrected(log):
    assert log.mappings() == {}
    log.remember("status", "Abgesagt", "ghosted")
    log.remember("column", "Firma", "company")
    log.remember("status", "Abgesagt", "rejected")
    assert log.mappings() == {("status", "Abgesagt"): "rejected", ("column", "Firma"): "company"}
