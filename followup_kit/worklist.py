"""The worklist in words: what is owed, in groups, the most urgent first."""

from textwrap import fill

import pandas as pd

from followup_kit.etiquette import headline

SIGNS = {"overdue": "▲", "due": "●", "open": "○", "upcoming": "○", "snoozed": "◷", "done": "✓", "retired": "–"}
GROUPS = {
    "Overdue": ("overdue",),
    "Due today": ("due",),
    "Open now": ("open",),
    "Coming up": ("upcoming",),
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
    parts = {"overdue": n["overdue"], "due today": n["due"], "open now": n["open"], "coming up": n["upcoming"]}
    told = ", ".join(f"{count} {words}" for words, count in parts.items() if count)
    if n["overdue"] or n["due"]:
        return f"{told}."
    nothing = "Nothing is due today" if n["open"] else "Nothing is owed today: you are up to date"
    return f"{nothing}. {told}." if told else f"{nothing}."


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
