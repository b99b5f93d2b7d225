"""The chart of response rates."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.axis import Row, count_axis, period_axis, rate_axis
from followup_kit.charts.bars import WORDS, draw_counts, draw_shares, label_shares
from followup_kit.charts.findings import FEW, answered_within, group_column
from followup_kit.charts.groups import largest_groups, same_periods, small_multiples
from followup_kit.charts.look import canvas
from followup_kit.charts.period_names import axis_name


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
        Where to draw: make its figure with ``layout="constrained"``, and the words under it have room. Without it, a
        new figure.

    Returns
    -------
    Axes
        Its left title says the finding.
    """
    with canvas(frame, ax, "response_rates") as ax:
        group = group_column(frame)
        if not frame.n_applied.sum():
            ax.set_axis_off()
        elif group:
            _by_group(frame, group, ax)
        else:
            _draw(frame, ax, frame)
    return ax


def _draw(frame: pd.DataFrame, ax: Axes, beside: pd.DataFrame, at_left: bool = True) -> None:
    """Draw one chart on the scale of all that stands beside it, itself among them."""
    known = beside.high[beside.n_mature >= FEW]
    columns = {"n_responded": "part", "n_mature": "whole", "response_rate": "rate", "mature": "settled"}
    shares = frame.rename(columns=columns)
    at = np.arange(len(shares))
    n = _counted(frame) if known.empty else frame.n_mature
    rows = [Row("n" if at_left else "", [f"{number:,}" for number in n])]
    room = period_axis(ax, [axis_name(label) for label in frame.period], rows)
    if known.empty:
        draw_counts(ax, at, frame.n_responded, n, frame.mature, 0.62 * room.bar)
        count_axis(ax, _counted(beside).max(), "applications", above=18.0 if room.points >= WORDS else 48.0)
        tops = n
    else:
        draw_shares(ax, at, shares, width=0.62 * room.bar)
        rate_axis(ax, known.max(), answered_within(frame))
        tops = frame.high.where(frame.n_mature >= FEW, 0.0)
    label_shares(ax, at, shares, tops, room.points)


def _by_group(frame: pd.DataFrame, group: str, ax: Axes) -> None:
    parts = same_periods(largest_groups(frame, group, frame.groupby(group).n_applied.sum()))
    shown = pd.concat([part for _, part in parts])
    for inner, part, at_left in small_multiples(ax, parts, frame[group].nunique()):
        _draw(part.assign(mature=part.mature.eq(True) | part.n_applied.eq(0)), inner, shown, at_left)


def _counted(frame: pd.DataFrame) -> pd.Series:
    """Return what a bar of counts stands for: what can be judged, or all where it is too early to judge."""
    return frame.n_mature.where(frame.mature.eq(True), frame.n_applied)
