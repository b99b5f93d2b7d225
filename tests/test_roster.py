"""The roster: checked like any import, nothing dropped in silence."""

from pathlib import Path

import pandas as pd
import pytest

from followup_kit.errors import LogFileError
from followup_kit.roster import COLUMNS, read_roster


def written(folder: Path, text: str) -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_known_by_their_headers_in_any_order(tmp_path: Path) -> None:
    header = "Program,Student ID,Full name,Advisor,Graduation date,Pay,Outcome"
    text = f"{header}\nNursing,007,Ann Lee,Bo,12/31/2025,9,Still seeking\n"
    roster, problems = read_roster(written(tmp_path, text))
    assert list(roster.columns) == list(COLUMNS)
    (row,) = roster.to_dict("records")
    assert row["seeker_id"] == "007"
    assert (row["name"], row["programme"], row["campus"], row["counselor"]) == ("Ann Lee", "Nursing", "", "Bo")
    assert row["finished_on"] == pd.Timestamp("2025-12-31")
    assert pd.isna(row["started_on"]) and pd.isna(row["outcome_on"])
    assert row["outcome"] == "seeking"
    (problem,) = problems.to_dict("records")
    assert (problem["line"], problem["column"], problem["kept"]) == (1, "Pay", True)
    assert problem["reason"].startswith("this column is not used: a roster's are seeker_id, name, programme")


def test_every_odd_row_is_reported_with_its_line(tmp_path: Path) -> None:
    text = (
        "seeker_id,name,started_on,finished_on,outcome\n"
        "s1,Ann,2025-01-05,2025-12-31,employed\n"
        "\n"
        "S1,Ann again,,,\n"
        ",Nobody,,,\n"
        "s2,Lee, Bo,2025-01-05,,\n"
        "s3,Cy,soon,,happy\n"
        "s4,Di,2025-06-01,2025-05-01,\n"
        "s5,Ed,2025-06-01\n"
    )
    roster, problems = read_roster(written(tmp_path, text))
    assert roster.seeker_id.tolist() == ["s1", "s3", "s4"]
    assert roster.outcome.tolist() == ["employed", "", ""]
    assert problems[["line", "column", "kept"]].values.tolist() == [
        [4, "seeker_id", False],
        [5, "seeker_id", False],
        [6, "", False],
        [7, "started_on", True],
        [7, "outcome", True],
        [8, "finished_on", True],
        [9, "", False],
    ]
    assert "line 2" in problems.reason[0]
    assert roster.finished_on.isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("3/4/2025", "3/14/2025"), "2025-03-04"),
        (("3/4/2025", "14/3/2025"), "2025-04-03"),
        (("3/4/2025", "5/6/2025"), "NaT"),
    ],
)
def test_a_column_has_one_date_order(tmp_path: Path, days: tuple[str, str], read: str) -> None:
    text = "seeker_id,started_on\n" + "".join(f"s{at},{day}\n" for at, day in enumerate(days))
    roster, problems = read_roster(written(tmp_path, text))
    assert str(roster.started_on[0])[:10] == read
    assert len(problems) == (2 if read == "NaT" else 0)


@pytest.mark.parametrize(
    "text", ["", "name,programme\nAnn,Nursing\n", "\0\1\2\3" * 100, "<html><body>Sign in</body></html>"]
)
def test_what_is_no_roster_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(LogFileError):
        read_roster(written(tmp_path, text))


def test_an_empty_roster_has_its_columns(tmp_path: Path) -> None:
    roster, _ = read_roster(written(tmp_path, "seeker_id,name\n"))
    assert len(roster) == 0
    assert roster.dtypes.astype(str).to_dict()["started_on"] == "datetime64[us]"
