"""How long importing the package takes, beside importing pandas alone."""

import statistics
import subprocess
import sys
import time

RUNS = 15
MOST = 1.2  # times as long as pandas


def seconds(statement: str) -> float:
    """Return how long a new interpreter takes for a statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - start


def main() -> int:
    """Print both medians, of interleaved runs; fail where ours is too long."""
    statements = {"pandas": "import pandas", "followup_kit": "import followup_kit"}
    times = {name: [] for name in statements}
    for run in range(RUNS + 1):
        for name, statement in statements.items():
            took = seconds(statement)
            if run:  # the first writes bytecode
                times[name].append(took)
    for name, some in times.items():
        print(f"{statements[name]:20} {1000 * statistics.median(some):6.0f} ms")
    ratio = statistics.median(times["followup_kit"]) / statistics.median(times["pandas"])
    print(f"followup_kit / pandas  {ratio:.2f} (at most {MOST})")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
