"""The numbered steps that make a log what it is today; each is applied once, and never edited again."""

from importlib import resources


def steps() -> list[str]:
    """Return the SQL of every step, the first being schema version 1."""
    folder = resources.files(__name__)
    files = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in files]
