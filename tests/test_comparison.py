import math
from dataclasses import FrozenInstanceError

import pandas as pd
import pytest
from flat_frames import flat

from followup_kit.comparison import compare
from followup_kit.errors import BadValue, ColumnError
from followup_kit.rates import feedback_rates, response_rates


def row(name, count, n):
    return pd.Series({"period": name, "n_mature": n, "n_responded": count, "response_rate": float("nan")})


def test_a_published_difference():
    # Newcombe (1998): 56 of 70 against 48 of 80 is 0.2000 with 0.0524 to 0.3339
    found = compare(row("2026-02", 56, 70), row("2026-03", 48, 80))
    assert (round(found.difference, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)
    assert not found.could_be_chance
    assert found.sentence == (
        "2026-02: 56 of 70 answered (80 %); 2026-03: 48 of 80 answered (60 %): 20 percentage points more "
        "(95 % interval +5 to +33), which is more than chance explains."
    )
    turned = compare(row("2026-03", 48, 80), row("2026-02", 56, 70))
    assert (turned.difference, turned.low, turned.high) == pytest.approx((-0.2, -found.high, -found.low))
    assert "20 percentage points less (95 % interval -33 to -5)" in turned.sentence
    with pytest.raises(FrozenInstanceError):
        found.difference = 0


def test_few_applications_show_nothing():
    found = compare(row("2026-02", 2, 6), row("2026-03", 1, 6))
    assert found.could_be_chance
    assert found.sentence.endswith("17 percentage points more (95 % interval -30 to +56), which could be chance.")


def test_a_row_without_a_rate_cannot_be_compared():
    found = compare(row("2026-02", 2, 6), row("2026-03", 0, 0))
    assert math.isnan(found.difference)
    assert found.could_be_chance
    assert found.sentence == "2026-03 has nothing to judge by yet, so there is no difference to speak of."


def test_rows_of_rates_go_by_what_tells_them_apart():
    applications = flat(
        [
            {"applied_on": "2026-01-05", "responded_on": "2026-01-09", "source": "referral"},
            {"applied_on": "2026-01-05", "source": ""},
            {"applied_on": "2026-02-05", "source": ""},
        ]
    )
    rates = response_rates(applications, "2026-03-31", group="source")
    january = compare(rates.iloc[0], rates.iloc[2])
    assert (january.name_a, january.name_b) == ("not given", "referral")
    assert compare(rates.iloc[[0]], rates.iloc[[1]]).name_b == "2026-02"
    assert compare(rates.iloc[1], rates.iloc[2]).name_a == "not given 2026-02"
    assert compare(rates.iloc[1], rates.iloc[1]).name_a == "not given 2026-02"


def test_feedback_is_compared_less_what_is_still_waited_for():
    rejected = {"applied_on": "2026-01-02", "n_interviews": 1, "rejected_on": "2026-02-20"}
    later = {**rejected, "rejected_on": "2026-03-02"}
    applications = flat(
        [
            {**rejected, "feedback_asked_on": "2026-02-23", "feedback_received_on": "2026-02-26"},
            {**rejected, "feedback_asked_on": "2026-02-23"},
            {**later, "feedback_asked_on": "2026-03-23"},
            {**later, "feedback_asked_on": "2026-03-03", "feedback_received_on": "2026-03-26"},
            later,
        ]
    )
    rates = feedback_rates(applications, "2026-03-31")
    feedback = compare(rates.iloc[0], rates.iloc[1])
    assert (feedback.count_a, feedback.n_a, feedback.count_b, feedback.n_b) == (1, 2, 1, 1)
    assert "1 of 2 requests for feedback answered" in feedback.sentence
    asking = compare(rates.iloc[0], rates.iloc[1], rate="asking_rate")
    assert (asking.count_a, asking.n_a, asking.count_b, asking.n_b) == (2, 2, 2, 3)


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(BadValue, match="2 rows where one is compared"):
        compare(pd.DataFrame([row("a", 1, 2), row("b", 1, 2)]), row("c", 1, 2))
    with pytest.raises(BadValue, match="'speed' is none"):
        compare(row("a", 1, 2), row("b", 1, 2), rate="speed")
    with pytest.raises(ColumnError, match="by response_rate needs n_responded, n_mature"):
        compare(pd.Series({"stage": "offer"}), row("b", 1, 2))
