"""Cohorts small enough to work out by hand, built without any file."""

from datetime import date

import pandas as pd

from followup_kit import roster, schema
from followup_kit.cohort import SEEKER_COLUMNS, Cohort

AS_OF = date(2026, 3, 31)
_MORE = {"file": "str", "n_applications": "int64", "last_activity_on": "datetime64[us]", "has_log": bool}


def cohort(
    seekers: list[dict], applications: list[dict] = (), follow_ups: list[dict] = (), as_of: date = AS_OF
) -> Cohort:
    """Make a cohort of rows that name only what they have; every seeker shares a log unless it says otherwise."""
    known = roster.frame_of([dict.fromkeys((*roster.TEXTS, "outcome"), "") | seeker for seeker in seekers])
    ids = [one["seeker_id"] for one in applications]
    more = {
        "file": [f"{one['seeker_id']}.db" for one in seekers],
        "n_applications": [ids.count(one["seeker_id"]) for one in seekers],
        "last_activity_on": [one.get("last_activity_on", as_of) for one in seekers],
        "has_log": [one.get("has_log", True) for one in seekers],
    }
    whole = known.assign(**{name: pd.Series(more[name], dtype=kind) for name, kind in _MORE.items()}, in_roster=True)
    empty = schema.frame("flat", [])
    flat = pd.DataFrame(
        [dict.fromkeys(empty.select_dtypes("str").columns, "") | {"responded": False} | one for one in applications],
        columns=["seeker_id", *empty.columns],
    )
    flat["application_id"] = range(1, len(flat) + 1)
    flat["n_interviews"] = 0
    flat = flat.astype({"seeker_id": "str", **empty.dtypes.to_dict()})
    return Cohort(
        as_of,
        whole[list(SEEKER_COLUMNS)].merge(flat, on="seeker_id"),
        _follow_ups(follow_ups),
        whole,
        pd.DataFrame(columns=["file", "line", "column", "value", "reason", "kept"]),
    )


def _follow_ups(rows: list[dict]) -> pd.DataFrame:
    empty = schema.frame("follow_ups", [])
    blank = dict.fromkeys(empty.select_dtypes("str").columns, "") | {"application_id": 1, "business_days_overdue": 1}
    frame = pd.DataFrame([blank | row for row in rows], columns=["seeker_id", *empty.columns])
    return frame.astype({"seeker_id": "str", **empty.dtypes.to_dict()})


def owed(seeker_id: str, kind: str, status: str, due_on: str) -> dict:
    """Return a follow-up owed by a seeker."""
    day = pd.Timestamp(due_on)
    return {"seeker_id": seeker_id, "kind": kind, "status": status, "opens_on": day, "due_on": day}


def applied(seeker_id: str, applied_on: str, **more: object) -> dict:
    """Return an application; a dated answer is an answer."""
    return {
        "seeker_id": seeker_id,
        "applied_on": applied_on,
        "company": "Arbor Clinic",
        "responded": more.get("responded_on") is not None,
    } | more
