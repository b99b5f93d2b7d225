"""What is shipped: the same dependencies everywhere, and a wheel that carries its notebooks."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml


def requirement(line: str) -> tuple[str, frozenset[str]]:
    """Split ``jupyter_server>=2,<3`` into a name spelt one way and its bounds in any order."""
    name, bounds = re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", line.strip()).groups()
    return re.sub(r"[._-]+", "-", name).lower(), frozenset(part.strip() for part in bounds.split(",") if part)


@pytest.fixture(scope="module")
def project(repository: Path) -> dict:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_environment_yml_asks_for_what_pyproject_asks_for(repository: Path, project: dict) -> None:
    environment = yaml.safe_load((repository / "environment.yml").read_text(encoding="utf-8"))
    asked = {requirement(line) for line in environment["dependencies"] if isinstance(line, str)}
    wanted = {requirement(line) for line in project["dependencies"]}
    wanted |= {requirement("python" + project["requires-python"]), requirement("pip")}
    assert asked == wanted
    assert {"pip": ["--editable ."]} in environment["dependencies"]


def test_constraints_name_versions_and_no_address(repository: Path, project: dict) -> None:
    lines = (repository / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {}
    for line in lines:
        name, version = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+]+)", line).groups()
        pinned[requirement(name)[0]] = version
    extras = project["optional-dependencies"]
    assert "followup-kit[scale]" in extras["test"], "or what needs Parquet and Dask is never tested"
    direct = project["dependencies"] + extras["test"] + extras["scale"]
    assert {requirement(line)[0] for line in direct} - {"followup-kit"} <= set(pinned)
    assert "followup-kit" not in pinned


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder, repository], check=True, timeout=120)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_carries_every_module_notebook_and_the_sample(repository: Path, wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "followup_kit", "notebooks", "data"],
        cwd=repository, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    expected = {
        path if path.startswith("followup_kit/") else f"followup_kit/_share/{path}"
        for path in tracked
        if not (path.startswith("data/") and path.endswith((".py", ".toml")))
    }
    assert expected <= shipped


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    for name in zipfile.ZipFile(wheel).namelist():
        assert re.match(r"followup_kit/|followup_kit-[^/]+\.dist-info/", name), name
        assert not re.search(r"\.ipynb_checkpoints|__pycache__|/tests?/", name), name


def test_an_installed_wheel_prepares_a_folder(repository: Path, wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    run = subprocess.run(
        [sys.executable, "-c", "from followup_kit import home; print(home.__file__); home.prepare('search')"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": "installed"}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert Path(run.stdout.strip()).is_relative_to(tmp_path)
    pages = {page.name for page in (repository / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "search").iterdir()} == pages | {"sample-search.db", "sample-cohort"}
