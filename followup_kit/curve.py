"""The response curve: the share of applications still without a response, day by day."""

from itertools import pairwise

import numpy as np
import pandas as pd

from followup_kit import given
from followup_kit.counting import since_1970
from followup_kit.ends import End
from followup_kit.errors import BadValue, ColumnError
from followup_kit.intervals import Z95
from followup_kit.rates import ends_of, tallied
from followup_kit.tally import Tally

_COLUMNS = {
    "days": "int64",
    "n_at_risk": "int64",
    "n_responded": "int64",
    "n_censored": "int64",
    "waiting_rate": "float64",
    "low": "float64",
    "high": "float64",
}


def response_curve(
    applications: pd.DataFrame | Tally, as_of: object = None, kind: str = "any", group: str | None = None
) -> pd.DataFrame:
    """Return the Kaplan-Meier estimate of the share still without a response.

    Parameters
    ----------
    applications : DataFrame or Tally
        The flat frame, or its tally, which then needs no as_of and no group.
    as_of : date or ISO text
        The day the question is asked for.
    kind : {"any", "positive"}
        Any response, or the first positive one.
    group : str, optional
        A column to split by.

    Returns
    -------
    DataFrame
        One row per group and day on which somebody was answered or left. Columns: the group's (named as it, text),
        then

        - days: whole days since the application
        - n_at_risk: applications followed up to this day without a response before it
        - n_responded: of these, answered on it
        - n_censored: of these, withdrawn on it, or no older than it and still waiting
        - waiting_rate: share still without a response after this day
        - low, high: its 95 % interval

        Its ``.attrs`` hold kind, as those of `response_rates` do.

    Notes
    -----
    An application still waiting is censored at its age, a withdrawn one on the day it was withdrawn; on one day
    responses go first. For positive responses a rejection is no censoring: it stays at risk to the application's
    age. Applications answered on an unknown day are left out, since they cannot be placed; where it is not known
    whether such an answer was positive, the application stays at risk in the curve of positive responses.

    The interval is Greenwood's on the log(-log) scale (Kalbfleisch and Prentice 1980), which stays between 0 and
    1 and holds for small n where the plain one does not. It is not defined at its ends: while nobody was answered
    both limits are 1, and where nobody is left the lower is 0 and the upper the one before, as a curve can only fall.

    References
    ----------
    Kaplan and Meier (1958), J. Am. Stat. Assoc. 53, 457-481.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> applications = pd.DataFrame(
    ...     {
    ...         "applied_on": day(["2026-01-01", "2026-01-01", "2026-01-21"]),
    ...         "responded": [True, False, False],
    ...         "responded_on": day(["2026-01-13", None, None]),
    ...         "advanced_on": day([None, None, None]),
    ...         "withdrawn_on": day([None, None, None]),
    ...     }
    ... )
    >>> fk.response_curve(applications, as_of="2026-01-31").iloc[:, :5]
       days  n_at_risk  n_responded  n_censored  waiting_rate
    0    10          3            0           1           1.0
    1    12          2            1           0           0.5
    2    30          1            0           1           0.5
    """
    counted = tallied(applications, as_of, group)
    applied, ended = counted.applied, ends_of(counted, kind)
    state, days = ended.state, ended.days
    n_responded = ended.n * (state == End.ANSWERED)
    n_left = ended.n * ((state == End.WITHDRAWN) | (state == End.LATE))
    # Whoever has not ended is still waiting, at the age reached today.
    started, over = applied.by_day(), ended.by_day()
    n_over = np.add.reduceat(ended.n * (state != End.PERHAPS), over.start)
    age, age_over = since_1970(counted.as_of) - started.day, since_1970(counted.as_of) - over.day
    codes = np.arange(len(counted.labels) + 1)
    of_started, of_over = np.searchsorted(started.group, codes), np.searchsorted(over.group, codes)
    of_ended = np.append(over.start, len(ended.n))[of_over]
    parts = []
    for these, gone, cells in zip(*map(_slices, (of_started, of_over, of_ended)), strict=True):
        longest = int(age[these].max()) + 1
        responded = np.bincount(days[cells], weights=n_responded[cells], minlength=longest)
        left = np.bincount(days[cells], weights=n_left[cells], minlength=longest)
        waiting = np.bincount(age[these], weights=applied.n[these], minlength=longest)
        waiting -= np.bincount(age_over[gone], weights=n_over[gone], minlength=longest)
        parts.append(_kaplan_meier(responded, left + waiting))
    curve = pd.DataFrame(
        {
            name: np.concatenate([np.zeros(0), *(part[place] for part in parts)]).astype(dtype)
            for place, (name, dtype) in enumerate(_COLUMNS.items())
        }
    )
    if counted.group is not None:
        lengths = [len(part[0]) for part in parts]
        curve.insert(
            0, counted.group, pd.Series(np.repeat(np.array(counted.labels, dtype=object), lengths), dtype="str")
        )
    curve.attrs["kind"] = kind  # what a chart has to say, and no column holds
    return curve


def median_days(curve: pd.DataFrame) -> int | None:
    """Return the first day by which half of the applications were answered; None: not reached.

    Parameters
    ----------
    curve : DataFrame
        What `response_curve` returned, of one group.

    Examples
    --------
    >>> fk.median_days(pd.DataFrame({"days": [9, 31], "waiting_rate": [0.909, 0.491]}))
    31
    """
    if not {"days", "waiting_rate"} <= set(given.frame(curve, "curve", "Give what response_curve returned.")):
        raise ColumnError(
            f"A curve has the columns days and waiting_rate; this has {list(curve.columns)}. "
            "Give what response_curve returned."
        )
    if not curve["days"].is_monotonic_increasing or any(
        curve[name].nunique() > 1 for name in set(curve) - set(_COLUMNS)
    ):
        raise BadValue("curve: these are curves of several groups. Give one group's rows.", field="curve")
    # The estimate is a product of fractions: a half may come out a hair above.
    reached = curve.loc[curve["waiting_rate"] <= 0.5 + 1e-12, "days"]
    return int(reached.iloc[0]) if len(reached) else None


def _slices(bounds: np.ndarray) -> list[slice]:
    return [slice(start, stop) for start, stop in pairwise(bounds.tolist())]


def _kaplan_meier(responded: np.ndarray, censored: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the columns of one curve, from what happened on each day 0, 1, 2 …"""
    at = np.flatnonzero(responded + censored)
    responded, censored = responded[at], censored[at]
    at_risk = (responded + censored)[::-1].cumsum()[::-1]
    waiting = np.cumprod(1 - responded / at_risk)
    low, high = _greenwood(waiting, responded, at_risk)
    return at, at_risk, responded, censored, waiting, low, high


def _greenwood(waiting: np.ndarray, responded: np.ndarray, at_risk: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(responded / (at_risk * (at_risk - responded)))
        half = Z95 * np.sqrt(variance) / np.abs(np.log(waiting))
        low, high = waiting ** np.exp(half), waiting ** np.exp(-half)
    nobody_answered, nobody_left = waiting == 1, waiting == 0
    low[nobody_answered] = high[nobody_answered] = 1.0
    low[nobody_left] = 0.0
    high[nobody_left] = high[~nobody_left][-1] if not nobody_left.all() else 1.0
    return low, high
