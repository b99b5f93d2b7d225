"""Mail drafts, links, cards and reminders, also with hostile names: rows 19, 20 and 21 of the hazards."""

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser
from itertools import product
from urllib.parse import parse_qsl, unquote, urlsplit

import icalendar
import pytest

from followup_kit.errors import BadValue
from followup_kit.notes import Note, card_html, eml, mailto, reminders
from followup_kit.schema import frame

NOTE = Note(
    kind="thank_you",
    recipient="Dr. Ana Marchetti",
    title="Hiring manager",
    channel="email",
    subject="With thanks",
    body="Dear Dr. Marchetti,\n\nThank you for Zürich.\n\nSam Reed",
    missing=(),
    application_id=1,
    interview_id=1,
    interviewer_id=1,
    email="ana@example.org",
    phone="",
)
CONTROLS = ["\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ud800"]
INJECTIONS = [
    *(f"Ana{control}Bcc: evil@example.com" for control in CONTROLS),
    *(f"{control}Subject: Hi" for control in CONTROLS),
    "=?utf-8?q?Ana=0D=0ABcc:_evil@example.com?=",
    "=?utf-8?b?QW5hDQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=",
    "Ana =?x",
]
ODD_BUT_HARMLESS = [
    "Ana, Bo",
    'Ana "Q" Lee',
    "Łukasz Wójcik",
    "山田 太郎",
    "Ana <evil@example.com>",
    "evil@example.com",
    "Ana\\",
    "Ana;Bo",
    "(Ana) Lee",
    "Ana: Lee",
    "O'Brien",
    "Ana  Lee",
    "é" * 90,
    "Ana, " * 30 + "é",
    "ü, " * 60,
    "😀 Ana",
    "?=",
    "<b>",
    "a@example.org, evil@example.com",
    "undisclosed-recipients:;",
    "Ana\u200dLee",
    "%0ABcc: evil@example.com",
    "&bcc=evil@example.com",
    "Ana.",
    "-",
    "x" * 300,
]
FIELDS = ("recipient", "subject", "sender_name")


def mail(field: str, value: str) -> bytes:
    note = NOTE if field == "sender_name" else replace(NOTE, **{field: value})
    return eml(note, value if field == "sender_name" else "Sam Reed", "sam@example.org")


def test_a_mail_file_opens_as_a_draft_with_all_in_place() -> None:
    message = message_from_bytes(eml(NOTE, "Sam Reed", "sam@example.org"), policy=policy.default)
    assert {name: str(message[name]) for name in ("X-Unsent", "Subject", "To", "From")} == {
        "X-Unsent": "1",
        "Subject": "With thanks",
        "To": '"Dr. Ana Marchetti" <ana@example.org>',
        "From": "Sam Reed <sam@example.org>",
    }
    assert message.get_content().splitlines() == NOTE.body.splitlines()


def test_without_addresses_the_mail_program_asks_for_them() -> None:
    message = message_from_bytes(eml(replace(NOTE, email="")), policy=policy.default)
    assert "To" not in message
    assert "From" not in message


def test_two_hundred_payloads_put_nothing_of_their_own_into_a_header() -> None:
    payloads = list(product(FIELDS, [*INJECTIONS, *ODD_BUT_HARMLESS])) + [
        ("recipient", f"{a}{b}") for a, b in product(["Ana\n", "Ana, ", "=?", '"'], ODD_BUT_HARMLESS[:14])
    ]
    assert len(payloads) >= 200
    expected = {"X-Unsent", "Subject", "To", "From", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    refused = 0
    for field, value in payloads:
        try:
            message = message_from_bytes(mail(field, value), policy=policy.default)
        except BadValue:
            refused += 1
            continue
        assert set(message.keys()) == expected, value
        (to,), (sender,) = message["To"].addresses, message["From"].addresses
        assert (to.addr_spec, sender.addr_spec) == ("ana@example.org", "sam@example.org"), value
        meant = {"recipient": "Dr. Ana Marchetti", "subject": "With thanks", "sender_name": "Sam Reed"} | {field: value}
        assert to.display_name == " ".join(meant["recipient"].split())
        assert sender.display_name == " ".join(meant["sender_name"].split())
        assert str(message["Subject"]).strip() == meant["subject"].strip()
    assert refused == sum(any(x in value for x in (*CONTROLS, "=?")) for _, value in payloads)


@pytest.mark.parametrize(("field", "value"), list(product(FIELDS, INJECTIONS)))
def test_what_could_change_the_header_is_refused(field: str, value: str) -> None:
    with pytest.raises(BadValue) as caught:
        mail(field, value)
    assert "header" in str(caught.value)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", ODD_BUT_HARMLESS)
def test_odd_names_are_let_through(field: str, value: str) -> None:
    assert mail(field, value)


@pytest.mark.parametrize(
    "address", ["ana", "@example.org", "ana@", "ana@example.org, x@y.z", "ana@exämple.org", "a b@c.d"]
)
def test_what_is_no_address_is_refused_in_words(address: str) -> None:
    for send in (lambda note: eml(note), mailto):
        with pytest.raises(BadValue, match="is no e-mail address"):
            send(replace(NOTE, email=address))


@pytest.mark.parametrize("value", [value for value in ODD_BUT_HARMLESS if len(value) < 120])
def test_a_link_carries_just_what_it_is_given(value: str) -> None:
    link = urlsplit(mailto(replace(NOTE, subject=value, body=f"{value}\n&bcc=x#y")))
    assert (link.scheme, unquote(link.path), link.fragment) == ("mailto", "ana@example.org", "")
    assert parse_qsl(link.query, keep_blank_values=True) == [("subject", value), ("body", f"{value}\r\n&bcc=x#y")]


def test_an_address_cannot_add_recipients_to_a_link() -> None:
    link = mailto(replace(NOTE, email="a?bcc=evil%40example.com@example.org"))
    assert [name for name, _ in parse_qsl(urlsplit(link).query)] == ["subject", "body"]


def test_a_link_too_long_to_be_safe_is_refused_with_a_way_out() -> None:
    room = 1900 - len(mailto(replace(NOTE, body="")))
    assert len(mailto(replace(NOTE, body="x" * room))) == 1900
    with pytest.raises(BadValue, match=r"1901 characters.*Copy it, or save it as a mail file"):
        mailto(replace(NOTE, body="x" * (room + 1)))


class Nodes(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, attrs))


@pytest.mark.parametrize(
    "value", ["<img src=x onerror=alert(1)>", "</style><script>alert(1)</script>", '"><svg onload=a>']
)
def test_a_card_shows_what_was_written_and_runs_nothing(value: str) -> None:
    plain = Nodes(card_html(replace(NOTE, recipient="x", body="x\n\ny")))
    hostile = Nodes(card_html(replace(NOTE, recipient=value, body=f"{value}\n\n{value}")))
    assert hostile.found == plain.found
    assert not any(
        value.startswith(("http", "//", "data")) for _, attrs in hostile.found for _, value in attrs if value
    )


def test_a_card_says_when_something_is_still_to_be_filled_in() -> None:
    assert "Fill in first" not in card_html(NOTE)
    assert "Fill in first" in card_html(replace(NOTE, missing=("their name",)))


def owed(*rows: dict) -> object:
    base = {
        "kind": "thank_you",
        "application_id": 1,
        "company": "Acme",
        "role": "Cook",
        "recipient": "Ana",
        "channel": "email",
        "opens_on": "2026-03-12",
        "due_on": "2026-03-16",
        "status": "open",
        "reason": "Due soon.",
    }
    return frame("follow_ups", [base | {"follow_up_id": f"thank_you:1:1:{n}:1"} | row for n, row in enumerate(rows)])


def events(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_a_reminder_is_an_event_for_the_day_with_an_alarm_at_nine() -> None:
    (event,) = events(reminders(owed({}), "2026-03-13"))
    assert event["UID"] == "thank_you:1:1:0:1@followup-kit"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 3, 16), date(2026, 3, 17))
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("Thank-you to Ana, Acme: due Mon 16 Mar", "Due soon.")
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9)


def test_what_is_open_is_reminded_of_and_what_is_done_is_not() -> None:
    every = ("overdue", "due", "open", "upcoming", "snoozed", "done", "retired")
    found = events(reminders(owed(*({"status": status} for status in every)), "2026-03-13"))
    assert [event["UID"][14] for event in found] == ["0", "1", "2", "3", "4"]


def test_what_is_overdue_is_reminded_of_today() -> None:
    (event,) = events(reminders(owed({"status": "overdue"}), "2026-03-20"))
    assert event.decoded("DTSTART") == date(2026, 3, 20)


def test_imported_again_it_updates_in_place() -> None:
    (before,) = events(reminders(owed({}), "2026-03-13"))
    (after,) = events(reminders(owed({"due_on": "2026-03-17"}), "2026-03-14"))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")


def test_a_hundred_payloads_stay_one_event_each() -> None:
    tricks = [
        "END:VEVENT\r\nBEGIN:VEVENT",
        "\nATTACH:http://evil.example",
        "\r\nEND:VCALENDAR",
        "a;b,c:d\\e\\n",
        "\0",
        "\x0b\x0c\x1b",
        '"quoted"',
        "ü" * 200,
        "😀" * 60,
        "BEGIN:VALARM\nACTION:EMAIL",
    ]
    places = list(product(("recipient", "company", "reason", "follow_up_id"), tricks, ("{}", "Ana {}", "{} Ana")))
    assert len(places) >= 100
    for field, trick, frame_ in places:
        value = frame_.format(trick)
        (event,) = events(reminders(owed({field: value}), "2026-03-13"))
        shown = "".join(x for x in value.replace("\r", "") if x == "\n" or ord(x) >= 32)
        where = {"reason": "DESCRIPTION", "follow_up_id": "UID"}.get(field, "SUMMARY")
        assert shown in str(event[where]), (field, value)
        assert all(ord(x) >= 32 or x == "\n" for name in ("UID", "SUMMARY", "DESCRIPTION") for x in event[name])
        assert set(event.keys()) == {
            "UID",
            "DTSTAMP",
            "SEQUENCE",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "TRANSP",
        }
        assert len(event.walk("VALARM")) == 1


def test_nothing_owed_is_an_empty_calendar() -> None:
    assert events(reminders(frame("follow_ups"), "2026-03-13")) == []
