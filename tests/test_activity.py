"""What happened week by week."""

import pandas as pd
import pytest
from flat_frames import flat

from followup_kit.activity import weekly_activity
from followup_kit.errors import ColumnError


def test_weeks_begin_on_monday_and_have_no_gap():
    # 2026-03-01 is a Sunday, 2026-03-02 a Monday.
    applications = flat([{"applied_on": "2026-03-01"}, {"applied_on": "2026-03-02"}, {"applied_on": "2026-03-22"}])
    frame = weekly_activity(applications, "2026-03-24")
    assert frame.week.dt.strftime("%Y-%m-%d").tolist() == [
        "2026-02-23",
        "2026-03-02",
        "2026-03-09",
        "2026-03-16",
        "2026-03-23",
    ]
    assert frame.n_applied.tolist() == [1, 1, 0, 1, 0]


def test_an_answer_counts_in_the_week_it_came():
    applications = flat([{"applied_on": "2026-03-02", "responded_on": "2026-03-10"}])
    assert weekly_activity(applications, "2026-03-15").n_responded.tolist() == [0, 1]


def test_what_is_dated_later_or_impossibly_or_not_at_all_is_left_out():
    applications = flat(
        [
            {"applied_on": "2026-03-02", "responded_on": "2026-03-11"},
            {"applied_on": "2026-03-05", "responded_on": "2026-03-03"},
            {"applied_on": "2026-03-05", "responded": True},
            {"applied_on": "2026-03-12"},
            {"applied_on": "1019-03-05", "responded_on": "2026-03-05"},
            {},
        ]
    )
    frame = weekly_activity(applications, "2026-03-10")
    assert frame.n_applied.tolist() == [3, 0] and frame.n_responded.tolist() == [0, 0]


def test_without_applications_there_is_no_week():
    frame = weekly_activity(flat([]), "2026-03-10")
    assert frame.empty
    assert frame.dtypes.astype(str).tolist() == ["datetime64[us]", "int64", "int64"]


def test_the_applications_are_left_alone_and_must_have_their_columns():
    applications = flat([{"applied_on": "2026-03-02"}])
    before = applications.copy(deep=True)
    weekly_activity(applications, "2026-03-10")
    pd.testing.assert_frame_equal(applications, before)
    with pytest.raises(ColumnError, match="responded_on"):
        weekly_activity(applications.drop(columns="responded_on"), "2026-03-10")
