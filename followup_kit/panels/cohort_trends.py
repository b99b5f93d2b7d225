"""How a cohort is doing over time, by programme or campus: for the counselor's eyes, small groups and all."""

import ipywidgets as widgets

from followup_kit import charts
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.panel import Panel, row
from followup_kit.panels.trends import KINDS, PERIODS, WITHIN, Chart
from followup_kit.rates import feedback_rates, response_rates

GROUPS = (("Programme", "programme"), ("Campus", "campus"), ("Counselor", "counselor"))
_SIZE = (8.4, 5.4)


class CohortTrends(Panel):
    """Response and feedback by group, refreshed in place when a choice changes."""

    page: CohortPage

    def __init__(self, page: CohortPage) -> None:
        super().__init__(page)
        choices = [
            self.field("group", widgets.Dropdown(options=GROUPS), "Side by side", width="11rem"),
            self.field("by", widgets.Dropdown(options=PERIODS), "By", width="8rem"),
            self.field("within_days", widgets.Dropdown(options=WITHIN, value=30), "Answered within", width="11rem"),
            self.field("kind", widgets.Dropdown(options=KINDS), "What counts", width="12rem"),
        ]
        for field in choices:
            field.control.observe(lambda _: self.attempt(self.refresh), "value")
        self.responses = Chart("cohort-responses", "How many answered", charts.plot_response_rates, _SIZE)
        self.feedback = Chart("cohort-feedback", "Feedback asked and received", charts.plot_feedback_rates, _SIZE)
        self.children = [row(*choices), self.message, self.responses, self.feedback]
        self.refresh()

    def refresh(self) -> None:
        for chart in (self.responses, self.feedback):
            chart.layout.display = None if self.page.cohort else "none"
        if self.page.cohort is None:
            self.tell("Read the logs first: choose their folder above.", "note")
            return
        self.tell("")
        chosen = {name: field.value for name, field in self.fields.items()}
        group, by = chosen["group"], chosen["by"]
        counted = self.page.cohort.tally(group)
        rates = response_rates(counted, by=by, within_days=chosen["within_days"], kind=chosen["kind"])
        for chart, frame in ((self.responses, rates), (self.feedback, feedback_rates(counted, by=by))):
            chart.show(frame.assign(**{group: frame[group].replace("", "(not given)")}))
