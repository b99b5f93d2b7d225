"""Where the private record of a cohort's report lies, which names seekers and is never shared with the report."""

import os
from pathlib import Path

PRIVATE = "private-keep-here"
_EARLIER = ".private.json"  # how a record's name ended when it lay right beside its report


def record_path(report: str | os.PathLike) -> Path:
    """Return where a new record lies: in a folder of its own beside the report's, never in it."""
    folder = Path(os.path.abspath(report))
    return folder.parent / PRIVATE / f"{folder.name}.json"


def kept_record(report: str | os.PathLike) -> Path:
    """Return where the record of a report is: as `record_path` says, unless it is one of before."""
    path = record_path(report)
    earlier = path.parent.with_name(f"{path.stem}{_EARLIER}")
    return earlier if earlier.exists() and not path.exists() else path


def recorded(folder: str | os.PathLike) -> list[str]:
    """Return the names of the reports in a folder of which there are records, the last one first."""
    folder = Path(folder)
    found = {path.name.removesuffix(_EARLIER): path for path in folder.glob(f"*{_EARLIER}")}
    found |= {path.stem: path for path in (folder / PRIVATE).glob("*.json")}
    return sorted(found, key=lambda name: found[name].stat().st_mtime, reverse=True)
