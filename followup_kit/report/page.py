"""A report as one page for the browser: pictures inside it, nothing loaded from anywhere."""

import base64
from collections.abc import Mapping

import jinja2

from followup_kit import charts
from followup_kit.report.contents import Report

_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("followup_kit", "report/templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
)


def html(report: Report, drawn: Mapping[str, bytes] | None = None) -> bytes:
    """Return the page, with the charts' PNG pictures by name; they are drawn if they are not given."""
    if drawn is None:
        drawn = {exhibit.name: charts.png(exhibit.plot, exhibit.frame, dpi=200) for exhibit in report.exhibits}
    pictures = [(exhibit, base64.b64encode(drawn[exhibit.name]).decode("ascii")) for exhibit in report.exhibits]
    return _TEMPLATES.get_template("report.html").render(report=report, pictures=pictures).encode()
