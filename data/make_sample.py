"""Make the sample search: ``python data/make_sample.py`` writes sample_search.db beside this file.

The same rows come out on every run and every machine: dates are given, chance is seeded, no clock is read.
"""

import random
import sqlite3
import tomllib
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import followup_kit as fk
from followup_kit.log import Log

HERE = Path(__file__).resolve().parent
SEED = 20260331
FIRST_DAY, AS_OF = date(2025, 7, 1), date(2026, 3, 31)
# Source, its share of the applications, and the share of those answered within a month.
SOURCES = (
    ("LinkedIn", 0.36, 0.14),
    ("Indeed", 0.26, 0.09),
    ("Company website", 0.20, 0.18),
    ("Referral", 0.08, 0.40),
    ("Job fair", 0.05, 0.25),
    ("", 0.05, 0.10),
)
ANSWERED_LATE, GHOSTED, WITHDRAWN = 0.12, 0.20, 0.05
N_SAVED, N_UNKNOWN_DAY = 4, 2
REMARKS = ("saw it on Priya's feed", "pay not given", "long form, 40 min", "asked for a cover letter", "evenings?")
UNDATED_REJECTIONS = range(14, 16)  # found in the inbox later, both from August


def main(path: Path = HERE / "sample_search.db") -> Path:
    """Write the sample search, in place of one that is there."""
    path.unlink(missing_ok=True)
    story = tomllib.loads((HERE / "sample_story.toml").read_text(encoding="utf-8"))
    log = fk.open_log(path)
    with log.transaction("Made the sample search"):
        told = [(fields["applied_on"], _tell, fields) for fields in story["application"]]
        dealt = [(day, _deal, fields) for day, fields in _others(story["others"], random.Random(SEED))]
        for _, enter, fields in sorted(told + dealt, key=lambda entry: (entry[0], entry[2]["company"])):
            enter(log, fields)
        for snooze in story["snooze"]:
            log.snooze(_check_in_of(log, snooze["application"]), snooze["until"], snooze["reason"])
        log.settings.update(story["settings"])
    # Nobody should undo the sample away; and what is not kept need not travel.
    with closing(sqlite3.connect(path)) as con:
        con.execute("DELETE FROM step_rows")
        con.execute("DELETE FROM steps")
        con.commit()
        con.execute("VACUUM")
    return path


def _tell(log: Log, story: dict) -> None:
    """Enter one application that has a story, as it stands in sample_story.toml."""
    story = dict(story)
    stages, interviews, messages, feedback = (
        story.pop(name, []) for name in ("stages", "interview", "message", "feedback")
    )
    application_id = log.add_application(**story)
    for stage, changed_on, note in stages:
        log.set_stage(application_id, stage, changed_on, note)
    met = {}
    for interview in interviews:
        people = interview.pop("person")
        thanks = [person.pop("thank_you", None) for person in people]
        interview.setdefault("debriefed_on", interview["held_on"])
        interview_id = log.add_interview(application_id, **interview)
        for person, thank_you in zip(people, thanks, strict=True):
            met[person["name"]] = log.add_interviewer(interview_id, **person)
            if thank_you:
                log.add_message("thank_you", interviewer_id=met[person["name"]], **thank_you)
    for message in messages:
        log.add_message(interviewer_id=met[message.pop("to")], **message)
    for given in feedback:
        log.add_feedback(application_id, **given)


def _deal(log: Log, dealt: dict) -> None:
    """Enter one of the applications that went the way most do."""
    stages = dealt.pop("stages")
    application_id = log.add_application(**dealt, stage=stages[0][0], stage_on=stages[0][1])
    for stage, changed_on in stages[1:]:
        log.set_stage(application_id, stage, changed_on)


def _others(lines: list[str], dice: random.Random) -> list[tuple[date, dict]]:
    # Only dice.random() is the same in every version of Python, so all chance is made of it.
    lines = sorted(lines, key=lambda line: dice.random())
    others = []
    for n, line in enumerate(lines):
        company, role, location = line.split(" | ")
        source, quick = _source(dice.random())
        day = _weekday(FIRST_DAY + (AS_OF - FIRST_DAY) * ((n + dice.random()) / len(lines)))
        notes = REMARKS[int(dice.random() * len(REMARKS))] if dice.random() < 0.15 else ""
        if n >= len(lines) - N_SAVED:
            stages = [("saved", day)]
        elif n in UNDATED_REJECTIONS:
            stages = [("applied", day), ("rejected", None)]
        elif n % 40 == 30 and n // 40 < N_UNKNOWN_DAY:
            stages = [("applied", None)]
        else:
            stages = [("applied", day), *_outcome(day, quick, dice)]
        fields = {"company": company, "role": role, "location": location, "source": source, "notes": notes}
        others.append((day, fields | {"stages": stages}))
    return others


def _outcome(applied_on: date, quick: float, dice: random.Random) -> list[tuple[str, date | None]]:
    """Return what became of an application, as far as it is known on the sample's day."""
    luck, pace, kind = dice.random(), dice.random(), dice.random()
    if luck < quick:
        answered = _weekday(applied_on + timedelta(2 + 27 * pace**1.5))
        later = answered + timedelta(5 + 12 * pace)
        moves = [("rejected", answered)]
        if kind < 0.2:
            moves = [("screening", answered), ("rejected", _weekday(later))]
        elif kind < 0.35:
            moves = [("replied", answered)]
    elif luck < quick + ANSWERED_LATE:
        moves = [("rejected", _weekday(applied_on + timedelta(32 + 50 * pace)))]
    elif luck < quick + ANSWERED_LATE + GHOSTED:
        given_up = applied_on + timedelta(60 + 20 * pace)
        return [("ghosted", None if kind < 0.3 else given_up)] if given_up <= AS_OF else []
    elif luck > 1 - WITHDRAWN:
        moves = [("withdrawn", applied_on + timedelta(6 + 25 * pace))]
    else:
        moves = []
    return [move for move in moves if move[1] <= AS_OF]


def _source(luck: float) -> tuple[str, float]:
    for source, share, quick in SOURCES:
        luck -= share
        if luck < 0:
            return source, quick
    return SOURCES[-1][0], SOURCES[-1][2]


def _weekday(day: date) -> date:
    """Return the day, or the Friday before it."""
    return day - timedelta(max(0, day.weekday() - 4))


def _check_in_of(log: Log, company: str) -> str:
    """Return the id of the first check-in after the one interview at a company."""
    tables = log.tables()
    (application_id,) = tables.applications.application_id[tables.applications.company == company]
    (interview_id,) = tables.interviews.interview_id[tables.interviews.application_id == application_id]
    return f"check_in:{application_id}:{interview_id}:-:1"


if __name__ == "__main__":
    print(main())
