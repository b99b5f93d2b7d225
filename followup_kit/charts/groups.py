"""Several groups side by side on one pair of axes."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from followup_kit.charts.look import QUIET, height_in_points, short, width_in_points

MOST = 6
_AROUND = 66.0  # points a small chart needs for the words above and below it


def largest_groups(frame: pd.DataFrame, group: str, sizes: pd.Series) -> list[tuple[str, pd.DataFrame]]:
    """Return the parts of a frame, at most six: the largest groups by the sizes given, the largest first."""
    largest = sizes.sort_values(ascending=False, kind="stable").index[:MOST]
    return [(name, frame[frame[group] == name]) for name in largest]


def same_periods(parts: list[tuple[str, pd.DataFrame]]) -> list[tuple[str, pd.DataFrame]]:
    """Return parts that all have the same periods, so that one chart lies under the other; where one had none, 0."""
    periods = sorted({period for _, part in parts for period in part.period})
    whole = []
    for name, part in parts:
        counts = part.select_dtypes("integer").columns
        filled = part.set_index("period").reindex(periods).reset_index()
        whole.append((name, filled.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64"))))
    return whole


def small_multiples(
    ax: Axes, parts: list[tuple[str, pd.DataFrame]], count: int
) -> Iterator[tuple[Axes, pd.DataFrame, bool]]:
    """Yield axes for each group, laid out inside the given axes and titled with the group's name.

    The third of what is yielded says whether it stands at the left: only there scales and rows are named. Where
    not all of the groups are shown, a line says so.
    """
    ax.set_axis_off()
    columns = len(parts) if len(parts) < 4 else int(np.ceil(len(parts) / 2))
    rows = int(np.ceil(len(parts) / columns))
    height = max(0.3 / rows, 1 / rows - _AROUND / height_in_points(ax))
    for at, (name, part) in enumerate(parts):
        column, row = at % columns, at // columns
        top = 1 - row / rows - 0.2 * (1 / rows - height)
        inner = ax.inset_axes([column / columns, top - height, 0.9 / columns, height])
        inner.set_title(short(name, max(8, int(width_in_points(inner) / 6.5))), loc="left", fontsize=10, pad=5)
        yield inner, part, column == 0
        if column:
            inner.tick_params(labelleft=False)
        if column or rows > 1:  # beside a low chart the label would be cut off; the title says it too
            inner.set_ylabel("")
    if count > len(parts):
        ax.text(1, 0, f"the {len(parts)} largest of {count} groups", ha="right", va="bottom", color=QUIET, fontsize=9)
