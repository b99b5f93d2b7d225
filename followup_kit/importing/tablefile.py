"""A file someone kept a log in: told by its first bytes, and opened as sheets of rows."""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from followup_kit.errors import LogFileError
from followup_kit.importing.delimited import Row, decode, is_text, read_rows
from followup_kit.importing.workbook import read_workbook
from followup_kit.sheets.packed import Packed, unpack

MAX_BYTES = 50 * 2**20
_SQLITE = b"SQLite format 3\0"
_REFUSED = (
    (b"\x1f\x8b", "is compressed (gzip). Unpack it first"),
    (b"BZh", "is compressed (bzip2). Unpack it first"),
    (b"\xfd7zXZ", "is compressed (xz). Unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed (zstd). Unpack it first"),
    (b"7z\xbc\xaf", "is compressed (7-Zip). Unpack it first"),
    (b"Rar!", "is compressed (RAR). Unpack it first"),
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Excel file or a protected one. Save it as .xlsx or .csv in your spreadsheet program",
    ),
    (b"%PDF", "is a PDF. Save the table as .csv or .xlsx"),
    (b"PAR1", "is a Parquet file. Save the table as .csv or .xlsx"),
    (_SQLITE, "is a database. If it is a log of Follow-up Kit, open it with open_log"),
)


class Sheet(NamedTuple):
    """One sheet: its name (empty for a text file), its rows, and what stands between cells in text."""

    name: str
    rows: Sequence[Row]
    delimiter: str = ","


class TableFile(NamedTuple):
    """A file: its name, the SHA-256 of its bytes, what it is, and its sheets.

    ``kind`` is ``text``, ``workbook`` (one sheet of it is the log) or ``archive`` (all its parts may be).
    """

    name: str
    digest: str
    kind: str
    sheets: tuple[Sheet, ...]


def is_log(path: str | os.PathLike) -> bool:
    """Say whether a file is a database, as the logs of the kit are."""
    path = Path(path)
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def open_file(path: str | os.PathLike) -> TableFile:
    """Open delimited text, an Excel workbook or a zip file of text, told by its content and not by its name.

    Raises
    ------
    LogFileError
        If the file is missing, too large, empty, compressed otherwise, or no table; the reason says what to do.
    """
    path = Path(path)
    data = _bytes(path)
    for start, reason in _REFUSED:
        if data.startswith(start):
            raise LogFileError(f"{path.name} {reason}.")
    if data.startswith(b"PK"):
        kind, sheets = _unpacked(unpack(data, path.name), data, path.name)
    else:
        kind, sheets = "text", [_text_sheet("", data, path.name)]
    return TableFile(path.name, hashlib.sha256(data).hexdigest(), kind, tuple(sheets))


def _unpacked(packed: Packed, data: bytes, name: str) -> tuple[str, list[Sheet]]:
    if "mimetype" in packed.names:
        raise LogFileError(f"{name} is an OpenDocument file. Save the table as .xlsx or .csv.")
    if "xl/workbook.xml" in packed.names:
        return "workbook", [Sheet(title, rows) for title, rows in read_workbook(packed, data, name)]
    texts = sorted((each for each in packed.names if _is_text(each)), key=_numbers_in_order)
    if not texts:
        raise LogFileError(f"{name} holds no table. Unpack it and choose the .csv or .xlsx with your applications.")
    sheets = [_text_sheet(each, part, name) for each in texts if (part := packed.read(each)).strip()]
    if not sheets:
        raise LogFileError(f"The tables in {name} are empty. Choose the file your applications are in.")
    return "archive", sheets


def _is_text(name: str) -> bool:
    return name.lower().endswith((".csv", ".tsv")) and not name.startswith("__MACOSX/")


def _numbers_in_order(name: str) -> list:
    """Sort "Job Applications_10.csv" after "Job Applications_9.csv"."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", name)]


def _text_sheet(part: str, data: bytes, name: str) -> Sheet:
    text, _ = decode(data)
    if not text.strip():
        raise LogFileError(f"{name} is empty. Choose the file your applications are in.")
    if not is_text(text):
        raise LogFileError(f"{name} is no text. Save the table as .csv or .xlsx, and import that.")
    start = text.lstrip("\ufeff \t\r\n")[:9].lower()
    if start.startswith(("<html", "<!doctype", "<?xml", "<table", '{"', "[{")):
        raise LogFileError(f"{name} is a web page, XML or JSON inside. Save the table as .csv or .xlsx.")
    rows, delimiter = read_rows(text)
    return Sheet(part, rows, delimiter)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise LogFileError(
                f"{path.name} has {size / 2**20:,.0f} MB; at most {MAX_BYTES / 2**20:,.0f} MB are read. "
                "A log of applications is far smaller: choose another file, or take attachments out."
            )
        return path.read_bytes()
    except IsADirectoryError:
        raise LogFileError(f"{path} is a folder. Choose the file in it.") from None
    except FileNotFoundError:
        raise LogFileError(f"There is no file {path}. Check the name.") from None
    except OSError as error:
        raise LogFileError(f"{path.name} cannot be read: {error.strerror or error}.") from error
