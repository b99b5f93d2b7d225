"""How a file is named and written: the one place where a text becomes a file's name."""

import os
import re
import tempfile
import unicodedata
from pathlib import Path, PurePosixPath
from zlib import crc32

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def slug(text: str, fallback: str = "file") -> str:
    """Return a file name's stem made of text: letters, digits and hyphens, at most 60 of them.

    Nothing in it can leave the folder it is put in, and Windows takes it too. A name in letters of which none is
    left gets a number of its own, so that two such names stay two files.

    Examples
    --------
    >>> slug("../Müller & Söhne")
    'muller-sohne'
    >>> slug("CON")
    'con-file'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not stem:
        stem = f"{fallback}-{crc32(text.encode(errors='replace')):08x}" if any(map(str.isalnum, text)) else fallback
    return f"{stem}-{fallback}" if stem in _RESERVED else stem


def file_name(name: str) -> str:
    """Return a name that a file can have in any folder, as near as can be to the one given.

    Examples
    --------
    >>> file_name("../../My search: März.CSV")
    'My search- März.csv'
    """
    given = PurePosixPath(name.replace("\\", "/"))
    stem = re.sub(r"[^\w ().-]+", "-", given.stem)[:60].strip(" .-")
    suffix = re.sub("[^.a-z0-9]+", "", given.suffix.lower())[:8].rstrip(".")
    device = slug(stem.partition(".")[0]).endswith("-file")  # CON.csv is no file on Windows, nor is CON.x.csv
    return f"{slug(stem) if device or not stem else stem}{suffix}"


def write_whole(path: str | os.PathLike, data: bytes) -> Path:
    """Write a file whole or not at all, readable by its owner only.

    The bytes go to a temporary file in the same folder, are forced to disk, and take the name in one step.
    """
    target = Path(path)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target
