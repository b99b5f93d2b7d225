"""A file someone kept a log in: told by its first bytes, and opened as sheets of rows."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from followup_kit.errors import LogFileError
from followup_kit.importing.delimited import Row, decode, read_rows

MAX_BYTES = 50 * 2**20
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
    (b"SQLite format 3\0", "is a database. If it is a log of Follow-up Kit, open it with open_log"),
)


class Sheet(NamedTuple):
    """One sheet: its name (empty for a text file), its rows, and what stands between cells in text."""

    name: str
    rows: Sequence[Row]
    delimiter: str = ","


class TableFile(NamedTuple):
    """A file's name, the SHA-256 of its bytes, what it is, and its sheets."""

    name: str
    digest: str
    kind: str
    sheets: tuple[Sheet, ...]


def open_file(path: str | os.PathLike) -> TableFile:
    """Open CSV and other delimited text, told by its content and not by its name.

    Raises
    ------
    LogFileError
        If the file is missing, too large, empty, compressed, or no table of text; the reason says what to do.
    """
    path = Path(path)
    data = _bytes(path)
    for start, reason in _REFUSED:
        if data.startswith(start):
            raise LogFileError(f"{path.name} {reason}.")
    digest = hashlib.sha256(data).hexdigest()
    text, encoding = decode(data)
    if not text.strip():
        raise LogFileError(f"{path.name} is empty. Choose the file your applications are in.")
    if text.count("\0") > len(text) // 100 or text.count("\ufffd") > len(text) // 10:
        raise LogFileError(f"{path.name} is no text. Save the table as .csv or .xlsx, and import that.")
    rows, delimiter = read_rows(text)
    return TableFile(path.name, digest, f"text, {encoding}", (Sheet("", rows, delimiter),))


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
