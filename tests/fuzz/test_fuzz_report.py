"""The report of any log: no error, no warning, numbers that agree with each other, and nothing in it that lives."""

import csv
import io
import random

import pandas as pd
import pytest
from any_logs import AS_OF, any_day, any_log
from any_tables import dice
from budgets import budget
from hypothesis import given
from test_report import ATTRIBUTES, TAGS, Page

from followup_kit import charts
from followup_kit.cells import restore, write_csv
from followup_kit.etiquette import follow_ups
from followup_kit.report import page, write_report
from followup_kit.report.contents import Report, contents

ALONE = ("meta", "img")


class Nested(Page):
    """A page whose tags must close as they opened."""

    def feed(self, source: str) -> None:
        self.open: list[str] = []
        super().feed(source)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list) -> None:
        super().handle_starttag(tag, attrs)
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def same(cell: str, value: object) -> bool:
    """Say whether a cell of a CSV file says what a frame does."""
    if isinstance(value, str):
        return restore(cell) == value
    if pd.isna(value):
        return cell == ""
    if isinstance(value, (bool, pd.Timestamp)):
        return cell == str(value).removesuffix(" 00:00:00")
    return float(cell) == value


def check_tables(report: Report) -> None:
    for exhibit in report.exhibits:
        assert len(exhibit.table.columns) == len(exhibit.words)
        assert exhibit.description and exhibit.description == charts.describe(exhibit.frame)
        written = write_csv(exhibit.frame).decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(written, newline=""))
        assert header == list(exhibit.frame.columns) and len(rows) == len(exhibit.frame)
        for cells, row in zip(rows, exhibit.frame.itertuples(index=False), strict=True):
            assert all(map(same, cells, row)), (cells, row)


def check_page(source: str, name: str) -> None:
    found = Nested(source)
    assert {tag for tag, _ in found.tags} <= TAGS
    assert {attribute for _, attributes in found.tags for attribute in attributes} <= ATTRIBUTES
    assert " ".join(name.split()) in " ".join(found.text.split())


@budget(15)
@given(dice)
def test_any_log_in_words_and_numbers(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, dice: random.Random
) -> None:
    log = any_log(tmp_path_factory.mktemp("any") / "log.db", dice)
    day = any_day(dice)
    report = contents(log.tables(), day)
    check_tables(report)
    monkeypatch.setattr(charts, "png", lambda *_, **__: b"PNG")
    check_page(page.html(report).decode(), log.settings.get("seeker_name", ""))
    rates, *_ = (exhibit.frame for exhibit in report.exhibits)
    applied = log.applications.applied_on
    assert rates.n_applied.sum() == (applied <= pd.Timestamp(day)).sum()
    assert (rates.n_responded <= rates.n_mature).all() and (rates.n_mature <= rates.n_applied).all()
    assert follow_ups(log, day).status.ne("").all()


@budget(2)
@given(dice)
def test_any_log_drawn_and_written(tmp_path_factory: pytest.TempPathFactory, dice: random.Random) -> None:
    folder = tmp_path_factory.mktemp("any")
    log = any_log(folder / "log.db", dice, 40)
    files = {file.name: file for file in write_report(log, folder / "report", AS_OF)}
    check_page(files["report.html"].read_text("utf-8"), log.settings.get("seeker_name", ""))
    assert files["report.pdf"].read_bytes().startswith(b"%PDF")
    assert all(file.stat().st_size for file in files.values())
