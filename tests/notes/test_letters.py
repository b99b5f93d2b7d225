"""The review, held to letters that somebody else wrote and labelled.

The measuring half was not read while rules were written: what is printed for it is what to expect on letters of that
kind that nobody tuned for. See the README beside the letters. To see both tables: ``pytest -s`` on this file.
"""

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from followup_kit.notes import review_note, review_notes

LETTERS = Path(__file__).parent / "letters"
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
        precision, recall = self.right / (self.right + self.wrong), self.right / (self.right + self.missed)
        return f"precision {precision:.2f}  recall {recall:.2f}  F1 {self.f1:.2f}"


def scores(half: str) -> tuple[dict[str, Score], int, int]:
    """Return the score of each rule, the good letters with a finding, and the good letters."""
    right, wrong, missed = Counter(), Counter(), Counter()
    good = blamed = 0
    for letter in json.loads((LETTERS / f"{half}.json").read_text(encoding="utf-8")):
        found = {finding.rule for finding in review_note(letter["text"], letter["kind"], letter["recipient"])}
        meant = set(letter["rules"])
        right.update(found & meant)
        wrong.update(found - meant)
        missed.update(meant - found)
        good += not meant
        blamed += bool(found and not meant)
    return {rule: Score(right[rule], wrong[rule], missed[rule]) for rule in RULES}, blamed, good


def show(half: str, by_rule: dict[str, Score], blamed: int, good: int) -> None:
    print(f"\n{half}: {blamed} of {good} good letters with a finding")
    for rule, score in by_rule.items():
        print(f"  {rule:22} {score}")


def test_letters_the_rules_were_tuned_on() -> None:
    by_rule, blamed, good = scores("tune")
    show("tune", by_rule, blamed, good)
    assert blamed == 0
    assert min(score.f1 for score in by_rule.values()) >= 0.95


def test_panels() -> None:
    """Pairs too much alike are found, and no others; a share within 0.002 of the limit could fall either way."""
    for panel in json.loads((LETTERS / "panels.json").read_text(encoding="utf-8")):
        found = review_notes(panel["texts"], panel["kind"], panel["recipients"])
        alike = {place for pair in panel["alike"] for place in pair}
        marked = {n for n, one in enumerate(found) if any(f.rule == "not_worded_differently" for f in one)}
        assert marked == alike, panel["id"]


def test_the_halves_are_of_one_mix() -> None:
    """What the README says of the letters: at least 13 positives a rule and as many good letters as bad, each half."""
    for half in ("tune", "measure"):
        letters = json.loads((LETTERS / f"{half}.json").read_text(encoding="utf-8"))
        counts = Counter(rule for letter in letters for rule in letter["rules"])
        assert min(counts[rule] for rule in RULES) >= 13
        assert abs(sum(not letter["rules"] for letter in letters) / len(letters) - 0.5) < 0.02


# F1 per rule on the measuring half, a little under what was measured. The aim is 0.95.
FLOORS = {
    "annoyed": 0.40,
    "argues_with_outcome": 0.55,
    "asks_question": 0.65,
    "no_feedback_request": 0.85,
    "no_forward_look": 0.90,
    "no_status_inquiry": 0.65,
    "no_thanks": 0.95,
    "placeholder_left": 0.85,
    "pushy": 0.65,
    "too_long": 1.00,
    "wrong_or_missing_name": 0.90,
}
MOST_BLAMED = 28  # good letters with a finding, of 144; the aim is none


def test_letters_nobody_tuned_for() -> None:
    """The aim, F1 of 0.95 for every rule and no finding on a good letter, is MISSED; this holds what was reached.

    It is reached by too_long, no_thanks and wrong_or_missing_name. Reproach, pressure and quarrelling are said in
    more ways than tables of phrases hold. These figures were looked at three times while rules changed on general
    grounds, so they are a little kind. A floor may only be raised.
    """
    by_rule, blamed, good = scores("measure")
    show("measure", by_rule, blamed, good)
    assert blamed <= MOST_BLAMED
    assert not [rule for rule, score in by_rule.items() if score.f1 < FLOORS[rule]]
