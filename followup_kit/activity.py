"""What happened week by week: applications sent, answers received."""

import numpy as np
import pandas as pd

from followup_kit import given, periods
from followup_kit.dates import as_date


def weekly_activity(applications: pd.DataFrame, as_of: object) -> pd.DataFrame:
    """Return how many applications went out and how many first answers came in, by week.

    Parameters
    ----------
    applications : DataFrame
        The flat frame; its applied_on and responded_on are read.
    as_of : date or ISO text
        The day the question is asked for: what is dated later has not happened.

    Returns
    -------
    DataFrame
        One row for each week from the first application's to that of ``as_of``, without a gap; columns

        - week: its Monday
        - n_applied: applications sent in it
        - n_responded: first answers received in it, to whichever week's applications

    Notes
    -----
    An answer on an unknown day, or dated before its application, belongs to no week and is left out.

    Examples
    --------
    >>> day = pd.to_datetime
    >>> applications = pd.DataFrame(
    ...     {"applied_on": day(["2026-03-02", "2026-03-08"]), "responded_on": day(["2026-03-09", None])}
    ... )
    >>> weekly_activity(applications, as_of="2026-03-15")
            week  n_applied  n_responded
    0 2026-03-02          2            0
    1 2026-03-09          0            1
    """
    given.need(given.applications(applications).columns, ["applied_on", "responded_on"])
    today = pd.Timestamp(as_date(as_of))
    sent = applications[applications.applied_on <= today]
    answered = sent.responded_on[(sent.responded_on >= sent.applied_on) & (sent.responded_on <= today)]
    (last,) = _weeks(pd.Series([today]))
    weeks_sent, weeks_answered = _weeks(sent.applied_on), _weeks(answered)
    first = weeks_sent.min(initial=last + 1)  # nothing sent: no week
    n_weeks = last + 1 - first
    return pd.DataFrame(
        {
            "week": ((first + np.arange(n_weeks)) * 7 - 3).astype("datetime64[D]").astype("datetime64[us]"),
            "n_applied": np.bincount(weeks_sent - first, minlength=n_weeks),
            "n_responded": np.bincount(weeks_answered - first, minlength=n_weeks),
        }
    )


def _weeks(days: pd.Series) -> np.ndarray:
    return periods.number(days.to_numpy().astype("datetime64[D]").astype(np.int64), "week")
