"""Make the sample cohort: ``python data/make_cohort.py`` writes the folder sample_cohort beside this file.

48 seekers of four programmes, a roster, and files as people hand them in: shared copies, logs, tables, workbooks, and
some that are broken on purpose. All names are invented. It is looked at as of 2026-03-31. The same rows come out on
every run: dates are given, chance is seeded, no clock is read.
"""

import csv
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

import followup_kit as fk
from followup_kit.log import Log
from followup_kit.share import share

HERE = Path(__file__).resolve().parent
SEED = 20260331
FIRST_DAY, AS_OF = date(2025, 10, 1), date(2026, 3, 31)
# Programme: its seekers, the share of applications answered, the share of answers that are good news, its jobs.
PROGRAMMES = {
    "Nursing Assistance": (17, 0.50, 0.55, ("Nursing Assistant", "Ward Clerk", "Care Aide")),
    "Office Administration": (14, 0.32, 0.40, ("Office Coordinator", "Receptionist", "Scheduler")),
    "Information Technology": (11, 0.24, 0.35, ("Help Desk Technician", "Junior Developer", "Network Technician")),
    "Culinary Arts": (6, 0.45, 0.50, ("Line Cook", "Baker", "Catering Assistant")),
}
CAMPUSES = ("Riverbend", "Hilltop")
COUNSELORS = ("Odalys Brightwater", "Tobias Fennimore")
FIRST_NAMES = (
    "Amaru",
    "Bryony",
    "Caspian",
    "Delphine",
    "Elowen",
    "Farouk",
    "Gwenna",
    "Hideo",
    "Isolde",
    "Jovan",
    "Keziah",
)
LAST_NAMES = (
    "Applewhite",
    "Brambleton",
    "Cinderford",
    "Dunmarrow",
    "Eastwick",
    "Fairweather",
    "Greenhollow",
    "Hartsbane",
)
PLACES = ("Ashgrove", "Bellwether", "Clearwell", "Dovetail", "Emberline", "Foxglove", "Gable", "Halcyon", "Ironbridge")
TRADES = ("Clinic", "Hospital", "Bank", "Kitchen", "Software", "School", "Hotel", "Insurance", "Housing", "Foods")
SOURCES = ("LinkedIn", "Indeed", "Company website", "Job fair", "Referral")
HEADERS = (
    ("Company", "Position", "Source", "Date Applied", "Status", "Response Date"),
    ("employer", "job title", "found on", "applied on", "status", "responded on"),
)
# What these seekers handed in: every other one a shared copy, a log, a table or a workbook in turn.
WITHOUT_A_LOG, CUT_OFF, WEB_PAGE, SILENT = (16, 41), 23, 30, (5, 12, 37)
README = f"""# A sample cohort

48 invented seekers of four programmes, to be looked at as of {AS_OF}. Some files are broken on purpose: a cohort says
so and goes on. Made by `data/make_cohort.py`; do not edit by hand.
"""


class Seeker(NamedTuple):
    """Who a log is of: the roster's row, how often employers answer, and how well the seeker follows up (0 to 1)."""

    row: dict[str, object]
    answered: float
    good_news: float
    roles: tuple[str, ...]
    diligence: float


class Application(NamedTuple):
    """One application and what became of it; ``held_on`` is None where there was no interview."""

    company: str
    role: str
    source: str
    applied_on: date
    moves: list[tuple[str, date]]
    held_on: date | None


def main(folder: Path = HERE / "sample_cohort") -> Path:
    """Write the sample cohort, in place of one that is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    dice = random.Random(SEED)  # only dice.random() is the same in every version of Python
    seekers = list(_seekers(dice))
    for number, seeker in enumerate(seekers, 1):
        found = list(_applications(seeker, dice, silent=number in SILENT))
        if number not in WITHOUT_A_LOG:
            _hand_in(folder, number, seeker, found, dice)
    _write_table(folder / "s099.csv", HEADERS[0], list(_applications(seekers[0], dice, silent=False))[:9])
    _break(folder)
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, seekers[0].row)
        writer.writeheader()
        writer.writerows(seeker.row for seeker in seekers)
    (folder / "README.md").write_text(README, encoding="utf-8")
    return folder


def _seekers(dice: random.Random) -> Iterator[Seeker]:
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    names.sort(key=lambda name: dice.random())
    number = 0
    for programme, (n, answered, good_news, roles) in PROGRAMMES.items():
        for _ in range(n):
            number += 1
            luck, campus = dice.random(), CAMPUSES[dice.random() < 0.4]
            outcome = (
                "seeking"
                if luck < 0.45
                else ""
                if luck < 0.72
                else _pick(dice, ("continuing_education", "not_seeking", "service"))
            )
            row = {
                "seeker_id": f"s{number:03d}",
                "name": names[number],
                "programme": programme,
                "campus": campus,
                "counselor": COUNSELORS[CAMPUSES.index(campus)],
                "started_on": FIRST_DAY - timedelta(270),
                "finished_on": FIRST_DAY + timedelta(14 * int(dice.random() * 4)),
                "outcome": outcome,
                "outcome_on": AS_OF - timedelta(20) if outcome not in ("", "seeking") else "",
            }
            yield Seeker(row, answered, good_news, roles, 0.35 + 0.6 * dice.random())


def _applications(seeker: Seeker, dice: random.Random, *, silent: bool) -> Iterator[Application]:
    """Yield a seeker's applications; one who fell silent sent none for the last month. The last may be the job."""
    n = 8 + int(dice.random() ** 2 * 44)
    last = AS_OF - timedelta(35 if silent else int(dice.random() * 12))
    for at in range(n):
        applied_on = _weekday(FIRST_DAY + (last - FIRST_DAY) * ((at + dice.random()) / n))
        company = f"{_pick(dice, PLACES)} {_pick(dice, TRADES)}"
        role, source = _pick(dice, seeker.roles), _pick(dice, SOURCES)
        luck, kind, pace = dice.random(), dice.random(), dice.random()
        moves, held_on = [], None
        answered_on = _weekday(applied_on + timedelta(3 + int(26 * pace)))
        if luck < seeker.answered and kind < seeker.good_news:
            held_on = _weekday(answered_on + timedelta(3 + int(6 * dice.random())))
            moves = [("interviewing", answered_on)]
            end, wait = dice.random(), 8 + int(12 * dice.random())
            if end < 0.55:
                moves.append(("rejected", _weekday(held_on + timedelta(wait))))
            elif end < 0.62:
                moves.append(("offer", _weekday(held_on + timedelta(wait))))
        elif luck < seeker.answered:
            moves = [("rejected", answered_on)]
        elif luck > 0.96:
            moves = [("withdrawn", applied_on + timedelta(9))]
        moves = [move for move in moves if move[1] <= AS_OF]
        if not moves or (held_on and held_on > AS_OF + timedelta(7)):
            held_on = None
        yield Application(company, role, source, applied_on, moves, held_on)
        if moves and moves[-1][0] == "offer" and dice.random() < 0.6:
            accepted_on = moves[-1][1] + timedelta(3)
            if accepted_on <= AS_OF:
                moves.append(("accepted", accepted_on))
                seeker.row.update(outcome="employed", outcome_on=accepted_on)
                return


def _hand_in(folder: Path, number: int, seeker: Seeker, found: list[Application], dice: random.Random) -> None:
    seeker_id = seeker.row["seeker_id"]
    place = folder / CAMPUSES[1].lower() if seeker.row["campus"] == CAMPUSES[1] else folder
    place.mkdir(exist_ok=True)
    kind = number % 5
    if kind in (0, 1, 2):
        with tempfile.TemporaryDirectory() as away:
            log = fk.open_log(Path(away) / "log.db")
            with log.transaction("Made a sample"):
                for application in found:
                    _enter(log, application, seeker, dice)
                log.settings["country"] = "US"
            path = share(log, place / f"{seeker_id}.db", companies=kind == 1, as_of=AS_OF).path
        _make_small(path)
    elif kind == 3:
        _write_table(place / f"{seeker_id}__applications.csv", HEADERS[number % 2], found)
    else:
        _write_workbook(place / f"{seeker_id}.xlsx", found)


def _enter(log: Log, application: Application, seeker: Seeker, dice: random.Random) -> None:
    """Enter an application, and what the seeker did after the interview; all luck is drawn, whatever comes of it."""
    luck = [dice.random() < seeker.diligence for _ in range(6)]
    person, promised = f"{_pick(dice, FIRST_NAMES)} {_pick(dice, LAST_NAMES)}", dice.random() < 0.5
    company, role, source, applied_on, moves, held_on = application
    application_id = log.add_application(company, role, source=source, applied_on=applied_on)
    for stage, changed_on in moves:
        log.set_stage(application_id, stage, changed_on)
    if held_on is None:
        return
    over = held_on <= AS_OF
    interview_id = log.add_interview(
        application_id,
        held_on=held_on,
        mode=_pick(dice, ("in_person", "video", "phone")),
        decision_by=held_on + timedelta(10) if promised else None,
        debriefed_on=held_on if over and luck[0] else None,
        interviewers=[{"name": person, "email": "somebody@sample.example"}],
    )
    after = held_on + timedelta(1 + 2 * luck[1])
    if luck[2] and after <= AS_OF:
        log.add_message("thank_you", interview_id=interview_id, interviewer_id=_last_person(log), sent_on=after)
    rejected_on = next((day for stage, day in moves if stage == "rejected"), None)
    checked_on = _weekday(held_on + timedelta(14))
    if luck[3] and checked_on <= AS_OF and (rejected_on is None or checked_on < rejected_on):
        log.add_message("check_in", interview_id=interview_id, sent_on=checked_on, early=True)
    if rejected_on and luck[4] and rejected_on + timedelta(1) <= AS_OF:
        log.add_message("feedback_request", application_id, sent_on=rejected_on + timedelta(1))
        if luck[5] and rejected_on + timedelta(6) <= AS_OF:
            log.add_feedback(application_id, rejected_on + timedelta(6), "Shorter answers would help.")


def _last_person(log: Log) -> int:
    return int(log.interviewers.interviewer_id.max())


def _make_small(path: Path) -> None:
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA page_size = 512")
        con.execute("VACUUM")


def _cells(application: Application) -> tuple[str, str, str, date, str, date | None]:
    words = {"interviewing": "Interview", "offer": "Offer", "rejected": "Rejected", "accepted": "Accepted"}
    last = application.moves[-1][0] if application.moves else "applied"
    answer = next((day for stage, day in application.moves if stage in words), None)
    return (*application[:4], words.get(last, last.capitalize()), answer)


def _write_table(path: Path, header: tuple[str, ...], found: list[Application]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(map(_cells, found))


def _write_workbook(path: Path, found: list[Application]) -> None:
    book = Workbook()
    book.active.append(HEADERS[0])
    for application in found:
        book.active.append(_cells(application))
    book.save(path)


def _break(folder: Path) -> None:
    """Break some files the way files break, and add two that are no logs."""
    log = next(folder.rglob(f"s{CUT_OFF:03d}*"))
    log.unlink()
    whole = next(folder.rglob("s*.db")).read_bytes()
    log.with_name(f"s{CUT_OFF:03d}.db").write_bytes(whole[: len(whole) // 3])
    table = next(folder.rglob(f"s{WEB_PAGE:03d}*"))
    table.unlink()
    page = "<!doctype html><title>Sign in to see this file</title>\n"
    table.with_name(f"s{WEB_PAGE:03d}.csv").write_text(page, encoding="utf-8")
    odd = next(folder.rglob("s*__applications.csv"))
    lines = odd.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("-", "/", 1)
    lines.insert(5, "Ashgrove Clinic,Baker")
    odd.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "minutes of the meeting.pdf").write_bytes(b"%PDF-1.7\n")


def _pick(dice: random.Random, some: tuple) -> str:
    return some[int(dice.random() * len(some))]


def _weekday(day: date) -> date:
    """Return the day, or the Friday before it."""
    return day - timedelta(max(0, day.weekday() - 4))


if __name__ == "__main__":
    print(main())
