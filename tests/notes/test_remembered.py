"""What was noted about a talk becomes a phrase only where it surely fits into a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.notes.remembered import topic


@pytest.mark.parametrize(
    ("noted", "phrase"),
    [
        ("the new scheduling system", "the new scheduling system"),
        ("The new scheduling system.", "the new scheduling system"),
        ("her move from Leeds; the new scheduling system", "your move from Leeds"),
        ("talked about the Saturday rota", "the Saturday rota"),
        ("re: their new kiosk", "your new kiosk"),
        ("laughs a lot, the new kiosk", "the new kiosk"),
        ("Scheduling system", "the scheduling system"),
        ("sailing in Wales", "sailing in Wales"),
        ("the challenges of night shifts", "the challenges of night shifts"),
    ],
)
def test_a_noun_phrase_is_taken(noted: str, phrase: str) -> None:
    assert topic(noted) == phrase


@pytest.mark.parametrize(
    "noted",
    [
        "",
        "quiet",
        "buses are never on time on Wednesdays",
        "there since the first day",
        "the fifth chair comes in June",
        "board meets on 23 March",
        "knows every resident by name",
        "gave me the test, patient, retiring in spring",
        "going on leave 20 March, back 6 April",
        "20 min only. she was on a train",
        "cat on keyboard",
        "numbers person",
        "60 referrals a week, half by fax",
        "What does the role pay?",
        "asked who i would hire first",
        "<b>the plan</b>",
    ],
)
def test_what_might_not_fit_is_left_to_the_writer(noted: str) -> None:
    assert topic(noted) == ""


@given(st.text(max_size=120), st.text(max_size=30))
def test_a_phrase_is_one_line_of_prose(noted: str, name: str) -> None:
    phrase = topic(noted, name)
    assert phrase.isprintable()
    assert not set(phrase) & set("[]{}<>?;")
    assert len(phrase.split()) <= 16
