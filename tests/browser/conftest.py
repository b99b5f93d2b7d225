"""A real JupyterLab, started as ``make lab`` does, and a real Chromium that opens its pages."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+/)\S+\?token=(\w+)")
IDLE = """() => {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return session && session.isReady && session.session?.kernel?.status === 'idle'
        && session.session.kernel.connectionStatus === 'connected';
}"""

expect.set_options(timeout=20_000)  # milliseconds: a kernel may have much to do on a busy machine

SIDEWAYS = """() => {
    const page = document.querySelector('.jp-WindowedPanel-outer');
    const edge = page.getBoundingClientRect().left + page.clientWidth;
    const out = [];
    for (const box of [page, ...page.querySelectorAll('.jp-Cell *')]) {
        const scrolls = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
        const beyond = box.getBoundingClientRect().right - edge;
        const hidden = scrolls ? box.scrollWidth - box.clientWidth : 0;
        if (box !== page && box.closest('.fk-scroll, .jp-InputArea')) continue;
        if (hidden > 1 || beyond > 1) out.push(`${box.tagName}.${box.className}: ${hidden || beyond} pixels`);
    }
    return out;
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Yield Debian's Chromium; without one skip, but fail in continuous integration."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium on this machine: install the package chromium to run the browser tests"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Server(NamedTuple):
    """A running JupyterLab: its address with a slash at the end, its token, and the person's folder."""

    url: str
    token: str
    folder: Path


@pytest.fixture(scope="module")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield JupyterLab as ``followup-kit lab FOLDER`` starts it, in folders of its own."""
    root = tmp_path_factory.mktemp("lab")
    folder = root / "followup-kit"
    settings = root / "jupyter"
    settings.mkdir()
    # The tests steer the page through its own application object, which Lab shows only on request.
    (settings / "jupyter_lab_config.json").write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}))
    environment = os.environ | {
        "HOME": str(root),
        "JUPYTER_CONFIG_DIR": str(settings),
        "JUPYTER_DATA_DIR": str(root / "data"),
        "JUPYTER_RUNTIME_DIR": str(root / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(root / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(root / "workspaces"),
        "IPYTHONDIR": str(root / "ipython"),
        "MPLCONFIGDIR": str(root / "matplotlib"),
        "FOLLOWUP_KIT_AS_OF": "2026-03-31",
    }
    command = [sys.executable, "-m", "followup_kit", "lab", str(folder), "--no-browser", "--port", "0"]
    with (
        (root / "stderr.txt").open("w+", encoding="utf-8") as complaints,
        subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
        ) as process,
    ):
        give_up = threading.Timer(120, process.kill)
        give_up.start()
        address = next(filter(None, map(ADDRESS.search, process.stdout)), None)
        give_up.cancel()
        if address is None:
            complaints.seek(0)
            pytest.fail(f"JupyterLab did not start: {complaints.read()}")
        yield Server(address[1], address[2], folder)
        process.terminate()
        assert process.wait(30) == 0


class Notebook:
    """One notebook in one page of the browser."""

    def __init__(self, page: Page, server: Server, name: str) -> None:
        self.page = page
        self.name = name
        page.goto(f"{server.url}doc/tree/{name}?token={server.token}&reset")
        page.wait_for_function(IDLE, timeout=90_000)

    def run_all(self) -> None:
        """Run every cell; fail if one raised."""
        done = self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(IDLE, timeout=90_000)
        errors = self.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts()
        assert done and not errors, f"{self.name}: {errors}"

    def panel(self, css: str) -> Locator:
        """Return the panel that holds an element."""
        return self.page.locator(".fk-panel", has=self.page.locator(css)).last

    def sideways(self) -> list[str]:
        """Return what scrolls sideways, or stands out of the page, and by how many pixels; code aside."""
        return self.page.evaluate(SIDEWAYS)

    def shot(self, name: str) -> None:
        """Keep a picture of the whole notebook in the folder that FOLLOWUP_KIT_SHOTS names, if it names one."""
        if folder := os.environ.get("FOLLOWUP_KIT_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            size = self.page.viewport_size
            inside = self.page.evaluate("() => document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
            self.page.set_viewport_size({"width": size["width"], "height": min(inside + 120, 8000)})
            self.page.evaluate("() => document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 0)")
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=Path(folder) / f"{name}.png")
            self.page.set_viewport_size(size)


@pytest.fixture
def asked_outside() -> list[str]:
    """Return the addresses outside this machine that the pages asked for, as far as they got."""
    return []


@pytest.fixture
def open_notebook(chromium: Browser, lab_server: Server, asked_outside: list[str]) -> Iterator[Callable[..., Notebook]]:
    """Yield a function that opens a notebook of the person's folder and waits until its kernel is idle.

    At the end nothing outside this machine may have been asked for, whatever the pages did.
    """
    pages = []

    def note(url: str) -> None:
        if not url.startswith((lab_server.url, "blob:", "data:")):
            asked_outside.append(url)

    def open_one(name: str, width: int = 1280, height: int = 900) -> Notebook:
        page = chromium.new_page(viewport={"width": width, "height": height})
        page.context.on("request", lambda request: note(request.url))
        pages.append(page)
        return Notebook(page, lab_server, name)

    yield open_one
    for page in pages:
        page.context.close()
    assert asked_outside == []
