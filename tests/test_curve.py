from datetime import date, timedelta

import by_definition
import numpy as np
import pandas as pd
import pytest
from flat_frames import flat, random_rows
from scipy import stats

from followup_kit.curve import median_days, response_curve
from followup_kit.errors import BadValue, ColumnError
from followup_kit.tally import tally

COLUMNS = ["days", "n_at_risk", "n_responded", "n_censored", "waiting_rate", "low", "high"]
AS_OF = date(2026, 3, 31)

# The maintained arm of the AML study (Miller 1981): weeks to relapse; + followed without one.
AML = [(9, True), (13, True), (13, False), (18, True), (23, True), (28, False)]
AML += [(31, True), (34, True), (45, False), (48, True), (161, False)]


def aml(censored_by: str) -> pd.DataFrame:
    """Tell the study as a job search: a relapse is a response."""
    rows = []
    for days, observed in AML:
        applied = AS_OF - timedelta(days=200)
        ended = applied + timedelta(days=days)
        if observed:
            rows.append({"applied_on": applied, "responded_on": ended, "advanced_on": ended})
        elif censored_by == "withdrawing":
            rows.append({"applied_on": applied, "withdrawn_on": ended})
        else:
            rows.append({"applied_on": AS_OF - timedelta(days=days)})
    return flat(rows)


@pytest.mark.parametrize("kind", ["any", "positive"])
@pytest.mark.parametrize("censored_by", ["withdrawing", "waiting"])
def test_the_published_aml_curve(kind, censored_by):
    curve = response_curve(aml(censored_by), AS_OF, kind)
    assert list(curve.columns) == COLUMNS
    events = curve[curve.n_responded > 0]
    assert events.days.tolist() == [9, 13, 18, 23, 31, 34, 48]
    assert events.n_at_risk.tolist() == [11, 10, 8, 7, 5, 4, 2]
    assert events.waiting_rate.round(3).tolist() == [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184]
    assert curve.days.tolist() == [9, 13, 18, 23, 28, 31, 34, 45, 48, 161]
    assert curve.n_censored.tolist() == [0, 1, 0, 0, 1, 0, 0, 1, 0, 1]
    assert median_days(curve) == 31


def test_the_interval_of_the_first_aml_step_by_hand():
    # S = 10/11; Greenwood's sum = 1 / (11 * 10); log(-log S) = -2.35062; its standard error
    # sqrt(1/110) / 0.0953102 = 1.000380; limits S ** exp(+/- 1.959964 * 1.000380) = 0.508 and 0.987
    first = response_curve(aml("waiting"), AS_OF).iloc[0]
    assert (round(first.low, 3), round(first.high, 3)) == (0.508, 0.987)


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")  # scipy's, where the curve is 1
@pytest.mark.parametrize("kind", ["any", "positive"])
@pytest.mark.parametrize("seed", range(6))
def test_the_curve_agrees_with_scipy(seed, kind):
    rows = random_rows(seed, 400)
    answered, censored = by_definition.follow_up_times(rows, AS_OF, kind)
    estimate = stats.ecdf(stats.CensoredData(uncensored=answered, right=censored)).sf
    curve = response_curve(flat(rows), AS_OF, kind)
    assert curve.days.tolist() == estimate.quantiles.tolist()
    assert curve.n_responded.sum() == len(answered)
    assert curve.n_censored.sum() == len(censored)
    np.testing.assert_allclose(curve.waiting_rate, estimate.probabilities, rtol=0, atol=1e-12)
    interval = estimate.confidence_interval(method="log-log")
    inside = (curve.waiting_rate < 1) & (curve.waiting_rate > 0)
    np.testing.assert_allclose(curve.low[inside], interval.low.probabilities[inside], rtol=0, atol=1e-12)
    np.testing.assert_allclose(curve.high[inside], interval.high.probabilities[inside], rtol=0, atol=1e-12)


def test_the_limits_at_the_ends():
    nobody_answered = response_curve(flat([{"applied_on": "2026-03-01"}]), AS_OF)
    assert nobody_answered[["waiting_rate", "low", "high"]].to_numpy().tolist() == [[1, 1, 1]]
    applied = {"applied_on": "2026-03-01"}
    all_at_once = response_curve(flat([{**applied, "responded_on": "2026-03-03"}]), AS_OF)
    assert all_at_once[["waiting_rate", "low", "high"]].to_numpy().tolist() == [[0, 0, 1]]
    one_by_one = response_curve(
        flat([{**applied, "responded_on": "2026-03-03"}, {**applied, "responded_on": "2026-03-05"}]), AS_OF
    )
    assert one_by_one.waiting_rate.tolist() == [0.5, 0]
    assert one_by_one.low[1] == 0
    assert one_by_one.high[1] == one_by_one.high[0] < 1


def test_a_rejection_stays_at_risk_to_the_end():
    rejected = {"applied_on": "2026-03-01", "responded_on": "2026-03-05", "rejected_on": "2026-03-05"}
    curve = response_curve(flat([rejected]), AS_OF, kind="positive")
    assert curve.iloc[0, :4].tolist() == [30, 1, 0, 1]


def test_an_answer_without_a_date_is_left_out():
    rows = [{"applied_on": "2026-03-01", "responded": True}, {"applied_on": "2026-03-02"}]
    assert response_curve(flat(rows), AS_OF).n_at_risk.tolist() == [1]
    assert response_curve(flat(rows), AS_OF, "positive").n_at_risk.tolist() == [2, 1]
    assert response_curve(flat(rows[:1]), AS_OF).empty


def test_one_curve_for_each_group():
    rows = random_rows(3, 300)
    curves = response_curve(flat(rows), AS_OF, group="source")
    assert list(curves.columns) == ["source", *COLUMNS]
    assert curves.source.unique().tolist() == ["", "LinkedIn", "referral"]
    for source, curve in curves.groupby("source"):
        alone = response_curve(flat([row for row in rows if row["source"] == source]), AS_OF)
        pd.testing.assert_frame_equal(curve.drop(columns="source").reset_index(drop=True), alone)


@pytest.mark.parametrize("group", [None, "source"])
def test_columns_and_dtypes_also_when_empty(group):
    for rows in ([], [{"applied_on": "2026-03-01", "responded": True}], random_rows(1, 20)):
        curve = response_curve(flat(rows), AS_OF, group=group)
        assert list(curve.columns) == ([group] if group else []) + COLUMNS
        assert curve[COLUMNS].dtypes.astype(str).tolist() == ["int64"] * 4 + ["float64"] * 3
        assert group is None or curve[group].dtype == "str"


def test_a_tally_gives_the_same_as_its_applications():
    applications = flat(random_rows(4, 200))
    before = applications.copy(deep=True)
    of_tally = response_curve(tally(applications, AS_OF, "source"), kind="positive")
    pd.testing.assert_frame_equal(of_tally, response_curve(applications, AS_OF, "positive", "source"))
    pd.testing.assert_frame_equal(applications, before)


def test_the_median_is_the_first_day_with_half_answered():
    assert median_days(pd.DataFrame({"days": [3, 8], "waiting_rate": [0.6, 0.5]})) == 8
    assert median_days(pd.DataFrame({"days": [3, 8], "waiting_rate": [0.6, 0.51]})) is None
    assert median_days(response_curve(flat([]), AS_OF)) is None
    applied = {"applied_on": "2026-03-01"}
    rows = [{**applied, "responded_on": f"2026-03-{day:02}"} for day in range(2, 12)]
    assert median_days(response_curve(flat(rows), AS_OF)) == 5  # 2 to 6 March are five of ten


def test_the_median_is_of_one_curve():
    with pytest.raises(BadValue, match="several groups"):
        median_days(pd.DataFrame({"days": [3, 8, 2], "waiting_rate": [0.6, 0.5, 0.9]}))
    with pytest.raises(BadValue, match="several groups"):
        median_days(pd.DataFrame({"source": ["a", "b"], "days": [3, 8], "waiting_rate": [0.6, 0.5]}))
    with pytest.raises(ColumnError, match="days and waiting_rate"):
        median_days(pd.DataFrame({"day": [3]}))


def test_a_strange_kind_is_refused():
    with pytest.raises(BadValue, match="'good' is none"):
        response_curve(flat([]), AS_OF, kind="good")
