"""An Excel workbook as sheets of text."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from followup_kit.cells import restore
from followup_kit.errors import LogFileError
from followup_kit.importing.delimited import Row, cell_text
from followup_kit.importing.hyperlinks import cell_links
from followup_kit.sheets.bounded import MAX_CELLS, filled_rows
from followup_kit.sheets.packed import Packed, check_markup

_MAX_SHEETS = 100
_PADDED = re.compile(r"0{2,}")


def read_workbook(packed: Packed, data: bytes, name: str) -> list[tuple[str, list[Row]]]:
    """Return the sheets of a workbook, each as its name and its rows; hidden rows are read like the others.

    Raises
    ------
    LogFileError
        If it is damaged, or holds more than a log can.
    """
    check_markup(packed, name)
    import openpyxl

    try:
        with warnings.catch_warnings():
            # openpyxl says which decorations it leaves out; they hold no text.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            if len(book.worksheets) > _MAX_SHEETS:
                raise LogFileError(f"{name} has {len(book.worksheets)} sheets. Save the one with your applications.")
            links = cell_links(packed)
            sheets, room = [], MAX_CELLS
            for sheet in book.worksheets:
                sheets.append((sheet.title, list(_rows(sheet, links.get(sheet.title, {}), name, room))))
                room -= sum(1 + len(row.cells) for row in sheets[-1][1])
            if any("" in row.links.values() for _, rows in sheets for row in rows):
                computed = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
                sheets = _with_results(sheets, computed, name)
    except LogFileError:
        raise
    except Exception as error:  # a file that is no workbook inside fails anywhere in openpyxl, with any error at all
        raise LogFileError(
            f"{name} cannot be read as a workbook ({type(error).__name__}: {str(error)[:200]}). Open it in your "
            "spreadsheet program and save it again, or save it as .csv."
        ) from error
    return [(title, _even(rows)) for title, rows in sheets]


def _even(rows: list[Row]) -> list[Row]:
    """Return rows of one length, none of them blank at the end: a workbook keeps no empty cells there."""
    while rows and rows[-1].blank:
        rows.pop()
    width = max((at for row in rows for at, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    return [row._replace(cells=[*row.cells, *[""] * (width - len(row.cells))][:width]) for row in rows]


def _rows(sheet: Any, hyperlinks: Mapping[str, str], name: str, room: int) -> Iterator[Row]:
    for line, cells in enumerate(filled_rows(sheet, name, room), start=1):
        texts, links = [], {}
        for at, cell in enumerate(cells):
            if cell.value is None:
                texts.append("")
                continue
            text = _text(cell)
            if cell.data_type == "f":
                # Without a link of its own the result has to come from where the program kept it.
                text, links[at] = cell_text(text)
            elif hyperlinks and cell.coordinate in hyperlinks:
                links[at] = hyperlinks[cell.coordinate]
            texts.append(text)
        yield Row(line, texts, "", links)


def _with_results(sheets: list[tuple[str, list[Row]]], computed: Any, name: str) -> list[tuple[str, list[Row]]]:
    """Put the results a program kept in place of the formulas; without any, the formula stands."""
    done = []
    for (title, rows), sheet in zip(sheets, computed.worksheets, strict=True):
        results = list(_rows(sheet, {}, name, MAX_CELLS))
        for row, result in zip(rows, results, strict=False):
            for at, link in row.links.items():
                if not link and at < len(result.cells) and result.cells[at]:
                    row.cells[at] = result.cells[at]
        done.append((title, [row._replace(links={a: b for a, b in row.links.items() if b}) for row in rows]))
    return done


def _text(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        return value if isinstance(value, str) else getattr(value, "text", "")
    if isinstance(value, str):
        return restore(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, timedelta):
        return str(value)
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    # 00501 kept as a number, shown with its zeros.
    return text.zfill(len(cell.number_format)) if _PADDED.fullmatch(cell.number_format or "") else text
