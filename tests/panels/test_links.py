"""Only web addresses may be kept as links, and no address of a log or a file changes a link of ours."""

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import ipywidgets as widgets
import pytest
from clicking import within
from hostile import NO_WEB_ADDRESSES, ODD_WEB_ADDRESSES, URLS

from followup_kit.errors import BadValue
from followup_kit.importing import preview
from followup_kit.notes import Note, card_html, prep_sheet
from followup_kit.panels.applications import Applications
from followup_kit.panels.lessons import Lessons
from followup_kit.panels.links import download, open_page, to_notebook
from followup_kit.panels.page import Page
from followup_kit.panels.preparation import sheet_html
from followup_kit.panels.worklist import Worklist
from followup_kit.validation import checked


class Links(HTMLParser):
    """The attributes of a piece of HTML that lead somewhere or do something."""

    def __init__(self, pieces: Iterable[str]) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        for piece in pieces:
            self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found += [(name, value) for name, value in attrs if name in ("href", "src") or name.startswith("on")]


def test_there_are_a_hundred() -> None:
    assert len(set(URLS)) == 100


@pytest.mark.parametrize("url", NO_WEB_ADDRESSES)
def test_what_is_no_web_address_is_not_kept_as_one(url: str) -> None:
    with pytest.raises(BadValue, match="no web address"):
        checked("applications", {"url": url})


@pytest.mark.parametrize("url", ODD_WEB_ADDRESSES)
def test_what_is_one_is_kept_as_it_stands(url: str) -> None:
    assert checked("applications", {"url": url}) == {"url": url}


def test_an_import_keeps_only_web_addresses(tmp_path: Path) -> None:
    quoted = [url.replace('"', '""') for url in URLS]
    table = "".join(f'Company {at},"{url}"\r\n' for at, url in enumerate(quoted))
    (tmp_path / "log.csv").write_bytes(f"Company,Link\r\n{table}".encode())
    kept = [row.fields["url"] for row in preview(tmp_path / "log.csv").rows]
    # Of a cell only its visible text is taken: without the control character before it, https is https.
    assert {url[:8] for url in kept[:75]} == {"", "https://"} and kept[:75].count("") == 73
    assert kept[75:] == list(ODD_WEB_ADDRESSES)


@pytest.mark.parametrize("url", URLS)
def test_links_of_ours_stay_what_they_are(url: str) -> None:
    ours = {name: value for name, value in Links([open_page("Open", "<p>")]).found}
    data = Links([download("Save", "x.csv", "text/csv", b"x")]).found
    assert Links([download(url, url, "text/csv", b"x", url)]).found == data
    assert Links([open_page(url, "<p>", url)]).found == list(ours.items())
    assert Links([to_notebook("01_log.ipynb", url)]).found == [("href", "01_log.ipynb")]
    note = Note("check_in", "", "", "email", url, f"{url}\n", (), 1, None, None, "ana@example.org", "")
    assert card_html(note).count("href") == 0


def test_no_address_becomes_a_link_anywhere(page: Page) -> None:
    """Four in every text of every application."""
    log = page.log
    with log.transaction("Written by a stranger"):
        for at in range(25):
            words = " ".join(URLS[4 * at : 4 * at + 4])
            one = log.add_application(
                words,
                words,
                source=words,
                location=words,
                notes=words,
                url=ODD_WEB_ADDRESSES[at],
                applied_on="2026-02-02",
            )
            person = {"name": words, "title": words, "phone": words, "address": words, "remembered": words}
            day = f"2026-03-{1 + at:02}"
            texts = {"round": words, "topics": words, "questions": words}
            log.add_interview(one, held_on=day, debriefed_on=day, **texts, interviewers=[person])
            log.add_feedback(one, "2026-03-30", words, giver=words, themes=[words])
    panels = [Applications(page), Lessons(page), Worklist(page)]
    shown = [each.value for panel in panels for each in within(panel, hidden=True) if isinstance(each, widgets.HTML)]
    for application_id in log.applications.application_id:
        sheet = prep_sheet(log, int(application_id), page.as_of)
        shown += [sheet_html(sheet), sheet.html()]
    assert "javascript:alert(1)" in "".join(shown) and "&quot;onmouseover=&quot;top.fkHit=1" in "".join(shown)
    assert Links(shown).found == []
