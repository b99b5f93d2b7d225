"""Tables as one XLSX file of text alone, and back, every character as it was."""

import io
import re
from collections.abc import Iterable

from followup_kit.cells import neutralise, restore
from followup_kit.errors import LogFileError
from followup_kit.sheets.bounded import filled_rows
from followup_kit.sheets.packed import check_markup, unpack
from followup_kit.store.whole import Stored

# A cell holds 32,767 units of UTF-16; a character is at most two, and an apostrophe may come in front.
_LONGEST = 16_000
# What XML cannot hold or changes, written as Excel itself writes it; and what would be taken for that.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")  # half a character is no text
_CONTINUED = re.compile(r"(.+) \((\d+)\)")


def write_sheets(tables: Iterable[Stored]) -> bytes:
    """Return a workbook with a sheet for each table, all cells text.

    A text too long for a cell goes on in a column beside it: after ``notes`` comes ``notes (2)``.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for row in _cells(table):
            typed = [WriteOnlyCell(sheet, cell) for cell in row]
            for cell in typed:
                cell.data_type = "s"  # openpyxl would take "#N/A" for an error
            sheet.append(typed)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_sheets(data: bytes, name: str) -> list[Stored]:
    """Return the tables of a workbook that `write_sheets` made.

    Raises
    ------
    LogFileError
        If it is damaged, or no workbook of ours.
    """
    packed = unpack(data, name)
    check_markup(packed, name)
    if "xl/workbook.xml" not in packed.names:
        raise LogFileError(f"{name} is no workbook. Choose the export's .xlsx file, or the folder of its .csv files.")
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        return [_table(sheet.title, filled_rows(sheet, name)) for sheet in book.worksheets]
    except LogFileError:
        raise
    except Exception as error:  # a file that is no workbook inside fails anywhere in openpyxl, with any error at all
        fault = f"{type(error).__name__}: {str(error)[:200]}"
        raise LogFileError(f"{name} is damaged ({fault}). Copy or export it again.") from error


def _cells(table: Stored) -> Iterable[tuple[str, ...]]:
    columns = []
    for at, name in enumerate(table.columns):
        texts = [_split("" if row[at] is None else str(row[at])) for row in table.rows]
        for n in range(max(map(len, texts), default=1)):
            title = f"{name} ({n + 1})" if n else name
            columns.append([title, *(pieces[n] if n < len(pieces) else "" for pieces in texts)])
    return zip(*columns, strict=True)


def _table(name: str, rows: Iterable[tuple]) -> Stored:
    header, *rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in rows]
    if any(len(row) > len(header) for row in rows):
        raise ValueError(f"a row of {name} is longer than its header")
    starts = [at for at, title in enumerate(header) if not _CONTINUED.fullmatch(title)]
    spans = list(zip(starts, [*starts[1:], len(header)], strict=True))
    rows = [row + [""] * (len(header) - len(row)) for row in rows]
    return Stored(
        name,
        tuple(header[at] for at in starts),
        [tuple(_join(row[start:end]) for start, end in spans) for row in rows],
    )


def _split(text: str) -> list[str]:
    whole = _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", neutralise(text))
    return [whole[:_LONGEST], *(neutralise(whole[at : at + _LONGEST]) for at in range(_LONGEST, len(whole), _LONGEST))]


def _join(pieces: list[str]) -> str:
    whole = pieces[0] + "".join(map(restore, pieces[1:]))
    return restore(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), whole))
