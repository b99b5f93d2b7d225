"""Trends: how responses and feedback are going, for the applications one chooses, drawn and said in words."""

import base64
from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from followup_kit import charts
from followup_kit.activity import weekly_activity
from followup_kit.curve import response_curve
from followup_kit.markup import escape
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel, row, text
from followup_kit.rates import feedback_rates, response_rates
from followup_kit.schema import Tables
from followup_kit.stages import stage_flows, stage_funnel
from followup_kit.tally import tally

PERIODS = (("Month", "month"), ("Week", "week"), ("Quarter", "quarter"))
WITHIN = (("7 days", 7), ("14 days", 14), ("30 days", 30), ("60 days", 60), ("any time so far", None))
KINDS = (("Any answer", "any"), ("A positive answer", "positive"))
EVERY_SOURCE = ""
SPLIT = "\x00each"
_NOT_GIVEN = "(not given)"


class Chart(widgets.VBox):
    """A picture, and under it what it shows in words."""

    def __init__(self, name: str, title: str, plot: Callable, size: tuple[float, float] = (8.4, 4.2)) -> None:
        self.name, self.plot, self.size = name, plot, size
        self.frame: pd.DataFrame | None = None
        self.image = widgets.HTML()  # widgets.Image has no alternative text, and its tooltip breaks it
        self.caption = widgets.HTML()
        self.caption.add_class(f"t-caption-{name}")
        super().__init__([text(title, "fk-title"), self.image, self.caption])

    def show(self, frame: pd.DataFrame) -> None:
        """Draw a frame in place, unless it stands there; an empty one leaves only its words."""
        if self.frame is not None and self.frame.equals(frame):
            return
        self.frame = frame
        words = charts.describe(frame)
        self.image.value = "" if frame.empty else self._picture(frame, words)
        self.caption.value = f'<div class="fk-why">{escape(words)}</div>'

    def _picture(self, frame: pd.DataFrame, words: str) -> str:
        data = base64.b64encode(charts.png(self.plot, frame, self.size)).decode("ascii")
        width, height = self.size
        # Decoded at once and with its room kept, the new picture takes the old one's place without a flicker.
        return (
            f'<img class="t-chart t-chart-{self.name}" decoding="sync" src="data:image/png;base64,{data}" '
            f'style="width: 100%; aspect-ratio: {width} / {height}" alt="{escape(words)}">'
        )


class Trends(Panel):
    """Response and feedback over time, refreshed in place when a filter changes."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        filters = [
            self.field("by", widgets.Dropdown(options=PERIODS), "By", width="8rem"),
            self.field("within_days", widgets.Dropdown(options=WITHIN, value=30), "Answered within", width="11rem"),
            self.field("kind", widgets.Dropdown(options=KINDS), "What counts", width="12rem"),
            self.field("source", widgets.Dropdown(options=self._sources()), "Source", width="13rem"),
            self.field("words", widgets.Text(placeholder="nurse"), "Words in the role", width="12rem"),
        ]
        for field in filters:
            field.control.observe(lambda _: self.attempt(self.refresh), "value")
        self.charts = {
            "response_rates": Chart("response-rates", "How many answered", charts.plot_response_rates),
            "response_curve": Chart("response-curve", "How long an answer takes", charts.plot_response_curve),
            "feedback_rates": Chart("feedback-rates", "Feedback asked and received", charts.plot_feedback_rates),
            "weekly_activity": Chart("weekly-activity", "Week by week", charts.plot_weekly_activity),
            "stage_funnel": Chart("stage-funnel", "How far applications came", charts.plot_stage_funnel),
            "stage_flows": Chart("stage-flows", "Where they went", charts.plot_stage_flows, (8.4, 5.0)),
        }
        self.summary = widgets.HTML()
        self.summary.add_class("t-trends-summary")
        self.children = [row(*filters), self.message, self.summary, *self.charts.values()]
        self.refresh()

    def reset(self) -> None:
        self.fields["source"].control.options = self._sources()
        super().reset()

    def refresh(self) -> None:
        chosen = {name: field.value for name, field in self.fields.items()}
        split = chosen["source"] == SPLIT
        source = EVERY_SOURCE if split else chosen["source"]
        tables, day = self.page.log.tables(), self.page.as_of
        flat = selected(self.page.log.applications, source, chosen["words"])
        counted = tally(flat, day)
        by = chosen["by"]
        rates = response_rates(
            tally(flat, day, group="source") if split else counted,
            by=by,
            within_days=chosen["within_days"],
            kind=chosen["kind"],
        )
        kept = only(tables, flat.application_id)
        frames = {
            "response_rates": rates,
            "response_curve": response_curve(counted, kind=chosen["kind"]),
            "feedback_rates": feedback_rates(counted, by=by),
            "weekly_activity": weekly_activity(flat, day),
            "stage_funnel": stage_funnel(kept, day),
            "stage_flows": stage_flows(kept, day),
        }
        self.summary.value = f'<div class="fk-small">{len(flat)} of {len(tables.applications)} applications.</div>'
        for name, frame in frames.items():
            self.charts[name].show(frame if len(flat) else frame.head(0))

    def _sources(self) -> list[tuple[str, str]]:
        sources = sorted(set(self.page.log.applications.source), key=str.casefold)
        named = [(source or _NOT_GIVEN, source or _NOT_GIVEN) for source in sources]
        return [("All together", EVERY_SOURCE), ("Each on its own", SPLIT), *named]


def selected(applications: pd.DataFrame, source: str = "", words: str = "") -> pd.DataFrame:
    """Return the applications of a source whose role has all of some words; empty text chooses all.

    Parameters
    ----------
    applications : DataFrame
        The flat frame; it is left alone.
    source : str
        As it stands there, or "(not given)".
    words : str
        Looked for in the role as they are typed, whatever the case.
    """
    keep = pd.Series(True, index=applications.index)
    if source:
        keep &= applications.source == ("" if source == _NOT_GIVEN else source)
    for word in words.split():
        keep &= applications.role.str.contains(word, case=False, regex=False)
    return applications[keep]


def only(tables: Tables, application_ids: pd.Series) -> Tables:
    """Return tables of which applications and stage changes are cut to some applications."""
    return tables._replace(
        applications=tables.applications[tables.applications.application_id.isin(application_ids)],
        stage_changes=tables.stage_changes[tables.stage_changes.application_id.isin(application_ids)],
    )
