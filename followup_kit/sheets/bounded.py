"""The cells of a sheet, row by row, as long as they are no more than a log can have."""

from collections.abc import Iterator
from typing import Any

from followup_kit.errors import LogFileError
from followup_kit.sheets.packed import MAX_COLUMNS, MAX_ROW

MAX_CELLS = 2_000_000  # of a workbook: empty ones too, and each row counted as one more


def filled_rows(sheet: Any, name: str, room: int = MAX_CELLS) -> Iterator[tuple]:
    """Yield the cells of each row of an openpyxl sheet, up to the last one that holds something.

    `check_markup` sees most of what lies too far out at once, and cheaply; what is written in an unusual way shows
    only here.

    Raises
    ------
    LogFileError
        If there are more than ``room`` cells, or one lies too far out.
    """
    sheet.reset_dimensions()  # what a sheet says of its size need not be true
    for line, cells in enumerate(sheet.iter_rows(max_row=MAX_ROW), start=1):
        room -= 1 + len(cells)
        width = next((at for at in range(len(cells), 0, -1) if cells[at - 1].value is not None), 0)
        fault = f"cells past column {MAX_COLUMNS}" if width > MAX_COLUMNS else f"more than {MAX_CELLS:,} cells"
        if width > MAX_COLUMNS or room < 0:
            raise LogFileError(
                f"{name} has {fault} (in {sheet.title}, row {line}): no log of applications does. Nothing was read. "
                "Copy your applications into a new sheet and save that."
            )
        yield cells[:width]
