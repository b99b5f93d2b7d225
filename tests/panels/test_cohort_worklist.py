"""The counselor's list: filtered, sorted, paged; a seeker's page, and outreach noted there."""

from datetime import date
from pathlib import Path

import ipywidgets as widgets
import pytest
from clicking import answer, errors, find, press, state, within, words
from small_cohorts import applied, cohort, owed

from followup_kit.outreach import note_outreach
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.cohort_worklist import CohortWorklist

SEEKERS = [
    {"seeker_id": "s1", "name": "Ann Lee", "programme": "Nursing", "campus": "North", "counselor": "Bo"},
    {"seeker_id": "s2", "name": "Cy Day", "programme": "Baking", "counselor": "Di", "last_activity_on": "2026-03-10"},
    {"seeker_id": "s3", "name": "Eve Lee", "programme": "Nursing", "counselor": "Di"},
    {"seeker_id": "s4", "name": "", "has_log": False, "last_activity_on": None},
]
OWED = [
    owed("s3", "debrief", "overdue", "2026-03-20") | {"company": "Elm"},
    owed("s3", "thank_you", "overdue", "2026-03-27") | {"recipient": "Dr. Marchetti", "company": "Riverside Dental"},
    owed("s3", "check_in", "open", "2026-04-02") | {"company": "Cove"},
    owed("s3", "debrief", "done", "2026-03-25"),
    owed("s1", "check_in", "overdue", "2026-03-25"),
]
APPLICATIONS = [applied("s3", "2026-03-02", responded_on="2026-03-09", interviewed_on="2026-03-25")] * 2 + [
    applied("s3", "2026-03-03") for _ in range(3)
]


pytestmark = pytest.mark.usefixtures("own")


@pytest.fixture
def page(tmp_path: Path) -> CohortPage:
    """Return a page on four seekers, read already."""
    page = CohortPage(tmp_path, date(2026, 3, 31))
    page.cohort = cohort(SEEKERS, APPLICATIONS, OWED)
    return page


def shown(worklist: CohortWorklist) -> list[str]:
    return [card.seeker_id for card in find(worklist, "t-seeker")]


def test_who_needs_it_most_comes_first_with_the_reason(page: CohortPage) -> None:
    worklist = CohortWorklist(page)
    assert shown(worklist) == ["s3", "s1", "s2", "s4"]
    assert words(find(worklist, "t-seeker")[0]) == (
        "▲ Eve Lee (s3): thank-yous overdue "
        "1 thank-you overdue since Fri 27 Mar; 1 interview not written down. Nursing · Di"
    )
    without = "● s4: no log to read S4 has shared no log that can be read. Not in the roster"
    assert words(find(worklist, "t-seeker")[3]) == without
    assert "4 seekers." in words(worklist.summary)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("words", "lee", ["s3", "s1"]),
        ("words", "LEE ann", ["s1"]),
        ("words", "s4", ["s4"]),
        ("words", "a.*", []),
        ("need", "quiet", ["s2"]),
        ("counselor", "Di", ["s3", "s2"]),
        ("programme", "Nursing", ["s3", "s1"]),
        ("programme", "\x00none", ["s4"]),
        ("sort", "Name", ["s4", "s1", "s2", "s3"]),
        ("sort", "Longest without activity", ["s2", "s3", "s1", "s4"]),
        ("sort", "Most applications", ["s3", "s1", "s2", "s4"]),
    ],
)
def test_filters_and_orders(page: CohortPage, field: str, value: str, expected: list[str]) -> None:
    worklist = CohortWorklist(page)
    worklist.fields[field].value = value
    assert shown(worklist) == expected


def test_filters_are_offered_as_the_cohort_has_them(page: CohortPage) -> None:
    worklist = CohortWorklist(page)
    offered = {name: [label for label, _ in worklist.fields[name].control.options] for name in ("need", "programme")}
    assert offered["programme"] == ["Every one", "(not given)", "Baking", "Nursing"]
    assert offered["need"] == [
        "Any", "Thank-yous overdue (1)", "Check-ins overdue (1)", "No activity lately (1)", "No log to read (1)",
    ]  # fmt: skip


def test_nobody_fits_is_said(page: CohortPage) -> None:
    worklist = CohortWorklist(page)
    worklist.fields["words"].value = "astronaut"
    assert words(worklist.summary) == "None of the 4 seekers fits. Choose less."
    worklist.fields["words"].value = "cy"
    assert words(worklist.summary) == "1 seeker chosen, of 4."


def test_beyond_thirty_there_are_further_pages(page: CohortPage) -> None:
    page.cohort = cohort([{"seeker_id": f"s{number:03}"} for number in range(70)])
    worklist = CohortWorklist(page)
    assert len(shown(worklist)) == 30
    assert not find(worklist, "t-earlier")
    press(worklist, "later")
    press(worklist, "later")
    assert shown(worklist) == [f"s{number:03}" for number in range(60, 70)]
    assert words(worklist.summary) == "61 to 70 of 70 seekers."
    assert not find(worklist, "t-later")
    press(worklist, "earlier")
    assert shown(worklist)[0] == "s030"
    worklist.fields["words"].value = "s06"
    assert shown(worklist)[0] == "s060", "a filter begins at the first page"


def test_a_seekers_page_tells_numbers_and_what_is_open(page: CohortPage) -> None:
    worklist = CohortWorklist(page)
    press(worklist, "open-seeker")
    told = words(worklist.seeker)
    assert "5 applications: 2 answered (40 %), 2 led to an interview, 0 to an offer." in told
    assert "Open follow-ups (3)" in told and "Cove: due Thu 2 Apr" in told
    assert "▲ Thank-you to Dr. Marchetti, Riverside Dental: 1 business day overdue" in told
    assert told.index("Thank-you to") < told.index("Check-in") < told.index("Debrief"), "by need, not by day"
    assert "Nothing noted yet." in told
    assert shown(worklist) == []
    worklist.fields["outcome"].value = "Will send it"
    press(worklist, "back")
    assert worklist.fields["outcome"].error.startswith("This is not noted yet") and shown(worklist) == []
    worklist.fields["outcome"].value = ""
    press(worklist, "back")
    assert shown(worklist) == ["s3", "s1", "s2", "s4"]


def test_outreach_noted_stands_on_the_seekers_page_and_in_the_list(page: CohortPage, own: Path) -> None:
    worklist, other = CohortWorklist(page), CohortWorklist(page)
    press(worklist, "open-seeker", 1)
    worklist.fields["on"].value = date(2026, 3, 30)
    worklist.fields["channel"].value = "phone"
    worklist.fields["outcome"].value = "Asks <b>today</b>"
    press(worklist, "note-outreach")
    assert answer(worklist).startswith("Noted for Mon 30 Mar 2026.")
    assert worklist.fields["outcome"].value == ""
    assert "Mon 30 Mar 2026, by phone: Asks <b>today</b>" in words(worklist.seeker)
    assert "<b>today" not in worklist.seeker.history.value
    assert (own / "confidential" / "outreach.csv").exists()
    for panel in (worklist, other):
        if panel.seeker.seeker_id:
            press(panel, "back")
        assert "You reached out Mon 30 Mar by phone" in words(find(panel, "t-seeker")[1]).replace(" on ", " ")
    worklist.fields["sort"].value = "Longest since you reached out"
    assert shown(worklist) == ["s3", "s2", "s4", "s1"]


def test_what_is_missing_is_said_under_its_field(page: CohortPage, own: Path) -> None:
    worklist = CohortWorklist(page)
    press(worklist, "open-seeker")
    press(worklist, "note-outreach")
    assert list(errors(worklist)) == ["outcome"]
    worklist.fields["outcome"].value, worklist.fields["on"].value = "Called", None
    press(worklist, "note-outreach")
    assert errors(worklist) == {"on": "Choose the day you reached out."}
    assert worklist.fields["outcome"].value == "Called"
    assert not own.exists()


def test_what_another_notebook_noted_is_seen(page: CohortPage) -> None:
    worklist = CohortWorklist(page)
    note_outreach(page.confidential_folder, "s3", "2026-03-28", "email", "wrote")
    press(worklist, "open-seeker")
    assert "Sat 28 Mar 2026, by e-mail: wrote" in words(worklist.seeker)


def test_a_file_of_somebody_else_is_said_and_hides_nobody(page: CohortPage) -> None:
    page.confidential_folder.mkdir(parents=True)
    (page.confidential_folder / "outreach.csv").write_text("Name;Day\nAnn;1\n")
    worklist = CohortWorklist(page)
    assert shown(worklist) == ["s3", "s1", "s2", "s4"]
    assert answer(worklist).startswith("Your outreach is not shown.") and "Rename it" in answer(worklist)


def test_whatever_a_roster_or_a_log_holds_is_text(page: CohortPage) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    roster = dict.fromkeys(("seeker_id", "name", "programme", "campus", "counselor"), hostile) | {"has_log": False}
    late = owed(hostile, "thank_you", "open", "2026-04-01") | {"recipient": hostile, "company": hostile}
    page.cohort = cohort([roster], follow_ups=[late])
    note_outreach(page.confidential_folder, hostile, "2026-03-31", "email", hostile)
    worklist = CohortWorklist(page)
    press(worklist, "open-seeker")
    shown = [each.value for each in within(worklist, hidden=True) if isinstance(each, widgets.HTML)]
    assert sum(html.count("&lt;img") for html in shown) >= 12
    assert not any("<img" in html for html in shown)


def test_another_cohort_leaves_what_a_new_panel_would_show(page: CohortPage, tmp_path: Path) -> None:
    worklist = CohortWorklist(page)
    press(worklist, "open-seeker")
    worklist.fields["words"].value = "lee"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "t1.csv").write_text("Company,Date applied\nArbor,2026-03-02\n", encoding="utf-8")
    page.read(tmp_path / "other", date(2026, 3, 31))
    assert state(worklist) == state(CohortWorklist(page))
    assert shown(worklist) == ["t1"]


def test_before_anything_is_read_the_way_is_said(tmp_path: Path) -> None:
    worklist = CohortWorklist(CohortPage(tmp_path))
    assert "Read the logs first" in words(worklist) and shown(worklist) == []
