"""Tables with one and the same header: joined, parsed once, and read as the importer would read each by itself.

What the importer makes of a row depends on its status word, on which of its cells are filled in, and on the order of
its days, and on nothing else in these tables. So it is asked once for each such pattern, with days that stand in for
the real ones, and its answer holds for every row of that pattern. What does not fit is left to be read one by one.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from followup_kit import schema
from followup_kit.cohort_files import Found, raw_of
from followup_kit.dates import FIRST_YEAR, LAST_YEAR
from followup_kit.flat import flat_applications
from followup_kit.importing import formats
from followup_kit.importing.applications import RowReader
from followup_kit.importing.columns import Column, understand
from followup_kit.importing.delimited import Row
from followup_kit.importing.headers import IDENTIFYING, STAGE_FIELDS, field_of
from followup_kit.importing.words import says_nothing, stages_of
from followup_kit.schema import ImportRow
from followup_kit.together import together

if TYPE_CHECKING:
    import pyarrow as pa

_TEXTS = ("company", "role", "source", "location")
_DATED = ("responded_on", *STAGE_FIELDS)
_SILENT = ("notes", "keep", "leave")
# Quotation marks, other delimiters, and characters that are no text: with any of them a file is read by itself.
_UNFIT = bytes({*range(9), 11, 12, *range(13, 32), 127, *b'"\t;|'})
_MARK = b"\xef\xbb\xbf"
_MAX_BYTES, _MAX_ROWS = 2**20, 50_000
_MOST_DATED = 5
_MOST_WORDS = 20_000  # of a column that are looked at one by one
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WEB_ADDRESS = r"^https?://[A-Za-z0-9][A-Za-z0-9.-]*(/[!-~]*)?$"
_STAND_IN = date(2001, 1, 1)
_NO_DAY, _ORDINAL_OF_1970 = 0, date(1970, 1, 1).toordinal()
_DATES = tuple(column.name for column in schema.COLUMNS["flat"] if column.kind == "date")


class Alike(NamedTuple):
    """Files that were read together, their rows of the flat frame, and the place of its file for each row."""

    read: list[Found]
    applications: pd.DataFrame
    file_of: np.ndarray


class _Bodies(NamedTuple):
    """Files of one header, what stands below it, and how many lines that is."""

    files: list[Found]
    texts: list[bytes]
    n_lines: list[int]


def read_alike(files: Iterable[Found]) -> tuple[list[Alike], list[Found]]:
    """Read the tables among some files that are written plainly and share a header.

    Returns
    -------
    alike : list of Alike
        One for each header.
    others : list of Found
        The files to be read by themselves, in their order.
    """
    files = list(files)
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return [], files
    found, done = [], set()
    for header, bodies in _by_header(files).items():
        columns = _columns(header)
        if columns and len(bodies.files) > 1:
            alike = _read(columns, bodies)
            if alike is not None:
                found.append(alike)
                done |= set(alike.read)
    return found, [one for one in files if one not in done]


def _by_header(files: Sequence[Found]) -> dict[bytes, _Bodies]:
    found: dict[bytes, _Bodies] = {}
    for one in files:
        if one.path.suffix.lower() != ".csv":
            continue
        try:
            with one.path.open("rb") as stream:
                data = stream.read(_MAX_BYTES + 1)
        except OSError:
            continue  # read by itself, it gets its reason
        data = data.removeprefix(_MARK)
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        if len(data) > _MAX_BYTES or len(data.translate(None, _UNFIT)) != len(data) or not _is_text(data):
            continue
        header, _, body = data.partition(b"\n")
        if body and not body.endswith(b"\n"):
            body += b"\n"
        n_lines = body.count(b"\n")
        if 0 < n_lines <= _MAX_ROWS:
            bodies = found.setdefault(header, _Bodies([], [], []))
            for kept, value in zip(bodies, (one, body, n_lines), strict=True):
                kept.append(value)
    return found


def _is_text(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        return "\ufffd" not in data.decode()
    except UnicodeDecodeError:
        return False


def _columns(header: bytes) -> list[Column] | None:
    """Return what the importer takes the columns for, if all of them are of a kind that is read here."""
    names = [name.strip() for name in header.decode().split(",")]
    if formats.recognise(names) or len({name for name in names}) < len(names):
        return None
    columns = understand(names, [], None, {}, "")
    fields = [field_of(name) or "keep" for name in names]
    read = [field for field in fields if field not in _SILENT]
    plain = set(read) <= {*_TEXTS, "url", "status", *_DATED} and len(read) == len(set(read))
    dated = [column for column in columns if column.field in _DATED]
    if not plain or "company" not in read or len(dated) > _MOST_DATED or any(column.vague for column in dated):
        return None
    return columns if len(read) > 1 and names[0] and not names[0].startswith(("'", "=", "#")) else None


def _read(columns: Sequence[Column], bodies: _Bodies) -> Alike | None:
    """Return the files that fit; parsed again without those that do not, until all do."""
    while bodies.files:
        file_of = np.repeat(np.arange(len(bodies.files)), bodies.n_lines)
        words, odd = _parsed(columns, bodies)
        if words:
            if _may_hide_a_header(columns, words):
                return None
            cells, odd = _cells(columns, words)
            numbers, firsts = _patterns(columns, cells)
            answers = _asked(columns, cells, firsts)
            odd |= answers.odd[numbers]
            if not odd.any():
                return Alike(bodies.files, _flat(columns, words, cells, answers, numbers, bodies.n_lines), file_of)
        unfit = np.zeros(len(bodies.files), dtype=bool)
        unfit[file_of[odd]] = True
        bodies = _Bodies(*([one for one, out in zip(kept, unfit, strict=True) if not out] for kept in bodies))
    return None


def _parsed(columns: Sequence[Column], bodies: _Bodies) -> tuple[list["pa.DictionaryArray"], np.ndarray]:
    """Return each column's cells, or none and which rows have too many of them, or too few."""
    import pyarrow as pa
    from pyarrow import csv

    data = pa.py_buffer(b"".join(bodies.texts))
    names = [str(column.at) for column in columns]
    unfit: list[int | None] = []

    def parse(threads: bool) -> "pa.Table":
        def skip(row: csv.InvalidRow) -> str:
            unfit.append(row.number)
            return "skip"

        return csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(use_threads=threads, column_names=names),
            csv.ParseOptions(quote_char=False, ignore_empty_lines=False, invalid_row_handler=skip),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))),
        )

    table = parse(threads=True)
    odd = np.zeros(sum(bodies.n_lines), dtype=bool)
    if unfit:
        unfit.clear()
        parse(threads=False)  # only so rows are numbered
        odd[np.array(unfit) - 1] = True
        return [], odd
    return [table.column(name).unify_dictionaries().combine_chunks() for name in names], odd


def _may_hide_a_header(columns: Sequence[Column], words: Sequence["pa.DictionaryArray"]) -> bool:
    """Say whether a row may look more like a header than the header does."""
    fields = {field_of(column.header) for column in columns} - {"", "leave"}
    most, identifies = 0, False
    for array in words:
        many = len(array.dictionary) > _MOST_WORDS
        found = set(IDENTIFYING) if many else {field_of(word) for word in array.dictionary.to_pylist()} - {"", "leave"}
        most += bool(found)
        identifies |= bool(found.intersection(IDENTIFYING))
    return most + 2 * identifies > len(fields) + 2 * bool(fields.intersection(IDENTIFYING))


class _Cells(NamedTuple):
    """What the answers depend on: each row's status word (a place in ``statuses``), whether it has a role, its days."""

    statuses: list[str]
    status: np.ndarray
    has_role: np.ndarray
    days: np.ndarray


def _cells(columns: Sequence[Column], words: Sequence["pa.DictionaryArray"]) -> tuple[_Cells, np.ndarray]:
    """Return the cells that matter, and which rows have one that is odd: the importer looks at it by itself."""
    import pyarrow.compute as pc

    n = len(words[0])
    odd, days = np.zeros(n, dtype=bool), []
    statuses, status, has_role = [""], np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    for column, array in zip(columns, words, strict=True):
        codes, told = array.indices.to_numpy(), array.dictionary
        texts = told.to_pylist()
        is_odd = pc.not_equal(pc.utf8_trim_whitespace(told), told).to_numpy(zero_copy_only=False)
        is_odd = is_odd | pc.match_substring_regex(told, "^['=#]").to_numpy(zero_copy_only=False)
        if column.field == "company":
            is_odd |= np.array([not text or text == column.header for text in texts], dtype=bool)
        elif column.field == "url":
            fits = pc.match_substring_regex(told, _WEB_ADDRESS).to_numpy(zero_copy_only=False)
            is_odd |= ~fits & (np.array(texts, dtype=object) != "")
        elif column.field == "status":
            statuses, status = texts, codes.astype(np.int64)
            is_odd |= np.array([not says_nothing(text) and stages_of(text) is None for text in texts], dtype=bool)
        elif column.field in _DATED:
            read = [_day(text) if text else _NO_DAY for text in texts]
            is_odd |= np.array([day is None for day in read], dtype=bool)
            days.append(np.array([day or _NO_DAY for day in read], dtype=np.int32)[codes])
        elif column.field == "role":
            has_role = np.array([text != "" for text in texts], dtype=bool)[codes]
        if is_odd.any():
            odd |= is_odd[codes]
    return _Cells(statuses, status, has_role, np.array(days, dtype=np.int32).reshape(len(days), n)), odd


def _day(text: str) -> int | None:
    """Return an ISO day as its number, None for any other text."""
    try:
        day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day.toordinal() if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _patterns(columns: Sequence[Column], cells: _Cells) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of each row's pattern, and of each pattern the first row."""
    key = cells.status * 2 + cells.has_role
    for days in cells.days:
        key = key * 2 + (days != _NO_DAY)
    for one, other in combinations(cells.days, 2):
        both = (one != _NO_DAY) & (other != _NO_DAY)
        key = key * 3 + 1 + both * np.sign(one - other)
    numbers, found = pd.factorize(key)
    firsts = np.empty(len(found), dtype=np.int64)
    firsts[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return numbers, firsts


class _Answers(NamedTuple):
    """What the importer makes of each pattern.

    ``flat`` has a row for each, ``came_from`` for each day in it the place of the dated column it is from, or -1;
    ``odd`` are patterns that it reports something about.
    """

    flat: pd.DataFrame
    came_from: dict[str, np.ndarray]
    odd: np.ndarray


def _asked(columns: Sequence[Column], cells: _Cells, firsts: np.ndarray) -> _Answers:
    reader = RowReader(columns, None, {})
    dated = [column.at for column in columns if column.field in _DATED]
    rows, places, odd = [], [], np.zeros(len(firsts), dtype=bool)
    for number, first in enumerate(firsts):
        days = cells.days[:, first]
        order = sorted(set(days[days != _NO_DAY].tolist()))
        own = {column.field: column.at for column in columns}
        text = [""] * len(columns)
        text[own["company"]] = "Company"
        if cells.has_role[first]:
            text[own["role"]] = "Role"
        if "status" in own:
            text[own["status"]] = cells.statuses[cells.status[first]]
        for at, day in zip(dated, days.tolist(), strict=True):
            if day != _NO_DAY:
                text[at] = (_STAND_IN + timedelta(order.index(day))).isoformat()
        read = reader.in_time(reader.read(Row(number, text)))
        rows.append(ImportRow("", dict(read.fields), tuple((one.stage, one.day, "") for one in read.stages)))
        places.append([days.tolist().index(day) for day in order])
    odd[[problem.line for problem in reader.cells.problems]] = True
    flat = flat_applications(together([raw_of(rows)], [0]))
    came_from = {}
    for name in _DATES:
        ranks = (flat[name] - pd.Timestamp(_STAND_IN)).dt.days.fillna(-1).astype(int).tolist()
        came_from[name] = np.array([-1 if rank < 0 else place[rank] for rank, place in zip(ranks, places, strict=True)])
    return _Answers(flat, came_from, odd)


def _flat(
    columns: Sequence[Column],
    words: Sequence["pa.DictionaryArray"],
    cells: _Cells,
    answers: _Answers,
    numbers: np.ndarray,
    n_lines: Sequence[int],
) -> pd.DataFrame:
    n = len(numbers)
    starts = np.cumsum(n_lines) - n_lines
    made = {"application_id": np.arange(n) - np.repeat(starts, n_lines) + 1}
    place_of = {column.field: at for at, column in enumerate(columns)}
    blank = pd.array([""], dtype="str").take(np.zeros(n, dtype=np.int64))
    for name in _TEXTS:
        array = words[place_of[name]] if name in place_of else None
        told = None if array is None else pd.array(array.dictionary.to_pylist(), dtype="str")
        made[name] = blank if told is None else told.take(array.indices.to_numpy())
    # A last row for days that there are not.
    days = np.vstack([cells.days, np.full((1, n), _NO_DAY, dtype=np.int32)])
    for column in schema.COLUMNS["flat"]:
        if column.kind == "date":
            found = days[answers.came_from[column.name][numbers], np.arange(n)].astype(np.int64)
            since = np.where(found == _NO_DAY, np.iinfo(np.int64).min, found - _ORDINAL_OF_1970)
            made[column.name] = since.view("datetime64[D]").astype(schema.DTYPES["date"])
        elif column.name not in made:
            made[column.name] = answers.flat[column.name].array.take(numbers)
    return pd.DataFrame({name: made[name] for name in schema.names("flat")}, copy=False)
