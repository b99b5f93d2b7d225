"""The picture of flows, and its text."""

from itertools import pairwise

import pandas as pd
import pytest
from chart_frames import flows
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from followup_kit.charts import flows_text, plot_stage_flows

FLOWS = flows(
    ("applied", "screening", 30), ("applied", "rejected", 60), ("applied", "waiting", 10),
    ("screening", "rejected", 20), ("screening", "waiting", 10), ("screening", "screening", 2),
)  # fmt: skip


@pytest.fixture
def ax() -> Axes:
    return Figure(figsize=(8, 4)).subplots()


def stages(ax: Axes) -> dict[str, tuple[float, float, float]]:
    """Return left edge, lower edge and height of each stage, by the text beside it."""
    boxes = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    named = [text.get_text().replace("\n", " ") for text in ax.texts]
    return {name: (box.get_x(), box.get_y(), box.get_height()) for name, box in zip(named, boxes, strict=False)}


def ribbons(ax: Axes) -> list[tuple[float, float]]:
    """Return the height of each ribbon where it leaves and where it arrives."""
    found = [patch.get_path().vertices for patch in ax.patches if isinstance(patch, PathPatch)]
    return [(path[0][1] - path[7][1], path[3][1] - path[4][1]) for path in found]


def test_stages_stand_in_the_order_of_a_search_and_endings_last(ax):
    plot_stage_flows(FLOWS, ax)
    lefts = {name: box[0] for name, box in stages(ax).items()}
    assert lefts == {"applied 100": 0, "screening 30": 1, "waiting 20": 2, "rejected 80": 2}


def test_heights_are_in_proportion_and_ribbons_keep_theirs(ax):
    plot_stage_flows(FLOWS, ax)
    one = stages(ax)["applied 100"][2] / 100
    assert stages(ax)["screening 30"][2] == pytest.approx(30 * one)
    assert stages(ax)["rejected 80"][2] == pytest.approx(80 * one)
    for (start, end), n in zip(ribbons(ax), [30, 60, 10, 20, 10], strict=True):
        assert start == pytest.approx(n * one) and end == pytest.approx(n * one)


def test_ribbons_fill_a_stage_without_overlap(ax):
    plot_stage_flows(FLOWS, ax)
    _, bottom, height = stages(ax)["applied 100"]
    leaving = [patch.get_path().vertices for patch in ax.patches if isinstance(patch, PathPatch)][:3]
    edges = sorted((path[7][1], path[0][1]) for path in leaving)
    assert edges[0][0] == pytest.approx(bottom) and edges[-1][1] == pytest.approx(bottom + height)
    assert all(below[1] == pytest.approx(above[0]) for below, above in pairwise(edges))


def test_moves_back_are_not_drawn_but_named(ax):
    back = [("interviewing", "screening", n) for n in (4,)] + [("offer", "interviewing", 1)]
    plot_stage_flows(pd.concat([FLOWS, flows(*back)], ignore_index=True), ax)
    assert len(ribbons(ax)) == 5
    assert ax.texts[-1].get_text() == (
        "Not drawn, moves back or again: screening to screening 2, interviewing to screening 4, offer to interviewing 1"
    )


def test_only_moves_back_leave_a_picture_with_their_names(ax):
    plot_stage_flows(flows(("offer", "screening", 1)), ax)
    assert [text.get_text() for text in ax.texts] == ["Not drawn, moves back or again: offer to screening 1"]


def test_flows_as_text_are_one_move_a_line():
    frame = flows(("applied", "screening", 30), ("a [b]", "two\nlines", 1))
    assert flows_text(frame) == "applied [30] screening\na (b) [1] two lines\n"
    assert flows_text(frame.iloc[:0]) == ""
