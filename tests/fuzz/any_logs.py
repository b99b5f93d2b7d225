"""Logs in any state that the log's own doors let in, sensible or not, drawn by dice."""

import random
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from followup_kit.errors import BadValue
from followup_kit.log import Log, open_log
from followup_kit.schema import CHANNELS, MESSAGE_KINDS, MODES, STAGES, ImportRow

AS_OF = date(2026, 3, 31)
PRIVATE = "canary"
NAMES = (
    *(
        "Qarbor Clinic",
        "QARBOR  clinic",
        "Qß & Co",
        "QSS & CO",
        "Qİ Ltd",
        "$Qx$ \\frac{",
        "Qz'; DROP TABLE x; --",
        "3M",
    ),
    *("<b>Qbold</b>", "=Qsum(1)", "Q日本株式会社", "Q\u202egnilf", "Qa\nb\r\nc", "Q" * 10_000, "Qx😀", "Employer 1"),
)
PEOPLE = (
    "Ana Lopez",
    "ANA LOPEZ",
    "Dr. Bo Berg, PhD",
    "李 小明",
    "O’Brien",
    "x",
    "Σίσυφος",
    "$a$",
    "<i>Cy</i>",
    "Ana  Lopez",
)
TITLES = ("", "Dr.", "Hiring manager", "Head of $x$", "<u>Chief</u>")
ADDRESSES = ("", "a@x.example", "A@X.EXAMPLE", "b+c@x.example", "ü@x.example")


def any_day(dice: random.Random) -> date:
    """Return a day near the day asked for, or now and then anywhere."""
    if dice.random() < 0.03:
        return date(1970, 1, 1) + timedelta(dice.randrange(47_000))
    return AS_OF + timedelta(dice.randrange(-200, 40))


def maybe(dice: random.Random) -> date | None:
    return None if dice.random() < 0.3 else any_day(dice)


def private(dice: random.Random) -> str:
    """Return a text that is nobody else's business, or none at all."""
    text = f"{PRIVATE}{dice.randrange(10_000)}"
    return dice.choice(("", text, f"the {text}; her move [x]", f"{text}\r\n$5 <b>", f"=2+{text}", text * 200))


def any_log(path: Path, dice: random.Random, most: int = 12) -> Log:
    """Make a log of up to so many applications."""
    log = open_log(path)
    with log.transaction("Drawn"):
        applications = [_application(log, dice) for _ in range(dice.randrange(most + 1))]
        interviews = []
        for application in applications:
            interviews += [_interview(log, application, dice) for _ in range(dice.choice((0, 0, 1, 1, 3)))]
            if dice.random() < 0.3:
                themes = [private(dice) for _ in range(dice.randrange(3))]
                log.add_feedback(
                    application, any_day(dice), f"{PRIVATE}!", giver=private(dice), themes=themes, worked_on=maybe(dice)
                )
        _messages(log, dice, applications, interviews)
        _settings(log, dice)
    return log


def _application(log: Log, dice: random.Random) -> int:
    company, role = dice.choice(NAMES), dice.choice(("", "Nurse", f"Nurse at {dice.choice(NAMES)}", "<script>", "$r$"))
    application = log.add_application(
        company,
        role,
        source=dice.choice(("", "LinkedIn", company)),
        location=dice.choice(("", "Hillford")),
        url=dice.choice(("", f"https://{PRIVATE}.example/1")),
        applied_on=maybe(dice),
        decision_by=maybe(dice),
        notes=private(dice),
    )
    for _ in range(dice.choice((0, 0, 1, 1, 2, 4))):
        log.set_stage(application, dice.choice(STAGES), maybe(dice), private(dice))
    if dice.random() < 0.1:
        fields = {"company": company, "role": role, "notes": private(dice)}
        log.add_import(f"{PRIVATE}.csv", f"{dice.random()}", [ImportRow(f"{PRIVATE}{dice.random()}", fields, ())])
    return application


def _interview(log: Log, application: int, dice: random.Random) -> int:
    people = [
        {
            "name": dice.choice(PEOPLE),
            "title": dice.choice(TITLES),
            "email": dice.choice(ADDRESSES),
            "phone": dice.choice(("", "555 0142")),
            "address": private(dice),
            "remembered": private(dice),
        }
        for _ in range(dice.choice((0, 1, 1, 2, 4)))
    ]
    return log.add_interview(
        application,
        held_on=any_day(dice),
        mode=dice.choice(MODES),
        round=private(dice),
        topics=private(dice),
        questions=private(dice),
        decision_by=maybe(dice),
        debriefed_on=maybe(dice),
        interviewers=people,
    )


def _messages(log: Log, dice: random.Random, applications: list[int], interviews: list[int]) -> None:
    people = log.interviewers.interviewer_id.tolist()
    for _ in range(dice.choice((0, 1, 3, 8)) if applications else 0):
        to = {"application_id": dice.choice(applications)}
        if interviews and dice.random() < 0.7:
            to = {"interview_id": dice.choice(interviews)}
        if people and dice.random() < 0.7:
            to = {"interviewer_id": dice.choice(people)}
        with suppress(BadValue):  # a day on which it cannot have been sent
            log.add_message(
                dice.choice(MESSAGE_KINDS),
                **to,
                channel=dice.choice(CHANNELS),
                subject=private(dice),
                body=private(dice),
                sent_on=maybe(dice),
                answered_on=maybe(dice),
                early=dice.random() < 0.5,
            )
    for _ in range(dice.choice((0, 0, 2))):
        follow_up = f"{dice.choice(('thank_you', 'check_in', 'debrief'))}:{dice.randrange(9)}:{dice.randrange(9)}:-:1"
        if dice.random() < 0.5:
            log.snooze(follow_up, any_day(dice), private(dice))
        else:
            log.retire(follow_up, f"{PRIVATE}?")


def _settings(log: Log, dice: random.Random) -> None:
    for key, values in {
        "seeker_name": ("", f"Sam {PRIVATE}", "<b>$Sam$</b>", "李", "S" * 500),
        "country": ("", "US", "DE"),
        "etiquette.thank_you_business_days": (1, 3),
    }.items():
        if dice.random() < 0.5:
            log.settings[key] = dice.choice(values)
