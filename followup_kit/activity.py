"""What happened week by week: applications sent, answers received."""

import numpy as np
import pandas as pd

from followup_kit import given, periods
from followup_kit.counting import since_1970
from followup_kit.dates import as_date
from followup_kit.rows import FIRST_DAY, days


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
    >>> fk.weekly_activity(applications, as_of="2026-03-15")
            week  n_applied  n_responded
    0 2026-03-02          2            0
    1 2026-03-09          0            1
    """
    given.need(given.applications(applications).columns, ["applied_on", "responded_on"])
    today = since_1970(as_date(as_of))
    applied, answered = days(applications.applied_on), days(applications.responded_on)
    sent = (applied >= FIRST_DAY) & (applied <= today)
    came = sent & (answered >= applied) & (answered <= today)
    weeks_sent, weeks_answered = periods.number(applied[sent], "week"), periods.number(answered[came], "week")
    last = periods.number(np.array(today), "week")
    first = weeks_sent.min(initial=last + 1)  # nothing sent: no week
    n_weeks = last + 1 - first
    return pd.DataFrame(
        {
            "week": ((first + np.arange(n_weeks)) * 7 - 3).astype("datetime64[D]").astype("datetime64[us]"),
            "n_applied": np.bincount(weeks_sent - first, minlength=n_weeks),
            "n_responded": np.bincount(weeks_answered - first, minlength=n_weeks),
        }
    )
