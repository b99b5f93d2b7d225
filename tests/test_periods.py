import numpy as np
import pytest

from followup_kit import periods
from followup_kit.errors import BadValue


@pytest.mark.parametrize(
    ("day", "by", "label"),
    [
        ("2026-03-31", "month", "2026-03"),
        ("2026-04-01", "month", "2026-04"),
        ("2026-03-31", "quarter", "2026Q1"),
        ("2026-04-01", "quarter", "2026Q2"),
        ("2026-12-31", "quarter", "2026Q4"),
        ("2026-03-29", "week", "2026-W13"),
        ("2026-03-30", "week", "2026-W14"),
        ("2026-01-01", "week", "2026-W01"),
        ("2024-12-30", "week", "2025-W01"),
        ("2027-01-03", "week", "2026-W53"),
        ("2027-01-04", "week", "2027-W01"),
        ("1969-12-31", "month", "1969-12"),
        ("1969-12-31", "quarter", "1969Q4"),
        ("1969-12-28", "week", "1969-W52"),
    ],
)
def test_the_period_of_a_day(day, by, label):
    number = periods.number(np.array([day], dtype="datetime64[D]"), by)
    assert periods.label(number, by) == [label]


@pytest.mark.parametrize("by", periods.PERIODS)
def test_labels_sort_as_time_does(by):
    numbers = np.unique(periods.number(np.arange(10_000, 22_000).astype("datetime64[D]"), by))
    assert (np.diff(numbers) == 1).all()
    labels = periods.label(numbers, by)
    assert labels == sorted(labels)
    assert len(set(labels)) == len(labels)


def test_another_period_is_refused():
    with pytest.raises(BadValue, match=r"'year' is no period\. Use one of week, month, quarter"):
        periods.check_period("year")
