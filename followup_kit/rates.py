"""Rates by period: how many applications were answered, and how many rejections taught something."""

import numpy as np
import pandas as pd

from followup_kit import given, periods
from followup_kit.counting import since_1970
from followup_kit.counts import Counts
from followup_kit.dates import as_date
from followup_kit.ends import Asked, End
from followup_kit.errors import BadValue, ColumnError
from followup_kit.intervals import share, wilson
from followup_kit.period_rows import PeriodRows
from followup_kit.rows import FEEDBACK_COLUMNS
from followup_kit.tally import Tally, tally

# Each kind of response, and the words for an application that had one.
ANSWERED = {"any": "answered", "positive": "led to a next step"}


def response_rates(
    applications: pd.DataFrame | Tally,
    as_of: object = None,
    by: str = "month",
    within_days: int | None = 30,
    kind: str = "any",
    group: str | None = None,
) -> pd.DataFrame:
    """Return how many applications of each period were answered within some days.

    Parameters
    ----------
    applications : DataFrame or Tally
        The flat frame, or its tally, which then needs no as_of and no group.
    as_of : date or ISO text
        The day the question is asked for.
    by : {"month", "week", "quarter"}
        Periods of the day applied; weeks are ISO's, Monday to Sunday.
    within_days : int or None
        Days from application to response; None counts all responses so far.
    kind : {"any", "positive"}
        Any response, or the first to screening, interviewing, offer or accepted.
    group : str, optional
        A column to split by.

    Returns
    -------
    DataFrame
        One row per group and period, without a gap from each group's first to its last. Columns: the group's
        (named as it, text), then

        - period: text, "2026-03", "2026-W13" or "2026Q1"
        - n_applied: applications
        - n_mature: of these, the denominator: at least within_days old, and not withdrawn unanswered before
          that day
        - n_responded: of these, answered within_days
        - response_rate, low, high: n_responded / n_mature and its 95 % Wilson interval; missing if n_mature is 0
        - mature: whether all applications of the period are within_days old and none was answered on an unknown
          day, so that the rate will not change any more
        - n_undated: applications answered on a day that is not known

        Its ``.attrs`` hold kind and within_days, which `charts` say in words. pandas loses them in files, and where
        frames that differ in them are joined: then the words leave them out.

    Notes
    -----
    Where the definitions leave a case open:

    - An answer on an unknown day cannot be placed within within_days. Its application stays in the denominator,
      so the rate is a lower bound, and the period is not mature. So far (within_days=None) it counts as answered.
    - So far is over all applied, the withdrawn too, and an answer after withdrawing counts. There is no age to
      wait for: such a period is mature unless an answer has no date, though its rate may still rise.
    - An application is followed until it is withdrawn: an answer after that is none within any number of days.
      On one day the answer goes first. A withdrawal on day within_days itself is not before it.
    - For positive responses withdrawn unanswered means without a positive response. A rejection is no
      withdrawal, nor does a withdrawal after it count: it stays in the denominator. An undated answer counts as
      positive so far only if there was an interview; else it is not known to be, and stands in n_undated alone.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> applications = pd.DataFrame(
    ...     {
    ...         "applied_on": day(["2026-01-05", "2026-01-07", "2026-02-20"]),
    ...         "responded": [True, False, False],
    ...         "responded_on": day(["2026-01-15", None, None]),
    ...         "advanced_on": day([None, None, None]),
    ...         "withdrawn_on": day([None, None, None]),
    ...     }
    ... )
    >>> rates = fk.response_rates(applications, as_of="2026-03-01")
    >>> rates[["period", "n_applied", "n_mature", "n_responded", "response_rate", "mature"]]
        period  n_applied  n_mature  n_responded  response_rate  mature
    0  2026-01          2         2            1            0.5    True
    1  2026-02          1         0            0            NaN   False
    """
    periods.check_period(by)
    counted = tallied(applications, as_of, group)
    if within_days is not None and (
        isinstance(within_days, bool) or not isinstance(within_days, (int, np.integer)) or within_days < 0
    ):
        raise BadValue(
            f"within_days: {within_days!r} is no number of days. Use 0, 1, 2 … or None for so far.",
            field="within_days",
            value=within_days,
        )
    ended = ends_of(counted, kind)
    state, days = ended.state, ended.days
    rows = PeriodRows(counted.applied, counted.labels, by)
    n_of_applied, n_of_ended = rows.summing(counted.applied), rows.summing(ended)
    n_applied = n_of_applied()
    if within_days is None:
        n_of_age = n_mature = n_applied
        n_responded = n_of_ended((state == End.ANSWERED) | (state == End.UNDATED) | (state == End.LATE))
    else:
        last_day = since_1970(counted.as_of) - within_days
        n_of_age = n_of_applied(last_day=last_day)
        withdrawn = (state == End.WITHDRAWN) | (state == End.LATE)
        n_mature = n_of_age - n_of_ended(withdrawn & (days < within_days), last_day)
        n_responded = n_of_ended((state == End.ANSWERED) & (days <= within_days), last_day)
    n_undated = n_of_ended((state == End.UNDATED) | (state == End.PERHAPS))
    low, high = wilson(n_responded, n_mature)
    frame = pd.DataFrame(
        {
            **rows.columns(counted.group),
            "n_applied": n_applied,
            "n_mature": n_mature,
            "n_responded": n_responded,
            "response_rate": share(n_responded, n_mature),
            "low": low,
            "high": high,
            "mature": (n_of_age == n_applied) & (n_undated == 0),
            "n_undated": n_undated,
        }
    )
    frame.attrs |= {"kind": kind, "within_days": within_days}  # what a chart has to say, and no column holds
    return frame


def feedback_rates(
    applications: pd.DataFrame | Tally, as_of: object = None, by: str = "month", group: str | None = None
) -> pd.DataFrame:
    """Return how often feedback was asked for after a rejection, and how often it came.

    Parameters
    ----------
    applications : DataFrame or Tally
        The flat frame, or its tally, which then needs no as_of and no group.
    as_of : date or ISO text
        The day the question is asked for.
    by : {"month", "week", "quarter"}
        Periods of the first rejection after an interview.
    group : str, optional
        A column to split by.

    Returns
    -------
    DataFrame
        One row per group and period, without a gap from each group's first to its last. Columns: the group's
        (named as it, text), then

        - period: text, as in `response_rates`
        - n_rejected: applications rejected after at least one interview
        - n_asked, n_received: of these, asked for feedback; and received on or after the day of asking
        - asking_rate, asking_low, asking_high: n_asked / n_rejected with its 95 % Wilson interval
        - feedback_rate, low, high: n_received / (n_asked - n_waiting), likewise
        - n_waiting: asked under 30 days ago and still unanswered

        A rate of nothing is missing.

    Notes
    -----
    Feedback that came unasked, or before it was asked for, is not counted. An interview on an unknown day counts
    as before the rejection; a rejection on an unknown day belongs to no period and is left out, and so is one of
    an application without a day of application, as from all rates.
    """
    periods.check_period(by)
    if isinstance(applications, pd.DataFrame):
        given.need(applications.columns, list(FEEDBACK_COLUMNS.values()))
    counted = tallied(applications, as_of, group)
    if counted.rejections is None:
        raise ColumnError(
            "This tally knows no feedback: the applications it counted lacked some of "
            f"{list(FEEDBACK_COLUMNS.values())}. Tally applications that have them."
        )
    state = counted.rejections.state
    rows = PeriodRows(counted.rejections, counted.labels, by)
    n_of = rows.summing(counted.rejections)
    n_rejected, n_asked = n_of(), n_of(state != Asked.NOT_ASKED)
    n_received, n_waiting = n_of(state == Asked.RECEIVED), n_of(state == Asked.WAITING)
    asking, received = wilson(n_asked, n_rejected), wilson(n_received, n_asked - n_waiting)
    return pd.DataFrame(
        {
            **rows.columns(counted.group),
            "n_rejected": n_rejected,
            "n_asked": n_asked,
            "n_received": n_received,
            "asking_rate": share(n_asked, n_rejected),
            "asking_low": asking.low,
            "asking_high": asking.high,
            "feedback_rate": share(n_received, n_asked - n_waiting),
            "low": received.low,
            "high": received.high,
            "n_waiting": n_waiting,
        }
    )


def tallied(applications: pd.DataFrame | Tally, as_of: object, group: str | None) -> Tally:
    """Return the tally of applications, or the one given, which must be of the day and the groups asked for."""
    if not isinstance(applications, Tally):
        if as_of is None:
            raise BadValue("as_of: say the day the question is asked for, for example 2026-03-31.", field="as_of")
        return tally(applications, as_of, group)
    if as_of is not None and as_date(as_of) != applications.as_of:
        raise BadValue(
            f"as_of: the tally is of {applications.as_of}, not {as_of}. Leave as_of out, or tally again.",
            field="as_of",
            value=as_of,
        )
    if group is not None and group != applications.group:
        raise BadValue(
            f"group: the tally is by {applications.group!r}, not {group!r}. Leave group out, or tally again.",
            field="group",
            value=group,
        )
    return applications


def ends_of(counted: Tally, kind: str) -> Counts:
    """Return the applications that ended, by one kind of response."""
    if kind not in ANSWERED:
        raise BadValue(f"kind: {kind!r} is none. Use one of {', '.join(ANSWERED)}.", field="kind", value=kind)
    return getattr(counted, kind)
