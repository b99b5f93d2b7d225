"""A file is read: its tables are found, the log among them is chosen, and its rows get their keys."""

import os
from collections.abc import Sequence

from followup_kit.errors import BadValue
from followup_kit.importing import formats, tablefile
from followup_kit.importing.answers import Answers
from followup_kit.importing.applications import Application
from followup_kit.importing.keys import earlier_key, row_keys
from followup_kit.importing.moves import Problem
from followup_kit.importing.parts import Part, read_table
from followup_kit.importing.preview import Preview, Question, column_use, duplicates, problem_frame, questions
from followup_kit.importing.tablefile import Sheet, TableFile
from followup_kit.importing.tables import Table, find_table
from followup_kit.schema import ImportRow

_LOOKS_LIKE_A_LOG = 4
_LONGEST_NOTE = 10_000


def read(path: str | os.PathLike, answers: Answers) -> Preview:
    """Read a file with what a person said of it; see `preview`."""
    answers.check()
    file = tablefile.open_file(path)
    chosen, others = _choose(file, answers)
    parts = [read_table(sheet, table, answers) for sheet, table in chosen]
    first = parts[0]
    several = len(parts) > 1
    problems = [
        problem._replace(reason=f"{sheet.name}: {problem.reason}") if several else problem
        for (sheet, _), part in zip(chosen, parts, strict=True)
        for problem in part.problems
    ]
    problems += [
        Problem(0, "", name, "this sheet looks like a log too and was not read: choose with sheet", True)
        for name in others
    ]
    applications, keys = _joined(parts)
    unknown_words: dict[str, int] = {}
    for part in parts:
        for word, count in part.unknown_words.items():
            unknown_words[word] = unknown_words.get(word, 0) + count
    uses = [[column_use(column, part.table.whole_rows) for column in part.columns] for part in parts]
    asked = questions((use for part in uses for use in part), unknown_words)
    sheet = chosen[0][0].name
    if others:
        text = "Several sheets look like a log. Which one is it?"
        asked.insert(0, Question("sheet", "", text, (sheet, *others)))
    remarks = [first.format.remark] if first.format and first.format.remark else []
    if several:
        remarks.append(f"Read from it: {', '.join(each.name for each, _ in chosen)}.")
    return Preview(
        file=file.name,
        digest=file.digest,
        format=first.format.name if first.format else first.shape,
        remark=" ".join(remarks),
        sheet="" if several else sheet,
        sheets=() if several else tuple(each.name for each in file.sheets if each.name),
        header_line=first.table.header_line,
        last_line=max((row.line for row in first.table.rows), default=first.table.header_line),
        columns=tuple(uses[0]),
        questions=tuple(asked),
        unknown_words=unknown_words,
        duplicates=tuple(pair for part in parts for pair in duplicates(part.table.rows)),
        applications=tuple(applications),
        rows=_import_rows(keys, applications),
        problems=problem_frame(problems),
        n_rows=sum(part.n_rows for part in parts),
        n_blank=sum(part.table.n_blank for part in parts),
    )


def _choose(file: TableFile, answers: Answers) -> tuple[list[tuple[Sheet, Table]], list[str]]:
    """Return the tables to read, and the names of other sheets that look like a log too."""
    sheets = file.sheets
    if answers.sheet:
        sheets = tuple(sheet for sheet in sheets if sheet.name == answers.sheet)
        if not sheets:
            names = ", ".join(repr(sheet.name) for sheet in file.sheets if sheet.name) or "none with a name"
            raise BadValue(
                f"sheet: {file.name} has no sheet {answers.sheet!r}; it has {names}.",
                field="sheet",
                value=answers.sheet,
            )
    tables = [(sheet, find_table(sheet.rows, answers.by_header)) for sheet in sheets]
    if file.kind == "archive":
        exports = [(sheet, table) for sheet, table in tables if formats.recognise(table.header)]
        if exports:
            return exports, []
    best = max(tables, key=lambda pair: (pair[1].score, len(pair[1].rows)))
    others = [
        sheet.name
        for sheet, table in tables
        if sheet is not best[0] and table.rows and table.score >= max(_LOOKS_LIKE_A_LOG, best[1].score - 2)
    ]
    return [best], others


def _joined(parts: Sequence[Part]) -> tuple[list[Application], list[str]]:
    """Return the applications of all parts and their keys; saved in one part and applied for in another is one."""
    namespace = parts[0].format.name if parts[0].format else ""
    saved = [part for part in parts if part.format and part.format.status == "Saved"]
    if len(saved) == len(parts):
        saved = []
    applications = [each for part in parts if part not in saved for each in part.applications]
    found = dict(zip(row_keys(applications, namespace), applications, strict=True))
    bookmarks = [each for part in saved for each in part.applications]
    for key, bookmark in zip(row_keys(bookmarks, namespace), bookmarks, strict=True):
        there = found.get(key)
        found[key] = there._replace(stages=(*bookmark.stages, *there.stages)) if there else bookmark
    return list(found.values()), list(found)


def _import_rows(keys: Sequence[str], applications: Sequence[Application]) -> tuple[ImportRow, ...]:
    known = set(keys)
    rows = []
    for key, application in zip(keys, applications, strict=True):
        stages = tuple((change.stage, change.day, change.note[:_LONGEST_NOTE]) for change in application.stages)
        earlier = earlier_key(key)
        rows.append(ImportRow(key, dict(application.fields), stages, "" if earlier in known else earlier))
    return tuple(rows)
