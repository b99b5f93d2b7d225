"""The chart of how long answers take."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from followup_kit.charts.axis import Row, rate_axis, rows_under
from followup_kit.charts.findings import group_column
from followup_kit.charts.groups import largest_groups, small_multiples
from followup_kit.charts.style import BLUE, FAINT, INK, PAPER, QUIET, canvas, width_in_points
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
        Where to draw; without it, a new figure.

    Returns
    -------
    Axes
    """
    with canvas(frame, ax) as ax:
        group = group_column(frame)
        if frame.empty:
            ax.set_axis_off()
        elif group:
            parts = largest_groups(frame, group, "n_responded")
            last = max(part.days.iloc[-1] for _, part in parts)
            for inner, part in small_multiples(ax, parts):
                for _, other in parts:
                    if other is not part:
                        inner.step(*_steps(other, "waiting_rate"), where="post", color=FAINT, linewidth=1.0)
                _draw(part, inner, last)
        else:
            _draw(frame, ax, frame.days.iloc[-1])
    return ax


def _draw(frame: pd.DataFrame, ax: Axes, last: int) -> None:
    days, waiting = _steps(frame, "waiting_rate")
    low, high = _steps(frame, "low")[1], _steps(frame, "high")[1]
    ax.fill_between(days, low, high, step="post", color=BLUE, alpha=0.18, linewidth=0)
    ax.step(days, waiting, where="post", color=BLUE, linewidth=1.8)
    rate_axis(ax, 0.9, "still waiting for an answer")
    ax.set_xlim(-0.02 * last, max(last, 1))
    ticks = _ticks(last, ax)
    ax.set_xticks(ticks)
    followed = [int(frame.n_at_risk[frame.days >= day].max()) if day <= frame.days.iloc[-1] else 0 for day in ticks]
    rows_under(ax, ticks, [Row("waiting", [f"{n:,}" for n in followed], QUIET)])
    ax.set_xlabel("days since applying", labelpad=18)
    median = median_days(frame)
    ax.plot([0, last if median is None else median], [0.5, 0.5], color=INK, linewidth=0.9, linestyle="--")
    if median is None:
        _note(ax, last, "half answered: not reached", (0, -6), "right", "top")
    else:
        ax.plot([median, median], [0.5, 0], color=INK, linewidth=0.9, linestyle="--")
        _note(ax, median, f"half answered by day {median}", (8, 8), "left", "bottom")


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


def _ticks(last: int, ax: Axes) -> list[int]:
    most = max(2, width_in_points(ax) / 55)
    step = next((step for step in (1, 2, 5, 7, 14, 30, 60, 90, 180) if last / step <= most), 365)
    return list(range(0, last + 1, step))
