"""What was brought in before, each import with a button to take it back."""

import ipywidgets as widgets
import pandas as pd

from followup_kit.dates import say
from followup_kit.markup import escape
from followup_kit.panels.panel import Panel

SHOWN = 5


class EarlierImports(widgets.VBox):
    """The latest imports of a log.

    Parameters
    ----------
    panel : Panel
        It makes the buttons and answers.
    """

    def __init__(self, panel: Panel) -> None:
        super().__init__()
        self.panel = panel
        self.title = widgets.HTML('<div class="fk-title">Brought in before</div>')
        self.entries: dict[int, widgets.Box] = {}
        self.add_class("t-earlier-imports")

    def show(self, imports: pd.DataFrame) -> None:
        """Show a log's imports, the latest first."""
        latest = imports.iloc[::-1].head(SHOWN)
        for import_id in self.entries.keys() - set(latest.import_id):
            gone = self.entries.pop(import_id)
            for widget in (*gone.children, gone):
                widget.close()
        for one in latest.itertuples():
            if one.import_id not in self.entries:
                self.entries[one.import_id] = self._entry(one)
        self.children = [self.title, *(self.entries[each] for each in latest.import_id)] if len(latest) else []

    def _entry(self, one: tuple) -> widgets.Box:
        n = f"{one.n_added:,} new application{'' if one.n_added == 1 else 's'}"
        words = widgets.HTML(
            f'<b>{escape(one.file)}</b><div class="fk-why">{escape(say(one.imported_at))}: {escape(n)}</div>'
        )
        words.add_class("fk-words")
        import_id = int(one.import_id)
        button = self.panel.button("import-undo", "Take it back", lambda: self._take_back(import_id))
        entry = widgets.Box([words, button])
        for css in ("fk-row", "fk-beside", "fk-card"):
            entry.add_class(css)
        return entry

    def _take_back(self, import_id: int) -> None:
        if import_id not in self.entries:
            return  # a second quick click
        undone = self.panel.page.log.undo_import(import_id)
        self.panel.page.changed()
        n = f"{undone.n_removed:,} application{' is' if undone.n_removed == 1 else 's are'} out of your log again."
        kept = f" {len(undone.kept):,} you have added to since, and so kept." if undone.kept else ""
        self.panel.tell(f"Taken back: {n}{kept}")
