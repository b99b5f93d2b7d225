"""How far applications came, and by which way: the funnel and the flows."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit import given, schema
from followup_kit.dates import as_date
from followup_kit.flat import in_order
from followup_kit.intervals import share, wilson
from followup_kit.schema import Tables

if TYPE_CHECKING:
    from followup_kit.log import Log

FUNNEL = ("applied", "replied", *schema.POSITIVE_STAGES)


def stage_funnel(log: "Log | Tables", as_of: object) -> pd.DataFrame:
    """Return how many applications ever came how far.

    Parameters
    ----------
    log : Log or Tables
        It is read once, and left alone.
    as_of : date or ISO text
        The day the question is asked for: changes dated later have not happened.

    Returns
    -------
    DataFrame
        One row for each of applied, replied, screening, interviewing, offer, accepted; columns

        - stage
        - n_reached: applications ever in this stage or a later one of these. Replied is any response, a
          rejection too
        - reached_rate, low, high: n_reached / applied and its 95 % Wilson interval; missing without applications

    Notes
    -----
    Only applications that were moved to applied are counted. A change on an unknown day has happened. What an
    application is now does not matter: rejected after an offer, it reached the offer.

    Examples
    --------
    >>> from followup_kit.schema import Tables, frame
    >>> tables = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})
    >>> tables = tables._replace(
    ...     stage_changes=frame(
    ...         "stage_changes",
    ...         [(1, 1, "applied", "2026-03-02", ""), (2, 1, "offer", "2026-03-20", ""),
    ...          (3, 2, "applied", "2026-03-03", "")],
    ...     )
    ... )
    >>> fk.stage_funnel(tables, "2026-03-31").n_reached.tolist()
    [2, 1, 1, 1, 1, 0]
    """
    changes = _until(log, as_of)
    applied = changes.application_id[changes.stage == "applied"].unique()
    changes = changes[changes.application_id.isin(applied)]
    depth = {stage: place for place, stage in enumerate(FUNNEL)} | {"rejected": FUNNEL.index("replied")}
    deepest = changes.stage.map(depth).groupby(changes.application_id).max()
    n_reached = np.array([(deepest >= place).sum() for place in range(len(FUNNEL))], dtype=np.int64)
    low, high = wilson(n_reached, len(applied))
    return pd.DataFrame(
        {
            "stage": pd.Series(FUNNEL, dtype="str"),
            "n_reached": n_reached,
            "reached_rate": share(n_reached, len(applied)),
            "low": low,
            "high": high,
        }
    )


def stage_flows(log: "Log | Tables", as_of: object) -> pd.DataFrame:
    """Return how many times applications moved from one stage to the next.

    Parameters
    ----------
    log : Log or Tables
        It is read once, and left alone.
    as_of : date or ISO text
        The day the question is asked for: changes dated later have not happened.

    Returns
    -------
    DataFrame
        source, target (text), n: one row for each move there was, in the order of the stages. An application
        that is not over ends in ``waiting``, so that as many leave a stage as came in; one that was only saved
        is in no flow.

    Notes
    -----
    All applications count, also those never moved to applied. A change on an unknown day stands where it was
    entered. A second round of interviews entered as a change of its own is a move from interviewing to itself.

    Examples
    --------
    >>> from followup_kit.schema import Tables, frame
    >>> tables = Tables(*(frame(name) for name in Tables._fields[:-1]), settings={})
    >>> tables = tables._replace(
    ...     stage_changes=frame(
    ...         "stage_changes",
    ...         [(1, 1, "applied", "2026-03-02", ""), (2, 1, "rejected", "2026-03-20", ""),
    ...          (3, 2, "applied", "2026-03-03", "")],
    ...     )
    ... )
    >>> fk.stage_flows(tables, "2026-03-31")
        source    target  n
    0  applied  rejected  1
    1  applied   waiting  1
    """
    changes = in_order(_until(log, as_of))
    following = changes.groupby("application_id").stage.shift(-1)
    going_on = ~changes.stage.isin(["saved", *schema.CLOSED_STAGES])
    moves = pd.DataFrame(
        {"source": changes.stage, "target": following.mask(following.isna() & going_on, "waiting")}
    ).dropna()
    order = {stage: place for place, stage in enumerate((*schema.STAGES, "waiting"))}
    flows = moves.groupby(["source", "target"]).size().rename("n").reset_index()
    flows = flows.sort_values(["source", "target"], key=lambda stages: stages.map(order), ignore_index=True)
    return flows.astype({"source": "str", "target": "str", "n": "int64"})


def _until(log: "Log | Tables", as_of: object) -> pd.DataFrame:
    """Return the stage changes that have happened by a day, or may have."""
    changes = given.tables(log).stage_changes
    return changes[~(changes.changed_on > pd.Timestamp(as_date(as_of)))]
