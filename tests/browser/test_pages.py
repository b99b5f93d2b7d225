"""Every page as a person meets it: it runs, it fits, it leads on, it asks nobody outside."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

# A machine with much else to do: what the page asks of its kernel comes seconds late.
BUSY = """
    const ask = window.fetch;
    window.fetch = async (request, ...rest) => {
        if (/api.(sessions|kernels)/.test(request.url ?? request)) await new Promise(go => setTimeout(go, 1500));
        return ask(request, ...rest);
    };
"""
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


@pytest.mark.parametrize("name", PAGES)
def test_run_all_may_be_pressed_as_soon_as_it_can_be_seen(name: str, chromium: Browser, lab_server) -> None:
    """Before there is a kernel JupyterLab's own command takes away what the page says, and runs nothing."""
    page = chromium.new_page()
    page.add_init_script(BUSY)
    page.goto(f"{lab_server.url}doc/tree/{name}?token={lab_server.token}&reset")
    page.get_by_role("button", name="Run all").click()
    expect(page.locator(".fk-panel").first).to_be_visible(timeout=90_000)
    expect(page.get_by_text("This part of the page comes to life")).to_have_count(0)
    page.close()


def test_a_form_leads_on_in_a_tab_of_its_own(open_notebook: Callable) -> None:
    """What is typed on this page stays."""
    notebook = open_notebook("01_log_interviews.ipynb")
    notebook.run_all()
    form = notebook.panel(".t-save-interview")
    form.locator(".t-company input").fill("Arbor Clinic")
    form.locator(".t-save-interview").click()
    with notebook.page.expect_popup() as opened:
        form.locator(".t-next-step").get_by_role("link", name="See all that is due").click()
    opened.value.get_by_role("heading", name="What is owed today").wait_for(timeout=60_000)


def test_a_link_in_the_text_leads_on_and_asks_nothing(open_notebook: Callable) -> None:
    notebook = open_notebook("01_log_interviews.ipynb")
    notebook.run_all()
    asked = []
    notebook.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    notebook.page.locator("summary", has_text="How this works").click()
    notebook.page.locator('.jp-RenderedMarkdown a[href*="02_follow_ups_due"]').first.click()
    notebook.page.get_by_role("heading", name="What is owed today").wait_for(timeout=60_000)
    assert asked == []
