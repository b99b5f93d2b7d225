import pandas as pd
import pytest

from followup_kit.schema import Tables, frame
from followup_kit.stages import stage_flows, stage_funnel

AS_OF = "2026-03-31"


def tables(*histories):
    """Make a log of applications, each told as (stage, day) moves."""
    moves = [(number, *move) for number, history in enumerate(histories, 1) for move in history]
    changes = [(place, number, stage, day, "") for place, (number, stage, day) in enumerate(moves, 1)]
    empty = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})
    return empty._replace(stage_changes=frame("stage_changes", changes))


def reached(*histories, as_of=AS_OF):
    funnel = stage_funnel(tables(*histories), as_of)
    return dict(zip(funnel.stage, funnel.n_reached, strict=True))


def flows(*histories, as_of=AS_OF):
    return [tuple(row) for row in stage_flows(tables(*histories), as_of).to_numpy().tolist()]


APPLIED = ("applied", "2026-03-01")


@pytest.mark.parametrize(
    ("history", "furthest"),
    [
        ([APPLIED], "applied"),
        ([APPLIED, ("ghosted", "2026-03-20")], "applied"),
        ([APPLIED, ("withdrawn", "2026-03-20")], "applied"),
        ([APPLIED, ("replied", "2026-03-02")], "replied"),
        ([APPLIED, ("rejected", "2026-03-02")], "replied"),
        ([APPLIED, ("interviewing", "2026-03-02")], "interviewing"),
        ([APPLIED, ("offer", "2026-03-09"), ("rejected", "2026-03-20")], "offer"),
        ([APPLIED, ("offer", "2026-04-01")], "applied"),
        ([APPLIED, ("screening", None)], "screening"),
        ([("interviewing", "2026-02-20"), APPLIED], "interviewing"),
        ([("applied", None), ("accepted", "2026-03-31")], "accepted"),
    ],
)
def test_how_far_one_application_came(history, furthest):
    order = ["applied", "replied", "screening", "interviewing", "offer", "accepted"]
    assert reached(history) == {stage: int(order.index(stage) <= order.index(furthest)) for stage in order}


@pytest.mark.parametrize(
    "history", [[("saved", "2026-03-01")], [("interviewing", "2026-03-01")], [("applied", "2026-04-01")]]
)
def test_what_was_never_applied_is_in_no_funnel(history):
    assert set(reached(history).values()) == {0}


def test_a_funnel_worked_out_by_hand():
    funnel = stage_funnel(
        tables([APPLIED], [APPLIED, ("replied", "2026-03-04")], [APPLIED, ("screening", "2026-03-04")], [APPLIED]),
        AS_OF,
    )
    assert list(funnel.columns) == ["stage", "n_reached", "reached_rate", "low", "high"]
    assert funnel.n_reached.tolist() == [4, 2, 1, 0, 0, 0]
    assert funnel.reached_rate.tolist() == [1, 0.5, 0.25, 0, 0, 0]
    # Wilson for 2 of 4: (2 + 1.9207 -/+ 1.96 sqrt(1 + 0.9604)) / (4 + 3.8415)
    assert funnel.loc[1, ["low", "high"]].astype(float).round(4).tolist() == [0.15, 0.85]


def test_flows_worked_out_by_hand():
    assert flows(
        [("saved", "2026-02-20"), APPLIED, ("interviewing", "2026-03-10"), ("rejected", "2026-03-20")],
        [APPLIED, ("rejected", "2026-03-20")],
        [APPLIED, ("rejected", "2026-03-21")],
        [APPLIED, ("rejected", "2026-04-01")],
        [("interviewing", "2026-03-10"), ("offer", "2026-03-20")],
        [("saved", "2026-03-01")],
    ) == [
        ("saved", "applied", 1),
        ("applied", "interviewing", 1),
        ("applied", "rejected", 2),
        ("applied", "waiting", 1),
        ("interviewing", "offer", 1),
        ("interviewing", "rejected", 1),
        ("offer", "waiting", 1),
    ]


def test_moves_go_by_their_days_and_undated_ones_by_entry():
    assert flows([("rejected", "2026-03-20"), ("applied", "2026-03-01")]) == [("applied", "rejected", 1)]
    assert flows([APPLIED, ("screening", None), ("rejected", "2026-03-20")]) == [
        ("applied", "screening", 1),
        ("screening", "rejected", 1),
    ]
    # An undated move that is dated again after the day asked for may have been another one.
    assert flows([APPLIED, ("screening", None), ("screening", "2026-04-20")]) == [
        ("applied", "screening", 1),
        ("screening", "waiting", 1),
    ]


def test_a_second_round_is_a_move_from_interviewing_to_itself():
    assert flows([("interviewing", "2026-03-10"), ("interviewing", "2026-03-12"), ("ghosted", None)]) == [
        ("interviewing", "interviewing", 1),
        ("interviewing", "ghosted", 1),
    ]


def test_as_many_leave_as_came_in():
    histories = [[APPLIED, (stage, "2026-03-05")] for stage in ("replied", "screening", "offer", "rejected")]
    moves = stage_flows(tables(*histories, [APPLIED]), AS_OF)
    assert moves[moves.source == "applied"].n.sum() == 5
    for stage in ("replied", "screening", "offer"):
        assert moves[moves.target == stage].n.sum() == moves[moves.source == stage].n.sum() == 1


def test_columns_and_dtypes_also_when_empty():
    for log in (tables(), tables([APPLIED])):
        moves = stage_flows(log, AS_OF)
        assert moves.dtypes.astype(str).to_dict() == {"source": "str", "target": "str", "n": "int64"}
        funnel = stage_funnel(log, AS_OF)
        assert funnel.dtypes.astype(str).tolist() == ["str", "int64", "float64", "float64", "float64"]
    assert stage_funnel(tables(), AS_OF)[["reached_rate", "low", "high"]].isna().all(axis=None)


def test_the_log_is_left_alone():
    log = tables([APPLIED, ("screening", None), ("rejected", "2026-03-20")])
    before = log.stage_changes.copy(deep=True)
    stage_funnel(log, AS_OF)
    stage_flows(log, AS_OF)
    pd.testing.assert_frame_equal(log.stage_changes, before)
