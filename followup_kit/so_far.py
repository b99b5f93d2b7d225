"""A log in a few sentences: how much is in it, how promptly it was kept, what comes next."""

from typing import TYPE_CHECKING

import pandas as pd

from followup_kit.dates import as_date, say

if TYPE_CHECKING:
    from followup_kit.log import Log

_LATEST = 5


def so_far(log: "Log", as_of: object) -> str:
    """Return what a log holds as of a day, as text of a few lines.

    Parameters
    ----------
    log : Log
        It is only read.
    as_of : date or str
        Interviews after it are still to come.

    Examples
    --------
    >>> print(so_far(log, "2026-03-31"))  # doctest: +SKIP
    As of Tue 31 Mar 2026: 120 applications, 24 interviews held, 40 people met.
    """
    day = pd.Timestamp(as_date(as_of))
    tables = log.tables()
    applied = tables.stage_changes[tables.stage_changes.stage == "applied"]
    n_later = (applied.groupby("application_id").changed_on.min() > day).sum()
    companies = tables.applications.set_index("application_id").company
    interviews = tables.interviews.sort_values(["held_on", "interview_id"])
    interviews = interviews.assign(company=interviews.application_id.map(companies).to_numpy())
    held, coming = interviews[interviews.held_on <= day], interviews[interviews.held_on > day]
    met = tables.interviewers[tables.interviewers.interview_id.isin(held.interview_id)]
    who = pd.DataFrame({"company": met.interview_id.map(held.set_index("interview_id").company), "name": met.name})
    lines = [
        f"As of {say(day)}: {_count(len(companies) - n_later, 'application')}, "
        f"{_count(len(held), 'interview')} held, {_count(len(who.drop_duplicates()), 'person', 'people')} met."
    ]
    if len(held):
        written = held.debriefed_on.where(held.debriefed_on <= day)
        n_same_day, n_open = (written <= held.held_on).sum(), written.isna().sum()
        lines.append(
            f"{n_same_day} of {len(held)} were written down on the day itself ({n_same_day / len(held):.0%}), "
            f"{n_open} not yet."
        )
    if len(coming):
        lines.append(f"Next: {coming.company.iloc[0]} on {say(coming.held_on.iloc[0])}.")
    people = met.groupby("interview_id").name.agg(", ".join)
    latest = [
        f"  {say(each.held_on)}  {each.company}: {people.get(each.interview_id, 'no names noted')}"
        for each in held.tail(_LATEST).iloc[::-1].itertuples()
    ]
    return "\n".join(lines + (["", "Latest interviews", *latest] if latest else []))


def _count(n: int, one: str, several: str = "") -> str:
    return f"{n:,} {one if n == 1 else several or one + 's'}"
