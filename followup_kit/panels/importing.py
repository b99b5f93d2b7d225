"""The import panel: a log kept elsewhere is looked at first, and comes in when its owner says so."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from followup_kit import home
from followup_kit.files import file_name
from followup_kit.importing import Preview, import_log, preview
from followup_kit.importing.headers import FIELDS
from followup_kit.panels.earlier_imports import EarlierImports
from followup_kit.panels.import_questions import MOST_QUESTIONS, UNANSWERED, Asked, asked_of, left_open
from followup_kit.panels.import_summary import columns_html, problems_html, summary
from followup_kit.panels.links import download
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Fold, Panel, row, text
from followup_kit.store.intake import ImportResult


class ImportPanel(Panel):
    """Choose a file, see what it holds and what cannot be read, answer what only you can say, import it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.seen: Preview | None = None
        self.file: tuple[str, bytes] | None = None
        self.upload = widgets.FileUpload(accept=".csv,.tsv,.txt,.xlsx,.zip", description="Choose your file")
        self.upload.add_class("t-import-file")
        self.upload.observe(lambda change: self.attempt(self._chosen) if change["new"] else None, "value")
        self.summary = widgets.HTML()
        self.summary.add_class("t-import-summary")
        self.questions = widgets.VBox()
        self.problems = widgets.HTML()
        self.problems.add_class("t-import-problems")
        self.uses = widgets.HTML()
        self.folded = Fold("import-columns", "What each column was taken for", self.uses, self._change_a_column())
        self.take = self.button("import", "Import", self._import, primary=True)
        self.drop = self.button("import-drop", "Do not import it", self.reset)
        self.buttons = row(self.take, self.drop)
        self.earlier = EarlierImports(self)
        self.children = [
            widgets.HTML(_what_may_come()),
            self.upload,
            self.summary,
            self.questions,
            self.folded,
            self.buttons,
            self.message,
            self.problems,
            self.earlier,
        ]
        self.reset()

    def reset(self) -> None:
        self.seen = self.file = None
        self.said: dict[str, str] = {}
        self.upload.value = ()
        self._forget(self._asked())
        self.folded.show(False)
        super().reset()
        self._show()

    def refresh(self) -> None:
        self.earlier.show(self.page.log.imports)

    def choose(self, name: str, content: bytes) -> None:
        """Look at a file: its name, and its bytes."""
        self.reset()
        self.file = (name, content)
        self._look()

    def _chosen(self) -> None:
        chosen = self.upload.value[0]
        self.choose(chosen["name"], bytes(chosen["content"]))

    def _change_a_column(self) -> widgets.Box:
        column = self.field("column", widgets.Dropdown(), "Change a column", width="14rem")
        meanings = [(meaning, field) for field, meaning in FIELDS.items()]
        meaning = self.field("meaning", widgets.Dropdown(options=meanings), "It holds", width="18rem")
        return row(column, meaning, self.button("import-change", "Change it", self._change_column))

    def _change_column(self) -> None:
        self.said[self.fields["column"].value] = self.fields["meaning"].value
        self._look()

    def _asked(self) -> list[str]:
        return [name for name in self.fields if name not in ("column", "meaning")]

    def _look(self) -> None:
        with _as_file(*self.file) as path:
            self.seen = preview(path, **self._answers(remembered=True))
        self._show()

    def _answers(self, *, remembered: bool = False) -> dict[str, Any]:
        answers: dict[str, Any] = {"status_words": {}, "columns": {}}
        if remembered:
            parameter = {"status": "status_words", "column": "columns"}
            for (kind, words), meaning in self.page.log.mappings().items():
                answers[parameter[kind]][words] = meaning
        answers["columns"] |= self.said
        for name in self._asked():
            parameter, _, about = name.partition(":")
            value = self.fields[name].value
            if value != UNANSWERED and parameter == "status_words":
                answers[parameter][about] = value
            elif value != UNANSWERED:
                answers[parameter] = value
        return answers

    def _show(self) -> None:
        seen = self.seen
        for part in (self.summary, self.questions, self.folded, self.buttons):
            part.layout.display = None if seen else "none"
        self.problems.value = problems_html(seen.problems) if seen else ""
        if seen is None:
            return
        self.summary.value = summary(seen, self.file[0])
        self.uses.value = columns_html(seen.columns)
        if "company" not in {use.field for use in seen.columns}:
            self.folded.show(True)
        self._offer_columns([use.header for use in seen.columns])
        self._ask(asked_of(seen))
        n = len(seen.rows)
        self.take.description = f"Import {n:,} application{'' if n == 1 else 's'}"
        self.take.disabled = n == 0

    def _offer_columns(self, headers: Sequence[str]) -> None:
        column = self.fields["column"].control
        chosen = column.value
        column.options = list(dict.fromkeys(headers))
        column.value = chosen if chosen in headers else column.options[0]

    def _ask(self, asked: Sequence[Asked]) -> None:
        """Show a field for each question; one that was answered keeps its place, and may be changed."""
        for name, label, choices, value in asked[:MOST_QUESTIONS]:
            if name not in self.fields:
                field = self.field(name, widgets.Dropdown(options=choices, value=value), label, width="100%")
                field.control.observe(lambda _, name=name: self.attempt(lambda: self._changed(name)), "value")
        open_now = {each.name for each in asked}
        shown = [self.fields[name] for name in self._asked() if name in open_now or self._is_answered(name)]
        words = left_open(asked)
        self.questions.children = [*shown, *([text(words, "fk-why")] if words else [])]

    def _is_answered(self, name: str) -> bool:
        return name != "sheet" and self.fields[name].value != UNANSWERED

    def _changed(self, name: str) -> None:
        if name == "sheet":  # what was said of another sheet is not about this one
            self.said = {}
            self._forget([other for other in self._asked() if other != "sheet"])
        self._look()

    def _forget(self, names: Sequence[str]) -> None:
        for name in names:
            field = self.fields.pop(name)
            field.control.unobserve_all()
            field.control.close()
            field.close()

    def _import(self) -> None:
        if self.seen is None:
            return  # a second quick click: it is in already
        with _as_file(*self.file) as path:
            done = import_log(path, self.page.log, **self._answers())
        problems = problems_html(self.seen.problems)
        with self.page.at_one_moment():
            self.reset()
            self.page.changed()
        self.problems.value = problems
        self.tell(what_came(done))


def what_came(done: ImportResult) -> str:
    """Say what an import did.

    Examples
    --------
    >>> what_came(ImportResult(1, 443, 440, 3, 570))
    'Imported: 440 new applications, news of 3 that were here, 570 steps in all.'
    """
    if done.import_id is None:
        return f"All of this was in your log already ({_count(done.n_rows, 'application')}): nothing was added."
    parts = [_count(done.n_added, "new application")] if done.n_added else []
    parts += [f"news of {done.n_updated:,} that were here"] if done.n_updated else []
    parts += [f"{_count(done.n_stage_changes, 'step')} in all"] if done.n_stage_changes else []
    return f"Imported: {', '.join(parts)}."


def _what_may_come() -> str:
    template = (home.shipped("data") / "import_template.csv").read_bytes()
    link = download("Download an empty table to fill in", "applications.csv", "text/csv", template)
    return f"CSV or Excel (at most 50 MB), or an export of LinkedIn, Simplify, Huntr or Teal. {link}"


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


@contextmanager
def _as_file(name: str, content: bytes) -> Iterator[Path]:
    """Yield a file for a moment, under its own name as far as a file can have it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(name)
        path.write_bytes(content)
        yield path
