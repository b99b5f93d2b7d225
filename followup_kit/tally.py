"""The tally: applications counted once, so that every rate and curve follows from the counts alone."""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np
import pandas as pd

from followup_kit import ends, rows
from followup_kit.counts import Counts
from followup_kit.dates import as_date
from followup_kit.rows import FEEDBACK_COLUMNS, NEVER, Block, Rows

_PROBLEM_COLUMNS = ["row", "column", "value", "reason"]
# Copied, which is ten times as quick as made anew: every part of a stream has one.
_NO_PROBLEMS = pd.DataFrame({name: pd.Series(dtype="str") for name in _PROBLEM_COLUMNS})
_TABLES = ("any", "positive", "rejections")


@dataclass(frozen=True, eq=False)
class Tally:
    """Applications counted as of one day; made by `tally`.

    Tallies add with ``+`` (and `Tally.total`), and the sum is the same however the rows were parted.

    Parameters
    ----------
    as_of : datetime.date
        The day the counts are of.
    group : str or None
        The column the groups come from.
    labels : tuple of str
        The groups, sorted; one empty label without groups. The group of a missing value is ``""``.
    any, positive : Counts
        Applications by group, day applied, `ends.End` and days until that end (0 for waiting and undated);
        for the first response of any kind, and for the first positive one.
    rejections : Counts or None
        Rejections after an interview by group, day of the rejection and `ends.Asked`; None where the
        applications had no feedback columns.
    n_left_out : int
        Rows without a day of application: never applied, or on an unknown day. They stand in no rate.
    problems : DataFrame
        Dates before the application they belong to, which were left out: row (its index label), column,
        value, reason. For people to read: equality and saving leave it aside.
    """

    as_of: date
    group: str | None
    labels: tuple[str, ...]
    any: Counts
    positive: Counts
    rejections: Counts | None
    n_left_out: int = 0
    problems: pd.DataFrame = field(default_factory=_NO_PROBLEMS.copy)

    @classmethod
    def total(cls, tallies: Iterable[Self]) -> Self:
        """Add tallies, in one go.

        Raises
        ------
        ValueError
            If they are of different days or groupings, or there is none: a sum needs its day.
        """
        tallies = list(tallies)
        if not tallies:
            raise ValueError("There is no tally to add: give at least one.")
        first = tallies[0]
        for other in tallies[1:]:
            if other.as_of != first.as_of:
                raise ValueError(f"Tallies of {first.as_of} and {other.as_of} do not add: count both as of one day.")
            if other.group != first.group:
                raise ValueError(
                    f"Tallies by {first.group!r} and {other.group!r} do not add: count both by one column."
                )
        if len(tallies) == 1:
            return first
        labels = sorted({label for each in tallies for label in each.labels})
        code_of = {label: code for code, label in enumerate(labels)}
        codes = [np.array([code_of[label] for label in each.labels], dtype=np.int64) for each in tallies]

        def added(parts: Sequence[Counts]) -> Counts:
            return Counts.total([part.with_groups(code) for part, code in zip(parts, codes, strict=True)])

        rejections = [each.rejections for each in tallies]
        return cls(
            first.as_of,
            first.group,
            tuple(labels),
            added([each.any for each in tallies]),
            added([each.positive for each in tallies]),
            None if any(part is None for part in rejections) else added(rejections),
            sum(each.n_left_out for each in tallies),
            _joined([each.problems for each in tallies]),
        )

    def __add__(self, other: Self) -> Self:
        return Tally.total([self, other]) if isinstance(other, Tally) else NotImplemented

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("as_of", "group", "labels", "any", "positive", "rejections", "n_left_out")
        )

    __hash__ = None

    def __repr__(self) -> str:
        by = f" by {self.group}" if self.group else ""
        return f"<Tally of {int(self.any.n.sum()):,} applications{by} as of {self.as_of}>"

    def to_bytes(self) -> bytes:
        """Return the counts as the bytes of a small ``.npz`` file, without the problems."""
        header = {
            "as_of": self.as_of.isoformat(),
            "group": self.group,
            "labels": self.labels,
            "n_left_out": self.n_left_out,
        }
        arrays = {"header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8)}
        for name in _TABLES:
            if (table := getattr(self, name)) is not None:
                arrays[f"{name}_key"], arrays[f"{name}_n"] = table.key, table.n
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the tally that `to_bytes` wrote, without its problems; nothing in the file is run."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            header = json.loads(arrays["header"].tobytes())
            tables = {
                name: Counts(arrays[f"{name}_key"], arrays[f"{name}_n"]) if f"{name}_key" in arrays else None
                for name in _TABLES
            }
        return cls(
            date.fromisoformat(header["as_of"]),
            header["group"],
            tuple(header["labels"]),
            n_left_out=header["n_left_out"],
            **tables,
        )


def tally(applications: pd.DataFrame, as_of: object, group: str | None = None) -> Tally:
    """Count applications as of one day.

    Parameters
    ----------
    applications : DataFrame
        One row per application, columns as in the flat frame (``schema.COLUMNS["flat"]``): applied_on,
        responded, responded_on, advanced_on and withdrawn_on; for feedback also rejected_on, interviewed_on,
        n_interviews, feedback_asked_on and feedback_received_on. It is left alone.
    as_of : date or ISO text
        What is dated later has not happened: later applications are left out, later answers waited for.
    group : str, optional
        A column to count by; its values become text, missing ones ``""``.

    Returns
    -------
    Tally

    Raises
    ------
    ColumnError
        If a column is missing, or holds something else.

    Notes
    -----
    A response, positive response, rejection or withdrawal dated before its application is impossible: the
    application counts, the date is left out and reported in ``problems``. A response without a usable date is
    `ends.End.UNDATED`. Positive responses are followed through a rejection, which is no censoring; a withdrawal
    after a rejection is none.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> applications = pd.DataFrame(
    ...     {
    ...         "applied_on": day(["2026-01-05", "2026-01-07", "2026-02-02"]),
    ...         "responded": [True, False, False],
    ...         "responded_on": day(["2026-01-15", None, None]),
    ...         "advanced_on": day([None, None, None]),
    ...         "withdrawn_on": day([None, None, None]),
    ...     }
    ... )
    >>> tally(applications, as_of="2026-02-01")
    <Tally of 2 applications as of 2026-02-01>
    """
    has_feedback = all(column in applications for column in FEEDBACK_COLUMNS.values())
    return count([rows.from_frame(applications, group)], as_date(as_of), group, has_feedback)


def count(blocks: Iterable[Block], as_of: date, group: str | None, has_feedback: bool) -> Tally:
    """Count blocks of rows, wherever they come from."""
    today = as_of.toordinal()
    keys: dict[str, list[np.ndarray]] = {name: [] for name in _TABLES}
    code_of: dict[str, int] = {}
    n_left_out, problems = 0, []
    for read, labels, index in blocks:
        counted = read.applied <= today
        n_left_out += int((read.applied == NEVER).sum())
        if not counted.all():
            read, index = read.where(counted), index[counted]
        codes = np.array([code_of.setdefault(label, len(code_of)) for label in labels], dtype=np.int64)
        read = read._replace(group=codes[read.group])
        keys["any"].append(ends.any_ends(read, today))
        keys["positive"].append(ends.positive_ends(read, today))
        if has_feedback:
            keys["rejections"].append(ends.rejections(read, today))
        problems.append(_problems(read, index))
    tables = {name: Counts.of(parts) for name, parts in keys.items()}
    # Only groups that have applications are kept, or else a tally would depend on how the rows are parted.
    used, labels = tables["any"].groups().tolist(), list(code_of)
    kept = sorted(labels[code] for code in used)
    codes = np.zeros(len(labels), dtype=np.int64)
    codes[[code_of[label] for label in kept]] = np.arange(len(kept))
    tables = {name: table.with_groups(codes) for name, table in tables.items()}
    if not has_feedback:
        tables["rejections"] = None
    return Tally(as_of, group, tuple(kept), **tables, n_left_out=n_left_out, problems=_joined(problems))


def _problems(read: Rows, index: pd.Index) -> pd.DataFrame:
    wrong = {name: places for name, places in ends.impossible(read).items() if len(places)}
    if not wrong:
        return _NO_PROBLEMS.copy()
    parts = []
    for name, places in wrong.items():
        value = rows.dates(getattr(read, name)[places]).astype(str)
        applied = rows.dates(read.applied[places]).astype(str)
        part = pd.DataFrame({"place": places, "row": index[places], "value": value, "applied": applied})
        parts.append(part.assign(column=rows.COLUMNS[name]))
    problems = pd.concat(parts, ignore_index=True).sort_values("place", kind="stable", ignore_index=True)
    problems["reason"] = (
        "before the application of " + problems["applied"] + ": the date is left out, the application counts"
    )
    return problems[_PROBLEM_COLUMNS]


def _joined(problems: list[pd.DataFrame]) -> pd.DataFrame:
    problems = [part for part in problems if len(part)]
    return pd.concat(problems, ignore_index=True) if problems else _NO_PROBLEMS.copy()
