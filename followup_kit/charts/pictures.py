"""Charts as the bytes of a picture, without pyplot and without a window."""

import io
from collections.abc import Callable
from functools import lru_cache

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from followup_kit.charts.look import style, write_title

Plot = Callable[[pd.DataFrame, Axes], Axes]
_EDGE = 0.08  # inches kept free around a chart


def png(plot: Plot, frame: pd.DataFrame, size: tuple[float, float] = (8.0, 4.0), dpi: float = 150.0) -> bytes:
    """Return a chart as a PNG picture, for a panel or a report.

    Parameters
    ----------
    plot : callable
        One of the ``plot_…`` functions.
    frame : DataFrame
        What it takes.
    size : (float, float)
        Width and height in inches.
    dpi : float
        Pixels an inch.

    Examples
    --------
    >>> week = pd.DataFrame({"week": pd.to_datetime(["2026-03-02"]), "n_applied": [4], "n_responded": [1]})
    >>> fk.charts.png(fk.charts.plot_weekly_activity, week)[1:4]
    b'PNG'
    """
    # Little compression: a third of the time for a picture a little larger.
    return _picture(plot, frame, size, dpi, format="png", pil_kwargs={"compress_level": 1})


def svg(plot: Plot, frame: pd.DataFrame, size: tuple[float, float] = (8.0, 4.0)) -> bytes:
    """Return a chart as an SVG picture; see `png`. The same frame gives the same bytes."""
    return _picture(plot, frame, size, 72.0, format="svg", metadata={"Date": None, "Creator": None})


def png_and_svg(plot: Plot, frame: pd.DataFrame, size: tuple[float, float] = (8.0, 4.0)) -> tuple[bytes, bytes]:
    """Return a chart as a PNG picture of 200 pixels an inch and as SVG, drawn once; see `png` and `svg`."""
    png, vector = io.BytesIO(), io.BytesIO()
    with style():
        figure = _figure(size, 200.0)
        figure.clear()
        fit(plot(frame, figure.subplots()))
        figure.savefig(png, dpi="figure", format="png", pil_kwargs={"compress_level": 1})
        figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
    return png.getvalue(), vector.getvalue()


def fit(ax: Axes, box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)) -> None:
    """Give axes all the room of a box, less what their words need; the title may have its whole width.

    Words keep their size whatever the axes do, so measuring once is enough: half the time of matplotlib's
    constrained layout, which measures twice.

    Parameters
    ----------
    box : (float, float, float, float)
        Left, bottom, width and height in shares of the figure.
    """
    figure, (x, y, wide, high) = ax.figure, box
    across, up = figure.bbox.width, figure.bbox.height
    edge = _EDGE * figure.dpi
    write_title(ax, ax.get_title("left").replace("\n", " "), 72 * (wide * figure.get_figwidth() - 2 * _EDGE))
    words, frame = ax.get_tightbbox(for_layout_only=True), ax.get_window_extent()
    left, bottom = frame.x0 - words.x0 + edge, frame.y0 - words.y0 + edge
    width = wide * across - left - (words.x1 - frame.x1 + edge)
    height = high * up - bottom - (words.y1 - frame.y1 + edge)
    ax.set_position((x + left / across, y + bottom / up, width / across, height / up))
    ax.set_title(ax.get_title("left"), loc="left", x=(edge - left) / width)


def _picture(plot: Plot, frame: pd.DataFrame, size: tuple[float, float], dpi: float, **how: object) -> bytes:
    with style():
        figure = _figure(size, dpi)
        figure.clear()
        fit(plot(frame, figure.subplots()))
        stream = io.BytesIO()
        figure.savefig(stream, dpi="figure", **how)
        return stream.getvalue()


@lru_cache(maxsize=4)
def _figure(size: tuple[float, float], dpi: float) -> Figure:
    """Return the one figure of a size: filling it again is faster than opening another.

    It has the resolution of its picture: words are measured once for both the layout and the drawing.
    """
    figure = Figure(figsize=size, dpi=dpi)
    FigureCanvasAgg(figure)
    return figure
