"""A person taken out of a log's file for good: the rows, the steps that could bring them back, and the bytes."""

import json
import re
import sqlite3
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from followup_kit.errors import LogFileError
from followup_kit.store.connection import connect
from followup_kit.store.schema_steps import checked_version
from followup_kit.store.whole import STORED

INSTEAD = "(forgotten)"
# Texts in one's own words, in which a name can be replaced without changing what the log counts.
OWN_WORDS = {
    "applications": ("source", "notes"),
    "stage_changes": ("note",),
    "interviews": ("round", "topics", "questions"),
    "interviewers": ("title", "remembered"),
    "messages": ("subject", "body"),
    "feedback": ("text",),
    "snoozes": ("reason",),
}


class Entry(NamedTuple):
    """Somebody noted for an interview."""

    interviewer_id: int
    name: str
    email: str
    phone: str
    address: str
    company: str


class Mention(NamedTuple):
    """A text that mentions somebody: where it stands, and the whole row."""

    table: str
    column: str
    company: str
    row: dict[str, Any]


class Erased(NamedTuple):
    """What was taken out of a file, counted by what it was; how much of it was sent; what mentions them, or may."""

    counts: Counter
    n_sent: int
    mentions: list[Mention]
    perhaps: list[Mention]


def entries(path: Path) -> list[Entry]:
    """Return everybody noted in a log's file, also those that are gone but that undo would bring back.

    Raises
    ------
    LogFileError
        If the file cannot be read as a log.
    """
    with connect(path) as con:
        _check(con, path)
        return _entries(con)


def erase(
    path: Path,
    is_theirs: Callable[[Entry], bool],
    words: re.Pattern,
    perhaps: re.Pattern,
    *,
    everywhere: bool = False,
    dry_run: bool = False,
) -> Erased:
    """Take a person out of a log's file, and out of the bytes they stood in.

    Their entries go, with notes to them that were not sent, thank-yous, and what was put off about them. Sent
    check-ins and requests for feedback keep their days, which the log counts, and lose their words. What could be
    undone so far cannot be any more: it would bring the person back.

    Parameters
    ----------
    path : Path
        A log, or a copy of one.
    is_theirs : callable
        Whether an entry is the person's.
    words : re.Pattern
        Finds their name, addresses and number in a text.
    perhaps : re.Pattern
        Finds what may be their name, to be told and left.
    everywhere : bool
        Whether what it finds is replaced in one's own notes, too.
    dry_run : bool
        Count all of that and leave the file as it is.

    Raises
    ------
    LogFileError
        If the file is in use, may only be read or is no sound log. It is left as it was, unless the words say else.
    """
    if not path.stat().st_mode & stat.S_IWUSR:
        raise LogFileError(f"{path} may only be read. Allow writing to it, and forget again; or delete it.")
    with connect(path) as con:
        _check(con, path)
        con.execute("BEGIN IMMEDIATE")
        try:
            theirs = {entry.interviewer_id for entry in _entries(con) if is_theirs(entry)}
            counts, n_sent = _erase(con, sorted(theirs), words, everywhere)
            erased = Erased(counts, n_sent, list(_mentions(con, words)), list(_mentions(con, perhaps)))
            con.execute("ROLLBACK" if dry_run else "COMMIT")
        except BaseException:
            if con.in_transaction:
                con.execute("ROLLBACK")
            raise
        if not dry_run:
            # What is deleted is overwritten at once; a page that was once split may still hold an older copy of a row.
            con.execute("PRAGMA temp_store = MEMORY")
            try:
                con.execute("VACUUM")
            except sqlite3.Error as error:
                raise LogFileError(
                    f"{path}: the rows are gone, but traces of them may be left in the file ({error}). Make room, "
                    "close other notebooks, and forget again."
                ) from error
        return erased


def _check(con: sqlite3.Connection, path: Path) -> None:
    if checked_version(con, path) == 0:
        raise LogFileError(f"{path} is empty.")
    tables = {name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not {*STORED, "steps", "step_rows"} <= tables:
        raise LogFileError(f"{path} is of an older version of the kit, and was left as it is. Delete it.")
    if con.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise LogFileError(f"{path} is damaged, and was left as it is. Delete it, unless you need it.")


def _entries(con: sqlite3.Connection) -> list[Entry]:
    there = {table: _rows(con, table) for table in ("applications", "interviews", "interviewers")}
    known = con.execute("SELECT table_name, before FROM step_rows WHERE before IS NOT NULL ORDER BY step_row_id DESC")
    for table, before in known:
        if table in there:
            there[table].append(json.loads(before))
    companies = {row["application_id"]: row["company"] for row in reversed(there["applications"])}
    at = {row["interview_id"]: row["application_id"] for row in reversed(there["interviews"])}
    return [
        Entry(
            row["interviewer_id"],
            *(row[name] for name in ("name", "email", "phone", "address")),
            companies.get(at.get(row["interview_id"]), ""),
        )
        for row in there["interviewers"]
    ]


def _erase(con: sqlite3.Connection, theirs: list[int], words: re.Pattern, everywhere: bool) -> tuple[Counter, int]:
    con.create_function("mentions", 1, lambda text: bool(words.search(text)), deterministic=True)
    con.create_function("without", 1, lambda text: words.sub(INSTEAD, text), deterministic=True)
    counts: Counter = Counter()
    n_sent = 0
    for message in _messages_to(con, theirs):
        whose = "FROM messages WHERE message_id = ?"
        n_sent += con.execute(f"SELECT count(*) {whose} AND sent_on IS NOT NULL", [message]).fetchone()[0]
        for what, statement in (
            ("drafts", f"DELETE {whose} AND sent_on IS NULL"),
            # Without its person, it would count as a note to everybody at the interview.
            ("thank-yous sent", f"DELETE {whose} AND kind = 'thank_you'"),
            ("texts of messages sent", "UPDATE messages SET subject = '', body = '' WHERE message_id = ?"),
        ):
            counts[what] += con.execute(statement, [message]).rowcount
    for who in theirs:
        for what, statement in (
            (
                "follow-ups put off",
                "DELETE FROM snoozes WHERE follow_up_id LIKE 'thank!_you:%:%:' || ? || ':%' ESCAPE '!'",
            ),
            ("entries with name, contact and what was remembered", "DELETE FROM interviewers WHERE interviewer_id = ?"),
        ):
            counts[what] += con.execute(statement, [who]).rowcount
    given = con.execute("UPDATE feedback SET giver = '' WHERE mentions(giver)").rowcount
    counts["names of who gave feedback"] += given
    counts["steps that could be undone"] += con.execute("SELECT count(*) FROM steps").fetchone()[0]
    con.execute("DELETE FROM steps")
    for table, columns in OWN_WORDS.items() if everywhere else ():
        for column in columns:
            counts["mentions in your own notes"] += con.execute(
                f"UPDATE {table} SET {column} = without({column}) WHERE mentions({column})"
            ).rowcount
    return +counts, n_sent


def _messages_to(con: sqlite3.Connection, theirs: list[int]) -> list[int]:
    """Return the messages to a person, also those that lost their person when an entry was removed."""
    there = _rows(con, "messages")
    unlinked = {row["message_id"] for row in there if row["interviewer_id"] is None}
    before = con.execute("SELECT before FROM step_rows WHERE table_name = 'messages' AND before IS NOT NULL")
    earlier = [row for row in map(json.loads, (text for (text,) in before)) if row["message_id"] in unlinked]
    return sorted({row["message_id"] for row in (*there, *earlier) if row["interviewer_id"] in theirs})


def _mentions(con: sqlite3.Connection, words: re.Pattern) -> Iterator[Mention]:
    companies = dict(con.execute("SELECT application_id, company FROM applications"))
    owner = {
        key: dict(con.execute(f"SELECT {key}, application_id FROM {table}"))
        for key, table in (("interview_id", "interviews"), ("feedback_id", "feedback"))
    }
    for table in STORED:
        for row in _rows(con, table):
            belongs = (row.get("application_id"), *(owner[key].get(row.get(key)) for key in owner))
            company = companies.get(next(filter(None, belongs), None), "")
            for column, value in row.items():
                if isinstance(value, str) and words.search(value):
                    yield Mention(table, column, company, row)


def _rows(con: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    with closing(con.execute(f"SELECT * FROM {table} ORDER BY rowid")) as rows:
        names = [name for name, *_ in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows]
