from datetime import date

import by_definition
import numpy as np
import pandas as pd
import pytest
from flat_frames import flat, random_rows

from followup_kit.errors import BadValue, ColumnError
from followup_kit.rates import feedback_rates, response_rates
from followup_kit.tally import tally

RESPONSE_COLUMNS = [
    "period",
    "n_applied",
    "n_mature",
    "n_responded",
    "response_rate",
    "low",
    "high",
    "mature",
    "n_undated",
]
FEEDBACK_COLUMNS = [
    "period",
    "n_rejected",
    "n_asked",
    "n_received",
    "asking_rate",
    "asking_low",
    "asking_high",
    "feedback_rate",
    "low",
    "high",
    "n_waiting",
]


def counts(rates):
    """Return the counts and the flag of the only period."""
    assert len(rates) == 1
    return tuple(rates.iloc[0][["n_applied", "n_mature", "n_responded", "mature", "n_undated"]])


# Applied on 1 March 2026, asked on 31 March: 30 days old.
ONE_APPLICATION = [
    # what is known, within N days, kind, (n_applied, n_mature, n_responded, mature, n_undated)
    ({}, 30, "any", (1, 1, 0, True, 0)),
    ({}, 31, "any", (1, 0, 0, False, 0)),
    ({}, 0, "any", (1, 1, 0, True, 0)),
    ({}, None, "any", (1, 1, 0, True, 0)),
    ({"responded_on": "2026-03-31"}, 30, "any", (1, 1, 1, True, 0)),
    ({"responded_on": "2026-03-31"}, 29, "any", (1, 1, 0, True, 0)),
    ({"responded_on": "2026-03-05"}, 31, "any", (1, 0, 0, False, 0)),
    ({"responded_on": "2026-03-05"}, None, "any", (1, 1, 1, True, 0)),
    ({"responded_on": "2026-04-01"}, None, "any", (1, 1, 0, True, 0)),
    ({"responded_on": "2026-03-01"}, 0, "any", (1, 1, 1, True, 0)),
    # withdrawn on day 10: asked about 10 days it stays, about 11 it leaves
    ({"withdrawn_on": "2026-03-11"}, 10, "any", (1, 1, 0, True, 0)),
    ({"withdrawn_on": "2026-03-11"}, 11, "any", (1, 0, 0, True, 0)),
    ({"withdrawn_on": "2026-03-11"}, None, "any", (1, 1, 0, True, 0)),
    ({"withdrawn_on": "2026-03-11", "responded_on": "2026-03-10"}, 30, "any", (1, 1, 1, True, 0)),
    ({"withdrawn_on": "2026-03-11", "responded_on": "2026-03-11"}, 30, "any", (1, 1, 1, True, 0)),
    ({"withdrawn_on": "2026-03-11", "responded_on": "2026-03-12"}, 30, "any", (1, 0, 0, True, 0)),
    ({"withdrawn_on": "2026-03-11", "responded_on": "2026-03-12"}, None, "any", (1, 1, 1, True, 0)),
    # positive: a rejection stays in the denominator, whatever comes after it
    ({"responded_on": "2026-03-05", "rejected_on": "2026-03-05"}, 30, "positive", (1, 1, 0, True, 0)),
    (
        {"responded_on": "2026-03-05", "rejected_on": "2026-03-05", "withdrawn_on": "2026-03-06"},
        30,
        "positive",
        (1, 1, 0, True, 0),
    ),
    ({"responded_on": "2026-03-05", "withdrawn_on": "2026-03-06"}, 30, "positive", (1, 0, 0, True, 0)),
    ({"responded_on": "2026-03-05", "advanced_on": "2026-03-15"}, 14, "positive", (1, 1, 1, True, 0)),
    ({"responded_on": "2026-03-05", "advanced_on": "2026-03-15"}, 13, "positive", (1, 1, 0, True, 0)),
    # answered on an unknown day: never within some days, answered so far
    ({"responded": True}, 30, "any", (1, 1, 0, False, 1)),
    ({"responded": True}, None, "any", (1, 1, 1, False, 1)),
    ({"responded": True}, 30, "positive", (1, 1, 0, False, 1)),
    ({"responded": True}, None, "positive", (1, 1, 0, False, 1)),
    ({"responded": True, "n_interviews": 1}, None, "positive", (1, 1, 1, False, 1)),
    ({"responded": True, "withdrawn_on": "2026-03-06"}, 30, "any", (1, 1, 0, False, 1)),
    ({"responded": True, "withdrawn_on": "2026-03-06"}, 30, "positive", (1, 0, 0, False, 1)),
    ({"responded_on": "2026-02-28"}, 30, "any", (1, 1, 0, False, 1)),
    ({"responded_on": "2026-02-28"}, None, "any", (1, 1, 1, False, 1)),
]


@pytest.mark.parametrize(("known", "within", "kind", "expected"), ONE_APPLICATION)
def test_one_application(known, within, kind, expected):
    applications = flat([{"applied_on": "2026-03-01", **known}])
    assert counts(response_rates(applications, "2026-03-31", within_days=within, kind=kind)) == expected


def test_a_rate_worked_out_by_hand():
    # 5 applied in January. By 1 March all are 30 days old but the last; one left on day 3. Of the other three,
    # one was answered on day 30, one on day 31, one never.
    applications = flat(
        [
            {"applied_on": "2026-01-02", "responded_on": "2026-02-01"},
            {"applied_on": "2026-01-02", "responded_on": "2026-02-02"},
            {"applied_on": "2026-01-10"},
            {"applied_on": "2026-01-30", "withdrawn_on": "2026-02-02"},
            {"applied_on": "2026-01-31", "responded_on": "2026-02-01"},
        ]
    )
    rates = response_rates(applications, "2026-03-01")
    assert list(rates.columns) == RESPONSE_COLUMNS
    assert rates.iloc[0, :4].tolist() == ["2026-01", 5, 3, 1]
    # Wilson for 1 of 3: (1 + 1.9208 -/+ 1.96 sqrt(2/3 + 0.9604)) / (3 + 3.8415)
    assert rates.loc[0, ["response_rate", "low", "high"]].astype(float).round(4).tolist() == [0.3333, 0.0615, 0.7923]
    assert not rates.mature[0]
    assert response_rates(applications, "2026-03-02").mature[0]


@pytest.mark.parametrize("by", ["week", "month", "quarter"])
@pytest.mark.parametrize("kind", ["any", "positive"])
@pytest.mark.parametrize("within", [0, 7, 30, 90, None])
def test_response_rates_equal_the_definitions(by, kind, within):
    def period(day):
        if by == "week":
            return "{}-W{:02}".format(*day.isocalendar())
        return by_definition.month(day) if by == "month" else f"{day.year}Q{(day.month + 2) // 3}"

    for seed in range(4):
        rows = random_rows(seed, 400)
        rates = response_rates(flat(rows), "2026-03-31", by, within, kind, "source")
        expected = by_definition.response_rates(rows, date(2026, 3, 31), within, kind, period)
        for row in rates.itertuples():
            found = (row.n_applied, row.n_mature, row.n_responded, row.mature, row.n_undated)
            assert found == expected.pop((row.source, row.period), (0, 0, 0, True, 0)), row
            if row.n_mature:
                assert row.response_rate == row.n_responded / row.n_mature
            else:
                assert np.isnan([row.response_rate, row.low, row.high]).all()
        assert not expected


def test_feedback_rates_equal_the_definitions():
    for seed in range(8):
        rows = random_rows(seed, 400)
        expected = by_definition.feedback_rates(rows, date(2026, 3, 31))
        for row in feedback_rates(flat(rows), "2026-03-31", group="source").itertuples():
            found = (row.n_rejected, row.n_asked, row.n_received, row.n_waiting)
            assert found == expected.pop((row.source, row.period), (0, 0, 0, 0)), row
        assert not expected


def test_feedback_worked_out_by_hand():
    # As of 31 March. Of four rejections in February: one not asked, one answered in 3 days, one asked on 1 March
    # (30 days ago) in vain, one asked on 2 March (29 days ago) and still waited for.
    rejected = {"applied_on": "2026-01-02", "n_interviews": 1, "rejected_on": "2026-02-20"}
    applications = flat(
        [
            rejected,
            {**rejected, "feedback_asked_on": "2026-02-23", "feedback_received_on": "2026-02-26"},
            {**rejected, "feedback_asked_on": "2026-03-01"},
            {**rejected, "feedback_asked_on": "2026-03-02"},
        ]
    )
    rates = feedback_rates(applications, "2026-03-31")
    assert list(rates.columns) == FEEDBACK_COLUMNS
    assert rates.iloc[0, :5].tolist() == ["2026-02", 4, 3, 1, 0.75]
    assert rates.feedback_rate[0] == 0.5  # 1 of 3 - 1
    assert rates.n_waiting[0] == 1
    # Wilson for 3 of 4 and 1 of 2
    assert rates.iloc[0][["asking_low", "asking_high"]].astype(float).round(4).tolist() == [0.3006, 0.9544]
    assert rates.iloc[0][["low", "high"]].astype(float).round(4).tolist() == [0.0945, 0.9055]


def test_a_rate_of_nothing_is_missing():
    waiting = {
        "applied_on": "2026-01-02",
        "n_interviews": 1,
        "rejected_on": "2026-03-20",
        "feedback_asked_on": "2026-03-25",
    }
    rates = feedback_rates(flat([waiting]), "2026-03-31")
    assert rates.n_asked[0] == rates.n_waiting[0] == 1
    assert rates[["feedback_rate", "low", "high"]].isna().all(axis=None)


def test_periods_without_an_application_stand_in_the_frame():
    applications = flat(
        [
            {"applied_on": "2025-11-05", "source": "LinkedIn"},
            {"applied_on": "2026-02-05", "source": "LinkedIn"},
            {"applied_on": "2026-01-05", "source": "referral"},
        ]
    )
    rates = response_rates(applications, "2026-03-31", group="source")
    assert rates[["source", "period", "n_applied"]].to_numpy().tolist() == [
        ["LinkedIn", "2025-11", 1],
        ["LinkedIn", "2025-12", 0],
        ["LinkedIn", "2026-01", 0],
        ["LinkedIn", "2026-02", 1],
        ["referral", "2026-01", 1],
    ]
    assert rates.response_rate.isna().tolist() == [False, True, True, False, False]


DTYPES = {"period": "str", "mature": "bool"}


@pytest.mark.parametrize("group", [None, "source"])
@pytest.mark.parametrize("rows", [[], [{"applied_on": "2026-03-01"}]])
@pytest.mark.parametrize(("rates", "columns"), [(response_rates, RESPONSE_COLUMNS), (feedback_rates, FEEDBACK_COLUMNS)])
def test_columns_and_dtypes_also_when_empty(rates, columns, rows, group):
    frame = rates(flat(rows), "2026-03-31", group=group)
    assert list(frame.columns) == ([group] if group else []) + columns
    for name in columns:
        expected = "int64" if name.startswith("n_") else DTYPES.get(name, "float64")
        assert frame[name].dtype == expected, name
    if group:
        assert frame[group].dtype == "str"
    assert frame.index.tolist() == list(range(len(frame)))


@pytest.mark.parametrize("by", ["week", "month", "quarter"])
def test_a_tally_gives_the_same_as_its_applications(by):
    applications = flat(random_rows(5, 300))
    counted = tally(applications, "2026-03-31", "source")
    parts = tally(applications[::2], "2026-03-31", "source") + tally(applications[1::2], "2026-03-31", "source")
    for frame in (counted, parts):
        pd.testing.assert_frame_equal(
            response_rates(frame, by=by), response_rates(applications, "2026-03-31", by=by, group="source")
        )
        pd.testing.assert_frame_equal(
            feedback_rates(frame, by=by), feedback_rates(applications, "2026-03-31", by=by, group="source")
        )


def test_the_frame_is_left_alone():
    applications = flat(random_rows(2, 100))
    before = applications.copy(deep=True)
    response_rates(applications, "2026-03-31", kind="positive", group="source")
    feedback_rates(applications, "2026-03-31", group="source")
    pd.testing.assert_frame_equal(applications, before)


def test_response_rates_need_five_columns():
    applications = flat([{"applied_on": "2026-03-01", "responded_on": "2026-03-02"}])
    few = applications[["applied_on", "responded", "responded_on", "advanced_on", "withdrawn_on"]]
    assert counts(response_rates(few, "2026-03-31")) == (1, 1, 1, True, 0)
    with pytest.raises(ColumnError, match="no column 'rejected_on', 'interviewed_on'"):
        feedback_rates(few, "2026-03-31")
    with pytest.raises(ColumnError, match="tally knows no feedback"):
        feedback_rates(tally(few, "2026-03-31"))
    with pytest.raises(ColumnError, match="no column 'withdrawn_on'"):
        response_rates(few.drop(columns="withdrawn_on"), "2026-03-31")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"as_of": None}, "as_of: say the day"),
        ({"as_of": "31.3.2026"}, "31.3.2026"),
        ({"by": "year"}, "'year' is no period"),
        ({"kind": "good"}, "'good' is none. Use one of any, positive"),
        ({"within_days": -1}, "-1 is no number of days"),
        ({"within_days": 30.5}, "30.5 is no number of days"),
        ({"within_days": True}, "True is no number of days"),
    ],
)
def test_bad_values_are_refused(wrong, says):
    with pytest.raises(BadValue, match=says):
        response_rates(flat([]), **({"as_of": "2026-03-31"} | wrong))


def test_a_tally_of_another_day_or_grouping_is_refused():
    counted = tally(flat([]), "2026-03-31")
    assert response_rates(counted, "2026-03-31").empty
    with pytest.raises(BadValue, match="the tally is of 2026-03-31, not 2026-04-01"):
        response_rates(counted, "2026-04-01")
    with pytest.raises(BadValue, match="the tally is by None, not 'source'"):
        feedback_rates(counted, group="source")


def test_a_real_log(repository):
    path = repository.parent / "shared" / "real_logs" / "no_company_2024.csv"
    if not path.exists():
        pytest.skip(f"the real log {path.name} is kept outside the project")
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    month_first = {"format": "%m/%d/%Y", "errors": "coerce"}
    selected = raw["selected for interview?"].str.strip() == "Yes"
    answered = pd.to_datetime(raw["response date"], **month_first)
    applications = pd.DataFrame(
        {
            "applied_on": pd.to_datetime(raw["applied date"], **month_first),
            "responded": answered.notna() | selected,
            "responded_on": answered,
            "advanced_on": answered.where(selected),
            "withdrawn_on": pd.NaT,
        }
    )
    july = response_rates(applications, "2024-08-15").set_index("period").loc["2024-07"]
    # The interview without a date, applied for on 16 July, is one of the 131, and no answer within 30 days.
    assert july[["n_applied", "n_mature", "n_responded", "n_undated"]].tolist() == [226, 131, 27, 1]
    assert not july.mature
    so_far = response_rates(applications, "2024-12-31", within_days=None)
    assert so_far.n_applied.tolist() == [33, 226, 121, 63]
    assert so_far.n_responded.sum() == 124
