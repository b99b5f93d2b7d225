"""What charts say in words."""

import pandas as pd
import pytest
from chart_frames import by_group, curve, feedback, flows, funnel, rates, weeks
from matplotlib.figure import Figure

from followup_kit.charts import describe, plot_response_rates
from followup_kit.charts.findings import headline, share
from followup_kit.errors import ColumnError


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (27, 131, "27 of 131 (21 %)"),
        (1, 4, "1 of 4"),
        (1, 5, "1 of 5 (20 %)"),
        (0, 271, "0 of 271 (0 %)"),
        (1, 271, "1 of 271 (under 1 %)"),
        (270, 271, "270 of 271 (over 99 %)"),
        (271, 271, "271 of 271 (100 %)"),
        (1500, 12000, "1,500 of 12,000 (12 %)"),
    ],
)
def test_a_share_says_its_count_and_no_percentage_of_few(part, whole, said):
    assert share(part, whole) == said


def test_rates_say_the_share_and_set_the_latest_period_against_those_before():
    frame = rates(["2024-06", "2024-07", "2024-08"], [140, 131, 20], [140, 131, 3], [30, 27, 1])
    assert describe(frame) == (
        "58 of 274 applications answered within 30 days (21 %). "
        "Jul 2024: 27 of 131 (21 %), no clear change from the 30 of 140 (21 %) before."
    )


@pytest.mark.parametrize(("n_responded", "how"), [(70, "more than"), (31, "no clear change from"), (8, "less than")])
def test_a_change_is_only_called_one_where_chance_does_not_explain_it(n_responded, how):
    frame = rates(["2026Q1", "2026Q2"], [140, 131], [140, 131], [30, n_responded])
    assert f"{how} the 30 of 140 (21 %) before." in describe(frame)


def test_rates_say_which_answers_count_and_how_soon():
    frame = rates(["2026-W10"], [10], [10], [4])
    frame.attrs = {"kind": "positive", "within_days": None}
    assert describe(frame) == "4 of 10 applications led to a next step so far (40 %)."
    frame.attrs = {"kind": "any", "within_days": 1}
    assert headline(frame) == "4 of 10 applications answered within 1 day (40 %)"


def test_rates_that_went_through_a_file_claim_no_window(tmp_path):
    """What a frame holds beside its columns does not survive a file, nor most joins."""
    rates(["2026-01"], [111], [111], [25]).to_csv(tmp_path / "rates.csv", index=False)
    read = pd.read_csv(tmp_path / "rates.csv")
    assert describe(read) == "25 of 111 applications answered (23 %)."
    assert plot_response_rates(read, Figure().subplots()).get_ylabel() == "answered"


def test_rates_too_young_or_absent_claim_nothing():
    assert describe(rates(["2026-03"], [22], [0], [0])) == "Too early to judge 22 applications."
    assert describe(rates([], [], [], [])) == "No applications yet."
    withdrawn = rates(["2026-01"], [22], [0], [0]).assign(mature=True)
    assert describe(withdrawn) == "22 applications, all withdrawn before they could be judged."
    two = describe(rates(["2026-02", "2026-03"], [9, 9], [8, 0], [2, 0]))
    assert two.endswith("No period is old enough to be judged as a whole.")


def test_few_are_set_against_nothing():
    assert describe(rates(["2026-02", "2026-03"], [40, 3], [40, 3], [9, 3])).endswith(" Mar 2026: 3 of 3.")


def test_groups_are_named_highest_and_lowest_and_whether_that_could_be_chance():
    frame = by_group(
        "source",
        LinkedIn=rates(["2026-01", "2026-02"], [60, 71], [60, 71], [10, 17]),
        Referral=rates(["2026-01"], [12], [12], [8]),
        Fair=rates(["2026-01"], [4], [4], [4]),
    )
    assert describe(frame) == (
        "39 of 147 applications answered within 30 days (27 %). "
        "Highest: Referral, 8 of 12 (67 %); lowest: LinkedIn, 27 of 131 (21 %)."
    )
    equal = by_group("source", A=rates(["2026-01"], [12], [12], [5]), B=rates(["2026-01"], [12], [12], [4]))
    assert describe(equal).endswith("lowest: B, 4 of 12 (33 %), which could be chance.")


def test_feedback_says_how_often_it_was_asked_for_and_what_is_still_open():
    frame = feedback(["2026-01", "2026-02"], [12, 8], [6, 6], [2, 1], [0, 3])
    assert describe(frame) == (
        "Feedback was asked for after 12 of 20 rejections that followed an interview (60 %). "
        "3 of 9 requests brought some (33 %); 3 requests under 30 days old are still open."
    )


def test_feedback_never_asked_for_has_no_second_sentence():
    said = "Feedback was asked for after 0 of 2 rejections that followed an interview."
    assert describe(feedback(["2026-01"], [2], [0], [0], [0])) == said
    assert describe(feedback([], [], [], [], [])).startswith("No rejection after an interview yet")


def test_a_curve_says_when_half_are_answered():
    assert describe(curve()) == (
        "Half of the applications were answered within 31 days. 7 of 11 applications answered so far."
    )


def test_a_curve_that_does_not_reach_half_says_so():
    assert describe(curve().head(5)) == (
        "Fewer than half of the applications were answered within 28 days. "
        "4 of 11 applications answered so far; of those followed that long, 61 % would still wait."
    )


def test_a_curve_of_positive_answers_speaks_of_next_steps():
    frame = curve()
    frame.attrs = {"kind": "positive"}
    said = "Half of the applications led to a next step within 31 days. 7 of 11 applications led to a next step so far."
    assert describe(frame) == said


def test_a_curve_of_few_is_none():
    frame = pd.DataFrame({"days": [5], "n_at_risk": [4], "n_responded": [1], "n_censored": [3]})
    frame = frame.assign(waiting_rate=0.75, low=0.1, high=0.9)
    assert describe(frame) == "1 of 4 applications answered so far: too few for a curve."
    assert describe(frame.iloc[:0]) == "No applications yet."


def test_curves_of_groups_name_the_soonest():
    slow = curve().head(5)
    assert describe(by_group("source", Referral=curve(), LinkedIn=slow)) == (
        "Referral, n = 11: half answered within 31 days, the soonest of 2 groups. In 1 group one half is not reached."
    )
    assert describe(by_group("source", A=slow, B=slow)) == "One half answered: not yet in any of 2 groups."


def test_a_funnel_says_interviews_and_offers():
    said = "22 of 271 applications led to an interview (8 %). 3 of 271 led to an offer (1 %)."
    assert describe(funnel(271, 57, 40, 22, 3, 1)) == said
    assert describe(funnel(0, 0, 0, 0, 0, 0)) == "No applications yet."


def test_flows_name_the_commonest_move_and_the_ends():
    frame = flows(("applied", "waiting", 90), ("applied", "screening", 20), ("screening", "rejected", 1))
    assert describe(frame) == (
        "The commonest move is from applied to waiting: 90 applications. Where they ended: waiting 90, rejected 1."
    )
    assert describe(frame.iloc[:0]) == "No application has moved yet."


def test_activity_counts_and_names_the_busiest_week():
    assert describe(weeks("2026-03-02", [4, 9, 0], [0, 1, 2])) == (
        "13 applications and 3 answers in 3 weeks. The busiest week began Mon 9 Mar 2026: 9 applications."
    )
    assert describe(weeks("2026-03-02", [], [])) == "No applications yet."


def test_a_frame_of_something_else_is_refused_by_its_columns():
    with pytest.raises(ColumnError, match=r"\['company'\].*response_rates"):
        describe(pd.DataFrame({"company": ["Arbor"]}))
