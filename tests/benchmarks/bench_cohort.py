"""How long thousands of logs take, side by side in one run: tables against pandas and DuckDB, logs against SQLite."""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from followup_kit.cohort import load_cohort
from followup_kit.log import open_log

N_TABLES, N_LOGS, N_ROWS, RUNS = 5_000, 1_000, 200, 5
AS_OF = "2026-03-31"
HEADER = "company,role,source,location,applied_on,responded_on,status"
STATUSES = ("Applied", "Applied", "Rejected", "Interview", "Offer", "Withdrawn")
FASTER_THAN_PANDAS, SLOWER_THAN_SQLITE = 6, 3


def write_tables(folder: Path, dice: random.Random) -> None:
    """Write tables as a form hands them out: one header, days in ISO."""
    for number in range(N_TABLES):
        lines = [HEADER]
        for _ in range(N_ROWS):
            applied = date(2025, 9, 1) + timedelta(int(dice.random() * 200))
            answered = applied + timedelta(int(dice.random() * 40)) if dice.random() < 0.3 else ""
            company, role = int(dice.random() * 900), int(dice.random() * 70)
            status = STATUSES[int(dice.random() * 6)] if answered else "Applied"
            lines.append(f"Company {company},Role {role},LinkedIn,Town {role % 9},{applied},{answered},{status}")
        (folder / f"s{number:05d}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_logs(folder: Path) -> None:
    """Write one log, and copies of it."""
    log = open_log(folder / "s00000.db")
    with log.transaction("Made"):
        for at in range(N_ROWS):
            applied = date(2025, 9, 1) + timedelta(at)
            number = log.add_application(f"Company {at}", "Nurse", source="LinkedIn", applied_on=applied)
            if at % 3 == 0:
                log.set_stage(number, "rejected", applied + timedelta(9))
    data = (folder / "s00000.db").read_bytes()
    for number in range(1, N_LOGS):
        (folder / f"s{number:05d}.db").write_bytes(data)


def by_pandas(folder: Path) -> int:
    """Read every table by itself, days as days, and nothing checked."""
    days = ["applied_on", "responded_on"]
    return len(pd.concat([pd.read_csv(path, parse_dates=days) for path in sorted(folder.glob("*.csv"))]))


def by_duckdb(folder: Path) -> int | None:
    """Read all tables with one question and a fixed schema."""
    try:
        import duckdb
    except ImportError:
        return None
    kinds = dict.fromkeys(HEADER.split(","), "VARCHAR") | {"applied_on": "DATE", "responded_on": "DATE"}
    found = duckdb.read_csv(f"{folder}/*.csv", header=True, columns=kinds, filename=True)
    return len(found.df())


def by_sqlite(folder: Path) -> int:
    """Fetch the rows of every log, and nothing else."""
    n = 0
    for path in sorted(folder.glob("*.db")):
        with closing(sqlite3.connect(path)) as con:
            tables = [name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            n += sum(len(con.execute(f"SELECT * FROM {name}").fetchall()) for name in tables if "step" not in name)
    return n


def by_the_kit(folder: Path) -> int:
    """Load the cohort."""
    return len(load_cohort(folder, AS_OF).applications)


def medians(folder: Path, *readers: Callable[[Path], int | None]) -> list[float]:
    """Return each reader's median of interleaved runs, in seconds; NaN where there is none."""
    spent: list[list[float]] = [[] for _ in readers]
    for _ in range(RUNS):
        for reader, seconds in zip(readers, spent, strict=True):
            start = time.perf_counter()
            seconds.append(float("nan") if reader(folder) is None else time.perf_counter() - start)
    return [statistics.median(seconds) for seconds in spent]


def main() -> int:
    """Print the medians; fail where the kit is slower than it should be."""
    with tempfile.TemporaryDirectory() as place:
        tables, logs = Path(place) / "tables", Path(place) / "logs"
        tables.mkdir()
        logs.mkdir()
        write_tables(tables, random.Random(1))
        write_logs(logs)
        pandas, duckdb, kit = medians(tables, by_pandas, by_duckdb, by_the_kit)
        print(
            f"{N_TABLES:,} tables of {N_ROWS} rows: pandas {pandas:.2f} s, DuckDB {duckdb:.2f} s, the kit {kit:.2f} s"
        )
        print(
            f"  {pandas / kit:.1f} × as fast as pandas (at least {FASTER_THAN_PANDAS}), {duckdb / kit:.1f} × as DuckDB"
        )
        sqlite, kit_of_logs = medians(logs, by_sqlite, by_the_kit)
        ratio = kit_of_logs / sqlite
        print(f"{N_LOGS:,} logs of {N_ROWS} applications: fetching alone {sqlite:.2f} s, the kit {kit_of_logs:.2f} s")
        print(f"  {ratio:.1f} × fetching alone (at most {SLOWER_THAN_SQLITE})")
    return int(pandas / kit < FASTER_THAN_PANDAS or ratio > SLOWER_THAN_SQLITE)


if __name__ == "__main__":
    sys.exit(main())
