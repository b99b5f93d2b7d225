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
        "2026-02: 56 of 70 answered (80 %); 2026-03: 48 of 80 answered (60 %). "
        "2026-02 is 20 percentage points higher than 2026-03 (95 % interval +5 to +33), "
        "which is more than chance explains."
    )
    turned = compare(row("2026-03", 48, 80), row("2026-02", 56, 70))
    assert (turned.difference, turned.low, turned.high) == pytest.approx((-0.2, -found.high, -found.low))
    # Whichever comes first, the sentence names the higher one and gives the interval the same way round.
    assert turned.sentence.startswith("2026-03: 48 of 80 answered (60 %); 2026-02: 56 of 70 answered (80 %). ")
    assert turned.sentence.split(". ", 1)[1] == found.sentence.split(". ", 1)[1]
    with pytest.raises(FrozenInstanceError):
        found.difference = 0


def test_few_applications_show_nothing():
    found = compare(row("2026-02", 2, 6), row("2026-03", 1, 6))
    assert found.could_be_chance
    assert found.sentence.endswith(
        "2026-02 is 17 percentage points higher than 2026-03 (95 % interval -30 to +56), which could be chance."
    )


@pytest.mark.parametrize(
    ("of_a", "of_b", "said"),
    [
        ((5, 10), (6, 12), "There is no difference between 2026-02 and 2026-03 (95 % interval "),
        ((51, 100), (50, 100), "2026-02 is 1 percentage point higher than 2026-03 ("),
        ((500, 1000), (501, 1000), "2026-03 is under 1 percentage point higher than 2026-02 ("),
    ],
)
def test_small_differences_read_well(of_a, of_b, said):
    assert said in compare(row("2026-02", *of_a), row("2026-03", *of_b)).sentence


def test_halves_are_added_up_and_named_from_first_to_last():
    months = pd.DataFrame(
        {
            "period": ["2024-06", "2024-07", "2024-08", "2024-09"],
            "n_mature": [10, 20, 30, 40],
            "n_responded": [1, 2, 3, 4],
            "response_rate": 0.1,
        }
    )
    found = compare(months.head(2), months.tail(2))
    assert (found.name_a, found.count_a, found.n_a) == ("2024-06 to 2024-07", 3, 30)
    assert (found.name_b, found.count_b, found.n_b) == ("2024-08 to 2024-09", 7, 70)
    assert compare(months.head(2), months.iloc[3]).name_b == "2024-09"
    groups = pd.concat([months.assign(source=name)[["source", *months]] for name in ("LinkedIn", "Referral")])
    by_name = compare(groups.head(4), groups.tail(4))
    assert (by_name.name_a, by_name.n_a, by_name.name_b) == ("LinkedIn", 100, "Referral")
    with pytest.raises(BadValue, match=r"a: the period 2024-06 stands in it twice.*one group"):
        compare(groups, months)
    with pytest.raises(BadValue, match="b: there is no row in it"):
        compare(months, months.head(0))


def test_positive_responses_are_called_next_steps():
    applications = flat(
        [
            {"applied_on": "2026-01-05", "responded_on": "2026-01-09", "advanced_on": "2026-01-09"},
            {"applied_on": "2026-02-05", "responded_on": "2026-02-09"},
        ]
    )
    positive = response_rates(applications, "2026-03-31", kind="positive")
    said = compare(positive.iloc[0], positive.iloc[1]).sentence
    assert said.startswith("2026-01: 1 of 1 led to a next step (100 %); 2026-02: 0 of 1 led to a next step (0 %).")
    answered = response_rates(applications, "2026-03-31")
    with pytest.raises(BadValue, match="kind: a has 'positive', b has 'any'"):
        compare(positive.iloc[0], answered.iloc[1])
    with pytest.raises(BadValue, match="within_days: a has 30, b has None"):
        compare(answered.iloc[0], response_rates(applications, "2026-03-31", within_days=None).iloc[1])


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
    with pytest.raises(BadValue, match="b: 3 of 2 cannot be a share"):
        compare(row("a", 1, 2), row("c", 3, 2))
    with pytest.raises(BadValue, match="a: rows of response_rates or feedback_rates are compared, not a str"):
        compare("2026-02", row("b", 1, 2))
    with pytest.raises(BadValue, match="'speed' is none"):
        compare(row("a", 1, 2), row("b", 1, 2), rate="speed")
    with pytest.raises(ColumnError, match="by response_rate needs n_responded, n_mature"):
        compare(pd.Series({"stage": "offer"}), row("b", 1, 2))
