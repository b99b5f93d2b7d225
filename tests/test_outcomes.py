"""The knowledge rate and the career outcomes rate, worked out by hand."""

import pandas as pd
import pytest

from followup_kit.errors import BadValue, ColumnError
from followup_kit.outcomes import outcome_rates

AS_OF = "2026-03-31"


def seekers(**outcomes: int) -> pd.DataFrame:
    """Return so many seekers of each outcome; ``unknown`` stands for none."""
    words = [("" if word == "unknown" else word) for word, n in outcomes.items() for _ in range(n)]
    return pd.DataFrame({"outcome": pd.Series(words, dtype="str"), "outcome_on": pd.Series(pd.NaT, range(len(words)))})


def test_rates_by_hand() -> None:
    """Of 100, 80 known; 5 do not seek, so 60 of 75 reached something."""
    group = seekers(employed=40, service=5, military=3, continuing_education=12, seeking=15, not_seeking=5, unknown=20)
    (row,) = outcome_rates(group, AS_OF).itertuples()
    assert (row.n_seekers, row.n_known, row.n_reached, row.n_counted) == (100, 80, 60, 75)
    assert (row.n_employed, row.n_service, row.n_military, row.n_continuing_education) == (40, 5, 3, 12)
    assert (row.n_seeking, row.n_not_seeking) == (15, 5)
    assert row.knowledge_rate == 0.8
    assert row.outcomes_rate == 0.8
    # Wilson for 80 of 100, as published calculators give it.
    assert (round(row.knowledge_low, 4), round(row.knowledge_high, 4)) == (0.7112, 0.8666)
    # For 60 of 75 by hand: (60 + 1.9207) / 78.8415 -+ 1.95996 / 78.8415 * sqrt(75 * .8 * .2 + .9604).
    assert (row.low, row.high) == pytest.approx((0.6959, 0.8749), abs=1e-4)


def test_a_rate_of_nobody_is_missing() -> None:
    (row,) = outcome_rates(seekers(), AS_OF).itertuples()
    assert (row.n_seekers, row.n_counted) == (0, 0)
    assert pd.isna([row.knowledge_rate, row.knowledge_low, row.outcomes_rate, row.low, row.high]).all()
    (row,) = outcome_rates(seekers(not_seeking=3), AS_OF).itertuples()
    assert (row.n_known, row.n_counted, row.knowledge_rate) == (3, 0, 1.0)
    assert pd.isna([row.outcomes_rate, row.low, row.high]).all()


def test_an_outcome_of_a_later_day_is_not_known_yet() -> None:
    both = seekers(employed=2).assign(outcome_on=pd.to_datetime(["2026-03-31", "2026-04-01"]))
    assert outcome_rates(both, AS_OF).n_known.tolist() == [1]


def test_outcomes_are_read_as_a_roster_writes_them() -> None:
    words = pd.DataFrame({"outcome": ["Employed", " SEEKING", "Continuing education", "", None], "outcome_on": pd.NaT})
    (row,) = outcome_rates(words, AS_OF).itertuples()
    assert (row.n_known, row.n_employed, row.n_seeking, row.n_continuing_education) == (3, 1, 1, 1)


def test_an_outcome_that_is_none_is_refused() -> None:
    """It would else count as unknown, and lower the knowledge rate without a word."""
    with pytest.raises(BadValue, match=r"outcome: 'retired', 'emploied' are none of employed, .*, or empty"):
        outcome_rates(seekers(employed=1, retired=2, emploied=1), AS_OF)


def test_days_of_outcomes_are_dates() -> None:
    with pytest.raises(ColumnError, match="outcome_on should hold dates"):
        outcome_rates(seekers(employed=1).assign(outcome_on="2026-03-01"), AS_OF)


def test_groups_and_those_outside_the_roster() -> None:
    four = seekers(employed=1, seeking=1, unknown=2).assign(
        programme=["Baking", "Baking", "Nursing", "Nursing"], in_roster=[True, True, True, False]
    )
    before = four.copy()
    rates = outcome_rates(four, AS_OF, group="programme").set_index("programme")
    assert rates.n_seekers.to_dict() == {"Baking": 2, "Nursing": 1}
    assert rates.outcomes_rate["Baking"] == 0.5
    assert rates.knowledge_rate["Nursing"] == 0
    assert pd.isna(rates.outcomes_rate["Nursing"])
    pd.testing.assert_frame_equal(four, before)
