"""The worklist in words: what is owed, in groups, the most urgent first."""

from textwrap import fill

import pandas as pd

from followup_kit.etiquette import headline

SIGNS = {"overdue": "▲", "due": "●", "open": "○", "upcoming": "○", "snoozed": "◷", "done": "✓", "retired": "–"}
GROUPS = {
    "Overdue": ("overdue",),
    "Due today": ("due",),
    "Coming up": ("open", "upcoming"),
    "Snoozed and done": ("snoozed", "done", "retired"),
}
_WIDTH = 100  # characters; wider lines are broken in the middle of a word on the page


def summary(owed: pd.DataFrame) -> str:
    """Say in a sentence how much is owed; nothing is good news.

    Parameters
    ----------
    owed : DataFrame
        As `followup_kit.follow_ups` returns it.

    Examples
    --------
    >>> from followup_kit.schema import frame
    >>> summary(frame("follow_ups"))
    'Nothing is owed today: you are up to date.'
    """
    n = owed.status.value_counts().reindex(list(SIGNS), fill_value=0)
    coming = n["open"] + n["upcoming"]
    if not n["overdue"] and not n["due"]:
        return f"Nothing is owed today: you are up to date.{f' {coming} coming up.' if coming else ''}"
    parts = {"overdue": n["overdue"], "due today": n["due"], "coming up": coming}
    return ", ".join(f"{count} {words}" for words, count in parts.items() if count) + "."


def as_text(owed: pd.DataFrame) -> str:
    """Return the worklist as plain text: each group that is not empty, without what is snoozed and done.

    Parameters
    ----------
    owed : DataFrame
        As `followup_kit.follow_ups` returns it.
    """
    lines = [summary(owed)]
    for title, statuses in list(GROUPS.items())[:-1]:
        group = owed[owed.status.isin(statuses)]
        if len(group):
            lines += ["", title]
        for follow_up in group.to_dict("records"):
            lines.append(f"  {SIGNS[follow_up['status']]} {headline(follow_up)}")
            lines.append(fill(follow_up["reason"], _WIDTH, initial_indent="    ", subsequent_indent="    "))
    return "\n".join(lines)
