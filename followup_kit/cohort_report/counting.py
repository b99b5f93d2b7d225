"""What is counted of each seeker of a cohort, and by which groups."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from followup_kit import periods
from followup_kit.cohort import Cohort
from followup_kit.cohort_report.grids import Grid, Measure, grid
from followup_kit.outcomes import outcome_flags
from followup_kit.rates import feedback_rates, response_rates
from followup_kit.suppression import OTHERS, merge_small
from followup_kit.tally import Tally, tally

WAYS = ("programme", "campus")
NOT_GIVEN = "not given"
KINDS = {
    "debrief": "notes of the interview",
    "thank_you": "thank-you",
    "check_in": "check-in",
    "feedback_request": "feedback request",
}
MARKS = (14, 30, 60, 90, 120, 180)
SO_FAR = "so far"

_RESPONSES = (
    Measure("n_applied", "n_applied"),
    Measure("n_interviewed", "n_applied", "n_applied"),
    Measure("n_mature", "n_mature", "n_applied"),
    Measure("n_responded", "n_mature", "n_mature"),
    Measure("n_followed", "n_followed", "n_applied"),
    Measure("n_positive", "n_followed", "n_followed"),
)
_FEEDBACK = (
    Measure("n_rejected", "n_rejected"),
    Measure("n_asked", "n_rejected", "n_rejected"),
    Measure("n_settled", "n_settled", "n_asked"),
    Measure("n_received", "n_settled", "n_settled"),
)
_PUNCTUALITY = (Measure("n_due", "n_due"), Measure("n_in_time", "n_due", "n_due"))
_OUTCOMES = (
    Measure("n_seekers", "n_seekers"),
    Measure("n_known", "n_seekers", "n_seekers"),
    Measure("n_counted", "n_counted", "n_known"),
    Measure("n_reached", "n_counted", "n_counted"),
)
_FIRST = (Measure("n_looking", "n_looking"), Measure("n_reached", "n_begun"), Measure("n_begun", "n_begun"))


def of_roster(cohort: Cohort) -> Cohort:
    """Return the cohort without those the roster does not know, who belong to no group; as it is, without a roster."""
    if not cohort.seekers.in_roster.any():
        return cohort
    seekers = cohort.seekers[cohort.seekers.in_roster]
    known = {
        name: frame[frame.seeker_id.isin(seekers.seeker_id)]
        for name, frame in (("applications", cohort.applications), ("follow_ups", cohort.follow_ups))
    }
    return replace(cohort, seekers=seekers, **known)


def merged_groups(seekers: pd.DataFrame, minimum: int) -> dict[str, list[str]]:
    """Return for each way to group the groups that are too small to stand alone."""
    shown = {way: merge_small(_own(seekers, way).value_counts().to_dict(), minimum) for way in WAYS}
    return {way: sorted(label for label, group in of.items() if group == OTHERS) for way, of in shown.items()}


def counted(cohort: Cohort, merged: Mapping[str, Sequence[str]], by: str) -> list[Grid]:
    """Return all the counts the report is made of, with nothing hidden.

    Parameters
    ----------
    cohort : Cohort
    merged : mapping
        For each way to group, the groups to be shown together.
    by : {"month", "week", "quarter"}
    """
    seekers, applications, as_of = cohort.seekers, cohort.applications, pd.Timestamp(cohort.as_of)
    groups = {}
    for way in WAYS:
        own = _own(seekers, way)
        groups[way] = dict(zip(seekers.seeker_id, own.mask(own.isin(merged[way]), OTHERS), strict=True))

    each = tally(applications, cohort.as_of, "seeker_id")
    responses = _responses(each, applications[applications.interviewed_on <= as_of], by)
    feedback = feedback_rates(each, by=by).rename(columns={"period": "column"})
    feedback["n_settled"] = feedback.n_asked - feedback.n_waiting
    outcomes = outcome_flags(seekers, cohort.as_of).astype("int64")
    outcomes = outcomes.assign(seeker_id=seekers.seeker_id, column=SO_FAR)
    firsts = {"first_response": "responded_on", "first_offer": "offered_on"}
    return [
        grid("responses", responses, groups, _RESPONSES, sorted(responses.column.unique()), total=True),
        grid("feedback", feedback, groups, _FEEDBACK, sorted(feedback.column.unique()), total=True),
        grid("punctuality", _punctuality(cohort), groups, _PUNCTUALITY, tuple(KINDS), total=True),
        *(
            grid(
                name,
                _until(first_events(applications, column, as_of), as_of),
                groups,
                _FIRST,
                [str(day) for day in MARKS],
            )
            for name, column in firsts.items()
        ),
        grid("outcomes", outcomes, groups, _OUTCOMES, [SO_FAR]),
    ]


def first_events(applications: pd.DataFrame, column: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return for each seeker the day of the first application and that of the first event, missing without one.

    Parameters
    ----------
    applications : DataFrame
        ``Cohort.applications``.
    column : {"responded_on", "offered_on"}
        What is waited for. A date before its application, or after as_of, is none.
    as_of : Timestamp

    Returns
    -------
    DataFrame
        seeker_id, applied_on, responded_on: the latter the first event of either kind.
    """
    sent = applications[applications.applied_on <= as_of]
    day = sent[column].where((sent[column] >= sent.applied_on) & (sent[column] <= as_of))
    both = sent[["seeker_id", "applied_on"]].assign(responded_on=day)
    return both.groupby("seeker_id", as_index=False)[["applied_on", "responded_on"]].min()


def _own(seekers: pd.DataFrame, way: str) -> pd.Series:
    return seekers[way].where(seekers[way] != "", NOT_GIVEN)


def _responses(each: Tally, interviewed: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return responses of any kind and positive ones side by side, and how many applications led to an interview."""
    keys = ["seeker_id", "period"]
    frame = response_rates(each, by=by).merge(
        response_rates(each, by=by, kind="positive")[[*keys, "n_mature", "n_responded"]].rename(
            columns={"n_mature": "n_followed", "n_responded": "n_positive"}
        ),
        on=keys,
    )
    met = interviewed[interviewed.applied_on.notna() & (interviewed.interviewed_on >= interviewed.applied_on)]
    days = met.applied_on.to_numpy().astype("datetime64[D]")
    period = pd.Series(periods.label(periods.number(days, by), by), index=met.index, dtype="str").rename("period")
    n_met = met.groupby([met.seeker_id, period]).size().rename("n_interviewed")
    frame = frame.merge(n_met, left_on=keys, right_index=True, how="left")
    frame["n_interviewed"] = frame.n_interviewed.fillna(0).astype("int64")
    return frame.rename(columns={"period": "column"})


def _punctuality(cohort: Cohort) -> pd.DataFrame:
    """Return for each seeker and kind how many follow-ups were due, and done in time, as `punctuality` judges."""
    due = cohort.follow_ups[cohort.follow_ups.in_time.notna()]
    counts = {"n_due": 1, "n_in_time": due.in_time.astype("int64")}
    frame = pd.DataFrame({"seeker_id": due.seeker_id, "column": due.kind, **counts})
    return frame.groupby(["seeker_id", "column"], as_index=False).sum().astype(dict.fromkeys(counts, "int64"))


def _until(firsts: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return for each seeker and mark whether they are followed up to that day, and whether it happened by then."""
    days = (firsts.responded_on.fillna(as_of) - firsts.applied_on).dt.days
    happened = firsts.responded_on.notna()
    return pd.concat(
        pd.DataFrame(
            {
                "seeker_id": firsts.seeker_id,
                "column": str(mark),
                "n_looking": (days >= mark).astype("int64"),
                "n_reached": (happened & (days <= mark)).astype("int64"),
                "n_begun": 1,
            }
        )
        for mark in MARKS
    )
