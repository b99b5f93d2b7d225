"""An interview entered wrongly, put right: its day, and the application it belongs to."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from followup_kit.errors import NotFound

if TYPE_CHECKING:
    from followup_kit.log import Log


def same_name(applications: pd.DataFrame, company: str, role: str | None = None) -> pd.DataFrame:
    """Return the applications a company and a role name, the latest entered first; case and blanks aside.

    Parameters
    ----------
    applications : DataFrame
        With company and role.
    company : str
        As typed.
    role : str, optional
        As typed; empty for one without a role. None: whatever the role.

    Examples
    --------
    >>> from followup_kit.schema import frame
    >>> applications = frame("applications", [{"application_id": 7, "company": "Arbor Clinic", "role": "Nurse"}])
    >>> same_name(applications, "arbor clinic").application_id.tolist()
    [7]
    """
    for column, typed in (("company", company), ("role", role)):
        if typed is not None:
            applications = applications[applications[column].str.casefold() == typed.strip().casefold()]
    return applications.iloc[::-1]


def correct_interview(log: "Log", interview_id: int, company: str, role: str, **changes: Any) -> None:
    """Change an interview, and which application it belongs to, in one step.

    Where the company and role are those of another application, the interview moves there with its messages, and
    one that was there for this interview alone goes. Else they are the new name of its own application.

    Parameters
    ----------
    log : Log
    interview_id : int
    company, role : str
        What its application should be called.
    **changes
        Columns of the interview.

    Raises
    ------
    BadValue, NotFound
        Nothing is changed then.

    Examples
    --------
    >>> correct_interview(log, 12, "Arbor Clinic", "Nurse", held_on="2026-03-12")  # doctest: +SKIP
    """
    with log.transaction("Changed an interview"):
        before = _row(log.interviews, "interview_id", interview_id)
        old = int(before.application_id)
        named = same_name(log.tables().applications, company, role)
        if named.empty or old in named.application_id.to_list():
            log.edit("interviews", interview_id, **changes)
            log.edit("applications", old, company=company, role=role)
        else:
            _move(log, interview_id, old, int(named.application_id.iloc[0]), {"held_on": before.held_on} | changes)


def _move(log: "Log", interview_id: int, old: int, new: int, changes: dict[str, Any]) -> None:
    log.edit("interviews", interview_id, application_id=new, **changes)
    messages = log.messages
    for message_id in messages[(messages.interview_id == interview_id).fillna(False)].message_id:
        log.edit("messages", int(message_id), application_id=new)
    moves = log.stage_changes
    if not ((moves.application_id == new) & (moves.stage == "interviewing")).any():
        log.set_stage(new, "interviewing", changes["held_on"])
    if _is_bare(log, old):
        log.remove("applications", old)


def _is_bare(log: "Log", application_id: int) -> bool:
    """Say whether nothing but a name is known of an application: no day, no interview, nothing sent or said."""
    known = (log.stage_changes.dropna(subset="changed_on"), log.interviews, log.messages, log.feedback)
    return not any((frame.application_id == application_id).any() for frame in known)


def _row(frame: pd.DataFrame, key: str, row_id: int) -> pd.Series:
    found = frame[frame[key] == row_id]
    if found.empty:
        raise NotFound(f"There is no {key} {row_id} in this log any more: it was removed meanwhile.")
    return found.iloc[0]
