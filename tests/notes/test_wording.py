"""How much of one note stands in another."""

import pytest

from followup_kit.notes import shared_wording
from followup_kit.notes.wording import LIMIT, longest_shared


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ("one two three four", "one two three four", 1),
        ("one two three four", "five six seven eight", 0),
        ("one two three four", "one two three five", 1 / 2),  # (1 2 3) of (1 2 3), (2 3 4)
        ("one two three four five", "zero one two three", 1 / 2),  # the shorter has (0 1 2), (1 2 3)
        ("One, two; THREE.", "one two three", 1),
        ("It's two o'clock", "it's two o'clock now", 1),
        ("two words", "two words", 0),  # no trigram
        ("", "", 0),
    ],
)
def test_the_share_is_of_the_shorter_notes_trigrams(a: str, b: str, share: float) -> None:
    assert shared_wording(a, b) == share
    assert shared_wording(b, a) == share


def test_names_are_left_out_before_trigrams_are_formed() -> None:
    a, b = "Thank you Ana Maria for the tour", "Thank you Bo for the tour"
    assert shared_wording(a, b) == pytest.approx(1 / 4)  # for-the-tour, of four
    assert shared_wording(a, b, ["Ana Maria", "Bo"]) == 1


def test_the_limit_is_the_designs() -> None:
    assert LIMIT == 0.35


def test_the_longest_run_is_shown() -> None:
    a = "I am glad that we met, and I thank you for the tour of the mill."
    b = "We met, and I was late. I thank you for the tour of the yard."
    assert longest_shared(a, b) == "i thank you for the tour of the"
    assert longest_shared(a, "Nothing alike.") == ""
