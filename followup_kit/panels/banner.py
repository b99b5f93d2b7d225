"""The head of every page: the style, whose log this is, and the way to one's own."""

import ipywidgets as widgets
import pandas as pd

from followup_kit import home
from followup_kit.dates import say
from followup_kit.log import open_log
from followup_kit.markup import escape
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel
from followup_kit.panels.style import CSS
from followup_kit.synced import advice

# JupyterLab takes a key pressed on a list or a button for a command: "x" cuts the cell, an arrow leaves the list.
# Constant code: inside a panel, keys without Ctrl or Cmd are the panel's own.
_KEYS = (
    "window.fkKeys || window.addEventListener('keydown', window.fkKeys = e => "
    "{ if (!e.ctrlKey && !e.metaKey && e.target.closest('.fk-panel')) e.stopPropagation() }, true)"
)
# Come back to from another tab or program, a page looks whether its log was written meanwhile. Constant code.
_LOOK = (
    "window.fkLook || (window.fkLook = () => document.visibilityState === 'visible' && "
    "document.querySelectorAll('.t-look-again').forEach(each => each.click()), "
    "window.addEventListener('focus', window.fkLook), document.addEventListener('visibilitychange', window.fkLook))"
)


def head() -> widgets.HTML:
    """Return what every page needs once: how it looks, and whose the keys are.

    A frame that somebody shows in the notebook keeps its dollar signs: what stands between two is no mathematics.
    """
    pd.set_option("display.html.use_mathjax", False)
    return widgets.HTML(f'<style onload="{escape(f"{_KEYS}; {_LOOK}")}">{CSS}</style>')


class Banner(Panel):
    """Says that this is the sample, or where one's own log lies; **Start my own log** changes over.

    A button nobody sees is pressed by the page itself when it is come back to; see `Page.look_again`.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.words = widgets.HTML()
        self.words.add_class("t-banner")
        self.start = self.button("start-own", "Start my own log", self._start, primary=True)
        self.look = self.button("look-again", "Look again", page.look_again)
        self.look.layout.display = "none"
        self._called_empty = False
        self.children = [head(), self.words, self.start, self.look, self.message]
        self.refresh()

    def refresh(self) -> None:
        log = self.page.log
        if self._called_empty and len(self.page.now().tables.applications):
            self._called_empty = False
            self.tell("")
        sample = bool(log.settings.get("sample"))
        if sample:
            words = (
                f"<b>This is a sample search</b>, looked at as of {escape(say(self.page.as_of))}. The people in it are "
                "invented. Try anything; then start your own log."
            )
        else:
            words = (
                f"Your log: <b>{escape(log.path.name)}</b>, in {escape(log.path.parent)}. "
                f"{escape(advice(log.path.parent.resolve()) or 'It stays on this computer.')}"
            )
        self.words.value = f'<div class="{"fk-banner" if sample else "fk-small"}">{words}</div>'
        self.start.layout.display = None if sample else "none"

    def _start(self) -> None:
        own = open_log(home.start_own_log())
        self.page.switch(own)
        self._called_empty = own.tables().applications.empty
        ready = "is ready, and empty" if self._called_empty else "was there already, and is open now"
        self.tell(f"Your own log {ready}. Every page uses it from now on, also those that are open.")
