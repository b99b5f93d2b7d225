"""The counselor's own notes of whom they reached out to: one CSV file, of nobody's log."""

import io
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from followup_kit import schema
from followup_kit.cells import restore, write_csv
from followup_kit.dates import as_date
from followup_kit.errors import BadValue, LogFileError
from followup_kit.files import write_whole

FILE = "outreach.csv"
COLUMNS = ("seeker_id", "on", "channel", "outcome")
CHANNELS = ("email", "phone", "text_message", "in_person", "video")
_LONGEST = 2_000
_NO_TEXT = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")  # one line of one cell
_PATIENCE = 10.0  # seconds; a write takes milliseconds


def read_outreach(folder: str | os.PathLike) -> pd.DataFrame:
    """Return what was noted, in the order it was written down; nothing where there is no file yet.

    Parameters
    ----------
    folder : path
        Where ``outreach.csv`` lies.

    Returns
    -------
    DataFrame
        seeker_id, on (a date; missing where somebody changed the file by hand and it cannot be read), channel,
        outcome.

    Raises
    ------
    LogFileError
        If the file is not the one that `note_outreach` writes.
    """
    path = Path(folder) / FILE
    return _read(path, path.read_bytes() if path.exists() else b"")


def note_outreach(folder: str | os.PathLike, seeker_id: str, on: object, channel: str, outcome: str) -> None:
    """Write down that a seeker was reached out to; what is there already stays as it is.

    Several notebooks may write at once: each waits for the other.

    Parameters
    ----------
    folder : path
        Where ``outreach.csv`` lies or is to lie; it is made if it is not there, for its owner alone.
    seeker_id : str
    on : date or ISO text
    channel : str
        One of `CHANNELS`.
    outcome : str
        What came of it, in the counselor's words.

    Raises
    ------
    BadValue
        If something is missing or cannot be kept.
    LogFileError
        If the file is not the one this function writes, or another program keeps it.

    Examples
    --------
    >>> note_outreach("confidential", "s017", "2026-03-31", "phone", "Will send both thank-yous")  # doctest: +SKIP
    """
    row = {
        "seeker_id": _text("seeker_id", seeker_id, "Say whom you reached out to"),
        "on": as_date(on, "on").isoformat(),
        "channel": channel,
        "outcome": _text("outcome", outcome, "Say what came of it, in a few words"),
    }
    if channel not in CHANNELS:
        raise BadValue(f"channel: {channel!r} is not known. Choose one of {', '.join(CHANNELS)}.", field="channel")
    path = Path(folder) / FILE
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    with _alone(path):
        before = path.read_bytes() if path.exists() else b""
        _read(path, before)  # a file that is not ours is not written to
        written = write_csv(pd.DataFrame([row], columns=COLUMNS))
        if before:
            # Behind the old bytes: what somebody added by hand stays as it stands.
            written = before.rstrip(b"\r\n") + b"\r\n" + written.partition(b"\r\n")[2]
        write_whole(path, written)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep others from writing: the one that makes the lock file is alone until it takes it away."""
    lock = path.with_name(f"{path.name}.lock")
    give_up = time.monotonic() + _PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except (FileExistsError, PermissionError) as error:
            # Windows says PermissionError of a lock that is just being taken away.
            if isinstance(error, PermissionError) and not lock.exists():
                raise
            if time.monotonic() > give_up:
                raise LogFileError(
                    f"Another page has been writing to {path} for {_PATIENCE:.0f} seconds. Close the other notebooks; "
                    f"if there are none, delete {lock.name} beside it, which one that was cut off has left."
                ) from None
            time.sleep(0.01)
    try:
        yield
    finally:
        lock.unlink()


def _read(path: Path, data: bytes) -> pd.DataFrame:
    if not data:
        return _typed(pd.DataFrame(columns=COLUMNS))
    try:
        cells = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except ValueError as error:  # what pandas raises of a file it cannot parse or decode
        raise _not_ours(path) from error
    if tuple(cells.columns) != COLUMNS or not isinstance(cells.index, pd.RangeIndex):
        raise _not_ours(path)
    return _typed(cells.map(restore))


def _not_ours(path: Path) -> LogFileError:
    return LogFileError(
        f"{path} is not as this kit writes it: its columns are {', '.join(COLUMNS)}, with commas between them. "
        "Rename it, and a new one is begun."
    )


def _typed(cells: pd.DataFrame) -> pd.DataFrame:
    days = pd.to_datetime(cells["on"], format="%Y-%m-%d", errors="coerce").astype(schema.DTYPES["date"])
    return cells.astype(schema.DTYPES["text"]).assign(on=days)


def _text(field: str, value: str, words: str) -> str:
    text = value.strip()
    if not text:
        raise BadValue(f"{words}.", field=field, value=value)
    if len(text) > _LONGEST:
        raise BadValue(f"{field}: keep it under {_LONGEST:,} characters, it has {len(text):,}.", field=field)
    if _NO_TEXT.search(text):
        raise BadValue(f"{field}: it holds a line break or a character that is no text. Type it again.", field=field)
    return text
