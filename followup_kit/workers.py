"""Dask's workers: the same function, given parts of the work."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from distributed import Client


def mapped(function: Callable, parts: Sequence, *arguments: Any, engine: str = "dask") -> list:
    """Return what a function makes of each part, worked out by Dask's workers, in the order of the parts.

    Parameters
    ----------
    function : callable
        Called with a part and the arguments.
    parts : sequence
    engine : str
        ``dask``: the client in use, else workers on this machine for this call; or a scheduler's address.

    Raises
    ------
    ImportError
        If Dask is not installed, which comes with ``followup-kit[scale]``.
    """
    with _client(engine) as client:
        return client.gather([client.submit(function, part, *arguments, pure=False) for part in parts])


@contextmanager
def _client(engine: str) -> Iterator["Client"]:
    try:
        from distributed import Client, get_client
    except ImportError as error:
        raise ImportError("Dask is not installed: python -m pip install 'followup-kit[scale]'") from error
    if engine != "dask":
        with Client(engine) as client:
            yield client
        return
    try:
        client = get_client()
    except ValueError:  # there is none in use
        with Client(processes=True, dashboard_address=None) as client:
            yield client
    else:
        yield client
