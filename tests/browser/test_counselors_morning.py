"""A counselor's morning: the sample cohort read, somebody found, outreach noted, both exports written."""

from collections.abc import Callable

from playwright.sync_api import expect

from followup_kit.named_list import CONFIDENTIAL
from followup_kit.outreach import read_outreach


def test_from_a_folder_of_logs_to_outreach_and_two_exports(lab_server, open_notebook: Callable) -> None:
    notebook = open_notebook("05_cohort_review.ipynb")
    notebook.run_all()
    page = notebook.page
    choice, worklist = notebook.panel(".t-read-cohort"), notebook.panel(".t-seeker")
    expect(choice.locator(".t-cohort-summary")).to_contain_text("45 with a log that could be read")
    choice.locator(".t-problems").click()
    expect(choice.locator(".t-problem-list")).to_contain_text("hilltop/s030.csv: s030.csv is a web page")

    cards = worklist.locator(".t-seeker:visible")
    expect(cards).to_have_count(30)
    worklist.locator(".t-later").click()
    expect(cards).to_have_count(19)
    worklist.locator(".t-need select").select_option(label="Thank-yous overdue (3)")
    expect(cards).to_have_count(3)
    worklist.locator(".t-words input").fill("hartsbane")
    expect(worklist.locator(".t-worklist-summary")).to_contain_text("None of the 49 seekers fits.")
    worklist.locator(".t-words input").fill("brambleton")
    expect(cards).to_have_count(1)
    cards.locator(".t-open-seeker").click()
    expect(worklist.locator(".t-seeker-about")).to_contain_text("Farouk Brambleton")
    expect(worklist.locator(".t-seeker-owed")).to_contain_text("Thank-you to")
    worklist.locator(".t-channel select").select_option("By phone")
    worklist.locator(".t-outcome input").fill("Sends it <b>today</b>")
    worklist.locator(".t-note-outreach").click()
    expect(worklist.locator(".t-message")).to_contain_text("Noted for Tue 31 Mar 2026.")
    expect(worklist.locator(".t-seeker-history")).to_contain_text("Tue 31 Mar 2026, by phone: Sends it <b>today</b>")
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)
        notebook.shot(f"cohort-seeker-{width}")
        assert notebook.sideways() == [], f"at {width} pixels"
    page.set_viewport_size({"width": 1280, "height": 900})
    worklist.locator(".t-back").click()
    expect(cards).to_contain_text("You reached out on Tue 31 Mar by phone")

    named, shareable = notebook.panel(".t-save-named"), notebook.panel(".t-write-shareable")
    named.locator(".t-save-named").click()
    expect(named.locator(".t-message")).to_contain_text("Saved for you alone")
    shareable.locator(".t-write-shareable").click()
    expect(shareable.locator(".t-message")).to_contain_text("Written: ", timeout=120_000)
    notebook.shot("cohort-exports")

    confidential = lab_server.folder / "confidential" / "sample"
    assert read_outreach(confidential).outcome.tolist() == ["Sends it <b>today</b>"]
    table = (confidential / "confidential-worklist-2026-03-31.csv").read_text(encoding="utf-8-sig")
    assert len(table.splitlines()) == 1 + 49 and all(CONFIDENTIAL in line for line in table.splitlines()[1:])
    report = lab_server.folder / "reports" / "sample-cohort" / "2026-03-31"
    assert {"report.html", "report.pdf"} <= {path.name for path in report.iterdir()}
    names = table.splitlines()[1].split('","')[2]
    assert names in table and names not in (report / "report.html").read_text(encoding="utf-8")
