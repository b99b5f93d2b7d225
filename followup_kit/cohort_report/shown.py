"""What is published of the counts: the hidden ones left out, with all that is computed of them."""

from datetime import date, timedelta

import pandas as pd

from followup_kit.cohort_report.grids import ALL, Row
from followup_kit.cohort_report.release import Release
from followup_kit.intervals import share, wilson

WITHIN = 30  # days, as `response_rates` counts them
# The shares shown of each kind of counts: their name, the count and what it is a share of.
SHARES = {
    "responses": (
        ("interview_rate", "n_interviewed", "n_applied"),
        ("response_rate", "n_responded", "n_mature"),
        ("positive_rate", "n_positive", "n_followed"),
    ),
    "feedback": (("asking_rate", "n_asked", "n_rejected"), ("feedback_rate", "n_received", "n_settled")),
    "punctuality": (("in_time_rate", "n_in_time", "n_due"),),
    "outcomes": (("knowledge_rate", "n_known", "n_seekers"), ("outcomes_rate", "n_reached", "n_counted")),
}
COLUMN_NAMES = {"responses": "period", "feedback": "period", "punctuality": "kind"}


def frames(release: Release) -> dict[str, pd.DataFrame]:
    """Return the counts with their shares, hidden cells empty.

    Returns
    -------
    dict of DataFrame
        By kind. Columns: by (how groups are made), group, the column's name (period, kind, days), hidden (bool),
        the counts (Int64) and for each share its rate, low and high; of
        responses also mature (bool): whether all of the period's applications are 30 days old.
    """
    shown = {}
    for grid, hidden in zip(release.grids, release.hidden, strict=True):
        names = [measure.name for measure in grid.measures]
        open_ = {cell: row for cell, row in zip(grid.cells, grid.table.values.tolist(), strict=True)}
        rows = [
            (*row, column, (row, column) in hidden, *([None] * len(names) if (row, column) in hidden else values))
            for (row, column), values in open_.items()
        ]
        head = ["by", "group", COLUMN_NAMES.get(grid.name, "days"), "hidden"]
        frame = pd.DataFrame(rows, columns=[*head, *names]).astype(dict.fromkeys(names, "Int64"))
        if grid.name == "outcomes":
            frame = frame.drop(columns="days")
        for rate, part, whole in SHARES.get(grid.name, ()):
            n_part, n_whole = (frame[name].fillna(0).astype("int64") for name in (part, whole))
            ends = wilson(n_part, n_whole)
            frame = frame.assign(**{rate: share(n_part, n_whole), f"{rate}_low": ends.low, f"{rate}_high": ends.high})
        if grid.name == "responses":
            over = {period: _is_over(period, date.fromisoformat(release.as_of)) for period in frame.period.unique()}
            frame["mature"] = frame.period.map(over | {ALL: all(over.values())}).astype(bool)
        shown[grid.name] = frame
    return shown


def curves(frame: pd.DataFrame, whole: dict[Row, pd.DataFrame], minimum: int) -> pd.DataFrame:
    """Return the frame of first events with the share still looking, where enough are followed to say.

    Parameters
    ----------
    frame : DataFrame
        One of `frames`.
    whole : dict
        For each row the Kaplan-Meier curve of its seekers, as `followup_kit.response_curve` returns it.
    minimum : int
        A share that fewer are followed up to is not said.
    """
    rates = []
    for row in frame.itertuples():
        curve = whole.get((row.by, row.group))
        if row.hidden or curve is None or curve.empty or row.n_looking < minimum:
            rates.append((None, None, None))
            continue
        before = curve[curve.days <= int(row.days)]
        rates.append(tuple(before.iloc[-1][["waiting_rate", "low", "high"]]) if len(before) else (1.0, 1.0, 1.0))
    more = pd.DataFrame(rates, columns=["waiting_rate", "waiting_low", "waiting_high"], index=frame.index)
    return frame.assign(days=frame.days.astype("int64"), **more.astype("float64"))


def _is_over(period: str, as_of: date) -> bool:
    """Whether a period ended at least 30 days ago; this is said of all together where it is true of each."""
    if period == ALL:
        return True
    year, week = period[:4], period.partition("-W")[2]
    last = date.fromisocalendar(int(year), int(week), 7) if week else pd.Period(period).end_time.date()
    return as_of - last >= timedelta(days=WITHIN)
