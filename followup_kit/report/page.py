"""A report as one page for the browser: pictures inside it, nothing loaded from anywhere."""

import base64

import jinja2

from followup_kit import charts
from followup_kit.report.contents import Report

_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("followup_kit", "report/templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
)


def html(report: Report) -> bytes:
    """Return the page."""
    pictures = [
        (exhibit, base64.b64encode(charts.png(exhibit.plot, exhibit.frame, dpi=200)).decode("ascii"))
        for exhibit in report.exhibits
    ]
    return _TEMPLATES.get_template("report.html").render(report=report, pictures=pictures).encode()
