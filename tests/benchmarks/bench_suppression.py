"""How long hiding small groups takes in a cohort's report: by month and week, alone and one after another.

Full size takes some minutes; ``--seekers 500 --releases 3`` one.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import numpy as np
import pandas as pd

from followup_kit import schema
from followup_kit.cohort import Cohort
from followup_kit.cohort_report.counting import counted, merged_groups
from followup_kit.cohort_report.release import Release, release

AS_OF, FIRST_DAY, DAYS = date(2026, 3, 31), np.datetime64("2025-04-01"), 364
MINIMUM, PROGRAMMES, CAMPUSES, EACH = 10, 12, 5, 40
MOST = 180  # seconds for the tables of one report


def a_cohort(n: int, seed: int = 0) -> Cohort:
    """Return seekers of programmes and campuses of very different sizes, who came and went over a year."""
    dice = np.random.default_rng(seed)
    programme = dice.choice(PROGRAMMES, n, p=dice.dirichlet(np.full(PROGRAMMES, 0.7)))
    campus = dice.choice(CAMPUSES, n, p=dice.dirichlet(np.ones(CAMPUSES)))
    seekers = pd.DataFrame({"seeker_id": [f"s{number:05}" for number in range(n)]})
    seekers["programme"] = [f"Programme {number}" for number in programme]
    seekers["campus"] = [f"Campus {number}" for number in campus]
    seekers["outcome"] = dice.choice(["employed", "seeking", ""], n)
    seekers["outcome_on"], seekers["in_roster"] = pd.Timestamp("2026-03-01"), True

    begun = dice.integers(0, DAYS - 20, n)
    ended = np.minimum(begun + dice.integers(30, 200, n), DAYS)
    of = np.repeat(np.arange(n), dice.poisson(EACH, n))
    applied = begun[of] + (dice.random(len(of)) * (ended - begun)[of]).astype(int)
    answered = np.where(dice.random(len(of)) < 0.25, applied + dice.integers(1, 60, len(of)), -1)
    met = np.where(dice.random(len(of)) < 0.4, answered, -1)
    rejected = np.where((met < 0) | (dice.random(len(of)) < 0.5), answered, -1)
    flat = schema.frame("flat").reindex(np.arange(len(of)))
    flat = flat.assign(seeker_id=seekers.seeker_id.to_numpy()[of], applied_on=_days(applied), responded=answered >= 0)
    flat = flat.assign(responded_on=_days(answered), interviewed_on=_days(met), advanced_on=_days(met))
    flat = flat.assign(rejected_on=_days(rejected), n_interviews=(met >= 0).astype("int64"))
    flat["feedback_asked_on"] = flat.rejected_on.where(flat.interviewed_on.notna())

    owed = np.repeat(np.arange(n), dice.integers(0, 6, n))
    follow_ups = pd.DataFrame({"seeker_id": seekers.seeker_id.to_numpy()[owed]})
    follow_ups["kind"] = dice.choice(schema.KINDS, len(owed))
    follow_ups["in_time"] = dice.random(len(owed)) < 0.5
    return Cohort(AS_OF, flat, follow_ups, seekers, pd.DataFrame())


def _days(number: np.ndarray) -> np.ndarray:
    day = FIRST_DAY + number.astype("timedelta64[D]")
    return np.where(number < 0, np.datetime64("NaT"), day).astype("datetime64[us]")


def releases(cohort: Cohort, by: str, n: int) -> Iterator[tuple[Release, float]]:
    """Yield reports a month apart, each compared with all before, and how long each took."""
    merged, past = merged_groups(cohort.seekers, MINIMUM), []
    for back in range(n - 1, -1, -1):
        then = replace(cohort, as_of=AS_OF - timedelta(30 * back))
        start = perf_counter()
        past.append(release(then.as_of, counted(then, merged, by), MINIMUM, past))
        yield past[-1], perf_counter() - start


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seekers", type=int, nargs="+", default=[500, 5000])
    asked.add_argument("--releases", type=int, default=6)
    given = asked.parse_args()
    slowest = 0.0
    for n in given.seekers:
        cohort = a_cohort(n)
        for by, several in (("month", 1), ("week", 1), ("month", given.releases)):
            for number, (one, seconds) in enumerate(releases(cohort, by, several), start=1):
                cells = sum(len(grid.cells) for grid in one.grids)
                which = f"report {number} of {several}" if several > 1 else "alone"
                print(
                    f"{n:6,} seekers by {by:5} {which:15}{one.n_hidden:6,} of {cells:6,} cells hidden {seconds:7.1f} s"
                )
                sys.stdout.flush()
                slowest = max(slowest, seconds)
    print(f"The slowest took {slowest:.1f} s; the aim is at most {MOST} s.")
    return int(slowest > MOST)


if __name__ == "__main__":
    sys.exit(main())
