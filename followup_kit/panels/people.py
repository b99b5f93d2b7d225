"""The people of an interview: rows to add, fill in and take out."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

import ipywidgets as widgets

from followup_kit.panels.panel import Field, Panel, row

CONTACT = ("title", "email", "phone", "address")


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
        self.panel = panel
        self.serial = next(self._serial)
        self.interviewer_id: int | None = None
        self.met: Mapping[str, Mapping[str, Any]] = {}
        name = widgets.Combobox(placeholder="Dr. Ada Marchetti", ensure_option=False)
        said = widgets.Textarea(placeholder="The new scheduling system; her move from Leeds", rows=2)
        self.inputs = {
            "name": self._field("name", name, "Name", "18rem"),
            "title": self._field("title", widgets.Text(placeholder="Practice manager"), "Title", "18rem"),
            "remembered": self._field("remembered", said, "What we talked about", "100%"),
            "email": self._field("email", widgets.Text(), "E-mail", "18rem"),
            "phone": self._field("phone", widgets.Text(), "Phone", "18rem"),
            "address": self._field("address", widgets.Text(), "Postal address, for a card", "100%"),
        }
        name.observe(lambda _: self._name_changed(), "value")
        self.remove = panel.button("remove-person", "Remove this person", lambda: take_out(self))
        who, contact = row(self.inputs["name"], self.inputs["title"]), row(self.inputs["email"], self.inputs["phone"])
        self.children = [who, self.inputs["remembered"], contact, self.inputs["address"], self.remove]
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
        """Show the postal address, which only a card needs, or hide it where there is none."""
        address = self.inputs["address"]
        address.layout.display = None if shown or address.value else "none"

    def offer(self, met: Mapping[str, Mapping[str, Any]]) -> None:
        """Offer the names of people met before; choosing one fills in title and contact."""
        self.met = met
        self.inputs["name"].control.options = list(met)

    def fill(self, person: Mapping[str, Any]) -> None:
        """Show a person of the log, to be edited."""
        self.interviewer_id = int(person["interviewer_id"])
        for name, field in self.inputs.items():
            field.value = person[name]

    def forget(self) -> None:
        """Give the row's widgets back, and its names in the panel."""
        for name, field in self.inputs.items():
            del self.panel.fields[f"{self.serial}.{name}"]
            field.control.close()
            field.close()
        self.remove.close()
        self.close()

    def _field(self, name: str, control: widgets.Widget, label: str, width: str) -> Field:
        control.add_class(f"t-person-{name}")
        return self.panel.field(f"{self.serial}.{name}", control, label, width=width)

    def _name_changed(self) -> None:
        for column in CONTACT if self.value["name"] in self.met else ():
            field = self.inputs[column]
            field.value = field.value or self.met[self.value["name"]][column]


class People(widgets.VBox):
    """The rows of an interview's people; there is always one to type into."""

    def __init__(self, panel: Panel) -> None:
        super().__init__()
        self.panel = panel
        self.rows: list[PersonRow] = []
        self.list = widgets.VBox()
        self._by_post = False
        self._met: Mapping[str, Mapping[str, Any]] = {}
        self.children = [self.list, panel.button("add-person", "Add another person", self._add_and_go)]
        self.add()

    def add(self) -> PersonRow:
        """Add an empty row."""
        person = PersonRow(self.panel, self.take_out)
        person.show_address(self._by_post)
        person.offer(self._met)
        self._show([*self.rows, person])
        return person

    def take_out(self, person: PersonRow) -> None:
        """Take a row out; the last one is emptied instead."""
        self._show([kept for kept in self.rows if kept is not person])
        person.forget()
        if not self.rows:
            self.add()

    def fill(self, people: list[dict[str, Any]]) -> None:
        """Show people of the log, or one empty row where there are none."""
        for person in list(self.rows):
            self.take_out(person)
        for place, person in enumerate(people):
            (self.add() if place else self.rows[0]).fill(person)

    def ask_for_addresses(self, asked: bool) -> None:
        """Ask for postal addresses, as after meeting in person, or not."""
        self._by_post = asked
        for person in self.rows:
            person.show_address(asked)

    def offer(self, met: Mapping[str, Mapping[str, Any]]) -> None:
        """Offer people met before, by name."""
        self._met = met
        for person in self.rows:
            person.offer(met)

    def _add_and_go(self) -> None:
        self.add().inputs["name"].control.focus()

    def _show(self, rows: list[PersonRow]) -> None:
        self.rows = rows
        self.list.children = rows
        for person in rows:
            person.remove.layout.display = None if len(rows) > 1 else "none"
