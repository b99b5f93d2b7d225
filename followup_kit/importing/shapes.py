"""The shapes a log comes in: a row for each application, or a row for each move of one."""

from collections.abc import Callable, Iterable, Sequence

from followup_kit.importing.applications import Application, RowReader
from followup_kit.importing.columns import Column
from followup_kit.importing.delimited import Row
from followup_kit.importing.headers import STAGE_FIELDS
from followup_kit.importing.moves import Change
from followup_kit.importing.words import fold, stages_of

LIST = "A list of applications"
WIDE = "A list with a column for each stage"
HISTORY = "A history: a row for each change of stage"
MOVES = "Moves from stage to stage"


def shape_of(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[str, list[Column]]:
    """Return the shape of a table, one of this module's four constants, and its columns in that light.

    In a history, the day of a row is the day of its status, whatever its header says.

    Parameters
    ----------
    columns : sequence of Column
        What each column is taken for.
    rows : sequence of sequences of str
        The rows that have as many cells.
    """
    fields = {column.field for column in columns}
    stages = [column for column in columns if column.field in STAGE_FIELDS and column.field not in ("saved", "applied")]
    if {"from_stage", "to_stage"} <= fields:
        shape = MOVES
    elif not stages and _is_history(columns, rows):
        shape = HISTORY
    else:
        return WIDE if len(stages) > 1 else LIST, list(columns)
    return shape, [each._replace(field="status_on") if each.field == "applied" else each for each in columns]


def _is_history(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether applications return, each time with another status, applied being one of them."""
    status = next((column for column in columns if column.field == "status"), None)
    applied = [column for column in columns if column.field == "applied"]
    dated = all(column.vague for column in applied) if applied else any(each.field == "status_on" for each in columns)
    if status is None or not dated:
        return False
    named = [column.at for column in columns if column.field in ("id", "company", "role")]
    told: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in rows:
        word = row[status.at]
        names = tuple(fold(row[at]) for at in named)
        if not word.strip() or not any(names):
            return False
        told.setdefault(names, []).append(stages_of(word) or (word,))
    returning = [stages for stages in told.values() if len(stages) > 1]
    moving = [stages for stages in returning if len(set(stages)) == len(stages) and ("applied",) in stages]
    return len(told) * 4 < len(rows) * 3 and len(moving) * 5 >= len(returning) * 4


def read_shape(shape: str, reader: RowReader, rows: Iterable[Row]) -> list[Application]:
    """Return the applications that a table's rows tell of; what cannot be taken gathers in the reader."""
    if shape == MOVES:
        return _gathered(rows, reader.read_move, _follow)
    if shape == HISTORY:
        return _gathered(rows, reader.read_event, lambda told, more: [*told, *more])
    return [application for row in rows if (application := reader.read(row))]


def _gathered(
    rows: Iterable[Row],
    read: Callable[[Row], Application | None],
    join: Callable[[Sequence[Change], Sequence[Change]], list[Change]],
) -> list[Application]:
    """Gather the rows of one application, which stands where its first row does."""
    found: dict[tuple[str, ...], Application] = {}
    for row in rows:
        told = read(row)
        if told is None:
            continue
        names = (told.source_id, fold(str(told.fields["company"])), fold(str(told.fields["role"])))
        first = found.get(names)
        if first is None:
            found[names] = told
            continue
        fields = {name: value or told.fields[name] for name, value in first.fields.items()}
        found[names] = first._replace(fields=fields, stages=tuple(join(first.stages, told.stages)))
    return list(found.values())


def _follow(told: Sequence[Change], more: Sequence[Change]) -> list[Change]:
    """Continue a chain of moves: the stage one move ends in is the one the next begins in."""
    words = [(change.stage, change.note) for change in more]
    at_end = [(change.stage, change.note) for change in told[-1:]]
    return [*told, *(more[1:] if words[:1] == at_end else more)]
