"""What functions say when they are given something else than they need."""

from functools import partial

import pandas as pd
import pytest
from chart_frames import curve, feedback, rates
from flat_frames import flat

import followup_kit as fk
from followup_kit import charts
from followup_kit.errors import BadValue, ColumnError
from followup_kit.schema import Tables
from followup_kit.schema import frame as table

APPLICATIONS = flat([{"applied_on": "2026-01-05", "responded_on": "2026-01-09", "source": "referral"}])
OF_APPLICATIONS = [fk.tally, fk.response_rates, fk.feedback_rates, fk.response_curve, fk.weekly_activity]
OF_A_LOG = [fk.follow_ups, fk.stage_funnel, fk.stage_flows, fk.punctuality]
GROUPED = [*OF_APPLICATIONS[:4], fk.outcome_rates]
DRAWN = {
    charts.plot_response_rates: feedback(["2026-01"], [1], [1], [1], [0]),
    charts.plot_feedback_rates: rates(["2026-01"], [1], [1], [1]),
    charts.plot_response_curve: rates(["2026-01"], [1], [1], [1]),
    charts.plot_stage_funnel: curve(),
    charts.plot_stage_flows: curve(),
    charts.plot_weekly_activity: curve(),
}


def named(function):
    return function.__name__


@pytest.mark.parametrize("function", OF_APPLICATIONS, ids=named)
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((APPLICATIONS, pd.DataFrame()), r"not a tuple. read_applications returns \(frame, problems\): give the first"),
        ("log.csv", r"not a str. Read the file first: frame, problems = read_applications\(path\)"),
        (None, "a DataFrame is expected, not None. Give the frame that read_applications returned"),
    ],
)
def test_a_frame_of_applications_is_asked_for(function, given, said):
    with pytest.raises(BadValue, match=f"applications: .*{said}"):
        function(given, "2026-03-31")


@pytest.mark.parametrize("function", OF_APPLICATIONS, ids=named)
def test_of_a_log_its_applications_are_asked_for(function, tmp_path):
    with pytest.raises(BadValue, match=r"not a Log. Give its \.applications"):
        function(fk.open_log(tmp_path / "log.db"), "2026-03-31")


@pytest.mark.parametrize("function", OF_A_LOG, ids=named)
@pytest.mark.parametrize("given", [APPLICATIONS, "log.db", None, (APPLICATIONS, APPLICATIONS)], ids=type)
def test_a_log_is_asked_for(function, given):
    with pytest.raises(BadValue, match=r"log: a log is expected, not .*\. Open one: log = open_log\(path\)"):
        function(given, "2026-03-31")


def test_the_tables_of_a_log_are_as_good():
    empty = Tables(*(table(name) for name in Tables._fields[:-1]), settings={})
    assert len(fk.stage_funnel(empty, "2026-03-31")) == 6


@pytest.mark.parametrize("function", GROUPED, ids=named)
@pytest.mark.parametrize("group", ["period", "low", "mature", "days", "n_applied", "n_known"])
def test_a_group_is_not_named_like_a_column_of_the_result(function, group):
    frame = APPLICATIONS.assign(**{group: "a"}, outcome="employed", outcome_on=pd.NaT)
    with pytest.raises(ColumnError, match=f"group: the result has a column '{group}' of its own. Rename yours"):
        function(frame, "2026-03-31", group=group)


@pytest.mark.parametrize("function", GROUPED, ids=named)
@pytest.mark.parametrize("group", [["source", "role"], ("source",), 3])
def test_a_group_is_one_column(function, group):
    frame = APPLICATIONS.assign(outcome="employed", outcome_on=pd.NaT)
    with pytest.raises(BadValue, match="group: the name of one column is expected, not") as refused:
        function(frame, "2026-03-31", group=group)
    assert refused.value.field == "group"


@pytest.mark.parametrize("twice", ["applied_on", "n_interviews", "source"])
def test_a_column_that_is_there_twice_is_refused(twice):
    frame = pd.concat([APPLICATIONS, APPLICATIONS[[twice]]], axis=1)
    with pytest.raises(ColumnError, match=f"There are several columns '{twice}'. Keep one of each"):
        fk.response_rates(frame, "2026-03-31", group="source")


def test_every_column_of_a_result_is_known():
    grouped = [fk.response_rates, fk.feedback_rates, fk.response_curve]
    results = [function(APPLICATIONS, "2026-03-31") for function in grouped]
    results.append(fk.outcome_rates(pd.DataFrame({"outcome": ["seeking"], "outcome_on": [pd.NaT]}), "2026-03-31"))
    for name in sorted({name for result in results for name in result}):
        with pytest.raises(ColumnError, match="of its own"):
            fk.tally(APPLICATIONS.assign(**{name: ""}), "2026-03-31", group=name)


@pytest.mark.parametrize("plot", DRAWN, ids=named)
def test_a_chart_is_given_another_ones_frame(plot):
    made_by = plot.__name__.removeprefix("plot_")
    with pytest.raises(
        ColumnError, match=rf"No chart is made of the columns \[.*Give the frame that {made_by} returned"
    ):
        plot(DRAWN[plot])


@pytest.mark.parametrize("plot", [charts.describe, *DRAWN], ids=named)
@pytest.mark.parametrize(
    "given", [None, "rates.csv", (APPLICATIONS, APPLICATIONS), fk.tally(APPLICATIONS, "2026-03-31")]
)
def test_a_chart_is_given_no_frame(plot, given):
    with pytest.raises(BadValue, match=r"frame: a DataFrame is expected, not .*Give the frame that .* returned"):
        plot(given)


@pytest.mark.parametrize("given", ["logs", None, APPLICATIONS], ids=type)
def test_a_cohort_is_asked_for(given, tmp_path):
    for function in (fk.attention, partial(fk.write_cohort_report, out=tmp_path / "a"), partial(fk.pack, out="b")):
        with pytest.raises(BadValue, match=r"cohort: a Cohort is expected, not .*load_cohort\(folder, as_of\)"):
            function(given)
    with pytest.raises(BadValue, match=r"seekers: a DataFrame is expected, not a list. Give cohort\.seekers"):
        fk.outcome_rates([], "2026-03-31")


def test_a_median_is_of_a_curve():
    with pytest.raises(
        BadValue, match=r"curve: a DataFrame is expected, not a tuple. Give what response_curve returned"
    ):
        fk.median_days((1, 2))
