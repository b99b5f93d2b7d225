"""Synced and network folders are recognised by their paths, on every system."""

import pytest

from followup_kit.synced import advice

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home/campus nfs4 rw 0 0
/dev/sdb1 /home/campus/local ext4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (r"C:\Users\Robin\OneDrive\followup-kit", "OneDrive"),
        (r"C:\Users\Robin\OneDrive - Northwood College\Documents", "OneDrive"),
        ("/Users/robin/Library/CloudStorage/OneDrive-Personal/kit", "OneDrive"),
        ("/home/robin/Dropbox/kit", "Dropbox"),
        (r"C:\Users\Robin\Dropbox (Personal)\kit", "Dropbox"),
        ("/Users/robin/Library/Mobile Documents/com~apple~CloudDocs/kit", "iCloud Drive"),
        (r"C:\Users\Robin\iCloudDrive\kit", "iCloud Drive"),
        ("/Users/robin/Library/CloudStorage/GoogleDrive-robin@example.org/My Drive/kit", "Google Drive"),
        (r"G:\My Drive\kit", "Google Drive"),
        ("/home/robin/Google Drive/kit", "Google Drive"),
    ],
)
def test_synced_folders(folder: str, service: str) -> None:
    assert advice(folder, mounts="").startswith(f"{service} keeps this folder in step")


@pytest.mark.parametrize(
    "folder",
    [
        r"\\server\students\robin",
        "//server/students/robin",
        "/net/server/robin",
        "/run/user/1000/gvfs/smb-share:server=campus,share=robin/kit",
        "/home/campus/robin",
        "/mnt/my share/kit",
    ],
)
def test_network_folders(folder: str) -> None:
    assert "network drive" in advice(folder, MOUNTS)


@pytest.mark.parametrize(
    "folder",
    [
        "/home/robin/followup-kit",
        "/home/campus/local/kit",
        r"C:\Users\Robin\followup-kit",
        "/home/robin/dropbox-letters",
        r"\\?\C:\Users\Robin\kit",
    ],
)
def test_folders_of_this_computer(folder: str) -> None:
    assert advice(folder, MOUNTS) == ""
