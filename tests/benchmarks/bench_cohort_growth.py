"""How a cohort grows from ten thousand applications to ten million: time and memory, one process and Dask.

Every figure is of a process of its own, and all have to count the same. Full size takes two minutes and a gigabyte
of disk; ``--applications 10000 100000`` a few seconds.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import made_logs
import pandas as pd

from followup_kit.cohort import Cohort, load_cohort
from followup_kit.pack import pack, tally_packed
from followup_kit.tally import Tally

AS_OF, GROUP, ROWS = "2026-03-31", "programme", 200
MOST_GROWTH = 1.5  # times as long an application, at the largest step as at the one before
MOST_MEMORY = 400  # MiB for a count of packed applications, however many
PARTS = 8  # so that there is work for every worker
# Frames of two processes are compared up to here: each holds them all.
COMPARED = 1_000_000


def resident(peak: bool = False) -> float:
    """Return the memory that this process holds, or held at most, in MiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:" if peak else "VmRSS:")[1].split()[0]) / 1024


def load(place: Path) -> dict[str, float]:
    """Load the logs and count them; pack them for the others."""
    at_rest = resident()
    start = perf_counter()
    cohort = load_cohort(place / "logs", AS_OF)
    loaded = perf_counter() - start
    counted = cohort.tally(GROUP)
    told = {"seconds": loaded, "counting": perf_counter() - start - loaded, "peak": resident(peak=True)}
    (place / "loaded.npz").write_bytes(counted.to_bytes())
    pack(cohort, place / "packed.parquet", rows_a_part=-(-len(cohort.applications) // PARTS))
    return told | {"at_rest": at_rest}


def count(place: Path) -> dict[str, float]:
    """Count what was packed, in this process."""
    start = perf_counter()
    counted = tally_packed(place / "packed.parquet", AS_OF, GROUP, engine="plain")
    told = {"seconds": perf_counter() - start, "peak": resident(peak=True), "resident": resident()}
    (place / "counted.npz").write_bytes(counted.to_bytes())
    return told


def dask(place: Path) -> dict[str, float]:
    """Count what was packed, and load the logs if there are not too many, with Dask's workers on this machine."""
    from distributed import Client, LocalCluster

    start = perf_counter()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        started = perf_counter() - start
        counted = tally_packed(place / "packed.parquet", AS_OF, GROUP)
        told = {"seconds": perf_counter() - start - started, "starting": started}
        told["peak"] = resident(peak=True) + sum(client.run(resident, peak=True).values())
        if int(counted.applied.n.sum()) <= COMPARED:
            start = perf_counter()
            theirs = load_cohort(place / "logs", AS_OF, engine="dask")
            told["loading"] = perf_counter() - start
            compare(load_cohort(place / "logs", AS_OF), theirs)
    (place / "dask.npz").write_bytes(counted.to_bytes())
    return told


def compare(ours: Cohort, theirs: Cohort) -> None:
    """Fail unless two cohorts are equal, to the last cell."""
    for name in ("applications", "follow_ups", "seekers", "problems"):
        pd.testing.assert_frame_equal(getattr(ours, name), getattr(theirs, name))


def alone(what: str, place: Path) -> dict[str, float]:
    """Return what a process of its own tells of one of the above."""
    command = [sys.executable, __file__, "--alone", what, str(place)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def step(n: int, place: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Print what so many applications take; return what loading and counting told."""
    made_logs.write_tables(place / "logs", n // ROWS, ROWS)
    made_logs.write_roster(place / "logs", n // ROWS)
    loaded, counted = alone("load", place), alone("count", place)
    print(f"{n:,} applications in {n // ROWS:,} logs")
    print(
        f"  loaded       {loaded['seconds']:7.2f} s, counted {loaded['counting']:.2f} s; "
        f"peak {loaded['peak']:,.0f} MiB, {loaded['at_rest']:.0f} of them before"
    )
    print(
        f"  from Parquet {counted['seconds']:7.2f} s; peak {counted['peak']:,.0f} MiB, "
        f"{counted['resident']:,.0f} MiB afterwards"
    )
    names = ["loaded", "counted"]
    if find_spec("distributed"):
        told = alone("dask", place)
        again = f"; the logs loaded {told['loading']:.2f} s, all frames equal" if "loading" in told else ""
        print(
            f"  by Dask      {told['seconds']:7.2f} s after {told['starting']:.2f} s to start two workers; "
            f"peak {told['peak']:,.0f} MiB with them{again}"
        )
        names.append("dask")
    tallies = [Tally.from_bytes((place / f"{name}.npz").read_bytes()) for name in names]
    assert all(tally == tallies[0] for tally in tallies), "the counts are not the same"
    assert int(tallies[0].applied.n.sum()) + tallies[0].n_left_out == n // ROWS * ROWS
    return loaded, counted


def main() -> int:
    """Print each step; fail where time grows faster than the applications, or a count does not fit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    steps = [10_000, 100_000, 1_000_000, 10_000_000]
    parser.add_argument("--applications", type=int, nargs="+", default=steps)
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.alone:
        what, place = asked.alone
        print(json.dumps({"load": load, "count": count, "dask": dask}[what](Path(place))))
        return 0
    if find_spec("pyarrow") is None:
        print("Skipped, pyarrow is not installed: python -m pip install '.[bench]'")
        return 0
    missed, times = False, []
    for n in asked.applications:
        with tempfile.TemporaryDirectory() as place:
            loaded, counted = step(n, Path(place))
        times.append(loaded["seconds"] / n)
        missed |= counted["peak"] > MOST_MEMORY
    print(f"the same counts from all; a count in at most {MOST_MEMORY} MiB: {'MISSED' if missed else 'met'}")
    if len(times) > 1:
        growth = times[-1] / times[-2]
        print(
            f"an application takes {growth:.2f} times as long at the last step as at the one before "
            f"(aim: at most {MOST_GROWTH}; {'MISSED' if growth > MOST_GROWTH else 'met'})"
        )
        missed |= growth > MOST_GROWTH
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
