"""Forgetting somebody: out of the log, its backups and exports, and plain words about what was not reached."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from followup_kit.errors import BadValue, LogFileError
from followup_kit.export import export_log, import_export
from followup_kit.files import write_whole
from followup_kit.log import Log, open_log
from followup_kit.store import erasing
from followup_kit.store.backups import backups_of
from followup_kit.store.erasing import Entry, Mention
from followup_kit.store.places import noted
from followup_kit.synced import advice as synced
from followup_kit.traces import Around, advice, is_mail_to, look_around, without_events
from followup_kit.whom import Person, near, not_found, whom

_MEANT = {
    "applications": "your notes on an application",
    "stage_changes": "a note on a stage",
    "interviews": "an interview",
    "interviewers": "what you noted of somebody else",
    "messages": "a message",
    "feedback": "what they said",
    "snoozes": "why you put something off",
    "settings": "your details",
}
_AGAIN = "Forget again and have the name taken out of your own notes as well, or leave it."
_BY_HAND_OR_ALL = "Change it by hand, or have the name taken out of your own notes."
_COPIES = "its dated copies"
_AROUND = 30  # letters of a text on either side of a name


class Forgotten(NamedTuple):
    """What was forgotten, or would be; see `forget`.

    Attributes
    ----------
    name : str
        The person, as first noted.
    companies : tuple of str
        Where they were met.
    gone : DataFrame
        place, what, n: what was taken out, counted by where it stood.
    left : DataFrame
        place, what, advice: what may still tell of the person, and what to do about it.
    """

    name: str
    companies: tuple[str, ...]
    gone: pd.DataFrame
    left: pd.DataFrame


class _Told:
    """The lines of the two tables, as they come."""

    def __init__(self) -> None:
        self.gone: Counter[tuple[str, str]] = Counter()
        self.left: list[tuple[str, str, str]] = []
        self.mentioning: list[Path] = []  # dated copies

    def result(self, person: Person) -> Forgotten:
        gone = pd.DataFrame([(*line, n) for line, n in self.gone.items()], columns=["place", "what", "n"])
        left = pd.DataFrame(list(dict.fromkeys(self.left)), columns=["place", "what", "advice"], dtype="str")
        return Forgotten(person.name, person.companies, gone, left)


def forget(
    log: Log, name: str, *, company: str | None = None, mentions: bool = False, dry_run: bool = False
) -> Forgotten:
    """Take somebody you met out of a log for good, with its backups and the exports it knows of.

    Name, contact and what was remembered go; drafts to them and thank-yous go; check-ins and requests for feedback
    that were sent keep their days, which your rates count, and lose their words. The other people, the interviews and
    the applications stay. It cannot be undone, and neither can what was done before it.

    Each file is changed whole or not at all. What cannot be changed is told, and forgetting again goes on with it.

    Parameters
    ----------
    log : Log
        One's own; nothing that was handed over is reached.
    name : str
        Name or e-mail address. Case, accents, titles and the order of "Marchetti, Ada" do not matter; somebody noted
        under two spellings with one address is one person.
    company : str, optional
        Which of several people of that name.
    mentions : bool
        Whether the full name, addresses and number are also taken out of your own notes and other messages.
    dry_run : bool
        Only say what would go.

    Returns
    -------
    Forgotten

    Raises
    ------
    NotFound
        If nobody of that name is noted or mentioned.
    BadValue
        If it may be several people. Nothing is changed then.
    LogFileError
        If the log is in use or may not be written. Nothing is changed then.

    Examples
    --------
    >>> fk.forget(log, "Ada Marchetti", dry_run=True).gone  # doctest: +SKIP
    """
    if log.read_only:
        raise LogFileError(f"{log.path.name} was opened for reading only. Open it for writing to forget somebody.")
    told = _Told()
    copies = _readable(log.path, told)
    known = [entry for found in copies.values() for entry in found]
    person = whom(known, name, company)
    around = look_around(log.path, noted(log.path), person)
    if not person.entries:
        _refuse_who_is_nowhere(person, copies, around)
    for path, found in copies.items():
        own = path == log.path
        if own or any(map(person.has, found)) or person.in_bytes(path.read_bytes()):
            _forget_in(path, person, told, own, mentions=mentions, dry_run=dry_run)
    for folder in around.exports:
        _forget_in_export(folder, person, told, mentions=mentions, dry_run=dry_run)
    for path in around.files:
        _forget_file(path, person, told, dry_run=dry_run)
    if told.mentioning:
        copies = _number(len(told.mentioning), "dated copy", "dated copies")
        what = f"{copies} of your log still mention them in your notes"
        told.left.append((str(told.mentioning[0].parent), what, _AGAIN))
    told.left += _out_of_reach(log.path, person, known, around)
    return told.result(person)


def _readable(log: Path, told: _Told) -> dict[Path, list[Entry]]:
    """Return who is noted in the log and in each copy; a copy that cannot be read is told."""
    found = {log: erasing.entries(log)}
    for copy in backups_of(log):
        try:
            found[copy] = erasing.entries(copy)
        except (LogFileError, ValueError) as error:
            told.left.append((str(copy), "a copy of your log that cannot be looked into", f"{error}"))
    return found


def _refuse_who_is_nowhere(person: Person, copies: dict[Path, list[Entry]], around: Around) -> None:
    """Go on with a name that is in nobody's entry only where a text, or a file's unused bytes, still have it."""
    log, *_ = copies
    if not (
        around.files
        or erasing.erase(log, person.has, person.words, person.single_words, dry_run=True).mentions
        or any(person.in_bytes(path.read_bytes()) for path in copies)
    ):
        raise not_found((entry for entries in copies.values() for entry in entries), person.typed)


def _forget_in(path: Path, person: Person, told: _Told, own: bool, *, mentions: bool, dry_run: bool) -> None:
    try:
        erased = erasing.erase(
            path, person.has, person.words, person.single_words, everywhere=mentions, dry_run=dry_run
        )
    except (LogFileError, BadValue) as error:
        if own:
            raise
        told.left.append((str(path), "a copy of your log that still holds them", str(error)))
        return
    told.gone += Counter({("your log" if own else _COPIES, what): n for what, n in erased.counts.items()})
    if not own:
        told.mentioning += [path] if erased.mentions else []
        return
    if erased.n_sent:
        sent = f"{_number(erased.n_sent, 'message')} you sent them"
        told.left.append(("your mail program", sent, "Delete them there, and ask what becomes of those they received."))
    told.left += [_mentioned(mention, person.words, _BY_HAND_OR_ALL) for mention in erased.mentions]
    told.left += [
        _mentioned(mention, person.single_words, "Change it by hand, if it is them.")
        for mention in erased.perhaps
        if mention.company in person.companies
        and mention.column in (*erasing.OWN_WORDS.get(mention.table, ()), "giver")
        and not person.words.search(mention.row[mention.column])
    ]


def _mentioned(mention: Mention, words: re.Pattern, do: str) -> tuple[str, str, str]:
    text = mention.row[mention.column]
    found = words.search(text)
    start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
    piece = f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text) else ''}"
    where = ", ".join(filter(None, (_MEANT.get(mention.table, mention.table), mention.company)))
    return "your log", f"{where}: “{piece}”", do


def _forget_in_export(folder: Path, person: Person, told: _Told, *, mentions: bool, dry_run: bool) -> None:
    """Forget in an export by bringing it in, forgetting there, and exporting it again over itself."""
    books = sorted(folder.glob("*.xlsx"))
    with tempfile.TemporaryDirectory(prefix="followup-kit-") as scratch:
        try:
            log = import_export(folder, open_log(Path(scratch) / f"{books[0].stem if books else 'log'}.db"))
            # Its rows have the log's own numbers, and so are the same entries.
            erased = erasing.erase(log.path, person.has, person.words, person.single_words, everywhere=mentions)
            erased.counts.pop("steps that could be undone", None)
            if erased.counts and not dry_run:
                export_log(log, folder)
        except (LogFileError, BadValue) as error:
            told.left.append((str(folder), "an export that could not be changed", f"{error} Or delete it."))
            return
    told.gone += Counter({(f"the export {folder}", what): n for what, n in erased.counts.items()})
    if erased.mentions:
        told.left.append((str(folder), f"{_number(len(erased.mentions), 'text')} in an export", _AGAIN))


def _forget_file(path: Path, person: Person, told: _Told, *, dry_run: bool) -> None:
    try:
        if is_mail_to(path, person.emails):
            if not dry_run:
                path.unlink()
            told.gone[str(path), "a mail draft to them"] = 1
            return
        calendar = without_events(path, person.words)
        if calendar is not None:
            if not dry_run:
                write_whole(path, calendar)
            told.gone[str(path), "reminders that name them"] = 1
            return
        told.left.append((str(path), "a file that mentions them", advice(path)))
    except OSError as error:
        told.left.append(
            (str(path), "a file that mentions them", f"It cannot be changed ({error.strerror}). Delete it.")
        )


def _out_of_reach(log: Path, person: Person, known: list[Entry], around: Around) -> Iterator[tuple[str, str, str]]:
    for entry in known:
        if person.has(entry):
            continue
        if entry.email and entry.email.casefold() in person.emails:
            what = f"{entry.name}, {entry.company}, has the same e-mail address"
            yield "your log", what, "Forget them by that name as well, if it is the same person."
    for entry in near([entry for entry in known if not person.has(entry)], person.name):
        if entry.company in person.companies:
            what = f"{entry.name}, {entry.company}, has a name like it"
            yield "your log", what, "Forget them by that name as well, if it is the same person."
    if around.cut_short:
        yield str(log.parent), "more files than could be looked through", "Search it for the name yourself."
    if kept := synced(log.parent.absolute()):
        service = kept.split(" keeps ")[0] if " keeps " in kept else "The network drive"
        yield str(log.parent), "earlier versions of these files", f"{service} may keep them: delete them there."
    what = "mail files, cards and calendars you saved, printed pages, and what you handed to others"
    yield "elsewhere", what, "The kit does not know of them. Look in your folder of downloads."


def _number(n: int, noun: str, nouns: str = "") -> str:
    return f"{n} {noun if n == 1 else nouns or f'{noun}s'}"
