"""What the interview form says: where an interview belongs, what is odd about its days, what follows from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process

from followup_kit.corrections import same_name
from followup_kit.dates import optional_date, say
from followup_kit.errors import BadValue
from followup_kit.panels.choosing import application_label, application_name

_LIVE = ("overdue", "due", "open", "upcoming")
_LIKE = 86  # of 100: "Westfield Alergy", or "westfield" alone, for "Westfield Allergy"
_FAR_AHEAD_DAYS = 120
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")


def checked_days(interview: Mapping[str, Any]) -> date:
    """Return the day of an interview about to be saved.

    Raises
    ------
    BadValue
        If there is none, a year is half typed, or the promised day comes before it.
    """
    held, promised = (optional_date(interview[name], name) for name in ("held_on", "decision_by"))
    if held is None:
        raise BadValue("Give the day of the interview.", field="held_on")
    if promised is not None and promised < held:
        raise BadValue(
            f"{say(promised)} comes before the interview on {say(held)}. Check both days, or leave this one empty.",
            field="decision_by",
            value=promised,
        )
    return held


def belongs_to(applications: pd.DataFrame, company: str, role: str) -> str:
    """Say which application a new interview will belong to.

    Parameters
    ----------
    applications : DataFrame
        The flat frame.
    company, role : str
        As typed.
    """
    if not company.strip():
        return ""
    there = same_name(applications, company)
    if there.empty:
        return f"New in your log: saving this adds an application at {company.strip()}."
    named = same_name(there, company, role.strip() or None)
    roles = ", ".join(dict.fromkeys(role or "no role noted" for role in there.role))
    if named.empty:
        return f"Saving this adds an application for this role. You have there: {roles}."
    if named.role.nunique() > 1:
        return f"You have several applications there. Say which role: {roles}."
    return f"Belongs to {application_label(next(named.itertuples()))}."


def meant(applications: pd.DataFrame, company: str) -> str:
    """Return the company of the log that is most like one not in it; empty where none is like it.

    Parameters
    ----------
    applications : DataFrame
        The flat frame.
    company : str
        As typed.

    Examples
    --------
    >>> meant(pd.DataFrame({"company": ["Westfield Allergy", "Arbor Clinic"]}), "westfield alergy")
    'Westfield Allergy'
    """
    if not company.strip() or not same_name(applications, company).empty:
        return ""
    found = process.extractOne(
        company, applications.company.unique(), scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=_LIKE
    )
    return found[0] if found else ""


def renaming(applications: pd.DataFrame, application_id: int, n_others: int, company: str, role: str) -> str:
    """Say what changing the company or the role of an interview will do to its application.

    Parameters
    ----------
    applications : DataFrame
        The flat frame.
    application_id : int
        The application it belongs to now.
    n_others : int
        How many other interviews that has.
    company, role : str
        As typed.
    """
    now = applications[applications.application_id == application_id]
    if now.empty or not company.strip():
        return ""
    name = application_name(now.company.iloc[0], now.role.iloc[0])
    if (company.strip(), role.strip()) == (now.company.iloc[0], now.role.iloc[0]):
        return ""
    named = same_name(applications, company, role)
    if len(named) and application_id not in named.application_id.to_list():
        return f"Saving this moves the interview from {name} to {application_label(next(named.itertuples()))}."
    others = "" if not n_others else f", with its {n_others} other interview{'' if n_others == 1 else 's'}"
    return f"Saving this renames the application {name}{others}."


def what_follows(owed: pd.DataFrame, interview: pd.Series, as_of: date) -> str:
    """Say what follows from an interview just saved.

    Parameters
    ----------
    owed : DataFrame
        The follow-ups of that interview.
    interview : Series
        Its row of the table.
    as_of : date
    """
    held, promised = interview.held_on.date(), optional_date(interview.decision_by, "decision_by")
    if held > as_of:
        if (ahead := (held - as_of).days) > _FAR_AHEAD_DAYS:
            return f"Saved. {say(held)} is {ahead} days ahead: is the day right? Change it below if not."
        return f"Saved. Good luck on {say(held)}: your prep sheet has what you note here."
    words = ["Saved."]
    notes = owed[(owed.kind == "thank_you") & owed.status.isin(_LIVE)]
    if len(notes):
        number = _NUMBERS[len(notes)] if len(notes) < len(_NUMBERS) else str(len(notes))
        due = notes.due_on.min().date()
        by = f"were due by {say(due)}; late ones still help" if due < as_of else f"are due by {say(due)}"
        if len(notes) == 1:
            by = f"was due by {say(due)}; a late one still helps" if due < as_of else f"is due by {say(due)}"
        words.append(f"{number} thank-you note{'' if len(notes) == 1 else 's'} {by}.")
    written = optional_date(interview.debriefed_on, "debriefed_on")
    if written is None:
        words.append("Still to note, while it is fresh: what was talked about, and with whom.")
    elif written > held:
        late = (written - held).days
        words.append(f"Written down {'a day' if late == 1 else f'{late} days'} later: on the day itself, more stays.")
    if promised is not None and promised < as_of:
        words.append(f"The day they named, {say(promised)}, has passed: if you have heard nothing, check in.")
    return " ".join(words)
