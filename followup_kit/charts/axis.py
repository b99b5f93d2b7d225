"""What stands along an axis: names of periods, counts under them, and how many are too many."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from followup_kit.charts.look import INK, QUIET, height_in_points, width_in_points

LINE = 13.0  # points from one line under the axis to the next
_CHARACTER = 5.5  # points a character of those lines needs
_WIDEST = 64.0  # points no bar is wider than, however few there are


class Row(NamedTuple):
    """One line of numbers under the periods: what they are, the numbers, their colour."""

    name: str
    values: Sequence[str]
    colour: str = INK


class Room(NamedTuple):
    """What there is for one period: points from one to the next, and how wide bars may be, in periods."""

    points: float
    bar: float


def period_axis(ax: Axes, names: Sequence[tuple[str, str]], rows: Sequence[Row] = ()) -> Room:
    """Name periods along the bottom, with rows of numbers under them and their years under those.

    Names that would touch are thinned out; the latest period always keeps its own.
    """
    count = len(names)
    points = width_in_points(ax) / count
    longest = max(len(text) for text in [*(name for name, _ in names), *(text for row in rows for text in row.values)])
    step = int(np.ceil((longest + 1) * _CHARACTER / points))
    named = range((count - 1) % step, count, step)
    ax.set_xlim(-max(0.6, 16 / points), count - 0.4)
    ax.set_xticks(list(named), [names[at][0] for at in named])
    rows_under(ax, list(named), [row._replace(values=[row.values[at] for at in named]) for row in rows])
    year_before = ""
    for at in named:
        if names[at][1] != year_before:
            _under(ax, at, len(rows) + 1, names[at][1], QUIET, True)
        year_before = names[at][1]
    return Room(points, min(1.0, _WIDEST / points))


def rows_under(ax: Axes, places: Sequence[float], rows: Sequence[Row]) -> None:
    """Write rows of numbers under places on the axis, each with its name at the left."""
    for level, row in enumerate(rows, start=1):
        for at, value in zip(places, row.values, strict=True):
            # The last row is as low as any, the first and last place as far out: the rest needs no measuring.
            _under(ax, at, level, value, row.colour, at in (places[0], places[-1]))
        if row.name:
            beside = -6.0 - 0.5 * _CHARACTER * len(row.values[0])
            ax.annotate(
                row.name,
                (0, 0),
                xycoords="axes fraction",
                xytext=(beside, -4.0 - level * LINE),
                textcoords="offset points",
                ha="right",
                va="top",
                color=row.colour,
                fontsize=9,
            )


def rate_axis(ax: Axes, top: float, label: str, above: float = 24.0) -> None:
    """Count shares in per cent from zero, with so many points free above the top, for a label."""
    most = min(5.0, height_in_points(ax) / 20)
    step = next((step for step in (0.02, 0.05, 0.1, 0.2, 0.25) if top / step <= most), 0.5)
    end = max(0.1, top / max(0.3, 1 - above / height_in_points(ax)))
    ax.set_ylim(0, end)
    ax.set_yticks(np.arange(0, min(1.0, end) + 1e-9, step))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %", decimals=0))
    ax.grid(axis="y")
    ax.set_ylabel(label)


def count_axis(ax: Axes, top: float, label: str, above: float = 18.0) -> None:
    """Count things from zero in whole numbers, with so many points free above the top, for a label."""
    ax.set_ylim(0, max(1, top) / max(0.3, 1 - above / height_in_points(ax)))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.grid(axis="y")
    ax.set_ylabel(label)


def _under(ax: Axes, at: float, level: int, text: str, colour: str, in_layout: bool) -> None:
    ax.annotate(
        text,
        (at, 0),
        xycoords=ax.get_xaxis_transform(),
        xytext=(0, -4.0 - level * LINE),
        textcoords="offset points",
        ha="center",
        va="top",
        color=colour,
        fontsize=9,
        in_layout=in_layout,
    )
