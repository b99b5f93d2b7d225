"""Feedback requests: after a rejection that followed an interview, once."""

import pytest
from etiquette_cases import Case, again, met, moved, sent, stands_as_worked_out, steps

ASK = "feedback_request:1:-:-:1"
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


@pytest.mark.parametrize("case", FEEDBACK_REQUESTS, ids=lambda case: case.what)
def test_rule(case, tmp_path):
    stands_as_worked_out(case, tmp_path)
