"""Small files that would become enormous, or that lie: each is refused within a second, in words."""

import bz2
import gzip
import io
import lzma
import random
import time
import zipfile

import openpyxl
import pytest

from followup_kit.errors import LogFileError
from followup_kit.importing import read_applications

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(**parts: bytes) -> bytes:
    """Return a sound workbook with some of its parts replaced; the keys are ``sheet``, ``styles``, ``strings``…"""
    book = openpyxl.Workbook()
    book.active.append(["Company", "Role", "Date applied"])
    book.active.append(["Arbor Clinic", "Nurse", "2026-03-02"])
    sound = io.BytesIO()
    book.save(sound)
    names = {"sheet": SHEET, "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}
    replaced = {names.get(name, name): part for name, part in parts.items()}
    changed = io.BytesIO()
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, replaced.pop(name, None) or source.read(name))
        for name, part in replaced.items():
            target.writestr(name, part)
    return changed.getvalue()


def sheet(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">{inside}</worksheet>'.encode()


def rows(inside: str, before: str = "") -> bytes:
    return sheet(f"<sheetData>{inside}</sheetData>", before)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
CELL = '<c r="A1"><v>1</v></c>'

BOMBS = {
    "a sheet of zeros": lambda: workbook(sheet=rows(CELL + "0" * 70_000_000)),
    "many shared strings": lambda: workbook(strings=b"<sst>" + b"<si><t>a</t></si>" * 5_000_000 + b"</sst>"),
    "one cell of fifty million letters": lambda: workbook(
        strings=b"<sst><si><t>" + b"a" * 50_000_000 + b"</t></si></sst>"
    ),
    "entities within entities": lambda: workbook(
        sheet=rows("<row><c><v>&l9;</v></c></row>", f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>')
    ),
    "one long entity, often": lambda: workbook(
        strings=f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><sst>{"&a;" * 50_000}</sst>'.encode()
    ),
    "an entity from a file": lambda: workbook(
        sheet=rows("<row><c><v>&e;</v></c></row>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')
    ),
    "a cell in the last corner": lambda: workbook(
        sheet=rows('<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>')
    ),
    "a claim to fill the sheet": lambda: workbook(
        sheet=sheet(f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{CELL}</row></sheetData>')
    ),
    "one merged cell of a whole sheet": lambda: workbook(
        sheet=sheet(
            f'<sheetData><row r="1">{CELL}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
    ),
    "millions of empty cells": lambda: workbook(sheet=rows("<row>" + "<c/>" * 4_000_000 + "</row>")),
    "millions of styles": lambda: workbook(
        styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 4_000_000}</cellXfs></styleSheet>'.encode()
    ),
    "ten thousand parts": lambda: workbook(**{f"xl/p{n}.xml": b"<a/>" for n in range(10_000)}),
    "a row of sixteen thousand columns": lambda: workbook(
        sheet=rows('<row r="1">' + "".join(f'<c r="{name}1"><v>1</v></c>' for name in ("A", "ZZ", "XFD")) + "</row>")
    ),
    "an element as long as its sheet": lambda: workbook(
        sheet=rows(f"<!--{random.Random(5).randbytes(20_000).hex()}--><row><c " + 'r="ZZ1" ' * 400_000 + "<")
    ),
    "a cell in the last column, quoted otherwise": lambda: workbook(
        sheet=rows("<row r='1'><c r='XFD1' t='n'><v>1</v></c></row>")
    ),
    "a cell in the last column, spelled otherwise": lambda: workbook(
        sheet=rows('<row r="1"><c r="&#88;FD1" t="n"><v>1</v></c></row>')
    ),
    "a cell far out in each of many rows": lambda: workbook(
        sheet=rows("".join(f'<row r="{n}"><c r="SF{n}" t="n"><v>1</v></c></row>' for n in range(1, 9000)))
    ),
    "millions of cells that hold nothing": lambda: workbook(
        sheet=rows("".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(1, 9000)))
    ),
    "a number format without end": lambda: workbook(
        styles=f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="200" formatCode='{"[h" * 200_000}'/>
        </numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs></styleSheet>""".encode(),
        sheet=rows('<row r="1"><c r="A1" s="1"><v>1</v></c></row>'),
    ),
    "a name for a range without end": lambda: workbook(
        book=f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>
        <sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets><definedNames>
        <definedName name="_xlnm.Print_Titles" localSheetId="0">{"$1:$1," * 50_000}</definedName></definedNames>
        </workbook>""".encode()
    ),
    "a damaged part that holds no cells": lambda: workbook().replace(b"PK\3\4", b"XX\3\4", 2).replace(b"XX", b"PK", 1),
    "an archive of empty tables": lambda: _zipped({"a.csv": b"", "b.csv": b"\r\n"}),
    "a sheet in UTF-16": lambda: workbook(sheet=rows(CELL).decode().encode("utf-16")),
    "a zip file in a zip file": lambda: _zipped({"inner.zip": _zipped({"a.csv": b"0" * 70_000_000})}),
    "an archive of one huge text": lambda: _zipped({"Job Applications.csv": b"Company,Role\n" + b"a" * 70_000_000}),
    "a sheet that is no XML": lambda: workbook(sheet=random.Random(5).randbytes(100_000)),
    "a cut-off workbook": lambda: workbook()[:-300],
    "gzip": lambda: gzip.compress(b"Company,Role\n" + b"a" * 50_000_000),
    "bzip2": lambda: bz2.compress(b"Company,Role\n"),
    "xz": lambda: lzma.compress(b"Company,Role\n"),
    "twenty thousand headers": lambda: ",".join(f"h{n}" for n in range(20_000)).encode() + b"\nArbor\n",
    "a million columns": lambda: b"Company" + b"," * 1_000_000 + b"\n",
    "a document that is no table": lambda: _zipped({"word/document.xml": b"<w/>"}),
    "an old workbook": lambda: b"\xd0\xcf\x11\xe0" + bytes(5000),
    "millions of lines": lambda: b"Company\n" + b"\n" * 20_000_000,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "an OpenDocument table": lambda: _zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
}


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_words_and_at_once(bomb, written):
    path = written(BOMBS[bomb](), "applications.xlsx")
    start = time.process_time()
    with pytest.raises(LogFileError) as refusal:
        read_applications(path)
    assert time.process_time() - start < 1
    assert str(refusal.value).endswith(".") and len(str(refusal.value)) > 30


def test_a_workbook_that_breaks_the_reader_says_so_in_few_words(written):
    path = written(workbook(sheet=rows(f'<row r="1"><c r="A1" t="d"><v>{"9" * 30_000}</v></c></row>')), "log.xlsx")
    with pytest.raises(LogFileError, match="cannot be read as a workbook") as refusal:
        read_applications(path)
    assert len(str(refusal.value)) < 400


def test_the_workbook_the_bombs_are_made_of_is_sound(written):
    frame, problems = read_applications(written(workbook(), "applications.xlsx"))
    assert frame.company.tolist() == ["Arbor Clinic"] and problems.empty


def test_far_too_many_rows_are_refused(written):
    with pytest.raises(LogFileError, match="More than 99,999 rows"):
        read_applications(written(b"Company,Role\n" + b"Arbor,Nurse\n" * 150_000))
