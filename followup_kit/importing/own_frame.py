"""The kit's own flat frame, written into a file by pandas or by the kit, read back as it was."""

import os

import pandas as pd

from followup_kit import schema
from followup_kit.errors import ColumnError
from followup_kit.importing.preview import Preview
from followup_kit.importing.tablefile import open_file
from followup_kit.importing.tables import find_table

_COLUMNS = schema.names("flat")
_FLAGS = {"true": True, "false": False}


def is_flat(seen: Preview) -> bool:
    """Say whether a file has all the columns of the flat frame; an index or other columns may stand beside them."""
    return {use.header for use in seen.columns}.issuperset(_COLUMNS)


def read_back(path: str | os.PathLike, seen: Preview) -> pd.DataFrame:
    """Return the frame that was written.

    Raises
    ------
    ColumnError
        If somebody changed it, so that it cannot be the frame any more.
    """
    (sheet,) = (sheet for sheet in open_file(path).sheets if sheet.name == seen.sheet)
    table = find_table(sheet.rows)
    if table.above or any(row.fault or len(row.cells) != len(table.header) for row in table.rows):
        raise ColumnError("not all of its lines are rows of the frame")
    cells = pd.DataFrame(table.whole_rows, columns=table.header, dtype="str")
    flags = cells["responded"].str.casefold().map(_FLAGS)
    if flags.isna().any():
        raise ColumnError("responded should be True or False in every row")
    if not cells["stage"].isin(["", *schema.STAGES]).all():
        raise ColumnError(f"stage should be one of {', '.join(schema.STAGES)}")
    text = cells[_COLUMNS].assign(responded=flags)
    return schema.frame("flat", text.where(text != "", None))
