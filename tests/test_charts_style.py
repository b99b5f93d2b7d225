"""How charts look: readable, cut off nowhere, and without a trace in matplotlib's settings."""

import io
import threading
import xml.etree.ElementTree as ElementTree

import matplotlib
import numpy as np
import pytest
from chart_frames import by_group, curve, feedback, flows, funnel, rates, weeks
from matplotlib import image
from matplotlib.figure import Figure
from matplotlib.text import Text
from test_charts import ALL, NAMES

from followup_kit import charts
from followup_kit.charts import look


def luminance(colour: str) -> float:
    """Return relative luminance as WCAG 2 defines it."""
    channels = np.array(matplotlib.colors.to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a: str, b: str) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_right():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("plot", "frame"), ALL, ids=NAMES)
def test_all_words_read_at_four_and_a_half_to_one_on_the_chart_s_own_ground(plot, frame):
    with charts.style():
        ax = plot(frame, Figure().subplots())
    assert ax.figure.get_facecolor() == (1, 1, 1, 1)  # a card of its own, whatever the theme around it
    words = [text for text in ax.findobj(Text) if text.get_text() and text.get_visible()]
    assert words and all(contrast(text.get_color(), look.PAPER) >= 4.5 for text in words)


def test_marks_stand_out_from_the_ground():
    assert all(contrast(colour, look.PAPER) >= 3 for colour in (look.BLUE, look.VERMILLION, look.INK, look.QUIET))


WEEKS = [f"2025-W{week:02}" for week in range(1, 53)]
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
LONG = "Gewerbe- und Handelsschule für Erwachsene, Abteilung Bewerbungstraining"
CROWDED = [
    (charts.plot_response_rates, rates(WEEKS, [30_000] * 52, [30_000] * 52, [9] * 52)),
    (charts.plot_response_rates, rates(["2026-03"], [2], [0], [0])),
    (charts.plot_response_rates, by_group(LONG, **{LONG: rates(["2026-03"], [90], [90], [9])})),
    (charts.plot_feedback_rates, feedback(MONTHS, [1200] * 12, [900] * 12, [800] * 12, [0] * 12)),
    (charts.plot_response_curve, by_group("source", **{f"{LONG} {n}": curve() for n in range(7)})),
    (charts.plot_stage_funnel, funnel(1_000_000, 570_000, 40_000, 2200, 300, 1)),
    (charts.plot_stage_flows, flows(("applied", "accepted", 1_000_000), ("offer", "withdrawn", 1))),
    (charts.plot_weekly_activity, weeks("2024-01-01", [1000] * 104, [0] * 104)),
]  # fmt: skip


@pytest.mark.parametrize("size", [(8.0, 4.0), (5.0, 3.0)])
@pytest.mark.parametrize(("plot", "frame"), [*ALL, *CROWDED])
def test_nothing_written_is_cut_off(plot, frame, size):
    picture = image.imread(io.BytesIO(charts.png(plot, frame, size)), format="png")
    edges = [picture[:4], picture[-4:], picture[:, :4], picture[:, -4:]]
    assert all((edge == 1).all() for edge in edges)


def test_text_stays_text_in_a_drawing():
    frame = funnel(5, 1, 1, 1, 1, 1).assign(stage=["日本 $x$ <b> & R_D", *"bcdef"])
    root = ElementTree.fromstring(charts.svg(charts.plot_stage_funnel, frame))
    assert "日本 $x$ <b> & R_D" in [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_drawing_names_no_address_to_load_from():
    drawing = charts.svg(charts.plot_stage_funnel, funnel(5, 1, 1, 1, 1, 1)).decode()
    root = ElementTree.fromstring(drawing)
    links = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("href")]
    assert all(link.startswith("#") for link in links) and "url(http" not in drawing


@pytest.mark.parametrize(("plot", "frame"), ALL, ids=NAMES)
def test_the_same_frame_gives_the_same_picture(plot, frame):
    assert charts.svg(plot, frame) == charts.svg(plot, frame)
    assert charts.png(plot, frame) == charts.png(plot, frame)


def test_a_picture_has_the_size_asked_for():
    data = charts.png(charts.plot_stage_funnel, funnel(5, 1, 1, 1, 1, 1), size=(4.0, 3.0), dpi=200)
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (800, 600)


def test_the_settings_of_matplotlib_are_left_alone():
    before = dict(matplotlib.rcParams)
    for plot, frame in ALL:
        charts.png(plot, frame)
    with pytest.raises(ZeroDivisionError), charts.style():
        _ = 1 / 0
    assert dict(matplotlib.rcParams) == before


def test_two_threads_leave_the_settings_alone_too():
    """Without a lock the second would find the first one's settings, and put them back when it ends last."""
    before = dict(matplotlib.rcParams)
    first_in, second_in, first_out = threading.Event(), threading.Event(), threading.Event()

    def first():
        with charts.style():
            first_in.set()
            second_in.wait(0.2)
        first_out.set()

    def second():
        first_in.wait()
        with charts.style():
            second_in.set()
            first_out.wait()

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dict(matplotlib.rcParams) == before
