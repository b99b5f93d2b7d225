"""The picture of how applications moved from stage to stage, and the same as text."""

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from followup_kit.charts.look import BLUE, FAINT, QUIET, canvas, short
from followup_kit.schema import STAGES

# From top to bottom in the last column: the best ending first.
_ENDINGS = ("accepted", "waiting", "withdrawn", "ghosted", "rejected")
_BAR = 0.02  # width of a stage, of the whole
_GAP = 0.07  # least space between two stages, of the height


class _Stage(NamedTuple):
    """Where a stage stands: its column, its lower and upper edge."""

    column: int
    bottom: float
    top: float


def plot_stage_flows(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw moves between stages as ribbons, as wide as many applications took them (a Sankey diagram).

    Stages stand from left to right in the order of a search and endings in the last column. Blue ribbons go on,
    grey ones end. Moves back to an earlier stage, or to the same again, are not drawn but named under the picture.

    Parameters
    ----------
    frame : DataFrame
        From `followup_kit.stage_flows`: source, target, n.
    ax : Axes, optional
        Where to draw: make its figure with ``layout="constrained"``, and the words under it have room. Without it, a
        new figure.

    Returns
    -------
    Axes
        Its left title says the finding.
    """
    with canvas(frame, ax, "stage_flows") as ax:
        ax.set_axis_off()
        if frame.empty:
            return ax
        columns = _columns(frame)
        forward = frame[[columns[s] < columns[t] for s, t in zip(frame.source, frame.target, strict=True)]]
        last = max(columns.values())
        ax.set_xlim(-0.02, last + 1.0)
        ax.set_ylim(-0.08, 1.14)
        if len(forward):
            stages, scale = _places(forward, columns)
            _ribbons(ax, forward, stages, scale, _BAR * (last + 1))
            _stages(ax, forward, stages, _BAR * (last + 1))
        _say_what_is_not_drawn(ax, frame.drop(forward.index))
    return ax


def flows_text(frame: pd.DataFrame) -> str:
    """Return moves between stages as text for sankeymatic.com, one ``source [n] target`` a line.

    Examples
    --------
    >>> fk.charts.flows_text(pd.DataFrame({"source": ["applied"], "target": ["screening"], "n": [12]}))
    'applied [12] screening\\n'
    """
    return "".join(f"{_plain(row.source)} [{row.n}] {_plain(row.target)}\n" for row in frame.itertuples())


def _say_what_is_not_drawn(ax: Axes, back: pd.DataFrame) -> None:
    if back.empty:
        return
    moves = [f"{short(row.source)} to {short(row.target)} {row.n:,}" for row in back.head(3).itertuples()]
    more = f" and {len(back) - 3} more kinds" if len(back) > 3 else ""
    ax.text(0, -0.06, f"Not drawn, moves back or again: {', '.join(moves)}{more}", color=QUIET, fontsize=9, va="top")


def _plain(name: str) -> str:
    """Return a name without what SankeyMATIC reads as the amount or the end of a line."""
    return " ".join(str(name).replace("[", "(").replace("]", ")").split())


def _columns(frame: pd.DataFrame) -> dict[str, int]:
    """Return each stage's column: known stages in their order, what nothing leaves last, without empty columns."""
    going_on = [stage for stage in STAGES if stage not in _ENDINGS]
    rank = {}
    for name in [*frame.source, *frame.target]:
        ends = name in _ENDINGS or (name not in going_on and name not in set(frame.source))
        rank[name] = len(going_on) if ends else going_on.index(name) if name in going_on else 0
    used = sorted(set(rank.values()))
    return {name: used.index(place) for name, place in rank.items()}


def _places(forward: pd.DataFrame, columns: dict[str, int]) -> tuple[dict[str, _Stage], float]:
    """Return where each stage stands, and the height of one application."""
    through = pd.concat([forward.groupby("source").n.sum(), forward.groupby("target").n.sum()], axis=1).max(axis=1)
    stacks = {}
    for name in sorted(through.index, key=_order):
        stacks.setdefault(columns[name], []).append(name)
    scale = min((1 - _GAP * (len(stack) - 1)) / through[stack].sum() for stack in stacks.values())
    places = {}
    for column, stack in stacks.items():
        free = 1 - scale * through[stack].sum()
        # Endings spread over the whole height, so that their ribbons keep clear of the stages on the way.
        gap = free / (len(stack) - 1) if column == max(stacks) and len(stack) > 1 else _GAP
        top = 1.0
        for name in stack:
            places[name] = _Stage(column, top - scale * through[name], top)
            top -= scale * through[name] + gap
    return places, scale


def _order(name: str) -> tuple[int, str]:
    return (_ENDINGS.index(name) if name in _ENDINGS else -1), name


def _ribbons(ax: Axes, forward: pd.DataFrame, stages: dict[str, _Stage], scale: float, bar: float) -> None:
    """Draw each move; ribbons leave a stage in the order of where they go, and enter with the nearest on top."""
    column = {name: stage.column for name, stage in stages.items()}
    moves = forward.assign(
        leave=[(column[name], -stages[name].top) for name in forward.target],
        enter=[-column[name] for name in forward.source],
        height=forward.n * scale,
    )
    moves["start"] = _tops(moves.sort_values("leave"), "source", stages)
    moves["end"] = _tops(moves.sort_values("enter"), "target", stages)
    for row in moves.itertuples():
        colour = FAINT if row.target in _ENDINGS[1:] else BLUE
        left, right = column[row.source] + bar, column[row.target]
        ax.add_patch(PathPatch(_ribbon(left, right, row.start, row.end, row.height), color=colour, alpha=0.6, lw=0))


def _tops(moves: pd.DataFrame, side: str, stages: dict[str, _Stage]) -> pd.Series:
    """Return the upper edge of each ribbon where it meets a stage, stacked from the stage's top down."""
    above = moves.groupby(side).height.cumsum() - moves.height
    return moves[side].map({name: stage.top for name, stage in stages.items()}) - above


def _ribbon(left: float, right: float, start: float, end: float, height: float) -> Path:
    middle = (left + right) / 2
    points = [
        (left, start),
        (middle, start),
        (middle, end),
        (right, end),
        (right, end - height),
        (middle, end - height),
        (middle, start - height),
        (left, start - height),
        (left, start),
    ]
    curve = [Path.CURVE4] * 3
    return Path(points, [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY])


def _stages(ax: Axes, forward: pd.DataFrame, stages: dict[str, _Stage], bar: float) -> None:
    into, out = forward.groupby("target").n.sum(), forward.groupby("source").n.sum()
    for name, stage in stages.items():
        n = max(into.get(name, 0), out.get(name, 0))
        colour = QUIET if name in _ENDINGS[1:] else BLUE
        ax.add_patch(Rectangle((stage.column, stage.bottom), bar, stage.top - stage.bottom, color=colour, lw=0))
        if name in _ENDINGS:
            ax.text(stage.column + 1.4 * bar, (stage.bottom + stage.top) / 2, f"{short(name)} {n:,}", va="center")
        else:
            ax.text(stage.column, stage.top + 0.02, f"{short(name, 14)}\n{n:,}", va="bottom", linespacing=1.1)
