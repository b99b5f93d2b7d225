"""The one place where a cell leaves for a spreadsheet, or comes back from one."""

import csv
import io
import unicodedata

import pandas as pd

# What a spreadsheet takes for the start of a formula, and the mark that says "this is text".
_TRIGGERS = frozenset("=+-@\t\r\n'")


def neutralise(text: str) -> str:
    """Return text that a spreadsheet shows and never computes.

    A text whose first visible character could start a formula gets one apostrophe in front, and so does one
    that already has an apostrophe there: that makes `restore` exact.

    Examples
    --------
    >>> neutralise("=HYPERLINK(0)")
    "'=HYPERLINK(0)"
    >>> neutralise("R&D, Bonn")
    'R&D, Bonn'
    """
    return f"'{text}" if _looks_computed(text) else text


def restore(text: str) -> str:
    """Return what `neutralise` was given, by taking off exactly the apostrophe it put there.

    Examples
    --------
    >>> restore("'=1+1")
    '=1+1'
    >>> restore("'tis fine")
    "'tis fine"
    """
    return text[1:] if text.startswith("'") and _looks_computed(text[1:]) else text


def write_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as a CSV file that spreadsheets read without computing anything in it.

    Every cell is quoted and lines end in CRLF, so that a line break inside a cell stays inside it. Text goes
    through `neutralise`, column names and index too; an index without a name only numbers rows and stays here.
    Days are ISO, what is missing is empty, and the UTF-8 byte order mark makes Excel read every alphabet.

    Examples
    --------
    >>> write_csv(pd.DataFrame({"role": ["+1"], "n": [2]})).decode("utf-8-sig")
    '"role","n"\\r\\n"\\'+1","2"\\r\\n'
    """
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    columns = [[_cell(name), *map(_cell, frame.iloc[:, at])] for at, name in enumerate(frame.columns)]
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(zip(*columns, strict=True))
    return stream.getvalue().encode("utf-8-sig")


def _looks_computed(text: str) -> bool:
    for character in text:
        # Full-width forms count as well: some spreadsheets fold them to the plain sign.
        if unicodedata.normalize("NFKC", character) in _TRIGGERS:
            return True
        # Spaces and characters without any shape do not hide what follows them.
        if not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf"):
            return False
    return False


def _cell(value: object) -> str:
    # By value and not by dtype: a column of objects may hold text among its numbers.
    if isinstance(value, str):
        return neutralise(value)
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return value.date().isoformat()
    return str(value)
