"""What stands along an axis: names of periods, counts under them, and how many are too many."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from followup_kit.charts.style import INK, QUIET, width_in_points

_LINE = 13.5  # points from one line under the axis to the next
_CHARACTER = 6.2  # points a character of those lines needs, and a little air


class Row(NamedTuple):
    """One line of numbers under the periods: what they are, the numbers, their colour."""

    name: str
    values: Sequence[str]
    colour: str = INK


def period_axis(ax: Axes, names: Sequence[tuple[str, str]], rows: Sequence[Row] = ()) -> float:
    """Name periods along the bottom, with rows of numbers under them and their years under those.

    Names that would touch are thinned out; the latest period always keeps its own.

    Returns
    -------
    float
        Points from one period to the next.
    """
    count = len(names)
    room = width_in_points(ax) / count
    longest = max(len(text) for text in [*(name for name, _ in names), *(text for row in rows for text in row.values)])
    step = int(np.ceil(max(4, longest) * _CHARACTER / room))
    named = range((count - 1) % step, count, step)
    ax.set_xlim(-0.6, count - 0.4)
    ax.set_xticks(list(named), [names[at][0] for at in named])
    rows_under(ax, list(named), [row._replace(values=[row.values[at] for at in named]) for row in rows])
    year_before = ""
    for at in named:
        if names[at][1] != year_before:
            _under(ax, at, len(rows) + 1, names[at][1], QUIET)
        year_before = names[at][1]
    return room


def rows_under(ax: Axes, places: Sequence[float], rows: Sequence[Row]) -> None:
    """Write rows of numbers under places on the axis, each with its name at the left."""
    for level, row in enumerate(rows, start=1):
        _under(ax, None, level, row.name, row.colour)
        for at, value in zip(places, row.values, strict=True):
            _under(ax, at, level, value, row.colour)


def rate_axis(ax: Axes, top: float, label: str) -> None:
    """Count shares in per cent from zero, up to a top with room for a label above the highest mark."""
    ax.set_ylim(0, max(0.1, 1.16 * top))
    step = next(step for step in (0.02, 0.05, 0.1, 0.2, 0.25) if top / step <= 5)
    ax.set_yticks(np.arange(0, min(1.0, ax.get_ylim()[1]) + 1e-9, step))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %", decimals=0))
    ax.grid(axis="y")
    ax.set_ylabel(label)


def count_axis(ax: Axes, label: str) -> None:
    """Count things from zero in whole numbers."""
    ax.set_ylim(bottom=0)
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.grid(axis="y")
    ax.set_ylabel(label)


def _under(ax: Axes, at: float | None, level: int, text: str, colour: str) -> None:
    """Write a word under a place on the axis, or at its left end, so many lines below the names."""
    ax.annotate(
        text,
        xy=(0.0 if at is None else at, 0.0),
        xycoords="axes fraction" if at is None else ax.get_xaxis_transform(),
        xytext=(-7.0 if at is None else 0.0, -4.0 - level * _LINE),
        textcoords="offset points",
        ha="right" if at is None else "center",
        va="top",
        color=colour,
    )
