"""Shares as bars: a thin interval, a hollow bar where it is too early, a count where a share would say too much."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.findings import FEW
from followup_kit.charts.style import BLUE, INK, PAPER, QUIET

_WORDS = 32.0  # points that "25 %" or "1 of 3" need
_TOO_EARLY = 48.0  # points that "too early" needs


def draw_shares(ax: Axes, at: np.ndarray, shares: pd.DataFrame, colour: str = BLUE, width: float = 0.62) -> None:
    """Draw upright bars of shares with their intervals; under five there is none.

    Parameters
    ----------
    at : ndarray
        Where each stands.
    shares : DataFrame
        Columns whole, rate, low, high and settled, which is false where it is too early to judge.
    """
    known, settled = (shares.whole >= FEW).to_numpy(), shares.settled.to_numpy()
    _bars(ax, at, shares, known & settled, width, color=colour, alpha=0.55, linewidth=0)
    _bars(ax, at, shares, known & ~settled, width, facecolor=PAPER, edgecolor=colour, hatch="////", linestyle="--")
    ax.vlines(at[known], shares.low[known], shares.high[known], color=INK, linewidth=0.9)


def label_shares(ax: Axes, at: np.ndarray, shares: pd.DataFrame, tops: pd.Series, points: float) -> None:
    """Write at each bar what it says: the share, the count where that is small, or that it is too early.

    Parameters
    ----------
    at, shares
        As `draw_shares` takes them; shares with a column part.
    tops : Series
        How high to write.
    points : float
        Points from one bar to the next. Where words would touch, counts stand upright, shares are left to the axis, and
        "too early" is said once a run.
    """
    for x, top, row in zip(at, tops, shares.itertuples(), strict=True):
        if not row.settled and points >= _WORDS:
            _label(ax, x, top, "too early" if points >= _TOO_EARLY else "too\nearly", QUIET)
        elif row.settled and 0 < row.whole < FEW:
            _label(ax, x, top, f"{row.part} of {row.whole}", QUIET, upright=points < _WORDS)
        elif row.settled and row.whole and points >= _WORDS:
            _label(ax, x, top, f"{100 * row.rate:.0f} %", INK)
    if points < _WORDS:
        _say_too_early(ax, at, shares, tops, points)


def draw_counts(ax: Axes, at: np.ndarray, part: pd.Series, whole: pd.Series, settled: pd.Series, width: float) -> None:
    """Draw counts as filled bars inside the outline of what they are of, where that is too little for shares."""
    for which, look in ((settled, {}), (~settled, {"hatch": "////", "linestyle": "--"})):
        ax.bar(at[which], whole[which], width=width, facecolor=PAPER, edgecolor=QUIET, linewidth=0.8, **look)
    ax.bar(at, part, width=width, color=BLUE, alpha=0.55, linewidth=0)


def _bars(ax: Axes, at: np.ndarray, shares: pd.DataFrame, which: np.ndarray, width: float, **look: object) -> None:
    if which.any():
        ax.bar(at[which], shares.rate[which], width=width, **look)


def _say_too_early(ax: Axes, at: np.ndarray, shares: pd.DataFrame, tops: pd.Series, points: float) -> None:
    """Write "too early" once for each run of bars that are, clear of all that stands under the words."""
    early = ~shares.settled.to_numpy()
    for end in np.flatnonzero(early & ~np.r_[early[1:], False]):
        under = tops.iloc[max(0, end + 1 - int(np.ceil(_TOO_EARLY / points))) : end + 1]
        _label(ax, at[end] + 0.5, under.max(), "too early", QUIET, ha="right")


def _label(ax: Axes, x: float, y: float, text: str, colour: str, *, ha: str = "center", upright: bool = False) -> None:
    ax.annotate(
        text,
        (x, y),
        xytext=(0, 4),
        textcoords="offset points",
        ha=ha,
        va="bottom",
        color=colour,
        rotation=90 if upright else 0,
        fontsize=8 if upright else 9,
        linespacing=0.95,
    )
