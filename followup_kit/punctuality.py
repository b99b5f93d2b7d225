"""Punctuality: how many thank-yous went out in time, and how many interviews were written down the same day."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit import given, periods
from followup_kit.counts import Counts
from followup_kit.dates import as_date
from followup_kit.etiquette import worked_out
from followup_kit.intervals import share, wilson
from followup_kit.owed.judged import judged
from followup_kit.owed.rules import Owed
from followup_kit.period_rows import PeriodRows
from followup_kit.schema import Tables

if TYPE_CHECKING:
    from followup_kit.log import Log

_NAMES = {"thank_you": "thank_yous", "debrief": "debriefs"}


def punctuality(log: "Log | Tables", as_of: object, by: str = "month") -> pd.DataFrame:
    """Return how many thank-yous were sent, and how many debriefs written, by the day they were due.

    Parameters
    ----------
    log : Log or Tables
        It is read once, and left alone.
    as_of : date or ISO text
        The day the question is asked for.
    by : {"month", "week", "quarter"}
        Periods of the day of the interview.

    Returns
    -------
    DataFrame
        One row per period, without a gap from the first to the last; columns

        - period: text, as in `rates.response_rates`
        - n_thank_yous: owed, one for each person met on a day, whose due day has passed
        - n_thank_yous_in_time: of these, sent by then, which is two business days after the interview
        - thank_you_rate, thank_you_low, thank_you_high: their share and its 95 % Wilson interval
        - n_debriefs, n_debriefs_in_time, debrief_rate, debrief_low, debrief_high: likewise, of interviews and
          those written down the same day

        A share of nothing is missing.

    Notes
    -----
    What is due, and when, is as in `etiquette.follow_ups`, with the log's own numbers and holidays. What is due on
    ``as_of`` or later is not judged yet, even if it is done: else the latest period would look better than it is. A
    thank-you that a rejection forestalled was not owed; one that the seeker retired was. See `owed.judged`, by which a
    cohort is judged too, and there check-ins and requests for feedback as well.

    Examples
    --------
    >>> from followup_kit.schema import Tables, frame
    >>> empty = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})
    >>> len(fk.punctuality(empty, "2026-03-31"))
    0
    """
    periods.check_period(by)
    met = [one for one in judged(*worked_out(given.tables(log), as_date(as_of))) if one.kind in _NAMES]
    rows = PeriodRows(_counts(met), ("",), by)
    columns = rows.columns(None)
    for kind, name in _NAMES.items():
        of_kind = [one for one in met if one.kind == kind]
        n = rows.summing(_counts(of_kind))()
        n_in_time = rows.summing(_counts([one for one in of_kind if one.in_time]))()
        low, high = wilson(n_in_time, n)
        columns |= {f"n_{name}": n, f"n_{name}_in_time": n_in_time}
        columns |= {f"{kind}_rate": share(n_in_time, n), f"{kind}_low": low, f"{kind}_high": high}
    return pd.DataFrame(columns)


def _counts(of: list[Owed]) -> Counts:
    held = np.array([one.opens for one in of], dtype="datetime64[D]").astype(np.int64)
    return Counts.of_days(np.zeros(len(held), dtype=np.int64), held)
