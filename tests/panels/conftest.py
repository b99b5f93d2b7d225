"""Panels driven without a browser: values set, buttons clicked, state read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import ipywidgets as widgets
import pytest

import followup_kit as fk
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel


@pytest.fixture(autouse=True)
def nothing_swallowed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let an error nobody foresaw fail the test, and leave no widget behind."""
    monkeypatch.setattr(Panel, "reraise", True)
    yield
    widgets.Widget.close_all()


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """Return a page on an empty log of one's own, on Tuesday 31 March 2026."""
    return Page(fk.open_log(tmp_path / "my-search.db"), date(2026, 3, 31))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the person's folder, one of the test's own; it is not made yet."""
    monkeypatch.setenv("FOLLOWUP_KIT_FOLDER", str(tmp_path / "own"))
    return tmp_path / "own"
