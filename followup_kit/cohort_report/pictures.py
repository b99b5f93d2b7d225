"""The report's charts: a bar or a small chart for each group, hidden values marked as such and never drawn."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit.charts import style
from followup_kit.charts.axis import Row, period_axis, rate_axis
from followup_kit.charts.groups import MOST, small_multiples
from followup_kit.charts.look import BLUE, INK, PAPER, QUIET, short, width_in_points, write_title
from followup_kit.charts.period_names import axis_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NARROW = 34.0  # points a word over a bar needs
_BESIDE = 74.0  # and words beside a bar that lies
_MOST_BARS = 12


def by_period(rate: str, whole: str, label: str, title: str) -> Callable[[pd.DataFrame, "Axes"], "Axes"]:
    """Return a plot of a share by period or kind, one small chart a group, leaving out those hidden as a whole."""
    return lambda frame, ax: _plot(
        frame, ax, partial(_bars, rate=rate, whole=whole, label=label, top=frame[f"{rate}_high"].max()), title
    )


def by_days(label: str, title: str) -> Callable[[pd.DataFrame, "Axes"], "Axes"]:
    """Return a plot of the share still looking by days, one small chart a group that enough are followed in."""

    def plot(frame: pd.DataFrame, ax: "Axes") -> "Axes":
        known = frame[frame.waiting_rate.notna()]
        in_sight = frame.days.isin(known.days) & frame.group.isin(known.group)
        return _plot(frame[in_sight], ax, partial(_curve, label=label), title)

    return plot


def by_kind(rate: str, whole: str, title: str) -> Callable[[pd.DataFrame, "Axes"], "Axes"]:
    """Return a plot of a share by kind, bars lying in one small chart a group, leaving out those hidden as a whole."""
    return lambda frame, ax: _plot(
        frame, ax, partial(_kinds, rate=rate, whole=whole, top=frame[f"{rate}_high"].max()), title
    )


def by_group(rate: str, whole: str, label: str, title: str) -> Callable[[pd.DataFrame, "Axes"], "Axes"]:
    """Return a plot of a share by group, a bar each; where there are many, the hidden ones and the smallest go."""
    return partial(_groups, rate=rate, whole=whole, label=label, title=title)


def _groups(frame: pd.DataFrame, ax: "Axes", rate: str, whole: str, label: str, title: str) -> "Axes":
    part = frame
    if len(frame) > _MOST_BARS:
        part = frame[frame[rate].notna()].sort_values(whole, ascending=False, kind="stable").head(_MOST_BARS)
    with style():
        _lying(ax, part, [short(name, 34) for name in part.group], rate, whole, part[f"{rate}_high"].max())
        note = f", the {len(part)} largest of {len(frame)} groups" if len(part) < len(frame) else ""
        ax.set_xlabel(label + note)
        write_title(ax, title, width_in_points(ax))
    return ax


def _kinds(ax: "Axes", part: pd.DataFrame, at_left: bool, rate: str, whole: str, top: float) -> None:
    _lying(ax, part, part.kind.to_list() if at_left else [""] * len(part), rate, whole, top)


def _lying(ax: "Axes", part: pd.DataFrame, names: list[str], rate: str, whole: str, top: float) -> None:
    """Draw bars that lie, so that each has room for its name, and beside it for its share and what that is of."""
    at = np.arange(len(part))
    known = part[rate].notna().to_numpy()
    ax.barh(at[known], part[rate][known], height=0.6, color=BLUE, alpha=0.55, linewidth=0)
    ax.hlines(at[known], part[f"{rate}_low"][known], part[f"{rate}_high"][known], color=INK, linewidth=0.9)
    for y, row in zip(at, part.to_dict("records"), strict=True):
        end, text = 0.0, "hidden" if row["hidden"] else "none yet"
        if not pd.isna(row[rate]):
            end, text = row[f"{rate}_high"], f"{100 * row[rate]:.0f} % of {row[whole]:,}"
        ax.annotate(
            text, (end, y), xytext=(5, 0), textcoords="offset points", va="center", fontsize=8.5,
            color=QUIET if pd.isna(row[rate]) else INK, in_layout=False,
        )  # fmt: skip
    ax.set_yticks(at, names)
    ax.set_ylim(len(part) - 0.4, -0.6)
    room = width_in_points(ax) * max(0.3, 1 - _BESIDE / width_in_points(ax))
    ax.set_xlim(0, top * width_in_points(ax) / room)
    step = next((step for step in (0.2, 0.25) if top / step * _NARROW <= room), 0.5)
    ticks = np.arange(0, top + 1e-9, step)
    ax.set_xticks(ticks, [f"{100 * tick:.0f} %" for tick in ticks])
    ax.grid(axis="x")


def _plot(frame: pd.DataFrame, ax: "Axes", draw: Callable, title: str) -> "Axes":
    with style():
        groups = list(dict.fromkeys(zip(frame.by, frame.group, strict=True)))
        parts = [(group, frame[(frame.by == by) & (frame.group == group)]) for by, group in groups]
        parts = [(group, part) for group, part in parts if not part.hidden.all()]
        for inner, part, at_left in small_multiples(ax, parts[:MOST], len(parts)):
            draw(inner, part.reset_index(drop=True), at_left)
        write_title(ax, title, width_in_points(ax))
    return ax


def _bars(ax: "Axes", part: pd.DataFrame, at_left: bool, rate: str, whole: str, label: str, top: float) -> None:
    at = np.arange(len(part))
    names = [axis_name(name) for name in part.iloc[:, 2]]
    counts = ["–" if hidden else f"{n:,}" for hidden, n in zip(part.hidden, part[whole], strict=True)]
    room = period_axis(ax, names, [Row("n" if at_left else "", counts)])
    rate_axis(ax, 1.0 if pd.isna(top) else top, label, above=16.0)
    known = part[rate].notna().to_numpy()
    settled = part.get("mature", pd.Series(True, index=part.index)).to_numpy()
    early = {"facecolor": PAPER, "edgecolor": BLUE, "hatch": "////", "linestyle": "--"}
    for which, look in ((known & settled, {"color": BLUE, "alpha": 0.55, "linewidth": 0}), (known & ~settled, early)):
        if which.any():
            ax.bar(at[which], part[rate][which], width=0.62 * room.bar, **look)
    if known.any():
        ax.vlines(at[known], part[f"{rate}_low"][known], part[f"{rate}_high"][known], color=INK, linewidth=0.9)
    for x, row in zip(at, part.to_dict("records"), strict=True):
        text = "hidden" if row["hidden"] else "" if pd.isna(row[rate]) else f"{100 * row[rate]:.0f} %"
        end = 0 if pd.isna(row[rate]) else row[f"{rate}_high"]
        ax.annotate(
            text, (x, end), xytext=(0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=8,
            color=QUIET if row["hidden"] else INK, rotation=90 if room.points < _NARROW else 0, in_layout=False,
        )  # fmt: skip


def _curve(ax: "Axes", part: pd.DataFrame, at_left: bool, label: str) -> None:
    at = np.arange(len(part))
    counts = ["–" if hidden else f"{n:,}" for hidden, n in zip(part.hidden, part.n_looking, strict=True)]
    period_axis(ax, [(str(day), "days") for day in part.days], [Row("followed" if at_left else "", counts)])
    rate_axis(ax, 1.0, label, above=6.0)
    ax.vlines(at, part.waiting_low, part.waiting_high, color=INK, linewidth=0.9)
    ax.plot(at, part.waiting_rate, color=BLUE, marker="o", markersize=4, linewidth=1.6)
    for x in at[part.hidden.to_numpy()]:
        ax.annotate(
            "hidden", (x, 0), xytext=(0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=8,
            color=QUIET, rotation=90, in_layout=False,
        )  # fmt: skip
