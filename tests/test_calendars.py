"""Business days, against calendars looked up by hand."""

from datetime import date

import numpy as np
import pytest

from followup_kit.calendars import calendar_for
from followup_kit.errors import BadValue


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("place", "start", "n", "expected"),
    [
        ({}, "2026-03-28", 2, "2026-03-31"),  # a Saturday counts from the Friday before
        ({}, "2026-03-27", 2, "2026-03-31"),
        ({}, "2026-03-29", 1, "2026-03-30"),
        ({}, "2026-03-12", 2, "2026-03-16"),  # over a weekend
        ({}, "2026-03-12", 10, "2026-03-26"),
        ({}, "2026-05-22", 2, "2026-05-26"),  # no country: Memorial Day counts
        ({"country": "US"}, "2026-05-22", 2, "2026-05-27"),
        ({"country": "US"}, "2026-05-25", 2, "2026-05-27"),  # from the holiday itself, as from the Friday
        ({"country": "US"}, "2026-07-02", 1, "2026-07-06"),  # 4 July on a Saturday, observed on Friday 3
        ({"country": "US"}, "2026-11-25", 1, "2026-11-27"),  # Thanksgiving
        ({"country": "US", "subdivision": "CA"}, "2026-03-30", 1, "2026-04-01"),  # César Chávez Day, Tue 31 March
        ({"country": "GB", "subdivision": "ENG"}, "2026-04-02", 1, "2026-04-07"),  # Good Friday and Easter Monday
        ({"country": "GB", "subdivision": "SCT"}, "2026-04-02", 1, "2026-04-06"),  # Easter Monday is worked there
        ({"country": "DE", "subdivision": "BY"}, "2026-06-03", 1, "2026-06-05"),  # Corpus Christi, Thu 4 June
        ({"country": "DE", "subdivision": "BE"}, "2026-06-03", 1, "2026-06-04"),  # not in Berlin
        ({"weekend": [4, 5]}, "2026-03-12", 2, "2026-03-16"),  # off on Friday and Saturday
        ({"weekend": [4, 5]}, "2026-03-11", 2, "2026-03-15"),
        ({"country": "US", "weekend": [6]}, "2026-03-27", 2, "2026-03-30"),  # a six-day week
    ],
)
def test_the_day_n_business_days_later(place, start, n, expected):
    calendar = calendar_for(**place, years=[2026])
    assert calendar.after(days(start), n).tolist() == [date.fromisoformat(expected)]


def test_arrays_with_missing_days():
    calendar = calendar_for("US", years=[2026])
    assert calendar.after(days("2026-05-22", "NaT", "2026-03-28"), 2).astype(str).tolist() == [
        "2026-05-27",
        "NaT",
        "2026-03-31",
    ]
    assert calendar.moved(days("2026-05-22", "NaT", "2026-03-28"), 2).tolist() == [True, False, False]


def test_a_date_is_moved_only_where_the_result_differs():
    calendar = calendar_for("US", years=[2026])
    # From Memorial Day itself two business days are Wed 27 May with the holiday and without.
    assert calendar.moved(days("2026-05-25"), 2).tolist() == [False]
    assert calendar.moved(days("2026-05-24"), 2).tolist() == [True]


@pytest.mark.parametrize(
    ("due", "as_of", "expected"),
    [
        ("2026-03-31", "2026-03-31", 0),
        ("2026-03-31", "2026-04-01", 1),
        ("2026-03-27", "2026-03-28", 1),  # Friday's, on Saturday
        ("2026-03-27", "2026-03-30", 1),  # and still on Monday
        ("2026-03-27", "2026-03-31", 2),
        ("2026-03-28", "2026-03-29", 1),  # due on a Saturday, as if on Friday
        ("2026-03-31", "2026-03-20", 0),
        ("2026-05-22", "2026-05-26", 1),  # Memorial Day is no day to be late on
    ],
)
def test_business_days_overdue(due, as_of, expected):
    assert calendar_for("US", years=[2026]).overdue(days(due), date.fromisoformat(as_of)).tolist() == [expected]


def test_holidays_between_are_named_in_english():
    calendar = calendar_for("DE", "BY", years=[2026])
    assert calendar.holidays_between(date(2026, 4, 3), date(2026, 4, 6)) == [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
    ]
    assert calendar.holidays_between(date(2026, 4, 7), date(2026, 4, 8)) == []


def test_a_holiday_on_a_day_off_is_none():
    # Independence Day 2026 is a Saturday; its observance on Friday counts.
    found = calendar_for("US", years=[2026]).holidays_between(date(2026, 7, 1), date(2026, 7, 5))
    assert found == [(date(2026, 7, 3), "Independence Day (observed)")]


def test_the_weekend_is_the_countrys_own_unless_one_is_given():
    assert calendar_for("IL", years=[2026]).weekmask == (True, True, True, True, False, False, True)
    assert calendar_for("IL", weekend=[5, 6], years=[2026]).weekmask == (True,) * 5 + (False,) * 2
    assert calendar_for(weekend=[]).weekmask == (True,) * 5 + (False,) * 2


def test_the_page_is_told_what_counts():
    assert calendar_for().sentence == "Only weekends are left out: set your country, and its public holidays are too."
    named = calendar_for("US", "ny", years=[2026]).sentence
    assert named == "Weekends and the public holidays of United States (NY) are left out."


@pytest.mark.parametrize(("given", "code"), [("us", "US"), ("USA", "US"), ("United States", "US"), ("UK", "GB")])
def test_countries_by_code_or_name(given, code):
    by_code, by_name = calendar_for(code, years=[2026]), calendar_for(given, years=[2026])
    assert by_name.sentence == by_code.sentence
    assert by_name.holidays == by_code.holidays


@pytest.mark.parametrize(
    ("place", "field", "words"),
    [
        ({"country": "USX"}, "country", "US (United States)"),
        ({"country": "Untied States"}, "country", "US (United States)"),
        ({"country": "Ger"}, "country", "DE (Germany)"),
        ({"country": "qq"}, "country", "two letters"),
        ({"country": "US", "subdivision": "Californa"}, "subdivision", "CA"),
        ({"country": "GB", "subdivision": "ZZ"}, "subdivision", "ENG, NIR, SCT, WLS"),
        ({"country": "SG", "subdivision": "ZZ"}, "subdivision", "leave it empty"),
        ({"subdivision": "CA"}, "subdivision", "Set the country"),
        ({"country": 49}, "country", "such as US"),
        ({"country": "US", "subdivision": ["CA"]}, "subdivision", "such as US"),
        ({"weekend": [7]}, "weekend", "[5, 6]"),
        ({"weekend": "56"}, "weekend", "[5, 6]"),
        ({"weekend": 5}, "weekend", "[5, 6]"),
        ({"weekend": [0, 1, 2, 3, 4, 5, 6]}, "weekend", "[5, 6]"),
    ],
)
def test_what_is_not_known_is_refused_with_a_suggestion(place, field, words):
    with pytest.raises(BadValue, match=r"not known|without its country|no list of days off|is no text") as caught:
        calendar_for(**place, years=[2026])
    assert caught.value.field == field
    assert words in str(caught.value)
