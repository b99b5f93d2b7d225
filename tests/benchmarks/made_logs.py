"""Made-up logs by the thousand, written into a folder for the benchmarks."""

import random
from datetime import date, timedelta
from pathlib import Path

from followup_kit.log import open_log

HEADER = "company,role,source,location,applied_on,responded_on,status"
PROGRAMMES = ("Accounting", "Carpentry", "Culinary", "Dental", "Electrical", "HVAC", "IT Support", "Nursing", "Welding")
STATUSES = ("Applied", "Applied", "Rejected", "Interview", "Offer", "Withdrawn")
_FIRST_DAY = date(2025, 9, 1)
_DIFFERENT = 5_000  # beyond so many, tables repeat


def write_tables(folder: Path, n_logs: int, n_rows: int, seed: int = 1) -> None:
    """Write tables as a form hands them out: one header, days in ISO."""
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    different = [_table(dice, n_rows) for _ in range(min(n_logs, _DIFFERENT))]
    for number in range(n_logs):
        (folder / f"s{number:05d}.csv").write_bytes(different[number % len(different)])


def write_roster(folder: Path, n_logs: int) -> None:
    """Write who the seekers of so many tables are."""
    seekers = [f"s{number:05d},{PROGRAMMES[number % len(PROGRAMMES)]}" for number in range(n_logs)]
    (folder / "roster.csv").write_text("\n".join(["seeker_id,programme", *seekers]), encoding="utf-8")


def _table(dice: random.Random, n_rows: int) -> bytes:
    lines = [HEADER]
    for _ in range(n_rows):
        applied = _FIRST_DAY + timedelta(int(dice.random() * 200))
        answered = applied + timedelta(int(dice.random() * 40)) if dice.random() < 0.3 else ""
        company, role = int(dice.random() * 900), int(dice.random() * 70)
        status = STATUSES[int(dice.random() * 6)] if answered else "Applied"
        lines.append(f"Company {company},Role {role},LinkedIn,Town {role % 9},{applied},{answered},{status}")
    return ("\n".join(lines) + "\n").encode()


def write_logs(folder: Path, n_logs: int, n_rows: int) -> None:
    """Write one log, and copies of it."""
    folder.mkdir(parents=True)
    log = open_log(folder / "s00000.db")
    with log.transaction("Made"):
        for at in range(n_rows):
            applied = _FIRST_DAY + timedelta(at % 200)
            number = log.add_application(f"Company {at}", "Nurse", source="LinkedIn", applied_on=applied)
            if at % 3 == 0:
                log.set_stage(number, "rejected", applied + timedelta(9))
    data = log.path.read_bytes()
    for number in range(1, n_logs):
        (folder / f"s{number:05d}.db").write_bytes(data)
