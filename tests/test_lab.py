"""What JupyterLab is started with: the plugin that the pages need is there, and offers what their toolbar calls."""

import json
from pathlib import Path

import pytest

from followup_kit import lab


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """Return the plugin's folder, as JupyterLab is told it."""
    (told,) = (word for word in lab._command(tmp_path, None) if "extra_labextensions_path" in word)
    return Path(told.partition("=")[2]) / "followup-kit"


def test_the_plugin_is_where_jupyterlab_is_told_to_look(plugin: Path) -> None:
    described = json.loads((plugin / "package.json").read_text(encoding="utf-8"))
    assert described["name"] == plugin.name
    assert (plugin / described["jupyterlab"]["_build"]["load"]).is_file()


def test_the_button_of_the_toolbar_is_one_that_the_plugin_offers(plugin: Path) -> None:
    settings = plugin.parents[1] / "labconfig" / "default_setting_overrides.json"
    toolbar = json.loads(settings.read_text(encoding="utf-8"))["@jupyterlab/notebook-extension:panel"]["toolbar"]
    (command,) = (item["command"] for item in toolbar if item["name"] == "run-all")
    assert f"addCommand('{command}'" in (plugin / "static" / "pages.js").read_text(encoding="utf-8")
