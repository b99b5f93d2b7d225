"""Every page as a person meets it: it runs, it fits, it leads on, it asks nobody outside."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from conftest import IDLE
from playwright.sync_api import Browser, expect

from followup_kit.log import open_log

# A machine with much else to do: what the page asks of its kernel comes seconds late.
BUSY = """
    const ask = window.fetch;
    window.fetch = async (request, ...rest) => {
        if (/api.(sessions|kernels)/.test(request.url ?? request)) await new Promise(go => setTimeout(go, 1500));
        return ask(request, ...rest);
    };
"""
# The program's end, as a page sees it: its sockets close, and new ones are refused.
STOPPED = """
    const all = [], Socket = window.WebSocket;
    let stopped = false;
    window.WebSocket = class extends Socket {
        constructor(address, ...rest) {
            super(stopped ? 'ws://127.0.0.1:9' : address, ...rest);
            all.push(this);
        }
    };
    window.stop = () => { stopped = true; all.forEach(each => each.close()) };
    window.resume = () => { stopped = false };
"""
# The lines of an element's text as they are broken on the page.
LINES = """element => {
    const lines = [], range = document.createRange();
    let last = null;
    for (const node of element.childNodes)
        for (let at = 0; at < node.length; at++) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const top = Math.round(range.getBoundingClientRect().top);
            if (last === null || top > last + 4) lines.push(''), last = top;
            lines[lines.length - 1] += node.data[at];
        }
    return lines;
}"""
# Every cell has run, and the page stands at its top.
DONE_AT_THE_TOP = """() => document.querySelector('.jp-WindowedPanel-outer').scrollTop === 0
    && [...document.querySelectorAll('.jp-InputPrompt')].every(each => !each.textContent.includes('*'))"""
WIDGET = "application/vnd.jupyter.widget-view+json"
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
def test_run_all_may_be_pressed_as_soon_as_it_can_be_seen(name: str, chromium: Browser, lab_server) -> None:
    """Before there is a kernel JupyterLab's own command takes away what the page says, and runs nothing."""
    page = chromium.new_page()
    page.add_init_script(BUSY)
    page.goto(f"{lab_server.url}doc/tree/{name}?token={lab_server.token}&reset")
    page.get_by_role("button", name="Run all").click()
    expect(page.locator(".fk-panel").first).to_be_visible(timeout=90_000)
    page.wait_for_function(IDLE, timeout=90_000)
    expect(page.get_by_text("This part of the page comes to life")).to_have_count(0)
    expect(page.locator(".jp-InputPlaceholder:visible")).to_have_count(0)  # no code in sight
    page.wait_for_function(DONE_AT_THE_TOP)
    page.close()


def test_printed_text_is_broken_between_words(open_notebook: Callable) -> None:
    notebook = open_notebook("02_follow_ups_due.ipynb", width=400)
    notebook.run_all()
    text = notebook.page.locator("pre", has_text="overdue").first
    lines = text.evaluate(LINES)
    assert len(lines) > len(text.inner_text().splitlines())
    assert {line[-1] for line in lines[:-1]} <= set(" \n-")


def test_pages_lead_on_in_one_tab_and_show_what_another_one_did(lab_server, open_notebook: Callable) -> None:
    """What is typed on each stays."""
    notebook = open_notebook("01_log_interviews.ipynb")
    page = notebook.page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    notebook.run_all()
    page.locator(".jp-RenderedMarkdown a", has_text="What is owed").click()
    expect(page.get_by_role("heading", name="What is owed today")).to_be_visible(timeout=60_000)
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.context.path.startsWith('02')")
    page.get_by_role("button", name="Run all").locator("visible=true").click()
    owed = page.locator(".t-follow-up")
    expect(owed.filter(has_text="Riverside Dental").first).to_be_visible(timeout=90_000)
    page.go_back()
    form = notebook.panel(".t-save-interview")
    expect(form).to_be_visible()
    form.locator(".t-company input").fill("Arbor Clinic")
    form.locator(".t-person-name input").first.fill("Sam Vale")
    form.locator(".t-save-interview").click()
    form.locator(".t-topics textarea").fill("Half a senten")
    form.locator(".t-next-step").get_by_role("link", name="See all that is due").click()
    expect(owed.filter(has_text="Sam Vale, Arbor Clinic")).to_be_visible()
    expect(page.locator("pre", has_text="Sam Vale, Arbor Clinic")).to_be_visible()

    log = open_log(lab_server.folder / "sample-search.db")
    log.add_interview(company="Birch & Sons", held_on="2026-03-30", interviewers=[{"name": "Kim Oda"}])
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")  # somebody comes back from another window
    expect(owed.filter(has_text="Kim Oda, Birch & Sons")).to_be_visible()

    page.locator(".jp-RenderedMarkdown:visible a", has_text="Interviews").click()
    expect(form.locator(".t-topics textarea")).to_have_value("Half a senten")
    expect(form.locator(".t-entry", has_text="Birch & Sons")).to_be_visible()
    assert asked == [] and len(page.context.pages) == 1


def test_a_page_saved_with_its_forms_says_what_to_press_once_its_kernel_has_ended(
    lab_server, open_notebook: Callable
) -> None:
    """But a page reloaded while its kernel runs has them again."""
    path = lab_server.folder / "yesterday.ipynb"
    saved = nbformat.read(lab_server.folder / "04_response_trends.ipynb", as_version=4)
    gone = {"model_id": "0" * 32, "version_major": 2, "version_minor": 0}
    saved.cells[1].outputs[0].data = {"text/plain": "Banner()", WIDGET: gone}
    nbformat.write(saved, path)
    notebook = open_notebook(path.name)
    words = notebook.page.get_by_text("This part of the page comes to life")
    expect(words.first).to_be_visible()
    expect(notebook.page.get_by_text("Loading widget")).to_have_count(0)
    notebook.run_all()
    notebook.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    expect(words).to_have_count(0)
    notebook.page.reload()
    notebook.page.wait_for_function(IDLE, timeout=90_000)
    expect(notebook.page.locator(".t-banner")).to_be_visible()
    notebook.page.wait_for_timeout(1000)
    expect(words).to_have_count(0)


def test_a_page_says_that_the_program_was_stopped(chromium: Browser, lab_server) -> None:
    page = chromium.new_page()
    page.add_init_script(STOPPED)
    page.goto(f"{lab_server.url}doc/tree/03_draft_notes.ipynb?token={lab_server.token}&reset")
    page.wait_for_function(IDLE, timeout=90_000)
    words = page.get_by_role("alert").filter(has_text="lost touch with the program")
    expect(words).to_have_count(0)
    page.evaluate("() => window.stop()")
    words.click(trial=True)  # nothing lies over it
    page.evaluate("() => window.resume()")
    expect(words).to_have_count(0, timeout=60_000)
    page.close()
