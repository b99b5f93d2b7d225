"""How long thousands of logs take, side by side in one run: tables against pandas and DuckDB, logs against SQLite.

Full size takes two minutes and a gigabyte of disk; ``--tables 500 --logs 500`` a tenth of both.
"""

import argparse
import gc
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

import made_logs
import pandas as pd

from followup_kit.cohort import load_cohort

AS_OF = "2026-03-31"
TIMES_PANDAS, TIMES_DUCKDB, TIMES_SQLITE = 6, 2.5, 3  # at least so much faster; at most so much slower

Reader = Callable[[Path], int]


def by_pandas(folder: Path) -> int:
    """Read every table by itself, days as days, and nothing checked."""
    days = ["applied_on", "responded_on"]
    return len(pd.concat([pd.read_csv(path, parse_dates=days) for path in sorted(folder.glob("s*.csv"))]))


def by_duckdb(folder: Path) -> int:
    """Read all tables with one question and a fixed schema."""
    import duckdb

    kinds = dict.fromkeys(made_logs.HEADER.split(","), "VARCHAR") | {"applied_on": "DATE", "responded_on": "DATE"}
    return len(duckdb.read_csv(f"{folder}/s*.csv", header=True, columns=kinds, filename=True).df())


def by_sqlite(folder: Path) -> int:
    """Fetch the rows of every log, and nothing else."""
    n = 0
    for path in sorted(folder.glob("*.db")):
        with closing(sqlite3.connect(path)) as con:
            tables = [name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            rows = {name: con.execute(f"SELECT * FROM {name}").fetchall() for name in tables if "step" not in name}
            n += len(rows["applications"])
    return n


def by_the_kit(folder: Path) -> int:
    """Load the cohort: every check, every row with its seeker, and what cannot be read with its line."""
    cohort = load_cohort(folder, AS_OF)
    assert cohort.problems.empty, cohort.problems
    return len(cohort.applications)


def medians(folder: Path, n: int, runs: int, readers: dict[str, Reader]) -> dict[str, float]:
    """Return each reader's median of interleaved runs, in seconds; all have to find as many applications."""
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for run in range(runs + 1):
        for name, read in readers.items():
            gc.collect()
            start = perf_counter()
            found = read(folder)
            if run:  # the first fills caches
                spent[name].append(perf_counter() - start)
            assert found == n, f"{name}: {found:,} applications"
    for name, seconds in spent.items():
        print(f"  {name:8} {median(seconds):7.2f} s  (from {min(seconds):.2f} to {max(seconds):.2f})")
    return {name: median(seconds) for name, seconds in spent.items()}


def aim(what: str, ratio: float, limit: float, *, least: bool) -> bool:
    """Print a ratio beside its aim; return whether it is missed."""
    missed = ratio < limit if least else ratio > limit
    print(f"  {what}: {ratio:.1f} (aim: at {'least' if least else 'most'} {limit}; {'MISSED' if missed else 'met'})")
    return missed


def main() -> int:
    """Print the medians and ratios; fail where the kit is slower than it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=int, default=5_000)
    parser.add_argument("--logs", type=int, default=5_000)
    parser.add_argument("--rows", type=int, default=200, help="of each table and log")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    missed = False
    print(f"{os.cpu_count()} processors; {os.getloadavg()[0]:.1f} of them at work for others")
    with tempfile.TemporaryDirectory() as place:
        folder, n = Path(place) / "tables", asked.tables * asked.rows
        made_logs.write_tables(folder, asked.tables, asked.rows)
        readers = {"pandas": by_pandas, "DuckDB": by_duckdb, "the kit": by_the_kit}
        if find_spec("duckdb") is None:
            print("DuckDB is not installed, and left out: python -m pip install '.[bench]'")
            del readers["DuckDB"]
        print(f"{asked.tables:,} CSV tables of {asked.rows} rows: a loop of read_csv, one glob, the whole cohort")
        took = medians(folder, n, asked.runs, readers)
        missed |= aim("as fast as pandas, times", took["pandas"] / took["the kit"], TIMES_PANDAS, least=True)
        if "DuckDB" in took:
            missed |= aim("as fast as DuckDB, times", took["DuckDB"] / took["the kit"], TIMES_DUCKDB, least=True)
    with tempfile.TemporaryDirectory() as place:
        folder, n = Path(place) / "logs", asked.logs * asked.rows
        made_logs.write_logs(folder, asked.logs, asked.rows)
        print(f"{asked.logs:,} SQLite logs of {asked.rows} applications: fetching alone, the whole cohort")
        took = medians(folder, n, max(asked.runs - 2, 1), {"sqlite3": by_sqlite, "the kit": by_the_kit})
        missed |= aim("as long as fetching, times", took["the kit"] / took["sqlite3"], TIMES_SQLITE, least=False)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
