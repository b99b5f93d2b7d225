"""Made-up applications by the million, written as Parquet for the benchmarks."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

FIRST_DAY, LAST_DAY = np.datetime64("2023-04-01"), np.datetime64("2026-03-31")
PROGRAMMES = [
    "Accounting", "Automotive", "Carpentry", "Cosmetology", "Culinary", "Dental", "Electrical", "HVAC", "IT Support",
    "Medical", "Nursing", "Welding",
]  # fmt: skip
# The size DuckDB writes by itself: every contender can read the groups of a file side by side.
ROW_GROUP = 122_880
SCHEMA = pa.schema(
    {
        "programme": pa.string(),
        "applied_on": pa.date32(),
        "responded": pa.bool_(),
        "responded_on": pa.date32(),
        "advanced_on": pa.date32(),
        "interviewed_on": pa.date32(),
        "rejected_on": pa.date32(),
        "withdrawn_on": pa.date32(),
        "n_interviews": pa.int64(),
        "feedback_asked_on": pa.date32(),
        "feedback_received_on": pa.date32(),
    }
)


def applications(n: int, seed: int) -> pa.Table:
    """Return made-up applications of 36 months in 12 programmes, with what is known of them on the last day."""
    random = np.random.default_rng(seed)
    days = int((LAST_DAY - FIRST_DAY).astype(int)) + 1
    applied = random.integers(0, days, n)

    def later(than: np.ndarray, share: float, mean: float, of: np.ndarray) -> np.ndarray:
        """Return a day after another for a share of some rows; -1 where it has not come by the last day."""
        day = than + random.exponential(mean, n).astype(np.int64)
        return np.where(of & (random.random(n) < share) & (day < days), day, -1)

    everyone = np.ones(n, dtype=bool)
    responded = later(applied, 0.45, 14, everyone)
    advanced = later(responded, 0.3, 5, responded >= 0)
    interviewed = later(advanced, 0.7, 7, advanced >= 0)
    rejected = np.where((responded >= 0) & (advanced < 0), responded, later(interviewed, 0.6, 12, interviewed >= 0))
    withdrawn = later(applied, 0.04, 25, (rejected < 0) & (interviewed < 0))
    asked = later(rejected, 0.5, 3, (rejected >= 0) & (interviewed >= 0))
    received = later(asked, 0.4, 8, asked >= 0)
    undated = (responded >= 0) & (advanced < 0) & (rejected == responded) & (random.random(n) < 0.01)
    answered = np.where(undated, -1, responded)
    rejected = np.where(undated, -1, rejected)

    def date(day: np.ndarray) -> pa.Array:
        since_1970 = (day + FIRST_DAY.astype(int)).astype(np.int32)
        return pa.array(since_1970, mask=day < 0).cast(pa.date32())

    codes = pa.array(random.integers(0, len(PROGRAMMES), n).astype(np.int32))
    columns = {
        "programme": pa.DictionaryArray.from_arrays(codes, PROGRAMMES).cast(pa.string()),
        "applied_on": date(applied),
        "responded": pa.array(responded >= 0),
        "responded_on": date(answered),
        "advanced_on": date(advanced),
        "interviewed_on": date(interviewed),
        "rejected_on": date(rejected),
        "withdrawn_on": date(withdrawn),
        "n_interviews": pa.array((interviewed >= 0).astype(np.int64)),
        "feedback_asked_on": date(asked),
        "feedback_received_on": date(received),
    }
    return pa.table(columns, schema=SCHEMA)


def write(path: Path, n: int, different: int = 10_000_000) -> None:
    """Write n applications; beyond a number of different ones they repeat."""
    with parquet.ParquetWriter(path, SCHEMA) as writer:
        blocks = [
            applications(min(ROW_GROUP, n - at), seed) for seed, at in enumerate(range(0, min(n, different), ROW_GROUP))
        ]
        written = 0
        while written < n:
            for block in blocks:
                block = block.slice(0, n - written)
                writer.write_table(block, row_group_size=ROW_GROUP)
                written += len(block)
                if written == n:
                    break
