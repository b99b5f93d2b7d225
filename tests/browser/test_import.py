"""A log kept elsewhere comes in by the page: chosen, looked at, answered for, imported."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from followup_kit.log import open_log

APPLICATIONS = """\
Company,Role,Date Applied,Status
Riverside Dental,Office Manager,2026-03-02,Interview
<img src=x onerror=alert(1)>,Receptionist,2026-03-05,Carrier pigeon
Tern Ferries,Reservations,2026-13-05,Applied
"""


def test_a_log_comes_in(lab_server, open_notebook: Callable, tmp_path: Path) -> None:
    (tmp_path / "applications.csv").write_text(APPLICATIONS, encoding="utf-8")
    notebook = open_notebook("01_log_interviews.ipynb")
    notebook.run_all()
    notebook.page.click(".t-start-own")
    expect(notebook.page.locator(".t-banner")).to_contain_text("Your log: my-search.db")

    with notebook.page.expect_file_chooser() as chooser:
        notebook.page.click(".t-import-file")
    chooser.value.set_files(tmp_path / "applications.csv")
    expect(notebook.page.locator(".t-import-summary")).to_contain_text("3 rows: 3 applications, none set aside")
    expect(notebook.page.locator(".t-import-problems")).to_contain_text("2026-13-05")
    notebook.shot("import-preview")

    panel = notebook.panel(".t-import-file")
    panel.get_by_label("What does 'Carrier pigeon' mean?").select_option("They answered")
    panel.get_by_role("button", name="Import 3 applications").click()
    expect(panel.locator(".t-message")).to_contain_text("Imported: 3 new applications")
    notebook.shot("imported")
    applications = open_log(lab_server.folder / "my-search.db").applications
    assert applications.company.tolist() == ["Riverside Dental", "<img src=x onerror=alert(1)>", "Tern Ferries"]
    assert applications.stage.tolist() == ["interviewing", "replied", "applied"]
