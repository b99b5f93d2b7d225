"""The two exports: kept apart, in different places, each saying what it is; and the trends."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from clicking import answer, press, words
from small_cohorts import applied, cohort

from followup_kit.cohort import Cohort
from followup_kit.panels.cohort_exports import NamedExport, ShareableExport
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.cohort_trends import CohortTrends

pytestmark = pytest.mark.usefixtures("own")


@pytest.fixture
def page(tmp_path: Path) -> CohortPage:
    page = CohortPage(tmp_path / "Spring cohort", date(2026, 3, 31))
    seekers = [{"seeker_id": "s1", "name": "Ann Lee", "programme": "Nursing"}, {"seeker_id": "s2", "campus": "North"}]
    answered = applied("s1", "2026-01-05", responded_on="2026-01-15")
    page.cohort = cohort(seekers, [answered, applied("s1", "2026-01-06"), applied("s2", "2026-01-07")])
    return page


def test_the_named_list_lies_in_the_confidential_folder_for_its_owner_alone(page: CohortPage, own: Path) -> None:
    panel = NamedExport(page)
    assert "Confidential: names people" in words(panel) and "do not mail it" in words(panel)
    press(panel, "save-named")
    stem = "confidential-worklist-2026-03-31"
    assert {path.name for path in (own / "confidential").iterdir()} == {f"{stem}.csv", f"{stem}.html"}
    assert "Ann Lee" in (own / "confidential" / f"{stem}.csv").read_text(encoding="utf-8-sig")
    assert str(own / "confidential") in answer(panel)
    assert "t-named-page" in panel.links.value


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """Return a list of what the report was asked for, in place of writing it."""
    asked = []

    def write(cohort: Cohort, out: Path, minimum: int, previous: Path | None, progress: Callable) -> list[Path]:
        asked.append((cohort, out, minimum, previous))
        out.mkdir(parents=True)
        (out / "report.html").write_text("<p>Groups</p>", encoding="utf-8")
        (out / "report.pdf").write_bytes(b"%PDF")
        (out.parent / "private-keep-here").mkdir(exist_ok=True)
        (out.parent / "private-keep-here" / f"{out.name}.json").write_text("{}")
        return [out / "report.html", out / "report.pdf"]

    monkeypatch.setitem(sys.modules, "followup_kit.cohort_report", SimpleNamespace(write_cohort_report=write))
    return asked


def test_the_shareable_report_lies_elsewhere_with_the_smallest_group_asked_for(
    page: CohortPage, own: Path, written: list[tuple]
) -> None:
    panel = ShareableExport(page)
    assert "groups only" in words(panel).lower()
    panel.fields["minimum"].value = 15
    press(panel, "write-shareable")
    folder = own / "reports" / "cohort" / "2026-03-31"
    assert written == [(page.cohort, folder, 15, None)]
    assert answer(panel).startswith(f"Written: 2 files in {folder}.")
    assert "t-shareable-page" in panel.links.value and 'download="report.pdf"' in panel.links.value


def test_a_report_is_compared_with_the_one_before_and_never_overwrites_it(
    page: CohortPage, own: Path, written: list[tuple]
) -> None:
    panel = ShareableExport(page)
    press(panel, "write-shareable")
    assert panel.fields["previous"].value == "2026-03-31", "the latest is offered first"
    panel.reset()
    assert panel.fields["previous"].value == "2026-03-31", "and after another folder was read"
    press(panel, "write-shareable")
    folder = own / "reports" / "cohort"
    assert written[1][1:] == (folder / "2026-03-31-2", 10, folder / "2026-03-31")
    panel.fields["previous"].value = ""
    press(panel, "write-shareable")
    assert written[2][1:] == (folder / "2026-03-31-3", 10, None)


def test_the_smallest_group_stays_within_its_bounds(page: CohortPage) -> None:
    minimum = ShareableExport(page).fields["minimum"]
    assert minimum.value == 10
    minimum.value = 2
    assert minimum.value == 5
    minimum.value = 99
    assert minimum.value == 30


def test_before_anything_is_read_nothing_is_written(own: Path, tmp_path: Path) -> None:
    page = CohortPage(tmp_path)
    for panel, name in ((NamedExport(page), "save-named"), (ShareableExport(page), "write-shareable")):
        press(panel, name)
        assert answer(panel).startswith("Read the logs first")
    assert not own.exists()


def test_another_cohort_takes_the_links_away(page: CohortPage, tmp_path: Path, written: list[tuple]) -> None:
    named, shareable = NamedExport(page), ShareableExport(page)
    press(named, "save-named")
    press(shareable, "write-shareable")
    (tmp_path / "other").mkdir()
    page.read(tmp_path / "other", date(2026, 3, 31))
    assert (named.links.value, shareable.links.value, answer(named), answer(shareable)) == ("", "", "", "")


def test_trends_by_programme_or_campus(page: CohortPage) -> None:
    trends = CohortTrends(page)
    rates = trends.responses.frame.set_index("programme")
    assert rates.n_mature.to_dict() == {"(not given)": 1, "Nursing": 2}
    assert rates.n_responded.to_dict() == {"(not given)": 0, "Nursing": 1}
    trends.fields["group"].value = "campus"
    assert sorted(trends.responses.frame.campus) == ["(not given)", "North"]
    trends.fields["within_days"].value = 7
    assert trends.responses.frame.n_responded.sum() == 0


def test_trends_wait_for_the_logs(tmp_path: Path) -> None:
    page = CohortPage(tmp_path, date(2026, 3, 31))
    trends = CohortTrends(page)
    assert answer(trends).startswith("Read the logs first")
    page.read()
    assert answer(trends) == ""
    assert trends.responses.image.value == "", "nothing to draw of nobody"
