"""What is typed to look for something is looked for as it stands: nothing in it is run, or read as a pattern."""

import os
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from hostile import FILTERS

from followup_kit.corrections import same_name
from followup_kit.panels import cohort_worklist, trends
from followup_kit.panels.choosing import ApplicationChoice
from followup_kit.schema import frame

FLAT = frame("flat", [{"application_id": at, "role": text, "company": text, "source": text, "location": "",
                       "stage": "applied", "responded": False, "n_interviews": 0}
                      for at, text in enumerate(FILTERS, start=1)])  # fmt: skip
NAMED = pd.DataFrame({name: FILTERS for name in ("seeker_id", "name", "need", "counselor", "programme")}, dtype="str")


@pytest.fixture(autouse=True)
def nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def ran(*command: object, **_: object) -> None:
        pytest.fail(f"{command} was run")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "system", ran)
    monkeypatch.setattr(subprocess, "Popen", ran)
    yield
    assert os.listdir(tmp_path) == []


def holding(words: str, texts: list[str]) -> list[int]:
    """Return where all the words of a text stand, letter by letter, whatever the case."""
    return [at for at, text in enumerate(texts) if all(word.lower() in text.lower() for word in words.split())]


def test_there_are_a_hundred() -> None:
    assert len(set(FILTERS)) == 100


@pytest.mark.parametrize("text", FILTERS)
def test_it_is_found_as_it_stands(text: str) -> None:
    at = FILTERS.index(text)
    assert trends.selected(FLAT, words=text).index.tolist() == holding(text, FILTERS)
    assert trends.selected(FLAT, source=text).index.tolist() == [at]
    assert cohort_worklist.selected(NAMED, words=text).index.tolist() == holding(text, FILTERS)
    for column in ("need", "counselor", "programme"):
        assert cohort_worklist.selected(NAMED, **{column: text}).index.tolist() == [at]
    found = same_name(FLAT, text)
    assert at in found.index and {one.lower() for one in found.company} == {text.lower()}


def test_an_application_is_chosen_by_it() -> None:
    choice = ApplicationChoice("application", "Which")
    choice.offer(FLAT)
    for at, text in enumerate(FILTERS, start=1):
        choice.value = f"{text}, {text}"
        assert choice.chosen == at


def test_c_plus_plus_is_found_and_little_else() -> None:
    roles = FLAT.head(4).assign(role=["C++ developer", "C developer", "Senior c++", "CCC"])
    assert trends.selected(roles, words="C++").role.tolist() == ["C++ developer", "Senior c++"]
