"""Into a log: once, whole, and again when there is more to tell."""

from datetime import date

import pytest

from followup_kit.errors import BadValue, LogFileError
from followup_kit.importing import import_log

FIRST = (
    "Company,Role,Date Applied,Status\n"
    "Arbor Clinic,Nurse,2026-01-05,Applied\n"
    "Bellweather Labs,Analyst,2026-01-06,Applied\n"
)
LATER = (
    "Company,Role,Date Applied,Status\n"
    "Civic Library,Clerk,2026-02-02,Applied\n"
    "Arbor Clinic,Nurse,2026-01-05,Interview\n"
    "Bellweather Labs,Analyst,2026-01-06,Rejected\n"
)


def test_a_second_import_adds_nothing(written, log):
    path = written(FIRST)
    first = import_log(path, log)
    assert (first.n_rows, first.n_added, first.n_stage_changes) == (2, 2, 2)
    again = import_log(path, log)
    assert (again.n_added, again.n_updated, again.n_stage_changes) == (0, 0, 0)
    assert len(log.applications) == 2 and len(log.imports) == 1


def test_a_newer_export_appends_its_stage_changes(written, log):
    import_log(written(FIRST), log)
    result = import_log(written(LATER), log)
    assert (result.n_added, result.n_updated, result.n_stage_changes) == (1, 2, 3)
    assert log.applications.set_index("company").stage.to_dict() == {
        "Arbor Clinic": "interviewing",
        "Bellweather Labs": "rejected",
        "Civic Library": "applied",
    }
    assert log.stage_changes.changed_on.dropna().dt.date.tolist() == [
        date(2026, 1, 5),
        date(2026, 1, 6),
        date(2026, 2, 2),
    ]


def test_an_import_is_one_step_back(written, log):
    import_log(written(FIRST), log)
    log.undo()
    assert log.applications.empty and log.stage_changes.empty


def test_an_answered_word_is_remembered(written, log):
    path = written("Company,Role,Date Applied,Status\nArbor Clinic,Nurse,2026-01-05,Expired\n")
    import_log(path, log, status_words={"expired": "rejected"})
    assert log.applications.stage.tolist() == ["rejected"]
    other = written("Company,Role,Date Applied,Status\nCivic Library,Clerk,2026-01-09,EXPIRED!\n", "other.csv")
    import_log(other, log)
    assert log.applications.stage.tolist() == ["rejected", "rejected"]


def test_a_refused_answer_leaves_nothing_behind(written, log):
    with pytest.raises(BadValue, match=r"'lapsed'.*Choose one of saved"):
        import_log(written(FIRST), log, status_words={"expired": "lapsed"})
    with pytest.raises(LogFileError, match="There is no file"):
        import_log("nowhere.csv", log)
    assert log.applications.empty and not log.mappings()
