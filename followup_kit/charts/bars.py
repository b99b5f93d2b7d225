"""Shares as bars: a thin interval, a hollow bar where it is too early, a count where a share would say too much."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.findings import FEW
from followup_kit.charts.look import BLUE, INK, PAPER, QUIET, height_in_points

WORDS = 32.0  # points that "25 %" or "1 of 3" need
_REASON = 48.0  # points that "too early" needs


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
    """Write at each bar what it says: the share, the count where that is small, or why it cannot be judged yet.

    Parameters
    ----------
    at, shares
        As `draw_shares` takes them; shares with columns part and n_undated too.
    tops : Series
        How high to write.
    points : float
        Points from one bar to the next. Where words would touch, counts stand upright, shares are left to the
        axis, and why is said once a run.
    """
    reasons = _reasons(shares)
    narrow = points < WORDS
    small = shares.whole.between(1, FEW - 1) & shares.settled
    for x, top, few, reason, row in zip(at, tops, small, reasons, shares.itertuples(), strict=True):
        if few:
            _label(ax, x, top, f"{row.part} of {row.whole}", QUIET, upright=narrow)
        elif reason and not narrow:
            _label(ax, x, top, reason if points >= _REASON else reason.replace(" ", "\n"), QUIET)
        elif row.whole and not narrow:
            _label(ax, x, top, f"{100 * row.rate:.0f} %", INK)
    if narrow:
        for end in (at for at, reason in enumerate(reasons) if reason and reasons[at + 1 : at + 2] != [reason]):
            # Clear of all that stands under the words, upright counts too.
            under = slice(max(0, end + 1 - int(np.ceil(_REASON / points))), end + 1)
            top = tops.iloc[under].max()
            free = height_in_points(ax) * (1 - top / ax.get_ylim()[1])
            above = min(4 + WORDS * small.iloc[under].any(), free)
            _label(ax, at[end] + 0.5, top, reasons[end], QUIET, ha="right", above=above)


def _reasons(shares: pd.DataFrame) -> list[str]:
    """Return why each period cannot be judged yet, an empty text where it can.

    One before a settled period is old enough; what is open there is an answer on a day nobody knows.
    """
    later_settled = shares.settled[::-1].cummax()[::-1]
    undated = [
        f"{n} undated" if old and n else "too early" for n, old in zip(shares.n_undated, later_settled, strict=True)
    ]
    return ["" if settled else reason for settled, reason in zip(shares.settled, undated, strict=True)]


def draw_counts(ax: Axes, at: np.ndarray, part: pd.Series, whole: pd.Series, settled: pd.Series, width: float) -> None:
    """Draw counts as filled bars inside the outline of what they are of, where that is too little for shares."""
    for which, look in ((settled, {}), (~settled, {"hatch": "////", "linestyle": "--"})):
        ax.bar(at[which], whole[which], width=width, facecolor=PAPER, edgecolor=QUIET, linewidth=0.8, **look)
    ax.bar(at, part, width=width, color=BLUE, alpha=0.55, linewidth=0)


def _bars(ax: Axes, at: np.ndarray, shares: pd.DataFrame, which: np.ndarray, width: float, **look: object) -> None:
    if which.any():
        ax.bar(at[which], shares.rate[which], width=width, **look)


def _label(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    colour: str,
    *,
    ha: str = "center",
    above: float = 4.0,
    upright: bool = False,
) -> None:
    ax.annotate(
        text,
        (x, y),
        xytext=(0, above),
        textcoords="offset points",
        ha=ha,
        va="bottom",
        color=colour,
        rotation=90 if upright else 0,
        fontsize=8 if upright else 9,
        linespacing=0.95,
        in_layout=False,  # it stands inside the axes: one word less to measure
    )
