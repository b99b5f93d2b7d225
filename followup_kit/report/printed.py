"""A report for the printer, laid out with matplotlib alone."""

from collections.abc import Iterable

from followup_kit.charts import style
from followup_kit.report.contents import Exhibit, Report
from followup_kit.report.paper import Paper


def pdf(report: Report, charted: Iterable[Exhibit] | None = None) -> bytes:
    """Return the print: first page, charts, tables, definitions.

    Parameters
    ----------
    report : Report
    charted : iterable of Exhibit, optional
        Its exhibits, with what shows how far their drawing has come.
    """
    with style():
        paper = Paper(footer=f"{report.title}. {report.subtitle}")
        paper.heading(report.title, size=20)
        paper.paragraph(report.subtitle)
        paper.space(12)
        for number, finding in enumerate(report.findings, start=1):
            paper.paragraph(f"{number}.  {finding}", size=12)
            paper.space(6)
        paper.space(18)
        for exhibit in report.exhibits if charted is None else charted:
            paper.chart(exhibit.plot, exhibit.frame, exhibit.remark)
        paper.heading("Tables")
        for exhibit in report.exhibits:
            paper.table(exhibit.title, exhibit.table, exhibit.words)
        paper.heading("What the words mean")
        for word, meaning in report.definitions:
            paper.paragraph(f"{word}: {meaning}")
            paper.space(4)
        return paper.to_bytes()
