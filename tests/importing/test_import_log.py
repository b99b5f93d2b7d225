"""Into a log: once, whole, and again when there is more to tell."""

from datetime import date

import pytest

from followup_kit.errors import BadValue, LogFileError
from followup_kit.importing import import_log, preview, read_applications

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


def test_a_saved_job_that_was_applied_for_later_is_the_same(written, log):
    import_log(written("Company,Role,Date applied,Status\nArbor Clinic,Nurse,,To apply\n"), log)
    result = import_log(written("Company,Role,Date applied,Status\nArbor Clinic,Nurse,2026-03-02,Applied\n"), log)
    assert (result.n_added, result.n_updated, result.n_stage_changes) == (0, 1, 1)
    assert log.applications[["stage", "company"]].values.tolist() == [["applied", "Arbor Clinic"]]
    again = import_log(written("Company,Role,Date applied,Status\nArbor Clinic,Nurse,2026-03-02,Rejected\n"), log)
    assert (again.n_added, again.n_stage_changes) == (0, 1)


def test_rows_that_are_equal_stay_several_also_on_the_second_import(written, log):
    row = "Arbor Clinic,Nurse,2026-03-02,Applied\n"
    assert import_log(written("Company,Role,Date applied,Status\n" + row * 3), log).n_added == 3
    assert import_log(written("Company,Role,Date applied,Status\n" + row * 4), log).n_added == 1


def test_a_link_is_the_key_where_there_is_one(written, log):
    first = "Company,Role,Date applied,Link\nArbor,Nurse,,https://arbor.example/7\n"
    renamed = "Company,Role,Date applied,Link\nArbor Clinic Ltd,Nurse,2026-03-02,https://arbor.example/7\n"
    import_log(written(first), log)
    assert import_log(written(renamed), log).n_added == 0
    assert len(log.applications) == 1 and str(log.applications.applied_on[0].date()) == "2026-03-02"


def test_an_import_can_be_taken_back_whole(written, log):
    log.add_application("Dune Press", "Editor", applied_on="2026-01-02")
    before = log.applications
    result = import_log(written(FIRST), log)
    undone = log.undo_import(result.import_id)
    assert undone.n_removed == 2 and undone.kept == ()
    assert log.applications.equals(before)


def test_an_answered_column_is_remembered(written, log):
    path = written("Who,What,Date applied\nArbor Clinic,Nurse,2026-03-02\n")
    import_log(path, log, columns={"Who": "company", "What": "role"})
    import_log(written("WHO,What,Date applied\nCivic Library,Clerk,2026-03-03\n", "more.csv"), log)
    assert log.applications.company.tolist() == ["Arbor Clinic", "Civic Library"]


def test_an_import_that_fails_keeps_nothing(written, log, monkeypatch):
    def fail(*_):
        raise BadValue("no", field="rows")

    monkeypatch.setattr(log, "add_import", fail)
    with pytest.raises(BadValue):
        import_log(written(FIRST), log, status_words={"expired": "rejected"})
    assert log.applications.empty and not log.mappings()


def test_a_log_can_be_read_like_any_file(log):
    log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02")
    frame, problems = read_applications(log.path)
    assert frame.equals(log.applications) and problems.empty
    with pytest.raises(LogFileError, match="is a database"):
        import_log(log.path, log)


def test_the_template_comes_in_as_it_is_meant(repository, written, log):
    template = (repository / "data" / "import_template.csv").read_text(encoding="utf-8-sig")
    assert preview(written(template)).n_rows == 0
    filled = (
        template.rstrip() + "\nArbor Clinic,Nurse,Fair,Oslo,https://arbor.example/7,2026-03-02,Rejected,2026-03-09,"
        "2026-03-20,by day\n"
    )
    seen = preview(written(filled))
    assert seen.problems.empty and not seen.questions
    (row,) = seen.rows
    assert row.fields == {
        "company": "Arbor Clinic",
        "role": "Nurse",
        "source": "Fair",
        "location": "Oslo",
        "url": "https://arbor.example/7",
        "decision_by": date(2026, 3, 20),
        "notes": "by day",
    }
    assert row.stages == (("applied", date(2026, 3, 2), ""), ("rejected", date(2026, 3, 9), ""))
