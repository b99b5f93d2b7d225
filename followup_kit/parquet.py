"""Parquet files of applications, tallied as they stream by, so that any number fits in the same memory."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from followup_kit.dates import as_date
from followup_kit.errors import ColumnError
from followup_kit.rows import (
    COLUMNS,
    FEEDBACK_COLUMNS,
    RESPONSE_COLUMNS,
    Block,
    Rows,
    labels_of,
    need,
    no_groups,
    ordinals,
)
from followup_kit.tally import Tally, count

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetFile

# Decoding and counting leave the interpreter's lock alone, so threads do; beyond two the gain was small.
_THREADS = 2
# Rows of a block: one column of them fits into a processor's cache.
_ROWS = 1 << 17
# Blocks counted at once, and tallies kept before they are added up: few take little memory, many little time.
_BLOCKS, _KEPT = 8, 8


def tally_parquet(path: str | os.PathLike, as_of: object, group: str | None = None) -> Tally:
    """Count the applications of a Parquet file, or of a folder of them, as they stream by.

    Parameters
    ----------
    path : path
        A file, or a folder whose ``.parquet`` files are one table. Columns as for `tally`; dates may be dates or
        timestamps. Other columns are not read.
    as_of : date or ISO text
        The day the question is asked for.
    group : str, optional
        A column to count by.

    Returns
    -------
    Tally
        Equal to that of all rows at once. Its problems number the rows from 0, through the files in order of
        their names.

    Raises
    ------
    FileNotFoundError
        If there is no such file, or none in the folder.
    ColumnError
        If a file lacks a column, or holds something else in it.
    ImportError
        If pyarrow is not installed, which comes with ``followup-kit[scale]``.

    Examples
    --------
    >>> tally_parquet("cohort.parquet", as_of="2026-03-31", group="programme")  # doctest: +SKIP
    <Tally of 1,000,000 applications by programme as of 2026-03-31>
    """
    day = as_date(as_of)
    parts, has_feedback = _parts(_files(Path(path)), group)
    todo = iter(parts)  # a list's iterator hands each part out once, whichever thread asks

    def tally_some(_: int) -> Tally:
        kept = [count([], day, group, has_feedback)]
        blocks = _blocks(todo, group)
        for block in blocks:
            kept.append(count(chain([block], islice(blocks, _BLOCKS - 1)), day, group, has_feedback))
            if len(kept) > _KEPT:
                kept = [Tally.total(kept)]
        return Tally.total(kept)

    with ThreadPoolExecutor(_THREADS) as threads:
        return Tally.total(threads.map(tally_some, range(_THREADS)))


class _Part(NamedTuple):
    """One row group: its file, its place there, and the number of its first row among all."""

    file: Path
    row_group: int
    first_row: int


def _files(path: Path) -> list[Path]:
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files or not files[0].exists():
        raise FileNotFoundError(f"There is no Parquet file at {path}. Give a .parquet file, or a folder of them.")
    return files


def _parts(files: list[Path], group: str | None) -> tuple[list[_Part], bool]:
    """Return all row groups, and whether every file has the columns of feedback."""
    parts, first_row, has_feedback = [], 0, True
    for file in files:
        with _reader(file, group) as reader:
            names = reader.schema_arrow.names
            need(names, [*RESPONSE_COLUMNS.values(), *([] if group is None else [group])])
            has_feedback = has_feedback and set(FEEDBACK_COLUMNS.values()).issubset(names)
            for row_group in range(reader.num_row_groups):
                parts.append(_Part(file, row_group, first_row))
                first_row += reader.metadata.row_group(row_group).num_rows
    return parts, has_feedback


def _reader(file: Path, group: str | None) -> "ParquetFile":
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ImportError("Parquet needs pyarrow: python -m pip install 'followup-kit[scale]'") from error
    # Labels are wanted as codes; a column that is no text ignores it.
    return ParquetFile(file, read_dictionary=[] if group is None else [group])


def _blocks(parts: Iterator[_Part], group: str | None) -> Iterator[Block]:
    with ExitStack() as opened:
        file = None
        for part in parts:
            if part.file != file:
                opened.close()
                file, reader = part.file, opened.enter_context(_reader(part.file, group))
                columns = {name: column for name, column in COLUMNS.items() if column in reader.schema_arrow.names}
                wanted = [*columns.values(), *([] if group is None else [group])]
            first_row = part.first_row
            for batch in reader.iter_batches(_ROWS, row_groups=[part.row_group], columns=wanted, use_threads=False):
                values = {
                    name: _values(name, batch.column(column), column)
                    for name, column in columns.items()
                    if batch.column(column).null_count < len(batch)  # what is all missing may be of any type
                }
                codes, labels = no_groups(len(batch)) if group is None else _groups(batch.column(group))
                index = pd.RangeIndex(first_row, first_row + len(batch))
                yield Block(Rows.of(codes, values, len(batch)), labels, index)
                first_row += len(batch)


def _values(name: str, array: "pyarrow.Array", column: str) -> np.ndarray:
    import pyarrow as pa

    if name == "responded":
        fits, meaning = pa.types.is_boolean(array.type), "True or False"
    elif name == "n_interviews":
        fits, meaning = pa.types.is_integer(array.type), "whole numbers"
    else:
        fits, meaning = pa.types.is_date(array.type) or pa.types.is_timestamp(array.type), "dates"
    if not fits:
        raise ColumnError(f"{column} should hold {meaning}, but is {array.type}.")
    if name == "responded":
        return _bits(array, 1) & _bits(array, 0)
    if name == "n_interviews":
        return array.fill_null(0).to_numpy()
    days = array.cast(pa.date32(), safe=False)
    numbers = np.frombuffer(days.buffers()[1], np.int32, len(days), offset=4 * days.offset)
    return ordinals(numbers, ~_bits(days, 0))


def _bits(array: "pyarrow.Array", buffer: int) -> np.ndarray:
    """Return as flags which values are there (buffer 0), or flags themselves (1): pyarrow takes 20 times as long."""
    bits = array.buffers()[buffer]
    if bits is None:
        return np.ones(len(array), dtype=bool)
    end = array.offset + len(array)
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=end, bitorder="little")[array.offset :].view(bool)


def _groups(array: "pyarrow.Array") -> tuple[np.ndarray, list[str]]:
    codes = array.dictionary_encode()
    places, labels = labels_of([*codes.dictionary.to_pylist(), None])
    return places[codes.indices.fill_null(len(codes.dictionary)).to_numpy()], labels
