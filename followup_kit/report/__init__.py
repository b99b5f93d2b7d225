"""The report: what a search looks like on one day, as a page, a print, pictures and tables."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup_kit import charts
from followup_kit.cells import write_csv
from followup_kit.charts.pictures import png_and_svg
from followup_kit.dates import as_date
from followup_kit.files import write_whole
from followup_kit.report.contents import Report, contents
from followup_kit.report.page import html
from followup_kit.report.printed import pdf

if TYPE_CHECKING:
    from followup_kit.log import Log

__all__ = ["Report", "write_report"]


def write_report(log: "Log", folder: str | os.PathLike, as_of: date | str) -> list[Path]:
    """Write a report of a search into a folder.

    A page for the browser that needs nothing beside it (``report.html``), the same for the printer, safe on A4
    and Letter paper (``report.pdf``), and of each chart its picture (PNG and SVG) and its numbers (CSV); the
    moves between stages also as text for sankeymatic.com. Each file is written whole or not at all, over the
    one of an earlier report.

    Parameters
    ----------
    log : Log
        It is read once, and left alone.
    folder : path
        Where to write; made if it is not there.
    as_of : date or ISO text
        The day the report is of.

    Returns
    -------
    list of Path
        The files, the page first and the print second.

    Examples
    --------
    >>> fk.write_report(log, "report", as_of="2026-03-31")  # doctest: +SKIP
    """
    report = contents(log.tables(), as_date(as_of))
    drawn = {exhibit.name: png_and_svg(exhibit.plot, exhibit.frame) for exhibit in report.exhibits}
    page = html(report, {name: png for name, (png, _) in drawn.items()})
    files = {"report.html": page, "report.pdf": pdf(report)}
    for exhibit in report.exhibits:
        files[f"{exhibit.name}.csv"] = write_csv(exhibit.frame)
        files[f"{exhibit.name}.png"], files[f"{exhibit.name}.svg"] = drawn[exhibit.name]
        if exhibit.name == "stage_flows":
            files["stage_flows.txt"] = charts.flows_text(exhibit.frame).encode()
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [write_whole(folder / name, data) for name, data in files.items()]
