"""Frames as the numbers give them, for the tests of charts, worked out by hand where values matter."""

import numpy as np
import pandas as pd

from followup_kit.intervals import share, wilson


def rates(periods: list[str], n_applied: list[int], n_mature: list[int], n_responded: list[int]) -> pd.DataFrame:
    """Make a frame of response rates within 30 days."""
    frame = pd.DataFrame({"period": periods, "n_applied": n_applied, "n_mature": n_mature, "n_responded": n_responded})
    low, high = wilson(frame.n_responded, frame.n_mature)
    frame = frame.assign(
        response_rate=share(frame.n_responded, frame.n_mature),
        low=low,
        high=high,
        mature=frame.n_applied == frame.n_mature,
        n_undated=0,
    )
    frame.attrs = {"kind": "any", "within_days": 30}
    return frame


def feedback(
    periods: list[str], n_rejected: list[int], n_asked: list[int], n_received: list[int], n_waiting: list[int]
) -> pd.DataFrame:
    """Make a frame of feedback rates."""
    frame = pd.DataFrame({"period": periods, "n_rejected": n_rejected, "n_asked": n_asked, "n_received": n_received})
    settled = frame.n_asked - np.array(n_waiting)
    asking_low, asking_high = wilson(frame.n_asked, frame.n_rejected)
    low, high = wilson(frame.n_received, settled)
    return frame.assign(
        asking_rate=share(frame.n_asked, frame.n_rejected),
        asking_low=asking_low,
        asking_high=asking_high,
        feedback_rate=share(frame.n_received, settled),
        low=low,
        high=high,
        n_waiting=n_waiting,
    )


def curve() -> pd.DataFrame:
    """Return the maintained arm of the ``aml`` study as its authors published it, half by day 31."""
    frame = pd.DataFrame(
        [
            (9, 11, 1, 0, 0.909, 0.508, 0.987),
            (13, 10, 1, 1, 0.818, 0.447, 0.951),
            (18, 8, 1, 0, 0.716, 0.350, 0.899),
            (23, 7, 1, 0, 0.614, 0.266, 0.835),
            (28, 6, 0, 1, 0.614, 0.266, 0.835),
            (31, 5, 1, 0, 0.491, 0.167, 0.753),
            (34, 4, 1, 0, 0.368, 0.093, 0.657),
            (45, 3, 0, 1, 0.368, 0.093, 0.657),
            (48, 2, 1, 0, 0.184, 0.012, 0.525),
            (161, 1, 0, 1, 0.184, 0.012, 0.525),
        ],
        columns=["days", "n_at_risk", "n_responded", "n_censored", "waiting_rate", "low", "high"],
    )
    frame.attrs = {"kind": "any"}
    return frame


def funnel(*n_reached: int) -> pd.DataFrame:
    """Make a funnel."""
    stages = ["applied", "replied", "screening", "interviewing", "offer", "accepted"]
    return pd.DataFrame({"stage": stages, "n_reached": n_reached})


def flows(*moves: tuple[str, str, int]) -> pd.DataFrame:
    """Make flows of moves."""
    return pd.DataFrame(list(moves), columns=["source", "target", "n"])


def weeks(first_monday: str, n_applied: list[int], n_responded: list[int]) -> pd.DataFrame:
    """Make activity from a first week on."""
    week = pd.date_range(first_monday, periods=len(n_applied), freq="7D").astype("datetime64[us]")
    return pd.DataFrame({"week": week, "n_applied": n_applied, "n_responded": n_responded})


def by_group(column: str, **frames: pd.DataFrame) -> pd.DataFrame:
    """Stack frames of groups, the group's column in front."""
    parts = [frame.assign(**{column: name})[[column, *frame.columns]] for name, frame in frames.items()]
    stacked = pd.concat(parts, ignore_index=True)
    stacked.attrs = next(iter(frames.values())).attrs
    return stacked
