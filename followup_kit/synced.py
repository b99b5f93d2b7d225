"""Folders that another program keeps in step, or that lie on another machine, and what to mind there."""

import re
from pathlib import Path, PurePath

# One pattern a part of the path, as each program names its folder on Windows, macOS or Linux.
_SERVICES = {
    "OneDrive": r"onedrive( ?-.*)?",
    "Dropbox": r"dropbox( ?\(.*\))?",
    "iCloud Drive": r"icloud ?drive|com~apple~clouddocs",
    "Google Drive": r"google ?drive(-.*| \(.*\))?|my drive",
}
_NETWORK = re.compile(r"^(\\\\|//)[^\\/?.]|^/net/|^/run/user/\d+/gvfs/")
_NETWORK_FILE_SYSTEMS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p")


def advice(folder: str | PurePath, mounts: str | None = None) -> str:
    """Return what to mind when a log is kept in a folder, or an empty text where there is nothing.

    Parameters
    ----------
    folder : path
        An absolute path, of any system.
    mounts : str, optional
        The list of mounted file systems, as Linux keeps it; by default this machine's.

    Examples
    --------
    >>> advice("C:/Users/Robin/OneDrive/Documents")[:32]
    'OneDrive keeps this folder in st'
    >>> advice("/home/robin/followup-kit", mounts="")
    ''
    """
    text = str(folder)
    parts = [part.lower() for part in re.split(r"[\\/]+", text)]
    for service, pattern in _SERVICES.items():
        if any(re.fullmatch(pattern, part) for part in parts):
            return (
                f"{service} keeps this folder in step with other computers. Use your log on one computer at a time: "
                "close the notebooks, and let it finish, before you open them on another."
            )
    if _NETWORK.match(text) or _is_mounted_from_elsewhere(text, _mounts() if mounts is None else mounts):
        return (
            "This folder lies on a network drive. Use your log from one computer at a time, "
            "and if saving is slow or fails, keep it in a folder on this computer."
        )
    return ""


def _mounts() -> str:
    path = Path("/proc/self/mounts")
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def _is_mounted_from_elsewhere(folder: str, mounts: str) -> bool:
    """Say whether the mount nearest to a folder is a network file system."""
    holding = [
        (len(place), system)
        for _, place, system, *_ in map(str.split, mounts.splitlines())
        if PurePath(folder).is_relative_to(place.replace("\\040", " "))
    ]
    return bool(holding) and max(holding)[1] in _NETWORK_FILE_SYSTEMS
