"""How long a CSV of 10,000 rows takes into a log."""

import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from followup_kit.importing import import_log, preview
from followup_kit.log import open_log

ROWS = 10_000
RUNS = 5
MOST = 2.0  # seconds, of the median
STATUSES = ("Applied", "Applied", "Applied", "Rejected", "Interview", "No Response", "Expired")


def write_log(path: Path) -> None:
    """Write a log as people keep it: a few words to ask about, a few days that cannot be read."""
    lines = ["Company,Role,Source,Location,Link,Date applied,Response date,Status,Pay,Notes"]
    for at in range(ROWS):
        applied = date(2024, 1, 1) + timedelta(days=at % 700)
        answered = applied + timedelta(days=at % 40)
        response = f"{answered.month}/{answered.day}/{answered.year}" if at % 3 == 0 else ""
        day = "soon, 8-Jul" if at % 500 == 7 else f"{applied.month}/{applied.day}/{applied.year}"
        link = f"https://jobs.example/{at}" if at % 2 else ""
        lines.append(
            f'Company {at % 900},"Role {at % 70}, grade {at % 5}",Board {at % 9},Town {at % 40},{link},"{day}",'
            f'{response},{STATUSES[at % len(STATUSES)]},{20 + at % 30} an hour,"Spoke to ""Jo"" about shift {at % 3}"'
        )
    path.write_text("\n".join(lines), encoding="utf-8")


def main() -> int:
    """Print the medians; fail where an import takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        write_log(path)
        looking, importing = [], []
        for run in range(RUNS):
            log = open_log(Path(folder) / f"search-{run}.db")
            start = time.perf_counter()
            preview(path)
            looking.append(time.perf_counter() - start)
            start = time.perf_counter()
            result = import_log(path, log)
            importing.append(time.perf_counter() - start)
            assert result.n_added == ROWS, result
    median = statistics.median(importing)
    print(f"a preview of {ROWS:,} rows   {statistics.median(looking):.2f} s")
    print(f"their import, preview included   {median:.2f} s (at most {MOST})")
    return int(median > MOST)


if __name__ == "__main__":
    sys.exit(main())
