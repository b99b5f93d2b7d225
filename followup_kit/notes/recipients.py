"""Recipients: the people met at an interview, and whom of them to write to."""

from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from followup_kit.errors import NotFound
from followup_kit.owed.people import plain
from followup_kit.schema import Tables


class Recipient(NamedTuple):
    """Somebody a note goes to; ``interviewer_id`` is None where nobody is noted."""

    interviewer_id: int | None = None
    name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    remembered: str = ""

    @property
    def reachable(self) -> bool:
        """Whether an e-mail address or a phone number is known."""
        return bool(self.email or self.phone)


def panel(tables: Tables, interview_id: int) -> list[Recipient]:
    """Return the people met at an interview in order of entry, each once.

    What is not noted with a person this time, how to reach them, is taken from their other entries in the
    application.
    """
    interviews = tables.interviews
    application_id = interviews.loc[interviews.interview_id == interview_id, "application_id"].iat[0]
    rounds = interviews.loc[interviews.application_id == application_id, "interview_id"]
    entries = tables.interviewers[tables.interviewers.interview_id.isin(rounds)].sort_values("interviewer_id")
    people: dict[str, Recipient] = {}
    for entry in entries[entries.interview_id == interview_id].itertuples():
        known = entries[(entries.name.map(plain) == plain(entry.name)) & (plain(entry.name) != "")]
        email = entry.email or next(filter(None, known.email), "")
        phone = entry.phone or next(filter(None, known.phone), "")
        person = Recipient(int(entry.interviewer_id), entry.name, entry.title, email, phone, entry.remembered)
        people.setdefault(plain(email or entry.name or str(entry.interviewer_id)), person)
    return list(people.values())


def contact(tables: Tables, interview_id: int | None) -> Recipient:
    """Return the first of an interview's people who can be reached, else the first, else nobody."""
    met = [] if interview_id is None else panel(tables, interview_id)
    return next((person for person in met if person.reachable), met[0] if met else Recipient())


def latest_interview(tables: Tables, application_id: int, as_of: date | None = None) -> Any | None:
    """Return the row of an application's latest interview held by a day, or of all; None if there is none."""
    if not (tables.applications.application_id == application_id).any():
        raise NotFound(f"There is no application {application_id}. See log.applications for those there are.")
    held = tables.interviews[tables.interviews.application_id == application_id]
    if as_of is not None:
        held = held[held.held_on <= pd.Timestamp(as_of)]
    rows = list(held.sort_values(["held_on", "interview_id"]).itertuples())
    return rows[-1] if rows else None
