"""What only a person can say of a file, as the import panel asks it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from followup_kit.importing import Preview, Question

ORDERS = {"dmy": "Day first: 31/12/2025", "mdy": "Month first: 12/31/2025", "ymd": "Year first: 2025-12-31"}
STAGES = {
    "saved": "Saved: not applied yet",
    "applied": "Applied: no answer yet",
    "replied": "They answered",
    "screening": "A screening: a call, a test",
    "interviewing": "An interview",
    "offer": "An offer",
    "accepted": "I accepted their offer",
    "rejected": "They said no",
    "withdrawn": "I withdrew",
    "ghosted": "No answer, and I stopped waiting",
    "": "None of these: leave it out",
}
UNANSWERED = "?"
MOST_QUESTIONS = 12


class Asked(NamedTuple):
    """A question as the panel shows it: the field's name, the words, what may be chosen."""

    name: str
    label: str
    choices: list[tuple[str, Any]]
    value: Any


def asked_of(seen: Preview) -> list[Asked]:
    """Return what has to be asked of a file, the sheet first."""
    return _sheet_question(seen) + [_question(each) for each in seen.questions if each.parameter != "sheet"]


def left_open(asked: Sequence[Asked]) -> str:
    """Say what becomes of questions nobody answers."""
    if all(each.value != UNANSWERED for each in asked):
        return ""
    hidden = len(asked) - MOST_QUESTIONS
    more = f" There are {hidden} more: is that column really the status? You can say so below." if hidden > 0 else ""
    return f"What you leave open is not guessed: it is left out, and listed as such.{more}"


def _sheet_question(seen: Preview) -> list[Asked]:
    if len(seen.sheets) < 2:
        return []
    return [Asked("sheet", "Which sheet is your log?", [(name, name) for name in seen.sheets], seen.sheet)]


def _question(question: Question) -> Asked:
    if question.parameter == "date_order":
        choices = [("Choose: nobody but you can tell", UNANSWERED), *((ORDERS[order], order) for order in ORDERS)]
        return Asked("date_order", question.text, choices, UNANSWERED)
    choices = [("Choose what it means", UNANSWERED), *((STAGES[stage], stage) for stage in question.choices)]
    return Asked(f"{question.parameter}:{question.about}", question.text, choices, UNANSWERED)
