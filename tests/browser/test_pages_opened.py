"""The pages the kit writes, full of text made to do harm, opened as a person opens them: from a folder."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hostile import AS_OF, PAYLOADS, hostile_log
from playwright.sync_api import Browser
from test_cohort_report import a_cohort
from watching import Watched, watch, watched

from followup_kit import charts, cohort_report
from followup_kit.attention import COLUMNS, NEEDS
from followup_kit.cohort_report import write_cohort_report
from followup_kit.log import Log
from followup_kit.named_list import named_html
from followup_kit.notes import card_html, draft_notes, prep_sheet
from followup_kit.report.contents import Exhibit, Report, contents
from followup_kit.report.page import html

EVERY = set(range(len(PAYLOADS)))
DAY = date.fromisoformat(AS_OF)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    return hostile_log(tmp_path_factory.mktemp("log") / "search.db")


@pytest.fixture(scope="module")
def opened(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bytes], Watched]]:
    """Yield a function that opens a page from a folder, and returns what it did and what it asked for outside."""
    path = tmp_path_factory.mktemp("pages") / "page.html"
    page = chromium.new_page()
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    watch(page)

    def open_one(content: str | bytes) -> Watched:
        asked.clear()
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        page.goto(path.as_uri())
        assert [url for url in asked if url != path.as_uri() and not url.startswith("data:")] == []
        assert "Content-Security-Policy" in page.content()
        return watched(page)

    yield open_one
    page.context.close()


def harmless(found: Watched) -> set[int]:
    """Return the payloads that stand on a page as text, none of which did anything."""
    assert found.hits == 0 and found.live == []
    return set().union(*found.seen.values())


def test_a_page_without_escaping_is_noticed(opened: Callable) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'unsafe-inline\'">'
    for text in ("<script>top.fkHit=1</script>", "<svg data-fk onload=top.fkHit=1>"):
        assert opened(f"<!doctype html>{policy}<title>{text}</title>{text}").hits == 1
    with pytest.raises(AssertionError, match=r"outside\.invalid"):
        opened(f"<!doctype html>{policy}<img src=https://outside.invalid/x.png>")


def test_a_card_for_each(log: Log, opened: Callable) -> None:
    shown = set()
    for interview_id in log.interviews[log.interviews.debriefed_on.notna()].interview_id:
        note, *_ = draft_notes(log, "thank_you", interview_id=int(interview_id), channel="handwritten")
        shown |= harmless(opened(card_html(note)))
    assert shown == EVERY


def test_a_prep_sheet_for_each(log: Log, opened: Callable) -> None:
    for at, application_id in enumerate(log.applications.application_id):
        assert at in harmless(opened(prep_sheet(log, int(application_id), AS_OF).html()))


def test_a_report_of_a_search(log: Log, opened: Callable) -> None:
    assert harmless(opened(html(contents(log.tables(), DAY)))) == EVERY  # the name, at least


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: what is looked at are the words around the pictures."""
    for name in ("png", "svg"):
        monkeypatch.setattr(charts, name, lambda *_, **__: b"picture")
    monkeypatch.setattr(cohort_report, "png_and_svg", lambda *_: (b"picture", b"picture"))
    monkeypatch.setattr(cohort_report, "pdf", lambda *_: b"print")


@pytest.mark.usefixtures("undrawn")
def test_a_report_made_of_nothing_else(opened: Callable) -> None:
    """Every place of the template, whatever may stand there one day."""
    moves = pd.DataFrame({"source": ["applied"], "target": ["rejected"], "n": [9]})
    for at, text in enumerate(PAYLOADS):
        table = pd.DataFrame({text: [text]}, dtype="str")
        exhibit = Exhibit("flows", text, charts.plot_stage_flows, moves.assign(target=text), table)
        assert at in harmless(opened(html(Report(text, text, [text], [exhibit], ((text, text),)))))


@pytest.mark.usefixtures("undrawn")
def test_a_cohort_report_with_such_programmes(opened: Callable, tmp_path: Path) -> None:
    page, *_ = write_cohort_report(a_cohort({(text, text): 10 for text in PAYLOADS}), tmp_path / "report")
    assert harmless(opened(page.read_bytes())) == EVERY


def test_the_list_with_names(opened: Callable) -> None:
    named = pd.DataFrame({name: list(PAYLOADS) for name in COLUMNS}).assign(need=next(iter(NEEDS)))
    assert harmless(opened(named_html(named, DAY))) == EVERY
