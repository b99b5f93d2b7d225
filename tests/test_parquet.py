from datetime import date

import pandas as pd
import pytest
from flat_frames import flat, random_rows

from followup_kit import counting, parquet
from followup_kit.activity import weekly_activity
from followup_kit.errors import ColumnError
from followup_kit.parquet import tally_parquet
from followup_kit.tally import tally

pa = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which comes with followup-kit[scale]")
pq = pytest.importorskip("pyarrow.parquet")

AS_OF = date(2026, 3, 31)


def as_dates(frame):
    """Return a frame as a table whose days are dates, as other programs write them."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    for place, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            table = table.set_column(place, field.name, table.column(place).cast(pa.date32()))
    return table


@pytest.fixture
def small(monkeypatch):
    """Make everything that comes in portions come in small ones."""
    monkeypatch.setattr(parquet, "_BATCH", 40)
    monkeypatch.setattr(counting, "_SORTED_AT_ONCE", 100)


@pytest.mark.parametrize("table_of", [pa.Table.from_pandas, as_dates])
@pytest.mark.parametrize("group", [None, "source", "n_interviews"])
def test_a_file_gives_the_tally_of_its_rows(tmp_path, small, group, table_of):
    applications = flat(random_rows(7, 1000))
    path = tmp_path / "applications.parquet"
    pq.write_table(table_of(applications), path, row_group_size=170)
    streamed, whole = tally_parquet(path, AS_OF, group), tally(applications, AS_OF, group)
    assert streamed == whole
    pd.testing.assert_frame_equal(streamed.problems, whole.problems)
    assert len(whole.problems) > 50


def test_a_folder_is_one_table(tmp_path, small):
    applications = flat(random_rows(8, 600))
    (tmp_path / "part").mkdir()
    pq.write_table(pa.Table.from_pandas(applications[:250]), tmp_path / "part" / "a.parquet")
    pq.write_table(as_dates(applications[250:]), tmp_path / "part" / "b.parquet")
    (tmp_path / "notes.txt").write_text("not a table", encoding="utf-8")
    streamed, whole = tally_parquet(tmp_path, AS_OF, "source"), tally(applications, AS_OF, "source")
    assert streamed == whole
    pd.testing.assert_frame_equal(streamed.problems, whole.problems)


def test_missing_labels_and_columns_all_missing(tmp_path):
    applications = flat([{"applied_on": "2026-03-01"}, {"applied_on": "2026-03-02"}])
    table = pa.Table.from_pandas(applications)
    table = table.set_column(table.schema.get_field_index("withdrawn_on"), "withdrawn_on", pa.nulls(2))
    table = table.set_column(table.schema.get_field_index("source"), "source", pa.array([None, "referral"]))
    pq.write_table(table, tmp_path / "a.parquet")
    assert tally_parquet(tmp_path / "a.parquet", AS_OF, "source").labels == ("", "referral")


@pytest.mark.parametrize("table_of", [pa.Table.from_pandas, as_dates])
def test_a_part_of_a_batch_starts_where_it_starts(table_of):
    (whole,) = table_of(flat(random_rows(5, 60))).to_batches()
    of_part = parquet._block(whole.slice(13, 40), 0, None).rows
    for mine, all_of_them in zip(of_part, parquet._block(whole, 0, None).rows, strict=True):
        assert mine.tolist() == all_of_them[13:53].tolist()


def test_days_before_1970_and_times_of_day(tmp_path):
    applications = flat([{"applied_on": "1969-12-30 23:00", "responded_on": "1970-01-02 01:00"}])
    pq.write_table(pa.Table.from_pandas(applications), tmp_path / "a.parquet")
    assert tally_parquet(tmp_path / "a.parquet", AS_OF) == tally(applications, AS_OF)


def test_an_empty_file_gives_an_empty_tally(tmp_path):
    pq.write_table(pa.Table.from_pandas(flat([])), tmp_path / "a.parquet")
    assert tally_parquet(tmp_path, AS_OF, "source") == tally(flat([]), AS_OF, "source")


def test_without_the_columns_of_feedback(tmp_path):
    few = flat(random_rows(3, 50)).drop(columns="feedback_asked_on")
    pq.write_table(pa.Table.from_pandas(few), tmp_path / "a.parquet")
    streamed = tally_parquet(tmp_path, AS_OF)
    assert streamed.rejections is None
    assert streamed == tally(few, AS_OF)


def test_what_is_not_there_or_not_as_it_should_be(tmp_path):
    with pytest.raises(FileNotFoundError, match="no Parquet file at"):
        tally_parquet(tmp_path, AS_OF)
    with pytest.raises(FileNotFoundError, match="no Parquet file at"):
        tally_parquet(tmp_path / "a.parquet", AS_OF)
    path = tmp_path / "a.parquet"
    applications = flat([{"applied_on": "2026-03-01"}])
    pq.write_table(pa.Table.from_pandas(applications.drop(columns="advanced_on")), path)
    with pytest.raises(ColumnError, match="no column 'advanced_on', 'campus'"):
        tally_parquet(path, AS_OF, "campus")
    for wrong, says in [
        ({"applied_on": ["2026-03-01"]}, "applied_on should hold dates, but is"),
        ({"responded": [1]}, "responded should hold True or False, but is int64"),
        ({"n_interviews": ["two"]}, "n_interviews should hold whole numbers, but is"),
    ]:
        pq.write_table(pa.Table.from_pandas(applications.assign(**wrong)), path)
        with pytest.raises(ColumnError, match=says):
            tally_parquet(path, AS_OF)


@pytest.mark.parametrize("days", [pa.date32(), pa.timestamp("us"), pa.timestamp("ns", "America/Chicago")], ids=str)
def test_a_frame_of_arrow_columns_counts_like_any_other(days):
    """As ``pandas.read_parquet`` gives them with ``dtype_backend="pyarrow"``."""
    applications = flat(random_rows(6, 60)).drop(columns="n_interviews").assign(withdrawn_on=pd.NaT)
    arrow = applications.convert_dtypes(dtype_backend="pyarrow").assign(withdrawn_on=pd.Series(dtype="null[pyarrow]"))
    for name in applications.select_dtypes("datetime"):
        zoned = applications[name].dt.tz_localize(getattr(days, "tz", None))
        arrow[name] = zoned.astype(pd.ArrowDtype(days))
    assert {type(dtype) for dtype in arrow.dtypes} == {pd.ArrowDtype}
    assert tally(arrow, AS_OF, "source") == tally(applications, AS_OF, "source")
    pd.testing.assert_frame_equal(weekly_activity(arrow, AS_OF), weekly_activity(applications, AS_OF))
