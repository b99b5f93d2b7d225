"""What charts draw: read back from the axes."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from chart_frames import by_group, curve, feedback, flows, funnel, rates, weeks
from matplotlib.axes import Axes
from matplotlib.collections import FillBetweenPolyCollection, LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from followup_kit import charts
from followup_kit.charts.look import BLUE

RATES = rates(
    ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"],
    [263, 4, 0, 12, 9],
    [263, 4, 0, 6, 0],
    [81, 1, 0, 3, 0],
)
FEEDBACK = feedback(["2026-01", "2026-02"], [8, 4], [6, 3], [3, 1], [0, 1])
FLOWS = flows(
    ("applied", "screening", 30), ("applied", "rejected", 60), ("screening", "rejected", 20),
    ("screening", "waiting", 10), ("screening", "applied", 2),
)  # fmt: skip
WEEKS = weeks("2025-12-29", [4, 9, 0], [0, 1, 2])
ALL = [
    (charts.plot_response_rates, RATES),
    (charts.plot_response_rates, by_group("source", LinkedIn=RATES, Referral=RATES)),
    (charts.plot_feedback_rates, FEEDBACK),
    (charts.plot_feedback_rates, by_group("source", LinkedIn=FEEDBACK, Referral=FEEDBACK)),
    (charts.plot_response_curve, curve()),
    (charts.plot_response_curve, by_group("source", LinkedIn=curve(), Referral=curve().head(5))),
    (charts.plot_stage_funnel, funnel(271, 57, 40, 22, 3, 1)),
    (charts.plot_stage_flows, FLOWS),
    (charts.plot_weekly_activity, WEEKS),
]
NAMES = [f"{plot.__name__}-{frame.columns[0]}" for plot, frame in ALL]


@pytest.fixture
def ax() -> Axes:
    return Figure(figsize=(8, 4)).subplots()


def words(ax: Axes) -> list[str]:
    """Return all that is written on the axes."""
    return [text.get_text() for text in ax.findobj(Text) if text.get_text() and text.get_visible()]


def bars(ax: Axes) -> list[tuple[float, float]]:
    """Return the middle and the height of each upright bar."""
    return [(round(bar.get_x() + bar.get_width() / 2, 6), round(bar.get_height(), 4)) for bar in ax.patches]


def intervals(ax: Axes) -> list[list[list[float]]]:
    found = [artist for artist in ax.collections if isinstance(artist, LineCollection)]
    return [np.round(segment, 4).tolist() for lines in found for segment in lines.get_segments()]


@pytest.mark.parametrize(("plot", "frame"), ALL, ids=NAMES)
def test_a_chart_is_drawn_on_the_axes_given_and_returns_them(plot, frame, ax):
    before = frame.copy(deep=True)
    assert plot(frame, ax) is ax
    pd.testing.assert_frame_equal(frame, before)
    assert ax.get_title("left").replace("\n", " ") == charts.describe(frame).split(". ")[0].removesuffix(".")


@pytest.mark.parametrize(("plot", "frame"), ALL, ids=NAMES)
def test_without_a_row_a_chart_says_so_and_draws_nothing(plot, frame, ax):
    plot(frame.iloc[:0], ax)
    (said,) = words(ax)
    assert said.startswith("No ")
    assert not ax.patches and not ax.lines and not ax.collections


def test_without_axes_a_figure_is_opened():
    from matplotlib import pyplot

    ax = charts.plot_stage_funnel(funnel(3, 1, 1, 0, 0, 0))
    assert pyplot.get_fignums() == [ax.figure.number]
    pyplot.close(ax.figure)


def test_bars_are_rates_and_thin_lines_their_published_intervals(ax):
    charts.plot_response_rates(RATES, ax)
    # 81 of 263: Newcombe 1998, table I, method 3. No bar for 4, 0 and 0 applications.
    assert bars(ax) == [(0, 0.3080), (3, 0.5)]
    assert intervals(ax)[0] == [[0, 0.2553], [0, 0.3662]]
    assert ax.get_ylim()[0] == 0


def test_n_stands_under_each_period_and_the_year_where_it_begins(ax):
    charts.plot_response_rates(RATES, ax)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Nov", "Dec", "Jan", "Feb", "Mar"]
    under = [text.get_text() for text in ax.texts if text.get_position()[1] < 0 and text.get_ha() == "center"]
    assert under == ["263", "4", "0", "6", "0", "2025", "2026"]


def test_a_period_too_young_is_hollow_and_says_so(ax):
    charts.plot_response_rates(RATES, ax)
    mature, young = ax.patches
    assert mature.get_hatch() is None and young.get_hatch() and young.get_linestyle() == "--"
    assert young.get_facecolor() == (1, 1, 1, 1)
    assert words(ax).count("too early") == 2


def test_under_five_the_count_stands_and_no_rate(ax):
    charts.plot_response_rates(RATES, ax)
    assert "1 of 4" in words(ax)
    assert "25 %" not in [text.get_text() for text in ax.texts]


def test_an_answer_without_a_date_is_not_called_too_early(ax):
    frame = rates(["2026-01", "2026-02", "2026-03"], [10, 10, 10], [10, 10, 4], [5, 5, 1])
    frame["n_undated"], frame["mature"] = [2, 0, 0], [False, True, False]
    charts.plot_response_rates(frame, ax)
    assert "2 undated" in words(ax) and words(ax).count("too early") == 1


def test_where_all_are_few_counts_are_drawn(ax):
    charts.plot_response_rates(rates(["2026-02", "2026-03"], [3, 2], [3, 0], [1, 0]), ax)
    assert sorted(bars(ax)) == [(0, 1), (0, 3), (1, 0), (1, 2)]
    assert ax.get_ylabel() == "applications"
    assert {"1 of 3", "too early"} <= set(words(ax))


def test_a_bar_of_counts_is_as_high_as_its_label_says(ax):
    # Three applied, of whom one withdrew: 2 of 2. The next three are too young, and all of them stand in the outline.
    charts.plot_response_rates(rates(["2026-02", "2026-03"], [3, 3], [2, 0], [2, 0]).assign(mature=[True, False]), ax)
    assert sorted(bars(ax)) == [(0, 2), (0, 2), (1, 0), (1, 3)]
    assert "2 of 2" in words(ax)
    under = [text.get_text() for text in ax.texts if text.get_position()[1] < 0 and text.get_ha() == "center"]
    assert under == ["2", "3", "2026"]


def test_where_all_withdrew_there_is_nothing_to_draw(ax):
    charts.plot_response_rates(rates(["2026-02"], [1], [0], [0]).assign(mature=True), ax)
    assert bars(ax) == [(0, 0), (0, 0)]


def test_groups_of_counts_have_one_scale(ax):
    few = {"A": rates(["2026-01"], [4], [4], [1]), "B": rates(["2026-01", "2026-02"], [1, 2], [1, 2], [0, 1])}
    charts.plot_response_rates(by_group("source", **few), ax)
    assert len({inner.get_ylim() for inner in ax.child_axes}) == 1
    assert ax.child_axes[0].get_ylim()[1] > 4
    assert sorted(bars(ax.child_axes[1])) == [(0, 0), (0, 1), (1, 1), (1, 2)]


def test_groups_of_feedback_have_one_scale_and_the_same_periods(ax):
    few = {
        "A": feedback(["2026-01", "2026-02"], [4, 1], [3, 1], [1, 0], [0, 1]),
        "B": feedback(["2026-02"], [2], [1], [1], [0]),
    }
    charts.plot_feedback_rates(by_group("source", **few), ax)
    first, second = ax.child_axes
    assert first.get_ylim() == second.get_ylim() and first.get_ylim()[1] > 4
    assert [label.get_text() for label in second.get_xticklabels()] == ["Jan", "Feb"]
    assert [height for _, height in bars(second)] == [0, 2, 0, 1, 0, 1, 0, 0]


def test_no_group_of_feedback_is_drawn_as_counts_beside_another_of_shares(ax):
    groups = {"A": FEEDBACK, "B": feedback(["2026-02"], [2], [1], [1], [0])}
    charts.plot_feedback_rates(by_group("source", **groups), ax)
    assert [inner.get_ylim() for inner in ax.child_axes] == [ax.child_axes[0].get_ylim()] * 2
    assert [height for _, height in bars(ax.child_axes[1])] == []


def test_a_year_of_weeks_keeps_labels_apart_and_names_the_last(ax):
    weekly = [f"2025-W{week:02}" for week in range(1, 53)]
    charts.plot_response_rates(rates(weekly, [9] * 52, [9] * 50 + [2, 0], [2] * 50 + [0, 0]), ax)
    labels = ax.get_xticklabels()
    assert labels[-1].get_text() == "22 Dec"
    boxes = [label.get_window_extent() for label in labels]
    assert len(boxes) > 5 and all(a.x1 < b.x0 for a, b in pairwise(boxes))
    assert words(ax).count("too early") == 1


def test_groups_are_small_charts_of_one_scale_and_at_most_six(ax):
    groups = {f"g{n}": rates(["2026-01", "2026-02"], [10 * n, 9], [10 * n, 9], [n, 2]) for n in range(1, 9)}
    charts.plot_response_rates(by_group("source", **groups), ax)
    assert [inner.get_title("left") for inner in ax.child_axes] == ["g8", "g7", "g6", "g5", "g4", "g3"]
    assert len({round(inner.get_ylim()[1], 9) for inner in ax.child_axes}) == 1
    assert "the 6 largest of 8 groups" in words(ax)
    assert bars(ax.child_axes[0]) == [(0, 0.1), (1, 0.2222)]


def test_a_group_that_began_later_keeps_its_place_in_time(ax):
    late = rates(["2026-02"], [10], [10], [4])
    charts.plot_response_rates(by_group("source", A=RATES, B=late), ax)
    assert bars(ax.child_axes[1]) == [(3, 0.4)]


def test_feedback_stands_in_pairs_with_counts_in_their_colours(ax):
    charts.plot_feedback_rates(FEEDBACK, ax)
    # 6 of 8 asked; 3 of 6 received; of February's 4 rejections no share.
    assert [height for _, height in bars(ax)] == [0.75, 0.5]
    rows = {text.get_text(): text.get_color() for text in ax.texts}
    assert rows["6 of 8"] == rows["3 of 4"] == rows["asked"] == BLUE
    assert rows["3 of 6"] == rows["1 of 2"] == rows["received"] != BLUE


def test_feedback_of_few_is_drawn_as_counts(ax):
    charts.plot_feedback_rates(feedback(["2026-01", "2026-02"], [2, 1], [1, 1], [1, 0], [0, 1]), ax)
    assert [height for _, height in bars(ax)] == [2, 1, 1, 1, 1, 0, 0, 1]
    assert "rejections after an interview" in words(ax)


def test_feedback_still_open_is_hollow(ax):
    charts.plot_feedback_rates(feedback(["2026-01", "2026-02"], [9, 9], [8, 9], [4, 4], [0, 2]), ax)
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False, False, False, True]
    assert "hollow: too early, requests under 30 days old are still open" in words(ax)


def test_the_curve_starts_with_all_and_steps_down_as_published(ax):
    charts.plot_response_curve(curve(), ax)
    drawn = ax.lines[0]
    assert drawn.get_drawstyle() == "steps-post"
    assert drawn.get_xydata()[:4].tolist() == [[0, 1], [9, 0.909], [13, 0.818], [18, 0.716]]
    (band,) = ax.findobj(FillBetweenPolyCollection)
    assert band.get_datalim(ax.transData).y0 == pytest.approx(0.012)


def test_the_median_is_marked_where_the_curve_crosses_one_half(ax):
    charts.plot_response_curve(curve(), ax)
    assert "half by day 31" in words(ax)
    assert [line.get_xydata().tolist() for line in ax.lines[1:]] == [[[0, 0.5], [31, 0.5]], [[31, 0.5], [31, 0]]]


def test_a_median_that_is_not_reached_is_said(ax):
    charts.plot_response_curve(curve().head(5), ax)
    assert "half: not reached" in words(ax)


def test_under_the_curve_stands_how_many_are_still_waiting(ax):
    charts.plot_response_curve(curve(), ax)
    waiting = [text.get_text() for text in ax.texts if text.get_position()[1] < 0 and text.get_ha() == "center"]
    # At day 0, 30, 60, 90, 120 and 150: 5 were followed to day 31, one to day 161.
    assert ax.get_xticks().tolist() == [0, 30, 60, 90, 120, 150]
    assert waiting == ["11", "5", "1", "1", "1", "1"]


def test_a_group_of_few_has_no_curve(ax):
    few = curve().assign(n_at_risk=[4] * 10)
    charts.plot_response_curve(by_group("source", A=curve(), B=few), ax)
    assert [("too few" in words(inner)) for inner in ax.child_axes] == [False, True]


def test_the_funnel_is_as_wide_as_the_counts_and_says_them(ax):
    charts.plot_stage_funnel(funnel(271, 57, 40, 22, 3, 1), ax)
    assert [bar.get_width() for bar in ax.patches] == [271, 57, 40, 22, 3, 1]
    assert [text.get_text() for text in ax.texts][:3] == ["271", "57 of 271 (21 %)", "40 of 271 (15 %)"]
    assert ax.yaxis_inverted()


def test_a_funnel_of_few_has_no_percentages(ax):
    charts.plot_stage_funnel(funnel(4, 2, 1, 1, 0, 0), ax)
    assert [text.get_text() for text in ax.texts] == ["4", "2 of 4", "1 of 4", "1 of 4", "0 of 4", "0 of 4"]


def test_activity_puts_answers_inside_applications(ax):
    charts.plot_weekly_activity(WEEKS, ax)
    assert bars(ax) == [(0, 4), (1, 9), (2, 0), (0, 0), (1, 1), (2, 2)]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["29 Dec", "5 Jan", "12 Jan"]
    assert {"2025", "2026", "applied", "answers"} <= set(words(ax))
