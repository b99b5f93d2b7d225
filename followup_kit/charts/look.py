"""How every chart looks: one palette, one set of fonts, one way to title it."""

import re
import textwrap
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import matplotlib
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.text import Text

from followup_kit.charts.findings import check, headline

# Okabe and Ito's colours, told apart by colour-blind readers and in grey print. Vermillion is too light for
# words on white (3.9 : 1), so text beside a vermillion mark is its darker shade (5.9 : 1).
BLUE = "#0072B2"
VERMILLION = "#D55E00"
VERMILLION_TEXT = "#A84A00"
INK = "#222222"
QUIET = "#595959"
FAINT = "#C9C9C9"
# No grey reads at 4.5 : 1 on both white and JupyterLab's dark #111111, so a chart brings its own white card.
PAPER = "#FFFFFF"

# DejaVu Sans comes with matplotlib; the others, where installed, lend it the alphabets it lacks.
_FALLBACK = (
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans JP",
    "Noto Sans SC",
    "Hiragino Sans",
    "PingFang SC",
    "Yu Gothic",
    "Microsoft YaHei",
    "Malgun Gothic",
    "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)
_LOCK = threading.RLock()
# Characters that an SVG file may not hold: one in a name, and no program would open the drawing.
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@contextmanager
def style() -> Iterator[None]:
    """Draw with the kit's look inside a ``with`` block; matplotlib's own settings are as before after it.

    A lock is held, because those settings belong to the whole process and notebook callbacks change thread.

    Examples
    --------
    >>> import matplotlib
    >>> with fk.charts.style():
    ...     matplotlib.rcParams["axes.titleweight"]
    'bold'
    """
    with _LOCK, matplotlib.rc_context(_look()), warnings.catch_warnings():
        # Without a font for an alphabet the box that is drawn says so already.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font", category=UserWarning)
        yield


@contextmanager
def canvas(frame: pd.DataFrame, ax: Axes | None, made_by: str) -> Iterator[Axes]:
    """Yield the axes to draw what a function made on, in the kit's style; the finding becomes their title afterwards.

    Without axes a figure is opened with pyplot, so that a notebook shows it.
    """
    check(frame, made_by)
    with style():
        if ax is None:
            import matplotlib.pyplot as plt

            ax = plt.subplots(figsize=(8.0, 4.0), layout="constrained")[1]
        yield ax
        write_title(ax, headline(frame), width_in_points(ax))
        if ax.title.get_parse_math():
            _as_plain_text(ax)


def write_title(ax: Axes, text: str, points: float) -> None:
    """Write a title above axes, on as many lines as so many points of width need."""
    characters = max(24, int(points / (0.6 * matplotlib.rcParams["axes.titlesize"])))
    # A number and its sign stay on one line.
    lines = textwrap.wrap(_NOT_IN_XML.sub("", text).replace(" %", "\u00a0%"), characters)
    ax.set_title("\n".join(lines).replace("\u00a0", " "), loc="left")


def width_in_points(ax: Axes) -> float:
    """Return how wide axes will be: a tenth more than matplotlib's first guess, once the layout is done."""
    return 1.1 * 72 * ax.figure.get_figwidth() * ax.get_position().width


def height_in_points(ax: Axes) -> float:
    """Return how high axes will be, as `width_in_points`."""
    return 1.1 * 72 * ax.figure.get_figheight() * ax.get_position().height


def short(name: object, characters: int = 32) -> str:
    """Return a name that fits beside a mark, cut off with an ellipsis; an empty one is said to be not given."""
    text = " ".join(_NOT_IN_XML.sub("", str(name)).split()) or "not given"
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def _as_plain_text(ax: Axes) -> None:
    """Keep matplotlib from reading ``$`` as mathematics on axes that were made without this style."""
    for text in ax.findobj(Text):
        text.set_parse_math(False)


@cache
def _look() -> dict[str, object]:
    installed = set(font_manager.fontManager.get_font_names())
    return {
        "font.family": ["DejaVu Sans", *(name for name in _FALLBACK if name in installed)],
        "font.size": 10.0,
        "text.color": INK,
        "text.parse_math": False,
        "figure.facecolor": PAPER,
        "savefig.facecolor": PAPER,
        "savefig.dpi": 150.0,
        # Words stay words: searchable, and in an alphabet this machine has no font for, the reader's may.
        "svg.fonttype": "none",
        "svg.hashsalt": "followup-kit",
        "hatch.linewidth": 0.6,
        "axes.facecolor": PAPER,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": QUIET,
        "axes.labelsize": 10.0,
        "axes.titlesize": 11.5,
        "axes.titleweight": "bold",
        "axes.titlecolor": INK,
        "axes.titlepad": 12.0,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.major.size": 0.0,
        "ytick.major.size": 0.0,
        "grid.color": "#E6E6E6",
        "grid.linewidth": 0.8,
    }
