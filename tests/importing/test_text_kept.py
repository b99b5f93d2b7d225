"""Text comes in as it was written: names that look like nothing, codes that look like numbers."""

import openpyxl
import pytest

from followup_kit.cells import write_csv
from followup_kit.importing import import_log, preview, read_applications

# What spreadsheet readers take for a missing value, a truth or a number.
# fmt: off
NAMES = [
    "NA", "N/A", "n/a", "#N/A", "#NA", "<NA>", "NULL", "null", "None", "none", "NaN", "nan", "-nan", "-NaN", "1.#IND",
    "-1.#IND", "1.#QNAN", "-1.#QNAN", "#N/A N/A", "nil", "True", "False", "TRUE", "inf", "-", "?", "00501", "007",
    "1E5", "1e10", "0x1F", "+14155550100", "3/4", "2026-03-02", "12:30", "1_000", ".5", "5.",
]
# fmt: on


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_names_and_codes_are_kept_byte_for_byte(delimiter, written, log):
    rows = [["Company", "Role", "Date applied"], *([name, name, "2026-03-02"] for name in NAMES)]
    path = written("\n".join(delimiter.join(row) for row in rows))
    frame, _ = read_applications(path)
    assert frame.company.tolist() == NAMES and frame.role.tolist() == NAMES
    import_log(path, log)
    assert log.applications.company.tolist() == NAMES


def test_a_workbook_keeps_them_too(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Company", "Role", "Date applied"])
    for name in NAMES:
        book.active.append([name, name, "2026-03-02"])
        book.active.cell(book.active.max_row, 1).data_type = "s"
        book.active.cell(book.active.max_row, 2).data_type = "s"
    book.save(tmp_path / "log.xlsx")
    frame, _ = read_applications(tmp_path / "log.xlsx")
    assert frame.company.tolist() == NAMES


def test_letters_of_every_script(written):
    names = ["Müller & Söhne", "Łódź Teatr", "Ελλάς", "北京大学", "القاهرة", "Zoë’s – “Café”", "🦊 Labs"]
    path = written("Company,Date applied\n" + "".join(f"{name},2026-03-02\n" for name in names))
    assert read_applications(path)[0].company.tolist() == names


def test_a_link_formula_says_its_label_and_gives_its_link(written):
    path = written(
        "Company,Role,Link\n"
        '"=HYPERLINK(""https://arbor.example/7"",""Arbor Clinic"")",Nurse,\n'
        '"Bell","=HYPERLINK(""https://bell.example"";""Say """"hi"""""")",'
        '"=HYPERLINK(""https://bell.example/jobs"",""here"")"\n'
    )
    seen = preview(path)
    assert seen.frame.company.tolist() == ["Arbor Clinic", "Bell"]
    assert seen.frame.role.tolist() == ["Nurse", 'Say "hi"']
    assert [row.fields["url"] for row in seen.rows] == ["https://arbor.example/7", "https://bell.example/jobs"]


def test_cells_our_own_export_kept_from_being_formulas_come_back(written, log):
    names = ["=1+1", "+1 Labs", "-Dash", "@home", "'quoted", "'=x", "plain", '=HYPERLINK("https://e.example","x")']
    for name in names:
        log.add_application(name, role=name, applied_on="2026-03-02")
    seen = preview(written(write_csv(log.applications)))
    assert seen.format == "Follow-up Kit"
    assert seen.frame.company.tolist() == names and seen.frame.role.tolist() == names


def test_our_own_flat_frame_comes_back_the_same(written, log):
    first = log.add_application("Arbor", "Nurse", source="Fair", location="Oslo", applied_on="2026-03-02")
    log.set_stage(first, "interviewing", "2026-03-09")
    log.set_stage(first, "rejected", "2026-03-20")
    second = log.add_application("Bell", "Clerk", applied_on="2026-03-03", decision_by="2026-04-01")
    log.set_stage(second, "replied")
    log.add_application("Civic", "Cook")
    frame, problems = read_applications(written(write_csv(log.applications)))
    assert problems.empty
    assert (
        frame.to_dict("list").items()
        >= {
            "company": ["Arbor", "Bell", "Civic"],
            "stage": ["rejected", "replied", "saved"],
            "responded": [True, True, False],
            "n_interviews": [1, 0, 0],
        }.items()
    )
    for column in ("applied_on", "responded_on", "interviewed_on", "rejected_on", "decision_by"):
        assert frame[column].equals(log.applications[column]), column


def test_a_spreadsheets_errors_are_named(written):
    path = written("Company,Role,Date applied,Status\nArbor,#REF!,2026-03-02,#N/A\nBell,Clerk,#VALUE!,Applied\n")
    frame, problems = read_applications(path)
    assert frame.role.tolist() == ["#REF!", "Clerk"] and frame.stage.tolist() == ["applied", "applied"]
    assert sorted(zip(problems.line, problems.value, strict=True)) == [(2, "#N/A"), (2, "#REF!"), (3, "#VALUE!")]
    assert problems.kept.all()
