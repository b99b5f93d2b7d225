"""The list with names as files: marked on every page, and what a name holds is only text."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from small_cohorts import AS_OF, cohort

from followup_kit.attention import COLUMNS, attention
from followup_kit.named_list import CONFIDENTIAL, named_csv, named_html

HOSTILE = '<img src=x onerror=alert(1)> "=1+1'


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_row_of_the_table_says_what_it_is() -> None:
    named = attention(cohort([{"seeker_id": "s1", "name": "=1+1"}, {"seeker_id": "s2", "name": "Cy Day"}]))
    read = rows(named_csv(named))
    assert list(read[0]) == ["notice", *COLUMNS]
    assert [row["notice"] for row in read] == [CONFIDENTIAL] * 2
    assert [row["name"] for row in read] == ["'=1+1", "Cy Day"]
    assert read[1]["why"] == "Nothing is owed, and the search goes on."
    assert tuple(named.columns) == COLUMNS, "the list itself is left alone"


def test_the_page_escapes_what_people_are_called_and_loads_nothing() -> None:
    named = attention(cohort([{"seeker_id": HOSTILE, "name": HOSTILE, "programme": HOSTILE, "has_log": False}]))
    page = named_html(named, AS_OF).decode()
    assert "<img" not in page and page.count("&lt;img") == 4  # id, name, in the sentence, programme
    assert "default-src 'none'" in page and "http://" not in page and "https://" not in page


def test_braces_in_a_name_stay_as_they_are() -> None:
    named = attention(cohort([{"seeker_id": "s1", "name": "{title} {0}"}]))
    assert "<b>{title} {0}</b>" in named_html(named, AS_OF).decode()


@pytest.mark.browser
def test_every_printed_page_says_that_it_names_people(tmp_path: Path) -> None:
    chromium, reader = shutil.which("chromium"), shutil.which("pdftotext")
    if not (chromium and reader):
        pytest.skip("needs Chromium to print and pdftotext to read")
    named = attention(cohort([{"seeker_id": f"s{number}", "name": f"Person {number}"} for number in range(120)]))
    page, printed = tmp_path / "list.html", tmp_path / "list.pdf"
    page.write_bytes(named_html(named, AS_OF))
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = subprocess.run([reader, "-layout", printed, "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 2
    assert all(CONFIDENTIAL in each for each in pages)
