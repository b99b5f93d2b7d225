"""The files of a cohort: found in its folder, one log for each seeker, and read one by one."""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from followup_kit.errors import LogFileError
from followup_kit.export import ABOUT
from followup_kit.importing.answers import Answers
from followup_kit.importing.own_export import refuse_part, restored
from followup_kit.importing.reading import read
from followup_kit.schema import ImportRow
from followup_kit.store.stranger import Raw, read_stranger

ROSTER_NAMES = ("roster.csv", "roster.xlsx")
# By how much they tell: of several logs of one seeker the first kind here is read.
KINDS = ("log", "export", "workbook", "table")
_KIND_OF = {
    ".db": "log",
    ".sqlite": "log",
    ".sqlite3": "log",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".csv": "table",
    ".tsv": "table",
    ".txt": "table",
    ".zip": "table",
}


class Problem(NamedTuple):
    """What could not be taken as it stands: in which file and line (0: the file), and whether the row was kept."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    kept: bool


class Found(NamedTuple):
    """A seeker's log: its place, its name within the folder, and what kind of file it is (one of `KINDS`)."""

    seeker_id: str
    place: str
    file: str
    kind: str

    @property
    def path(self) -> Path:
        """Its place as a path; there are thousands, and few are asked for it."""
        return Path(self.place)


def find(folder: Path, roster: Path | None) -> tuple[list[Found], list[Problem]]:
    """Return a log for each seeker, and what else lies in the folder.

    A seeker's id is the name of the file, or of the export's folder, without its ending and up to ``__``. Hidden
    files, backups, the roster and what is called README are left alone.
    """
    logs_of: dict[str, list[Found]] = {}
    problems = []
    for file, place, kind, reason in sorted(_files(folder, roster)):
        if reason:
            problems.append(Problem(file, 0, "", "", reason, False))
            continue
        name = file.rpartition("/")[2]
        stem = name if kind == "export" else name.rpartition(".")[0]
        found = Found(stem.partition("__")[0].strip(), place, file, kind)
        logs_of.setdefault(found.seeker_id.casefold(), []).append(found)
    chosen = []
    for logs in logs_of.values():
        if len(logs) > 1:  # the last by name, so that of two dated copies the later one is read
            logs.sort(key=lambda one: (-KINDS.index(one.kind), os.path.basename(one.file).casefold(), one.file))
        *others, best = logs
        chosen.append(best)
        reason = f"another log of the seeker {best.seeker_id!r}: {best.file} is read, and this one is not"
        problems += [Problem(other.file, 0, "", "", reason, False) for other in others]
    return sorted(chosen, key=lambda one: one.file), problems


def read_one(found: Found) -> tuple[Raw, list[Problem]]:
    """Read one log.

    Raises
    ------
    LogFileError
        If it cannot be read; the text is the reason.
    """
    try:
        if found.kind == "log":
            return read_stranger(found.path), []
        if found.kind == "export":
            return _from_export(found.path), []
        seen = read(found.path, Answers())
        if {ABOUT, "stage_changes"} <= set(seen.sheets):
            return _from_export(found.path), []
        refuse_part(seen)
    except LogFileError as error:
        raise LogFileError(_without_place(str(error), found.path)) from error
    except OSError as error:
        raise LogFileError(f"It cannot be read: {error.strerror or error}.") from error
    except Exception as error:  # a file made to do harm may find a fault of ours: it costs that file, not the cohort
        raise LogFileError(f"It cannot be read ({type(error).__name__}: {error}).") from error
    problems = [Problem(found.file, *row) for row in seen.problems.itertuples(index=False)]
    if not seen.rows:
        raise LogFileError("; ".join(dict.fromkeys(one.reason for one in problems)) or "There are no rows in it.")
    return raw_of(seen.rows), problems


def _files(folder: Path, roster: Path | None, above: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Yield every file that may be a log: its name within the cohort, its place, its kind, or why it is none.

    The folder's own entries say what they are: asking each file by itself takes longer than all that is done with it.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "README")) or entry.name == "backups" or entry.path == str(roster):
                continue
            file, (_, dot, ending) = f"{above}{entry.name}", entry.name.rpartition(".")
            if entry.is_symlink():
                yield file, "", "", "is a link to somewhere else: put the file itself here"
            elif entry.is_dir():
                if Path(entry.path, f"{ABOUT}.csv").is_file():
                    yield file, entry.path, "export", ""
                else:
                    yield from _files(Path(entry.path), roster, f"{file}/")
            elif not entry.is_file():
                yield file, "", "", "is no file"
            elif kind := _KIND_OF.get(f"{dot}{ending.lower()}"):
                yield file, entry.path, kind, ""
            elif not entry.name.endswith("-journal"):
                yield file, "", "", f"is no log: logs are {', '.join(_KIND_OF)}, or the folder of an export"


def _from_export(path: Path) -> Raw:
    with restored(path) as log:
        return read_stranger(log.path)


def raw_of(rows: Iterable[ImportRow]) -> Raw:
    """Return what the importer read as a log's tables."""
    applications, moves = [], []
    for number, row in enumerate(rows, 1):
        texts = (row.fields[name] for name in ("company", "role", "source", "location"))
        applications.append((number, *texts, _iso(row.fields["decision_by"])))
        moves += [(number, stage, _iso(day)) for stage, day, _ in row.stages]
    changes = [(number, *move) for number, move in enumerate(moves, 1)]
    return Raw({"applications": applications, "stage_changes": changes}, {})


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _without_place(text: str, path: Path) -> str:
    """Return a reason without the folder the file lies in: the list names the file already."""
    return text.replace(str(path), path.name)
