"""The chart of feedback asked for and received."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.axis import LINE, Row, count_axis, period_axis, rate_axis
from followup_kit.charts.bars import draw_shares
from followup_kit.charts.findings import FEW, group_column
from followup_kit.charts.groups import largest_groups, same_periods, small_multiples
from followup_kit.charts.look import BLUE, PAPER, QUIET, VERMILLION, VERMILLION_TEXT, canvas
from followup_kit.charts.period_names import axis_name

_HOLLOW = "hollow: too early, requests under 30 days old are still open"


def plot_feedback_rates(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw how often feedback was asked for after a rejection, and how often it came.

    Where any period has five rejections, shares are drawn with their intervals; otherwise plain counts, which
    say as much and claim less. The numbers stand under each period in the colour of their bars. Several groups
    become small charts with one scale, the six largest of them.

    Parameters
    ----------
    frame : DataFrame
        From `followup_kit.feedback_rates`.
    ax : Axes, optional
        Where to draw: make its figure with ``layout="constrained"``, and the words under it have room. Without it, a
        new figure.

    Returns
    -------
    Axes
        Its left title says the finding.
    """
    with canvas(frame, ax, "feedback_rates") as ax:
        group = group_column(frame)
        if not frame.n_rejected.sum():
            ax.set_axis_off()
        elif group:
            parts = same_periods(largest_groups(frame, group, frame.groupby(group).n_rejected.sum()))
            shown = pd.concat([part for _, part in parts])
            for inner, part, at_left in small_multiples(ax, parts, frame[group].nunique()):
                _draw(part, inner, shown, at_left)
            if frame.n_waiting.any():
                ax.annotate(_HOLLOW, (0, 0), xytext=(0, -9), textcoords="offset points", color=QUIET, fontsize=9)
        else:
            _draw(frame, ax, frame)
            if frame.n_waiting.any():
                ax.set_xlabel(_HOLLOW, labelpad=3 * LINE + 6, fontsize=9)
    return ax


def _draw(frame: pd.DataFrame, ax: Axes, beside: pd.DataFrame, at_left: bool = True) -> None:
    """Draw one chart on the scale of all that stands beside it, itself among them."""
    at = np.arange(len(frame))
    settled = frame.n_asked - frame.n_waiting
    rows = [
        Row("asked" if at_left else "", _counts(frame.n_asked, frame.n_rejected, 0 * frame.n_asked), BLUE),
        Row("received" if at_left else "", _counts(frame.n_received, settled, frame.n_waiting), VERMILLION_TEXT),
    ]
    room = period_axis(ax, [axis_name(label) for label in frame.period], rows)
    left, right, width = at - 0.2 * room.bar, at + 0.2 * room.bar, 0.36 * room.bar
    if (beside.n_rejected >= FEW).any():
        asking = _shares(frame.n_rejected, frame[["asking_rate", "asking_low", "asking_high"]])
        receiving = _shares(settled, frame[["feedback_rate", "low", "high"]], frame.n_waiting == 0)
        rate_axis(ax, 1.0, "share asked, received", above=6.0)
        draw_shares(ax, left, asking, BLUE, width)
        draw_shares(ax, right, receiving, VERMILLION, width)
    else:
        ax.bar(at, frame.n_rejected, width=0.84 * room.bar, facecolor=PAPER, edgecolor=QUIET, linewidth=0.8)
        ax.bar(left, frame.n_asked, width=width, color=BLUE)
        ax.bar(right, frame.n_received, width=width, color=VERMILLION)
        hollow = {"facecolor": PAPER, "edgecolor": VERMILLION, "hatch": "////", "linestyle": "--"}
        ax.bar(right, frame.n_waiting, bottom=frame.n_received, width=width, **hollow)
        count_axis(ax, beside.n_rejected.max(), "rejections after an interview")


def _counts(part: pd.Series, whole: pd.Series, waiting: pd.Series) -> list[str]:
    return [
        f"{of_it} of {n}" if n else "open" if still else "none"
        for of_it, n, still in zip(part, whole, waiting, strict=True)
    ]


def _shares(whole: pd.Series, rates: pd.DataFrame, settled: pd.Series | bool = True) -> pd.DataFrame:
    return rates.set_axis(["rate", "low", "high"], axis=1).assign(whole=whole, settled=settled)
