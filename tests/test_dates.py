from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from followup_kit.dates import as_date, optional_date, say, say_short
from followup_kit.errors import BadValue

LEAP_DAY = date(2028, 2, 29)


@pytest.mark.parametrize(
    "value",
    [
        "2028-02-29",
        " 2028-02-29 ",
        LEAP_DAY,
        datetime(2028, 2, 29, 23, 59),
        pd.Timestamp("2028-02-29 08:00"),
        np.datetime64("2028-02-29"),
        np.datetime64("2028-02-29T23:59:59.999999"),
    ],
)
def test_a_day_comes_in_many_types_and_leaves_as_one(value):
    day = as_date(value)
    assert day == LEAP_DAY
    assert type(day) is date


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-31",
        "2027-02-29",
        "31.03.2026",
        "03/31/2026",
        "20260331",
        "2026-W14-2",
        "2026-3-31",
        "2026-03-31T00:00",
        "31 March",
        "",
        "  ",
        20260331,
        0,
        1.5,
        True,
        None,
        pd.NaT,
        np.datetime64("NaT"),
        float("nan"),
        [date(2026, 3, 31)],
        {},
    ],
)
def test_what_is_no_day_is_refused_with_the_field_the_value_and_the_way_to_write_it(value):
    with pytest.raises(BadValue) as caught:
        as_date(value, "held_on")
    assert caught.value.field == "held_on"
    assert caught.value.value is value
    for part in ("held_on", repr(value), "year-month-day", "2026-03-31"):
        assert part in str(caught.value)


@pytest.mark.parametrize(
    "value", ["0202-03-31", "1969-12-31", "2100-01-01", date(2, 3, 31), pd.Timestamp("1900-01-01")]
)
def test_a_year_that_is_none_of_a_job_search_is_refused(value):
    with pytest.raises(BadValue, match=r"held_on: .* Check the year: 1970 to 2099\.") as caught:
        as_date(value, "held_on")
    assert caught.value.field == "held_on"
    assert as_date("1970-01-01").year == 1970
    assert as_date("2099-12-31").year == 2099


@pytest.mark.parametrize("value", [None, "", "  ", pd.NaT])
def test_a_day_that_may_be_missing_may_be_missing(value):
    assert optional_date(value, "decision_by") is None


def test_a_day_that_may_be_missing_is_still_no_other_thing():
    assert optional_date("2026-03-31", "decision_by") == date(2026, 3, 31)
    with pytest.raises(BadValue, match="decision_by"):
        optional_date("soon", "decision_by")


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (date(2026, 3, 31), "Tue 31 Mar 2026", "Tue 31 Mar"),
        (date(2026, 1, 1), "Thu 1 Jan 2026", "Thu 1 Jan"),
        (date(2025, 12, 28), "Sun 28 Dec 2025", "Sun 28 Dec"),
        (LEAP_DAY, "Tue 29 Feb 2028", "Tue 29 Feb"),
    ],
)
def test_a_day_is_said_in_words(day, words, short):
    assert say(day) == words
    assert say_short(day) == short
