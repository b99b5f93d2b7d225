import os
import re
import stat
from pathlib import Path

import pytest
from hostile import NAMES

from followup_kit.files import file_name, slug, write_whole

# A device's name is the device, whatever stands behind the first dot.
WINDOWS = re.compile("(con|prn|aux|nul|conin\\$|conout\\$|com[1-9¹²³]|lpt[1-9¹²³]) *", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Riverside Dental", "riverside-dental"),
        ("Müller & Söhne", "muller-sohne"),
        ("../../etc/passwd", "etc-passwd"),
        ("/absolute/path", "absolute-path"),
        ("C:\\Windows\\win.ini", "c-windows-win-ini"),
        ("con", "con-file"),
        ("Com1", "com1-file"),
        ("com10", "com10"),
        ("a" * 80, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_stem_is_made_of_letters_digits_and_hyphens(text, stem):
    assert slug(text) == stem


@pytest.mark.parametrize("ending", ["", ".csv", "-2026-03-31", "__2026-03-31.db"])
def test_two_hundred_names_stay_in_their_folder(tmp_path: Path, ending: str) -> None:
    assert len(set(NAMES)) == 200
    for name in NAMES:
        file = slug(name) + ending
        assert (tmp_path / file).resolve().parent == tmp_path.resolve()
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name)) and len(file.encode()) <= 255
        assert not WINDOWS.fullmatch(file.partition(".")[0])
        (tmp_path / file).touch()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Bewerbungen März 2026.xlsx", "Bewerbungen März 2026.xlsx"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\log.csv", "log.csv"),
        ("/etc/cron.d/job.CSV", "job.csv"),
        ("CON.csv", "con-file.csv"),
        ("con.backup.csv", "con-backup.csv"),
        ("..", "file"),
        ("", "file"),
        ("a" * 300 + ".csv", "a" * 60 + ".csv"),
        ("x\x00y\n<b>.c\x00sv", "x-y-b.csv"),
    ],
)
def test_a_file_keeps_its_name_as_far_as_can_be(given: str, name: str) -> None:
    assert file_name(given) == name


def test_two_hundred_files_stay_in_their_folder_under_their_own_names(tmp_path: Path) -> None:
    for name in NAMES:
        file = file_name(name)
        assert (tmp_path / file).resolve().parent == tmp_path.resolve() and file == file.strip(" .")
        assert len(file.encode()) <= 255 and not set(file) & set('/\\:*?"<>|\0\n')
        assert not WINDOWS.fullmatch(file.partition(".")[0])
        (tmp_path / file).touch()


@pytest.mark.parametrize("fallback", ["file", "note", "log"])
def test_names_of_which_no_letter_is_left_stay_apart(fallback: str) -> None:
    names = ["日本", "東京", "日本語", "Мир", "мир", "שלום", "ß", "\ud800日"]
    stems = [slug(name, fallback) for name in names]
    assert len(set(stems)) == len(names)
    assert all(re.fullmatch(rf"{fallback}-[0-9a-f]{{8}}", stem) for stem in stems)
    assert {slug(name, fallback) for name in ("", " ", "...", "\U0001f600")} == {fallback}


def test_a_file_is_written_for_its_owner_only(tmp_path):
    path = write_whole(tmp_path / "notes.txt", b"one")
    assert path.read_bytes() == b"one"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_takes_the_place_of_the_old_one_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, failing):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(Path(tmp_path) / "nowhere" / "notes.txt", b"")
