"""The person's own folder: the notebooks copied there, and which log or cohort they work on."""

import os
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from followup_kit.dates import as_date
from followup_kit.errors import BadValue
from followup_kit.files import write_whole

if TYPE_CHECKING:
    from followup_kit.log import Log

OWN_LOG = "my-search.db"
SAMPLE_LOG = "sample-search.db"
SAMPLE_COHORT = "sample-cohort"
_CHOSEN_COHORT = "cohort-folder.txt"
FIRST_PAGE = "01_log_interviews.ipynb"
_SAMPLE_COHORT_DAY = date(2026, 3, 31)  # a folder of logs has no place to keep its day in


def shipped(kind: str) -> Path:
    """Return the folder of what came with the kit: ``notebooks`` or ``data``.

    An installed wheel carries both; a checkout is used as it lies.
    """
    package = Path(str(resources.files("followup_kit")))
    installed = package / "_share" / kind
    return installed if installed.is_dir() else package.parent / kind


def folder() -> Path:
    """Return the person's folder.

    It is the one that ``followup-kit lab`` was started with, else the current folder where that holds a log
    of ours, else ``followup-kit`` in the home folder.
    """
    if chosen := os.environ.get("FOLLOWUP_KIT_FOLDER"):
        return Path(chosen)
    here = Path.cwd()
    if (here / OWN_LOG).exists() or (here / SAMPLE_LOG).exists():
        return here
    return Path.home() / "followup-kit"


def prepare(place: str | os.PathLike | None = None) -> Path:
    """Make a person's folder ready: the notebooks, the sample log and the sample cohort, where they are not there yet.

    Nothing that is there is overwritten, whoever changed it: to have a page as it came, delete or rename
    yours and start again. A new folder, and every file put into it, is readable by its owner only.

    Parameters
    ----------
    place : path, optional
        The folder; by default `folder()`.

    Returns
    -------
    pathlib.Path
        The folder, absolute.

    Raises
    ------
    BadValue
        If the folder is a file, or one of the kit's own.
    """
    target = (Path(place).expanduser() if place else folder()).absolute()
    if target.exists() and not target.is_dir():
        raise BadValue(f"{target} is a file. Name a folder, or one to be made.", field="folder", value=target)
    for own in (shipped("notebooks"), shipped("data"), Path(str(resources.files("followup_kit")))):
        if target.resolve().is_relative_to(own.resolve()):
            raise BadValue(
                f"{target} is where the kit keeps its own copies. Choose a folder of your own.",
                field="folder",
                value=target,
            )
    if not target.exists():
        target.mkdir(parents=True, mode=0o700)
    for page in sorted(shipped("notebooks").glob("*.ipynb")):
        _place(page, target / page.name)
    _place_sample(target)
    for file in sorted(path for path in _shipped_cohort().rglob("*") if path.is_file()):
        place = target / SAMPLE_COHORT / file.relative_to(_shipped_cohort())
        place.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        _place(file, place)
    return target


def current_log_path() -> Path:
    """Return the log to work on.

    It is ``FOLLOWUP_KIT_LOG`` where that is set, else the person's own log where there is one, else the
    sample, which is put into the folder if it is not there.
    """
    if chosen := os.environ.get("FOLLOWUP_KIT_LOG"):
        return Path(chosen).expanduser()
    own = folder() / OWN_LOG
    if own.exists():
        return own
    folder().mkdir(parents=True, mode=0o700, exist_ok=True)
    return _place_sample(folder())


def as_of_for(log: "Log") -> date:
    """Return the day to ask a log's questions for.

    It is ``FOLLOWUP_KIT_AS_OF`` where that is set, else the day stored in a sample, else today. Nowhere but here
    and in `as_of_for_cohort` is the clock read.
    """
    chosen = os.environ.get("FOLLOWUP_KIT_AS_OF") or log.settings.get("as_of")
    return as_date(chosen, "FOLLOWUP_KIT_AS_OF") if chosen else date.today()


def cohort_folder() -> Path:
    """Return the folder of logs to look at: the one chosen last, while it is there, else the sample cohort."""
    note = folder() / _CHOSEN_COHORT
    chosen = Path(note.read_text(encoding="utf-8")) if note.is_file() else None
    return chosen if chosen is not None and chosen.is_dir() else sample_cohort()


def choose_cohort(place: str | os.PathLike) -> None:
    """Look at a folder of logs from now on, also when the page is opened again."""
    folder().mkdir(parents=True, mode=0o700, exist_ok=True)
    write_whole(folder() / _CHOSEN_COHORT, str(Path(place).expanduser().absolute()).encode())


def sample_cohort() -> Path:
    """Return the sample cohort of the person's folder, else the one that came with the kit."""
    own = folder() / SAMPLE_COHORT
    return own if own.is_dir() else _shipped_cohort()


def as_of_for_cohort(place: str | os.PathLike) -> date:
    """Return the day to look at a folder of logs for: as told in ``FOLLOWUP_KIT_AS_OF``, the sample's, or today."""
    if chosen := os.environ.get("FOLLOWUP_KIT_AS_OF"):
        return as_date(chosen, "FOLLOWUP_KIT_AS_OF")
    return _SAMPLE_COHORT_DAY if is_sample_cohort(place) else date.today()


def is_sample_cohort(place: str | os.PathLike) -> bool:
    """Return whether a folder of logs is the sample, the person's copy or the kit's own."""
    samples = (folder() / SAMPLE_COHORT, _shipped_cohort())
    return Path(place).expanduser().resolve() in [sample.resolve() for sample in samples]


def start_own_log() -> Path:
    """Make the person's own log, empty, and return its path; one that is there stays as it is."""
    from followup_kit.log import open_log

    folder().mkdir(parents=True, mode=0o700, exist_ok=True)
    path = folder() / OWN_LOG
    open_log(path)
    return path


def _shipped_cohort() -> Path:
    return shipped("data") / "sample_cohort"


def _place_sample(target: Path) -> Path:
    return _place(shipped("data") / "sample_search.db", target / SAMPLE_LOG)


def _place(source: Path, target: Path) -> Path:
    if not target.exists():
        write_whole(target, source.read_bytes())
    return target
