"""The data dictionary: every table, its columns, and the words they may hold."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from followup_kit.errors import ColumnError

STAGES = (
    "saved",
    "applied",
    "replied",
    "screening",
    "interviewing",
    "offer",
    "accepted",
    "rejected",
    "withdrawn",
    "ghosted",
)
RESPONSE_STAGES = ("replied", "screening", "interviewing", "offer", "accepted", "rejected")
POSITIVE_STAGES = ("screening", "interviewing", "offer", "accepted")
CONTACT_STAGES = ("replied", "screening", "interviewing", "offer")
CLOSED_STAGES = ("accepted", "rejected", "withdrawn", "ghosted")
MODES = ("in_person", "video", "phone")
MESSAGE_KINDS = ("thank_you", "check_in", "feedback_request")
KINDS = ("debrief", *MESSAGE_KINDS)
CHANNELS = ("handwritten", "email", "phone")
SNOOZE_ACTIONS = ("snooze", "retire")
STATUSES = ("overdue", "due", "open", "upcoming", "snoozed", "done", "retired")

DTYPES = MappingProxyType(
    {
        "id": "int64",
        "optional_id": "Int64",
        "text": "str",
        "date": "datetime64[us]",
        "timestamp": "datetime64[us]",
        "flag": "bool",
        "count": "int64",
    }
)


class Column(NamedTuple):
    """One column: its name, its kind (a key of `DTYPES`), what it means, and the words it may hold.

    Text is never missing: not given is the empty string. A missing date is NaT, a missing id ``<NA>``.
    """

    name: str
    kind: str
    meaning: str
    allowed: tuple[str, ...] = ()


class Tables(NamedTuple):
    """All of a log at one moment: a frame for each table, and the settings."""

    applications: pd.DataFrame
    stage_changes: pd.DataFrame
    interviews: pd.DataFrame
    interviewers: pd.DataFrame
    messages: pd.DataFrame
    feedback: pd.DataFrame
    feedback_themes: pd.DataFrame
    snoozes: pd.DataFrame
    settings: dict[str, Any]


class ImportRow(NamedTuple):
    """One application as an import brings it in.

    Parameters
    ----------
    key : str
        The row key: the source's id or URL, else company, role and date applied, plus its ordinal among equals.
    fields : dict
        Columns of the table ``applications`` but its id; ``decision_by`` is a day or None.
    stages : tuple of (str, datetime.date or None, str)
        Stage changes in their order: stage, day where known, note.
    earlier_key : str
        The key the row had while its day of applying was not known; empty where there is none.
    """

    key: str
    fields: dict[str, Any]
    stages: tuple[tuple[str, date | None, str], ...]
    earlier_key: str = ""


_APPLICATION = Column("application_id", "id", "the application it belongs to")
_DECISION_BY = Column("decision_by", "date", "the day by which the employer said it would decide")

COLUMNS: MappingProxyType[str, tuple[Column, ...]] = MappingProxyType(
    {
        "applications": (
            Column("application_id", "id", "one role at one company"),
            Column("company", "text", "the employer; empty only where an import had none"),
            Column("role", "text", "the title of the job"),
            Column("source", "text", "where it was found"),
            Column("location", "text", "where the work is"),
            Column("url", "text", "the advertisement, http or https"),
            _DECISION_BY,
            Column("notes", "text", "private notes"),
        ),
        "stage_changes": (
            Column("stage_change_id", "id", "one move into a stage, in order of entry"),
            _APPLICATION,
            Column("stage", "text", "the stage moved into", STAGES),
            Column("changed_on", "date", "the day of the move; missing where unknown"),
            Column("note", "text", "what the source called it, or a remark"),
        ),
        "interviews": (
            Column("interview_id", "id", "one meeting"),
            _APPLICATION,
            Column("held_on", "date", "the day of the meeting"),
            Column("mode", "text", "how you met", MODES),
            Column("round", "text", "which round, in the seeker's words"),
            Column("topics", "text", "what was talked about"),
            Column("questions", "text", "questions prepared to ask at the interview"),
            _DECISION_BY,
            Column("debriefed_on", "date", "the day it was written down; missing until then"),
        ),
        "interviewers": (
            Column("interviewer_id", "id", "one person met at one interview"),
            Column("interview_id", "id", "the interview it belongs to"),
            Column("name", "text", "the full name, with its title"),
            Column("title", "text", "the position"),
            Column("email", "text", "the e-mail address"),
            Column("phone", "text", "the phone number, as written"),
            Column("address", "text", "where a card would go"),
            Column("remembered", "text", "what was said with this person"),
        ),
        "messages": (
            Column("message_id", "id", "one follow-up"),
            _APPLICATION,
            Column("interview_id", "optional_id", "the interview it follows"),
            Column("interviewer_id", "optional_id", "the person it goes to"),
            Column("kind", "text", "what it is for", MESSAGE_KINDS),
            Column("channel", "text", "how it goes out", CHANNELS),
            Column("subject", "text", "the subject of an e-mail"),
            Column("body", "text", "the text"),
            Column("sent_on", "date", "the day it was sent; a draft until then"),
            Column("answered_on", "date", "the day an answer came"),
        ),
        "feedback": (
            Column("feedback_id", "id", "one piece of feedback"),
            _APPLICATION,
            Column("received_on", "date", "the day it came"),
            Column("giver", "text", "who gave it"),
            Column("text", "text", "what was said"),
            Column("worked_on", "date", "the day the seeker had worked on it; missing until then"),
        ),
        "feedback_themes": (
            Column("feedback_id", "id", "the feedback it belongs to"),
            Column("theme", "text", "one thing to work on"),
        ),
        "snoozes": (
            Column("snooze_id", "id", "one decision, in order of entry: the last of a follow-up counts"),
            Column("follow_up_id", "text", "the follow-up it is about"),
            Column("action", "text", "put off, or retired", SNOOZE_ACTIONS),
            Column("until", "date", "the day it comes back; missing for retired"),
            Column("reason", "text", "why"),
        ),
        "imports": (
            Column("import_id", "id", "one file brought in"),
            Column("file", "text", "its name"),
            Column("hash", "text", "SHA-256 of its bytes"),
            Column("imported_at", "timestamp", "when, UTC"),
            Column("n_rows", "count", "rows in the file that were accepted"),
            Column("n_added", "count", "applications that were new"),
        ),
        "flat": (
            Column("application_id", "id", "one role at one company"),
            Column("company", "text", "the employer"),
            Column("role", "text", "the title of the job"),
            Column("source", "text", "where it was found"),
            Column("location", "text", "where the work is"),
            Column("stage", "text", "the present stage: never used for a number", ("", *STAGES)),
            Column("applied_on", "date", "first move to applied; missing if never, or on an unknown day"),
            Column("responded", "flag", "whether the employer ever answered"),
            Column("responded_on", "date", "first response; missing if none, or on an unknown day"),
            Column("advanced_on", "date", "first positive response"),
            Column("interviewed_on", "date", "first interview, or first move to interviewing"),
            Column("offered_on", "date", "first move to offer or accepted"),
            Column("rejected_on", "date", "first rejection after an interview, else first rejection"),
            Column("withdrawn_on", "date", "first move to withdrawn"),
            Column("decision_by", "date", "the promised date: the application's, else its latest interview's"),
            Column("n_interviews", "count", "interviews; at least 1 if ever moved to interviewing"),
            Column("feedback_asked_on", "date", "first feedback request sent"),
            Column("feedback_received_on", "date", "first feedback after asking, else first feedback"),
        ),
        "follow_ups": (
            Column("follow_up_id", "text", "kind:application:interview:interviewer:sequence"),
            Column("kind", "text", "what is owed", KINDS),
            _APPLICATION,
            Column("interview_id", "optional_id", "the interview it follows"),
            Column("interviewer_id", "optional_id", "the person it is owed to"),
            Column("company", "text", "the employer"),
            Column("role", "text", "the title of the job"),
            Column("recipient", "text", "the person's name"),
            Column("title", "text", "the person's position"),
            Column("channel", "text", "how it would best go out", ("", *CHANNELS)),
            Column("opens_on", "date", "the first day it makes sense"),
            Column("due_on", "date", "the last day it is on time"),
            Column("status", "text", "where it stands on the day asked for", STATUSES),
            Column("business_days_overdue", "count", "business days since due_on; 0 unless overdue"),
            Column("reason", "text", "why, in a sentence"),
        ),
    }
)


def names(table: str) -> list[str]:
    """Return a table's column names in their order."""
    return [column.name for column in COLUMNS[table]]


def frame(table: str, rows: Iterable = ()) -> pd.DataFrame:
    """Return rows as a frame with a table's columns and dtypes, also when there are none.

    Parameters
    ----------
    table : str
        A key of `COLUMNS`.
    rows : iterable of sequences or of mappings, or DataFrame
        Dates may be ISO text. A mapping may leave columns out: text is then empty, the rest missing.

    Raises
    ------
    ColumnError
        If a column is not one of the table's, or cannot be read as its dtype.

    Examples
    --------
    >>> frame("feedback_themes", [(1, "concise answers")]).theme.tolist()
    ['concise answers']
    """
    columns = COLUMNS[table]
    if isinstance(rows, pd.DataFrame):
        raw = rows
    else:
        rows = list(rows)
        raw = pd.DataFrame(rows, columns=None if rows and isinstance(rows[0], dict) else names(table))
    strangers = [name for name in raw.columns if name not in names(table)]
    if strangers:
        raise ColumnError(f"{table} has no column {', '.join(map(repr, strangers))}; it has {names(table)}.")
    return pd.DataFrame({c.name: _typed(table, c, raw.get(c.name), raw.index) for c in columns})


def _typed(table: str, column: Column, values: pd.Series | None, index: pd.Index) -> pd.Series:
    empty = {"text": "", "count": 0, "flag": False}.get(column.kind)
    if values is None:
        values = pd.Series([empty] * len(index), index=index, dtype=object)
    try:
        if column.kind == "timestamp":
            return pd.to_datetime(values, format="ISO8601", utc=True).dt.tz_localize(None).astype(DTYPES[column.kind])
        if column.kind == "date":
            return pd.to_datetime(values, format="ISO8601").astype(DTYPES[column.kind])
        if empty is not None:
            values = values.astype(object).where(values.notna(), empty)
        return values.astype(DTYPES[column.kind])
    except (TypeError, ValueError) as error:
        raise ColumnError(f"{table}.{column.name} should hold {column.meaning} ({column.kind}): {error}") from None
