"""Small logs for the notes' tests: one application, its interviews, the people met."""

from collections.abc import Sequence
from typing import Any

from followup_kit.schema import Tables, frame

PANEL = (
    "Dr. Ana Marchetti",
    "Ben Okafor",
    "Chiara van der Meer",
    "Dev Patel",
    "Ewa Nowak",
    "Fatima El-Amrani",
    "Gus O'Neil",
    "Hana Kim",
)
ME = {"seeker_name": "Sam Reed", "seeker_phone": "555 0142"}


def person(name: str, **more: str) -> dict[str, str]:
    """Return a person who can be written to."""
    return {"name": name, "email": f"{abs(hash(name))}@example.org"} | more


def one_application(
    people: Sequence[dict[str, Any]] = (),
    *,
    mode: str = "video",
    company: str = "Northwind",
    role: str = "Dispatcher",
    rounds: int = 1,
    decision_by: str | None = None,
    checked_in: int = 0,
    settings: dict[str, Any] | None = None,
) -> Tables:
    """Return a log of one application with so many interviews by the same people, from 12 March 2026 on."""
    interviews = [
        {
            "interview_id": n + 1,
            "application_id": 1,
            "held_on": f"2026-03-{12 + n}",
            "mode": mode,
            "decision_by": decision_by,
        }
        for n in range(rounds)
    ]
    interviewers = [
        {"interviewer_id": 100 * n + place + 1, "interview_id": n + 1, **someone}
        for n in range(rounds)
        for place, someone in enumerate(people)
    ]
    messages = [
        {"message_id": n + 1, "application_id": 1, "kind": "check_in", "channel": "email", "sent_on": "2026-03-30"}
        for n in range(checked_in)
    ]
    return Tables(
        applications=frame("applications", [{"application_id": 1, "company": company, "role": role}]),
        stage_changes=frame("stage_changes"),
        interviews=frame("interviews", interviews),
        interviewers=frame("interviewers", interviewers),
        messages=frame("messages", messages),
        feedback=frame("feedback"),
        feedback_themes=frame("feedback_themes"),
        snoozes=frame("snoozes"),
        settings=ME if settings is None else settings,
    )
