"""The chart of feedback asked for and received."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.axis import Row, count_axis, period_axis, rate_axis
from followup_kit.charts.bars import draw_shares
from followup_kit.charts.findings import FEW, group_column
from followup_kit.charts.groups import largest_groups, small_multiples
from followup_kit.charts.period_names import axis_name
from followup_kit.charts.style import BLUE, PAPER, QUIET, VERMILLION, VERMILLION_TEXT, canvas


def plot_feedback_rates(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw how often feedback was asked for after a rejection, and how often it came.

    Where any period has five rejections, shares are drawn with their intervals; otherwise plain counts, which
    say as much and claim less. The numbers stand under each period in the colour of their bars.

    Parameters
    ----------
    frame : DataFrame
        From `followup_kit.feedback_rates`.
    ax : Axes, optional
        Where to draw; without it, a new figure.

    Returns
    -------
    Axes
    """
    with canvas(frame, ax) as ax:
        group = group_column(frame)
        if not frame.n_rejected.sum():
            ax.set_axis_off()
        elif group:
            for inner, part in small_multiples(ax, largest_groups(frame, group, "n_rejected")):
                _draw(part, inner)
        else:
            _draw(frame, ax)
    return ax


def _draw(frame: pd.DataFrame, ax: Axes) -> None:
    at = np.arange(len(frame))
    settled = frame.n_asked - frame.n_waiting
    rows = [
        Row("asked", _counts(frame.n_asked, frame.n_rejected), BLUE),
        Row("received", _counts(frame.n_received, settled), VERMILLION_TEXT),
    ]
    if (frame.n_rejected >= FEW).any():
        asking = _shares(frame.n_rejected, frame[["asking_rate", "asking_low", "asking_high"]])
        receiving = _shares(settled, frame[["feedback_rate", "low", "high"]])
        rate_axis(ax, 0.9, "share asked, share received")
        draw_shares(ax, at - 0.2, asking, BLUE, 0.36)
        draw_shares(ax, at + 0.2, receiving, VERMILLION, 0.36)
    else:
        ax.bar(at, frame.n_rejected, width=0.8, facecolor=PAPER, edgecolor=QUIET, linewidth=0.8)
        ax.bar(at - 0.17, frame.n_asked, width=0.3, color=BLUE)
        ax.bar(at + 0.17, frame.n_received, width=0.3, color=VERMILLION)
        count_axis(ax, "rejections after an interview")
    period_axis(ax, [axis_name(label) for label in frame.period], rows)


def _counts(part: pd.Series, whole: pd.Series) -> list[str]:
    return [f"{of_it} of {n}" if n else "none" for of_it, n in zip(part, whole, strict=True)]


def _shares(whole: pd.Series, rates: pd.DataFrame) -> pd.DataFrame:
    return rates.set_axis(["rate", "low", "high"], axis=1).assign(whole=whole, settled=True)
