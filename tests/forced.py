"""Processes that use a log and are killed, crowded or starved at it: ``python tests/forced.py FOLDER SCENARIO=N ...``.

A script of its own, so that the kit is imported once and forked often; what it counted it prints as JSON. The tests
that read it are in test_store_forced.py.
"""

import json
import os
import random
import resource
import select
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import ModuleType

from log_rows import rows_of

import followup_kit as fk
from followup_kit import migrations
from followup_kit.errors import LogFileError, NotFound
from followup_kit.export import export_log, import_export
from followup_kit.store import erasing, schema_steps
from followup_kit.store.backups import backups_of
from followup_kit.store.rescue import check, restore

PEOPLE = ("Ada Marchetti", "Leo Brandt", "Shanice Hart")
DICE = random.Random(20260331)
SCHEMA_1 = Path(__file__).parent / "logs" / "schema-1.db"
INVENTED_STEP = """
ALTER TABLE applications ADD COLUMN sector TEXT NOT NULL DEFAULT '';
UPDATE applications SET sector = upper(company);
CREATE TABLE sectors (name TEXT PRIMARY KEY) STRICT;
INSERT INTO sectors SELECT DISTINCT sector FROM applications;
ALTER TABLE applications DROP COLUMN notes;
"""


def fork(work: Callable[[int], None]) -> tuple[int, int]:
    """Start work in a process of its own; return its id and the end of a pipe that the work writes to."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    os.close(writing)
    return child, reading


def all_from(pipe: int) -> list[int]:
    """Return the numbers a process wrote until its end; one that was cut off was not acknowledged."""
    with os.fdopen(pipe, "rb") as stream:
        return [int(line) for line in stream.read().split(b"\n")[:-1]]


def write_without_end(path: Path, pipe: int) -> None:
    log, n = fk.open_log(path), 0
    while True:
        n += 1
        number = log.add_interview(
            company=f"Company {os.getpid()} {n}", held_on="2026-03-09", topics="x" * 3000, interviewers=PEOPLE
        )
        os.write(pipe, b"%d\n" % number)


def lost_and_partial(path: Path, acknowledged: set[int]) -> tuple[int, int]:
    """Return how many acknowledged interviews are gone, and how many writes stand in part."""
    tables = fk.open_log(path).tables()
    people = tables.interviewers.groupby("interview_id").size()
    moves = tables.stage_changes.groupby("application_id").size()
    whole = (
        (tables.interviews.interview_id.map(people) == len(PEOPLE)).all()
        and (tables.applications.application_id.map(moves) == 2).all()
        and len(tables.applications) == len(tables.interviews)
    )
    partial = 0 if whole and check(path) == [] else 1
    return len(acknowledged - set(tables.interviews.interview_id)), partial


def killed_writers(folder: Path, n: int) -> dict:
    """Kill -9 a process that saves interviews, again and again, on logs that fill up."""
    counts = {"killed": 0, "acknowledged": 0, "lost": 0, "partial": 0}
    for at in range(n):
        path = folder / f"{at // 20}.db"
        if at % 20 == 0:
            fk.open_log(path)
            acknowledged: set[int] = set()
        child, pipe = fork(lambda writing, path=path: write_without_end(path, writing))
        if at % 4:  # else it may be killed while it opens the log
            select.select([pipe], [], [])
        time.sleep(DICE.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        new = all_from(pipe)
        acknowledged |= set(new)
        lost, partial = lost_and_partial(path, acknowledged)
        counts["killed"] += 1
        counts["acknowledged"] += len(new)
        counts["lost"] += lost
        counts["partial"] += partial
    return counts


def crowd(folder: Path, n: int) -> dict:
    """Let n processes write 60 times each, every write reading what it adds to; then take 5 steps each back."""
    path = folder / "search.db"
    name = "etiquette.check_in_max"
    fk.open_log(path).settings[name] = 0

    def save(_: int) -> None:
        log = fk.open_log(path)
        for _ in range(60):
            with log.transaction("Counted"):
                log.settings[name] = log.settings[name] + 1
                log.add_application("Arbor Clinic", applied_on="2026-03-02")

    def undo(_: int) -> None:
        for _ in range(5):
            fk.open_log(path).undo()

    counts = {"failed": 0}
    for phase, work in (("saved", save), ("after_undo", undo)):
        children = [fork(work)[0] for _ in range(n)]
        counts["failed"] += sum(os.waitpid(child, 0)[1] != 0 for child in children)
        log = fk.open_log(path)
        counts[phase] = log.settings[name]
        counts["differ"] = len(log.applications) - log.settings[name]
    return counts


@contextmanager
def killed_at(instruction: int, module: ModuleType = schema_steps):
    """Make the process kill itself at an instruction of SQLite's within a module of the store; -1 only counts them."""
    seen = [0]
    real = module.connect

    def tick() -> int:
        seen[0] += 1
        if seen[0] == instruction:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    @contextmanager
    def connect(*args, **options):
        with real(*args, **options) as con:
            con.set_progress_handler(tick, 1)
            yield con
            con.set_progress_handler(None, 1)

    module.connect = connect
    try:
        yield seen
    finally:
        module.connect = real


def state(path: Path) -> tuple:
    with closing(sqlite3.connect(path)) as con:
        version = con.execute("PRAGMA user_version").fetchone()[0]
        schema = con.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return version, schema, rows_of(path)


def killed_migrations(folder: Path, n: int) -> dict:
    """Kill a process n times inside each step: the kit's own from the version before it, and an invented one."""
    real = migrations.steps()
    latest = shutil.copyfile(SCHEMA_1.with_name(f"schema-{len(real)}.db"), folder / "latest.db")
    empty = folder / "empty.db"
    empty.touch()
    before_each = [empty, *(SCHEMA_1.with_name(f"schema-{number}.db") for number in range(1, len(real))), latest]
    counts = {"steps": len(before_each), "killed": 0, "before": 0, "after": 0, "mixed": 0, "backups_wrong": 0}
    for number, start in enumerate(before_each, start=1):
        steps = [*real, INVENTED_STEP][:number]
        migrations.steps = lambda steps=steps: steps
        path = folder / "log.db"
        old = state(start)
        shutil.copyfile(start, path)
        with killed_at(-1) as seen:
            fk.open_log(path)
        new = state(path)
        for at in range(n):
            shutil.rmtree(folder / "backups", ignore_errors=True)
            shutil.copyfile(start, path)
            instruction = 1 + at * (seen[0] - 1) // (n - 1)

            def work(_: int, path: Path = path, instruction: int = instruction) -> None:
                with killed_at(instruction):
                    fk.open_log(path)

            child, _ = fork(work)
            counts["killed"] += os.WIFSIGNALED(os.waitpid(child, 0)[1])
            found = state(path)
            counts["before"] += found == old
            counts["after"] += found == new
            counts["mixed"] += found not in (old, new)
            counts["backups_wrong"] += any(rows_of(copy) != old[2] for copy in backups_of(path))
            fk.open_log(path)
            counts["mixed"] += state(path) != new
    migrations.steps = lambda: real
    return counts


def backups_under_load(folder: Path, n: int) -> dict:
    """Back a log up n times while two processes write, and restore each copy."""
    path = folder / "search.db"
    fk.open_log(path)
    writers = [fork(lambda writing: write_without_end(path, writing)) for _ in range(2)]
    for _, pipe in writers:
        os.set_blocking(pipe, False)
    acknowledged: set[int] = set()
    counts = {"backups": 0, "rows": 0, "lost": 0, "partial": 0, "differ": 0}
    log, again = fk.open_log(path), folder / "again" / "search.db"
    again.parent.mkdir()
    for _ in range(n):
        for _, pipe in writers:
            while True:
                try:
                    text = os.read(pipe, 65536)
                except BlockingIOError:
                    break
                assert text, "a writer has died"
                acknowledged |= {int(line) for line in text.split(b"\n")[:-1]}
        copy = log.backup()
        restore(again, copy)
        lost, partial = lost_and_partial(again, acknowledged)
        counts["backups"] += 1
        counts["rows"] = len(fk.open_log(again).interviews)
        counts["lost"] += lost
        counts["partial"] += partial
        counts["differ"] += rows_of(again) != rows_of(copy)
        copy.unlink()
        for aside in backups_of(again):
            aside.unlink()
    for child, _ in writers:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return counts


def starved(folder: Path, n: int) -> dict:
    """Let a log grow against n limits of the file's size, each stopping SQLite at another write."""
    counts = {"limits": 0, "acknowledged": 0, "lost": 0, "partial": 0, "refused": 0, "in_words": 0, "saved_after": 0}
    empty = folder / "empty.db"
    fk.open_log(empty)
    for at in range(n):
        path = Path(shutil.copyfile(empty, folder / "log.db"))
        room = 600 + (at * 150_000 // n)
        if at % 2:
            room += empty.stat().st_size

        def work(writing: int, path: Path = path, room: int = room) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            try:
                write_without_end(path, writing)
            except LogFileError as error:
                words = ("Nothing of this save", "nothing of this save", "try again", "this step was taken back")
                os._exit(3 if any(text in str(error) for text in words) else 4)

        child, pipe = fork(work)
        new = set(all_from(pipe))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        lost, partial = lost_and_partial(path, new)
        counts["limits"] += 1
        counts["acknowledged"] += len(new)
        counts["lost"] += lost
        counts["partial"] += partial
        counts["refused"] += code in (3, 4)
        counts["in_words"] += code == 3
        counts["saved_after"] += fk.open_log(path).add_application("Arbor Clinic") > 0
    return counts


def killed_exports(folder: Path, n: int) -> dict:
    """Kill -9 a process n times that puts a new export in the place of an old one, at each of its file operations."""
    log = fk.open_log(folder / "search.db")
    for number in range(40):
        log.add_interview(company=f"Company {number}", held_on="2026-03-09", topics="x" * 500, interviewers=PEOPLE)
    old = rows_of(log.path)
    export_log(log, folder / "old")
    for number in range(1, 41):
        log.set_stage(number, "rejected", "2026-03-20")
    new = rows_of(log.path)
    operations = [0, -1]
    watched = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")

    def tick(event: str, _: tuple) -> None:
        if event in watched and operations[1] >= 0:
            operations[0] += 1
            if operations[0] == operations[1]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(tick)

    def export(writing: int, kill_at: int) -> None:
        operations[:] = [0, kill_at]
        export_log(log, folder / "out")
        os.write(writing, b"%d\n" % operations[0])

    shutil.copytree(folder / "old", folder / "out")
    child, pipe = fork(lambda writing: export(writing, 10**9))
    os.waitpid(child, 0)
    (total,) = all_from(pipe)
    counts = {"killed": 0, "old": 0, "new": 0, "mixed": 0, "cut_off": 0, "not_made_again": 0}
    sound = {
        path.read_bytes() for place in ("old", "out") for path in (folder / place).iterdir() if path.suffix == ".csv"
    }
    for at in range(n):
        shutil.rmtree(folder / "out")
        shutil.copytree(folder / "old", folder / "out")
        child, _ = fork(lambda writing, at=at: export(writing, 1 + at * (total - 1) // (n - 1)))
        counts["killed"] += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        counts["cut_off"] += any(path.read_bytes() not in sound for path in (folder / "out").glob("*.csv"))
        found = []
        for source in (folder / "out", folder / "out" / "search.xlsx"):
            (folder / "again.db").unlink(missing_ok=True)
            found.append(rows_of(import_export(source, fk.open_log(folder / "again.db")).path))
        counts["old"] += found == [old, old]
        counts["new"] += found == [new, new]
        counts["mixed"] += found not in ([old, old], [new, new])
        export_log(log, folder / "out")
        counts["not_made_again"] += sorted(path.name for path in (folder / "out").iterdir()) != sorted(
            path.name for path in (folder / "old").iterdir()
        )
    return counts


def killed_forgetting(folder: Path, n: int) -> dict:
    """Kill a process n times that forgets somebody, in a log and in its backup; then forget them again."""
    place = folder / "start"
    log = fk.open_log(place / "search.db")
    with log.transaction("Made"):
        for number in range(20):
            people = [{"name": PEOPLE[0], "email": "ada@example.org"}, PEOPLE[1]]
            log.add_interview(company=f"Company {number}", held_on="2026-03-09", interviewers=people)
    names = [log.path.relative_to(place), log.backup().relative_to(place)]
    old = [rows_of(place / name) for name in names]

    def forget(instruction: int) -> int:
        with killed_at(instruction, erasing) as seen:
            fk.forget(fk.open_log(folder / "out" / "search.db"), PEOPLE[0])
        return seen[0]

    shutil.copytree(place, folder / "out")
    total = forget(-1)
    new = [rows_of(folder / "out" / name) for name in names]
    counts = {"killed": 0, "old": 0, "new": 0, "mixed": 0, "left": 0}
    for at in range(n):
        shutil.rmtree(folder / "out")
        shutil.copytree(place, folder / "out")
        child, _ = fork(lambda _, at=at: forget(1 + at * (total - 1) // (n - 1)))
        counts["killed"] += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        for name, before, after in zip(names, old, new, strict=True):
            found = rows_of(folder / "out" / name) if check(folder / "out" / name) == [] else None
            counts["old"] += found == before
            counts["new"] += found == after
            counts["mixed"] += found not in (before, after)
        with suppress(NotFound):  # where all was done before the kill
            forget(-1)
        files = [path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()]
        counts["left"] += sum(data.count(PEOPLE[0].encode()) + data.count(b"ada@example.org") for data in files)
    return counts


if __name__ == "__main__":
    scenarios = (
        *(killed_writers, crowd, killed_migrations, backups_under_load, starved, killed_exports),
        killed_forgetting,
    )
    counted = {}
    for argument in sys.argv[2:]:
        name, _, number = argument.partition("=")
        folder = Path(sys.argv[1]) / name
        folder.mkdir()
        counted[name] = {scenario.__name__: scenario for scenario in scenarios}[name](folder, int(number))
    print(json.dumps(counted))
