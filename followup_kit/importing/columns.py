"""What each column of a table is taken for, and why."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from followup_kit.importing.dating import ColumnOrder, decide_order, looks_dated
from followup_kit.importing.formats import Format
from followup_kit.importing.headers import DATE_FIELDS, STAGE_FIELDS, field_of
from followup_kit.importing.words import fold, says_nothing, stages_of, yes_or_no

# A row says these once. Stages, statuses and notes may have several columns.
_ONCE = frozenset(
    {
        "company",
        "role",
        "source",
        "location",
        "url",
        "id",
        "decision_by",
        "status_on",
        "responded_on",
        "selected",
        "added_on",
    }
)
_BY_HEADER = "by its header"
_MANY_WORDS = 15
# "Date" is the day of applying unless another column says it better.
_VAGUE = frozenset({"date", "time", "day", "data", "datum", "fecha", "sent", "submitted", "gesendet am", "date denvoi"})


class Column(NamedTuple):
    """One column: its place and header, what it is taken for (a key of `headers.FIELDS`), why, and its date order."""

    at: int
    header: str
    field: str
    why: str
    order: ColumnOrder | None = None

    @property
    def name(self) -> str:
        """The header, or the column's number where it has none."""
        return self.header or f"column {self.at + 1}"

    @property
    def vague(self) -> bool:
        """Whether it is a mere "Date", which nobody has said more about."""
        return self.why == _BY_HEADER and fold(self.header) in _VAGUE


def understand(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    known: Format | None,
    answered: Mapping[str, str],
    date_order: str,
) -> list[Column]:
    """Return what each column is taken for.

    Parameters
    ----------
    header : sequence of str
        The header row.
    rows : sequence of sequences of str
        The rows that have as many cells.
    known : Format or None
        The export it is, where its header was recognised.
    answered : mapping of str to str
        What a person said of a header, folded.
    date_order : str
        The order a person said all dates are in; empty where nobody did.

    Examples
    --------
    >>> [column.field for column in understand(["Company", "Pay"], [["Arbor", "30"]], None, {}, "")]
    ['company', 'keep']
    """
    columns = []
    values = [[row[at].strip() for row in rows if row[at].strip()] for at in range(len(header))]
    by_format = {fold(name): field for name, field in known.columns} if known else {}
    folded = [fold(name) for name in header]
    for at, name in enumerate(header):
        answer = answered.get(fold(Column(at, name, "", "").name))
        if answer:
            field, why = answer, "as answered"
        elif folded[at] in by_format:
            field, why = by_format[folded[at]], known.name
        else:
            field, why = _by_header(name, folded), _BY_HEADER
            field, why = _by_content(field, why, values[at], name)
        taken = {column.field for column in columns}
        if field in _ONCE and field in taken:
            field, why = "keep", "another column says it already"
        columns.append(Column(at, name, field or "keep", why if field else "a header that is not known"))
    columns = _without_vague(columns, values)
    return _dated(columns, values, date_order or (known.date_order if known else ""), bool(date_order))


def _by_header(name: str, folded: Sequence[str]) -> str:
    if "source" in folded and "target" in folded:
        # Moves from one stage to another, as flow diagrams want them.
        pair = {"source": "from_stage", "target": "to_stage"}.get(fold(name))
        if pair:
            return pair
    return field_of(name)


def _by_content(field: str, why: str, values: Sequence[str], header: str) -> tuple[str, str]:
    """Take a column for what its cells say where the header alone would mislead."""
    if not values:
        return ("leave", "nothing stands in it") if field in ("", "keep") else (field, why)
    if field == "id" or not header:
        # 1, 2, 3 are the rows of this file: sorted anew, they would be other applications' numbers.
        counted = all(value.isdecimal() and len(value) < 7 for value in values)
        if counted and all(int(b) - int(a) == 1 for a, b in pairwise(values)):
            return "leave", "it numbers the rows"
    if field == "status":
        unknown = {fold(value) for value in values if stages_of(value) is None}
        known = sum(stages_of(value) is not None for value in values)
        return ("keep", "its cells are free text") if len(unknown) > _MANY_WORDS > known else (field, why)
    if field in ("added_on", "decision_by", "status_on", "responded_on", "selected", *STAGE_FIELDS):
        fitting = sum(looks_dated(value) or yes_or_no(value) is not None or bool(stages_of(value)) for value in values)
        if fitting * 2 < len(values) and not any("/" in value and value[:1].isdecimal() for value in values):
            return "keep", "its cells are no days, ticks or known words"
    return field, why


def _without_vague(columns: Sequence[Column], values: Sequence[Sequence[str]]) -> list[Column]:
    """Take a mere "Date" for the day of applying only where no other column holds that day."""
    applied = [column for column in columns if column.field == "applied"]
    vague = [column for column in applied if column.vague]
    if not any(looks_dated(value) for column in applied if column not in vague for value in values[column.at]):
        vague = vague[1:]
    return [
        column._replace(field="keep", why="another column says it better") if column in vague else column
        for column in columns
    ]


def _dated(columns: Sequence[Column], values: Sequence[Sequence[str]], declared: str, answered: bool) -> list[Column]:
    """Decide the date order of each column that holds days; a column that cannot tell takes the file's."""
    orders = {
        column.at: decide_order(values[column.at], declared, column.header)
        for column in columns
        if column.field in (*DATE_FIELDS, "status", "selected")
    }
    if declared and not answered:
        orders = {at: order._replace(why="this export always writes them so") for at, order in orders.items()}
    shown = {order.order for order in orders.values() if order.kind == "shown"}
    for at, order in orders.items():
        if order.kind == "either" and len(shown) == 1:
            orders[at] = ColumnOrder(*shown, "as in the file's other columns", "shown")
    return [column._replace(order=orders.get(column.at)) for column in columns]


def evidence(columns: Sequence[Column]) -> Callable[[Sequence[str]], int]:
    """Return a function that counts a row's days, status words and links that stand where they belong.

    It takes a cell for each column, and returns a negative number where one of them stands elsewhere.

    Examples
    --------
    >>> count = evidence(understand(["Role", "Status"], [], None, {}, ""))
    >>> count(["Nurse", "Applied"]), count(["Applied", "Nurse"])
    (1, -1)
    """
    dated = ("applied", "added_on", "status_on", "responded_on")
    typed = [column for column in columns if column.field in ("status", "url", *dated)]

    def fits(field: str, text: str) -> bool:
        if field == "status":
            return stages_of(text) is not None
        if field == "url":
            return "//" in text and " " not in text
        return looks_dated(text)

    def count(cells: Sequence[str]) -> int:
        filled = [(column.field, cells[column.at].strip()) for column in typed]
        found = [fits(field, text) for field, text in filled if not says_nothing(text)]
        return len(found) if all(found) else -1

    return count
