"""JupyterLab, started in the person's folder with the kit's own settings and no others touched."""

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import webbrowser
from importlib import resources
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from followup_kit.home import FIRST_PAGE
from followup_kit.synced import advice


def run(folder: Path, *, port: int | None = None, browser: bool = True) -> int:
    """Start JupyterLab in a folder, say where it is, and wait until it ends.

    Parameters
    ----------
    folder : pathlib.Path
        A folder made ready by `followup_kit.home.prepare`.
    port : int, optional
        The port to listen on; by default the first free one from 8888.
    browser : bool
        Whether to open the page in a browser, where there is a desktop.

    Returns
    -------
    int
        JupyterLab's exit code.
    """
    print("Starting JupyterLab. This takes a few seconds.", flush=True)
    token = secrets.token_hex(24)
    # Pages keep what they print, names too: what Jupyter writes is its owner's, also in a folder others may look into.
    lab = subprocess.Popen(_command(folder, port), env=_environment(folder, token), umask=0o077)
    # Ctrl+C reaches JupyterLab by itself; we only have to outlive it.
    signal.signal(signal.SIGINT, lambda signum, frame: None)
    signal.signal(signal.SIGTERM, lambda signum, frame: lab.terminate())
    server = _wait_for_server(lab, token)
    if server is not None:
        address = f"{server}doc/tree/{FIRST_PAGE}?token={token}&reset"
        _say(folder, address)
        if browser and _has_desktop():
            webbrowser.open(address)
    return lab.wait()


def _command(folder: Path, port: int | None) -> list[str]:
    plugins = resources.files("followup_kit") / "labconfig" / "labextensions"
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    command.append(f"--LabApp.extra_labextensions_path={plugins}")
    if port is not None:
        command.append(f"--ServerApp.port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def _environment(folder: Path, token: str) -> dict[str, str]:
    """Return the environment in which only this JupyterLab reads the kit's settings."""
    settings = [str(resources.files("followup_kit") / "labconfig")]
    if theirs := os.environ.get("JUPYTER_CONFIG_PATH"):
        settings.append(theirs)
    return {
        **os.environ,
        "FOLLOWUP_KIT_FOLDER": str(folder),
        "JUPYTER_CONFIG_PATH": os.pathsep.join(settings),
        # The token travels in the environment: a command line can be read by everybody on the machine.
        "JUPYTER_TOKEN": token,
    }


def _wait_for_server(process: subprocess.Popen, token: str) -> str | None:
    """Return the address of the server that carries our token, or None if it ended before it was up.

    Not found by process number: on Windows a virtual environment's Python starts another Python.
    """
    while process.poll() is None:
        for path in Path(jupyter_runtime_dir()).glob("jpserver-*.json"):
            with contextlib.suppress(OSError, ValueError):
                server = json.loads(path.read_text(encoding="utf-8"))
                if server.get("token") == token:
                    return server["url"]
        time.sleep(0.1)
    return None


def _has_desktop() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(folder: Path, address: str) -> None:
    print(f"Follow-up Kit is running. Your pages and your log are in {folder}")
    if words := advice(folder):
        print(words)
    print("Open this address in your browser, if it has not opened by itself:")
    print(f"\n    {address}\n")
    print("To stop, press Ctrl+C here.", flush=True)
