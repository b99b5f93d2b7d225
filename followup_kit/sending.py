"""A follow-up on its way out: its draft kept in the log, then noted as sent. The kit itself sends nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from followup_kit.errors import BadValue
from followup_kit.schema import MESSAGE_KINDS

if TYPE_CHECKING:
    from followup_kit.log import Log
    from followup_kit.schema import Tables

_WHOM = ("application_id", "interview_id", "interviewer_id")


def draft_of(log: "Log | Tables", follow_up: Mapping[str, Any] | pd.Series) -> int | None:
    """Return the id of the draft kept for a follow-up, the last of several; None where there is none.

    Parameters
    ----------
    log : Log or Tables
        It is only read.
    follow_up : mapping or Series
        A row of `followup_kit.follow_ups`.

    Examples
    --------
    >>> draft_of(log, fk.follow_ups(log, "2026-03-31").iloc[0])  # doctest: +SKIP
    """
    drafts = log.messages
    drafts = drafts[(drafts.kind == follow_up["kind"]) & drafts.sent_on.isna()]
    for name in _WHOM:
        whom = follow_up[name]
        # A thank-you is a person's; the others are the application's, whoever they go to.
        if name == "application_id" or follow_up["kind"] == "thank_you":
            drafts = drafts[drafts[name].isna() if pd.isna(whom) else (drafts[name] == whom).fillna(False)]
    return None if drafts.empty else int(drafts.message_id.iloc[-1])


def keep_draft(log: "Log", follow_up: Mapping[str, Any] | pd.Series, **note: str) -> int:
    """Keep a follow-up's draft, over the one kept before; return its id.

    Parameters
    ----------
    **note
        Any of channel, subject and body.

    Raises
    ------
    BadValue
        If the follow-up is a debrief: that is written, not sent.
    """
    if follow_up["kind"] not in MESSAGE_KINDS:
        raise BadValue("A debrief is written in the interview form, not sent.", field="kind", value=follow_up["kind"])
    kept = draft_of(log, follow_up)
    if kept is not None:
        log.edit("messages", kept, **note)
        return kept
    whom = {name: None if pd.isna(follow_up[name]) else int(follow_up[name]) for name in _WHOM}
    return log.add_message(follow_up["kind"], **whom, **({"channel": follow_up["channel"] or "email"} | note))


def send(
    log: "Log", follow_up: Mapping[str, Any] | pd.Series, sent_on: object, *, early: bool = False, **note: str
) -> int:
    """Note a follow-up as sent on a day, with its text where one is given; return the message's id.

    Raises
    ------
    BadValue
        If it is a check-in on or before the promised date, and not `early`; nothing is kept then.
    """
    with log.transaction("Marked as sent"):
        message_id = keep_draft(log, follow_up, **note)
        log.mark_sent(message_id, sent_on, early=early)
        return message_id
