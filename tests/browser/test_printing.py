"""What is made to be printed opens as a page of its own."""

from collections.abc import Callable


def test_the_prep_sheet_opens_in_a_new_tab(open_notebook: Callable) -> None:
    notebook = open_notebook("01_log_interviews.ipynb")
    notebook.run_all()
    with notebook.page.expect_popup() as opened:
        notebook.panel(".t-prep-sheet").get_by_role("link", name="Print it").click()
    sheet = opened.value
    sheet.get_by_role("heading", name="Whom you will meet").wait_for()
    assert sheet.evaluate("document.querySelectorAll('script').length") == 0
