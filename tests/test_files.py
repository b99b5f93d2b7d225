import os
import stat
from pathlib import Path

import pytest

from followup_kit.files import slug, write_whole


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
        ("日本", "file"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_stem_is_made_of_letters_digits_and_hyphens(text, stem):
    assert slug(text) == stem


def test_200_names_stay_in_their_folder(tmp_path):
    folders = ["..", "../..", "/", "//host/share", "C:\\", "~", ".", "a/b", "a\\b", "\0"]
    endings = [
        "",
        "x",
        " ",
        ".",
        "..",
        "/..",
        "\n",
        "CON",
        "nul.txt",
        "é",
        "\u202e",
        "%2e%2e",
        "*",
        "?",
        "|",
        ":",
        "'",
        '"',
        "<",
        "$",
    ]
    names = [slug(folder + ending) for folder in folders for ending in endings]
    assert len(names) == 200
    for name in names:
        assert (tmp_path / f"{name}.csv").resolve().parent == tmp_path.resolve()
        assert name == os.path.basename(name)
        assert name.split(".")[0] not in ("con", "nul", "")


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
