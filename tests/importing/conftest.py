"""Small logs written into a temporary folder, and the real ones where they are at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from followup_kit.log import Log, open_log


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes text (or bytes) into a file and returns its path."""

    def write(content: str | bytes, name: str = "log.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return open_log(tmp_path / "search.db")


@pytest.fixture
def real_log(repository: Path) -> Callable[[str], Path]:
    """Return a function from a name to one of the real logs, which lie outside the project."""
    folder = repository.parent / "shared" / "real_logs"

    def find(name: str) -> Path:
        if not folder.is_dir():
            pytest.skip("the folder of real logs is not beside the project (../shared/real_logs)")
        return folder / name

    return find
