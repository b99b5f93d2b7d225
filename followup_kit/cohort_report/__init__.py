"""The shareable report on a cohort: groups only, and none so small that it gives somebody away."""

import json
import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from followup_kit import given
from followup_kit.cells import write_csv
from followup_kit.charts.pictures import png_and_svg
from followup_kit.cohort import Cohort
from followup_kit.cohort_part import Progress, watched
from followup_kit.cohort_report.columns import columns
from followup_kit.cohort_report.contents import contents
from followup_kit.cohort_report.counting import counted, first_events, merged_groups, of_roster
from followup_kit.cohort_report.grids import Grid, Row
from followup_kit.cohort_report.release import Record, Release, release
from followup_kit.cohort_report.shown import curves, frames
from followup_kit.curve import response_curve
from followup_kit.errors import BadValue
from followup_kit.files import write_whole
from followup_kit.private_records import record_path
from followup_kit.report.page import html
from followup_kit.report.printed import pdf
from followup_kit.suppression import USUAL, check_minimum

__all__ = ["write_cohort_report"]

_EVENTS = {"first_response": "responded_on", "first_offer": "offered_on"}


def write_cohort_report(
    cohort: Cohort,
    out: str | os.PathLike,
    minimum: int = USUAL,
    previous: str | os.PathLike | None = None,
    *,
    by: str = "quarter",
    progress: Progress = False,
) -> list[Path]:
    """Write the report on a cohort that may be shared.

    A page for the browser (``report.html``), the same for the printer (``report.pdf``), each chart as PNG and SVG,
    the numbers as CSV, what their columns mean (``columns.csv``), and ``release.json``, which says what is hidden: all
    in one new folder, which is there whole or not at all. A private record of who was counted where, which the next
    report is compared with, goes into a folder of its own beside it, ``private-keep-here``, and never into it.

    Parameters
    ----------
    cohort : Cohort
        It is left alone. Where there is a roster only its seekers are counted; `Cohort.tally` counts everybody.
    out : path
        The folder to write; it must not be there yet, or be empty.
    minimum : int
        The least number of seekers a group may have, 5 to 30. Smaller groups are merged into "other groups"; what
        is still small is hidden, with as much else as keeps it from being worked out.
    previous : path, optional
        The folder of the report released before. What the difference to it, or to any before it, would give away is
        hidden as well.
    by : {"month", "week", "quarter"}
        Periods of time; the shorter, the more has to be hidden.
    progress : bool or callable
        Show progress bars; or what wraps the tables that are checked and the charts that are drawn, as ``tqdm`` does.

    Returns
    -------
    list of Path
        The files of the folder, the page first and the print second. The private record is not among them.

    Raises
    ------
    BadValue
        If the minimum is out of range, or the folder is in use.
    LogFileError
        If the record of the previous report is missing or broken.

    Examples
    --------
    >>> fk.write_cohort_report(fk.load_cohort("logs", "2026-03-31"), "report-2026-03-31")  # doctest: +SKIP
    """
    given.cohort(cohort)
    check_minimum(minimum)
    out = Path(os.path.abspath(out))
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadValue(
            f"out: {out} is there already. Name a new folder for each release: the earlier one stays as it is.",
            field="out",
            value=str(out),
        )
    everybody, cohort = cohort, of_roster(cohort)
    past = Record({}, ()) if previous is None else Record.read(previous)
    merged = past.merged or merged_groups(cohort.seekers, minimum)
    grids = counted(cohort, merged, by)
    now = release(cohort.as_of, watched(grids, progress, "Hiding small groups", "table"), minimum, past.releases)
    numbers = _numbers(cohort, grids, now, minimum)
    report = contents(numbers, now, merged, minimum, everybody, [each.as_of for each in past.releases])
    drawn = {
        exhibit.name: png_and_svg(exhibit.plot, exhibit.frame)
        for exhibit in watched(report.exhibits, progress, "Drawing charts", "chart")
    }
    printed = pdf(report, watched(report.exhibits, progress, "Drawing the print", "chart"))
    files = {"report.html": html(report, {name: png for name, (png, _) in drawn.items()}), "report.pdf": printed}
    files |= {f"{name}.csv": write_csv(frame) for name, frame in (numbers | {"columns": columns()}).items()}
    for name, (png, svg) in drawn.items():
        files |= {f"{name}.png": png, f"{name}.svg": svg}
    files["release.json"] = _release_file(now, minimum, merged)
    record = Record(merged, (*past.releases, now))
    return _write(out, files, record)


def _numbers(cohort: Cohort, grids: list[Grid], now: Release, minimum: int) -> dict[str, pd.DataFrame]:
    """Return the published frames, those of first events with their curves."""
    numbers = frames(now)
    for kind, column in _EVENTS.items():
        (people,) = (grid.people for grid in grids if grid.name == kind)
        events = first_events(cohort.applications, column, pd.Timestamp(cohort.as_of)).set_index("seeker_id")
        whole: dict[Row, pd.DataFrame] = {}
        for (row, _), (_, begun, _) in people.items():
            if row not in whole:
                whole[row] = _curve(events.loc[sorted(begun)], cohort)
        numbers[kind] = curves(numbers[kind], whole, minimum)
    return numbers


def _curve(events: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    """Return the curve of seekers, each as if they were one application answered at the first event."""
    never = pd.Series(pd.NaT, index=events.index, dtype="datetime64[us]")
    as_one = events.assign(responded=events.responded_on.notna(), advanced_on=never, withdrawn_on=never)
    return response_curve(as_one, cohort.as_of)


def _release_file(now: Release, minimum: int, merged: dict[str, list[str]]) -> bytes:
    """Return what a program may want to know of a release, nobody named."""
    told = {
        "as_of": now.as_of,
        "minimum": minimum,
        "version": version("followup-kit"),
        "merged": {way: len(labels) for way, labels in merged.items()},
        "n_hidden": now.n_hidden,
        "tables": {
            grid.name: {"cells": len(grid.cells), "hidden": sorted([*row, column] for row, column in hidden)}
            for grid, hidden in zip(now.grids, now.hidden, strict=True)
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _write(out: Path, files: dict[str, bytes], record: Record) -> list[Path]:
    """Write the record, then all files into a folder of their own that takes the name in one step."""
    private = record_path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        for name, data in files.items():
            write_whole(making / name, data)
        private.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(private, record.to_bytes())
        if out.exists():
            out.rmdir()
        making.replace(out)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        if not out.exists():
            private.unlink(missing_ok=True)
        raise
    return [out / name for name in files]
