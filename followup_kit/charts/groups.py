"""Several groups side by side on one pair of axes."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.style import short

MOST = 6


def largest_groups(frame: pd.DataFrame, group: str, size: str) -> list[tuple[str, pd.DataFrame]]:
    """Return the parts of a frame, at most six: those with the largest total of a column, largest first."""
    sizes = frame.groupby(group, sort=False)[size].sum().sort_values(ascending=False, kind="stable")
    return [(name, frame[frame[group] == name]) for name in sizes.index[:MOST]]


def small_multiples(ax: Axes, parts: list[tuple[str, pd.DataFrame]]) -> Iterator[tuple[Axes, pd.DataFrame]]:
    """Yield axes for each group, laid out inside the given axes and titled with the group's name.

    What is drawn on them afterwards keeps its scale's names at the left of each row only.
    """
    ax.set_axis_off()
    columns = len(parts) if len(parts) < 4 else int(np.ceil(len(parts) / 2))
    rows = int(np.ceil(len(parts) / columns))
    for at, (name, part) in enumerate(parts):
        column, row = at % columns, at // columns
        inner = ax.inset_axes([column / columns, 1 - (row + 0.62) / rows, 0.94 / columns, 0.5 / rows])
        inner.set_title(short(name), loc="left", fontsize=10, pad=4)
        yield inner, part
        inner.set_ylabel("")
        if column:
            inner.tick_params(labelleft=False)
