"""The trends panel: filters change what is counted, and the charts follow in place."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import followup_kit as fk
from followup_kit.panels.page import Page
from followup_kit.panels.trends import SPLIT, Trends, selected


@pytest.fixture
def searched(page: Page) -> Page:
    """Return a page on four applications: two answered, of which one positively, from two sources."""
    log = page.log
    nurse = log.add_application("Arbor Clinic", "Night Nurse", source="LinkedIn", applied_on="2026-01-05")
    log.set_stage(nurse, "interviewing", "2026-01-15")
    other = log.add_application("Birch Homes", "Ward Nurse", source="Referral", applied_on="2026-01-06")
    log.set_stage(other, "rejected", "2026-02-20")
    log.add_application("Cedar Labs", "Porter", source="LinkedIn", applied_on="2026-02-02")
    log.add_application("Dogwood", "Cook", applied_on="2026-03-20")
    return page


def caption(trends: Trends, name: str) -> str:
    return re.sub("<.*?>", "", trends.charts[name].caption.value)


def test_the_finding_stands_under_the_chart_and_in_its_alternative_text(searched: Page) -> None:
    trends = Trends(searched)
    words = caption(trends, "response_rates")
    assert words.startswith("1 of 3 applications answered within 30 days")  # the fourth is 11 days old
    assert f'alt="{words}"' in trends.charts["response_rates"].image.value


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("within_days", 60, "2 of 2"),  # 5 January +10 days, 6 January +45; the other two are younger than 60 days
        ("within_days", None, "2 of 4"),
        ("within_days", 7, "0 of 4"),
        ("words", "NURSE", "1 of 2"),
        ("words", "nurse night", "1 of 1"),
        ("source", "LinkedIn", "1 of 2"),
        ("source", "Referral", "0 of 1"),
    ],
)
def test_a_filter_changes_what_is_counted(searched: Page, field: str, value: object, expected: str) -> None:
    trends = Trends(searched)
    trends.fields[field].value = value
    assert caption(trends, "response_rates").startswith(f"{expected} application")


def test_positive_answers_only(searched: Page) -> None:
    trends = Trends(searched)
    trends.fields["within_days"].value = 60
    trends.fields["kind"].value = "positive"
    assert "1 of 2" in caption(trends, "response_rates")


def test_each_source_on_its_own(searched: Page) -> None:
    trends = Trends(searched)
    trends.fields["source"].value = SPLIT
    assert trends.charts["response_rates"].frame["source"].unique().tolist() == ["", "LinkedIn", "Referral"]


def test_nothing_chosen_says_so_and_draws_nothing(searched: Page) -> None:
    trends = Trends(searched)
    trends.fields["words"].value = "astronaut"
    assert "0 of 4 applications" in trends.summary.value
    assert all(chart.image.value == "" for chart in trends.charts.values())
    assert caption(trends, "response_rates")


def test_a_picture_stays_where_the_numbers_do(searched: Page) -> None:
    trends = Trends(searched)
    before = {name: chart.image.value for name, chart in trends.charts.items()}
    trends.fields["within_days"].value = 60
    changed = {name for name, chart in trends.charts.items() if chart.image.value != before[name]}
    assert changed == {"response_rates"}


def test_a_filter_is_text_not_a_pattern(searched: Page) -> None:
    searched.log.add_application("Elm", "C++ (Senior", applied_on="2026-01-07")
    assert selected(searched.log.applications, words="c++ (").company.tolist() == ["Elm"]


def test_another_log_leaves_what_a_new_panel_would_show(searched: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    other.add_application("Fir", "Clerk", source="Agency", applied_on="2026-01-10")
    trends = Trends(searched)
    trends.fields["words"].value = "nurse"
    searched.switch(other, date(2026, 3, 31))
    fresh = Trends(Page(other, date(2026, 3, 31)))
    assert {name: field.value for name, field in trends.fields.items()} == {
        name: field.value for name, field in fresh.fields.items()
    }
    assert trends.fields["source"].control.options == fresh.fields["source"].control.options
    for name, chart in trends.charts.items():
        pd.testing.assert_frame_equal(chart.frame, fresh.charts[name].frame)
        assert chart.image.value == fresh.charts[name].image.value
