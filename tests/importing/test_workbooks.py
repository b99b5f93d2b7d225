"""Excel workbooks: the sheet, the header and the end of the data are found; cells come in as text."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from followup_kit.errors import BadValue
from followup_kit.importing import import_log, preview, read_applications

HEADER = ["Company", "Role", "Date applied", "Status", "Link"]
ROWS = [
    ["Arbor Clinic", "Nurse", date(2026, 3, 2), "Applied", "https://arbor.example/7"],
    ["Bell Labs", "Clerk", datetime(2026, 3, 3, 9, 30), "Rejected", None],
    ["Civic Library", "Cook", "2026-03-04", "Interview", None],
]


@pytest.fixture
def saved(tmp_path):
    """Return a function that fills a new workbook by another function, saves it and returns its path."""

    def save(*fill):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, function in fill:
            function(book.create_sheet(name))
        book.save(tmp_path / "log.xlsx")
        return tmp_path / "log.xlsx"

    return save


def table(sheet, rows=ROWS, header=HEADER):
    sheet.append(header)
    for row in rows:
        sheet.append(row)


def dashboard(sheet):
    sheet.append(["Applications", "=COUNTA(Log!A:A)"])
    sheet.append(["Interviews", 1])
    sheet.append(["Status", "Count"])
    sheet.append(["Rejected", 1])


def test_a_plain_workbook(saved, log):
    path = saved(("Sheet1", table))
    frame, problems = read_applications(path)
    assert frame.company.tolist() == ["Arbor Clinic", "Bell Labs", "Civic Library"]
    assert [str(day.date()) for day in frame.applied_on] == ["2026-03-02", "2026-03-03", "2026-03-04"]
    assert frame.stage.tolist() == ["applied", "rejected", "interviewing"] and problems.empty
    import_log(path, log)
    assert log.tables().applications.url.tolist() == ["https://arbor.example/7", "", ""]


def test_the_sheet_behind_a_dashboard_is_found(saved):
    path = saved(("Dashboard", dashboard), ("Log", table))
    seen = preview(path)
    assert (seen.sheet, seen.sheets, len(seen.rows)) == ("Log", ("Dashboard", "Log"), 3)
    assert not seen.questions and seen.problems.empty


def test_two_logs_in_one_workbook_are_asked_about(saved):
    def later(sheet):
        table(sheet, [["Dune Press", "Editor", date(2026, 4, 1), "Applied", None]])

    path = saved(("2025", table), ("2026", later))
    seen = preview(path)
    assert [(question.parameter, question.choices) for question in seen.questions] == [("sheet", ("2025", "2026"))]
    assert seen.problems.value.tolist() == ["2026"] and "choose with sheet" in seen.problems.reason[0]
    frame, problems = read_applications(path, sheet="2026")
    assert frame.company.tolist() == ["Dune Press"] and problems.empty
    with pytest.raises(BadValue, match="it has '2025', '2026'"):
        read_applications(path, sheet="2027")


def test_a_table_in_the_middle_of_its_sheet(saved):
    def placed(sheet):
        sheet["C2"] = "My search, spring"
        for down, row in enumerate([HEADER, *ROWS]):
            for right, cell in enumerate(row):
                sheet.cell(5 + down, 3 + right, cell)
        sheet["C11"], sheet["D11"] = "Status", "Meaning"
        sheet["C12"], sheet["D12"] = "Applied", "I sent it"

    seen = preview(saved(("Log", placed)))
    assert (seen.header_line, len(seen.rows)) == (5, 3)
    assert seen.set_aside.line.tolist() == [2, 11, 12]
    assert seen.n_rows == 6
    assert [application.line for application in seen.applications] == [6, 7, 8]


def test_rows_a_filter_hides_come_in(saved):
    def filtered(sheet):
        table(sheet)
        sheet.auto_filter.ref = "A1:E4"
        sheet.row_dimensions[3].hidden = True

    assert len(read_applications(saved(("Log", filtered)))[0]) == 3


def test_cells_of_every_kind_become_text(saved):
    def kinds(sheet):
        sheet.append(["Company", "Role", "Zip", "Pay", "Remote", "Sure", "Link", "Date applied"])
        sheet.append(['=HYPERLINK("https://arbor.example","Arbor")', 7, 501, 30.5, True, "#REF!", "Advert", 46083])
        sheet["C2"].number_format = "00000"
        sheet["G2"].hyperlink = "https://arbor.example/7?a=1&b=2"

    (row,) = preview(saved(("Log", kinds))).rows
    assert (row.fields["company"], row.fields["role"]) == ("Arbor", "7")
    assert row.fields["url"] == "https://arbor.example/7?a=1&b=2"
    assert row.fields["notes"].splitlines() == ["Zip: 00501", "Pay: 30.5", "Remote: TRUE", "Sure: #REF!"]
    assert row.stages == (("applied", date(2026, 3, 2), ""),)  # 46083 days after 30 December 1899


def test_a_formula_gives_the_result_its_program_kept(tmp_path, saved):
    path = saved(("Log", lambda sheet: table(sheet, [["=A1", "Nurse", "2026-03-02", "Applied", None]])))
    assert read_applications(path)[0].company.tolist() == ["=A1"]  # nobody has computed it yet
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "computed.xlsx", "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(b"<f>A1</f><v />", b"<f>A1</f><v>Company</v>")
            target.writestr(name, part.replace(b'<c r="A2"><f>', b'<c r="A2" t="str"><f>'))
    assert read_applications(tmp_path / "computed.xlsx")[0].company.tolist() == ["Company"]


def test_what_a_sheet_says_of_its_size_need_not_be_true(tmp_path, saved):
    path = saved(("Log", table))
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "small.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<dimension ref="A1:E4"', b'<dimension ref="A1:B2"'))
    assert read_applications(tmp_path / "small.xlsx")[0].stage.tolist() == ["applied", "rejected", "interviewing"]


def test_a_code_book_without_a_gap_is_not_guessed_at(saved):
    """Rows right below the table may be applications: they come in, and are there to see."""

    def below(sheet):
        table(sheet)
        sheet.append(["Dune Press", None, None, None, None])

    assert read_applications(saved(("Log", below)))[0].stage.tolist()[-1] == "saved"


def test_columns_beside_the_table_are_kept(saved):
    def beside(sheet):
        table(sheet, [[*ROWS[0], "call back"], *ROWS[1:]])

    assert preview(saved(("Log", beside))).rows[0].fields["notes"] == "column 6: call back"


def test_an_empty_workbook(saved):
    seen = preview(saved(("Log", lambda sheet: None)))
    assert (seen.n_rows, len(seen.rows)) == (0, 0) and seen.frame.empty and seen.problems.empty


def test_a_workbook_of_numbers_only(saved):
    seen = preview(saved(("Log", lambda sheet: sheet.append([1, 2, 3]))))
    assert seen.n_rows == 1 and seen.n_set_aside == 1
