"""Parquet files of applications, tallied as they stream by, so that any number fits in the same memory."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from followup_kit import given
from followup_kit.counting import Counting
from followup_kit.dates import as_date
from followup_kit.errors import ColumnError
from followup_kit.rows import COLUMNS, FEEDBACK_COLUMNS, RESPONSE_COLUMNS, Block, Rows, never_where, no_groups
from followup_kit.tally import Tally

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import FileMetaData

# Decoding and counting leave the interpreter's lock alone, so threads do; beyond two the gain was small.
_THREADS = 2
# Rows at a time: one column of them fits into a processor's cache.
_BATCH = 1 << 17


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
    >>> fk.tally_parquet("cohort.parquet", as_of="2026-03-31", group="programme")  # doctest: +SKIP
    <Tally of 1,000,000 applications by programme as of 2026-03-31>
    """
    tables = {file: _metadata(file) for file in _files(Path(path))}
    names = [set(metadata.schema.to_arrow_schema().names) for metadata in tables.values()]
    for each in names:
        given.need(each, RESPONSE_COLUMNS.values(), group)
    has_feedback = all(each.issuperset(FEEDBACK_COLUMNS.values()) for each in names)
    counting = Counting(as_date(as_of), has_feedback)
    with ThreadPoolExecutor(_THREADS) as threads:
        for some in threads.map(lambda part: [counting.read(block) for block in _blocks(part, group)], _parts(tables)):
            for read in some:
                counting.add(read)
    return Tally(counting.as_of, group, *counting.counted())


class _Part(NamedTuple):
    """One row group: its file with what is known of it, its place there, and the number of its first row among all."""

    file: Path
    metadata: "FileMetaData"
    row_group: int
    first_row: int


def _files(path: Path) -> list[Path]:
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files or not files[0].exists():
        raise FileNotFoundError(f"There is no Parquet file at {path}. Give a .parquet file, or a folder of them.")
    return files


def _metadata(file: Path) -> "FileMetaData":
    try:
        from pyarrow.parquet import read_metadata
    except ImportError as error:
        raise ImportError("Parquet needs pyarrow: python -m pip install 'followup-kit[scale]'") from error
    return read_metadata(file)


def _parts(tables: dict[Path, "FileMetaData"]) -> Iterator[_Part]:
    first_row = 0
    for file, metadata in tables.items():
        for row_group in range(metadata.num_row_groups):
            yield _Part(file, metadata, row_group, first_row)
            first_row += metadata.row_group(row_group).num_rows


def _blocks(part: _Part, group: str | None) -> Iterator[Block]:
    from pyarrow.parquet import ParquetFile

    wanted = {*COLUMNS.values(), *([] if group is None else [group])}
    first_row = part.first_row
    as_codes = [] if group is None else [group]  # a column that is no text ignores it
    with ParquetFile(part.file, metadata=part.metadata, read_dictionary=as_codes) as table:
        columns = [column for column in table.schema_arrow.names if column in wanted]
        for batch in table.iter_batches(_BATCH, row_groups=[part.row_group], columns=columns, use_threads=False):
            yield _block(batch, first_row, group)
            first_row += len(batch)


def _block(batch: "pyarrow.RecordBatch", first_row: int, group: str | None) -> Block:
    present, n = set(batch.schema.names), len(batch)
    values = {
        name: _values(name, batch.column(column), column)
        for name, column in COLUMNS.items()
        if column in present and batch.column(column).null_count < n  # what is all missing may be of any type
    }
    codes, labels = no_groups(n) if group is None else _groups(batch.column(group))
    return Block(Rows.of(codes, values, n), labels, pd.RangeIndex(first_row, first_row + n))


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
    return never_where(~_bits(days, 0), numbers)


def _bits(array: "pyarrow.Array", buffer: int) -> np.ndarray:
    """Return as flags which values are there (buffer 0), or flags themselves (1): pyarrow takes 20 times as long."""
    bits = array.buffers()[buffer]
    if bits is None:
        return np.ones(len(array), dtype=bool)
    end = array.offset + len(array)
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=end, bitorder="little")[array.offset :].view(bool)


def _groups(array: "pyarrow.Array") -> tuple[np.ndarray, list[object]]:
    codes = array.dictionary_encode()
    labels = codes.dictionary.to_pylist()
    if not codes.null_count:
        return codes.indices.to_numpy(), labels
    return codes.indices.fill_null(len(labels)).to_numpy(), [*labels, None]
