"""One value on its way into the log: checked against the data dictionary, or refused in words."""

import re
from operator import index
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from followup_kit import schema
from followup_kit.dates import as_date, optional_date
from followup_kit.errors import BadValue

_LONGEST = 100_000
_LAST_ROW = 2**63 - 1  # the largest whole number SQLite keeps
_REQUIRED_DATES = ("held_on", "received_on")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # SQLite cuts at a NUL; half a surrogate pair is no UTF-8
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")


def checked(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return values as a table stores them: text, ISO days, whole numbers, None.

    Raises
    ------
    BadValue
        For the first value that cannot be kept; its ``field`` is the column.

    Examples
    --------
    >>> checked("stage_changes", {"stage": "applied", "changed_on": "2026-03-02"})
    {'stage': 'applied', 'changed_on': '2026-03-02'}
    """
    columns = {column.name: column for column in schema.COLUMNS[table]}
    strangers = [name for name in values if name not in columns]
    if strangers:
        raise BadValue(f"{table} has no {strangers[0]!r}; it has {', '.join(columns)}.", field=strangers[0])
    return {name: _stored(columns[name], value) for name, value in values.items()}


def required(value: Any, field: str, words: str) -> None:
    """Refuse an empty value of a field that a form cannot do without."""
    if not str("" if value is None else value).strip():
        raise BadValue(f"{words}.", field=field, value=value)


def row_number(value: Any, field: str) -> int:
    """Return the id of a row as SQLite takes it: what a frame holds is NumPy's, which it would not find."""
    try:
        number = 0 if isinstance(value, bool) else index(value)
    except TypeError:
        number = 0
    if not 0 < number <= _LAST_ROW:
        raise BadValue(f"{field}: {value!r} is no row number. Take it from the log's frame.", field=field, value=value)
    return number


def is_web_address(text: str) -> bool:
    """Say whether a text may be kept as a link, and become one: http or https, a host, no space in it.

    Examples
    --------
    >>> is_web_address("https://example.org/jobs/7"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s\x00-\x1f\x7f]", text)


def _stored(column: schema.Column, value: Any) -> Any:
    if column.kind == "date":
        day = as_date(value, column.name) if column.name in _REQUIRED_DATES else optional_date(value, column.name)
        return None if day is None else day.isoformat()
    if column.kind in ("id", "optional_id"):
        missing = column.kind == "optional_id" and (value is None or value is pd.NA)
        return None if missing else row_number(value, column.name)
    return _text(column, value)


def _text(column: schema.Column, value: Any) -> str:
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise BadValue(f"{column.name}: {value!r} is no text.", field=column.name, value=value)
    text = value.strip()
    if column.allowed and text not in column.allowed:
        raise BadValue(
            f"{column.name}: {value!r} is not known. Choose one of {', '.join(column.allowed)}.",
            field=column.name,
            value=value,
        )
    if len(text) > _LONGEST:
        raise BadValue(
            f"{column.name}: {len(text):,} characters are too many; keep it under {_LONGEST:,}.",
            field=column.name,
        )
    if _NO_TEXT.search(text):
        raise BadValue(f"{column.name} holds a character that is no text. Type it again.", field=column.name)
    if column.name == "email" and text and not _EMAIL.fullmatch(text):
        raise BadValue(
            f"email: {value!r} is no address. Write it like name@example.org, or leave it empty.",
            field="email",
            value=value,
        )
    if column.name == "url" and text and not is_web_address(text):
        raise BadValue(
            f"url: {value!r} is no web address. It begins with https:// or http://; or leave it empty.",
            field="url",
            value=value,
        )
    return text
