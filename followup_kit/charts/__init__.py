"""Frames of numbers drawn on matplotlib axes, and said in words.

Each ``plot_…`` takes the frame that the function of its name returned, and axes of yours or none; it returns the axes,
their left title the finding. Figures of your own look like the kit's inside ``with fk.charts.style():``, and hold all
words with ``layout="constrained"``. ``describe`` says a frame in sentences; ``png`` and ``svg`` give pictures.
"""

from followup_kit.charts.feedback_rates import plot_feedback_rates
from followup_kit.charts.findings import describe
from followup_kit.charts.look import style
from followup_kit.charts.pictures import png, svg
from followup_kit.charts.response_curve import plot_response_curve
from followup_kit.charts.response_rates import plot_response_rates
from followup_kit.charts.stage_flows import flows_text, plot_stage_flows
from followup_kit.charts.stage_funnel import plot_stage_funnel
from followup_kit.charts.weekly_activity import plot_weekly_activity

__all__ = [
    "describe",
    "flows_text",
    "plot_feedback_rates",
    "plot_response_curve",
    "plot_response_rates",
    "plot_stage_flows",
    "plot_stage_funnel",
    "plot_weekly_activity",
    "png",
    "style",
    "svg",
]
