"""The chart of how long answers take."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from followup_kit.charts.axis import LINE, Row, rate_axis, rows_under
from followup_kit.charts.findings import FEW, group_column
from followup_kit.charts.groups import largest_groups, small_multiples
from followup_kit.charts.look import BLUE, FAINT, INK, PAPER, QUIET, canvas, width_in_points
from followup_kit.curve import median_days


def plot_response_curve(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the share of applications still waiting for an answer, day by day since applying.

    The day by which half are answered is marked, or that it is not reached; under the axis stands how many
    applications were still followed on that day. Several groups become small charts, each with the others
    behind it in grey, the six largest of them.

    Parameters
    ----------
    frame : DataFrame
        From `followup_kit.response_curve`.
    ax : Axes, optional
        Where to draw: make its figure with ``layout="constrained"``, and the words under it have room. Without it, a
        new figure.

    Returns
    -------
    Axes
        Its left title says the finding.
    """
    with canvas(frame, ax, "response_curve") as ax:
        group = group_column(frame)
        if frame.empty:
            ax.set_axis_off()
        elif group:
            parts = largest_groups(frame, group, frame.groupby(group).n_at_risk.max())
            last = max(part.days.iloc[-1] for _, part in parts)
            for inner, part, at_left in small_multiples(ax, parts, frame[group].nunique()):
                for _, other in parts:
                    if other is not part:
                        inner.step(*_steps(other, "waiting_rate"), where="post", color=FAINT, linewidth=1.0)
                _draw(part, inner, last, at_left)
        elif frame.n_at_risk.iloc[0] < FEW:
            ax.set_axis_off()
        else:
            _draw(frame, ax, frame.days.iloc[-1], True)
            ax.set_xlabel("days since applying", labelpad=LINE + 4)
    return ax


def _draw(frame: pd.DataFrame, ax: Axes, last: int, at_left: bool) -> None:
    last = max(1, int(last))
    rate_axis(ax, 1.0, "no next step yet" if frame.attrs.get("kind") == "positive" else "not yet answered", above=6.0)
    ax.set_xlim(-0.02 * last, last)
    ticks = _ticks(last, width_in_points(ax))
    ax.set_xticks(ticks)
    followed = [int(frame.n_at_risk[frame.days >= day].max()) if day <= frame.days.iloc[-1] else 0 for day in ticks]
    rows_under(ax, ticks, [Row("waiting" if at_left else "", [f"{n:,}" for n in followed], QUIET)])
    if followed[0] < FEW:
        ax.text(0.5, 0.5, "too few", transform=ax.transAxes, ha="center", color=QUIET)
        return
    days, waiting = _steps(frame, "waiting_rate")
    low, high = _steps(frame, "low")[1], _steps(frame, "high")[1]
    ax.fill_between(days, low, high, step="post", color=BLUE, alpha=0.18, linewidth=0)
    ax.step(days, waiting, where="post", color=BLUE, linewidth=1.8)
    median = median_days(frame)
    ax.plot([0, last if median is None else median], [0.5, 0.5], color=INK, linewidth=0.9, linestyle="--")
    if median is None:
        _note(ax, last, "half: not reached", (-2, -5), "right", "top")
        return
    ax.plot([median, median], [0.5, 0], color=INK, linewidth=0.9, linestyle="--")
    if median < 0.6 * last:
        _note(ax, median, f"half by day {median}", (8, 8), "left", "bottom")
    else:
        _note(ax, median, f"half by day {median}", (-8, -5), "right", "top")


def _note(ax: Axes, day: int, text: str, offset: tuple[float, float], ha: str, va: str) -> None:
    """Write a note at the line of one half, on a clear ground."""
    ground = [withStroke(linewidth=3, foreground=PAPER)]
    ax.annotate(
        text, (day, 0.5), xytext=offset, textcoords="offset points", ha=ha, va=va, color=INK, path_effects=ground
    )


def _steps(frame: pd.DataFrame, column: str) -> tuple[np.ndarray, np.ndarray]:
    """Return days and a column from day 0 on, where all are waiting unless the frame says otherwise."""
    days, values = frame.days.to_numpy(), frame[column].to_numpy()
    return (days, values) if days[0] == 0 else (np.r_[0, days], np.r_[1.0, values])


def _ticks(last: int, points: float) -> list[int]:
    """Return days to name: a round number apart, and far enough for the counts under them."""
    step = next((step for step in (1, 2, 5, 10, 15, 30, 60, 90, 180) if last / step <= max(2, points / 50)), 365)
    return list(range(0, last + 1, step))
