"""How long a chart's refresh takes in the kernel: from the applications to the bytes a panel shows."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import followup_kit as fk
from followup_kit import charts
from followup_kit.activity import weekly_activity

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample_search.db"
RUNS = 25
MOST = 120.0  # milliseconds, of the median


def refreshes() -> dict[str, Callable[[], bytes]]:
    """Return what a panel does for each chart when a filter is changed."""
    log = fk.open_log(SAMPLE, read_only=True)
    tables, applications, as_of = log.tables(), log.applications, log.settings["as_of"]

    def refresh(plot: Callable, frame: pd.DataFrame) -> bytes:
        charts.describe(frame)
        return charts.png(plot, frame)

    return {
        "response rates by month": lambda: refresh(charts.plot_response_rates, fk.response_rates(applications, as_of)),
        "response rates by week": lambda: refresh(
            charts.plot_response_rates, fk.response_rates(applications, as_of, by="week")
        ),
        "feedback rates": lambda: refresh(charts.plot_feedback_rates, fk.feedback_rates(applications, as_of)),
        "response curve": lambda: refresh(charts.plot_response_curve, fk.response_curve(applications, as_of)),
        "stage funnel": lambda: refresh(charts.plot_stage_funnel, fk.stage_funnel(tables, as_of)),
        "stage flows": lambda: refresh(charts.plot_stage_flows, fk.stage_flows(tables, as_of)),
        "weekly activity": lambda: refresh(charts.plot_weekly_activity, weekly_activity(applications, as_of)),
    }


def main() -> int:
    """Print the median of each, in interleaved runs; fail where the median of all is too long."""
    todo = refreshes()
    seconds = {name: [] for name in todo}
    for run in range(RUNS + 1):
        for name, refresh in todo.items():
            start = time.perf_counter()
            refresh()
            if run:  # the first fills caches
                seconds[name].append(time.perf_counter() - start)
    for name, times in seconds.items():
        print(f"{name:26} {1000 * statistics.median(times):6.0f} ms")
    median = 1000 * statistics.median(time for times in seconds.values() for time in times)
    print(f"{'a refresh, median of all':26} {median:6.0f} ms (at most {MOST:.0f})")
    return int(median > MOST)


if __name__ == "__main__":
    sys.exit(main())
