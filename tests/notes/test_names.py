"""Taking names apart, and what to put after "Dear"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.notes.names import greeting, take_apart, wrong_greeting


@pytest.mark.parametrize(
    ("name", "title", "greeted"),
    [
        ("Dr. Ana Marchetti, DDS", "", "Dr. Marchetti"),
        ("Ana Marchetti", "Dr.", "Dr. Marchetti"),
        ("Ana Marchetti", "Hiring manager", "Ana"),
        ("Ms. Ana van der Meer", "", "Ms. van der Meer"),
        ("Jan van der Meer", "", "Jan"),
        ("Ms. Mary-Kate O'Leary", "", "Ms. O'Leary"),
        ("Marchetti, Ana", "", "Ana"),
        ("Prince", "", "Prince"),
        ("Dr. Okafor", "", "Dr. Okafor"),
        ("J. P. Okafor", "", "J. P. Okafor"),
        ("Mr. J. P. Okafor", "", "Mr. Okafor"),
        ("Ms. Wang Xiaoming", "", "Ms. Wang Xiaoming"),  # which of the two is the family's is uncertain
        ("Kim Min-ji", "", "Kim Min-ji"),
        ("山田太郎", "", "山田太郎"),
        ("Mary Ann Smith", "", "Mary Ann Smith"),
        ("Sister Maria Benedicta", "", "Sister Maria Benedicta"),
        ("  Ana   Lopez ", "", "Ana"),
        ("", "Hiring manager", ""),
        ("???", "", ""),
        ("[name]", "", ""),
        ("TBD", "", ""),
    ],
)
def test_greetings(name: str, title: str, greeted: str) -> None:
    assert greeting(name, title) == greeted


@pytest.mark.parametrize(
    ("name", "honorific", "parts"),
    [
        ("Dr. Ana van der Meer, DDS", "Dr.", ("Ana", "van", "der", "Meer")),
        ("Prof. Dr.-Ing. Katharina Weiß", "Prof. Dr.-Ing.", ("Katharina", "Weiß")),
        ("Robert (Bob) Harris Jr.", "", ("Robert", "Bob", "Harris")),
        ("Nguyễn Thị Hương", "", ("Nguyễn", "Thị", "Hương")),
        ("Chef", "", ("Chef",)),
        ("<b>Ana</b>", "", ()),
    ],
)
def test_names_taken_apart(name: str, honorific: str, parts: tuple[str, ...]) -> None:
    found = take_apart(name)
    assert (found.honorific, found.parts) == (honorific, parts)


@given(st.text(max_size=60), st.sampled_from(["", "Dr.", "Ms", "Clinic director"]))
def test_whoever_is_greeted_as_we_would_greet_them_is_greeted_rightly(name: str, title: str) -> None:
    greeted = greeting(name, title)
    assert not greeted or wrong_greeting(greeted, name) is None
