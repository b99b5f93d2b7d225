"""The report's files: complete, in words, self-contained, and whole."""

import base64
import csv
import io
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from followup_kit import charts
from followup_kit.cells import restore
from followup_kit.errors import BadValue
from followup_kit.log import Log, open_log
from followup_kit.report import write_report
from followup_kit.report.contents import Exhibit, Report, contents
from followup_kit.report.page import html
from followup_kit.report.paper import Paper
from followup_kit.report.printed import pdf

EXHIBITS = ["response_rates", "response_curve", "feedback_rates", "weekly_activity", "stage_funnel", "stage_flows"]
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ol", "li", "dl", "dt", "dd"),
    *("figure", "img", "figcaption", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "src", "alt", "scope"}
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<body onload=alert(1)>",
    "<style>@import 'http://x.example'</style>",
    "<link rel=stylesheet href=http://x.example>",
    "<meta http-equiv=refresh content=0;url=http://x.example>",
    "<base href=http://x.example>",
    "<form action=http://x.example><button>x</button></form>",
    "</td></table><h1 onclick=alert(1)>x</h1>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "{{ 7*7 }}",
    "{% for x in y %}{{ x }}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "$\\frac{ $x$ 日本語 _a_ <b>",
]


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def log(tmp_path_factory) -> Log:
    """Return a log of seven applications: five answered by the end of March, one of them after 40 days."""
    log = open_log(tmp_path_factory.mktemp("log") / "search.db")
    log.settings["seeker_name"] = "Robin Castellane"
    for day, answer, stage in [
        ("2026-01-05", "2026-01-15", "rejected"),
        ("2026-01-06", "2026-02-15", "screening"),
        ("2026-01-07", "2026-01-17", "replied"),
        ("2026-01-08", "2026-01-18", "offer"),
        ("2026-01-09", "2026-01-19", "interviewing"),
        ("2026-01-12", None, None),
        ("2026-03-30", None, None),
    ]:
        log.add_application("Arbor", applied_on=day, stage=stage, stage_on=answer)
    return log


@pytest.fixture(scope="module")
def folder(log, tmp_path_factory) -> Path:
    """Return a folder with the report of that log."""
    folder = tmp_path_factory.mktemp("report")
    write_report(log, folder, "2026-03-31")
    return folder


@pytest.fixture(scope="module")
def page(folder) -> Page:
    return Page((folder / "report.html").read_text("utf-8"))


def test_the_files_are_listed_page_first_and_none_is_left_over(log, tmp_path):
    files = write_report(log, tmp_path / "a" / "report", "2026-03-31")
    assert [file.name for file in files[:2]] == ["report.html", "report.pdf"]
    expected = {f"{name}.{kind}" for name in EXHIBITS for kind in ("csv", "png", "svg")}
    expected |= {"report.html", "report.pdf", "stage_flows.txt"}
    assert {file.name for file in files} == expected == set(os.listdir(tmp_path / "a" / "report"))


def test_the_page_begins_with_whom_it_is_for_the_day_and_the_findings(page):
    text = " ".join(page.text.split())
    assert "For Robin Castellane. As of Tue 31 Mar 2026." in text
    # Of the six at least 30 days old, four were answered within 30 days and one after 40.
    first, second, third = (text.index(finding) for finding in (
        "4 of 6 applications answered within 30 days (67 %).",
        "Half of the applications were answered within 10 days.",
        "No rejection after an interview yet",
    ))  # fmt: skip
    assert first < second < third < text.index("Charts") < text.index("Tables") < text.index("What the words mean")


def test_every_chart_is_inside_the_page_with_its_description(log, page):
    pictures = page.all("img")
    assert [picture["alt"] for picture in pictures] == [
        exhibit.description for exhibit in contents(log.tables(), date(2026, 3, 31)).exhibits
    ]
    for picture in pictures:
        kind, data = picture["src"].split(",")
        assert kind == "data:image/png;base64" and base64.b64decode(data).startswith(b"\x89PNG")


def test_the_page_asks_for_nothing_outside_and_runs_nothing(folder, page):
    source = (folder / "report.html").read_text("utf-8")
    assert not page.all("script") and not page.all("link") and not page.all("a")
    assert "http://" not in source and "https://" not in source and "url(" not in source
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_any_kind_is_only_text(payload):
    moves = pd.DataFrame({"source": ["applied"], "target": [payload], "n": [9]})
    table = pd.DataFrame({payload: [payload]}, dtype="str")
    exhibit = Exhibit("flows", payload, charts.plot_stage_flows, moves, table)
    report = Report(payload, payload, [payload], [exhibit], ((payload, payload),))
    page = Page(html(report).decode())
    # title, heading, subtitle, finding, over chart and table, column, cell, word, meaning
    assert page.text.count(payload) == 10 and payload in page.all("img")[0]["alt"]
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    assert pdf(report).startswith(b"%PDF")


def test_a_long_table_is_laid_out_in_time_that_grows_with_it():
    table = pd.DataFrame({"Week of": [f"week {n}" for n in range(12_000)], "Answers": ["1"] * 12_000}, dtype="str")
    moves = pd.DataFrame({"source": ["applied"], "target": ["waiting"], "n": [9]})
    report = Report("", "", [], [Exhibit("flows", "", charts.plot_stage_flows, moves, table)], ())
    start = time.process_time()
    assert html(report).count(b"<td>week ") == 12_000
    assert time.process_time() - start < 5


def test_tables_on_the_page_are_what_the_files_hold(folder):
    rates = folder / "response_rates.csv"
    head, *rows = csv.reader(io.StringIO(rates.read_bytes().decode("utf-8-sig"), newline=""))
    assert head[:5] == ["period", "n_applied", "n_mature", "n_responded", "response_rate"]
    assert [[restore(cell) for cell in row[:4]] for row in rows] == [
        ["2026-01", "6", "6", "4"],
        ["2026-02", "0", "0", "0"],
        ["2026-03", "1", "0", "0"],
    ]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", (folder / "report.html").read_text("utf-8"))
    assert cells[:7] == ["Jan 2026", "6", "6", "4", "67 %", "30 to 90 %", "no"]


def test_a_share_of_few_is_not_in_the_tables(log):
    report = contents(log.tables(), date(2026, 3, 31))
    assert report.exhibits[0].table["Share"].tolist() == ["67 %", "too few", "too few"]


def test_flows_go_to_sankeymatic_too(folder):
    assert "applied [2] waiting\n" in (folder / "stage_flows.txt").read_text("utf-8")


def test_an_empty_log_has_a_report_that_says_so(tmp_path):
    files = write_report(open_log(tmp_path / "new.db"), tmp_path / "report", "2026-03-31")
    page = Page(files[0].read_text("utf-8"))
    assert "No applications yet." in page.text and "no name in its settings" in page.text
    assert files[1].read_bytes().startswith(b"%PDF")


def test_a_name_that_is_no_text_is_shown_as_it_stands(tmp_path):
    log = open_log(tmp_path / "a.db")
    with closing(sqlite3.connect(log.path)) as con:
        con.execute("INSERT INTO settings VALUES ('seeker_name', '[5]')")
        con.commit()
    assert contents(log.tables(), date(2026, 3, 31)).subtitle.startswith("For [5].")


def test_a_sample_says_that_it_is_one(tmp_path):
    log = open_log(tmp_path / "sample.db")
    log.settings["sample"] = True
    assert contents(log.tables(), date(2026, 3, 31)).subtitle.endswith("an invented sample. As of Tue 31 Mar 2026.")


def test_the_same_log_gives_the_same_bytes(log, folder, tmp_path):
    again = write_report(log, tmp_path, "2026-03-31")
    assert all(file.read_bytes() == (folder / file.name).read_bytes() for file in again)


def test_a_day_that_is_none_writes_nothing(log, tmp_path):
    with pytest.raises(BadValue, match="as_of"):
        write_report(log, tmp_path / "report", "31.03.2026")
    assert not (tmp_path / "report").exists()


def whole(name: str, data: bytes) -> bool:
    """Say whether a file ends as a file of its kind does."""
    ends = {"html": b"</html>", "pdf": b"%%EOF\n", "png": b"IEND\xaeB`\x82", "svg": b"</svg>\n"}
    return data.endswith(ends.get(name.rsplit(".", 1)[-1], b"\n"))


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.full)])
def test_killed_while_writing_a_file_is_the_old_one_or_the_new_one(kills, folder, tmp_path):
    old = {file.name: file.read_bytes() for file in folder.iterdir()}
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    # The bytes are made once, so that the kill falls into the writing and not into the drawing.
    code = (
        "import sys; from pathlib import Path; from followup_kit.files import write_whole\n"
        "files = [(path, path.read_bytes()) for path in Path(sys.argv[1]).iterdir()]\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    [write_whole(path, data) for path, data in files]\n"
    )
    for kill in range(kills):
        with subprocess.Popen([sys.executable, "-c", code, copy], stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.002 + 0.007 * (kill % 7))
            process.send_signal(signal.SIGKILL)
        found = {name: (copy / name).read_bytes() for name in old}
        assert found == old and all(whole(name, data) for name, data in found.items())


@pytest.fixture
def long_table() -> pd.DataFrame:
    return pd.DataFrame({"Stage": [f"row {n}" for n in range(130)], "Reached": ["1,000"] * 130})


def words(page) -> list[str]:
    return [text.get_text() for text in page.texts]


def test_a_long_table_goes_on_with_its_head_and_loses_no_row(long_table):
    with charts.style():
        paper = Paper("footer")
        paper.table("How far", long_table, [True, False])
    assert len(paper.pages) == 3
    rows = [word for page in paper.pages for word in words(page) if word.startswith("row ")]
    assert rows == long_table["Stage"].tolist()
    assert all({"Stage", "Reached"} <= set(words(page)) for page in paper.pages)
    assert words(paper.pages[1])[0] == "How far, continued"


def test_nothing_printed_leaves_what_both_a4_and_letter_have(log, long_table):
    with charts.style():
        paper = Paper("footer")
        names = ["Month", "Rejected after an interview", "Answered within 30 days", "Asked", "Received", "Still open"]
        wide = pd.concat([long_table] * 3, axis=1).set_axis(names, axis=1)
        paper.table("Wide", wide, [True, False, True, False, True, False])
        for exhibit in contents(log.tables(), date(2026, 3, 31)).exhibits:
            paper.chart(exhibit.plot, exhibit.frame, exhibit.remark)
        paper.to_bytes()
        for page in paper.pages:
            # A4 is 595 points wide, Letter 792 high; printers keep about 18 points of the edge for themselves.
            assert page.get_figwidth() * 72 <= 595.5 and page.get_figheight() * 72 <= 792
            for text in [*page.texts, *(text for ax in page.axes for text in ax.texts)]:
                box = text.get_window_extent()
                assert box.x0 >= 18 and box.x1 <= 595 - 18 and box.y0 >= 18 and box.y1 <= 792 - 18, text.get_text()
