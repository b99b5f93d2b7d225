"""The people met, and when two entries are one person."""

from typing import NamedTuple

from followup_kit.owed.facts import Facts


class Person(NamedTuple):
    """Somebody met at one interview.

    ``who`` is equal for one person's entries within an application: the same e-mail address, else, where one of
    the two entries has none, the same name without case. E-mail and phone are filled in from the person's other
    entries.
    """

    interviewer_id: int | None = None
    who: str = ""
    name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""

    @property
    def reachable(self) -> bool:
        """Whether an e-mail address or a phone number is known."""
        return bool(self.email or self.phone)

    @property
    def channel(self) -> str:
        """How to reach them: by phone only where there is a number and no address."""
        return "phone" if self.phone and not self.email else "email"


def met(facts: Facts) -> dict[int, list[Person]]:
    """Return the people of each interview, in order of entry, by ``interview_id``."""
    interviews = facts.interviews
    application_of = dict(zip(interviews.interview_id.tolist(), interviews.application.tolist(), strict=True))
    table = facts.tables.interviewers.sort_values("interviewer_id")
    columns = ("interview_id", "interviewer_id", "name", "title", "email", "phone")
    entries = [
        entry for entry in zip(*(table[name].tolist() for name in columns), strict=True) if entry[0] in application_of
    ]
    email_of: dict[tuple, str] = {}
    for interview_id, _, name, _, email, _ in entries:
        if email:
            email_of.setdefault((application_of[interview_id], plain(name)), email)
    emails = [email or email_of.get((application_of[at], plain(name)), "") for at, _, name, _, email, _ in entries]
    whos = [plain(email or entry[2]) for email, entry in zip(emails, entries, strict=True)]
    phone_of: dict[tuple, str] = {}
    for (interview_id, *_, phone), who in zip(entries, whos, strict=True):
        if phone:
            phone_of.setdefault((application_of[interview_id], who), phone)
    people: dict[int, list[Person]] = {}
    for (at, interviewer_id, name, title, _, phone), email, who in zip(entries, emails, whos, strict=True):
        phone = phone or phone_of.get((application_of[at], who), "")
        people.setdefault(at, []).append(Person(interviewer_id, who, name, title, email, phone))
    return people


def plain(text: str) -> str:
    """Return a name or address as it is compared: without case, and with single blanks."""
    return " ".join(text.casefold().split())
