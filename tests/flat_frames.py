"""Small flat frames for the tests of the numbers."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

DATES = (
    "applied_on",
    "responded_on",
    "advanced_on",
    "interviewed_on",
    "rejected_on",
    "withdrawn_on",
    "feedback_asked_on",
    "feedback_received_on",
)


def flat(rows: list[dict]) -> pd.DataFrame:
    """Make a flat frame of rows that name only what they have; a dated answer is an answer."""
    columns = {name: pd.Series([row.get(name) for row in rows], dtype="datetime64[us]") for name in DATES}
    columns["responded"] = pd.Series(
        [bool(row.get("responded", row.get("responded_on") is not None)) for row in rows], dtype=bool
    )
    columns["n_interviews"] = pd.Series([row.get("n_interviews", 0) for row in rows], dtype="int64")
    columns["source"] = pd.Series([row.get("source", "") for row in rows], dtype="str")
    return pd.DataFrame(columns)


def random_rows(seed: int, n: int) -> list[dict]:
    """Make applications of a year, many of them with odd dates: missing, impossible, after the day asked for."""
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(n):
        applied = date(2025, 6, 1) + timedelta(days=int(random.integers(0, 330)))

        def some(share: float, longest: int, applied: date = applied) -> date | None:
            if random.random() > share:
                return None
            return applied + timedelta(days=int(random.integers(-3, longest)))

        answered = some(0.5, 60)
        rows.append(
            {
                "applied_on": None if random.random() < 0.05 else applied,
                "responded": answered is not None or random.random() < 0.1,
                "responded_on": answered,
                "advanced_on": some(0.3, 80),
                "interviewed_on": some(0.3, 90),
                "rejected_on": some(0.4, 120),
                "withdrawn_on": some(0.2, 60),
                "n_interviews": int(random.integers(0, 2)),
                "feedback_asked_on": some(0.4, 150),
                "feedback_received_on": some(0.4, 180),
                "source": str(random.choice(["LinkedIn", "referral", ""])),
            }
        )
    return rows
