"""Delimited text: bytes become rows of text, each with the line it starts on."""

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from followup_kit.cells import restore
from followup_kit.errors import LogFileError
from followup_kit.importing.headers import field_of
from followup_kit.sheets.packed import MAX_COLUMNS, MAX_ROW

DELIMITERS = ",;\t|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MAX_LINES = 2_000_000
_SAMPLE_LINES = 60
_IN_VAIN = 5  # times a file's letters
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


_HYPERLINK = re.compile(r'=HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)', re.I)


class Row(NamedTuple):
    """One row of a file.

    Parameters
    ----------
    line : int
        The line it starts on.
    cells : list of str
        Its texts.
    fault : str
        What is wrong with how it is written.
    links : dict of int to str
        The link behind a cell, by the cell's place.
    """

    line: int
    cells: list[str]
    fault: str = ""
    links: Mapping[int, str] = MappingProxyType({})

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


def decode(data: bytes) -> tuple[str, str]:
    """Return a file's text, and the encoding it was in.

    UTF-8 and UTF-16, with or without a byte order mark, else the Western Windows encoding older spreadsheets write.

    Examples
    --------
    >>> decode("Müller".encode("cp1252"))
    ('Müller', 'cp1252')
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    if data[:200].count(0) > len(data[:200]) // 3:
        # Every second byte of Latin text in UTF-16 is zero: the first, or the second.
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return data.decode(encoding, errors="replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252.
        return data.decode("cp1252", errors="replace"), "cp1252"


def cell_text(cell: str) -> tuple[str, str]:
    """Return what a cell says, and the link behind it.

    A link's formula says its label. A text that our own export kept from being a formula comes back as it was.

    Examples
    --------
    >>> cell_text('=HYPERLINK("https://example.org/7","Ward nurse")')
    ('Ward nurse', 'https://example.org/7')
    >>> cell_text("'=1+1")
    ('=1+1', '')
    """
    found = _HYPERLINK.fullmatch(cell.strip()) if cell[:1] in "= " else None
    if not found:
        return restore(cell), ""
    link, label = ((part or "").replace('""', '"') for part in found.groups())
    return label or link, link


def is_text(text: str) -> bool:
    """Say whether decoded bytes are text, and not a picture or a program."""
    sample = text[:100_000]
    return len(_CONTROL.findall(sample)) + sample.count("\ufffd") <= max(20, len(sample) / 50)


def read_rows(text: str) -> tuple[list[Row], str]:
    r"""Return the rows of delimited text, and the delimiter.

    Strict: a row whose quotation marks do not add up is read by itself, alone on its line, and says so in ``fault``;
    it never swallows the rows after it.

    Raises
    ------
    LogFileError
        If it has far more rows or columns than a log can have.

    Examples
    --------
    >>> rows, delimiter = read_rows('company;role\n"Arbor; Sons";Nurse\n')
    >>> rows[1].cells
    ['Arbor; Sons', 'Nurse']
    """
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise LogFileError(f"More than {MAX_LINES:,} lines: no log of applications has so many. Choose another file.")
    lines = list(io.StringIO(text, newline=""))
    skip = 0
    if lines and (declared := re.fullmatch(r"sep=(.)", lines[0].strip("\r\n"), re.I)):
        delimiter, skip = declared[1], 1  # a line only Excel reads
    else:
        delimiter = _delimiter(lines)
    raw = list(itertools.islice(_split(lines, delimiter, skip), MAX_ROW + 1))
    if len(raw) > MAX_ROW:
        raise LogFileError(f"More than {MAX_ROW:,} rows: no log of applications has so many. Choose another file.")
    widest = max(raw, key=lambda row: len(row.cells), default=Row(1, []))
    if len(widest.cells) > MAX_COLUMNS:
        raise LogFileError(
            f"Line {widest.line} has {len(widest.cells):,} columns; a log has a few. "
            f"At most {MAX_COLUMNS} are read: take the others out, or choose another file."
        )
    if _CONTROL.search(text):
        raw = [_without_control_characters(row) for row in raw]
    return [_said(row) for row in raw], delimiter


def _without_control_characters(row: Row) -> Row:
    clean = [_CONTROL.sub("", cell) for cell in row.cells]
    if clean == row.cells:
        return row
    return row._replace(cells=clean, fault=row.fault or "characters that are no text were left out")


def _said(row: Row) -> Row:
    said = [cell_text(cell) for cell in row.cells]
    return row._replace(cells=[cell for cell, _ in said], links={at: link for at, (_, link) in enumerate(said) if link})


def _split(lines: list[str], delimiter: str, at: int = 0) -> Iterator[Row]:
    in_vain, most = 0, _IN_VAIN * max(2**20, sum(map(len, lines)))
    while at < len(lines):
        # Each quotation mark left open reads on to the end of the file: too many of them, and lines are read alone.
        end = len(lines) if in_vain < most else at + 1
        reader = csv.reader(map(lines.__getitem__, range(at, end)), delimiter=delimiter, strict=True)
        start = at
        try:
            for cells in reader:
                following = at + reader.line_num
                yield Row(start + 1, cells, _swallowed(lines[start:following], delimiter, len(cells)))
                start = following
            at = end
        except csv.Error:
            in_vain += sum(map(len, lines[start : at + reader.line_num]))
            yield Row(start + 1, _split_line(lines[start], delimiter), "its quotation marks do not add up")
            at = start + 1


def _swallowed(lines: list[str], delimiter: str, width: int) -> str:
    """Say so where a cell over several lines may be rows that a stray quotation mark swallowed."""
    inner = lines[1:-1]
    if inner and width > 2 and all(line.count(delimiter) == width - 1 for line in inner):
        return f"one cell spans {len(lines)} lines that look like rows: is a quotation mark missing?"
    return ""


def _split_line(line: str, delimiter: str) -> list[str]:
    """Split one line whose quotation marks do not add up: one closes a cell only where a delimiter follows."""
    line = line.rstrip("\r\n")
    closing = re.compile(rf'"(?={re.escape(delimiter)}|$)')
    cells, at, may_close = [], 0, True
    while True:
        end = None
        if may_close and line.startswith('"', at):
            end = closing.search(line, at + 1)
            may_close = end is not None
        if end:
            cells.append(line[at + 1 : end.start()].replace('""', '"'))
            at = end.end()
        else:
            stop = line.find(delimiter, at)
            stop = len(line) if stop < 0 else stop
            cells.append(line[at:stop])
            at = stop
        if at >= len(line):
            return cells
        at += len(delimiter)


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter that makes the best header; of equal ones, that which cuts most rows alike."""
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]
    chosen, best = ",", (1, 1)
    for delimiter in DELIMITERS:
        rows = [row.cells for row in _split(sample, delimiter) if not row.blank]
        known = max((len({field_of(cell[:60]) for cell in cells[:100]} - {""}) for cells in rows), default=0)
        width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        quality = (max(known, 1), width if count * 2 >= len(rows) else 1)
        if quality > best:
            chosen, best = delimiter, quality
    return chosen
