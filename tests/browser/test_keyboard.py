"""The interview form by keyboard alone, in a window the size of a phone's."""

from collections.abc import Callable

from playwright.sync_api import expect

from followup_kit.log import open_log


def test_an_interview_is_typed_without_a_mouse(lab_server, open_notebook: Callable) -> None:
    notebook = open_notebook("01_log_interviews.ipynb")
    notebook.page.set_viewport_size({"width": 400, "height": 800})
    notebook.run_all()
    form = notebook.panel(".t-save-interview")
    keyboard, n_cells = notebook.page.keyboard, notebook.page.locator(".jp-Cell").count()

    def tab_to(css: str) -> None:
        for _ in range(12):  # a date is four stops: month, day, year, calendar
            keyboard.press("Tab")
            if notebook.page.evaluate("css => document.activeElement.closest(css) !== null", css):
                return
        raise AssertionError(f"Tab does not come to {css}")

    form.locator(".t-company input").focus()
    keyboard.type("Tern Ferries")
    keyboard.press("Enter")  # it loses nothing, and saves nothing
    tab_to(".t-role")
    keyboard.type("Reservations")
    tab_to(".t-held_on")
    keyboard.type("03302026")
    tab_to(".t-mode")
    keyboard.type("v")  # JupyterLab's own key for pasting a cell
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    tab_to(".t-round")
    tab_to(".t-topics")
    keyboard.type("The rota")
    keyboard.press("Shift+Enter")
    keyboard.type("and the ferries")
    tab_to(".t-person-name")
    keyboard.type("Sam Vale")
    tab_to(".t-person-remembered")
    keyboard.type("night crossings")
    tab_to(".t-add-person")
    keyboard.press("Enter")
    expect(form.locator(".t-person-name input").nth(1)).to_be_focused()
    keyboard.type("Jun Okafor")
    tab_to(".t-save-interview")
    keyboard.type("dd")  # JupyterLab's own keys for deleting a cell
    keyboard.press("Enter")
    expect(form.locator(".t-message")).to_contain_text("Saved. Two thank-you notes")
    assert notebook.page.locator(".jp-Cell").count() == n_cells

    log = open_log(lab_server.folder / "sample-search.db")
    interview = log.interviews.iloc[-1]
    assert (str(interview.held_on.date()), interview["mode"]) == ("2026-03-30", "video")
    assert interview.topics == "The rota\nand the ferries"
    assert log.interviewers.name.tolist()[-2:] == ["Sam Vale", "Jun Okafor"]
