"""Logs real people published: the figures stated beside them come out exactly."""

import csv
from collections import Counter
from itertools import pairwise

from followup_kit.importing import import_log, preview, read_applications


def american(day) -> str:
    return f"{day.month}/{day.day}/{day.year}"


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


def test_a_log_with_a_column_for_each_stage(real_log):
    seen = preview(real_log("wide_stages_2020.csv"))
    frame = seen.frame
    assert len(frame) == 135
    assert (frame.role != "").sum() == 116 and (frame.stage == "saved").sum() == 19
    ever_applied = [any(stage == "applied" for stage, _, _ in row.stages) for row in seen.rows]
    assert sum(ever_applied) == 116 and frame.applied_on.notna().sum() == 111
    unread = seen.problems[seen.problems.column == "Applied Date"]
    assert unread.line.tolist() == [2, 3, 60] and unread.kept.all()
    moves = Counter((stage, note) for row in seen.rows for stage, _, note in row.stages)
    assert sum(n for (stage, _), n in moves.items() if stage == "rejected") == 18
    assert sum(n for (stage, _), n in moves.items() if stage == "accepted") == 1
    assert moves["screening", "Coding Challenge"] == 7 and seen.unknown_words == {"expired": 2}
    assert (moves["interviewing", "On-Campus"], moves["interviewing", "Onsite"]) == (1, 2)


def test_a_log_with_days_in_its_stage_columns(real_log):
    path = real_log("wide_stages_2021.csv")
    seen = preview(path)
    assert len(seen.rows) == 52 and seen.frame.applied_on.notna().all() and not seen.questions
    # Every cell that is not empty is told again: as a field, a day or a word.
    with path.open(encoding="utf-8", newline="") as stream:
        for cells, row in zip(list(csv.reader(stream))[1:], seen.rows, strict=True):
            company, role, applied, *stages, result = (cell.strip() for cell in cells)
            assert (row.fields["company"], row.fields["role"]) == (company, role)
            assert american(row.stages[0][1]) == applied
            told = [american(day) if day else note.partition(": ")[2] for _, day, note in row.stages[1:]]
            told = [text for text in told if text]
            assert told == [cell for cell in stages if cell]
            assert (row.stages[-1][0] in ("rejected", "accepted")) == (result not in ("", "ongoing"))


def test_a_ragged_log(real_log):
    frame, problems = read_applications(real_log("ragged_dayfirst_2025.csv"))
    assert frame.stage.tolist() == ["saved"] * 10 and frame.applied_on.isna().all()
    assert problems.line.tolist() == [7, 8, 11] and problems.kept.all()
    assert frame.location[5] == "Silverwater, Sydney NSW" and frame.company[9] == "Harvey Norman"


def test_a_log_of_moves(real_log, log):
    path = real_log("transitions_2025.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        told = Counter((row["Source"], row["Target"]) for row in csv.DictReader(stream))
    seen = preview(path)
    assert len(seen.rows) == 100 and seen.problems.empty
    assert sum(row.stages[0][2] == "Recruiter Inquiry" for row in seen.rows) == 51
    assert sum(not any(stage == "applied" for stage, _, _ in row.stages) for row in seen.rows) == 51
    import_log(path, log)
    changes = log.stage_changes
    changes["word"] = changes.note.where(changes.note != "", changes.stage.str.capitalize())
    stored = Counter(pair for _, words in changes.groupby("application_id").word for pair in pairwise(words))
    assert stored == told
