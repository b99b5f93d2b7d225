from datetime import date

import pytest

import followup_kit as fk
from followup_kit.errors import BadValue


@pytest.fixture
def log(tmp_path):
    return fk.open_log(tmp_path / "search.db")


def test_settings_are_a_dict_that_lasts(log):
    log.settings.update(seeker_name="Robin Ö. 日", weekend=[4, 5], sample=True)
    log.settings["etiquette.check_in_max"] = 1
    again = fk.open_log(log.path).settings
    assert dict(again) == {
        "seeker_name": "Robin Ö. 日",
        "weekend": [4, 5],
        "sample": True,
        "etiquette.check_in_max": 1,
    }
    assert len(again) == 4
    assert "country" not in again
    assert again.get("country", "none") == "none"
    assert repr(again) == repr(dict(again))


def test_a_setting_is_replaced_and_removed(log):
    log.settings["country"] = "US"
    log.settings["country"] = "GB"
    assert dict(log.settings) == {"country": "GB"}
    del log.settings["country"]
    assert dict(log.settings) == {}
    with pytest.raises(KeyError):
        del log.settings["country"]
    with pytest.raises(KeyError):
        log.settings["country"]


def test_a_setting_nobody_knows_is_refused_with_those_there_are(log):
    with pytest.raises(BadValue, match=r"no setting 'contry'.*country, subdivision") as caught:
        log.settings["contry"] = "US"
    assert caught.value.field == "contry"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), date(2026, 3, 31), {1, 2}, "\ud800"])
def test_a_value_that_cannot_be_kept_is_refused(log, value):
    with pytest.raises(BadValue, match="sample cannot be"):
        log.settings["sample"] = value
    assert dict(log.settings) == {}
