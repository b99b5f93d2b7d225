"""The chart of how far applications came."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.findings import share
from followup_kit.charts.look import BLUE, INK, canvas, short


def plot_stage_funnel(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw how many applications ever reached each stage, the first stage on top.

    Parameters
    ----------
    frame : DataFrame
        From `followup_kit.stage_funnel`.
    ax : Axes, optional
        Where to draw: make its figure with ``layout="constrained"``, and the words under it have room. Without it, a
        new figure.

    Returns
    -------
    Axes
        Its left title says the finding.
    """
    with canvas(frame, ax, "stage_funnel") as ax:
        if frame.empty or not frame.n_reached.iloc[0]:
            ax.set_axis_off()
            return ax
        at = np.arange(len(frame))
        total = frame.n_reached.iloc[0]
        ax.barh(at, frame.n_reached, height=0.62, color=BLUE, alpha=0.55, linewidth=0)
        for y, n in zip(at, frame.n_reached, strict=True):
            text = f"{n:,}" if y == 0 else share(n, total)
            ax.annotate(text, (n, y), xytext=(5, 0), textcoords="offset points", va="center", color=INK)
        ax.set_yticks(at, [short(stage) for stage in frame.stage])
        ax.invert_yaxis()
        ax.set_xlim(0, 1.12 * total)
        ax.xaxis.set_visible(False)
        ax.spines["bottom"].set_visible(False)
    return ax
