"""What an import would bring in, in words and small tables."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from followup_kit.dates import say
from followup_kit.importing import ColumnUse, Preview
from followup_kit.importing.headers import STAGE_FIELDS
from followup_kit.markup import escape
from followup_kit.panels.choosing import application_name

SHOWN_ROWS = 5
SHOWN_PROBLEMS = 15
SHOWN_LINES = 6
_AS_THEY_ARE = ("keep", "leave")
_TELL_AN_ANSWER = {"status", "responded_on", "selected", "to_stage", *STAGE_FIELDS} - {"saved", "applied"}
# Where the functions name a parameter, the page has a question.
_IN_THE_PAGE = ((": say it in status_words", ""), (": choose with sheet", ": choose it below"))


def summary(seen: Preview, name: str) -> str:
    """Return a preview as HTML: what the file is, and its first rows as they were understood.

    Parameters
    ----------
    seen : Preview
        What `followup_kit.importing.preview` found.
    name : str
        The file's own name.
    """
    aside = f"{seen.n_set_aside} set aside, shown below" if seen.n_set_aside else "none set aside"
    words = [f"<b>{escape(name)}</b>: {escape(seen.format)}. {escape(seen.remark)}"]
    words.append(
        f"{_count(seen.n_rows, 'row')}: {_count(len(seen.rows), 'application')}, {aside}. "
        "Nothing of it is in your log yet."
    )
    if seen.duplicates:
        line, earlier = seen.duplicates[0]
        n = len(seen.duplicates)
        words.append(
            f"{_count(n, 'row')} {'repeats' if n == 1 else 'repeat'} an earlier one word for word, such as line {line} "
            f"(line {earlier}). They are kept: you may have applied twice."
        )
    parts = [f"<p>{part}</p>" for part in words]
    parts += [f'<div class="fk-error">{escape(sentence)}</div>' for sentence in not_found(seen)]
    if len(seen.rows):
        parts.append(_first_rows(seen.frame.head(SHOWN_ROWS), len(seen.rows)))
    return "".join(parts)


def not_found(seen: Preview) -> list[str]:
    """Say what a log is made of and this file seems not to have: whose it is, how it stands, and when that was.

    Parameters
    ----------
    seen : Preview
        What `followup_kit.importing.preview` found.
    """
    told = []
    fields = {use.field for use in seen.columns}
    if seen.columns and "company" not in fields:
        told.append("No column was found for the company. If there is one, say which, under the columns below.")
    if seen.columns and not fields & _TELL_AN_ANSWER:
        told.append("No column says how an application stands: none will count as answered. If there is one, say so.")
    undated = int((seen.frame.responded & seen.frame.responded_on.isna()).sum())
    if undated:
        have, count = ("has", "It counts") if undated == 1 else ("have", "They count")
        told.append(
            f"{_count(undated, 'answer')} {have} no day in this file. {count} as answered, but nobody can say after "
            "how many days: note the day in your log where you know it."
        )
    return told


def columns_html(uses: Sequence[ColumnUse]) -> str:
    """Return what each column was taken for, as HTML."""
    rows = [_column_row(use) for use in uses if use.field not in _AS_THEY_ARE]
    for field in _AS_THEY_ARE:
        same = [use for use in uses if use.field == field]
        rows += [["; ".join(use.header for use in same), same[0].meaning, ""]] if same else []
    return table(["Column", "Taken for", "How its dates are read"], rows)


def problems_html(problems: pd.DataFrame) -> str:
    """Return what could not be taken as it stands, as HTML, rows set aside first; empty where all could."""
    if problems.empty:
        return ""
    same = problems.groupby(["kept", "column", "value", "reason"], sort=False).line.agg(list).reset_index()
    same = same.sort_values("kept", kind="stable")
    entries = "".join(f"<li>{_problem(each)}</li>" for each in same.head(SHOWN_PROBLEMS).itertuples())
    more = len(same) - SHOWN_PROBLEMS
    rest = f'<p class="fk-small">and {more:,} more like these.</p>' if more > 0 else ""
    title = f"{_count(len(problems), 'thing')} to know"
    return f'<div class="fk-title">{title}</div><ul class="fk-list">{entries}</ul>{rest}'


def _problem(problem: Any) -> str:
    lines = [str(line) for line in problem.line if line]
    where = f"Line{'' if len(lines) == 1 else 's'} {', '.join(lines[:SHOWN_LINES])}" if lines else ""
    if len(lines) > SHOWN_LINES:
        where += f" and {len(lines) - SHOWN_LINES:,} more"
    what = ": ".join(part for part in (problem.column, problem.value) if part)
    head = ", ".join(part for part in (where, what) if part)
    reason = problem.reason
    for words, instead in _IN_THE_PAGE:
        reason = reason.replace(words, instead)
    fate = "" if problem.kept else " <b>This row is set aside.</b>"
    return f'{escape(head)}<div class="fk-why">{escape(reason[:1].upper() + reason[1:])}.{fate}</div>'


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return text as an HTML table, which scrolls by itself where it is wider than the page."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>" for cells in rows)
    return f'<div class="fk-scroll"><table class="fk-table"><tr>{head}</tr>{body}</table></div>'


def _first_rows(first: pd.DataFrame, n: int) -> str:
    rows = [
        [
            application_name(row.company, row.role),
            "day not known" if pd.isna(row.applied_on) else say(row.applied_on),
            row.stage,
        ]
        for row in first.itertuples()
    ]
    title = (
        "As they will stand in your log" if n <= len(rows) else f"The first {len(rows)}, as they will stand in your log"
    )
    return f'<div class="fk-title">{title}</div>{table(["Application", "Applied", "Stage now"], rows)}'


def _column_row(use: ColumnUse) -> list[str]:
    examples = [f"{given} = {say(day)}" for given, day in use.examples if day is not None][:2]
    return [use.header, use.meaning, "; ".join([use.dates, *examples]) if use.dates else ""]


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
