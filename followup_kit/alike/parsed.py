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

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WEB_ADDRESS = r"^https?://[A-Za-z0-9][A-Za-z0-9.-]*(/[!-~]*)?$"


class Parsed(NamedTuple):
    """Files that were parsed together.

    ``file_of`` has for each row the place of its file, ``pattern_of`` that of its pattern; ``words`` has for each
    column the cells, ``days`` for each dated column a row of day numbers.
    """

    files: list[Found]
    file_of: np.ndarray
    words: list["pa.DictionaryArray"]
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
            [array.filter(flags) for array in self.words],
            self.days[:, kept],
            self.patterns,
            self.pattern_of[kept],
        )


def parse(block: Block) -> Parsed:
    """Parse a block; the importer has something to say about the files that are missing in what is returned."""
    words, shifted = _words(block)
    file_of = np.repeat(np.arange(len(block.files)), block.n_lines)
    unfit = np.zeros(len(block.files), dtype=bool)
    unfit[file_of[shifted]] = True
    file_of = np.delete(file_of, shifted)
    days, odd = _looked_over(block.columns, words)
    unfit[file_of[odd]] = True
    none_yet = np.zeros(len(file_of), dtype=np.int64)
    parsed = Parsed(block.files, file_of, words, days, [], none_yet).without(unfit)
    found, pattern_of = patterns(block.columns, parsed.words, parsed.days)
    return parsed._replace(patterns=found, pattern_of=pattern_of)


def _words(block: Block) -> tuple[list["pa.DictionaryArray"], np.ndarray]:
    """Return each column's cells, and the places of the lines that have too many of them, or too few."""
    import pyarrow as pa
    from pyarrow import csv

    shifted: list[int] = []

    def skip(row: csv.InvalidRow) -> str:
        shifted.append(row.number - 1)
        return "skip"

    text = b"".join(block.texts)
    names = [str(column.at) for column in block.columns]
    table = csv.read_csv(
        pa.BufferReader(text),
        # Only where one thread reads are rows numbered; there are other blocks for the others.
        csv.ReadOptions(use_threads=False, block_size=len(text), column_names=names),
        csv.ParseOptions(quote_char=False, ignore_empty_lines=False, invalid_row_handler=skip),
        csv.ConvertOptions(column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))),
    )
    arrays = [table.column(name).unify_dictionaries().combine_chunks() for name in names]
    return arrays, np.array(shifted, dtype=np.int64)


def _looked_over(columns: list[Column], words: list["pa.DictionaryArray"]) -> tuple[np.ndarray, np.ndarray]:
    """Return the day numbers, and which rows have a cell that is odd: the importer looks at it by itself."""
    import pyarrow.compute as pc

    n = len(words[0])
    odd, days = np.zeros(n, dtype=bool), []
    for column, array in zip(columns, words, strict=True):
        codes, told = array.indices.to_numpy(), array.dictionary
        is_odd = pc.not_equal(pc.utf8_trim_whitespace(told), told).to_numpy(zero_copy_only=False)
        is_odd = is_odd | pc.match_substring_regex(told, "^['=#]").to_numpy(zero_copy_only=False)
        if column.field == "company":
            empty = pc.or_(pc.equal(told, ""), pc.equal(told, column.header))
            is_odd |= empty.to_numpy(zero_copy_only=False)
        elif column.field == "url":
            fits = pc.or_(pc.match_substring_regex(told, _WEB_ADDRESS), pc.equal(told, ""))
            is_odd |= ~fits.to_numpy(zero_copy_only=False)
        elif column.field == "status":
            known = [says_nothing(text) or stages_of(text) is not None for text in told.to_pylist()]
            is_odd |= ~np.array(known, dtype=bool)
        elif column.field in DATED:
            read = [_day(text) if text else NO_DAY for text in told.to_pylist()]
            is_odd |= np.array([day is None for day in read], dtype=bool)
            days.append(np.array([day or NO_DAY for day in read], dtype=np.int32)[codes])
        if is_odd.any():
            odd |= is_odd[codes]
    return np.array(days, dtype=np.int32).reshape(len(days), n), odd | _like_headers(columns, words)


def _like_headers(columns: list[Column], words: list["pa.DictionaryArray"]) -> np.ndarray:
    """Return which rows may look as much like a header as the header does."""
    known = {field_of(column.header) for column in columns} - {"", "leave"}
    enough = len(known) + 2 * bool(known.intersection(IDENTIFYING))
    score, identifies = np.zeros(len(words[0]), dtype=np.int64), np.zeros(len(words[0]), dtype=bool)
    few_words_first = sorted(words, key=lambda each: len(each.dictionary))
    for left, array in zip(range(len(words), 0, -1), few_words_first, strict=True):
        at_stake = score + left + 2 >= enough
        if not at_stake.any():
            break
        codes = array.indices.to_numpy()
        told = np.flatnonzero(np.bincount(codes[at_stake]))
        fields = [field_of(word) for word in array.dictionary.take(told).to_pylist()]
        score += _flags(told, [field not in ("", "leave") for field in fields], codes)
        identifies |= _flags(told, [field in IDENTIFYING for field in fields], codes)
    return score + 2 * identifies >= enough


def _flags(told: np.ndarray, flags: list[bool], codes: np.ndarray) -> np.ndarray:
    """Return for each code the flag of its word; there are some for a few words only, and no others matter."""
    flag_of = np.zeros(codes.max() + 1, dtype=bool)
    flag_of[told] = flags
    return flag_of[codes]


def _day(text: str) -> int | None:
    """Return an ISO day as its number, None for any other text."""
    try:
        day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day.toordinal() if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
