"""Names on charts stand as they were written, whatever matplotlib or a browser would make of them."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pandas as pd
import pytest
from chart_frames import by_group, curve, feedback, flows, funnel, rates
from hostile import LABELS
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from followup_kit import charts

RATES = rates(["2026-02", "2026-03"], [9, 9], [9, 9], [4, 5])
FEEDBACK = feedback(["2026-02", "2026-03"], [9, 9], [8, 8], [4, 5], [0, 1])


def grouped(frame: pd.DataFrame) -> Callable[[list[str]], pd.DataFrame]:
    return lambda names: by_group("source", **dict.fromkeys(names, frame))


CHARTS = {
    "response_rates": (charts.plot_response_rates, grouped(RATES)),
    "feedback_rates": (charts.plot_feedback_rates, grouped(FEEDBACK)),
    "response_curve": (charts.plot_response_curve, grouped(curve())),
    "stage_funnel": (charts.plot_stage_funnel, lambda names: funnel(6, 5, 4, 3, 2, 1).head(5).assign(stage=names)),
    "stage_flows": (charts.plot_stage_flows, lambda names: flows(*(("applied", name, 4) for name in names))),
}


def test_there_are_fifty() -> None:
    assert len(set(LABELS)) == 50


def certain(label: str) -> str:
    """Return what of a label has room on every chart, on one line and without what is no sign at all."""
    line = " ".join(label.replace("\x01", "").replace("\x07", "").split())
    return line if len(line) < 20 else line[:9]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("start", range(0, 50, 5))
def test_fifty_names_on_every_chart(chart: str, start: int) -> None:
    plot, frame_of = CHARTS[chart]
    names = list(LABELS[start : start + 5])
    drawing = ElementTree.fromstring(charts.svg(plot, frame_of(names)))
    words = "\n".join(drawing.itertext())
    assert [name for name in names if certain(name) not in words] == []
    assert charts.describe(frame_of(names))


@pytest.mark.parametrize(("start", "chart"), list(zip(range(0, 50, 5), [*CHARTS, *CHARTS], strict=True)))
def test_fifty_names_in_pictures_of_dots(start: int, chart: str) -> None:
    """On axes made without our style, where matplotlib would read ``$`` as mathematics."""
    plot, frame_of = CHARTS[chart]
    figure = Figure(figsize=(8, 4))
    FigureCanvasAgg(figure)
    ax = plot(frame_of(list(LABELS[start : start + 5])), figure.subplots())
    assert not any(text.get_parse_math() for text in ax.findobj(Text))
    with charts.style():
        figure.canvas.draw()
