"""Files near a log, and those it was written to, that still hold words of a person."""

import html
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

from followup_kit.errors import LogFileError
from followup_kit.export import ABOUT
from followup_kit.files import slug
from followup_kit.sheets.packed import unpack
from followup_kit.store.backups import made_for
from followup_kit.whom import Person

_DEEPEST = 4
_MOST_FILES = 5000
_LARGEST = 50 * 2**20
_MOST_BYTES = 500 * 2**20  # of all files together
_CHECKPOINTS = ".ipynb_checkpoints"
_PACKED = (".xlsx", ".docx", ".ods", ".odt", ".zip")
# Compressed, or pictures: their bytes say nothing. The kit's own PDFs and pictures name nobody who was met.
_CLOSED = (".pdf", ".png", ".jpg", ".jpeg", ".gif", ".gz", ".parquet", ".pyc")


class Around(NamedTuple):
    """Exports of the log, other files that hold the words, and whether there was too much to look through."""

    exports: list[Path]
    files: list[Path]
    cut_short: bool


def look_around(log: Path, places: Iterable[Path], person: Person) -> Around:
    """Look through the folder of a log, and where its copies went, for files that hold words of a person.

    Parameters
    ----------
    log : Path
        It and its backups are left out, and hidden folders but for Jupyter's checkpoints.
    places : iterable of Path
        Other files and folders to look through.
    person : Person
    """
    exports: dict[Path, None] = {}
    found: dict[Path, None] = {}
    n = size = 0
    for place in (log.parent, *places):
        if is_export(place) and (place != log.parent or _is_named_after(place, log)):
            exports[place.resolve()] = None
        for path in _files(place):
            n, size = n + 1, size + path.stat().st_size
            if n > _MOST_FILES or size > _MOST_BYTES:
                return Around(list(exports), list(found), True)
            if is_export(path.parent) and _is_named_after(path.parent, log):
                exports[path.parent.resolve()] = None
            if not _is_own(path, log) and _holds(path, person):
                found[path.resolve()] = None
    inside = {path for path in found if path.parent in exports and path.suffix in (".csv", ".xlsx")}
    return Around(list(exports), [path for path in found if path not in inside], False)


def is_export(folder: Path) -> bool:
    """Say whether a folder holds an export of a log."""
    return all((folder / f"{name}.csv").is_file() for name in (ABOUT, "interviewers"))


def _is_named_after(export: Path, log: Path) -> bool:
    """Say whether an export's workbook has the name of a log; another log's export is not ours to change."""
    return (export / f"{slug(log.stem, 'log')}.xlsx").is_file()


def is_mail_to(path: Path, addresses: Iterable[str]) -> bool:
    """Say whether a file is a mail draft of the kit to one of some addresses."""
    if path.suffix.lower() != ".eml":
        return False
    try:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        to = message["To"].addresses if message["To"] else ()
        return message["X-Unsent"] == "1" and any(one.addr_spec.casefold() in addresses for one in to)
    except Exception:  # a mail made to do harm may find a fault of the library's: it is none of ours
        return False


def without_events(path: Path, words: re.Pattern) -> bytes | None:
    """Return a calendar of the kit without the reminders that hold some words; None where it is no such calendar."""
    if path.suffix.lower() != ".ics":
        return None
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(path.read_bytes())
    except ValueError:
        return None
    if str(calendar.get("prodid", "")) != "-//Follow-up Kit//EN":
        return None
    calendar.subcomponents = [
        event for event in calendar.subcomponents if not any(words.search(str(value)) for value in event.values())
    ]
    return calendar.to_ical()


def advice(path: Path) -> str:
    """Say what to do about a file that the kit leaves alone."""
    if path.parent.name == _CHECKPOINTS:
        return "Jupyter's own earlier copy of a page: delete this file."
    if path.suffix == ".ipynb":
        return "A page shows it as it was last run: open it, press Run all, and save."
    if path.suffix == ".partial":
        return "A copy that was never finished: delete it."
    if path.suffix == ".db" or is_export(path.parent):
        return "Of another log, or a copy: forget there too, or delete it."
    return "The kit did not make this file, or it was changed since: look at it, or delete it."


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for folder, folders, names in os.walk(place):
        depth = len(Path(folder).relative_to(place).parts)
        folders[:] = sorted(
            name for name in folders if depth < _DEEPEST and (name == _CHECKPOINTS or not name.startswith("."))
        )
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield path


def _is_own(path: Path, log: Path) -> bool:
    """Say whether a file is the log, or one of what the kit keeps beside it."""
    if path.parent == log.parent:
        return path.name in (log.name, f"{log.name}-journal")
    name = path.name.removesuffix("-journal")
    return path.parent == log.parent / "backups" and bool(made_for(log, path.with_name(name)))


def _holds(path: Path, person: Person) -> bool:
    if path.suffix.lower() in _CLOSED:
        return False
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return False
    if data.startswith(b"SQLite format 3\0"):
        return person.in_bytes(data)
    return any(map(person.words.search, _texts(path, data)))


def _texts(path: Path, data: bytes) -> Iterator[str]:
    """Yield what can be read in a file, as plain text."""
    if path.suffix.lower() in _PACKED:
        with suppress(LogFileError):  # damaged, or no zip file at all
            packed = unpack(data, path.name)
            for name in packed.names:
                yield _plain(packed.read(name).decode("utf-8", errors="replace"))
        return
    yield _plain(data.decode("utf-8", errors="replace"))
    if path.suffix.lower() == ".eml":
        with suppress(Exception):  # as above: then its bytes are all that is looked at
            message = message_from_bytes(data, policy=policy.default)
            yield "\n".join(str(value) for value in message.values())
            body = message.get_body(("plain", "html"))
            if body is not None:
                yield body.get_content()


def _plain(text: str) -> str:
    r"""Return text with what HTML, XML or JSON write in their own way as it is read: ``&#39;``, ``\u00e9``."""
    if "&" in text:
        text = html.unescape(text)
    if "\\u" in text:
        text = re.sub(r"\\u[0-9a-f]{4}", lambda code: json.loads(f'"{code[0]}"'), text, flags=re.I)
    return text
