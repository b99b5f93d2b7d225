"""Logs real people published: the figures stated beside them come out exactly."""

from followup_kit.importing import import_log, preview, read_applications


def test_a_log_without_companies(real_log):
    frame, problems = read_applications(real_log("no_company_2024.csv"))
    assert len(frame) == 443
    assert frame.applied_on.notna().all()
    days = (frame.responded_on - frame.applied_on).dt.days.dropna()
    assert (len(days), days.median(), round(days.mean(), 2), days.max()) == (123, 12, 16.77, 76)
    assert frame.responded.sum() == 124
    assert (frame.n_interviews > 0).sum() == 14
    # Line 165 holds the 164th application.
    undated = frame[frame.responded & frame.responded_on.isna()]
    assert undated.application_id.tolist() == [164] and undated.n_interviews.tolist() == [1]
    # Other (3), TBD, N/A and an empty cell, each with a response date.
    assert (frame.stage == "replied").sum() == 6
    assert problems.kept.all()


def test_a_log_without_companies_in_a_preview(real_log):
    seen = preview(real_log("no_company_2024.csv"))
    assert len(seen.duplicates) == 21
    assert seen.unknown_words == {"Other": 3, "TBD": 1}
    assert len(seen.rows) == len({row.key for row in seen.rows}) == 443


def test_a_quoted_minimal_log(real_log):
    frame, problems = read_applications(real_log("quoted_minimal_2025.csv"))
    assert frame.stage.value_counts().to_dict() == {"applied": 24, "rejected": 2, "ghosted": 2}
    assert len(frame) == 28 and problems.empty


def test_a_log_with_semicolons_and_a_mark(real_log):
    frame, problems = read_applications(real_log("semicolon_bom_2019.csv"))
    assert len(frame) == 148 and problems.empty
    months = frame.applied_on.dt.month.value_counts()
    assert [int(months.get(month, 0)) for month in range(1, 13)] == [3, 4, 22, 30, 17, 15, 9, 25, 18, 0, 0, 5]
    assert set(frame.applied_on.dt.year) == {2018}
    assert (frame.n_interviews > 0).sum() == 20
    assert "HEL Wärtsilä" in set(frame.company)


def test_a_real_log_goes_in_once(real_log, log):
    path = real_log("no_company_2024.csv")
    assert import_log(path, log).n_added == 443
    again = import_log(path, log)
    assert (again.n_added, again.n_stage_changes) == (0, 0)
    frame, _ = read_applications(path)
    stored = log.applications
    for column in ("stage", "applied_on", "responded", "responded_on", "n_interviews"):
        assert stored[column].tolist() == frame[column].tolist() or stored[column].equals(frame[column]), column
