"""No test touches the person's own folder, settings or log: every run has a home of its own."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

REPOSITORY = Path(__file__).resolve().parents[1]
OURS = ("FOLLOWUP_KIT_", "JUPYTER", "IPYTHON", "XDG_")


def pytest_configure(config: pytest.Config) -> None:
    config.temporary_home = tempfile.mkdtemp(prefix="followup-kit-tests-")
    for name in [name for name in os.environ if name.startswith(OURS) and name != "FOLLOWUP_KIT_SHOTS"]:
        del os.environ[name]
    os.environ["HOME"] = os.environ["USERPROFILE"] = config.temporary_home
    os.environ["MPLBACKEND"] = "agg"
    set_hypothesis_home_dir(config.temporary_home)
    # A busy machine is no failure; and continuous integration tries the same examples every time.
    settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
    settings.load_profile("ours")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.temporary_home, ignore_errors=True)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout."""
    return REPOSITORY
