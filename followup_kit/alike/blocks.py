"""Plainly written tables, brought together by their header into blocks that are parsed at once."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from followup_kit.cohort_files import Found
from followup_kit.importing import formats
from followup_kit.importing.columns import Column, understand
from followup_kit.importing.headers import STAGE_FIELDS, field_of
from followup_kit.sheets.packed import MAX_COLUMNS

TEXTS = ("company", "role", "source", "location")
DATED = ("responded_on", *STAGE_FIELDS)
_SILENT = ("notes", "keep", "leave")
_MOST_DATED = 5
# Quotation marks, other delimiters, and characters that are no text: with any of them a file is read by itself.
_UNFIT = bytes({*range(9), 11, 12, *range(13, 32), 127, *b'"\t;|'})
_MARK = b"\xef\xbb\xbf"
_MAX_BYTES = 2**20
# A block is as large as a thread is quick with; what waits for more of its kind may fill so much memory.
_BLOCK, _WAITING = 8 * 2**20, 256 * 2**20


@dataclass
class Block:
    """Files of one header, the rows below it as they follow one another, and how many bytes are of each file."""

    columns: list[Column]
    files: list[Found] = field(default_factory=list)
    texts: list[bytes | memoryview] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    n_bytes: int = 0

    def add(self, file: Found, text: bytes, start: int) -> None:
        """Add a file with what stands in it from a place on."""
        size = len(text) - start
        self.texts.append(memoryview(text)[start:])
        if not text.endswith(b"\n"):
            self.texts.append(b"\n")
            size += 1
        self.files.append(file)
        self.sizes.append(size)
        self.n_bytes += size


def by_header(files: Iterable[Found]) -> Iterator[Block]:
    """Yield the tables among some files that are written plainly, with a header of which all is understood."""
    columns_of: dict[bytes, list[Column] | None] = {}
    waiting: dict[bytes, Block] = {}
    n_waiting = 0
    for file in files:
        text = _text(file.place) if file.place.lower().endswith(".csv") else None
        if text is None:
            continue
        end = text.find(b"\n")
        header = text[:end]
        if header not in columns_of:
            columns_of[header] = _columns(header)
        if (columns := columns_of[header]) is None:
            continue
        block = waiting.setdefault(header, Block(columns))
        block.add(file, text, end + 1)
        n_waiting += len(text)
        if block.n_bytes >= _BLOCK:
            yield waiting.pop(header)
            n_waiting -= block.n_bytes
        elif n_waiting >= _WAITING:
            yield from waiting.values()
            waiting, n_waiting = {}, 0
    # The importer is as quick with a single file.
    yield from (block for block in waiting.values() if len(block.files) > 1)


def _text(place: str) -> bytes | None:
    """Return what stands in a file, lines parted by line feeds; None where it is read by itself."""
    text = _bytes(place)
    if text is None:
        return None
    text = text.removeprefix(_MARK)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    if len(text.translate(None, _UNFIT)) != len(text) or not _is_text(text):
        return None
    has_rows = -1 < text.find(b"\n") < len(text) - 1
    return text if has_rows else None


def _bytes(place: str) -> bytes | None:
    """Return what stands in a small file: by calls to the system, in half the time that a file object takes."""
    try:
        file = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            size = os.fstat(file).st_size
            data = os.read(file, size + 1) if size <= _MAX_BYTES else b""
        finally:
            os.close(file)
    except OSError:
        return None
    return data if len(data) == size else None  # being written, or cut short


def _is_text(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        return "\ufffd" not in text.decode()
    except UnicodeDecodeError:
        return False


def _columns(header: bytes) -> list[Column] | None:
    """Return what the importer takes the columns for, if all of them are of a kind that is read here."""
    names = [name.strip() for name in header.decode().split(",")]
    if len(names) > MAX_COLUMNS or formats.recognise(names) or len(set(names)) < len(names):
        return None
    columns = understand(names, [], None, {}, "")
    fields = [field_of(name) or "keep" for name in names]
    read = [field for field in fields if field not in _SILENT]
    plain = set(read) <= {*TEXTS, "url", "status", *DATED} and len(read) == len(set(read))
    dated = [column for column in columns if column.field in DATED]
    if not plain or "company" not in read or len(dated) > _MOST_DATED or any(column.vague for column in dated):
        return None
    return columns if len(read) > 1 and names[0] and not names[0].startswith(("'", "=", "#")) else None
