"""The rows of an interview's people."""

import ipywidgets as widgets
import pytest
from clicking import press
from ipywidgets.widgets.widget import _instances

from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel
from followup_kit.panels.people import People

ADA = {
    "interviewer_id": 7,
    "name": "Dr. Ada Marchetti",
    "title": "Owner",
    "email": "ada@riverside.example",
    "phone": "",
    "address": "",
    "remembered": "Leeds",
}


@pytest.fixture
def people(page: Page) -> People:
    panel = Panel(page)
    people = People(panel)
    panel.children = [people]
    return people


def test_there_is_always_one_row_to_type_into(people: People) -> None:
    assert len(people.rows) == 1 and people.rows[0].empty
    assert people.rows[0].remove.layout.display == "none"
    people.rows[0].inputs["name"].value = "Jun"
    people.take_out(people.rows[0])
    assert len(people.rows) == 1 and people.rows[0].empty


def test_rows_come_and_go_each_with_its_fields(people: People) -> None:
    press(people, "add-person")
    press(people, "add-person")
    for row, name in zip(people.rows, ("Ada", "Jun", "Leo"), strict=True):
        row.inputs["name"].value = name
    press(people, "remove-person", 1)
    assert [row.value["name"] for row in people.rows] == ["Ada", "Leo"]
    assert len(people.panel.fields) == 12


def test_rows_taken_out_give_their_widgets_back(people: People) -> None:
    for _ in range(3):
        people.fill([ADA, ADA | {"interviewer_id": 8}])
        people.fill([])
    controls = [each for each in _instances.values() if isinstance(each, (widgets.Text, widgets.Textarea))]
    assert len(controls) == 6


def test_people_of_the_log_are_shown(people: People) -> None:
    people.fill([ADA, ADA | {"interviewer_id": 8, "name": "Jun", "address": "4 Mill Lane"}])
    assert [row.interviewer_id for row in people.rows] == [7, 8]
    assert people.rows[0].value == {name: value for name, value in ADA.items() if name != "interviewer_id"}
    people.fill([])
    assert people.rows[0].interviewer_id is None and people.rows[0].empty


def test_addresses_are_asked_for_when_a_card_may_be_sent(people: People) -> None:
    address = people.rows[0].inputs["address"]
    assert address.layout.display == "none"
    people.ask_for_addresses(True)
    assert address.layout.display is None
    press(people, "add-person")
    assert people.rows[1].inputs["address"].layout.display is None
    address.value = "4 Mill Lane"
    people.ask_for_addresses(False)
    assert address.layout.display is None  # what was typed is not hidden
    assert people.rows[1].inputs["address"].layout.display == "none"
