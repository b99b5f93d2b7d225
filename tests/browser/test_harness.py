"""JupyterLab as ``followup-kit lab`` starts it: a kernel, widgets, the kit's settings, nobody else let in."""

import json
import os
import stat
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

COUNTER = """
import ipywidgets as widgets
clicks = widgets.Label("0 clicks")
button = widgets.Button(description="Click")
button.add_class("t-click")
def count(_):
    clicks.value = f"{int(clicks.value.split()[0]) + 1} clicks"
button.on_click(count)
widgets.VBox([button, clicks])
"""


def notebook_of(code: str) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return writes(new_notebook(cells=[new_code_cell(code)], metadata={"kernelspec": kernel}))


def test_a_widget_answers_every_click(lab_server, open_notebook: Callable) -> None:
    (lab_server.folder / "counter.ipynb").write_text(notebook_of(COUNTER), encoding="utf-8")
    notebook = open_notebook("counter.ipynb")
    notebook.run_all()
    for n in (1, 2, 3):
        notebook.page.click(".t-click")
        notebook.page.get_by_text(f"{n} clicks").wait_for()
    notebook.shot("harness")
    assert notebook.sideways() == []


def test_a_cell_that_raises_is_noticed(lab_server, open_notebook: Callable) -> None:
    (lab_server.folder / "wrong.ipynb").write_text(notebook_of("1 / 0"), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"wrong\.ipynb"):
        open_notebook("wrong.ipynb").run_all()


def test_no_token_no_page(lab_server) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{lab_server.url}api/contents")
    assert refused.value.code == 403
    refused.value.close()


def test_only_our_settings_are_changed(lab_server) -> None:
    address = f"{lab_server.url}lab/api/settings/@jupyterlab/apputils-extension:kernels-settings"
    with urllib.request.urlopen(f"{address}?token={lab_server.token}") as answer:
        settings = json.load(answer)
    assert settings["schema"]["properties"]["commsOverSubshells"]["default"] == "disabled"
    assert settings["raw"] == "{}"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions elsewhere")
def test_what_jupyter_saves_is_the_owners_alone(lab_server) -> None:
    """A page keeps what it printed, names of people included; and Jupyter keeps a second copy of it."""

    def ask(method: str, path: str, body: dict) -> None:
        headers = {"Authorization": f"token {lab_server.token}"}
        request = urllib.request.Request(
            f"{lab_server.url}api/contents/{path}", json.dumps(body).encode(), headers, method=method
        )
        with urllib.request.urlopen(request) as answer:
            assert answer.status in (200, 201)

    page = {"type": "notebook", "content": json.loads(notebook_of("print('Ada Marchetti')"))}
    ask("PUT", "new.ipynb", page)
    ask("POST", "new.ipynb/checkpoints", {})
    ask("PUT", "new.ipynb", page)
    copies = list(lab_server.folder.glob(".ipynb_checkpoints/new*"))
    assert len(copies) == 1
    for path in (lab_server.folder / "new.ipynb", *copies):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
