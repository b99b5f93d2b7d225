"""The notebooks as committed are what a clean kernel makes of them, and a wrong one is noticed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import canonical
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output, writes

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
PAGES = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@pytest.fixture
def nbval(tmp_path: Path) -> Callable[[Path], subprocess.CompletedProcess]:
    """Return a function that executes a notebook on a copy of the sample and compares every output."""
    log = shutil.copy(REPOSITORY / "data" / "sample_search.db", tmp_path)
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "--nbval"]
    command += ["--nbval-current-env", "--nbval-cell-timeout=120", f"--nbval-sanitize-with={HERE / 'sanitize.cfg'}"]
    return lambda page: subprocess.run(
        [*command, page],
        cwd=REPOSITORY,
        env=os.environ | {"FOLLOWUP_KIT_LOG": log},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pages
def test_nbval_finds_every_output_again(page: Path, nbval: Callable) -> None:
    result = nbval(page)
    assert result.returncode == 0, result.stdout


@pages
def test_a_notebook_is_canonical(page: Path) -> None:
    assert canonical.main(["--check", str(page)]) == 0


@pytest.fixture
def sum_page(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a notebook of one sum with a stored result."""

    def write(*outputs: str) -> Path:
        stored = [new_output("stream", name="stdout", text=text) for text in outputs]
        cell = new_code_cell("print(2 + 2)", execution_count=1, outputs=stored)
        path = tmp_path / "sum.ipynb"
        path.write_text(writes(new_notebook(cells=[cell])), encoding="utf-8")
        return path

    return write


def test_nbval_passes_a_right_notebook(sum_page: Callable, nbval: Callable) -> None:
    assert nbval(sum_page("4\n")).returncode == 0


def test_nbval_fails_a_wrong_notebook(sum_page: Callable, nbval: Callable) -> None:
    result = nbval(sum_page("5\n"))
    assert result.returncode == 1
    assert "1 failed" in result.stdout


@pytest.mark.parametrize("outputs", [(), ("5\n",)], ids=["stripped", "wrong"])
def test_canonical_fails_a_stripped_or_wrong_notebook_and_mends_it(sum_page: Callable, outputs: tuple) -> None:
    page = str(sum_page(*outputs))
    assert canonical.main(["--check", page]) == 1
    assert canonical.main([page]) == 0
    assert '"4\\n"' in Path(page).read_text(encoding="utf-8")
    assert canonical.main(["--check", page]) == 0


def test_canonical_wants_widgets_tagged(tmp_path: Path) -> None:
    cell = new_code_cell("import ipywidgets\nipywidgets.Label('hello')")
    page = tmp_path / "widget.ipynb"
    page.write_text(writes(new_notebook(cells=[cell])), encoding="utf-8")
    with pytest.raises(ValueError, match="cell 1 shows a widget"):
        canonical.main([str(page)])
    cell.metadata["tags"] = ["nbval-ignore-output"]
    page.write_text(writes(new_notebook(cells=[cell])), encoding="utf-8")
    canonical.main([str(page)])
    text = page.read_text(encoding="utf-8")
    assert "comes to life" in text and "widget-view" not in text
