"""Applications: what happened to one, and the form to add another."""

from datetime import date

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import optional_date, say
from followup_kit.errors import BadValue
from followup_kit.etiquette import follow_ups
from followup_kit.flat import in_order
from followup_kit.markup import escape
from followup_kit.panels.application_form import ApplicationForm
from followup_kit.panels.choosing import ApplicationChoice, application_name, open_first
from followup_kit.panels.form import Form
from followup_kit.panels.page import Page
from followup_kit.panels.panel import row
from followup_kit.schema import RESPONSE_STAGES

HAPPENED = {
    "applied": "I applied",
    "replied": "They answered",
    "screening": "They invited me to a screening",
    "interviewing": "They invited me to an interview",
    "offer": "They made an offer",
    "accepted": "I accepted their offer",
    "rejected": "They said no",
    "withdrawn": "I withdrew",
    "ghosted": "No answer: I stop waiting",
}
_SO_FAR = HAPPENED | {"saved": "Saved for later"}


class Applications(Form):
    """Choose an application, say what happened and when; below, add one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.which = self.fields["application"] = ApplicationChoice("application", "Which application (required)")
        choices = [("Choose", ""), *((words, stage) for stage, words in HAPPENED.items())]
        self.so_far = widgets.HTML()
        self.so_far.add_class("t-so-far")
        self.change = self.button("change-application", "Change its details", self._change)
        self.take_back = self.button("take-back", "Take the last of these back", self._take_back)
        self.form = ApplicationForm(page)
        self.children = [
            self.which,
            self.so_far,
            row(self.take_back, self.change),
            row(
                self.field("stage", widgets.Dropdown(options=choices), "What happened (required)", width="20rem"),
                self.field("changed_on", widgets.DatePicker(), "On which day", width="11rem"),
            ),
            self.save_button("save-stage", "Save", self._save),
            self.message,
            self.undo,
            self.form,
        ]
        self.which.control.observe(lambda _: self._chosen(), "value")
        self.reset()

    def reset(self) -> None:
        super().reset()
        self.fields["changed_on"].value = self.page.as_of
        self.begin()

    def refresh(self) -> None:
        now = self.page.now()
        self._tables = now.tables
        self.which.offer(open_first(now.applications))
        self._chosen()

    def _chosen(self) -> None:
        chosen = self.which.chosen
        changes = self._changes(chosen)
        words = so_far(changes)
        self.so_far.value = f'<div class="fk-why fk-below">{escape(words)}</div>' if words else ""
        self.change.layout.display = None if chosen else "none"
        self.take_back.layout.display = None if len(changes) else "none"

    def _changes(self, application_id: int | None) -> pd.DataFrame:
        changes = self._tables.stage_changes
        return in_order(changes[changes.application_id == application_id])

    def _take_back(self) -> None:
        application_id = self.which.chosen
        if application_id is None:
            return  # a second quick click
        last = self._changes(application_id).iloc[-1]
        name = self._name(application_id)
        with self.page.log.transaction(f"Took back for {name}: {_SO_FAR[last.stage]}"):
            self.page.log.remove("stage_changes", int(last.stage_change_id))
        self.finish(f"Taken back for {name}: {_SO_FAR[last.stage]}.")

    def _name(self, application_id: int) -> str:
        applications = self._tables.applications
        application = applications[applications.application_id == application_id].iloc[0]
        return application_name(application.company, application.role)

    def _change(self) -> None:
        self.form.edit(self.which.application_id)

    def _save(self) -> None:
        log, as_of = self.page.log, self.page.as_of
        application_id, stage = self.which.application_id, self.fields["stage"].value
        if not stage:
            raise BadValue("Choose what happened.", field="stage")
        day = optional_date(self.fields["changed_on"].value, "changed_on")
        check_day(self._changes(application_id), stage, day, as_of)
        name = self._name(application_id)
        with log.transaction(f"Noted for {name}: {HAPPENED[stage]}"):
            log.set_stage(application_id, stage, day)
        self.finish(f"Saved for {name}.")
        owed = follow_ups(self._tables, as_of)
        follows = what_follows(owed[owed.application_id == application_id], stage, as_of)
        self.tell(f"Saved for {name}. {follows}")


def so_far(changes: pd.DataFrame) -> str:
    """Say what happened to an application so far, from its stage changes."""
    words = [
        _SO_FAR[change.stage] + (f", {say(change.changed_on)}" if not pd.isna(change.changed_on) else ", day not known")
        for change in changes.itertuples()
    ]
    return f"So far: {'; '.join(words)}." if words else ""


def check_day(changes: pd.DataFrame, stage: str, day: date | None, as_of: date) -> None:
    """Refuse a day on which it cannot have happened.

    Parameters
    ----------
    changes : DataFrame
        The application's stage changes so far, in order.
    stage : str
    day : date or None
        None where it is not known.
    as_of : date

    Raises
    ------
    BadValue
        If the day is still to come, lies before the application, or just that is noted already.
    """
    if day is None:
        return
    if day > as_of:
        raise BadValue(f"{say(day)} is still to come. Note it when it has happened.", field="changed_on", value=day)
    applied = changes[changes.stage == "applied"].changed_on.min()
    if stage in RESPONSE_STAGES and not pd.isna(applied) and day < applied.date():
        raise BadValue(
            f"You applied on {say(applied)}: this cannot have happened on {say(day)}. Check the day.",
            field="changed_on",
            value=day,
        )
    last = changes.tail(1)
    if (last.stage == stage).any() and last.changed_on.notna().any():
        raise BadValue(
            f"{_SO_FAR[stage]}: that is noted for {say(last.changed_on.iloc[0])} already. "
            "If the day is wrong, take the last step back first.",
            field="stage",
            value=stage,
        )


def what_follows(owed: pd.DataFrame, stage: str, as_of: date) -> str:
    """Say what follows from what happened.

    Parameters
    ----------
    owed : DataFrame
        The follow-ups of that application, after it was noted.
    stage : str
        What it moved into.
    as_of : date

    Examples
    --------
    >>> from followup_kit.schema import frame
    >>> what_follows(frame("follow_ups"), "accepted", date(2026, 3, 31))
    'Congratulations! Nothing more is owed here.'
    """
    live = owed[owed.status.isin(("overdue", "due", "open", "upcoming"))].sort_values("due_on")
    request, check_in = (live[live.kind == kind] for kind in ("feedback_request", "check_in"))
    if stage == "rejected":
        if len(request):
            due = request.due_on.iloc[0].date()
            by = f"was due by {say(due)}; it still helps" if due < as_of else f"is due by {say(due)}"
            return f"Sorry to hear it. A gracious request for feedback {by}."
        return "Sorry to hear it. There was no interview to learn from, so nothing is owed."
    if stage == "accepted":
        return "Congratulations! Nothing more is owed here."
    if stage in ("withdrawn", "ghosted"):
        return "Nothing more is owed here. If they write after all, note it here."
    words = {
        "offer": ["Congratulations!"],
        "interviewing": ["When you know the day, enter the interview above, with your questions for it."],
    }.get(stage, [])
    if len(check_in):
        words.append(f"If you hear nothing, a check-in is welcome from {say(check_in.opens_on.iloc[0])}.")
    return " ".join(words) or "Nothing is owed for now."
