"""The chart of what was sent and what came back, week by week."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.axis import Row, count_axis, period_axis
from followup_kit.charts.look import BLUE, VERMILLION, VERMILLION_TEXT, canvas
from followup_kit.charts.period_names import day_name


def plot_weekly_activity(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw applications sent and answers received, by the week they happened in.

    Parameters
    ----------
    frame : DataFrame
        From `followup_kit.weekly_activity`: week (its Monday), n_applied, n_responded.
    ax : Axes, optional
        Where to draw: make its figure with ``layout="constrained"``, and the words under it have room. Without it, a
        new figure.

    Returns
    -------
    Axes
        Its left title says the finding.
    """
    with canvas(frame, ax, "weekly_activity") as ax:
        if not (frame.n_applied.sum() + frame.n_responded.sum()):
            ax.set_axis_off()
            return ax
        rows = [
            Row("applied", [f"{n:,}" for n in frame.n_applied], BLUE),
            Row("answers", [f"{n:,}" for n in frame.n_responded], VERMILLION_TEXT),
        ]
        room = period_axis(ax, [day_name(week.date()) for week in frame.week], rows)
        at = np.arange(len(frame))
        ax.bar(at, frame.n_applied, width=0.8 * room.bar, color=BLUE, alpha=0.55, linewidth=0)
        ax.bar(at, frame.n_responded, width=0.34 * room.bar, color=VERMILLION, linewidth=0)
        count_axis(ax, frame[["n_applied", "n_responded"]].max(axis=None), "per week")
    return ax
