"""How fast the numbers are, beside hand-written DuckDB SQL and a hand-written Polars lazy query.

Every contender goes the whole way from the same Parquet file to the same four frames, checked to be equal: response
rates (any and positive, within 30 days) and feedback rates by programme and month, and the response curve by
programme. The kit also makes their intervals. Runs are interleaved and medians compared; peak memory is that of a
process of its own.

    python tests/benchmarks/bench_numbers.py [--rows 1000000 10000000 100000000] [--runs 9]

The contenders come with followup-kit[bench]; the last size takes half a gigabyte of disk and several minutes.
"""

import argparse
import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd

from followup_kit.curve import response_curve
from followup_kit.parquet import tally_parquet
from followup_kit.rates import feedback_rates, response_rates

AS_OF = "2026-03-31"
# At most so many times as long as each contender, by number of applications.
LIMITS = {1_000_000: {"duckdb": 0.7, "polars": 0.9}, 10_000_000: {"duckdb": 0.7, "polars": 1.0}}
MOST_MEMORY = 450
Frames = dict[str, pd.DataFrame]


def kit(path: Path) -> Frames:
    counted = tally_parquet(path, AS_OF, group="programme")
    return {
        "any": response_rates(counted),
        "positive": response_rates(counted, kind="positive"),
        "feedback": feedback_rates(counted),
        "curve": response_curve(counted),
    }


RATES_SQL = f"""
    WITH days AS (
        SELECT programme, applied_on, DATE '{AS_OF}' - applied_on >= 30 AS of_age,
            responded_on - applied_on AS answered, advanced_on - applied_on AS advanced,
            withdrawn_on - applied_on AS withdrawn, rejected_on - applied_on AS rejected,
            responded AND responded_on IS NULL AS undated,
            undated AND advanced_on IS NULL AS not_known, not_known AND n_interviews > 0 AS was_positive
        FROM read_parquet($path)
    ), ends AS (
        SELECT programme, applied_on, of_age, undated, not_known,
            of_age AND NOT coalesce(withdrawn < 30 AND NOT undated
                AND (answered IS NULL OR answered > withdrawn), false) AS in_any,
            of_age AND NOT coalesce(withdrawn < 30 AND NOT was_positive
                AND (advanced IS NULL OR advanced > withdrawn)
                AND (rejected IS NULL OR rejected > withdrawn), false) AS in_positive,
            answered, advanced
        FROM days
    )
    SELECT programme, strftime(date_trunc('month', applied_on), '%Y-%m') AS period, count(*) AS n_applied,
        count(*) FILTER (in_any) AS n_mature_any,
        count(*) FILTER (in_any AND answered <= 30) AS n_responded_any,
        count(*) FILTER (undated) AS n_undated_any,
        count(*) FILTER (in_positive) AS n_mature_positive,
        count(*) FILTER (in_positive AND advanced <= 30) AS n_responded_positive,
        count(*) FILTER (not_known) AS n_undated_positive,
        bool_and(of_age) AS of_age
    FROM ends GROUP BY programme, date_trunc('month', applied_on) ORDER BY 1, 2
"""
FEEDBACK_SQL = f"""
    SELECT programme, strftime(date_trunc('month', rejected_on), '%Y-%m') AS period, count(*) AS n_rejected,
        count(feedback_asked_on) AS n_asked,
        count(*) FILTER (feedback_received_on >= feedback_asked_on) AS n_received,
        count(*) FILTER (feedback_asked_on > DATE '{AS_OF}' - 30
            AND coalesce(feedback_received_on < feedback_asked_on, true)) AS n_waiting
    FROM read_parquet($path)
    WHERE rejected_on IS NOT NULL AND (interviewed_on <= rejected_on OR (interviewed_on IS NULL AND n_interviews > 0))
    GROUP BY programme, date_trunc('month', rejected_on) ORDER BY 1, 2
"""
CURVE_SQL = f"""
    WITH ends AS (
        SELECT programme, least(responded_on, withdrawn_on, DATE '{AS_OF}') - applied_on AS days, count(*) AS n_ended,
            count(*) FILTER (responded_on <= coalesce(withdrawn_on, responded_on)) AS n_responded
        FROM read_parquet($path) WHERE NOT (responded AND responded_on IS NULL) GROUP BY ALL
    ), risk AS (
        SELECT *, sum(n_ended) OVER (PARTITION BY programme ORDER BY days DESC) AS n_at_risk FROM ends
    )
    SELECT programme, days, n_at_risk, n_responded, n_ended - n_responded AS n_censored,
        product(1 - n_responded / n_at_risk) OVER (PARTITION BY programme ORDER BY days) AS waiting_rate
    FROM risk ORDER BY programme, days
"""


def duckdb(path: Path) -> Frames:
    import duckdb

    with duckdb.connect() as connection:
        asked = {"path": str(path)}
        rates = connection.execute(RATES_SQL, asked).df()
        feedback = connection.execute(FEEDBACK_SQL, asked).df()
        return {**_by_kind(rates), "feedback": feedback, "curve": connection.execute(CURVE_SQL, asked).df()}


def polars(path: Path) -> Frames:
    import polars as pl

    as_of = pl.lit(AS_OF).str.to_date()
    day = {name: pl.col(f"{name}_on") for name in ("applied", "responded", "advanced", "rejected", "withdrawn")}
    asked, received, interviewed = pl.col("feedback_asked_on"), pl.col("feedback_received_on"), pl.col("interviewed_on")

    def days(name: str) -> pl.Expr:
        return (day[name] - day["applied"]).dt.total_days()

    undated = pl.col("responded") & day["responded"].is_null()
    not_known = undated & day["advanced"].is_null()
    was_positive = not_known & (pl.col("n_interviews") > 0)
    of_age = (as_of - day["applied"]).dt.total_days() >= 30
    left = days("withdrawn") < 30
    left_any = left & ~undated & (day["responded"].is_null() | (day["responded"] > day["withdrawn"]))
    left_positive = (
        left
        & ~was_positive
        & (day["advanced"].is_null() | (day["advanced"] > day["withdrawn"]))
        & (day["rejected"].is_null() | (day["rejected"] > day["withdrawn"]))
    )
    in_any, in_positive = of_age & ~left_any.fill_null(False), of_age & ~left_positive.fill_null(False)
    table = pl.scan_parquet(path)
    rates = (
        table.group_by("programme", period=day["applied"].dt.truncate("1mo"))
        .agg(
            n_applied=pl.len(),
            n_mature_any=in_any.sum(),
            n_responded_any=(in_any & (days("responded") <= 30)).sum(),
            n_undated_any=undated.sum(),
            n_mature_positive=in_positive.sum(),
            n_responded_positive=(in_positive & (days("advanced") <= 30)).sum(),
            n_undated_positive=not_known.sum(),
            of_age=of_age.all(),
        )
        .with_columns(pl.col("period").dt.strftime("%Y-%m"))
        .sort("programme", "period")
    )
    feedback = (
        table.filter(
            (interviewed <= day["rejected"])
            | (day["rejected"].is_not_null() & interviewed.is_null() & (pl.col("n_interviews") > 0))
        )
        .group_by("programme", period=day["rejected"].dt.truncate("1mo"))
        .agg(
            n_rejected=pl.len(),
            n_asked=asked.count(),
            n_received=(received >= asked).sum(),
            n_waiting=((asked > as_of.dt.offset_by("-30d")) & (received < asked).fill_null(True)).sum(),
        )
        .with_columns(pl.col("period").dt.strftime("%Y-%m"))
        .sort("programme", "period")
    )
    end = pl.min_horizontal(day["responded"], day["withdrawn"], as_of)
    curve = (
        table.filter(~undated)
        .group_by("programme", days=(end - day["applied"]).dt.total_days())
        .agg(n_ended=pl.len(), n_responded=(day["responded"] <= day["withdrawn"].fill_null(as_of)).sum())
        .sort("programme", "days")
        .with_columns(n_at_risk=pl.col("n_ended").cum_sum(reverse=True).over("programme"))
        .with_columns(
            n_censored=pl.col("n_ended") - pl.col("n_responded"),
            waiting_rate=(1 - pl.col("n_responded") / pl.col("n_at_risk")).cum_prod().over("programme"),
        )
    )
    rates, feedback, curve = (frame.to_pandas() for frame in pl.collect_all([rates, feedback, curve]))
    return {**_by_kind(rates), "feedback": feedback, "curve": curve}


def _by_kind(rates: pd.DataFrame) -> Frames:
    """Part rates of both kinds, and finish them."""
    frames = {}
    for kind in ("any", "positive"):
        names = {f"{name}_{kind}": name for name in ("n_mature", "n_responded", "n_undated")}
        frame = rates[["programme", "period", "n_applied", "of_age", *names]].rename(columns=names)
        frame["response_rate"] = frame.n_responded / frame.n_mature.where(frame.n_mature > 0)
        frame["mature"] = frame.of_age & (frame.n_undated == 0)
        frames[kind] = frame
    return frames


CONTENDERS: dict[str, Callable[[Path], Frames]] = {"kit": kit, "duckdb": duckdb, "polars": polars}
COMPARED = {
    "any": ["programme", "period", "n_applied", "n_mature", "n_responded", "response_rate", "mature", "n_undated"],
    "feedback": ["programme", "period", "n_rejected", "n_asked", "n_received", "n_waiting"],
    "curve": ["programme", "days", "n_at_risk", "n_responded", "n_censored", "waiting_rate"],
}
COMPARED["positive"] = COMPARED["any"]


def check(ours: Frames, theirs: Frames) -> None:
    """Fail unless two contenders give the same figures, rates to 1e-12."""
    for name, columns in COMPARED.items():
        assert len(ours[name]) == len(theirs[name]), name
        for column in columns:
            mine, other = ours[name][column].to_numpy(), theirs[name][column].to_numpy()
            if column.endswith("_rate"):
                np.testing.assert_allclose(mine, other.astype(float), rtol=0, atol=1e-12, err_msg=f"{name} {column}")
            else:
                assert (mine == other).all(), f"{name} {column}"


def peak_memory(contender: str, path: Path) -> float:
    """Return the most memory a process of its own held while it computed everything once, in MiB."""
    command = [sys.executable, __file__, "--alone", contender, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def alone(contender: str, path: Path) -> None:
    CONTENDERS[contender](path)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        alone(arguments.alone[0], Path(arguments.alone[1]))
        return 0
    absent = [name for name in ("pyarrow", *CONTENDERS) if name != "kit" and find_spec(name) is None]
    if absent:
        print(f"Skipped, {', '.join(absent)} not installed: python -m pip install '.[bench]'")
        return 0
    import made_applications

    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for n in arguments.rows:
            path = Path(folder) / f"{n}.parquet"
            made_applications.write(path, n)
            results = {name: compute(path) for name, compute in CONTENDERS.items()}
            for name in CONTENDERS:
                check(results["kit"], results[name])
            seconds = {name: [] for name in CONTENDERS}
            for _ in range(arguments.runs):
                for name, compute in CONTENDERS.items():
                    gc.collect()
                    start = perf_counter()
                    compute(path)
                    seconds[name].append(perf_counter() - start)
            middle = {name: median(times) for name, times in seconds.items()}
            print(f"{n:,} applications, {path.stat().st_size / 2**20:,.0f} MiB of Parquet; the same figures from all")
            for name in CONTENDERS:
                memory = peak_memory(name, path)
                ratio, limit = middle["kit"] / middle[name], LIMITS.get(n, {}).get(name)
                line = f"  {name:7} {middle[name]:7.3f} s (from {min(seconds[name]):.3f})  peak {memory:6,.0f} MiB"
                if name != "kit":
                    line += f"  kit / {name} {ratio:.2f}" + (f", at most {limit}" if limit else "")
                    if limit and ratio > limit:
                        missed.append(f"{n:,} applications: {ratio:.2f} x {name}, at most {limit}")
                elif memory > MOST_MEMORY:
                    missed.append(f"{n:,} applications: {memory:,.0f} MiB, at most {MOST_MEMORY}")
                print(line)
            path.unlink()
    print(*[f"MISSED {line}" for line in missed], sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
