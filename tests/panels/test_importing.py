"""The import panel: a file looked at, asked about, brought in, taken back."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from clicking import answer, click, find, press, state, words

import followup_kit as fk
from followup_kit.panels.importing import ImportPanel
from followup_kit.panels.page import Page

REAL_LOGS = Path(fk.__file__).resolve().parents[2] / "shared" / "real_logs"
SMALL = """\
Company,Role,Date Applied,Status
Arbor Clinic,Nurse,2026-03-02,Interview
Birch Homes,Cook,2026-03-05,Carrier pigeon
Cedar Labs,Porter,2026-13-05,Applied
"""
AMBIGUOUS = "Company,Role,Date Applied\nArbor Clinic,Nurse,03/04/2026\nBirch Homes,Cook,05/06/2026\n"


@pytest.fixture
def panel(page: Page) -> ImportPanel:
    return ImportPanel(page)


def choose(panel: ImportPanel, content: str | bytes, name: str = "applications.csv") -> None:
    """Choose a file as the browser does: the widget's value is set."""
    content = content if isinstance(content, bytes) else content.encode()
    chosen = {"name": name, "type": "", "size": len(content), "content": content, "last_modified": datetime.now(UTC)}
    panel.upload.value = [chosen]


def asked(panel: ImportPanel) -> list[str]:
    return [field.control.description for field in panel.questions.children if hasattr(field, "control")]


def test_nothing_is_asked_or_shown_before_a_file_is_chosen(panel: ImportPanel) -> None:
    assert not find(panel, "t-import") and not find(panel, "t-import-summary")
    assert "Download an empty table to fill in" in words(panel)


def test_a_file_is_looked_at_and_nothing_enters_the_log(panel: ImportPanel, page: Page) -> None:
    choose(panel, SMALL)
    shown = words(panel.summary)
    assert "applications.csv : A list of applications." in shown
    assert "3 rows: 3 applications, none set aside. Nothing of it is in your log yet." in shown
    assert "Arbor Clinic, Nurse Mon 2 Mar 2026 interviewing" in shown
    assert "Cedar Labs, Porter day not known applied" in shown
    assert "Line 4, Date Applied: 2026-13-05" in words(panel.problems)
    assert asked(panel) == ["What does 'Carrier pigeon' mean? It stands there once."]
    assert page.log.applications.empty and page.log.imports.empty
    assert find(panel, "t-import")[0].description == "Import 3 applications"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            "Name of place,Job,Sent,Status\nArbor Clinic,Nurse,2026-03-02,Applied\n",
            ["No column was found for the company."],
        ),
        ("Company,Role,Date Applied\nArbor Clinic,Nurse,2026-03-02\n", ["No column says how an application stands"]),
        (SMALL, ["1 answer has no day in this file. It counts as answered"]),
        ("Company,Date Applied,Status,Rejected\nArbor,2026-03-02,Rejected,2026-03-09\n", []),
    ],
)
def test_what_a_log_needs_and_the_file_lacks_is_said(panel: ImportPanel, table: str, told: list[str]) -> None:
    choose(panel, table)
    said = re.findall(r'<div class="fk-error">(.*?)</div>', panel.summary.value)
    assert len(said) == len(told)
    assert all(one.startswith(words) for one, words in zip(said, told, strict=True))
    assert panel.folded.shown == any("the company" in words for words in told)


def test_what_is_answered_comes_in_and_is_remembered(panel: ImportPanel, page: Page) -> None:
    choose(panel, SMALL)
    panel.fields["status_words:Carrier pigeon"].value = "rejected"
    assert asked(panel) == ["What does 'Carrier pigeon' mean? It stands there once."]  # it may still be changed
    panel.fields["status_words:Carrier pigeon"].value = "replied"
    press(panel, "import")
    assert answer(panel).startswith("Imported: 3 new applications")
    assert page.log.applications.stage.tolist() == ["interviewing", "replied", "applied"]
    assert not find(panel, "t-import")
    assert "2026-13-05" in words(panel.problems)  # what was left out still stands there
    choose(panel, SMALL.replace("Birch", "Dogwood"), "newer.csv")
    assert asked(panel) == []


def test_two_quick_clicks_import_once_and_a_second_import_says_nothing_is_new(panel: ImportPanel, page: Page) -> None:
    choose(panel, SMALL)
    click(panel.take)
    click(panel.take)
    assert len(page.log.applications) == 3
    assert answer(panel).startswith("Imported: 3 new applications")
    choose(panel, SMALL)
    press(panel, "import")
    assert answer(panel) == "All of this was in your log already (3 applications): nothing was added."
    assert len(page.log.imports) == 1


def test_news_of_what_is_here_is_counted(panel: ImportPanel, page: Page) -> None:
    choose(panel, SMALL)
    press(panel, "import")
    choose(panel, SMALL.replace("2026-13-05,Applied", "2026-13-05,Rejected"))
    press(panel, "import")
    assert answer(panel) == "Imported: news of 1 that were here, 1 step in all."


def test_an_import_is_taken_back(panel: ImportPanel, page: Page) -> None:
    choose(panel, SMALL)
    press(panel, "import")
    choose(panel, "Company,Role,Date Applied\nDogwood,Cook,2026-03-09\n", "second.csv")
    press(panel, "import")
    assert [words(each).split()[0] for each in find(panel.earlier, "fk-words")] == ["second.csv", "applications.csv"]
    page.log.add_interview(1, held_on="2026-03-12")
    earlier = find(panel, "t-import-undo")[1]
    click(earlier)
    click(earlier)
    assert answer(panel) == (
        "Taken back: 2 applications are out of your log again. 1 you have added to since, and so kept."
    )
    assert page.log.applications.company.tolist() == ["Arbor Clinic", "Dogwood"]


def test_a_date_order_nobody_can_tell_is_asked_for(panel: ImportPanel, page: Page) -> None:
    choose(panel, AMBIGUOUS)
    assert len(asked(panel)) == 1 and asked(panel)[0].startswith("Date Applied:")
    assert "What you leave open is not guessed" in words(panel.questions)
    panel.fields["date_order"].value = "dmy"
    assert "Fri 3 Apr 2026" in words(panel.summary) and words(panel.problems) == ""
    panel.fields["date_order"].value = "mdy"
    assert "Wed 4 Mar 2026" in words(panel.summary)
    panel.fields["date_order"].value = "?"
    assert "day not known" in words(panel.summary)
    panel.fields["date_order"].value = "mdy"
    press(panel, "import")
    assert page.log.applications.applied_on.dt.date.tolist() == [date(2026, 3, 4), date(2026, 5, 6)]


def test_what_a_column_was_taken_for_can_be_changed(panel: ImportPanel, page: Page) -> None:
    choose(panel, "Company,Betreff,Date Applied\nArbor Clinic,Nurse,2026-03-02\n")
    assert "Arbor Clinic Mon 2 Mar 2026" in words(panel.summary)
    press(panel, "import-columns")
    assert "Betreff kept in the notes, under its header" in words(panel.uses)
    assert panel.fields["column"].control.options == ("Company", "Betreff", "Date Applied")
    panel.fields["column"].value, panel.fields["meaning"].value = "Betreff", "role"
    press(panel, "import-change")
    assert "Arbor Clinic, Nurse Mon 2 Mar 2026" in words(panel.summary)
    assert panel.fields["column"].value == "Betreff"
    press(panel, "import")
    assert page.log.applications.role.tolist() == ["Nurse"]
    assert page.log.mappings()[("column", "Betreff")] == "role"


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_sheet_of_a_workbook_is_chosen(panel: ImportPanel, page: Page) -> None:
    head = ["Company", "Role", "Date Applied", "Status"]
    content = workbook(
        Summary=[["My search"], ["Total", 3]],
        Now=[head, ["Arbor Clinic", "Nurse", date(2026, 3, 2), "Weird"]],
        Before=[head, ["Birch Homes", "Cook", date(2025, 3, 5), "Odd"], ["Cedar Labs", "Cook", date(2025, 3, 6), ""]],
    )
    choose(panel, content, "search.xlsx")
    assert panel.fields["sheet"].control.options == (("Summary", "Summary"), ("Now", "Now"), ("Before", "Before"))
    panel.fields["sheet"].value = "Now"
    assert asked(panel) == ["Which sheet is your log?", "What does 'Weird' mean? It stands there once."]
    panel.fields["status_words:Weird"].value = "replied"
    panel.fields["sheet"].value = "Before"
    # What was said of the other sheet is not about this one.
    assert asked(panel) == ["Which sheet is your log?", "What does 'Odd' mean? It stands there once."]
    press(panel, "import")
    assert page.log.applications.company.tolist() == ["Birch Homes", "Cedar Labs"]
    assert ("status", "Weird") not in page.log.mappings()


def archive(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "photo.png is no text"),
        ("letter.docx", archive(**{"word/document.xml": "<x/>"}), "letter.docx holds no table"),
        ("scan.pdf", b"%PDF-1.7", "scan.pdf is a PDF. Save the table as .csv or .xlsx."),
        ("old.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "old.xls is an old Excel file"),
        ("empty.csv", b"", "empty.csv is empty"),
        ("big.csv", b"Company,Role\n" + b"x" * (51 * 2**20), "big.csv has 51 MB; at most 50 MB are read"),
    ],
)
def test_what_is_no_log_is_refused_in_words(panel: ImportPanel, name: str, content: bytes, said: str) -> None:
    choose(panel, SMALL)
    choose(panel, content, name)
    assert answer(panel).startswith(said)
    assert not find(panel, "t-import") and not find(panel, "t-import-summary")
    choose(panel, SMALL)  # the next file is looked at as if nothing had been
    assert answer(panel) == "" and find(panel, "t-import")


def test_a_table_without_applications_cannot_be_imported(panel: ImportPanel) -> None:
    choose(panel, "Colour,Weight\nred,12\nblue,13\n")
    assert panel.take.disabled or answer(panel)


def test_many_unknown_words_do_not_fill_the_page(panel: ImportPanel) -> None:
    statuses = ["Applied", "Rejected"] * 60 + [f"Word {n % 20}" for n in range(40)]
    rows = "".join(f"Company {n},Nurse,2026-03-02,{status}\n" for n, status in enumerate(statuses))
    choose(panel, f"Company,Role,Date Applied,Status\n{rows}")
    assert len(asked(panel)) == 12
    assert "There are 8 more: is that column really the status?" in words(panel.questions)
    assert words(panel.problems).startswith("40 things to know")
    assert "and 5 more like these." in words(panel.problems)
    press(panel, "import-columns")
    panel.fields["column"].value, panel.fields["meaning"].value = "Status", "notes"
    press(panel, "import-change")
    assert asked(panel) == [] and words(panel.problems) == ""


def test_the_same_matter_on_many_lines_is_told_once(panel: ImportPanel) -> None:
    choose(panel, "Company,Role,Date Applied\n" + "".join(f"Company {n},Nurse,31 June 2026\n" for n in range(9)))
    assert "Lines 2, 3, 4, 5, 6, 7 and 3 more, Date Applied: 31 June 2026" in words(panel.problems)


def test_rows_set_aside_are_told_first(panel: ImportPanel) -> None:
    choose(panel, "Company,Role,Date Applied,Pay\nArbor,Nurse,31 June 2026,1\n,,,100\nBirch,Cook,2026-03-02,2\n")
    assert "3 rows: 2 applications, 1 set aside, shown below." in words(panel.summary)
    assert re.match(r"2 things to know Line 3.*This row is set aside\. Line 2", words(panel.problems))


def test_a_file_is_called_what_its_owner_calls_it(panel: ImportPanel) -> None:
    choose(panel, SMALL, "../../Bewerbungen <2026>.CSV")
    assert "Bewerbungen <2026>.CSV" in words(panel.summary) and "<2026>" not in panel.summary.value


def test_hostile_cells_are_text(panel: ImportPanel, page: Page) -> None:
    attack = "<img src=x onerror=alert(1)>"
    choose(panel, f"Company,Role,Date Applied,Status,{attack}\n{attack},{attack},{attack},{attack},{attack}\n")
    shown = panel.summary.value + panel.problems.value + panel.uses.value
    assert "<img" not in shown and "&lt;img" in shown
    press(panel, "import")
    assert page.log.applications.company.tolist() == [attack]
    assert "<img" not in "".join(each.value for each in find(panel.earlier, "fk-words"))


def test_what_is_not_wanted_is_dropped(panel: ImportPanel, page: Page) -> None:
    choose(panel, SMALL)
    press(panel, "import-drop")
    assert state(panel) == state(ImportPanel(page))


def test_a_panel_on_another_log_is_as_a_new_one(panel: ImportPanel, page: Page, tmp_path: Path) -> None:
    other = fk.open_log(tmp_path / "other.db")
    (tmp_path / "log.csv").write_text(SMALL, encoding="utf-8")
    fk.import_log(tmp_path / "log.csv", other)
    choose(panel, AMBIGUOUS)
    press(panel, "import-columns")
    page.switch(other, date(2026, 4, 1))
    assert state(panel) == state(ImportPanel(Page(other, date(2026, 4, 1))))


@pytest.fixture
def real_log(panel: ImportPanel) -> Callable[[str], None]:
    """Return a function that chooses one of the logs that lie outside the project."""

    def take(name: str) -> None:
        if not REAL_LOGS.is_dir():
            pytest.skip("the folder of real logs is not beside the project (../shared/real_logs)")
        choose(panel, (REAL_LOGS / name).read_bytes(), name)

    return take


@pytest.mark.parametrize(
    ("name", "n", "questions", "n_problems"),
    [
        ("no_company_2024.csv", 443, 2, 6),
        ("quoted_minimal_2025.csv", 28, 0, 0),
        ("ragged_dayfirst_2025.csv", 10, 0, 3),
        ("semicolon_bom_2019.csv", 148, 0, 0),
        ("transitions_2025.csv", 100, 0, 0),
        ("wide_stages_2020.csv", 135, 1, 5),
        ("wide_stages_2021.csv", 52, 0, 1),
    ],
)
def test_real_logs_come_in_and_go_again(
    panel: ImportPanel, page: Page, real_log: Callable, name: str, n: int, questions: int, n_problems: int
) -> None:
    real_log(name)
    assert len(asked(panel)) == questions
    told = re.match(r"(\d+) things? to know", words(panel.problems))
    assert (int(told[1]) if told else 0) == n_problems
    press(panel, "import")
    assert len(page.log.applications) == n
    real_log(name)
    press(panel, "import")
    assert answer(panel).endswith("nothing was added.")
    press(panel, "import-undo")
    assert page.log.applications.empty and pd.DataFrame(page.log.stage_changes).empty
