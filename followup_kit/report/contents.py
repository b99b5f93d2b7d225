"""What a report says: for whom, the findings, the charts with their tables, and what the words mean."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pandas as pd

from followup_kit import charts
from followup_kit.activity import weekly_activity
from followup_kit.charts.findings import FEW, headline
from followup_kit.charts.period_names import period_name
from followup_kit.curve import response_curve
from followup_kit.dates import say
from followup_kit.flat import flat_applications
from followup_kit.rates import feedback_rates, response_rates
from followup_kit.schema import Tables
from followup_kit.stages import stage_flows, stage_funnel
from followup_kit.tally import tally

DEFINITIONS = (
    ("Answered", "the employer's first answer of any kind, a rejection too, but not a mere receipt."),
    ("Within 30 days", "only applications at least 30 days old are counted, so that recent ones do not pull it down."),
    ("Too early", "some applications of the period are younger than that: its share can still change."),
    ("Still waiting", "no answer yet. That is not a no, and is not counted as one, however long ago it was sent."),
    ("95 % interval", "how far the true share may lie from the one seen, given how few are counted (Wilson)."),
    ("Not yet answered", "the share still waiting so many days after applying; those withdrawn or still waiting are "
     "followed as long as they can be (Kaplan and Meier)."),
    ("Feedback asked", "requests sent after a rejection that followed an interview; received is what came after "
     "asking, and a request under 30 days old without an answer is still open."),
    ("Reached", "applications that were ever in this stage or a later one, whatever became of them."),
    ("Under five", "the count is given and no share: one more or less would change it too much."),
)  # fmt: skip
_TOO_FEW = "too few"
_MARKS = (7, 14, 30, 60, 90, 120, 180, 365)


class Exhibit(NamedTuple):
    """One chart with its numbers.

    Parameters
    ----------
    name : str
        The stem of its files.
    title : str
        What it is about; what it shows is in its caption.
    plot : callable
        Draws the frame on axes.
    frame : DataFrame
        The numbers.
    table : DataFrame
        The same as people read them: text with plain headings.
    """

    name: str
    title: str
    plot: Callable
    frame: pd.DataFrame
    table: pd.DataFrame

    @property
    def description(self) -> str:
        """What the chart shows, for those who do not see it."""
        return charts.describe(self.frame)

    @property
    def remark(self) -> str:
        """What its description adds to the chart's own title."""
        return self.description.removeprefix(f"{headline(self.frame)}.").strip()

    @property
    def words(self) -> list[bool]:
        """Which columns of the table are words and not numbers."""
        return [not self.table[name].str.contains(rf"\d|{_TOO_FEW}").any() for name in self.table.columns]


class Report(NamedTuple):
    """All a report says, ready to be laid out."""

    title: str
    subtitle: str
    findings: list[str]
    exhibits: list[Exhibit]
    definitions: tuple[tuple[str, str], ...]


def contents(tables: Tables, as_of: date) -> Report:
    """Return what there is to say of one log on one day."""
    applications = flat_applications(tables)
    counted = tally(applications, as_of)
    rates, curve, feedback = response_rates(counted), response_curve(counted), feedback_rates(counted)
    activity = weekly_activity(applications, as_of)
    funnel, flows = stage_funnel(tables, as_of), stage_flows(tables, as_of)
    shown = (
        ("response_rates", "How many answered", charts.plot_response_rates, rates, _rates_table),
        ("response_curve", "How long an answer takes", charts.plot_response_curve, curve, _curve_table),
        ("feedback_rates", "Feedback asked and received", charts.plot_feedback_rates, feedback, _feedback_table),
        ("weekly_activity", "Week by week", charts.plot_weekly_activity, activity, _activity_table),
        ("stage_funnel", "How far applications came", charts.plot_stage_funnel, funnel, _funnel_table),
        ("stage_flows", "Where they went", charts.plot_stage_flows, flows, _flows_table),
    )
    exhibits = [
        Exhibit(name, title, plot, frame, tabulate(frame).astype("str")) for name, title, plot, frame, tabulate in shown
    ]
    name = str(tables.settings.get("seeker_name", "")).strip()  # a stranger's file may hold anything
    whom = f"For {name}" if name else "For the owner of this log (no name in its settings)"
    if tables.settings.get("sample"):
        whom += ", an invented sample"
    findings = list(dict.fromkeys(charts.describe(frame) for frame in (rates, curve, feedback)))
    return Report("Job search report", f"{whom}. As of {say(as_of)}.", findings, exhibits, DEFINITIONS)


def _rates_table(rates: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Month": [period_name(period) for period in rates.period],
            "Applied": _counts(rates.n_applied),
            "Old enough": _counts(rates.n_mature),
            "Answered within 30 days": _counts(rates.n_responded),
            "Share": _percent(rates.response_rate, rates.n_mature),
            "95 % interval": _interval(rates.low, rates.high, rates.n_mature),
            "Can it change?": ["no" if mature else "yes" for mature in rates.mature],
        }
    )


def _curve_table(curve: pd.DataFrame) -> pd.DataFrame:
    """Take the curve at a few days that people think in, as long as enough are followed."""
    rows = []
    for mark in _MARKS:
        followed = curve[curve.days >= mark].n_at_risk.max()
        before = curve[curve.days <= mark]
        if followed >= FEW and len(before):
            rows.append((mark, followed, *before.iloc[-1][["waiting_rate", "low", "high"]]))
    marks = pd.DataFrame(rows, columns=["days", "n", "rate", "low", "high"]).astype({"days": int, "n": int})
    return pd.DataFrame(
        {
            "Days since applying": _counts(marks.days),
            "Still followed": _counts(marks.n),
            "Not yet answered": _percent(marks.rate, marks.n),
            "95 % interval": _interval(marks.low, marks.high, marks.n),
        }
    )


def _feedback_table(feedback: pd.DataFrame) -> pd.DataFrame:
    settled = feedback.n_asked - feedback.n_waiting
    return pd.DataFrame(
        {
            "Month": [period_name(period) for period in feedback.period],
            "Rejected after an interview": _counts(feedback.n_rejected),
            "Asked": _counts(feedback.n_asked),
            "Share asked": _percent(feedback.asking_rate, feedback.n_rejected),
            "Received": _counts(feedback.n_received),
            "Share received": _percent(feedback.feedback_rate, settled),
            "Still open": _counts(feedback.n_waiting),
        }
    )


def _activity_table(activity: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Week of": [say(week.date()) for week in activity.week],
            "Applications": _counts(activity.n_applied),
            "Answers": _counts(activity.n_responded),
        }
    )


def _funnel_table(funnel: pd.DataFrame) -> pd.DataFrame:
    applied = funnel.n_reached.max()
    return pd.DataFrame(
        {
            "Stage": funnel.stage,
            "Reached": _counts(funnel.n_reached),
            "Share of applied": _percent(funnel.reached_rate, [applied] * len(funnel)),
            "95 % interval": _interval(funnel.low, funnel.high, [applied] * len(funnel)),
        }
    )


def _flows_table(flows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"From": flows.source, "To": flows.target, "Applications": _counts(flows.n)})


def _counts(numbers: pd.Series) -> list[str]:
    return [f"{number:,}" for number in numbers]


def _percent(rates: pd.Series, whole: pd.Series) -> list[str]:
    return [f"{100 * rate:.0f} %" if n >= FEW else _TOO_FEW for rate, n in zip(rates, whole, strict=True)]


def _interval(low: pd.Series, high: pd.Series, whole: pd.Series) -> list[str]:
    return [
        f"{100 * below:.0f} to {100 * above:.0f} %" if n >= FEW else ""
        for below, above, n in zip(low, high, whole, strict=True)
    ]
