"""Every page as a person meets it: it runs, it fits, it leads on, it asks nobody outside."""

from collections.abc import Callable
from pathlib import Path

import pytest

PAGES = sorted(path.name for path in (Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_and_nothing_scrolls_sideways(name: str, open_notebook: Callable) -> None:
    notebook = open_notebook(name)
    notebook.run_all()
    for width in (1280, 400):
        notebook.page.set_viewport_size({"width": width, "height": 900})
        notebook.page.wait_for_timeout(500)
        notebook.shot(f"{Path(name).stem}-{width}")
        assert notebook.sideways() == [], f"at {width} pixels"


@pytest.mark.parametrize("name", PAGES)
def test_run_all_is_one_button(name: str, open_notebook: Callable) -> None:
    notebook = open_notebook(name)
    notebook.page.get_by_role("button", name="Run all").click()
    notebook.page.locator(".fk-panel").first.wait_for()
