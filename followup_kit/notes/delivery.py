"""Delivery: a note as a mail draft, a link, or a card; what is due as calendar reminders. Nothing is sent."""

import unicodedata
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from followup_kit.dates import as_date
from followup_kit.errors import BadValue
from followup_kit.etiquette import headline
from followup_kit.notes.note import Note
from followup_kit.notes.pages import page

if TYPE_CHECKING:
    from email.headerregistry import Address

    import pandas as pd

LONGEST_LINK = 1900
"""Characters in a ``mailto:`` link; browsers and mail programs cut longer ones."""

_LONGEST_LINE = 998  # what a mail allows; folded at 78, a long name with commas comes apart into several addresses
_ALARM = timedelta(hours=9)
_LIVE = ("overdue", "due", "open", "upcoming", "snoozed")


def eml(note: Note, sender_name: str = "", sender_email: str = "") -> bytes:
    """Return an e-mail as a file that a mail program opens as a draft, unsent.

    Parameters
    ----------
    note : Note
        Without an e-mail address the draft has no recipient yet.
    sender_name, sender_email : str
        Yours; without an address the mail program fills it in.

    Raises
    ------
    BadValue
        If a name, address or subject could put something of its own into the mail's header.

    Examples
    --------
    >>> fk.eml(note, "Sam Reed", "sam@example.org").splitlines()[0]  # doctest: +SKIP
    b'X-Unsent: 1'
    """
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP.clone(max_line_length=_LONGEST_LINE))
    message["X-Unsent"] = "1"
    message["Subject"] = _header("subject", note.subject)
    if note.email:
        message["To"] = _address("email", note.recipient, note.email)
    if sender_email:
        message["From"] = _address("sender_email", sender_name, sender_email)
    message.set_content(note.body + "\n", charset="utf-8")
    data = message.as_bytes()
    back = message_from_bytes(data, policy=SMTP)
    for name in dict.fromkeys([*message.keys(), *back.keys()]):
        if str(back[name]).strip() != str(message[name]).strip():
            raise BadValue(
                f"{name}: {message[name]!s} does not survive in a mail's header. Make it shorter or simpler.",
                field=name.lower(),
                value=str(message[name]),
            )
    return data


def mailto(note: Note) -> str:
    """Return a link that opens the note in a mail program.

    Raises
    ------
    BadValue
        If the link would be cut off for its length, or the address cannot be one.

    Examples
    --------
    >>> fk.mailto(note)  # doctest: +SKIP
    'mailto:ana%40example.org?subject=With%20thanks&body=Dear%20Ana'
    """
    address = _address("email", "", note.email).addr_spec if note.email else ""
    body = note.body.replace("\r\n", "\n").replace("\n", "\r\n")
    link = f"mailto:{quote(address, safe='@')}?subject={quote(_header('subject', note.subject), safe='')}"
    link = f"{link}&body={quote(body, safe='')}"
    if len(link) > LONGEST_LINK:
        raise BadValue(
            f"This note is too long to open by a link ({len(link)} characters; mail programs cut at about "
            f"{LONGEST_LINK}). Copy it, or save it as a mail file.",
            field="body",
            value=len(link),
        )
    return link


def card_html(note: Note) -> str:
    """Return a page with the note laid out on a card, to print or to copy by hand.

    The page stands by itself: no script, nothing from elsewhere.

    Examples
    --------
    >>> "<main" in card_html(note)  # doctest: +SKIP
    True
    """
    return page("card.html.j2", note=note, paragraphs=note.body.split("\n\n"))


def reminders(follow_ups: "pd.DataFrame", as_of: object) -> bytes:
    """Return a calendar file with an all-day event, and an alarm at nine, for each follow-up still open.

    Imported again it updates the events in place: each has the follow-up's id, and a number that grows by the day.
    What is overdue stands on ``as_of``, since a reminder in the past reminds nobody.

    Parameters
    ----------
    follow_ups : DataFrame
        As `followup_kit.follow_ups` returns it.
    as_of : date or str
        The day the reminders are made.

    Examples
    --------
    >>> fk.reminders(fk.follow_ups(log, "2026-03-31"), "2026-03-31")[:15]  # doctest: +SKIP
    b'BEGIN:VCALENDAR'
    """
    from icalendar import Alarm, Calendar, Event

    day = as_date(as_of)
    calendar = Calendar()
    calendar.add("prodid", "-//Follow-up Kit//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in follow_ups[follow_ups.status.isin(_LIVE)].to_dict("records"):
        on, words = max(as_date(one["due_on"]), day), _text(headline(one))
        event = Event()
        event.add("uid", _text(f"{one['follow_up_id']}@followup-kit"))
        event.add("dtstamp", datetime.combine(day, time(), UTC))
        event.add("sequence", day.toordinal())
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("summary", words)
        event.add("description", _text(one["reason"]))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words)
        alarm.add("trigger", _ALARM)
        event.add_component(alarm)
        calendar.add_component(event)
    return calendar.to_ical()


def _header(field: str, value: str) -> str:
    """A value that stays within its header."""
    unsafe = any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in value)
    if unsafe or "=?" in value:
        raise BadValue(
            f"{field}: {value!r} holds {'a control character' if unsafe else '=?'}, which could change the mail's "
            "header. Take it out.",
            field=field,
            value=value,
        )
    return value


def _address(field: str, name: str, address: str) -> "Address":
    from email.errors import MessageError
    from email.headerregistry import Address

    try:
        parsed = Address(" ".join(_header(field, name).split()), addr_spec=_header(field, address.strip()))
        parsed.addr_spec.encode("ascii")
        if not parsed.username or not parsed.domain:
            raise ValueError
    except (MessageError, IndexError, AttributeError, ValueError) as error:
        if isinstance(error, BadValue):
            raise
        raise BadValue(
            f"{field}: {address!r} is no e-mail address. Write one such as ana@example.org.", field=field, value=address
        ) from error
    return parsed


def _text(words: str) -> str:
    """Text for a calendar: no control characters but line ends."""
    return "".join(x for x in words if x == "\n" or unicodedata.category(x) not in ("Cc", "Cs"))
