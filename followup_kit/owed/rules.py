"""One thing owed, and what every kind of it is worked out with."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup_kit.calendars import Calendar
from followup_kit.owed.facts import Facts
from followup_kit.owed.people import Person
from followup_kit.owed.sentences import on

if TYPE_CHECKING:
    from followup_kit.etiquette import Etiquette

NOBODY = Person()
_ENDED = {
    "accepted": "You accepted their offer",
    "rejected": "They decided against it",
    "withdrawn": "You withdrew",
    "ghosted": "You noted that they had gone quiet",
}


class Owed(NamedTuple):
    """One follow-up: whose, when, and why.

    ``application`` is the position among the facts' applications; ``key`` the rest of the follow-up's id;
    ``done_on`` the day a debrief was written, or the message sent.
    """

    kind: str
    application: int
    interview_id: int | None
    person: Person
    key: str
    channel: str
    opens: date
    due: date
    status: str
    reason: str
    done_on: date | None = None

    def follow_up_id(self, application_ids: Sequence[int]) -> str:
        """Return the id that it keeps from day to day; the ids are those of the facts' applications."""
        return f"{self.kind}:{application_ids[self.application]}:{self.key}"

    @property
    def in_time(self) -> bool:
        """Whether it was done by the day it was due."""
        return self.done_on is not None and self.done_on <= self.due


class Rules(NamedTuple):
    """What every kind is worked out with."""

    facts: Facts
    today: date
    people: dict[int, list[Person]]
    etiquette: "Etiquette"
    calendar: Calendar

    def on(self, day: date) -> str:
        """Say a day as seen from the one asked for."""
        return on(day, self.today)

    def ended(self, application: int) -> str:
        """Say how an application ended, and when if that is known."""
        day = self.facts.stage_on[application].tolist()
        return _ENDED[self.facts.stage[application]] + (f" on {self.on(day)}" if day else "")

    def contact_person(self, interview_id: int | None) -> tuple[Person, str]:
        """Return the first person of an interview who can be reached, and a sentence for when there is none."""
        there = self.people.get(interview_id, [])
        reachable = next((person for person in there if person.reachable), None)
        if reachable:
            return reachable, ""
        if there:
            lacking = "No e-mail address or phone number is noted for anyone you met"
        else:
            lacking = "Nobody is noted whom you could write to"
        return NOBODY, f" {lacking}: ask the coordinator to pass a short note on."
