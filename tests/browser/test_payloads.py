"""Every place that shows a person's text, with text made to do harm: it is shown, and does nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import PAYLOADS, hostile_cohort, hostile_log
from playwright.sync_api import Page
from test_harness import notebook_of
from watching import watch, watched

EVERY = set(range(len(PAYLOADS)))
UNESCAPED = f"""
import ipywidgets as widgets
from IPython.display import Markdown
shown = []
for at, text in enumerate({PAYLOADS!r}):
    markdown = widgets.Output()
    markdown.append_display_data(Markdown(text))
    attributes = f'<i title="{{text}}"></i>' + f"<i title='{{text}}'></i>"
    shown.append(widgets.VBox([markdown, widgets.HTML(text), widgets.HTML(attributes), widgets.HTMLMath(text)]))
    shown[-1].add_class(f"t-{{at}}")
widgets.VBox(shown)
"""
HARMLESS = ("&lt;", "{{7*7}}", "\u202e")  # what these begin harms only what takes an escape away, or fills in, or folds
# Where a person's words stand, by the class of the place; in each of them every payload has to come by.
PLACES = {
    "01_log_interviews": "banner belongs entry person-name person-email-error application application-error message "
    "company role source location url-error prep-sheet known-themes lesson import-summary import-problems column "
    "status_words name seeker_email-error",
    "02_follow_ups_due": "follow-up unanswered application known-themes lesson",
    "03_draft_notes": "interview draft",
    "04_response_trends": "source chart caption-stage-flows message",
    "05_cohort_review": "folder-error problem-list counselor programme seeker seeker-about seeker-owed seeker-history",
}
# The seeker's first page and the counselor's are tried each time, the others in a long run.
LONG = ("02_follow_ups_due", "03_draft_notes", "04_response_trends")


@pytest.fixture(scope="module", autouse=True)
def strangers(lab_server) -> None:
    """Put a log and a cohort full of payloads where the pages look for one's own."""
    log = hostile_log(lab_server.folder / "my-search.db")
    hostile_cohort(lab_server.folder / "strangers", log)


def in_kernel(page: Page, act: str) -> None:
    """Run one of the functions of `acting` on the panels of a notebook's page, in its kernel."""
    tests = Path(__file__).resolve().parents[1]
    code = f"import sys; sys.path[:0] = {[str(tests), str(tests / 'browser')]!r}; import acting; acting.{act}(page)"
    run = """async code => {
        const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        const {content} = await kernel.requestExecute({code}).done;
        return content.status === 'ok' ? '' : content.traceback.join('\\n');
    }"""
    assert page.evaluate(run, code) == ""


def test_the_watch_notices_what_is_not_escaped(lab_server, open_notebook: Callable, asked_outside: list[str]) -> None:
    """Without this the tests below could not fail."""
    (lab_server.folder / "unescaped.ipynb").write_text(notebook_of(UNESCAPED), encoding="utf-8")
    notebook = open_notebook("unescaped.ipynb")
    watch(notebook.page)
    notebook.run_all()
    notebook.page.wait_for_timeout(500)
    found = watched(notebook.page)
    alive = {place for place, _ in found.live} - {"elsewhere"}  # where MathJax measures
    assert alive == {f"t-{at}" for at, text in enumerate(PAYLOADS) if not text.startswith(HARMLESS)}
    assert found.hits > 5
    assert {url.rpartition("/")[2] for url in asked_outside} == {"style.css", "back.png", "link.css", "markdown.png"}
    asked_outside.clear()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full if name in LONG else ()) for name in PLACES]
)
def test_a_page_shows_every_payload_and_none_does_anything(name: str, open_notebook: Callable) -> None:
    notebook = open_notebook(f"{name}.ipynb", height=1500)
    watch(notebook.page)
    notebook.run_all()
    in_kernel(notebook.page, name[3:])
    notebook.page.wait_for_timeout(500)
    found = watched(notebook.page)
    assert found.hits == 0 and found.live == [] and found.failed == []
    missing = {place: EVERY - found.seen.get(f"t-{place}", set()) for place in PLACES[name].split()}
    assert {place: payloads for place, payloads in missing.items() if payloads} == {}
    notebook.shot(f"payloads-{name}")
