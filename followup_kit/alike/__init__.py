"""Tables with one and the same header: joined, parsed once, and read as the importer would read each by itself.

What the importer makes of a row depends on its status word, on which of its cells are filled in, and on the order of
its days, and on nothing else in these tables. So it is asked once for each such pattern, with days that stand in for
the real ones, and its answer holds for every row of that pattern. What does not fit is left to be read one by one.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from followup_kit import schema
from followup_kit.alike.blocks import TEXTS, by_header
from followup_kit.alike.parsed import Parsed, parse
from followup_kit.alike.patterns import DATES, Answers, ask
from followup_kit.cohort_files import Found
from followup_kit.importing.columns import Column

if TYPE_CHECKING:
    import pyarrow as pa

# Parsing leaves the interpreter's lock alone: while one block is parsed, the files of the next are read.
_THREADS = 2
_MICROSECONDS, _ORDINAL_OF_1970 = 86_400_000_000, date(1970, 1, 1).toordinal()


class Alike(NamedTuple):
    """Files that were read together, their rows of the flat frame, and the place of its file for each row."""

    read: list[Found]
    applications: pd.DataFrame
    file_of: np.ndarray


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
    waiting: dict[str, tuple[list[Column], list[Future[Parsed]]]] = {}
    with ThreadPoolExecutor(_THREADS) as threads:
        for block in by_header(files):
            header = ",".join(column.header for column in block.columns)
            waiting.setdefault(header, (block.columns, []))[1].append(threads.submit(parse, block))
        parsed = [(columns, [each.result() for each in some]) for columns, some in waiting.values()]
    found = [_joined(columns, some) for columns, some in parsed]
    found = [alike for alike in found if alike.read]
    done = {one.file for alike in found for one in alike.read}
    return found, [one for one in files if one.file not in done]


def _joined(columns: Sequence[Column], parsed: list[Parsed]) -> Alike:
    """Return the blocks of one header with what the importer makes of their rows."""
    patterns = list(dict.fromkeys(pattern for some in parsed for pattern in some.patterns))
    number_of = {pattern: number for number, pattern in enumerate(patterns)}
    answers = ask(columns, patterns)
    fit, numbers, file_of, n_files = [], [], [], 0
    for some in parsed:
        number = np.array([number_of[pattern] for pattern in some.patterns], dtype=np.int64)
        unfit = np.zeros(len(some.files), dtype=bool)
        unfit[some.file_of[answers.odd[number][some.pattern_of]]] = True
        some = some.without(unfit)
        fit.append(some)
        numbers.append(number[some.pattern_of])
        file_of.append(some.file_of + n_files)
        n_files += len(some.files)
    file_of = np.concatenate(file_of)
    read = [file for some in fit for file in some.files]
    return Alike(read, _flat(columns, fit, answers, numbers, file_of), file_of)


def _flat(
    columns: Sequence[Column],
    parsed: Sequence[Parsed],
    answers: Answers,
    numbers: Sequence[np.ndarray],
    file_of: np.ndarray,
) -> pd.DataFrame:
    n_lines = np.bincount(file_of)
    made = {"application_id": np.arange(1, len(file_of) + 1) - np.repeat(np.cumsum(n_lines) - n_lines, n_lines)}
    place_of = {column.field: at for at, column in enumerate(columns)}
    for name in TEXTS:
        arrays = [some.cells[place_of[name]] for some in parsed] if name in place_of else []
        made[name] = _texts(arrays, len(file_of))
    made |= zip(DATES, _days(parsed, answers, numbers, len(file_of)), strict=True)
    of_all = np.concatenate(numbers)
    for name in ("stage", "responded", "n_interviews"):
        made[name] = answers.flat[name].array.take(of_all)
    return pd.DataFrame({name: made[name] for name in schema.names("flat")}, copy=False)


def _texts(arrays: Sequence["pa.StringArray"], n: int) -> pd.api.extensions.ExtensionArray:
    import pyarrow as pa

    text = pa.large_string()
    if arrays:
        whole = pa.chunked_array([array.cast(text) for array in arrays], text)
    else:
        whole = pa.repeat(pa.scalar("", text), n)
    return pd.array(whole, dtype=schema.DTYPES["text"])


def _days(parsed: Sequence[Parsed], answers: Answers, numbers: Sequence[np.ndarray], n: int) -> np.ndarray:
    """Return the days of each column of `DATES`, a row for each."""
    days = np.full((len(DATES), n), "NaT", dtype=schema.DTYPES["date"])
    at = 0
    for some, number in zip(parsed, numbers, strict=True):
        end = at + len(number)
        told = (some.days.astype(np.int64) - _ORDINAL_OF_1970) * _MICROSECONDS
        told = told.view(schema.DTYPES["date"])
        for row, name in zip(days, DATES, strict=True):
            came_from = answers.came_from[name]
            for place in set(came_from.tolist()) - {-1}:
                np.copyto(row[at:end], told[place], where=(came_from == place)[number])
        at = end
    return days
