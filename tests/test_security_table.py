"""The table of hazards in SECURITY.md names tests that are there, for every hazard."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.M)
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
ROWS = {
    int(number): cells for number, *cells in ROW.findall((TESTS.parent / "SECURITY.md").read_text(encoding="utf-8"))
}


@cache
def found_in(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_hazard_has_its_row() -> None:
    assert list(ROWS) == list(range(1, 29))


@pytest.mark.parametrize("number", ROWS)
def test_the_tests_of_a_row_are_there(number: int) -> None:
    *_, named, figure = ROWS[number]
    tests = NAMED.findall(named)
    assert tests and NAMED.sub("", named).strip(" ,") == ""
    for file, name in tests:
        assert Path(file).name.startswith("test_") and name in found_in(TESTS / file), f"{file}::{name}"
    assert figure.strip()


def test_what_is_called_full_is_marked_so() -> None:
    for *_, named, figure in ROWS.values():
        if "(full)" in figure:
            files = [(TESTS / file).read_text(encoding="utf-8") for file, _ in NAMED.findall(named)]
            assert any("pytest.mark.full" in text for text in files), named
