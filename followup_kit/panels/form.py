"""Form: a panel that is filled in, saved, and then ready for the next."""

from collections.abc import Callable

import ipywidgets as widgets

from followup_kit.panels.page import Page
from followup_kit.panels.panel import Panel


class Form(Panel):
    """A panel whose fields are saved together; a second quick click on Save saves nothing twice.

    Subclasses call `begin` at the end of `reset`, and `finish` after a save.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._saved = False
        self._begun: list = []
        self.undo = self.button("undo", "Undo", self.step_back)

    @property
    def touched(self) -> bool:
        """Whether anything was typed since the form began."""
        return [field.value for field in self.fields.values()] != self._begun

    def begin(self) -> None:
        """Note the form as it is before anything is typed into it."""
        self._saved = False
        self.note_values()
        self.undo.layout.display = "none"

    def note_values(self) -> None:
        """Take what stands in the fields for untouched."""
        self._begun = [field.value for field in self.fields.values()]

    def finish(self, words: str) -> None:
        """Begin anew after a save, answer, and let the other panels know."""
        with self.page.at_one_moment():
            self.reset()
            self._saved = True
            self.tell(words)
            self.undo.layout.display = None
            self.page.changed()

    def save_button(self, name: str, label: str, save: Callable[[], None]) -> widgets.Button:
        """Make the button that saves; two quick clicks on it are one."""

        def once() -> None:
            if self.touched or not self._saved:
                save()

        return self.button(name, label, once, primary=True)

    def step_back(self) -> None:
        if self.undo.layout.display != "none":  # else a second quick click, which would undo another step
            super().step_back()
            self.undo.layout.display = "none"
