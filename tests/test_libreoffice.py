"""Hostile cells in a real spreadsheet program: none is computed, and each shows what went in."""

import os
import random
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from followup_kit.cells import write_csv
from followup_kit.sheets import write_sheets
from followup_kit.store.whole import Stored

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
INSTALL = "apt install --no-install-recommends libreoffice-calc"
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not (SOFFICE or os.environ.get("CI")), reason=f"needs LibreOffice: {INSTALL}"),
]
N_CELLS, N_COLUMNS = 4000, 8
TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text"))
# What may stand before a formula, and formulas that would say so if they were computed.
BEFORE = [
    *[""] * 12,
    "\t",
    "\n",
    "\n\t ",
    "'",
    "''",
    " ",
    "  ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u2060",
    "a ",
    '"',
    "(",
    ";",
    ",",
]
SIGNS = [*["="] * 8, "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "{=", "=-", "+=", "-+"]
FORMULAS = [
    "1+1",
    "2*3",
    "A1",
    "SUM(A1:A9)",
    'HYPERLINK("http://127.0.0.1:9/x";"y")',
    "cmd|' /C calc'!A0",
    "NOW()",
    "1",
    "",
]
OTHERS = [
    "00501",
    "+14155550100",
    "1e5",
    "2026-03-31",
    "31/03/2026",
    "TRUE",
    "#N/A",
    "1/2",
    "NA",
    "'",
    "",
    "5 %",
    "{1}",
]


def hostile(dice: random.Random) -> str:
    if dice.random() < 0.1:
        return dice.choice(OTHERS)
    return dice.choice(BEFORE) + dice.choice(SIGNS) + dice.choice(FORMULAS)


def cells() -> list[list[str]]:
    dice = random.Random(20260331)
    return [[hostile(dice) for _ in range(N_COLUMNS)] for _ in range(N_CELLS // N_COLUMNS)]


def opened(path: Path, folder: Path, *options: str) -> list[list[ElementTree.Element]]:
    """Return the cells of a file's first sheet as LibreOffice has them after opening it."""
    assert SOFFICE, INSTALL
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *options]
    command += ["--convert-to", "fods", "--outdir", str(folder / "out"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (folder / "out" / f"{path.stem}.fods").exists(), done.stdout + done.stderr
    sheet = ElementTree.parse(folder / "out" / f"{path.stem}.fods").find(f".//{TABLE}table")
    rows = []
    for row in sheet.iter(f"{TABLE}table-row"):
        if int(row.get(f"{TABLE}number-rows-repeated", 1)) > N_CELLS:
            break  # the empty rest of the sheet
        there: list[ElementTree.Element] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            there += [cell] * min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), N_COLUMNS)
        rows += [there[:N_COLUMNS]] * int(row.get(f"{TABLE}number-rows-repeated", 1))
    return rows


def shown(cell: ElementTree.Element) -> str:
    """Return a cell's text. ODF writes several blanks as an element; tabs LibreOffice shows and does not write."""
    lines = []
    for line in cell.iter(f"{TEXT}p"):
        words = line.text or ""
        for part in line:
            words += " " * int(part.get(f"{TEXT}c", 1)) if part.tag == f"{TEXT}s" else "".join(part.itertext())
            words += part.tail or ""
        lines.append(words)
    return "\n".join(lines)


def as_they_may_be(text: str) -> tuple[str, str]:
    """Return a cell's text as it went in, and with the one apostrophe that says it is text."""
    plain = text.replace("\t", "")
    return plain, f"'{plain}"


def n_formulas(rows: list[list[ElementTree.Element]]) -> int:
    return sum(cell.get(f"{TABLE}formula") is not None for row in rows for cell in row)


# Fields separated by commas, text in quotation marks, UTF-8, from line 1; then also: look for dates and the like.
IMPORTS = ["44,34,76,1", "44,34,76,1,,0,false,true,false,false,false,0,true"]


@pytest.mark.parametrize("how", IMPORTS, ids=["as it comes", "looking for dates"])
def test_4000_hostile_cells_of_a_csv_file(tmp_path: Path, how: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(write_csv(pd.DataFrame(cells(), columns=list("abcdefgh"))))
    rows = opened(path, tmp_path, f"--infilter=CSV:{how}")
    assert n_formulas(rows) == 0
    for there, was in zip(rows[1:], cells(), strict=True):
        for cell, text in zip(there, was, strict=True):
            assert shown(cell) in as_they_may_be(text) or text in OTHERS, text  # a number may be shown in its own way


def test_4000_hostile_cells_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(write_sheets([Stored("applications", tuple("abcdefgh"), [tuple(row) for row in cells()])]))
    rows = opened(path, tmp_path)
    assert n_formulas(rows) == 0
    for there, was in zip(rows[1:], cells(), strict=True):
        for cell, text in zip(there, was, strict=True):
            assert shown(cell) in as_they_may_be(text), text


def test_the_same_cells_unprotected_are_computed(tmp_path: Path) -> None:
    """Else the two tests above would prove nothing."""
    import csv
    import io

    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(cells())
    (tmp_path / "raw.csv").write_text(stream.getvalue(), encoding="utf-8")
    assert n_formulas(opened(tmp_path / "raw.csv", tmp_path, f"--infilter=CSV:{IMPORTS[0]}")) > 500
