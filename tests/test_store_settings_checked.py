"""A setting that would make every question fail is refused when it is made."""

from pathlib import Path

import pytest

import followup_kit as fk


@pytest.fixture
def log(tmp_path: Path) -> fk.Log:
    return fk.open_log(tmp_path / "log.db")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seeker_name", 5),
        ("seeker_email", None),
        ("country", "XX"),
        ("country", 5),
        ("subdivision", "BY"),
        ("weekend", "zzz"),
        ("weekend", [0, 1, 2, 3, 4, 5, 6]),
        ("as_of", "2026-02-31"),
        ("as_of", ["2026-02-28"]),
        ("etiquette.check_in_max", "two"),
        ("etiquette.check_in_max", -3),
        ("etiquette.check_in_max", True),
    ],
)
def test_a_bad_setting_is_refused_and_nothing_stays(log: fk.Log, key: str, value: object) -> None:
    with pytest.raises(fk.BadValue):
        log.settings[key] = value
    assert dict(log.settings) == {}
    fk.follow_ups(log, "2026-03-31")


def test_another_country_forgets_the_region_of_the_last(log: fk.Log) -> None:
    log.settings.update(country="DE", subdivision="BY")
    log.settings["country"] = "GB"
    assert dict(log.settings) == {"country": "GB"}
