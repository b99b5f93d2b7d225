"""Drafting: the first version of a note, from what the log remembers."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from followup_kit import given
from followup_kit.dates import optional_date
from followup_kit.errors import BadValue, NotFound
from followup_kit.notes.context import context, plainer
from followup_kit.notes.letters import letter
from followup_kit.notes.names import take_apart
from followup_kit.notes.note import Note
from followup_kit.notes.placeholders import placeholders
from followup_kit.notes.recipients import Recipient, contact, latest_interview, panel
from followup_kit.notes.review import review_note
from followup_kit.schema import CHANNELS, MESSAGE_KINDS, Tables

if TYPE_CHECKING:
    from followup_kit.log import Log

_PER_ROUND = 3  # so many letters on with each round, so that nobody gets the same letter twice


class _Occasion(NamedTuple):
    """What a note follows: an application, and the interview of it, if there was one."""

    kind: str
    tables: Tables
    application: Any
    interview: Any | None

    @property
    def rounds_before(self) -> int:
        """How many interviews of the application came before this one."""
        if self.interview is None:
            return 0
        held = self.tables.interviews
        held = held[held.application_id == self.application.application_id]
        same_day = (held.held_on == self.interview.held_on) & (held.interview_id < self.interview.interview_id)
        return int(((held.held_on < self.interview.held_on) | same_day).sum())

    @property
    def sent_before(self) -> bool:
        """Whether such a note has gone out for the application."""
        sent = self.tables.messages
        same = (sent.kind == self.kind) & (sent.application_id == self.application.application_id)
        return bool((same & sent.sent_on.notna()).any())


def draft_notes(
    log: "Log | Tables",
    kind: str,
    *,
    interview_id: int | None = None,
    application_id: int | None = None,
    channel: str | None = None,
    templates: str | Path | None = None,
    as_of: object = None,
) -> list[Note]:
    """Return a first version of the notes of a kind, one for each recipient.

    The same log gives the same drafts. What the log does not know stands in square brackets in the body and is
    listed in `Note.missing`; apart from that `review_note` has nothing to say about a draft.

    Parameters
    ----------
    log : Log or Tables
    kind : {"thank_you", "check_in", "feedback_request"}
        A thank-you goes to everybody met at an interview. The others go to one person: the first of the latest
        interview who can be reached, else the first.
    interview_id : int, optional
        Which interview; a thank-you needs it.
    application_id : int, optional
        For the other kinds, where no interview is given.
    channel : {"email", "handwritten", "phone"}, optional
        Else a thank-you after meeting in person is handwritten; the rest is e-mail, or a script for a call where
        only a phone number is known.
    templates : path, optional
        A folder with templates of your own. Else the folder ``templates`` beside the log's file, if there is one.
        The kit's own serve for what is not found there; their README says what may stand in one.
    as_of : date or str, optional
        Interviews after that day have not happened yet.

    Raises
    ------
    BadValue
        If kind or channel is none of these, neither interview nor application is given, or a template of your own
        cannot be used.
    NotFound
        If there is no such interview or application.

    Examples
    --------
    >>> for note in fk.draft_notes(log, "thank_you", interview_id=1):  # doctest: +SKIP
    ...     print(note.recipient, note.missing)
    """
    _one_of("kind", kind, MESSAGE_KINDS)
    _one_of("channel", channel, (None, *CHANNELS))
    tables = given.tables(log)
    if interview_id is not None:
        interview = _row(tables.interviews, "interview", interview_id)
    elif kind == "thank_you" or application_id is None:
        needed = "interview_id" if kind == "thank_you" else "application_id"
        raise BadValue(f"Give {needed}: which one the {kind} is about.", field=needed)
    else:
        interview = latest_interview(tables, application_id, optional_date(as_of, "as_of"))
    application = _row(tables.applications, "application", interview.application_id if interview else application_id)
    occasion = _Occasion(kind, tables, application, interview)
    if kind == "thank_you":
        people = panel(tables, interview.interview_id)
        first = _PER_ROUND * occasion.rounds_before
    else:
        people = [contact(tables, interview.interview_id if interview else None)]
        per_round = 2 if kind == "check_in" else 1  # a first check-in and a second one have letters of their own
        first = per_round * occasion.rounds_before + occasion.sent_before
    folder = templates
    if folder is None and not isinstance(log, Tables):
        folder = Path(log.path).parent / "templates"
    return [
        _note(occasion, person, channel or _best_channel(occasion, person), first + place, folder)
        for place, person in enumerate(people)
    ]


def _note(occasion: _Occasion, person: Recipient, channel: str, turn: int, folder: str | Path | None) -> Note:
    kind, tables, application, interview = occasion
    values = context(tables.settings, application, interview, person, occasion.sent_before)
    fill = letter(f"{kind}_{channel}", turn, folder)
    subject, body = _first_clean(map(fill, plainer(values)), kind, person.name)
    if channel != "handwritten" and kind != "thank_you" and not person.reachable:
        whom = f"for {take_apart(person.name).whole}".removesuffix("for ").strip() or "yet"
        body = f"[No e-mail or phone is noted {whom}: send it by way of the coordinator]\n\n{body}"
    return Note(
        kind=kind,
        recipient=person.name,
        title=person.title,
        channel=channel,
        subject=subject if channel == "email" else "",
        body=body,
        missing=tuple(dict.fromkeys(body[start:end].strip("[]{}<>") for start, end in placeholders(body))),
        application_id=int(application.application_id),
        interview_id=int(interview.interview_id) if interview else None,
        interviewer_id=person.interviewer_id,
        email=person.email,
        phone=person.phone,
    )


def _first_clean(drafts: Iterator[tuple[str, str]], kind: str, recipient: str) -> tuple[str, str]:
    """The first draft the review passes: a role or a remark that it takes amiss is left out.

    A template of one's own may be found fault with whatever is left out; the fullest draft stands then.
    """
    fullest = next(drafts)
    for draft in chain([fullest], drafts):
        if all(finding.rule == "placeholder_left" for finding in review_note(draft[1], kind, recipient)):
            return draft
    return fullest


def _best_channel(occasion: _Occasion, person: Recipient) -> str:
    if occasion.kind == "thank_you" and occasion.interview.mode == "in_person":
        return "handwritten"
    return "phone" if person.phone and not person.email else "email"


def _row(table: Any, name: str, row_id: int) -> Any:
    """The row of a table with an id, as a named tuple."""
    for row in table[table[f"{name}_id"] == row_id].itertuples():
        return row
    raise NotFound(f"There is no {name} {row_id}. See log.{name}s for those there are.")


def _one_of(field: str, value: object, allowed: tuple) -> None:
    if value not in allowed:
        words = ", ".join(filter(None, allowed))
        raise BadValue(f"{field}: {value!r} is none. Use {words}.", field=field, value=value)
