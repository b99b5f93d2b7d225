"""Rates by period: how many applications were answered, and how many rejections taught something."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from followup_kit import periods
from followup_kit.counts import Cells
from followup_kit.dates import as_date
from followup_kit.ends import Asked, End
from followup_kit.errors import BadValue, ColumnError
from followup_kit.intervals import share, wilson
from followup_kit.rows import FEEDBACK_COLUMNS, dates, need
from followup_kit.tally import Tally, tally

KINDS = ("any", "positive")


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
    >>> rates = response_rates(applications, as_of="2026-03-01")
    >>> rates[["period", "n_applied", "n_mature", "n_responded", "response_rate", "mature"]]
        period  n_applied  n_mature  n_responded  response_rate  mature
    0  2026-01          2         2            1            0.5    True
    1  2026-02          1         0            0            NaN   False
    """
    periods.check_period(by)
    counted = tallied(applications, as_of, group)
    cells = ends_of(counted, kind)
    if within_days is not None and (
        isinstance(within_days, bool) or not isinstance(within_days, (int, np.integer)) or within_days < 0
    ):
        raise BadValue(
            f"within_days: {within_days!r} is no number of days. Use 0, 1, 2 … or None for so far.",
            field="within_days",
            value=within_days,
        )
    is_application = cells.state != End.PERHAPS
    undated = cells.state == End.UNDATED
    answered = cells.state == End.ANSWERED
    if within_days is None:
        of_age = mature = is_application
        responded = answered | undated | (cells.state == End.LATE)
    else:
        of_age = is_application & (counted.as_of.toordinal() - cells.day >= within_days)
        withdrawn = (cells.state == End.WITHDRAWN) | (cells.state == End.LATE)
        mature = of_age & ~(withdrawn & (cells.days < within_days))
        responded = mature & answered & (cells.days <= within_days)
    frame, total = _by_period(counted, cells, by)
    frame["n_applied"] = total(is_application)
    frame["n_mature"] = total(mature)
    frame["n_responded"] = total(responded)
    _add_rate(frame, "response_rate", "", frame["n_responded"], frame["n_mature"])
    n_undated = total(undated | ~is_application)
    frame["mature"] = (total(of_age) == frame["n_applied"]) & (n_undated == 0)
    frame["n_undated"] = n_undated
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
        need(applications.columns, list(FEEDBACK_COLUMNS.values()))
    counted = tallied(applications, as_of, group)
    if counted.rejections is None:
        raise ColumnError(
            "This tally knows no feedback: the applications it counted lacked some of "
            f"{list(FEEDBACK_COLUMNS.values())}. Tally applications that have them."
        )
    cells = counted.rejections.cells()
    frame, total = _by_period(counted, cells, by)
    frame["n_rejected"] = total(cells.state >= Asked.NOT_ASKED)
    frame["n_asked"] = total(cells.state != Asked.NOT_ASKED)
    frame["n_received"] = total(cells.state == Asked.RECEIVED)
    n_waiting = total(cells.state == Asked.WAITING)
    _add_rate(frame, "asking_rate", "asking_", frame["n_asked"], frame["n_rejected"])
    _add_rate(frame, "feedback_rate", "", frame["n_received"], frame["n_asked"] - n_waiting)
    frame["n_waiting"] = n_waiting
    return frame


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


def ends_of(counted: Tally, kind: str) -> Cells:
    """Return a tally's counts of one kind of response."""
    if kind not in KINDS:
        raise BadValue(f"kind: {kind!r} is none. Use one of {', '.join(KINDS)}.", field="kind", value=kind)
    return getattr(counted, kind).cells()


def _by_period(counted: Tally, cells: Cells, by: str) -> tuple[pd.DataFrame, Callable[[np.ndarray], np.ndarray]]:
    """Return a frame of groups and periods, and a function that adds up the cells of a mask for each row."""
    # Cells are sorted by group and day: those of one day are added up first, and only days find their period.
    new_day = np.ones(len(cells.n), dtype=bool)
    new_day[1:] = (np.diff(cells.group) != 0) | (np.diff(cells.day) != 0)
    days = np.flatnonzero(new_day)
    present, starts, which = np.unique(cells.group[days], return_index=True, return_inverse=True)
    period = periods.number(dates(cells.day[days]), by)
    # A group's periods are consecutive rows, also those in which nothing happened.
    first = period[starts]
    lengths = period[np.append(starts[1:], len(days))[: len(starts)] - 1] - first + 1
    offsets = np.cumsum(lengths) - lengths
    n_rows = int(lengths.sum())
    row = offsets[which] + period - first[which]

    frame = pd.DataFrame(index=pd.RangeIndex(n_rows))
    if counted.group is not None:
        labels = pd.Series([counted.labels[code] for code in present], dtype="str")
        frame[counted.group] = labels.repeat(lengths).to_numpy()
        frame[counted.group] = frame[counted.group].astype("str")
    numbers = np.arange(n_rows) + np.repeat(first - offsets, lengths)
    frame["period"] = pd.Series(periods.label(numbers, by), dtype="str")

    def total(mask: np.ndarray) -> np.ndarray:
        # As floats these sums are exact up to 2 ** 53 applications.
        return np.bincount(row, weights=np.add.reduceat(cells.n * mask, days), minlength=n_rows).astype(np.int64)

    return frame, total


def _add_rate(frame: pd.DataFrame, name: str, prefix: str, count: pd.Series, n: pd.Series) -> None:
    frame[name] = share(count, n)
    frame[f"{prefix}low"], frame[f"{prefix}high"] = wilson(count, n)
