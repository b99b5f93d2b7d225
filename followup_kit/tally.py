"""The tally: applications counted once, so that every rate and curve follows from the counts alone."""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np
import pandas as pd

from followup_kit import given, impossible, rows
from followup_kit.counting import TABLES, Counting, check_groups
from followup_kit.counts import Counts
from followup_kit.dates import as_date
from followup_kit.rows import FEEDBACK_COLUMNS


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
    applied : Counts
        Applications by group and day applied.
    any, positive : Counts
        Those of them that ended, by group, day applied, `ends.End` and days until that end (0 for undated ones);
        for the first response of any kind, and for the first positive one. The rest are waiting.
    rejections : Counts or None
        Rejections after an interview by group, day of the rejection and `ends.Asked`; None where the
        applications had no feedback columns.
    n_left_out : int
        Rows without a day of application: never applied, or on an unknown day or one before 1970. They stand in no
        rate.
    problems : DataFrame
        Dates that cannot be, and what was made of them: row (its index label), column, value, reason. For people
        to read: equality and saving leave it aside.
    """

    as_of: date
    group: str | None
    labels: tuple[str, ...]
    applied: Counts
    any: Counts
    positive: Counts
    rejections: Counts | None
    n_left_out: int = 0
    problems: pd.DataFrame = field(default_factory=lambda: impossible.joined([]))

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
        check_groups(labels)
        code_of = {label: code for code, label in enumerate(labels)}
        codes = [np.array([code_of[label] for label in each.labels], dtype=np.int64) for each in tallies]

        def added(parts: Sequence[Counts]) -> Counts:
            return Counts.total([part.with_groups(code) for part, code in zip(parts, codes, strict=True)])

        rejections = [each.rejections for each in tallies]
        return cls(
            first.as_of,
            first.group,
            tuple(labels),
            added([each.applied for each in tallies]),
            added([each.any for each in tallies]),
            added([each.positive for each in tallies]),
            None if any(part is None for part in rejections) else added(rejections),
            sum(each.n_left_out for each in tallies),
            impossible.joined([each.problems for each in tallies]),
        )

    def __add__(self, other: Self) -> Self:
        return Tally.total([self, other]) if isinstance(other, Tally) else NotImplemented

    def __radd__(self, other: object) -> Self:
        return self if other == 0 else NotImplemented  # where sum() begins

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name) for name in ("as_of", "group", "labels", *TABLES, "n_left_out")
        )

    __hash__ = None

    def __repr__(self) -> str:
        by = f" by {self.group}" if self.group else ""
        return f"<Tally of {int(self.applied.n.sum()):,} applications{by} as of {self.as_of}>"

    def to_bytes(self) -> bytes:
        """Return the counts as the bytes of a small ``.npz`` file, without the problems."""
        header = {
            "as_of": self.as_of.isoformat(),
            "group": self.group,
            "labels": self.labels,
            "n_left_out": self.n_left_out,
        }
        arrays = {"header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8)}
        for name in TABLES:
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
                for name in TABLES
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
        n_interviews, feedback_asked_on and feedback_received_on. It is left alone. Columns may be of Arrow; a
        moment with a time zone counts on the day of that zone's clock.
    as_of : date or ISO text
        What is dated later has not happened: later applications are left out, later answers waited for.
    group : str, optional
        A column to count by; its values become text, missing ones ``""``.

    Returns
    -------
    Tally

    Raises
    ------
    BadValue
        If it is no frame, or the group is not the name of one column.
    ColumnError
        If a column is missing, or holds something else.

    Notes
    -----
    A response, positive response, rejection or withdrawal dated before its application is impossible: the
    application counts, the date is left out and reported in ``problems``. A response without a usable date is
    `ends.End.UNDATED`. A positive response is a response: where the columns say that none had come by then, it
    counts as the first, and is reported. An application dated before 1970 is left out and reported. Positive
    responses are followed through a rejection, which is no censoring; a withdrawal after a rejection is none.

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
    >>> fk.tally(applications, as_of="2026-02-01")
    <Tally of 2 applications as of 2026-02-01>
    """
    columns = given.applications(applications).columns
    has_feedback = all(column in columns for column in FEEDBACK_COLUMNS.values())
    counting = Counting(as_date(as_of), has_feedback)
    counting.add(counting.read(rows.from_frame(applications, group)))
    return Tally(counting.as_of, group, *counting.counted())
