"""Pages filled from top to bottom; what does not fit begins the next."""

import io
import textwrap
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from followup_kit.charts.look import FAINT, INK, QUIET
from followup_kit.charts.pictures import fit

# As wide as A4 and as high as Letter: printed on either at full size, nothing is cut off.
WIDTH, HEIGHT = 8.27 * 72, 11.0 * 72
_MARGIN = 54.0
_END = HEIGHT - 1.5 * _MARGIN
_CHARACTER = 0.6  # of the font's size: a little more than its letters take on average
_CHART = 262.0
_CELL = 9.0
_GUTTER = 14.0


class _Column(NamedTuple):
    """Where a column's words stand, at which side of them, and where it ends."""

    at: float
    side: str
    right: float


class Paper:
    """A print in the making; all measures are points. To be used within `charts.style`.

    Parameters
    ----------
    footer : str
        What stands at the foot of every page, before its number.
    """

    def __init__(self, footer: str) -> None:
        self.footer = footer
        self.pages: list[Figure] = []
        self.new_page()

    def new_page(self) -> None:
        """Begin a page."""
        self.pages.append(Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72))
        self.down = _MARGIN

    def space(self, points: float) -> None:
        """Leave some room."""
        self.down += points

    def heading(self, text: str, size: float = 14.0) -> None:
        """Write a heading, together with the beginning of what follows."""
        self._need(10 * size)
        self._lines(text, size, INK, "bold")
        self.space(0.5 * size)

    def paragraph(self, text: str, size: float = 10.5) -> None:
        """Write a paragraph."""
        self._lines(text, size, INK, "normal")

    def chart(self, plot: Callable, frame: pd.DataFrame, remark: str) -> None:
        """Draw a chart, and write under it what its title does not say."""
        self._need(_CHART + 40)
        box = (_MARGIN / WIDTH, 1 - (self.down + _CHART) / HEIGHT, 1 - 2 * _MARGIN / WIDTH, _CHART / HEIGHT)
        # As matplotlib would place it: from this the chart guesses how much room there is for words.
        ax = self.pages[-1].add_axes((box[0] + 0.125 * box[2], box[1], 0.775 * box[2], 0.77 * box[3]))
        fit(plot(frame, ax), box)
        self.space(_CHART)
        self._lines(remark, 9.5, QUIET, "normal")
        self.space(18)

    def table(self, title: str, table: pd.DataFrame, words: Sequence[bool]) -> None:
        """Write a table of text, its heading again on every page it goes on; without rows, that there are none.

        Parameters
        ----------
        words : sequence of bool
            Which columns are set left; numbers are set right.
        """
        heads = [textwrap.wrap(name, 14, break_long_words=False) for name in table.columns]
        head_lines = max(map(len, heads))
        self._need((head_lines + 5) * 1.5 * _CELL)
        self._lines(title, 11, INK, "bold")
        if table.empty:
            self._lines("Nothing to count yet.", _CELL, QUIET, "normal")
        else:
            columns = _columns(heads, table, words)
            self._head(heads, head_lines, columns)
            for row in table.itertuples(index=False, name=None):
                if self.down + 1.5 * _CELL > _END:
                    self.new_page()
                    self._lines(f"{title}, continued", 11, INK, "bold")
                    self._head(heads, head_lines, columns)
                self._row(row, columns)
        self.space(18)

    def to_bytes(self) -> bytes:
        """Return the pages, numbered, as a PDF file; the same pages give the same bytes."""
        stream = io.BytesIO()
        with PdfPages(stream, metadata={"Title": self.footer, "CreationDate": None}) as book:
            for number, page in enumerate(self.pages, start=1):
                self._write(page, self.footer, _MARGIN, HEIGHT - 0.6 * _MARGIN, 8, QUIET)
                place = f"{number} of {len(self.pages)}"
                self._write(page, place, WIDTH - _MARGIN, HEIGHT - 0.6 * _MARGIN, 8, QUIET, ha="right")
                book.savefig(page)
        return stream.getvalue()

    def _need(self, points: float) -> None:
        if self.down + points > _END:
            self.new_page()

    def _lines(self, text: str, size: float, colour: str, weight: str) -> None:
        for line in textwrap.wrap(text, int((WIDTH - 2 * _MARGIN) / (_CHARACTER * size))):
            self._need(1.4 * size)
            self.down += 1.4 * size
            self._write(self.pages[-1], line, _MARGIN, self.down, size, colour, weight=weight)

    def _head(self, heads: list[list[str]], lines: int, columns: list[_Column]) -> None:
        for line in range(lines):
            cells = [(head[line - lines + len(head)] if line >= lines - len(head) else "") for head in heads]
            self._row(cells, columns, "bold", rule=INK if line == lines - 1 else None)

    def _row(self, cells: list[str], columns: list[_Column], weight: str = "normal", rule: str | None = FAINT) -> None:
        self.down += 1.5 * _CELL
        page = self.pages[-1]
        for cell, column in zip(cells, columns, strict=True):
            self._write(page, cell, column.at, self.down, _CELL, INK, weight=weight, ha=column.side)
        if rule:
            y = 1 - (self.down + 3.5) / HEIGHT
            page.add_artist(Line2D([_MARGIN / WIDTH, columns[-1].right / WIDTH], [y, y], color=rule, linewidth=0.5))

    def _write(self, page: Figure, text: str, x: float, down: float, size: float, colour: str, **how: str) -> None:
        page.text(x / WIDTH, 1 - down / HEIGHT, text, fontsize=size, color=colour, **how)


def _columns(heads: list[list[str]], table: pd.DataFrame, words: Sequence[bool]) -> list[_Column]:
    """Return columns as wide as what stands in them, side by side."""
    columns, left = [], _MARGIN
    for name, head, is_words in zip(table.columns, heads, words, strict=True):
        widest = max(1.08 * max(map(len, head)), table[name].str.len().max())
        right = left + widest * _CHARACTER * _CELL
        set_left = is_words or not columns
        columns.append(_Column(left if set_left else right, "left" if set_left else "right", right))
        left = right + _GUTTER
    return columns
