"""The people of an interview: rows to add, fill in and take out."""

from collections.abc import Callable
from itertools import count

import ipywidgets as widgets

from followup_kit.panels.panel import Field, Panel, row

COLUMNS = ("name", "title", "email", "phone", "address", "remembered")


class PersonRow(widgets.VBox):
    """One person: name, position, contact, and what was talked about with them.

    Parameters
    ----------
    panel : Panel
        Its fields are known there as ``<serial>.<column>``, so that an error finds its row.
    take_out : callable
        Called with this row by its button.
    """

    _serial = count()

    def __init__(self, panel: Panel, take_out: Callable[["PersonRow"], None]) -> None:
        super().__init__()
        self.serial = next(self._serial)
        self.interviewer_id: int | None = None

        def field(name: str, control: widgets.Widget, label: str, width: str) -> Field:
            made = panel.field(f"{self.serial}.{name}", control, label, width=width)
            control.add_class(f"t-person-{name}")
            return made

        self.inputs = {
            "name": field("name", widgets.Text(placeholder="Dr. Ada Marchetti"), "Name (required)", "18rem"),
            "title": field("title", widgets.Text(placeholder="Practice manager"), "Title", "18rem"),
            "email": field("email", widgets.Text(), "E-mail", "18rem"),
            "phone": field("phone", widgets.Text(), "Phone", "18rem"),
            "address": field("address", widgets.Text(), "Postal address, for a card", "100%"),
            "remembered": field(
                "remembered",
                widgets.Textarea(placeholder="the new scheduling system; her move from Leeds", rows=2),
                "What we talked about",
                "100%",
            ),
        }
        button = panel.button("remove-person", "Remove this person", lambda: take_out(self))
        pairs = [row(*(self.inputs[name] for name in pair)) for pair in (COLUMNS[:2], COLUMNS[2:4])]
        self.children = [*pairs, self.inputs["address"], self.inputs["remembered"], button]
        self.add_class("fk-card")
        self.add_class("t-person")

    @property
    def value(self) -> dict[str, str]:
        """What was typed, by column."""
        return {name: field.value.strip() for name, field in self.inputs.items()}

    @property
    def empty(self) -> bool:
        """Whether nothing at all was typed."""
        return not any(self.value.values())

    def show_address(self, shown: bool) -> None:
        """Show the postal address, which only a card needs, or hide it."""
        self.inputs["address"].layout.display = None if shown else "none"

    def fill(self, person: dict) -> None:
        """Show a person of the log, to be edited."""
        self.interviewer_id = int(person["interviewer_id"])
        for name, field in self.inputs.items():
            field.value = person[name]


class People(widgets.VBox):
    """The rows of an interview's people; there is always one to type into."""

    def __init__(self, panel: Panel) -> None:
        super().__init__()
        self.panel = panel
        self.with_address = False
        self.rows: list[PersonRow] = []
        self.list = widgets.VBox()
        self.children = [self.list, panel.button("add-person", "Add another person", self.add)]
        self.add()

    def add(self) -> PersonRow:
        """Add an empty row."""
        person = PersonRow(self.panel, self.take_out)
        person.show_address(self.with_address)
        self._show([*self.rows, person])
        return person

    def take_out(self, person: PersonRow) -> None:
        """Take a row out; the last one is emptied instead."""
        self._show([kept for kept in self.rows if kept is not person])
        for name in COLUMNS:
            self.panel.fields.pop(f"{person.serial}.{name}", None)
        if not self.rows:
            self.add()

    def fill(self, people: list[dict]) -> None:
        """Show people of the log, or one empty row where there are none."""
        for person in list(self.rows):
            self.take_out(person)
        for place, person in enumerate(people):
            (self.add() if place else self.rows[0]).fill(person)

    def ask_for_addresses(self, asked: bool) -> None:
        """Ask for postal addresses, as after meeting in person, or not."""
        self.with_address = asked
        for person in self.rows:
            person.show_address(asked)

    def _show(self, rows: list[PersonRow]) -> None:
        self.rows = rows
        self.list.children = rows
