"""How long a form's Save takes on a large log, with the worklist after it, and opening that log."""

import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from followup_kit.etiquette import follow_ups
from followup_kit.log import Log, open_log

APPLICATIONS, INTERVIEWS = 2_000, 400
RUNS = 25
MOST = 100.0  # milliseconds, of each median
FIRST_DAY, AS_OF = date(2025, 4, 1), date(2026, 3, 31)


def fill(log: Log) -> None:
    """Enter a year's search: answers, interviews with two people each, thank-yous for half of them."""
    with log.transaction("Made up a search"):
        for at in range(APPLICATIONS):
            applied = FIRST_DAY + timedelta(days=at * 350 // APPLICATIONS)
            application = log.add_application(f"Company {at}", f"Role {at % 40}", source="Board", applied_on=applied)
            if at % 3 == 0:
                log.set_stage(application, "rejected", min(applied + timedelta(days=14), AS_OF))
            if at % (APPLICATIONS // INTERVIEWS) == 1:
                save(log, application, min(applied + timedelta(days=10), AS_OF))


def save(log: Log, application: int, held_on: date) -> None:
    """Save an interview as the form does."""
    people = [{"name": f"Alex Example {n}", "email": f"alex{n}@example.com", "remembered": "the team"} for n in (1, 2)]
    interview = log.add_interview(application, held_on=held_on, topics="the role", interviewers=people)
    if application % 2:
        message = log.add_message("thank_you", application, interview_id=interview, body="Thank you.")
        log.mark_sent(message, min(held_on + timedelta(days=1), AS_OF))


def main() -> int:
    """Print the medians; fail where one is too long."""
    saving, opening, reading = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.db"
        fill(open_log(path))
        for run in range(RUNS + 1):
            start = time.perf_counter()
            log = open_log(path)
            opened = time.perf_counter()
            rows = len(log.applications)
            read = time.perf_counter()
            log.add_interview(2 + run, held_on=AS_OF, interviewers=[{"name": "Alex Example"}])
            owed = follow_ups(log, AS_OF)
            saved = time.perf_counter()
            assert rows == APPLICATIONS
            assert (owed.kind == "debrief").sum() == INTERVIEWS + run + 1
            if run:  # the first fills caches
                opening.append(opened - start)
                reading.append(read - opened)
                saving.append(saved - read)
    print(f"a log of {APPLICATIONS:,} applications and {INTERVIEWS} interviews")
    medians = {
        "opening it": statistics.median(opening),
        "its flat frame": statistics.median(reading),
        "saving an interview, then follow_ups": statistics.median(saving),
    }
    for name, median in medians.items():
        print(f"{name:38} {1000 * median:6.1f} ms (at most {MOST:.0f})")
    return int(1000 * max(medians.values()) > MOST)


if __name__ == "__main__":
    sys.exit(main())
