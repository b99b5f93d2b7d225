"""The flat frame: one row per application, made from a log's tables."""

import pandas as pd

from followup_kit import schema
from followup_kit.schema import Tables


def flat_applications(tables: Tables) -> pd.DataFrame:
    """Return the flat frame that all numbers are computed from.

    Parameters
    ----------
    tables : Tables
        A log's frames; they are left alone.

    Returns
    -------
    DataFrame
        One row per application with the columns of ``schema.COLUMNS["flat"]``, in order of application_id.

    Notes
    -----
    The first response is the first in the order of events. Where that one has no date, ``responded_on`` is
    missing, even if a later answer is dated: the later date would overstate the wait. A change without a date
    stands where it was entered; of two changes to one stage, one dated and one not, the dated one is taken.

    Examples
    --------
    >>> from followup_kit.schema import frame
    >>> tables = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})
    >>> tables = tables._replace(
    ...     applications=frame("applications", [{"application_id": 1, "company": "Arbor Clinic"}]),
    ...     stage_changes=frame("stage_changes", [(1, 1, "applied", "2026-03-02", "")]),
    ... )
    >>> flat_applications(tables).stage.tolist()
    ['applied']
    """
    applications = tables.applications.set_index("application_id").sort_index()
    changes = in_order(tables.stage_changes)
    dated = changes.dropna(subset="changed_on")
    interviews = tables.interviews.sort_values(["held_on", "interview_id"]).groupby("application_id")

    flat = applications[["company", "role", "source", "location"]].copy()
    flat["stage"] = changes.groupby("application_id").stage.last()
    flat["stage"] = flat["stage"].fillna("")
    flat["applied_on"] = _first(changes, "applied")
    flat["responded"] = flat.index.isin(changes[changes.stage.isin(schema.RESPONSE_STAGES)].application_id)
    flat["responded_on"] = _first(changes, *schema.RESPONSE_STAGES)
    flat["advanced_on"] = _first(changes, *schema.POSITIVE_STAGES)
    flat["interviewed_on"] = pd.concat(
        [_first(changes, "interviewing").reindex(flat.index), interviews.held_on.first().reindex(flat.index)],
        axis=1,
    ).min(axis=1)
    flat["offered_on"] = _first(changes, "offer", "accepted")
    flat["rejected_on"] = _rejected_on(dated, flat["interviewed_on"]).reindex(flat.index)
    flat["withdrawn_on"] = _first(changes, "withdrawn")
    promised = interviews.decision_by.nth(-1)
    promised.index = tables.interviews.loc[promised.index, "application_id"]
    flat["decision_by"] = applications.decision_by.fillna(promised.reindex(flat.index))
    ever_interviewing = flat.index.isin(changes[changes.stage == "interviewing"].application_id)
    flat["n_interviews"] = interviews.size().reindex(flat.index, fill_value=0).clip(lower=ever_interviewing)
    requests = tables.messages[tables.messages.kind == "feedback_request"]
    flat["feedback_asked_on"] = requests.groupby("application_id").sent_on.min()
    flat["feedback_received_on"] = _received_on(tables.feedback, flat["feedback_asked_on"]).reindex(flat.index)
    return schema.frame("flat", flat.rename_axis("application_id").reset_index())


def in_order(stage_changes: pd.DataFrame) -> pd.DataFrame:
    """Return stage changes in the order of events, each application's together.

    By date; one without a date follows the latest date entered before it. An undated change into a stage
    that the application also entered on a known day is the same move told twice, and is left out.
    """
    changes = stage_changes.sort_values(["application_id", "stage_change_id"])
    latest = changes.groupby("application_id").changed_on.cummax()
    changes["_at"] = latest.groupby(changes.application_id).ffill()
    changes["_at"] = changes["_at"].where(changes.changed_on.isna(), changes.changed_on)
    changes = changes.sort_values(["application_id", "_at", "stage_change_id"], na_position="first")
    known = changes.groupby(["application_id", "stage"]).changed_on.transform("count") > 0
    return changes[changes.changed_on.notna() | ~known].drop(columns="_at")


def _first(changes: pd.DataFrame, *stages: str) -> pd.Series:
    """Return the day of each application's first move into one of some stages; missing if that has no date."""
    return changes[changes.stage.isin(stages)].drop_duplicates("application_id").set_index("application_id").changed_on


def _rejected_on(dated: pd.DataFrame, interviewed_on: pd.Series) -> pd.Series:
    rejections = dated[dated.stage == "rejected"]
    too_early = rejections.changed_on < interviewed_on.reindex(rejections.application_id).to_numpy()
    # A rejection that was followed by an interview was taken back; only where none came later does it count.
    rejections = rejections.assign(too_early=too_early).sort_values("too_early", kind="stable")
    return rejections.drop_duplicates("application_id").set_index("application_id").changed_on


def _received_on(feedback: pd.DataFrame, asked_on: pd.Series) -> pd.Series:
    unasked = feedback.received_on < asked_on.reindex(feedback.application_id).to_numpy()
    received = feedback.assign(unasked=unasked).sort_values(["unasked", "received_on"])
    return received.drop_duplicates("application_id").set_index("application_id").received_on
