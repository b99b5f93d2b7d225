"""Shares as bars: a thin interval, a hollow bar where it is too early, a count where a share would say too much."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.findings import FEW
from followup_kit.charts.style import BLUE, INK, PAPER, QUIET


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


def label_shares(ax: Axes, at: np.ndarray, shares: pd.DataFrame, room: float) -> None:
    """Write at each bar what it says: the share, the count where that is small, or that it is too early.

    Parameters
    ----------
    at, shares
        As `draw_shares` takes them; shares with a column part.
    room : float
        Points from one bar to the next. Where a word would touch its neighbour it stands upright, and shares
        are left to the axis.
    """
    for x, row in zip(at, shares.itertuples(), strict=True):
        top = row.high if row.whole >= FEW else 0.0
        if not row.settled:
            _label(ax, x, top, "too early" if room > 48 or room < 32 else "too\nearly", QUIET, room < 32)
        elif 0 < row.whole < FEW:
            _label(ax, x, top, f"{row.part} of {row.whole}", QUIET, room < 32)
        elif row.whole and room >= 32:
            _label(ax, x, top, f"{100 * row.rate:.0f} %", INK, False)


def _bars(ax: Axes, at: np.ndarray, shares: pd.DataFrame, which: np.ndarray, width: float, **look: object) -> None:
    if which.any():
        ax.bar(at[which], shares.rate[which], width=width, **look)


def _label(ax: Axes, x: float, y: float, text: str, colour: str, upright: bool) -> None:
    ax.annotate(
        text,
        (x, y),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=colour,
        rotation=90 if upright else 0,
        fontsize=8 if upright else 9,
        linespacing=0.95,
    )
