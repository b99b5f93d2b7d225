"""A zip file from somewhere, looked at from outside before anything in it is unpacked."""

import codecs
import io
import re
import zipfile
import zlib
from typing import NamedTuple

from followup_kit.errors import LogFileError

MAX_PARTS = 2000
MAX_UNPACKED = 60 * 2**20
MAX_RATIO = 300
MAX_TAGS = 2_000_000
MAX_COLUMNS = 500
MAX_ROW = 99_999
_SMALL = 2**20
_PICTURES = ("xl/media/", "xl/embeddings/", "docProps/")
# A cell that holds something, in a column past 500 (SF), or in a row past 99,999.
# Nothing is looked at twice: an element may be as long as the file.
_FAR_COLUMN = re.compile(rb'<(?:\w+:)?c\s(?>[^<>]*?\br="(?:[A-Z]{3,}|[T-Z][A-Z]|S[G-Z])\d+")[^<>]*+(?<!/)>')
_FAR_ROW = re.compile(rb'<(?:\w+:)?c\s(?>[^<>]*?\br="[A-Z]+\d{6,}")[^<>]*+(?<!/)>')
# openpyxl takes time with the square of these; Excel writes at most 255 characters.
_LONG_FORMAT = re.compile(rb"""\bformatCode\s*=\s*(?:"[^"]{1000}|'[^']{1000})""")
_MOST_NAMES = 10_000
_WHOLE_SHEET = re.compile(rb'<(?:\w+:)?(?:dimension|mergeCell)\s[^<>]*?\bref="A1:[A-Z]{3}\d{6,}"')


class Packed(NamedTuple):
    """An open zip file whose sizes have been checked, and the names in it."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """Return the bytes of one part."""
        try:
            return self.archive.read(name)
        except (zipfile.BadZipFile, zlib.error, LookupError, OSError, EOFError, ValueError, RuntimeError) as error:
            raise LogFileError(f"The part {name} is damaged ({error}). Save or download the file again.") from error


def unpack(data: bytes, name: str) -> Packed:
    """Open a zip file if what it says of itself is sound.

    Raises
    ------
    LogFileError
        If it is damaged, protected by a password, or would unpack to far more than a log can be.

    Examples
    --------
    >>> unpack(b"PK no zip at all", "log.xlsx")
    Traceback (most recent call last):
    followup_kit.errors.LogFileError: log.xlsx is damaged: File is not a zip file. Save or download it again.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise LogFileError(f"{name} is damaged: {error}. Save or download it again.") from error
    if any(part.flag_bits & 1 for part in parts):
        raise LogFileError(f"{name} is protected by a password. Save it without one.")
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or size > MAX_UNPACKED or any(map(_inflated, parts)):
        raise LogFileError(
            f"{name} has {len(data) / 1024:,.0f} KB and would unpack to {size / 1024:,.0f} KB in {len(parts):,} parts: "
            "no log of applications does. Nothing was read. Save only the sheet with your applications, as .csv."
        )
    return Packed(archive, tuple(part.filename for part in parts if not part.is_dir()))


def check_markup(packed: Packed, name: str) -> None:
    """Refuse a workbook whose XML declares entities, or whose cells lie farther out than a log's.

    Raises
    ------
    LogFileError
        With what was found.
    """
    for part in packed.names:
        if part.startswith(_PICTURES):
            continue
        xml = packed.read(part)
        fault = ""
        if b"<!ENTITY" in xml or b"<!DOCTYPE" in xml:
            fault = "declares entities, which no spreadsheet program writes"
        elif xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            fault = "is in UTF-16, which no spreadsheet program writes"
        elif xml.count(b"<") > MAX_TAGS:
            fault = f"has {xml.count(b'<'):,} elements"
        elif _FAR_COLUMN.search(xml) or _FAR_ROW.search(xml):
            fault = f"has cells past column {MAX_COLUMNS} or row {MAX_ROW:,}"
        elif _LONG_FORMAT.search(xml):
            fault = "has a number format of 1,000 characters or more"
        elif xml.rfind(b"definedName") - xml.find(b"definedName") > _MOST_NAMES:
            fault = f"has named ranges of more than {_MOST_NAMES:,} characters"
        elif _WHOLE_SHEET.search(xml):
            fault = "claims to fill a whole sheet"
        if fault:
            raise LogFileError(
                f"{name} {fault} (in {part}): nothing was read. Copy your applications into a new sheet and save that."
            )


def _inflated(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1)
