"""A search box of applications: type a part of its name, choose it."""

from collections import Counter

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import say
from followup_kit.errors import BadValue
from followup_kit.panels.panel import Field
from followup_kit.schema import CLOSED_STAGES

_SHOWN = 3


class ApplicationChoice(Field):
    """Which application: one among thousands, found by a part of its name.

    Parameters
    ----------
    name : str
        The field's name in errors.
    label : str
    """

    def __init__(self, name: str, label: str) -> None:
        control = widgets.Combobox(placeholder="Type a part of the name, then choose", ensure_option=False)
        super().__init__(name, control, label, width="100%")
        self._ids: dict[str, int] = {}
        self._labels: dict[int, str] = {}

    def offer(self, applications: pd.DataFrame) -> None:
        """Offer applications, those on top first.

        Parameters
        ----------
        applications : DataFrame
            Rows of the flat frame.
        """
        chosen = self._ids.get(self.value)
        labels, seen = [], Counter()
        for application in applications.itertuples():
            label = application_label(application)
            seen[label] += 1
            labels.append(f"{label} ({seen[label]})" if seen[label] > 1 else label)
        self._ids = dict(zip(labels, applications.application_id.tolist(), strict=True))
        self._labels = {application_id: label for label, application_id in self._ids.items()}
        self.control.options = labels
        if chosen is not None:  # its label may say something new
            self.choose(chosen)

    def choose(self, application_id: int | None) -> None:
        """Choose an application; None, or one that is not offered, leaves the box empty."""
        self.value = self._labels.get(application_id, "")

    @property
    def chosen(self) -> int | None:
        """The application whose whole label stands in the box, or the only one with what was typed in its label."""
        matches = self._matches()
        return self._ids[matches[0]] if len(matches) == 1 else None

    @property
    def application_id(self) -> int:
        """The application chosen.

        Raises
        ------
        BadValue
            If there is none, or several fit what was typed.
        """
        if (chosen := self.chosen) is not None:
            return chosen
        matches = self._matches()
        if not self.value.strip():
            words = "Choose the application: type a part of the company's name."
        elif not matches:
            words = f"No application here is called {self.value.strip()!r}. Type less of it, or add it below."
        else:
            some = "; ".join(matches[:_SHOWN])
            words = f"{len(matches)} applications fit, such as {some}. Choose one of the list."
        raise BadValue(words, field=self.name, value=self.value)

    def _matches(self) -> list[str]:
        typed = self.value.strip().casefold()
        if self.value.strip() in self._ids or not typed:
            return [self.value.strip()] if typed else []
        return [label for label in self._ids if typed in label.casefold()]


def open_first(applications: pd.DataFrame) -> pd.DataFrame:
    """Return the flat frame with what is still open on top, each part the latest first.

    An application nobody answered is open: an answer may still come.
    """
    closed = applications.stage.isin(set(CLOSED_STAGES) - {"ghosted"})
    order = ["closed", "applied_on", "application_id"]
    return applications.assign(closed=closed).sort_values(order, ascending=[True, False, False])


def application_name(company: str, role: str) -> str:
    """Return what an application is called.

    Examples
    --------
    >>> application_name("Riverside Dental", "Office Manager")
    'Riverside Dental, Office Manager'
    """
    return ", ".join(part for part in (company, role) if part) or "No company noted"


def application_label(application: tuple) -> str:
    """Return an application's name, the day applied and where it stands, for a list to choose from.

    Parameters
    ----------
    application : named tuple
        A row of the flat frame.
    """
    parts = [application_name(application.company, application.role)]
    if not pd.isna(application.applied_on):
        parts.append(f"applied {say(application.applied_on)}")
    if application.stage in ("saved", *CLOSED_STAGES):
        parts.append(application.stage)
    return " · ".join(parts)
