"""The themes of a piece of feedback, kept as a set."""

import sqlite3
from collections.abc import Iterable

from followup_kit.errors import BadValue
from followup_kit.store.rows import insert


def set_themes(con: sqlite3.Connection, feedback_id: int, themes: Iterable[str]) -> None:
    """Replace the themes of one feedback, each kept once."""
    if isinstance(themes, str):
        raise BadValue(f"themes: {themes!r} is one text. Give a list.", field="themes", value=themes)
    con.execute("DELETE FROM feedback_themes WHERE feedback_id = ?", [feedback_id])
    for theme in dict.fromkeys(text.strip() for text in themes if text.strip()):
        insert(con, "feedback_themes", {"feedback_id": feedback_id, "theme": theme})
