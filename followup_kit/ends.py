"""How each application ended, seen on one day: answered or withdrawn; and what feedback came of a rejection."""

from enum import IntEnum

import numpy as np

from followup_kit import counts
from followup_kit.rows import NEVER, UNKNOWN, Rows, never_where

FEEDBACK_WAIT_DAYS = 30


class End(IntEnum):
    """What became of an application by the day asked for; one that is still waiting has none of these.

    An application is followed until the first of its answer and its withdrawal; on one day, the answer goes first.
    """

    WITHDRAWN = 1
    LATE = 2  # withdrawn, and answered afterwards
    ANSWERED = 3
    UNDATED = 4  # answered, on a day that is not known
    PERHAPS = 5  # beside one of the others or none: an undated answer that is not known to be positive


class Asked(IntEnum):
    """What became of asking for feedback after a rejection, by the day asked for."""

    NOT_ASKED = 0
    UNANSWERED = 1
    WAITING = 2  # asked under 30 days ago and still unanswered
    RECEIVED = 3


def any_ends(rows: Rows, as_of: int) -> np.ndarray:
    """Return the packed cells of applications that ended, by their first response of any kind.

    Parameters
    ----------
    rows : Rows
        Without impossible dates.
    as_of : int
        Days since 1970-01-01.
    """
    return _ends(rows, rows.answered, rows.withdrawn, rows.answered == UNKNOWN, as_of)


def positive_ends(rows: Rows, as_of: int) -> np.ndarray:
    """Return the packed cells of applications that ended, by their first positive response; see `any_ends`.

    Where it is not known whether an undated answer was positive, there is also the cell `End.PERHAPS`.
    """
    unknown = rows.answered == UNKNOWN
    no_day = (rows.advanced == NEVER) & (unknown | (rows.answered <= as_of))
    interviewed = (rows.interviewed <= as_of) | ((rows.interviewed == NEVER) & (rows.n_interviews > 0))
    undated = (rows.advanced == UNKNOWN) | (no_day & interviewed)
    # Whoever has been rejected cannot withdraw any more: a rejection keeps the application at risk to the end.
    withdrawn = never_where(rows.rejected <= rows.withdrawn, rows.withdrawn)
    ends = _ends(rows, rows.advanced, withdrawn, undated, as_of)
    perhaps = np.flatnonzero(no_day & unknown & ~undated)
    return np.concatenate([ends, counts.pack(rows.group[perhaps], rows.applied[perhaps], End.PERHAPS)])


def rejections(rows: Rows, as_of: int) -> np.ndarray:
    """Return the packed cell of each rejection that followed an interview, by the day of the rejection."""
    interviewed = (rows.interviewed <= rows.rejected) | ((rows.interviewed == NEVER) & (rows.n_interviews > 0))
    which = np.flatnonzero((rows.rejected <= as_of) & interviewed)
    asked, received = rows.asked[which], rows.received[which]
    is_asked = asked <= as_of
    is_recent = is_asked & (asked > as_of - FEEDBACK_WAIT_DAYS)
    is_received = (asked <= received) & (received <= as_of)
    state = np.maximum(is_asked * np.int8(Asked.UNANSWERED), is_recent * np.int8(Asked.WAITING))
    state = np.maximum(state, is_received * np.int8(Asked.RECEIVED))
    return counts.pack(rows.group[which], rows.rejected[which], state)


def _ends(rows: Rows, answered: np.ndarray, withdrawn: np.ndarray, undated: np.ndarray, as_of: int) -> np.ndarray:
    ended = np.flatnonzero((answered <= as_of) | (withdrawn <= as_of) | undated)
    answered, withdrawn, undated = answered[ended], never_where(undated, withdrawn)[ended], undated[ended]
    is_withdrawn = withdrawn < answered
    state = End.ANSWERED - is_withdrawn * np.int8(End.ANSWERED - End.WITHDRAWN)
    state += is_withdrawn & (answered <= as_of)  # now LATE
    state = np.maximum(state, undated * np.int8(End.UNDATED))
    days = (np.minimum(answered, withdrawn) - rows.applied[ended]) * ~undated
    return counts.pack(rows.group[ended], rows.applied[ended], state, days)
