"""The review, held to letters that other people wrote and labelled.

``hand_*.json`` are the letters the tables were made from; ``measure.json`` holds letters by writers of whom nothing
was read while rules were made, and only those say what to expect. See the README beside the letters. To see both
tables: ``pytest -s`` on this file.
"""

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from letters import weigh

from followup_kit.notes import review_note, review_notes

LETTERS = Path(__file__).parent / "letters"
HANDS = sorted(path.stem for path in LETTERS.glob("hand_*.json"))
RULES = (
    "annoyed",
    "argues_with_outcome",
    "asks_question",
    "no_feedback_request",
    "no_forward_look",
    "no_status_inquiry",
    "no_thanks",
    "placeholder_left",
    "pushy",
    "too_long",
    "wrong_or_missing_name",
)


class Score(NamedTuple):
    """Right findings, findings that are none, and those missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.right + self.wrong), self.right / (self.right + self.missed)
        return f"precision {precision:.2f}  recall {recall:.2f}  F1 {self.f1:.2f}"


def letters_in(file: str) -> list[dict]:
    """A hand's letters, or those to measure by."""
    read = json.loads((LETTERS / f"{file}.json").read_text(encoding="utf-8"))
    return read["letters"] if isinstance(read, dict) else read


def scores(of: list[dict]) -> tuple[dict[str, Score], int, int]:
    """Return the score of each rule, the good letters with a finding, and the good letters."""
    right, wrong, missed = Counter(), Counter(), Counter()
    good = blamed = 0
    for letter in of:
        found = {finding.rule for finding in review_note(letter["text"], letter["kind"], letter["recipient"])}
        meant = set(letter["rules"])
        right.update(found & meant)
        wrong.update(found - meant)
        missed.update(meant - found)
        good += not meant
        blamed += bool(found and not meant)
    return {rule: Score(right[rule], wrong[rule], missed[rule]) for rule in RULES}, blamed, good


def show(of: str, by_rule: dict[str, Score], blamed: int, good: int) -> None:
    print(f"\n{of}: {blamed} of {good} good letters with a finding")
    for rule, score in by_rule.items():
        print(f"  {rule:22} {score}")


def test_letters_the_tables_were_made_from() -> None:
    by_rule, blamed, good = scores([letter for hand in HANDS for letter in letters_in(hand)])
    show("hands", by_rule, blamed, good)
    assert blamed <= 0.01 * good
    assert min(score.f1 for score in by_rule.values()) >= 0.85


# F1 per rule on letters by a writer of whom nothing was read, a little under what was measured. The aim is 0.95.
FLOORS = {
    "annoyed": 0.45,
    "argues_with_outcome": 0.80,
    "asks_question": 0.85,
    "no_feedback_request": 0.75,
    "no_forward_look": 0.80,
    "no_status_inquiry": 0.80,
    "no_thanks": 0.95,
    "placeholder_left": 0.80,
    "pushy": 0.80,
    "too_long": 1.00,
    "wrong_or_missing_name": 0.80,
}
MOST_BLAMED = 0.17  # the share of good letters with a finding; the aim is none


def test_letters_nobody_tuned_for() -> None:
    """The aim, F1 of 0.95 for every rule and no finding on a good letter, is MISSED; this holds what was reached.

    Irony and reproach between the lines are out of reach of words that are weighed. A floor may only be raised.
    """
    by_rule, blamed, good = scores(letters_in("measure"))
    show("measure", by_rule, blamed, good)
    assert blamed <= MOST_BLAMED * good
    assert not [rule for rule, score in by_rule.items() if score.f1 < FLOORS[rule]]


def test_panels() -> None:
    """Pairs too much alike are found, and no others; a share within 0.002 of the limit could fall either way."""
    for panel in json.loads((LETTERS / "panels.json").read_text(encoding="utf-8")):
        found = review_notes(panel["texts"], panel["kind"], panel["recipients"])
        alike = {place for pair in panel["alike"] for place in pair}
        marked = {n for n, one in enumerate(found) if any(f.rule == "not_worded_differently" for f in one)}
        assert marked == alike, panel["id"]


@pytest.mark.full
@pytest.mark.parametrize("name", weigh.LIMITS)
def test_the_tables_can_be_made_again(name: str) -> None:
    """Another processor may sum in another order, which moves a weight in its last place or lets another one in."""
    committed = dict(weigh.read(name))
    again = weigh.table(name)
    assert len(again.keys() ^ committed.keys()) <= 0.01 * len(committed)
    assert all(abs(again[cue] - committed[cue]) <= 0.02 for cue in again.keys() & committed.keys())


@pytest.mark.parametrize("name", weigh.LIMITS)
def test_a_table_is_short_and_sorted(name: str) -> None:
    lines = weigh.read(name)
    assert lines == sorted(lines)
    assert len(lines) <= weigh.MOST + 1
    assert (weigh.TABLES / f"{name}.txt").stat().st_size <= 100_000


def test_a_bag_is_positive_when_any_of_its_sentences_is() -> None:
    """Two words of their own, good in one letter and bad in another: learned from bags, found by sentence."""
    said = ("fine day", "rotten luck", "fine hat", "rotten egg")
    made = [weigh.Bag("h", "check_in", True, weigh.sentences(f"{a}. The rest."), "rotten" in a) for a in said * 20]
    material = weigh.Material(made)
    weights, start = weigh.learn(material, material.positive | True)
    by_cue = dict(zip(material.cues, weights, strict=True))
    assert by_cue["rotten"] > 0.5 > 0 > by_cue["fine"]
    assert ((weigh.scores(material, weights, start) > 0) == material.positive).all()
