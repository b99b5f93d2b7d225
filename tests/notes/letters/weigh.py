"""Make the tables of weights anew: ``python tests/notes/letters/weigh.py [--write]``.

Without ``--write`` it prints how each rule does on the letters of every hand when it has learned from the others
only: no table is judged by letters it was made from.

A table is a logistic regression with an L2 penalty. What is labelled is a *bag* of sentences: a letter of several, or
one sentence alone. A bag is positive if any of its sentences is (noisy or):

    P(bag) = 1 - prod over its sentences of 1 / (1 + exp(weight of the sentence))

and the tables hold the weights that make the labels most likely, less half the sum of their squares. All but the
MOST weights that matter most are then left out, and those that stay are fitted once more.
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from followup_kit.notes.cues import cues
from followup_kit.notes.letter import parse
from followup_kit.notes.sentences import Sentence, sentences

HERE = Path(__file__).parent
TABLES = HERE.parents[2] / "followup_kit/notes/lexicon/weights"
# Above which weight a sentence counts, chosen by the scores on letters of hands not learned from: a good note is to
# be left alone first of all. What a table is only to confirm has a low limit, what it is to vouch for a high one.
LIMITS = {
    "annoyed": 1.0,
    "argues_with_outcome": 1.5,
    "asks_question": -0.5,
    "pushy": 1.5,
    "feedback_asked": 2.0,
    "forward_look": 2.0,
    "status_inquiry": 0.5,
}
# The kind of note a table is for, where it is for one only.
ONLY = {
    "argues_with_outcome": "feedback_request",
    "feedback_asked": "feedback_request",
    "forward_look": "thank_you",
    "status_inquiry": "check_in",
}
# What the letters say is missing, where a table says that it is there.
MISSING = {
    "feedback_asked": "no_feedback_request",
    "forward_look": "no_forward_look",
    "status_inquiry": "no_status_inquiry",
    "thanks": "no_thanks",
}
TONE = ("annoyed", "argues_with_outcome", "pushy")
SEEN_IN = 2  # bags a cue must stand in
MOST = 3000
LETTER = 2.0  # a letter counts as much as this many sentences


class Bag(NamedTuple):
    """What one label is about."""

    hand: str
    kind: str
    is_letter: bool
    said: list[Sentence]
    positive: bool


def hands() -> dict[str, dict]:
    """Return each hand's letters and sentences; the first hand's sentences are the phrasings of the tests."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("hand_*.json"))}
    phrasings = tomllib.loads((HERE.parent / "phrasings.toml").read_text(encoding="utf-8"))
    there = {missing: name for name, missing in MISSING.items()}
    other = {"yes": "no", "no": "yes"}
    for kind, rules in phrasings.items():
        if kind == "not_reached":
            continue
        found["hand_1"]["sentences"][kind] = {
            there.get(rule, rule): {other[v] if rule in there else v: texts for v, texts in verdicts.items()}
            for rule, verdicts in rules.items()
        }
    return found


def bags(name: str) -> list[Bag]:
    """Return all that is labelled for a table."""
    return list(chain.from_iterable([*_letters(name, *hand), *_sentences(name, *hand)] for hand in hands().items()))


def _letters(name: str, hand: str, material: dict) -> Iterator[Bag]:
    for letter in material["letters"]:
        if ONLY.get(name, letter["kind"]) != letter["kind"]:
            continue
        parts = parse(letter["text"])
        said = [*parts.body, *(parts.closing if name == "forward_look" else ())]
        broken = MISSING.get(name, name) in letter["rules"]
        if said:
            yield Bag(hand, letter["kind"], True, said, broken != (name in MISSING))


def _sentences(name: str, hand: str, material: dict) -> Iterator[Bag]:
    """Its own; and for a table of tone all that were written for what a note is there to say."""
    for kind, rules in material["sentences"].items():
        for rule, verdicts in rules.items():
            civil = name in TONE and rule in MISSING
            if ONLY.get(name, kind) == kind and (rule == name or civil):
                for verdict, texts in verdicts.items():
                    for text in texts:
                        yield Bag(hand, kind, False, sentences(text), verdict == "yes" and not civil)


class Material:
    """The bags of a table as numbers: a row for each sentence, a column for each cue."""

    def __init__(self, found: list[Bag]) -> None:
        said = [cues(sentence.words, bag.kind) for bag in found for sentence in bag.said]
        kinds = {bag.kind for bag in found}
        if len(kinds) == 1:  # where there is but one, it says nothing
            said = [{cue for cue in here if not cue.startswith(f"{min(kinds)}: ")} for here in said]
        self.of = np.repeat(np.arange(len(found)), [len(bag.said) for bag in found])
        in_bags: list[set[str]] = [set() for _ in found]
        for bag, here in zip(self.of, said, strict=True):
            in_bags[bag] |= here
        seen = Counter(chain.from_iterable(in_bags))
        self.cues = np.array(sorted(cue for cue, count in seen.items() if count >= SEEN_IN), dtype=object)
        column = {cue: place for place, cue in enumerate(self.cues)}
        known = [[column[cue] for cue in here if cue in column] for here in said]
        rows = np.repeat(np.arange(len(said)), [len(here) for here in known])
        columns = np.fromiter(chain.from_iterable(known), dtype=np.int64)
        self.values = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(said), len(column)))
        self.positive = np.array([bag.positive for bag in found])
        self.counts = np.array([LETTER if bag.is_letter else 1.0 for bag in found])


def learn(material: Material, taught: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the weight of each cue, most of them 0, and of every sentence, learned from some of the bags."""
    weights, start = _fit(material, taught, np.arange(len(material.cues)))
    kept = np.sort(np.argsort(-np.abs(weights), kind="stable")[:MOST])
    found = np.zeros(len(material.cues))
    found[kept], start = _fit(material, taught, kept)
    return found, start


def _fit(material: Material, taught: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, float]:
    rows = taught[material.of]
    values, of = material.values[rows][:, columns].tocsr(), material.of[rows]
    turned, bags_in_all = values.T.tocsr(), len(material.positive)
    counts = material.counts

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        weight = values @ at[:-1] + at[-1]
        none = np.maximum(np.bincount(of, np.logaddexp(0, weight), bags_in_all), 1e-9)  # -log P(no sentence is)
        all_miss = np.minimum(np.exp(-none), 1 - 1e-12)
        each = np.where(material.positive, -np.log1p(-all_miss), none)
        slope = counts * np.where(material.positive, -all_miss / (1 - all_miss), 1.0)
        pull = slope[of] * expit(weight)
        penalty = 0.5 * at[:-1] @ at[:-1]
        return (counts * each)[taught].sum() + penalty, np.append(turned @ pull + at[:-1], pull.sum())

    begin = np.append(np.zeros(len(columns)), -2.5)
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return found[:-1], found[-1]


def scores(material: Material, weights: np.ndarray, start: float) -> np.ndarray:
    """Return the weight of the heaviest sentence of each bag."""
    heaviest = np.full(len(material.positive), -np.inf)
    np.maximum.at(heaviest, material.of, material.values @ weights + start)
    return heaviest


def table(name: str) -> dict[str, float]:
    """Return a table learned from every hand, ``"*"`` standing for every sentence."""
    material = Material(bags(name))
    weights, start = learn(material, np.ones(len(material.positive), dtype=bool))
    rounded = {cue: round(weight, 3) for cue, weight in zip(material.cues, weights, strict=True)}
    return {"*": round(start - LIMITS[name], 3)} | {cue: weight for cue, weight in rounded.items() if weight}


def read(name: str) -> list[tuple[str, float]]:
    """Return the lines of a table as it lies in the package."""
    text = (TABLES / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("# ")]
    return [(cue, float(weight)) for weight, cue in lines]


def unseen(name: str) -> dict[str, tuple[int, int, int]]:
    """Return right, wrong and missed letters of each hand that has letters, learned from the others."""
    found = bags(name)
    material, hand = Material(found), np.array([bag.hand for bag in found])
    letters = np.array([bag.is_letter for bag in found])
    results = {}
    for held in sorted(set(hand[letters])):
        marked = scores(material, *learn(material, hand != held)) > LIMITS[name]
        here = letters & (hand == held)
        meant, said = material.positive[here], marked[here]
        if name in MISSING:
            meant, said = ~meant, ~said
        results[held] = ((meant & said).sum(), (said & ~meant).sum(), (meant & ~said).sum())
    return results


def main() -> None:
    for name in LIMITS:
        if "--write" in sys.argv:
            lines = [f"{weight:g}\t{cue}" for cue, weight in sorted(table(name).items())]
            TABLES.mkdir(exist_ok=True)
            head = "# Made by tests/notes/letters/weigh.py; not to be edited by hand. See ../README.md."
            (TABLES / f"{name}.txt").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
            continue
        by_hand = unseen(name)
        right, wrong, missed = np.sum(list(by_hand.values()), axis=0)
        shown = "  ".join(f"{hand} {2 * r / max(1, 2 * r + w + m):.2f}" for hand, (r, w, m) in by_hand.items())
        print(f"{name:20} F1 {2 * right / (2 * right + wrong + missed):.2f} ({right}, {wrong}, {missed})  {shown}")


if __name__ == "__main__":
    main()
