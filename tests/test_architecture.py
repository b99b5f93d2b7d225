"""The shape of the package: imports go one way, and what is heavy or dangerous stays in its place."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "followup_kit"
LAYERS = (
    (
        *("schema", "errors", "given", "dates", "files", "markup", "cells", "validation", "migrations", "recovery"),
        *("calendars",),
    ),
    ("flat", "corrections", "store", "log", "importing", "sheets", "export", "sending", "home", "synced", "workers"),
    ("etiquette", "owed", "rows", "impossible", "ends", "counts", "periods", "intervals", "counting", "tally"),
    (
        *("rates", "curve", "period_rows", "punctuality", "activity", "stages", "comparison", "parquet", "notes"),
        *("so_far", "worklist", "share", "roster", "together", "alike", "cohort_files", "cohort_part", "cohort"),
        *("pack", "outcomes", "attention", "outreach", "named_list", "suppression", "private_records"),
        *("whom", "traces", "forgetting"),
    ),
    ("charts",),
    ("report", "cohort_report"),
    ("panels", "cli", "lab"),
)
NUMBERS = ("tally", "rates", "etiquette", "suppression")


def parts() -> dict[str, list[Path]]:
    """Return the files of each part of the package: a module, or a folder of them."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if name not in ("__init__", "__main__"):
            found.setdefault(name, []).append(path)
    return found


class _Imports(ast.NodeVisitor):
    """The full names a file imports when it runs: what stands under TYPE_CHECKING is left out."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" not in ast.unparse(node.test):
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        self.names |= {alias.name for alias in node.names}

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, "imports name the package in full"
        self.names |= {f"{node.module}.{alias.name}" for alias in node.names}


@cache
def imports(part: str) -> frozenset[str]:
    visitor = _Imports()
    for path in parts()[part]:
        visitor.visit(ast.parse(path.read_text(encoding="utf-8"), str(path)))
    return frozenset(visitor.names)


@cache
def uses(part: str) -> frozenset[str]:
    """Return the other parts that a part imports itself."""
    ours = (name.split(".") for name in imports(part) if name.startswith("followup_kit"))
    return frozenset(name[1] for name in ours if len(name) > 1 and name[1] != part)


def reach(part: str) -> set[str]:
    """Return every part that a part imports, itself or by way of others."""
    found, waiting = set(), [part]
    while waiting:
        new = uses(waiting.pop()) - found
        found |= new
        waiting += new
    return found


def outside(part: str) -> set[str]:
    """Return the packages, not ours, that a part imports."""
    return {name.split(".")[0] for name in imports(part)} - {"followup_kit"}


@pytest.mark.parametrize("part", sorted(parts()))
def test_a_part_is_imported_by_its_own_name(part: str) -> None:
    """Inside the package nobody goes through the front door, which imports them all."""
    assert uses(part) <= set(parts())


@pytest.mark.parametrize("part", sorted(parts()))
def test_imports_go_in_no_circle(part: str) -> None:
    assert part not in reach(part)


def test_every_part_has_its_layer() -> None:
    assert sorted(part for layer in LAYERS for part in layer) == sorted(parts())


@pytest.mark.parametrize(("layer", "part"), [(n, part) for n, layer in enumerate(LAYERS) for part in layer])
def test_imports_go_one_way(layer: int, part: str) -> None:
    assert reach(part).isdisjoint(name for later in LAYERS[layer + 1 :] for name in later)


@pytest.mark.parametrize("part", NUMBERS)
def test_numbers_know_nothing_of_charts_widgets_or_sql(part: str) -> None:
    known = set().union(*map(outside, {part} | reach(part)))
    assert known.isdisjoint({"matplotlib", "ipywidgets", "sqlite3", "IPython"})


@pytest.mark.parametrize(
    ("package", "where"),
    [
        ("ipywidgets", {"panels"}),
        ("IPython", {"panels"}),
        ("sqlite3", {"log", "store", "migrations"}),
        ("matplotlib", {"charts", "report"}),
        ("openpyxl", {"importing", "report", "sheets"}),
    ],
)
def test_what_only_some_may_know(package: str, where: set[str]) -> None:
    assert {part for part in parts() if package in outside(part)} <= where


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_small_and_says_its_job(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text))


def test_only_the_command_prints() -> None:
    for part in set(parts()) - {"cli", "lab"}:
        for path in parts()[part]:
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            assert not any(isinstance(node, ast.Name) and node.id == "print" for node in nodes), path


def test_the_front_door_opens_without_what_is_heavy() -> None:
    heavy = {"matplotlib", "ipywidgets", "openpyxl", "holidays", "scipy", "IPython", "jupyter_core", "jupyterlab"}
    code = "import sys, followup_kit; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(run.stdout.split())


def test_no_two_test_files_share_a_name() -> None:
    """Pytest would collect one of them only by itself."""
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert len(names) == len(set(names))
