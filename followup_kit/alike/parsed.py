"""A block's cells: parsed once for all of its files, less the files in which a cell is odd."""

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from followup_kit.alike.blocks import DATED, Block
from followup_kit.alike.patterns import NO_DAY, Pattern, patterns
from followup_kit.cohort_files import Found
from followup_kit.dates import FIRST_YEAR, LAST_YEAR
from followup_kit.importing.columns import Column
from followup_kit.importing.headers import IDENTIFYING, field_of
from followup_kit.importing.words import says_nothing, stages_of

if TYPE_CHECKING:
    import pyarrow as pa

# What a formula begins with, a text kept from being one, and a remark; and blanks, which the importer takes away.
_STARTS, _BLANK, _LINE_FEED = ("'", "=", "#"), ord(" "), ord("\n")
_ODD_START = np.isin(np.arange(256), [*map(ord, _STARTS), _BLANK])
_LONG = 100_000  # bytes; of a text with more characters the importer keeps the beginning
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WEB_ADDRESS = r"^https?://[A-Za-z0-9][A-Za-z0-9.-]*(/[!-~]*)?$"


class Parsed(NamedTuple):
    """Files that were parsed together.

    ``file_of`` has for each row the place of its file, ``pattern_of`` that of its pattern; ``cells`` are the columns,
    those of status words and days by their different words; ``days`` has for each dated column a row of day numbers.
    """

    files: list[Found]
    file_of: np.ndarray
    cells: list["pa.Array"]
    days: np.ndarray
    patterns: list[Pattern]
    pattern_of: np.ndarray

    def without(self, unfit: np.ndarray) -> "Parsed":
        """Return it without some of its files; they are flagged."""
        import pyarrow as pa

        if not unfit.any():
            return self
        kept = ~unfit[self.file_of]
        flags = pa.array(kept)
        return Parsed(
            [file for file, out in zip(self.files, unfit, strict=True) if not out],
            (np.cumsum(~unfit) - 1)[self.file_of[kept]],
            [array.filter(flags) for array in self.cells],
            self.days[:, kept],
            self.patterns,
            self.pattern_of[kept],
        )


def parse(block: Block) -> Parsed:
    """Parse a block; the importer has something to say about the files that are missing in what is returned."""
    data = b"".join(block.texts)
    cells, shifted = _cells(block.columns, data)
    line_ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _LINE_FEED)
    n_lines = np.diff(np.searchsorted(line_ends, np.cumsum(block.sizes)), prepend=0)
    file_of = np.repeat(np.arange(len(block.files)), n_lines)
    unfit = np.zeros(len(block.files), dtype=bool)
    unfit[file_of[shifted]] = True
    file_of = np.delete(file_of, shifted)
    days, odd = _looked_over(block.columns, cells)
    unfit[file_of[odd | _like_headers(block.columns, cells)]] = True
    none_yet = np.zeros(len(file_of), dtype=np.int64)
    parsed = Parsed(block.files, file_of, cells, days, [], none_yet).without(unfit)
    found, pattern_of = patterns(block.columns, parsed.cells, parsed.days)
    return parsed._replace(patterns=found, pattern_of=pattern_of)


def _cells(columns: list[Column], data: bytes) -> tuple[list["pa.Array"], np.ndarray]:
    """Return each column's cells, and the places of the lines that have too many of them, or too few."""
    import pyarrow as pa
    from pyarrow import csv

    shifted: list[int] = []

    def skip(row: csv.InvalidRow) -> str:
        shifted.append(row.number - 1)
        return "skip"

    text, words = pa.string(), pa.dictionary(pa.int32(), pa.string())
    kinds = {str(each.at): words if each.field in ("status", *DATED) else text for each in columns}
    table = csv.read_csv(
        pa.BufferReader(data),
        # Only where one thread reads are rows numbered; there are other blocks for the others.
        csv.ReadOptions(use_threads=False, block_size=len(data), column_names=list(kinds)),
        csv.ParseOptions(quote_char=False, ignore_empty_lines=False, invalid_row_handler=skip),
        csv.ConvertOptions(column_types=kinds),
    ).unify_dictionaries()
    return [column.combine_chunks() for column in table.columns], np.array(shifted, dtype=np.int64)


def _looked_over(columns: list[Column], cells: list["pa.Array"]) -> tuple[np.ndarray, np.ndarray]:
    """Return the day numbers, and which rows have a cell that is odd: the importer looks at it by itself."""
    import pyarrow.compute as pc

    n = len(cells[0])
    odd, days = np.zeros(n, dtype=bool), []
    for column, array in zip(columns, cells, strict=True):
        if column.field == "status":
            is_odd = [not _is_status(text) for text in array.dictionary.to_pylist()]
            odd |= np.array(is_odd, dtype=bool)[array.indices.to_numpy()]
        elif column.field in DATED:
            read = [_day(text) if text else NO_DAY for text in array.dictionary.to_pylist()]
            codes = array.indices.to_numpy()
            odd |= np.array([day is None for day in read], dtype=bool)[codes]
            days.append(np.array([day or NO_DAY for day in read], dtype=np.int32)[codes])
        else:
            odd |= _odd_texts(array)
            if column.field == "company":
                odd |= _flags(pc.or_(pc.equal(array, ""), pc.equal(array, column.header)))
            elif column.field == "url":
                odd |= ~_flags(pc.or_(pc.equal(array, ""), pc.match_substring_regex(array, _WEB_ADDRESS)))
    return np.array(days, dtype=np.int32).reshape(len(days), n), odd


def _odd_texts(array: "pa.StringArray") -> np.ndarray:
    """Return which texts have blanks around them, begin as a formula or a remark does, or are very long."""
    import pyarrow as pa
    import pyarrow.compute as pc

    _, ends, data = array.buffers()
    if not data:  # no cell has a text
        return np.zeros(len(array), dtype=bool)
    ends, data = np.frombuffer(ends, np.int32, len(array) + 1, offset=4 * array.offset), np.frombuffer(data, np.uint8)
    filled = ends[:-1] < ends[1:]
    first, last = data.take(ends[:-1], mode="clip"), data.take(ends[1:] - 1, mode="clip")
    odd = filled & (_ODD_START[first] | (last == _BLANK)) | (np.diff(ends) > _LONG)
    beyond_ascii = filled & ((first | last) > 127)
    if beyond_ascii.any():
        some = array.filter(pa.array(beyond_ascii))
        odd[beyond_ascii] |= _flags(pc.not_equal(pc.utf8_trim_whitespace(some), some))
    return odd


def _flags(array: "pa.BooleanArray") -> np.ndarray:
    return array.to_numpy(zero_copy_only=False)


def _like_headers(columns: list[Column], cells: list["pa.Array"]) -> np.ndarray:
    """Return which rows may look as much like a header as the header does."""
    import pyarrow as pa

    known = {field_of(column.header) for column in columns} - {"", "leave"}
    enough = len(known) + 2 * bool(known.intersection(IDENTIFYING))
    score, identifies = np.zeros(len(cells[0]), dtype=np.int16), np.zeros(len(cells[0]), dtype=bool)
    # Few words first: after them there is seldom a row that the others could still make one of.
    by_words = sorted(cells, key=lambda each: len(getattr(each, "dictionary", each)))
    for left, array in zip(range(len(cells), 0, -1), by_words, strict=True):
        at_stake = score + left + 2 >= enough
        if not at_stake.any():
            break
        some = array.filter(pa.array(at_stake))
        some = some if pa.types.is_dictionary(some.type) else some.dictionary_encode()
        fields = [field_of(word) for word in some.dictionary.to_pylist()]
        codes = some.indices.to_numpy()
        score[at_stake] += np.array([field not in ("", "leave") for field in fields], dtype=bool)[codes]
        identifies[at_stake] |= np.array([field in IDENTIFYING for field in fields], dtype=bool)[codes]
    return score + 2 * identifies >= enough


def _is_status(text: str) -> bool:
    is_plain = text == text.strip() and not text.startswith(_STARTS)
    return is_plain and (says_nothing(text) or stages_of(text) is not None)


def _day(text: str) -> int | None:
    """Return an ISO day as its number, None for any other text."""
    try:
        day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day.toordinal() if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
