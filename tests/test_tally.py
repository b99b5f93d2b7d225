from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from flat_frames import flat, random_rows

from followup_kit.ends import Asked, End
from followup_kit.errors import BadValue, ColumnError
from followup_kit.tally import Tally, tally

AS_OF = "2026-03-31"


def cells(counts):
    """Return {(group code, day, state, days): n}, read off a tally's table."""
    start, group, day = counts.by_day()
    length = np.diff(start, append=len(counts.n))
    days = [(date(1970, 1, 1) + timedelta(each)).isoformat() for each in day.repeat(length).tolist()]
    columns = group.repeat(length).tolist(), days, counts.state.tolist(), counts.days.tolist()
    return dict(zip(zip(*columns, strict=True), counts.n.tolist(), strict=True))


def ends(counts):
    """Return the same with the names of the ends."""
    return {(group, day, End(state).name, days): n for (group, day, state, days), n in cells(counts).items()}


def applied(counted):
    """Return {(group, day): n} of the applications counted."""
    return {(counted.labels[group], day): n for (group, day, _, _), n in cells(counted.applied).items()}


WAITING = ()
ONE_APPLICATION = [
    # what is known beside applied_on 2026-03-01, its end for any response, its end for a positive one
    ({}, WAITING, WAITING),
    ({"responded_on": "2026-03-01"}, ("ANSWERED", 0), WAITING),
    ({"responded_on": "2026-03-31"}, ("ANSWERED", 30), WAITING),
    ({"responded_on": "2026-04-01"}, WAITING, WAITING),
    ({"responded_on": "2026-03-05", "advanced_on": "2026-03-09"}, ("ANSWERED", 4), ("ANSWERED", 8)),
    ({"responded_on": "2026-03-05", "advanced_on": "2026-04-09"}, ("ANSWERED", 4), WAITING),
    ({"withdrawn_on": "2026-03-11"}, ("WITHDRAWN", 10), ("WITHDRAWN", 10)),
    ({"withdrawn_on": "2026-04-11"}, WAITING, WAITING),
    ({"withdrawn_on": "2026-03-11", "responded_on": "2026-03-11"}, ("ANSWERED", 10), ("WITHDRAWN", 10)),
    ({"withdrawn_on": "2026-03-11", "responded_on": "2026-03-12"}, ("LATE", 10), ("WITHDRAWN", 10)),
    ({"withdrawn_on": "2026-03-11", "responded_on": "2026-04-12"}, ("WITHDRAWN", 10), ("WITHDRAWN", 10)),
    (
        {"responded_on": "2026-03-02", "withdrawn_on": "2026-03-11", "advanced_on": "2026-03-20"},
        ("ANSWERED", 1),
        ("LATE", 10),
    ),
    # a rejection is no censoring, nor is a withdrawal from it on
    ({"responded_on": "2026-03-05", "rejected_on": "2026-03-05"}, ("ANSWERED", 4), WAITING),
    (
        {"responded_on": "2026-03-05", "rejected_on": "2026-03-05", "withdrawn_on": "2026-03-05"},
        ("ANSWERED", 4),
        WAITING,
    ),
    (
        {"responded_on": "2026-03-09", "rejected_on": "2026-03-09", "withdrawn_on": "2026-03-05"},
        ("LATE", 4),
        ("WITHDRAWN", 4),
    ),
    # before the application: the date is left out, the answer stays
    ({"responded_on": "2026-02-28"}, ("UNDATED", 0), WAITING),
    ({"withdrawn_on": "2026-02-28"}, WAITING, WAITING),
    ({"responded_on": "2026-03-05", "advanced_on": "2026-02-28"}, ("ANSWERED", 4), ("UNDATED", 0)),
    # answered on an unknown day
    ({"responded": True}, ("UNDATED", 0), WAITING),
    ({"responded": True, "withdrawn_on": "2026-03-11"}, ("UNDATED", 0), ("WITHDRAWN", 10)),
    ({"responded": True, "n_interviews": 1}, ("UNDATED", 0), ("UNDATED", 0)),
    ({"responded": True, "interviewed_on": "2026-03-20", "n_interviews": 1}, ("UNDATED", 0), ("UNDATED", 0)),
    ({"responded": True, "interviewed_on": "2026-04-20", "n_interviews": 1}, ("UNDATED", 0), WAITING),
    ({"responded": True, "advanced_on": "2026-03-20"}, ("UNDATED", 0), ("ANSWERED", 19)),
    ({"responded_on": "2026-03-20", "n_interviews": 1}, ("ANSWERED", 19), ("UNDATED", 0)),
    ({"responded_on": "2026-04-20", "n_interviews": 1}, WAITING, WAITING),
]


@pytest.mark.parametrize(("known", "any_end", "positive_end"), ONE_APPLICATION)
def test_how_one_application_ended(known, any_end, positive_end):
    counted = tally(flat([{"applied_on": "2026-03-01", **known}]), AS_OF)
    assert applied(counted) == {("", "2026-03-01"): 1}
    positive = {key: n for key, n in ends(counted.positive).items() if key[2] != "PERHAPS"}
    for found, expected in ((ends(counted.any), any_end), (positive, positive_end)):
        assert found == ({(0, "2026-03-01", *expected): 1} if expected else {})


@pytest.mark.parametrize(
    ("known", "perhaps"),
    [
        ({"responded": True}, True),
        ({"responded_on": "2026-02-28"}, True),
        ({"responded": True, "withdrawn_on": "2026-03-11"}, True),
        ({"responded": True, "n_interviews": 1}, False),
        ({"responded": True, "advanced_on": "2026-03-20"}, False),
        ({"responded_on": "2026-03-20"}, False),
        ({}, False),
    ],
)
def test_an_undated_answer_that_may_have_been_positive_is_marked(known, perhaps):
    counted = tally(flat([{"applied_on": "2026-03-01", **known}]), AS_OF)
    assert ((0, "2026-03-01", "PERHAPS", 0) in ends(counted.positive)) == perhaps


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"interviewed_on": "2026-03-02"}, Asked.NOT_ASKED),
        ({"interviewed_on": "2026-03-10"}, Asked.NOT_ASKED),
        ({"n_interviews": 2}, Asked.NOT_ASKED),
        ({"interviewed_on": "2026-03-11", "n_interviews": 1}, None),
        ({}, None),
        ({"n_interviews": 1, "feedback_received_on": "2026-03-12"}, Asked.NOT_ASKED),
        ({"n_interviews": 1, "feedback_asked_on": "2026-04-12"}, Asked.NOT_ASKED),
        ({"n_interviews": 1, "feedback_asked_on": "2026-03-11"}, Asked.WAITING),
        ({"n_interviews": 1, "feedback_asked_on": "2026-03-02"}, Asked.WAITING),
        ({"n_interviews": 1, "feedback_asked_on": "2026-03-01"}, Asked.UNANSWERED),
        (
            {"n_interviews": 1, "feedback_asked_on": "2026-03-11", "feedback_received_on": "2026-03-11"},
            Asked.RECEIVED,
        ),
        (
            {"n_interviews": 1, "feedback_asked_on": "2026-03-11", "feedback_received_on": "2026-03-10"},
            Asked.WAITING,
        ),
        (
            {"n_interviews": 1, "feedback_asked_on": "2026-03-01", "feedback_received_on": "2026-04-01"},
            Asked.UNANSWERED,
        ),
        ({"n_interviews": 1, "rejected_on": "2026-04-01"}, None),
        ({"n_interviews": 1, "rejected_on": "2026-01-31"}, None),
    ],
)
def test_what_became_of_one_rejection(known, state):
    row = {"applied_on": "2026-02-01", "responded": True, "rejected_on": "2026-03-10", **known}
    found = cells(tally(flat([row]), AS_OF).rejections)
    assert found == ({} if state is None else {(0, "2026-03-10", state, 0): 1})


def test_what_is_not_applied_by_the_day_is_left_out():
    counted = tally(
        flat([{"applied_on": "2026-03-31"}, {"applied_on": "2026-04-01"}, {}, {"responded_on": "2026-03-01"}]),
        AS_OF,
    )
    assert applied(counted) == {("", "2026-03-31"): 1}
    assert ends(counted.any) == {}
    assert counted.n_left_out == 2


def test_impossible_dates_become_problems_with_their_rows():
    applications = flat(
        [
            {"applied_on": "2026-03-01"},
            {"applied_on": "2026-03-01", "responded_on": "2026-02-27", "rejected_on": "2026-02-28"},
            {"applied_on": "2026-03-02", "advanced_on": "2026-03-01", "withdrawn_on": "2026-01-05"},
        ]
    ).set_index(pd.Index([7, 8, 9]))
    problems = tally(applications, AS_OF).problems
    assert problems[["row", "column", "value"]].to_numpy().tolist() == [
        [8, "responded_on", "2026-02-27"],
        [8, "rejected_on", "2026-02-28"],
        [9, "advanced_on", "2026-03-01"],
        [9, "withdrawn_on", "2026-01-05"],
    ]
    assert problems.reason[0] == ("before the application of 2026-03-01: the date is left out, the application counts")
    assert list(tally(flat([]), AS_OF).problems.columns) == list(problems.columns)


def test_applications_of_no_job_search_are_left_out_and_reported():
    """A slip in the year would else give a thousand years of empty months."""
    years = ["2026-03-01", "1019-05-05", "1969-12-31", "1970-01-01"]
    applications = pd.DataFrame({"applied_on": pd.Series(years, dtype="datetime64[us]"), "responded": False})
    applications = applications.assign(responded_on=pd.NaT, advanced_on=pd.NaT, withdrawn_on=pd.NaT)
    counted = tally(applications, AS_OF)
    assert applied(counted) == {("", "1970-01-01"): 1, ("", "2026-03-01"): 1}
    assert counted.n_left_out == 2
    assert counted.problems[["row", "column", "value"]].to_numpy().tolist() == [
        [1, "applied_on", "1019-05-05"],
        [2, "applied_on", "1969-12-31"],
    ]
    assert counted.problems.reason[0] == "no day of a job search: the application is left out. Check the year"


def test_a_positive_response_is_a_response():
    """Whoever was invited on a day was answered by that day, whatever the columns of any response say."""
    applications = flat(
        [
            {"applied_on": "2026-03-01", "advanced_on": "2026-03-11"},
            {"applied_on": "2026-03-01", "responded_on": "2026-03-21", "advanced_on": "2026-03-11"},
            {"applied_on": "2026-03-01", "responded_on": "2026-03-06", "advanced_on": "2026-03-11"},
            {"applied_on": "2026-03-01", "responded": True, "advanced_on": "2026-03-11"},
            {"applied_on": "2026-03-01", "advanced_on": "2026-02-11"},
        ]
    )
    counted = tally(applications, AS_OF)
    assert ends(counted.any) == {
        (0, "2026-03-01", "ANSWERED", 10): 2,
        (0, "2026-03-01", "ANSWERED", 5): 1,
        (0, "2026-03-01", "UNDATED", 0): 2,
    }
    reason = "no response by this day, but a positive one: it counts as the first"
    assert counted.problems[["row", "column", "value", "reason"]].to_numpy().tolist() == [
        [0, "advanced_on", "2026-03-11", reason],
        [1, "advanced_on", "2026-03-11", reason],
        [4, "advanced_on", "2026-02-11", counted.problems.reason[2]],
    ]


@pytest.mark.parametrize("group", [None, "source"])
@pytest.mark.parametrize("seed", range(3))
def test_a_tally_is_the_same_however_the_rows_are_parted(seed, group):
    applications = flat(random_rows(seed, 300))
    whole = tally(applications, AS_OF, group)
    one_by_one = [tally(applications.iloc[[i]], AS_OF, group) for i in range(len(applications))]
    shuffled = applications.sample(frac=1, random_state=seed)
    assert Tally.total(one_by_one) == sum(one_by_one) == whole
    assert tally(shuffled.iloc[:100], AS_OF, group) + tally(shuffled.iloc[100:], AS_OF, group) == whole
    assert tally(applications, AS_OF, group) + tally(applications.iloc[:0], AS_OF, group) == whole
    assert tally(applications.iloc[1:], AS_OF, group) != whole
    assert whole.applied.n.sum() == (applications.applied_on <= AS_OF).sum()


def test_the_sum_keeps_the_problems():
    one = tally(flat([{"applied_on": "2026-03-02", "responded_on": "2026-03-01"}]), AS_OF)
    assert len((one + one).problems) == 2


def test_groups_add_by_label():
    rows = [{"applied_on": "2026-03-01", "source": source} for source in ("b", "c", "a", "b")]
    counted = tally(flat(rows[:2]), AS_OF, "source") + tally(flat(rows[2:]), AS_OF, "source")
    assert counted.labels == ("a", "b", "c")
    assert applied(counted) == {("a", "2026-03-01"): 1, ("b", "2026-03-01"): 2, ("c", "2026-03-01"): 1}


def test_any_column_groups_and_a_missing_value_is_the_empty_label():
    applications = flat([{"applied_on": "2026-03-01"}] * 3).assign(
        programme=pd.Categorical(["welding", None, "welding"]), year=[2, 10, 2]
    )
    assert tally(applications, AS_OF, "programme").labels == ("", "welding")
    assert tally(applications, AS_OF, "year").labels == ("10", "2")


def test_tallies_of_different_days_or_groupings_do_not_add():
    applications = flat([{"applied_on": "2026-03-01"}])
    counted = tally(applications, AS_OF)
    with pytest.raises(ValueError, match="2026-03-31 and 2026-04-01 do not add"):
        counted + tally(applications, "2026-04-01")
    with pytest.raises(ValueError, match="None and 'source' do not add"):
        counted + tally(applications, AS_OF, "source")
    with pytest.raises(ValueError, match="no tally"):
        Tally.total([])


@pytest.mark.parametrize("group", [None, "source"])
def test_a_tally_survives_being_saved(group):
    counted = tally(flat(random_rows(1, 200)), AS_OF, group)
    saved = counted.to_bytes()
    assert Tally.from_bytes(saved) == counted
    assert Tally.from_bytes(saved).labels == counted.labels
    assert len(saved) < 20_000
    empty = tally(flat([]), AS_OF, group)
    assert Tally.from_bytes(empty.to_bytes()) == empty
    bare = tally(flat([{"applied_on": "2026-03-01"}]).drop(columns="rejected_on"), AS_OF)
    assert Tally.from_bytes(bare.to_bytes()).rejections is None


def test_awkward_labels_survive_being_saved():
    rows = [{"applied_on": "2026-03-01", "source": text} for text in ("", "naïve, \x00 求人", "it's", "a\n")]
    counted = tally(flat(rows), AS_OF, "source")
    assert Tally.from_bytes(counted.to_bytes()).labels == counted.labels
    assert len(counted.labels) == 4


def test_the_frame_is_left_alone():
    applications = flat(random_rows(2, 100))
    before = applications.copy(deep=True)
    tally(applications, AS_OF, "source")
    pd.testing.assert_frame_equal(applications, before)


def test_dates_come_in_any_unit_and_with_a_time():
    applications = flat([{"applied_on": "2026-03-01 23:59", "responded_on": "2026-03-02 00:01"}])
    for unit in ("s", "ms", "ns"):
        converted = applications.astype({"applied_on": f"datetime64[{unit}]"})
        assert ends(tally(converted, AS_OF).any) == {(0, "2026-03-01", "ANSWERED", 1): 1}
    zoned = applications.assign(applied_on=applications.applied_on.dt.tz_localize("America/Chicago"))
    assert ends(tally(zoned, AS_OF).any) == {(0, "2026-03-01", "ANSWERED", 1): 1}


def test_flags_may_be_nullable():
    applications = flat([{"applied_on": "2026-03-01"}] * 3)
    applications["responded"] = pd.array([True, False, None], dtype="boolean")
    assert ends(tally(applications, AS_OF).any) == {(0, "2026-03-01", "UNDATED", 0): 1}


def test_days_long_ago_and_long_waits_are_counted():
    # 55 years of 365 days, 14 leap days, and 89 days of 2026
    applications = flat([{"applied_on": "1971-01-01", "responded_on": "2026-03-31"}])
    assert ends(tally(applications, AS_OF).any) == {(0, "1971-01-01", "ANSWERED", 20178): 1}


def test_few_applications_over_many_days_are_counted_like_many():
    days = {"1970-01-01": "b", "2026-01-01": "a", "1999-01-01": "b"}
    few = [{"applied_on": day, "source": source} for day, source in days.items()]
    counted = tally(flat([*few, few[2]]), AS_OF, "source")
    assert applied(counted) == {("a", "2026-01-01"): 1, ("b", "1970-01-01"): 1, ("b", "1999-01-01"): 2}


def test_columns_are_checked_at_the_door():
    applications = flat([{"applied_on": "2026-03-01"}])
    with pytest.raises(ColumnError, match="no column 'responded_on', 'advanced_on'"):
        tally(applications.drop(columns=["responded_on", "advanced_on"]), AS_OF)
    with pytest.raises(ColumnError, match="no column 'campus'"):
        tally(applications, AS_OF, "campus")
    with pytest.raises(ColumnError, match="applied_on should hold dates"):
        tally(applications.assign(applied_on="2026-03-01"), AS_OF)
    with pytest.raises(ColumnError, match="responded should hold True or False"):
        tally(applications.assign(responded="perhaps"), AS_OF)
    with pytest.raises(ColumnError, match="n_interviews should hold whole numbers"):
        tally(applications.assign(n_interviews="two"), AS_OF)
    with pytest.raises(BadValue, match="2026-02-31"):
        tally(applications, "2026-02-31")


def test_too_many_groups_are_refused():
    applications = flat([{}] * 65_537).assign(applied_on=pd.Timestamp("2026-03-01"), seeker=range(65_537))
    with pytest.raises(BadValue, match="65,537 groups are too many"):
        tally(applications, AS_OF, "seeker")
    assert len(tally(applications.iloc[:65_536], AS_OF, "seeker").labels) == 65_536
