"""The rules of what is owed, as one table of cases worked out by hand on a calendar.

2026: 1 March, 29 March and 5 April are Sundays. Unless a case sets a country, only weekends are left out.
"""

from typing import Any, NamedTuple

import pandas as pd
import pytest

from followup_kit import open_log
from followup_kit.etiquette import follow_ups

ADA = {"name": "Ada Moss", "title": "Clinic Manager", "email": "ada@riverside.example"}
BEN = {"name": "Ben Ode", "email": "ben@riverside.example"}


class Case(NamedTuple):
    """What happened, and how one follow-up stands day by day.

    ``opens`` and ``due`` hold for every day in ``days``; ``says``, ``not_says`` and ``fields`` for the last of them.
    A status of None says that there is no such follow-up.
    """

    what: str
    story: Any
    follow_up: str
    days: dict[str, str | None]
    opens: str = ""
    due: str = ""
    says: str = ""
    not_says: str = "\0"
    fields: dict[str, Any] = {}  # noqa: RUF012 - never changed
    settings: dict[str, Any] = {}  # noqa: RUF012


def met(log, held_on="2026-03-12", *, mode="video", people=(ADA,), decision_by=None, promised=None, **more):
    """Be interviewed by Ada Moss on Thursday 12 March, written down that day; return application and interview."""
    application = log.add_application("Riverside Dental", "Hygienist", applied_on="2026-03-02", decision_by=decision_by)
    more = {"debriefed_on": held_on} | more
    return application, log.add_interview(
        application, held_on=held_on, mode=mode, interviewers=people, decision_by=promised, **more
    )


def again(log, held_on, **more):
    """Be interviewed once more, by Ada Moss."""
    more = {"debriefed_on": held_on, "interviewers": [ADA]} | more
    return log.add_interview(1, held_on=held_on, **more)


def steps(*verbs):
    """Return a story of several steps, the first of them `met`."""

    def story(log):
        for verb in verbs:
            verb(log)

    return story


def sent(kind, sent_on, **more):
    return lambda log: log.add_message(kind, 1, sent_on=sent_on, **more)


def moved(stage, on):
    return lambda log: log.set_stage(1, stage, on)


THANKS = "thank_you:1:1:1:1"
CHECK = "check_in:1:1:-:1"
CHECK_2 = "check_in:1:1:-:2"
CHECK_3 = "check_in:1:1:-:3"
ASK = "feedback_request:1:-:-:1"

THANK_YOUS = [
    Case(
        "from a Saturday, two business days are Tuesday; retired ten after, counted from the Friday",
        lambda log: met(log, "2026-03-28"),
        THANKS,
        {
            "2026-03-27": "upcoming",
            "2026-03-28": "open",
            "2026-03-30": "open",
            "2026-03-31": "due",
            "2026-04-01": "overdue 1",
            "2026-04-09": "overdue 7",
            "2026-04-10": "retired",
        },
        opens="2026-03-28",
        due="2026-03-31",
        says="Ten business days have passed since your interview on Sat 28 Mar: too late",
    ),
    Case(
        "due today, in words",
        met,
        THANKS,
        {"2026-03-16": "due"},
        due="2026-03-16",
        says="Due today: two business days after your interview on Thu 12 Mar.",
        fields={"recipient": "Ada Moss", "title": "Clinic Manager", "channel": "email", "interviewer_id": 1},
    ),
    Case("aim for the day after", met, THANKS, {"2026-03-13": "open"}, says="By Fri 13 Mar is better still."),
    Case("and not once that has passed", met, THANKS, {"2026-03-14": "open"}, not_says="better still"),
    Case(
        "nor where the two are one",
        met,
        THANKS,
        {"2026-03-12": "open"},
        not_says="better still",
        settings={"etiquette.thank_you_business_days": 1},
    ),
    Case("a late one is not scolded", met, THANKS, {"2026-03-17": "overdue 1"}, says="A late thank-you still helps."),
    Case(
        "Memorial Day is not counted, and named",
        lambda log: met(log, "2026-05-22"),
        THANKS,
        {"2026-05-26": "open"},
        due="2026-05-27",
        says="Memorial Day, Mon 25 May, is not counted.",
        settings={"country": "US"},
    ),
    Case(
        "from Memorial Day itself it is Wednesday, as without the holiday",
        lambda log: met(log, "2026-05-25"),
        THANKS,
        {"2026-05-26": "open"},
        due="2026-05-27",
        not_says="Memorial Day",
        settings={"country": "US"},
    ),
    Case(
        "Independence Day is observed on the Friday",
        lambda log: met(log, "2026-07-02"),
        THANKS,
        {"2026-07-07": "due", "2026-07-08": "overdue 1"},
        due="2026-07-07",
        says="Independence Day (observed), Fri 3 Jul, is not counted.",
        settings={"country": "US"},
    ),
    Case(
        "Easter in England",
        lambda log: met(log, "2026-04-02"),
        THANKS,
        {"2026-04-07": "open"},
        due="2026-04-08",
        says="Good Friday, Fri 3 Apr, and Easter Monday, Mon 6 Apr, are not counted.",
        settings={"country": "GB", "subdivision": "ENG"},
    ),
    Case(
        "Easter Monday is worked in Scotland",
        lambda log: met(log, "2026-04-02"),
        THANKS,
        {"2026-04-07": "due"},
        due="2026-04-07",
        says="Good Friday, Fri 3 Apr, is not counted.",
        settings={"country": "GB", "subdivision": "SCT"},
    ),
    Case(
        "a weekend of Friday and Saturday",
        lambda log: met(log, "2026-03-11"),
        THANKS,
        {"2026-03-15": "due"},
        due="2026-03-15",
        settings={"weekend": [4, 5]},
    ),
    Case(
        "a number of the log's own",
        met,
        THANKS,
        {"2026-03-13": "due"},
        due="2026-03-13",
        settings={"etiquette.thank_you_business_days": 1},
    ),
    Case(
        "face to face: by hand",
        lambda log: met(log, mode="in_person"),
        THANKS,
        {"2026-03-12": "open"},
        fields={"channel": "handwritten"},
    ),
    Case(
        "only a number known: by phone",
        lambda log: met(log, people=[{"name": "Cy Dahl", "phone": "555 0100"}]),
        THANKS,
        {"2026-03-12": "open"},
        fields={"channel": "phone"},
    ),
    Case(
        "both known: by e-mail",
        lambda log: met(log, people=[{**BEN, "phone": "555 0100"}]),
        THANKS,
        {"2026-03-12": "open"},
        fields={"channel": "email"},
    ),
    Case(
        "a number noted in another round will do",
        steps(
            lambda log: met(log, people=["Cy Dahl"]),
            lambda log: again(log, "2026-03-19", interviewers=[{"name": "cy dahl", "phone": "555 0100"}]),
        ),
        THANKS,
        {"2026-03-12": "open"},
        fields={"channel": "phone"},
    ),
    Case(
        "an address noted at another company will not",
        steps(met, lambda log: log.add_interview(company="Arbor", held_on="2026-03-12", interviewers=["Ada Moss"])),
        "thank_you:2:2:2:1",
        {"2026-03-12": "open"},
        says="No e-mail address or phone number is noted",
    ),
    Case(
        "no way to reach the person: by way of the coordinator",
        lambda log: met(log, people=["Cy Dahl"]),
        THANKS,
        {"2026-03-12": "open"},
        says="No e-mail address or phone number is noted: ask the coordinator to pass your note on.",
        fields={"channel": "email", "recipient": "Cy Dahl"},
    ),
    Case("one for each person", lambda log: met(log, people=[ADA, BEN]), "thank_you:1:1:2:1", {"2026-03-12": "open"}),
    Case(
        "two meetings on one day share one",
        steps(met, lambda log: again(log, "2026-03-12")),
        THANKS,
        {"2026-03-16": "due"},
        says="You met more than once that day: one note is enough.",
    ),
    Case(
        "the second meeting of the day has none of its own",
        steps(met, lambda log: again(log, "2026-03-12")),
        "thank_you:1:2:2:1",
        {"2026-03-16": None},
    ),
    Case(
        "one of the two face to face: by hand",
        steps(met, lambda log: again(log, "2026-03-12", mode="in_person")),
        THANKS,
        {"2026-03-16": "due"},
        fields={"channel": "handwritten"},
    ),
    Case(
        "sent after the second meeting, it counts for the day",
        steps(met, lambda log: again(log, "2026-03-12"), sent("thank_you", "2026-03-13", interviewer_id=2)),
        THANKS,
        {"2026-03-13": "done"},
    ),
    Case(
        "a later round earns another",
        steps(
            met,
            sent("thank_you", "2026-03-13", interviewer_id=1),
            lambda log: again(log, "2026-03-19"),
        ),
        "thank_you:1:2:2:1",
        {"2026-03-23": "due"},
        due="2026-03-23",
    ),
    Case(
        "the same name in other letters is the same person",
        steps(met, lambda log: again(log, "2026-03-12", interviewers=["ADA  moss"])),
        "thank_you:1:2:2:1",
        {"2026-03-12": None},
    ),
    Case(
        "the same address is the same person, whatever the name",
        steps(met, lambda log: again(log, "2026-03-12", interviewers=[{**ADA, "name": "A. Moss"}])),
        "thank_you:1:2:2:1",
        {"2026-03-12": None},
    ),
    Case(
        "the same name with another address is somebody else",
        steps(met, lambda log: again(log, "2026-03-12", interviewers=[{**ADA, "email": "moss@other.example"}])),
        "thank_you:1:2:2:1",
        {"2026-03-12": "open"},
    ),
    Case(
        "an address noted in another round reaches the person too",
        steps(
            lambda log: met(log, people=["ada moss"]),
            lambda log: again(log, "2026-03-19"),
        ),
        THANKS,
        {"2026-03-12": "open"},
        fields={"channel": "email"},
        not_says="No e-mail address",
    ),
    Case(
        "the same name at another company is somebody else",
        steps(met, lambda log: log.add_interview(company="Arbor", held_on="2026-03-12", interviewers=[ADA])),
        "thank_you:2:2:2:1",
        {"2026-03-12": "open"},
    ),
    Case(
        "a draft does not count",
        steps(met, sent("thank_you", None, interviewer_id=1)),
        THANKS,
        {"2026-03-16": "due"},
    ),
    Case(
        "sent later is not sent yet",
        steps(met, sent("thank_you", "2026-03-17", interviewer_id=1)),
        THANKS,
        {"2026-03-16": "due", "2026-03-17": "done", "2026-06-30": "done"},
        says="Sent Tue 17 Mar; your interview was on Thu 12 Mar.",
    ),
    Case(
        "another kind of message is no thank-you",
        steps(met, sent("check_in", "2026-03-16", interviewer_id=1)),
        THANKS,
        {"2026-03-16": "due"},
    ),
    Case(
        "a note to the one is not a note to the other",
        steps(lambda log: met(log, people=[ADA, BEN]), sent("thank_you", "2026-03-13", interviewer_id=1)),
        "thank_you:1:1:2:1",
        {"2026-03-16": "due"},
    ),
    Case(
        "a note to the meeting as a whole counts for everybody there",
        steps(lambda log: met(log, people=[ADA, BEN]), sent("thank_you", "2026-03-13", interview_id=1)),
        "thank_you:1:1:2:1",
        {"2026-03-13": "done"},
    ),
    Case(
        "a note that names no meeting is for the last one held",
        steps(met, lambda log: again(log, "2026-03-19"), sent("thank_you", "2026-03-16")),
        THANKS,
        {"2026-03-16": "done"},
    ),
    Case(
        "and not for a later one",
        steps(met, lambda log: again(log, "2026-03-19"), sent("thank_you", "2026-03-16")),
        "thank_you:1:2:2:1",
        {"2026-03-19": "open"},
    ),
    Case(
        "retired on a rejection, not before it",
        steps(met, moved("rejected", "2026-03-17")),
        THANKS,
        {"2026-03-16": "due", "2026-03-17": "retired"},
        says="They decided against it on Tue 17 Mar: a request for feedback can carry your thanks.",
    ),
    Case(
        "on a rejection the same day too",
        steps(met, moved("rejected", "2026-03-12")),
        THANKS,
        {"2026-03-12": "retired"},
    ),
    Case(
        "retired on a rejection without a date",
        steps(met, moved("rejected", None)),
        THANKS,
        {"2026-03-16": "retired"},
        says="They decided against it: ",
    ),
    Case(
        "a rejection taken back does not retire the thanks for a later round",
        steps(
            met,
            moved("rejected", "2026-03-17"),
            moved("interviewing", "2026-03-24"),
            lambda log: again(log, "2026-03-26"),
        ),
        "thank_you:1:2:2:1",
        {"2026-03-30": "due"},
    ),
    Case(
        "whoever withdraws still says thank you",
        steps(met, moved("withdrawn", "2026-03-13")),
        THANKS,
        {"2026-03-16": "due"},
    ),
    Case(
        "and so does whoever accepts",
        steps(met, moved("accepted", "2026-03-13")),
        THANKS,
        {"2026-03-16": "due"},
    ),
    Case(
        "an interview called off by withdrawing makes nothing owed",
        steps(lambda log: met(log, debriefed_on=None, invited_on="2026-03-09"), moved("withdrawn", "2026-03-10")),
        THANKS,
        {"2026-03-09": "upcoming", "2026-03-10": "retired", "2026-03-16": "retired"},
        says="You withdrew on Tue 10 Mar, before this interview.",
    ),
    Case(
        "held although the application was over: what is written down took place",
        steps(lambda log: met(log, invited_on="2026-03-09"), moved("withdrawn", "2026-03-10")),
        THANKS,
        {"2026-03-16": "due"},
    ),
    Case(
        "put off until a day: back on that day, the due date unmoved",
        steps(met, lambda log: log.snooze(THANKS, "2026-03-18", "a cold")),
        THANKS,
        {"2026-03-12": "snoozed", "2026-03-18": "overdue 2", "2026-03-17": "snoozed"},
        due="2026-03-16",
        says="Put off until Wed 18 Mar: a cold. It was due Mon 16 Mar.",
    ),
    Case(
        "the last decision counts",
        steps(
            met,
            lambda log: log.retire(THANKS, "met by chance"),
            lambda log: log.snooze(THANKS, "2026-03-16"),
        ),
        THANKS,
        {"2026-03-16": "due", "2026-03-13": "snoozed"},
        says="Put off until Mon 16 Mar. It is due Mon 16 Mar.",
    ),
    Case(
        "due on the day it is put off",
        steps(met, lambda log: log.snooze(THANKS, "2026-03-18")),
        THANKS,
        {"2026-03-16": "snoozed"},
        says="Put off until Wed 18 Mar. It is due Mon 16 Mar.",
    ),
    Case(
        "brought back",
        steps(met, lambda log: log.retire(THANKS, "no"), lambda log: log.unsnooze(THANKS)),
        THANKS,
        {"2026-03-16": "due"},
    ),
    Case(
        "taken off the list, with the reason",
        steps(met, lambda log: log.retire(THANKS, "thanked her by phone")),
        THANKS,
        {"2026-03-12": "retired"},
        says="You took it off the list: thanked her by phone",
    ),
    Case(
        "what is sent is done, put off or not",
        steps(
            met,
            lambda log: log.snooze(THANKS, "2026-03-20"),
            sent("thank_you", "2026-03-13", interviewer_id=1),
        ),
        THANKS,
        {"2026-03-13": "done"},
    ),
    Case(
        "the year is said where it is another one",
        lambda log: met(log, "2025-12-30"),
        THANKS,
        {"2026-01-02": "overdue 1"},
        due="2026-01-01",
        says="Was due Thu 1 Jan: two business days after your interview on Tue 30 Dec 2025.",
    ),
]

DEBRIEF = "debrief:1:1:-:1"
DEBRIEFS = [
    Case(
        "due on the day of the interview",
        lambda log: met(log, debriefed_on=None),
        DEBRIEF,
        {"2026-03-11": "upcoming", "2026-03-13": "overdue 1", "2026-03-16": "overdue 2", "2026-03-12": "due"},
        opens="2026-03-12",
        due="2026-03-12",
        says="Due today: write down names, titles and what was said while it is fresh.",
        fields={"recipient": "", "channel": "", "interviewer_id": None},
    ),
    Case(
        "on a Saturday too",
        lambda log: met(log, "2026-03-28", debriefed_on=None),
        DEBRIEF,
        {"2026-03-28": "due", "2026-03-29": "overdue 1", "2026-03-30": "overdue 1", "2026-03-31": "overdue 2"},
        due="2026-03-28",
        says="write down what you still remember.",
    ),
    Case("written that day", met, DEBRIEF, {"2026-03-12": "done"}, says="Written down the same day."),
    Case(
        "written later, it says so",
        lambda log: met(log, debriefed_on="2026-03-15"),
        DEBRIEF,
        {"2026-03-14": "overdue 2", "2026-03-15": "done"},  # Thursday and Friday have gone by
        says="Written down three days later: some details may have faded.",
    ),
    Case(
        "no names noted: it asks for them",
        lambda log: met(log, debriefed_on=None, people=()),
        DEBRIEF,
        {"2026-03-12": "due"},
        says="No names are noted yet: add whom you met.",
    ),
    Case(
        "written without names: done, and still asks",
        lambda log: met(log, people=()),
        DEBRIEF,
        {"2026-03-12": "done"},
        says="No names are noted yet: add whom you met.",
    ),
    Case(
        "called off by a rejection",
        steps(lambda log: met(log, debriefed_on=None, invited_on="2026-03-09"), moved("rejected", "2026-03-10")),
        DEBRIEF,
        {"2026-03-09": "upcoming", "2026-03-12": "retired"},
        says="They decided against it on Tue 10 Mar, before this interview.",
    ),
    Case(
        "over on the very day: it took place",
        steps(lambda log: met(log, debriefed_on=None, invited_on="2026-03-09"), moved("withdrawn", "2026-03-12")),
        DEBRIEF,
        {"2026-03-12": "due"},
    ),
    Case(
        "ended before it: called off, unless it is written down",
        steps(
            lambda log: met(log, "2026-03-13", debriefed_on="2026-03-16", invited_on="2026-03-09"),
            moved("rejected", "2026-03-10"),
        ),
        DEBRIEF,
        {"2026-03-13": "retired", "2026-03-16": "done"},
    ),
    Case(
        "a later application is left out, with its interview",
        lambda log: met(log, debriefed_on=None),
        DEBRIEF,
        {"2026-03-01": None, "2026-03-02": "upcoming"},
    ),
    Case(
        "an interview before the application counts",
        lambda log: met(log, "2026-02-27", debriefed_on=None),
        DEBRIEF,
        {"2026-02-27": "due"},
    ),
]

CHECK_INS = [
    Case(
        "opens one business day after the promised date, due two later",
        lambda log: met(log, promised="2026-03-27"),
        CHECK,
        {
            "2026-03-27": "upcoming",
            "2026-03-29": "upcoming",
            "2026-03-30": "open",
            "2026-04-01": "due",
            "2026-04-02": "overdue 1",
        },
        opens="2026-03-30",
        due="2026-04-01",
        says="Was due Wed 1 Apr; it opened Mon 30 Mar, one business day after Fri 27 Mar, by when they said",
        fields={"recipient": "Ada Moss", "channel": "email", "interview_id": 1, "interviewer_id": 1},
    ),
    Case(
        "upcoming, in words",
        lambda log: met(log, promised="2026-03-27"),
        CHECK,
        {"2026-03-20": "upcoming"},
        says="Opens Mon 30 Mar, one business day after Fri 27 Mar, by when they said they would decide; due Wed 1 Apr.",
    ),
    Case(
        "the application's promised date comes before the interview's",
        lambda log: met(log, promised="2026-03-20", decision_by="2026-03-27"),
        CHECK,
        {"2026-03-30": "open"},
        opens="2026-03-30",
    ),
    Case(
        "one that had passed gives way to what was promised at a later interview",
        steps(
            lambda log: met(log, decision_by="2026-03-16"),
            lambda log: again(log, "2026-03-18", decision_by="2026-04-17"),
        ),
        "check_in:1:2:-:1",
        {"2026-04-17": "upcoming", "2026-04-20": "open"},
        opens="2026-04-20",
    ),
    Case(
        "a promised date is enough, without an interview",
        lambda log: log.add_application("Arbor", applied_on="2026-03-02", decision_by="2026-03-27"),
        "check_in:1:-:-:1",
        {"2026-03-27": "upcoming", "2026-03-30": "open"},
        opens="2026-03-30",
        says="Nobody is noted whom you could write to: ask the coordinator to pass a short note on.",
        fields={"recipient": "", "interview_id": None, "interviewer_id": None},
    ),
    Case(
        "not for an application that is made later",
        lambda log: log.add_application("Arbor", applied_on="2026-03-02", decision_by="2026-03-27"),
        "check_in:1:-:-:1",
        {"2026-03-01": None},
    ),
    Case(
        "an interview called off makes none",
        steps(lambda log: met(log, debriefed_on=None, invited_on="2026-03-09"), moved("withdrawn", "2026-03-10")),
        CHECK,
        {"2026-03-23": None},
    ),
    Case(
        "with neither there is none",
        lambda log: log.add_application("Arbor", applied_on="2026-03-02"),
        "check_in:1:-:-:1",
        {"2026-06-30": None},
    ),
    Case(
        "an interview ahead is none yet, and its promise is not given",
        lambda log: met(log, promised="2026-03-27", invited_on="2026-03-05"),
        "check_in:1:-:-:1",
        {"2026-03-11": None},
    ),
    Case(
        "nothing promised: seven business days after the interview",
        met,
        CHECK,
        {"2026-03-20": "upcoming", "2026-03-23": "open", "2026-03-25": "due"},
        opens="2026-03-23",
        due="2026-03-25",
        says="Due today; it opened Mon 23 Mar, seven business days after you were last in touch, Thu 12 Mar.",
    ),
    Case(
        "a holiday among them is named",
        lambda log: met(log, "2026-05-20"),
        CHECK,
        {"2026-06-01": "open"},  # Thu 21, Fri 22, Tue 26, Wed 27, Thu 28, Fri 29 May, Mon 1 June
        opens="2026-06-01",
        due="2026-06-03",
        says="Memorial Day, Mon 25 May, is not counted.",
        settings={"country": "US"},
    ),
    Case(
        "employer contact before the promised date changes nothing",
        steps(lambda log: met(log, promised="2026-03-27"), moved("screening", "2026-03-25")),
        CHECK,
        {"2026-03-30": "open"},
        opens="2026-03-30",
    ),
    Case(
        "employer contact after the promised date: seven business days after that",
        steps(lambda log: met(log, promised="2026-03-16"), moved("screening", "2026-03-18")),
        CHECK,
        {"2026-03-17": "open", "2026-03-18": "upcoming", "2026-03-26": "upcoming", "2026-03-27": "open"},
        says="seven business days after you were last in touch, Wed 18 Mar",
    ),
    Case(
        "feedback received is contact",
        steps(met, lambda log: log.add_feedback(1, "2026-03-18", "Well prepared")),
        CHECK,
        {"2026-03-26": "upcoming", "2026-03-27": "open"},
    ),
    Case(
        "an answered thank-you is contact",
        steps(met, sent("thank_you", "2026-03-13", interviewer_id=1, answered_on="2026-03-18")),
        CHECK,
        {"2026-03-17": "upcoming", "2026-03-27": "open"},
        opens="",
    ),
    Case(
        "one sent does not delay it",
        steps(met, sent("thank_you", "2026-03-20", interviewer_id=1)),
        CHECK,
        {"2026-03-23": "open"},
        opens="2026-03-23",
    ),
    Case(
        "contact that has no date does not count",
        steps(met, moved("screening", None)),
        CHECK,
        {"2026-03-23": "open"},
        opens="2026-03-23",
    ),
    Case(
        "sent: done, and told when",
        steps(lambda log: met(log, promised="2026-03-27"), sent("check_in", "2026-03-31")),
        CHECK,
        {"2026-03-30": "open", "2026-03-31": "done", "2026-06-30": "done"},
        opens="2026-03-30",
        due="2026-04-01",
        says="Sent Tue 31 Mar, no answer noted yet.",
    ),
    Case(
        "answered the day it was sent: it opened by what was known before",
        steps(
            lambda log: met(log, promised="2026-03-27"),
            sent("check_in", "2026-03-30", answered_on="2026-03-30"),
        ),
        CHECK,
        {"2026-03-30": "done"},
        opens="2026-03-30",
    ),
    Case(
        "an answer that comes later is not told yet",
        steps(met, sent("check_in", "2026-03-23", answered_on="2026-03-26")),
        CHECK,
        {"2026-03-25": "done"},
        says="Sent Mon 23 Mar, no answer noted yet.",
    ),
    Case(
        "and is told when it has come",
        steps(met, sent("check_in", "2026-03-23", answered_on="2026-03-26")),
        CHECK,
        {"2026-03-26": "done"},
        says="Sent Mon 23 Mar; they answered Thu 26 Mar.",
    ),
    Case(
        "one sent to somebody else says so",
        steps(lambda log: met(log, people=[ADA, BEN]), sent("check_in", "2026-03-23", interviewer_id=2)),
        CHECK,
        {"2026-03-23": "done"},
        fields={"recipient": "Ben Ode", "interviewer_id": 2},
    ),
    Case(
        "one sent although nothing called for it is done on its day",
        steps(
            lambda log: log.add_application("Arbor", applied_on="2026-03-02"),
            sent("check_in", "2026-03-16"),
        ),
        "check_in:1:-:-:1",
        {"2026-03-16": "done"},
        opens="2026-03-16",
    ),
    Case(
        "the second opens five business days after the first was sent, and is the last",
        steps(lambda log: met(log, promised="2026-03-27"), sent("check_in", "2026-03-30")),
        CHECK_2,
        {"2026-03-30": "upcoming", "2026-04-03": "upcoming", "2026-04-06": "open", "2026-04-08": "due"},
        opens="2026-04-06",
        due="2026-04-08",
        says="five business days after your check-in of Mon 30 Mar, still unanswered. Let it be the last.",
    ),
    Case(
        "after two unanswered there is no more",
        steps(
            lambda log: met(log, promised="2026-03-27"),
            sent("check_in", "2026-03-30"),
            sent("check_in", "2026-04-06"),
        ),
        CHECK_3,
        {"2026-04-05": None, "2026-04-06": "retired", "2026-07-31": "retired"},
        says="2 check-ins have gone unanswered since you were last in touch, Thu 12 Mar: one more would not help.",
    ),
    Case(
        "an answer begins anew: seven business days after it",
        steps(
            lambda log: met(log, promised="2026-03-27"),
            sent("check_in", "2026-03-30", answered_on="2026-03-31"),
        ),
        CHECK_2,
        {"2026-03-30": "upcoming", "2026-04-08": "upcoming", "2026-04-09": "open"},
    ),
    Case(
        "an answer on the same day counts as one",
        steps(
            lambda log: met(log, promised="2026-03-27"),
            sent("check_in", "2026-03-30", answered_on="2026-03-30"),
        ),
        CHECK_2,
        {"2026-04-07": "upcoming", "2026-04-08": "open"},
        opens="2026-04-08",
        says="after you were last in touch, Mon 30 Mar",
    ),
    Case(
        "contact after the cap begins anew",
        steps(
            lambda log: met(log, promised="2026-03-27"),
            sent("check_in", "2026-03-30"),
            sent("check_in", "2026-04-06"),
            moved("offer", "2026-04-13"),
        ),
        CHECK_3,
        {"2026-04-10": "retired", "2026-04-13": "upcoming", "2026-04-22": "open"},
    ),
    Case(
        "a promised date moved: not before the new one",
        steps(
            lambda log: met(log, decision_by="2026-03-27"),
            lambda log: log.edit("applications", 1, decision_by="2026-04-10"),
        ),
        CHECK,
        {"2026-03-30": "upcoming", "2026-04-10": "upcoming", "2026-04-13": "open"},
        opens="2026-04-13",
    ),
    Case(
        "moved after a check-in: the second waits for it too",
        steps(
            lambda log: met(log, decision_by="2026-03-27"),
            sent("check_in", "2026-03-30"),
            lambda log: log.edit("applications", 1, decision_by="2026-04-10"),
        ),
        CHECK_2,
        {"2026-04-06": "upcoming", "2026-04-13": "open"},
        opens="2026-04-13",
        says="one business day after Fri 10 Apr, by when they said they would decide",
    ),
    Case(
        "one sent early counts, and the next is not before the promised date either",
        steps(
            lambda log: met(log, promised="2026-03-27"),
            sent("check_in", "2026-03-18", early=True),
        ),
        CHECK_2,
        {"2026-03-25": "upcoming", "2026-03-30": "open"},
        opens="2026-03-30",
    ),
    Case(
        "a new round begins to count at one",
        steps(
            lambda log: met(log, promised="2026-03-27"),
            sent("check_in", "2026-03-30"),
            lambda log: again(log, "2026-04-02"),
        ),
        "check_in:1:2:-:1",
        {"2026-04-01": None, "2026-04-02": "upcoming", "2026-04-13": "open"},
        opens="2026-04-13",
    ),
    Case(
        "one sent on the day of an interview belongs to its round",
        steps(
            met,
            lambda log: again(log, "2026-04-02"),
            sent("check_in", "2026-04-02"),
        ),
        "check_in:1:2:-:1",
        {"2026-04-01": None, "2026-04-02": "done"},
    ),
    Case(
        "it goes to the first person who can be reached",
        lambda log: met(log, people=["Cy Dahl", BEN, ADA]),
        CHECK,
        {"2026-03-23": "open"},
        fields={"recipient": "Ben Ode", "interviewer_id": 2},
    ),
    Case(
        "of the latest interview",
        steps(met, lambda log: again(log, "2026-03-19", interviewers=[BEN])),
        "check_in:1:2:-:1",
        {"2026-03-30": "open"},
        fields={"recipient": "Ben Ode", "interview_id": 2},
    ),
    Case(
        "by phone where only a number is known",
        lambda log: met(log, people=[{"name": "Cy Dahl", "phone": "555 0100"}]),
        CHECK,
        {"2026-03-23": "open"},
        fields={"channel": "phone"},
    ),
    Case(
        "nobody reachable: by way of the coordinator",
        lambda log: met(log, people=["Cy Dahl"]),
        CHECK,
        {"2026-03-23": "open"},
        says="No e-mail address or phone number is noted for anyone you met: ask the coordinator",
        fields={"recipient": "", "interviewer_id": None},
    ),
    Case(
        "rejected",
        steps(met, moved("rejected", "2026-03-24")),
        CHECK,
        {"2026-03-23": "open", "2026-03-24": "retired"},
        says="They decided against it on Tue 24 Mar: there is nothing left to ask.",
    ),
    Case(
        "accepted",
        steps(met, moved("accepted", "2026-03-24")),
        CHECK,
        {"2026-03-23": "open", "2026-03-24": "retired"},
        says="You accepted their offer on Tue 24 Mar",
    ),
    Case(
        "withdrawn",
        steps(met, moved("withdrawn", "2026-03-24")),
        CHECK,
        {"2026-03-23": "open", "2026-03-24": "retired"},
        says="You withdrew on Tue 24 Mar",
    ),
    Case(
        "ghosted, until they are in touch again",
        steps(met, moved("ghosted", "2026-03-24"), lambda log: log.add_feedback(1, "2026-03-26", "Sorry!")),
        CHECK,
        {"2026-03-23": "open", "2026-03-24": "retired", "2026-03-26": "upcoming", "2026-04-06": "open"},
    ),
    Case(
        "ghosted, without a date",
        steps(met, moved("ghosted", None)),
        CHECK,
        {"2026-03-23": "retired"},
        says="You noted that they had gone quiet: there is nothing left to ask.",
    ),
    Case(
        "reopened after a rejection",
        steps(met, moved("rejected", "2026-03-24"), moved("screening", "2026-03-26")),
        CHECK,
        {"2026-03-24": "retired", "2026-03-26": "upcoming", "2026-04-06": "open"},
    ),
    Case(
        "none at all, if the log says so",
        met,
        CHECK,
        {"2026-03-23": "retired"},
        says="Your settings say to send no check-ins.",
        settings={"etiquette.check_in_max": 0},
    ),
]

FEEDBACK_REQUESTS = [
    Case(
        "opens on the rejection, due two business days after, retired after ten",
        steps(met, moved("rejected", "2026-03-27")),
        ASK,
        {
            "2026-03-26": None,
            "2026-03-27": "open",
            "2026-03-31": "due",
            "2026-04-01": "overdue 1",
            "2026-04-09": "overdue 7",
            "2026-04-10": "retired",
        },
        opens="2026-03-27",
        due="2026-03-31",
        says="Ten business days have passed since their answer of Fri 27 Mar: let it rest.",
        fields={"recipient": "Ada Moss", "interview_id": 1, "interviewer_id": 1, "channel": "email"},
    ),
    Case(
        "a holiday is named",
        steps(met, moved("rejected", "2026-05-22")),
        ASK,
        {"2026-05-27": "due"},
        says="Due today: two business days after their answer of Fri 22 May. Thank them for telling you, and ask "
        "for a tip or two. Memorial Day, Mon 25 May, is not counted.",
        settings={"country": "US"},
        due="2026-05-27",
    ),
    Case(
        "one that moved nothing is not",
        steps(met, moved("rejected", "2026-05-25")),
        ASK,
        {"2026-05-27": "due"},
        not_says="Memorial Day",
        settings={"country": "US"},
    ),
    Case(
        "noted as withdrawn or gone quiet afterwards, it is owed all the same",
        steps(met, moved("rejected", "2026-03-20"), moved("withdrawn", "2026-03-23"), moved("ghosted", "2026-03-24")),
        ASK,
        {"2026-03-23": "open", "2026-03-24": "due"},
    ),
    Case(
        "no interview, no request",
        steps(lambda log: log.add_application("Arbor", applied_on="2026-03-02"), moved("rejected", "2026-03-27")),
        ASK,
        {"2026-03-27": None},
    ),
    Case(
        "a move to interviewing is enough",
        steps(
            lambda log: log.add_application("Arbor", applied_on="2026-03-02"),
            moved("interviewing", "2026-03-12"),
            moved("rejected", "2026-03-27"),
        ),
        ASK,
        {"2026-03-31": "due"},
        says="Nobody is noted whom you could write to",
    ),
    Case(
        "a rejection before any interview took place is none after one",
        steps(lambda log: met(log, debriefed_on=None, invited_on="2026-03-09"), moved("rejected", "2026-03-08")),
        ASK,
        {"2026-03-31": None},
    ),
    Case(
        "sent: done, for good",
        steps(met, moved("rejected", "2026-03-27"), sent("feedback_request", "2026-03-30")),
        ASK,
        {"2026-03-29": "open", "2026-03-30": "done", "2026-06-30": "done"},
        says="Sent Mon 30 Mar: once is enough.",
    ),
    Case(
        "once per application, also when rejected again",
        steps(
            met,
            moved("rejected", "2026-03-20"),
            sent("feedback_request", "2026-03-23"),
            lambda log: again(log, "2026-04-02"),
            moved("rejected", "2026-04-09"),
        ),
        ASK,
        {"2026-04-10": "done"},
    ),
    Case(
        "rejected again, not asked before: counted from the second rejection",
        steps(
            met,
            moved("rejected", "2026-03-20"),
            moved("interviewing", "2026-03-27"),
            lambda log: again(log, "2026-04-02"),
            moved("rejected", "2026-04-09"),
        ),
        ASK,
        {"2026-03-24": "due", "2026-03-27": "retired", "2026-04-13": "due"},
        says="two business days after their answer of Thu 9 Apr",
    ),
    Case(
        "taken back: they are talking again",
        steps(met, moved("rejected", "2026-03-20"), moved("interviewing", "2026-03-23")),
        ASK,
        {"2026-03-20": "open", "2026-03-23": "retired"},
        says="They decided against it on Fri 20 Mar, but you are in touch again.",
    ),
    Case(
        "told already: no need to ask",
        steps(
            met,
            moved("rejected", "2026-03-20"),
            lambda log: log.add_feedback(1, "2026-03-23", "More examples, please"),
        ),
        ASK,
        {"2026-03-22": "open", "2026-03-23": "retired"},
        says="They told you what to work on, Mon 23 Mar: no need to ask.",
    ),
    Case(
        "feedback from before the rejection does not answer it",
        steps(
            met,
            moved("rejected", "2026-03-20"),
            lambda log: log.add_feedback(1, "2026-03-13", "Warm and clear"),
        ),
        ASK,
        {"2026-03-24": "due"},
    ),
    Case(
        "a rejection without a date: nobody can tell whether it is too late",
        steps(met, moved("rejected", None)),
        ASK,
        {"2026-03-31": None},
    ),
    Case(
        "withdrawing opens none",
        steps(met, moved("withdrawn", "2026-03-27")),
        ASK,
        {"2026-03-31": None},
    ),
]

CASES = [*THANK_YOUS, *DEBRIEFS, *CHECK_INS, *FEEDBACK_REQUESTS]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.follow_up.split(':')[0]}: {case.what}" for case in CASES])
def test_rule(case, tmp_path):
    log = open_log(tmp_path / "search.db")
    log.settings.update(case.settings)
    case.story(log)
    for day, expected in case.days.items():
        found = follow_ups(log, day).set_index("follow_up_id")
        if expected is None:
            assert case.follow_up not in found.index, day
            continue
        assert case.follow_up in found.index, (day, list(found.index))
        row = found.loc[case.follow_up]
        status, _, overdue = expected.partition(" ")
        assert (row.status, row.business_days_overdue) == (status, int(overdue or 0)), day
        assert not case.opens or row.opens_on == pd.Timestamp(case.opens), day
        assert not case.due or row.due_on == pd.Timestamp(case.due), day
    if expected is None:
        return
    assert case.says in row.reason
    assert case.not_says not in row.reason
    for name, value in case.fields.items():
        assert row[name] is pd.NA if value is None else row[name] == value, name
