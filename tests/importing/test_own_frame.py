"""The flat frame, written into a file as analysts do and read back."""

import pandas as pd
import pytest

from followup_kit.errors import BadValue
from followup_kit.importing import read_applications
from followup_kit.rates import feedback_rates

WAYS = {
    "csv": lambda frame, path: frame.to_csv(path, index=False),
    "csv with index": lambda frame, path: frame.to_csv(path),
    "csv of Excel's": lambda frame, path: frame.to_csv(path, index=False, sep=";", encoding="utf-8-sig"),
    "csv with a column more": lambda frame, path: frame.assign(programme="Nursing").to_csv(path, index=False),
    "workbook": lambda frame, path: frame.to_excel(path, index=False),
    "workbook with index": lambda frame, path: frame.to_excel(path),
}


@pytest.fixture
def applications(log):
    """Return the flat frame of a search with feedback asked for and received, and texts that look like others."""
    log.add_interview(company="Arbor", role="Nurse", applied_on="2026-03-02", held_on="2026-03-09")
    log.add_interview(1, held_on="2026-03-12")
    log.set_stage(1, "rejected", "2026-03-20")
    log.add_message("feedback_request", 1, sent_on="2026-03-21")
    log.add_feedback(1, "2026-03-25", "Shorter answers")
    log.add_application("NA", "00501", source=" two words ", location="Oslo, North", applied_on="2026-03-03")
    log.set_stage(2, "replied")
    log.add_application("Bell\nand Sons", "Cook")
    return log.applications


@pytest.mark.parametrize("way", WAYS)
def test_a_frame_comes_back_equal(applications, tmp_path, way):
    path = tmp_path / ("flat.xlsx" if way.startswith("workbook") else "flat.csv")
    WAYS[way](applications, path)
    frame, problems = read_applications(path)
    pd.testing.assert_frame_equal(frame, applications)
    assert problems.empty
    assert feedback_rates(frame, "2026-03-31").n_received.tolist() == [1]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("responded", "perhaps", "responded should be True or False"),
        ("stage", "Dropped", "stage should be one of saved, applied"),
        ("rejected_on", "20/03/2026", "flat.rejected_on should hold"),
        ("n_interviews", "two", "flat.n_interviews should hold"),
    ],
)
def test_a_frame_that_was_changed_is_read_like_any_log_and_says_so(applications, tmp_path, column, value, said):
    changed = applications.astype({column: object})
    changed.loc[0, column] = value
    changed.to_csv(tmp_path / "flat.csv", index=False)
    frame, problems = read_applications(tmp_path / "flat.csv")
    assert len(frame) == 3
    assert problems.reason[0].startswith(f"it is not the frame as it was written ({said}")


def test_a_frame_of_nothing_is_one(applications, tmp_path):
    applications.iloc[:0].to_csv(tmp_path / "flat.csv", index=False)
    frame, problems = read_applications(tmp_path / "flat.csv")
    pd.testing.assert_frame_equal(frame, applications.iloc[:0])
    assert problems.empty


def test_what_a_person_says_of_its_columns_counts(applications, tmp_path):
    applications.to_csv(tmp_path / "flat.csv", index=False)
    frame, _ = read_applications(tmp_path / "flat.csv", columns={"role": "leave"})
    assert frame.role.tolist() == ["", "", ""]


def test_an_answer_about_a_column_that_is_not_there_is_refused(written):
    path = written("Company,Role,Found\nArbor,Nurse,Fair\n")
    with pytest.raises(BadValue, match=r"columns: log\.csv has no column 'nope'; it has 'Company', 'Role', 'Found'"):
        read_applications(path, columns={"nope": "source"})
    assert read_applications(path, columns={"found": "source"})[0].source.tolist() == ["Fair"]
