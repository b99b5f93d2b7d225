"""What the README says works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


def test_the_example_for_analysts_runs(readme: str, repository: Path, tmp_path: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    (tmp_path / "followup-kit").mkdir()
    shutil.copy(repository / "data" / "sample_search.db", tmp_path / "followup-kit" / "my-search.db")
    facts = "\nprint(len(log.applications), len(fk.follow_ups(log, as_of='2026-03-31')) > 0)"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", block + facts],
        cwd=tmp_path,
        env=os.environ | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert run.stderr == ""
    assert run.stdout == "120 True\n"
    assert [path.name for path in tmp_path.rglob("*.db")] == ["my-search.db"]


def test_the_two_commands_come_first(readme: str) -> None:
    title, first, second = [line for line in readme.splitlines() if line][:3]
    assert title == "# Follow-up Kit"
    assert first.startswith("    make lab ")
    assert second.startswith("    make test ")


def test_every_notebook_is_told_of(readme: str, repository: Path) -> None:
    told = set(re.findall(r"`(\d\d_\w+)`", readme))
    assert {page.stem for page in (repository / "notebooks").glob("*.ipynb")} <= told


def test_links_lead_somewhere(readme: str, repository: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", readme):
        assert (repository / target).exists(), target


def test_every_command_named_exists(readme: str, repository: Path) -> None:
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    contributing = (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for target in set(re.findall(r"^    .*?make ([a-z-]+)", readme + contributing, flags=re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target
