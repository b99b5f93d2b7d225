"""The chart of response rates."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.axis import Row, period_axis, rate_axis
from followup_kit.charts.bars import draw_shares, label_shares
from followup_kit.charts.findings import FEW, group_column, within
from followup_kit.charts.groups import largest_groups, small_multiples
from followup_kit.charts.period_names import axis_name
from followup_kit.charts.style import canvas


def plot_response_rates(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw response rates by period.

    Each bar carries its 95 % interval as a thin line and its n underneath. A period too young to judge is
    hollow and says "too early"; under n = 5 the count stands instead of a share. Several groups become small
    charts with one scale, the six largest of them.

    Parameters
    ----------
    frame : DataFrame
        From `followup_kit.response_rates`.
    ax : Axes, optional
        Where to draw; without it, a new figure.

    Returns
    -------
    Axes
    """
    with canvas(frame, ax) as ax:
        group = group_column(frame)
        if not frame.n_applied.sum():
            ax.set_axis_off()
        elif group:
            _by_group(frame, group, ax)
        else:
            _draw(frame, ax, _highest(_shares(frame)))
    return ax


def _draw(frame: pd.DataFrame, ax: Axes, top: float) -> None:
    shares = _shares(frame)
    at = np.arange(len(shares))
    rate_axis(ax, top, f"answered {within(frame)}")
    rows = [Row("n", [f"{n:,}" for n in shares.whole])]
    room = period_axis(ax, [axis_name(label) for label in frame.period], rows)
    draw_shares(ax, at, shares)
    label_shares(ax, at, shares, room)


def _by_group(frame: pd.DataFrame, group: str, ax: Axes) -> None:
    parts = largest_groups(frame, group, "n_applied")
    top = max(_highest(_shares(part)) for _, part in parts)
    periods = sorted(frame.period.unique())
    for inner, part in small_multiples(ax, parts):
        # Every group has the same periods, so that one lies under the other.
        whole = part.set_index("period").reindex(periods).reset_index()
        counts = ["n_applied", "n_mature", "n_responded"]
        whole[counts] = whole[counts].fillna(0).astype("int64")
        whole["mature"] = whole["mature"].eq(True) | whole.n_applied.eq(0)
        _draw(whole, inner, top)


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {"n_responded": "part", "n_mature": "whole", "response_rate": "rate", "mature": "settled"}
    return frame.rename(columns=columns)


def _highest(shares: pd.DataFrame) -> float:
    """Return the upper end of the highest interval drawn; 1 if none is."""
    ends = shares.high[shares.whole >= FEW]
    return 1.0 if ends.empty else ends.max()
