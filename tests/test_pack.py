"""A packed cohort: counted by whom and in however many parts, the counts are the same."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from followup_kit.cli import app
from followup_kit.cohort import Cohort, load_cohort
from followup_kit.errors import LogFileError

pytest.importorskip("pyarrow", reason="followup-kit[scale] is not installed")

from followup_kit.pack import pack, tally_packed

AS_OF = "2026-03-31"
SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample_cohort"


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return load_cohort(SAMPLE, AS_OF)


@pytest.mark.parametrize("group", [None, "programme", "campus", "outcome"])
def test_parts_count_as_the_whole(cohort: Cohort, tmp_path: Path, group: str | None) -> None:
    files = pack(cohort, tmp_path / "cohort.parquet", rows_a_part=300)
    assert len(files) == -(-len(cohort.applications) // 300)
    assert tally_packed(tmp_path / "cohort.parquet", AS_OF, group, engine="plain") == cohort.tally(group)


def test_it_holds_ids_and_no_names(cohort: Cohort, tmp_path: Path) -> None:
    (file,) = pack(cohort, tmp_path / "cohort.parquet")
    back = pd.read_parquet(file)
    assert list(back.columns) == list(cohort.applications.columns)
    assert back.seeker_id.tolist() == cohort.applications.seeker_id.tolist()
    data = file.read_bytes()
    assert not any(name.encode() in data for name in cohort.seekers.name if name)


def test_what_is_there_is_not_overwritten(cohort: Cohort, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(LogFileError, match="already"):
        pack(cohort, tmp_path / "mine")
    with pytest.raises(LogFileError, match="cannot be written"):
        pack(cohort, tmp_path / "nowhere" / "cohort.parquet")


def test_the_command_packs_and_says_what_is_left_out(tmp_path: Path) -> None:
    out = tmp_path / "cohort.parquet"
    done = CliRunner().invoke(app, ["pack", str(SAMPLE), "--out", str(out), "--as-of", AS_OF])
    assert done.exit_code == 0 and len(list(out.iterdir())) == 1
    assert "minutes of the meeting.pdf: is no log" in done.output and "(left out)" in done.output


@pytest.mark.full
def test_dask_reads_and_counts_the_same(cohort: Cohort, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="followup-kit[scale] is not installed")
    pack(cohort, tmp_path / "cohort.parquet", rows_a_part=300)
    with distributed.Client(processes=False, n_workers=1, dashboard_address=None):
        assert tally_packed(tmp_path / "cohort.parquet", AS_OF, "programme") == cohort.tally("programme")
        again = load_cohort(SAMPLE, AS_OF, engine="dask")
    for name in ("applications", "follow_ups", "seekers", "problems"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(cohort, name))
