"""Printed: plain text on a page, which follows the log."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from IPython.display import display

if TYPE_CHECKING:
    from followup_kit.panels.page import Page


class Printed:
    """Plain text where a cell would print it, written anew when the log changes.

    Parameters
    ----------
    page : Page
    words : callable
        Returns the text.
    """

    def __init__(self, page: "Page", words: Callable[[], str]) -> None:
        self.words = words
        self._shown = None
        page.panels.append(self)

    def _ipython_display_(self) -> None:
        self._shown = display({"text/plain": self.words()}, raw=True, display_id=True)

    def refresh(self) -> None:
        """Write the text as it is now."""
        if self._shown:
            self._shown.update({"text/plain": self.words()}, raw=True)

    def follow(self) -> None:
        """Refresh after a change; what goes wrong is told in the text's place."""
        try:
            self.refresh()
        except Exception as error:
            self._shown.update({"text/plain": f"This could not follow: {error} Run the page again."}, raw=True)

    reset = follow
