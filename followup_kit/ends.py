"""How each application ended, seen on one day: answered, withdrawn, or still waiting; and what feedback came."""

from enum import IntEnum

import numpy as np

from followup_kit import counts
from followup_kit.rows import NEVER, Rows

FEEDBACK_WAIT_DAYS = 30


class End(IntEnum):
    """What became of an application, by the day asked for.

    An application is followed until the first of its answer and its withdrawal; on one day, the answer wins.
    """

    WAITING = 0
    ANSWERED = 1
    WITHDRAWN = 2
    LATE = 3  # withdrawn, and answered afterwards
    UNDATED = 4  # answered, on a day that is not known
    PERHAPS = 5  # beside one of the others: an undated answer that is not known to be positive


class Asked(IntEnum):
    """What became of asking for feedback after a rejection, by the day asked for."""

    NOT_ASKED = 0
    WAITING = 1  # asked under 30 days ago and still unanswered
    UNANSWERED = 2
    RECEIVED = 3


def impossible(rows: Rows) -> dict[str, np.ndarray]:
    """Return, for each kind of event, the places of rows that date it before the application."""
    return {
        name: np.flatnonzero(getattr(rows, name) < rows.applied)
        for name in ("answered", "advanced", "withdrawn", "rejected")
    }


def any_ends(rows: Rows, as_of: int) -> np.ndarray:
    """Return the packed cell of each application, for its first response of any kind."""
    answered, withdrawn = _possible(rows.answered, rows), _possible(rows.withdrawn, rows)
    undated = (answered == NEVER) & (rows.responded | (rows.answered != NEVER))
    return _ends(rows, answered, withdrawn, undated, as_of)


def positive_ends(rows: Rows, as_of: int) -> np.ndarray:
    """Return the packed cell of each application, for its first positive response.

    There are more cells than applications: where it is not known whether an undated answer was positive, there
    is one more, `End.PERHAPS`.
    """
    answered, advanced = _possible(rows.answered, rows), _possible(rows.advanced, rows)
    withdrawn, rejected = _possible(rows.withdrawn, rows), _possible(rows.rejected, rows)
    no_day = advanced == NEVER
    interviewed = (rows.interviewed <= as_of) | ((rows.interviewed == NEVER) & (rows.n_interviews > 0))
    undated = no_day & ((rows.advanced != NEVER) | (rows.responded & interviewed))
    # Whoever has been rejected cannot withdraw any more: a rejection keeps the application at risk to the end.
    withdrawn = _never_where(rejected <= withdrawn, withdrawn)
    ends = _ends(rows, advanced, withdrawn, undated, as_of)
    perhaps = no_day & ~undated & (answered == NEVER) & (rows.responded | (rows.answered != NEVER))
    if not perhaps.any():
        return ends
    extra = rows.where(perhaps)
    state = np.full(len(extra.applied), End.PERHAPS)
    return np.concatenate([ends, counts.pack(extra.group, extra.applied, state, np.zeros_like(state))])


def rejections(rows: Rows, as_of: int) -> np.ndarray:
    """Return the packed cell of each rejection that followed an interview, by the day of the rejection."""
    rejected = _possible(rows.rejected, rows)
    interviewed = (rows.interviewed <= rejected) | ((rows.interviewed == NEVER) & (rows.n_interviews > 0))
    which = np.flatnonzero((rejected <= as_of) & interviewed)
    asked, received = rows.asked[which], rows.received[which]
    state = np.full(len(asked), Asked.NOT_ASKED)
    state[asked <= as_of] = Asked.UNANSWERED
    state[(asked <= as_of) & (as_of - asked < FEEDBACK_WAIT_DAYS)] = Asked.WAITING
    state[(asked <= received) & (received <= as_of)] = Asked.RECEIVED
    return counts.pack(rows.group[which], rejected[which], state, np.zeros_like(state))


def _possible(day: np.ndarray, rows: Rows) -> np.ndarray:
    """Return days with those before the application left out."""
    return _never_where(day < rows.applied, day)


def _never_where(mask: np.ndarray, day: np.ndarray) -> np.ndarray:
    return np.maximum(day, mask * NEVER)  # days are positive; see `rows.ordinals` for why not np.where


def _ends(rows: Rows, answered: np.ndarray, withdrawn: np.ndarray, undated: np.ndarray, as_of: int) -> np.ndarray:
    first = np.minimum(answered, withdrawn)
    is_answered = (answered <= withdrawn) & (answered <= as_of)
    is_withdrawn = (withdrawn < answered) & (withdrawn <= as_of)
    state = is_answered * np.int8(End.ANSWERED) + is_withdrawn * np.int8(End.WITHDRAWN)
    state += is_withdrawn & (answered <= as_of)
    state[undated] = End.UNDATED
    ended = is_answered | is_withdrawn
    ended &= ~undated
    return counts.pack(rows.group, rows.applied, state, (first - rows.applied) * ended)
