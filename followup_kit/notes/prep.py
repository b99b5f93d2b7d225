"""Prep: what to have in mind before the next interview at one place."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from followup_kit import given
from followup_kit.dates import as_date, say
from followup_kit.errors import NotFound
from followup_kit.notes.pages import page
from followup_kit.owed.people import plain
from followup_kit.schema import Tables

if TYPE_CHECKING:
    from followup_kit.log import Log

_HOW = {"in_person": "in person", "video": "by video", "phone": "by phone"}


class Met(NamedTuple):
    """Somebody you will meet, or met; ``met_before`` is true where an earlier interview has them too."""

    name: str
    title: str
    remembered: str
    met_before: bool


class Meeting(NamedTuple):
    """One interview and its people."""

    held_on: date
    mode: str
    round: str
    topics: str
    people: tuple[Met, ...]


class Lesson(NamedTuple):
    """One piece of feedback not worked on yet."""

    received_on: date
    company: str
    giver: str
    text: str
    themes: tuple[str, ...]


class Theme(NamedTuple):
    """One thing to work on, and in how many lessons it came up."""

    theme: str
    n_times: int


@dataclass(frozen=True)
class PrepSheet:
    """What to have in mind before the next interview; see `prep_sheet`.

    Attributes
    ----------
    company, role : str
    as_of : datetime.date
    upcoming : tuple of Meeting
        Interviews from ``as_of`` on, the next first: whom you will meet.
    held : tuple of Meeting
        Interviews before, the latest first: whom you met, and what you talked about.
    questions : tuple of str
        Those you prepared to ask at the upcoming interviews, one a line.
    lessons : tuple of Lesson
        Feedback not worked on yet, from all applications, the latest first.
    themes : tuple of Theme
        What the lessons are about, the most frequent first.
    """

    company: str
    role: str
    as_of: date
    upcoming: tuple[Meeting, ...]
    held: tuple[Meeting, ...]
    questions: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    themes: tuple[Theme, ...]

    def html(self) -> str:
        """Return the sheet as a page to print. It stands by itself: no script, nothing from elsewhere."""
        return page(
            "prep_sheet.html.j2",
            sheet=self,
            as_of=say(self.as_of),
            upcoming=[_said(meeting) for meeting in self.upcoming],
            held=[_said(meeting) for meeting in self.held],
            lessons=[lesson._asdict() | {"day": say(lesson.received_on)} for lesson in self.lessons],
        )


def prep_sheet(log: "Log | Tables", application_id: int, as_of: object) -> PrepSheet:
    """Return what to have in mind before the next interview of an application.

    Parameters
    ----------
    log : Log or Tables
    application_id : int
    as_of : date or str
        The day you prepare. Interviews on it still lie ahead; feedback dated later has not come yet.

    Raises
    ------
    NotFound
        If there is no such application.

    Examples
    --------
    >>> sheet = fk.prep_sheet(log, 3, "2026-03-31")  # doctest: +SKIP
    >>> [person.name for person in sheet.upcoming[0].people]  # doctest: +SKIP
    ['Dr. Ana Marchetti']
    """
    day = as_date(as_of)
    tables = given.tables(log)
    applications = tables.applications.set_index("application_id")
    if application_id not in applications.index:
        raise NotFound(f"There is no application {application_id}. See log.applications for those there are.")
    about = applications.loc[application_id]
    interviews = tables.interviews[tables.interviews.application_id == application_id]
    interviews = list(interviews.sort_values(["held_on", "interview_id"]).itertuples())
    known: set[str] = set()
    upcoming, held, questions = [], [], []
    for interview in interviews:
        people = _people(tables, interview.interview_id, known)
        known.update(plain(person.name) for person in people)
        held_on = interview.held_on.date()
        meeting = Meeting(held_on, interview.mode, interview.round, interview.topics, people)
        if held_on < day:
            held.insert(0, meeting)
        else:
            upcoming.append(meeting)
            questions += [line.strip(" -*•\t") for line in interview.questions.splitlines()]
    lessons = _lessons(tables, day)
    counted = Counter(theme for lesson in lessons for theme in lesson.themes)
    return PrepSheet(
        company=about.company,
        role=about.role,
        as_of=day,
        upcoming=tuple(upcoming),
        held=tuple(held),
        questions=tuple(dict.fromkeys(filter(None, questions))),
        lessons=lessons,
        themes=tuple(Theme(*item) for item in sorted(counted.items(), key=lambda item: (-item[1], item[0]))),
    )


def _people(tables: Tables, interview_id: int, known: set[str]) -> tuple[Met, ...]:
    met = tables.interviewers[tables.interviewers.interview_id == interview_id].sort_values("interviewer_id")
    return tuple(
        Met(person.name, person.title, person.remembered, plain(person.name) in known) for person in met.itertuples()
    )


def _lessons(tables: Tables, day: date) -> tuple[Lesson, ...]:
    """Feedback that has come by a day and is not worked on by then."""
    companies = tables.applications.set_index("application_id").company
    themes = tables.feedback_themes.groupby("feedback_id").theme.agg(tuple)
    feedback, today = tables.feedback, pd.Timestamp(day)
    feedback = feedback[(feedback.received_on <= today) & ~(feedback.worked_on <= today)]
    feedback = feedback.sort_values(["received_on", "feedback_id"], ascending=False)
    return tuple(
        Lesson(
            one.received_on.date(),
            companies.get(one.application_id, ""),
            one.giver,
            one.text,
            themes.get(one.feedback_id, ()),
        )
        for one in feedback.itertuples()
    )


def _said(meeting: Meeting) -> dict[str, object]:
    """A meeting in the words of the page."""
    return meeting._asdict() | {"day": say(meeting.held_on), "how": _HOW[meeting.mode]}
