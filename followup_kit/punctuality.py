"""Punctuality: how many thank-yous went out in time, and how many interviews were written down the same day."""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit import given, periods
from followup_kit.counts import Counts
from followup_kit.dates import as_date
from followup_kit.etiquette import Etiquette, calendar_of
from followup_kit.intervals import share, wilson
from followup_kit.owed.facts import Facts
from followup_kit.owed.meetings import debriefs, thank_yous
from followup_kit.owed.people import met
from followup_kit.owed.rules import Owed, Rules
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
    thank-you that a rejection forestalled was not owed; one that the seeker retired was.

    Examples
    --------
    >>> from followup_kit.schema import Tables, frame
    >>> empty = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})
    >>> len(fk.punctuality(empty, "2026-03-31"))
    0
    """
    periods.check_period(by)
    day = as_date(as_of)
    tables = given.tables(log)
    facts = Facts(tables, day)
    rules = Rules(facts, day, met(facts), Etiquette.from_settings(tables.settings), calendar_of(tables.settings, day))
    judged = [one for kind in (thank_yous, debriefs) for one in kind(rules) if one.due < day]
    judged = [one for one, owed in zip(judged, _was_owed(facts, judged), strict=True) if owed]
    rows = PeriodRows(_counts(judged), ("",), by)
    columns = rows.columns(None)
    for kind, name in _NAMES.items():
        of_kind = [one for one in judged if one.kind == kind]
        n = rows.summing(_counts(of_kind))()
        n_in_time = rows.summing(_counts([one for one in of_kind if one.done_on and one.done_on <= one.due]))()
        low, high = wilson(n_in_time, n)
        columns |= {f"n_{name}": n, f"n_{name}_in_time": n_in_time}
        columns |= {f"{kind}_rate": share(n_in_time, n), f"{kind}_low": low, f"{kind}_high": high}
    return pd.DataFrame(columns)


def _was_owed(facts: Facts, judged: list[Owed]) -> np.ndarray:
    """Return whether each was owed still when it was due: neither called off nor forestalled by a rejection."""
    called_off = set(facts.interviews.interview_id[facts.interviews.called_off])
    application = np.array([one.application for one in judged], dtype=np.int64)
    held, due = (_days([getattr(one, name) for one in judged]) for name in ("opens", "due"))
    rejected = facts.rejections.first_day(application, held) <= due
    return np.array(
        [
            one.done_on is not None or not (one.interview_id in called_off or (one.kind == "thank_you" and forestalled))
            for one, forestalled in zip(judged, rejected.tolist(), strict=True)
        ],
        dtype=bool,
    )


def _counts(judged: list[Owed]) -> Counts:
    held = _days([one.opens for one in judged]).astype(np.int64)
    return Counts.of_days(np.zeros(len(held), dtype=np.int64), held)


def _days(dates: list[date]) -> np.ndarray:
    return np.array(dates, dtype="datetime64[D]")
