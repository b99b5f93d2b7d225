"""Where a log's exports and shares were written: noted beside its backups, so that they can be found again."""

import os
from contextlib import suppress
from pathlib import Path


def note(log: Path, place: str | os.PathLike) -> None:
    """Note a place that a copy of a log was written to."""
    listing = _listing(log)
    # The copy is written by now: that it cannot be noted must not make that look like a failure.
    with suppress(OSError):
        listing.parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(listing, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8", errors="surrogateescape") as stream:
            stream.write(f"{Path(place).absolute()}\n")


def noted(log: Path) -> list[Path]:
    """Return the places that copies of a log were written to and that are still there, the first one first."""
    try:
        text = _listing(log).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return [place for place in map(Path, dict.fromkeys(text.splitlines())) if place.exists()]


def _listing(log: Path) -> Path:
    return log.parent / "backups" / f"{log.stem}.written.txt"
