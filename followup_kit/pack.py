"""A packed cohort: its applications as partitioned Parquet, the form a district or a state keeps."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from followup_kit import given
from followup_kit.dates import as_date
from followup_kit.errors import LogFileError
from followup_kit.parquet import tally_parquet
from followup_kit.tally import Tally
from followup_kit.workers import mapped

if TYPE_CHECKING:
    from followup_kit.cohort import Cohort

ROWS_A_PART = 1 << 20


def pack(cohort: "Cohort", out: str | os.PathLike, *, rows_a_part: int = ROWS_A_PART) -> list[Path]:
    """Write a cohort's applications as a folder of Parquet files.

    Parameters
    ----------
    cohort : Cohort
        Its ``applications`` are written: seekers by their ids, no names, companies as they are in the logs.
    out : path
        A new folder, often called ``….parquet``; it is there whole or not at all.
    rows_a_part : int
        So many applications are in a file, at most.

    Returns
    -------
    list of Path
        The files. `tally_parquet` and `tally_packed` count them, and any tool that reads Parquet reads them.

    Raises
    ------
    LogFileError
        If there is something of that name already, or it cannot be written.
    ImportError
        If pyarrow is not installed, which comes with ``followup-kit[scale]``.

    Examples
    --------
    >>> fk.pack(fk.load_cohort("logs", as_of="2026-03-31"), "cohort.parquet")  # doctest: +SKIP
    [PosixPath('cohort.parquet/part-00000.parquet')]
    """
    given.cohort(cohort)
    out = Path(out)
    if out.exists():
        raise LogFileError(f"There is something at {out} already. Give another name, or take that away first.")
    try:
        from pyarrow import Table
        from pyarrow.parquet import write_table
    except ImportError as error:
        raise ImportError("Parquet needs pyarrow: python -m pip install 'followup-kit[scale]'") from error
    table = Table.from_pandas(cohort.applications, preserve_index=False)
    partial = None
    try:
        partial = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
        for number, at in enumerate(range(0, max(len(table), 1), rows_a_part)):
            write_table(table.slice(at, rows_a_part), partial / f"part-{number:05d}.parquet", compression="zstd")
        partial.rename(out)
    except OSError as error:
        raise LogFileError(f"{out} cannot be written ({error.strerror}). Choose another folder.") from error
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)
    return sorted(out.iterdir())


def tally_packed(path: str | os.PathLike, as_of: object, group: str | None = None, *, engine: str = "dask") -> Tally:
    """Count a packed cohort with Dask: a tally of each file, and their sum.

    Parameters
    ----------
    path : path
        What `pack` wrote.
    as_of : date or ISO text
        The day the question is asked for.
    group : str, optional
        A column to count by.
    engine : str
        As for `load_cohort`; ``plain`` counts in this process.

    Returns
    -------
    Tally
        The same, to the last count, whoever counted.

    Raises
    ------
    FileNotFoundError
        If there is no Parquet file.
    ImportError
        If pyarrow or Dask is not installed; both come with ``followup-kit[scale]``.

    Examples
    --------
    >>> fk.tally_packed("cohort.parquet", as_of="2026-03-31", group="programme")  # doctest: +SKIP
    """
    day = as_date(as_of)
    if engine == "plain":
        return tally_parquet(path, day, group)
    files = sorted(Path(path).glob("*.parquet"))
    if not files:
        raise FileNotFoundError(f"There is no Parquet file in {path}. Give the folder that pack wrote.")
    return Tally.total(mapped(tally_parquet, files, day, group, engine=engine))
