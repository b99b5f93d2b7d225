"""The import panel: a log kept elsewhere is looked at first, and comes in when its owner says so."""

import base64
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from followup_kit import home
from followup_kit.dates import say
from followup_kit.files import slug
from followup_kit.importing import ColumnUse, Preview, Question, import_log, preview
from followup_kit.importing.headers import FIELDS
from followup_kit.markup import escape
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Field, Panel, row

ORDER_WORDS = {"dmy": "Day first: 31/12/2025", "mdy": "Month first: 12/31/2025", "ymd": "Year first: 2025-12-31"}
SHOWN_PROBLEMS = 50


class ImportPanel(Panel):
    """Choose a file, see what it holds and what cannot be read, answer what only you can say, import it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.seen: Preview | None = None
        self.file: tuple[str, bytes] | None = None
        self.imported: int | None = None
        self.upload = widgets.FileUpload(accept=".csv,.tsv,.txt,.xlsx,.zip", description="Choose your file")
        self.upload.add_class("t-import-file")
        self.upload.observe(lambda change: self.attempt(self._chosen) if change["new"] else None, "value")
        self.summary = widgets.HTML()
        self.summary.add_class("t-import-summary")
        self.questions = widgets.VBox()
        self.columns = widgets.VBox()
        self.folded = widgets.Accordion([self.columns], titles=["Change what a column was taken for"])
        self.take = self.button("import", "Import", self._import, primary=True)
        self.drop = self.button("import-drop", "Do not import it", self.reset)
        self.buttons = row(self.take, self.drop)
        self.take_back = self.button("import-undo", "Take this import back", self._take_back)
        self.children = [
            widgets.HTML(_template_link()),
            self.upload,
            self.summary,
            self.questions,
            self.folded,
            self.buttons,
            self.message,
            self.take_back,
        ]
        self.reset()

    def reset(self) -> None:
        self.seen = self.file = self.imported = None
        self.fields = {}
        self.upload.value = ()
        super().reset()
        self._show()

    def choose(self, name: str, content: bytes) -> None:
        """Look at a file: its name, and its bytes."""
        self.reset()
        self.file = (name, content)
        self._look()

    def _chosen(self) -> None:
        chosen = self.upload.value[0]
        self.choose(chosen["name"], bytes(chosen["content"]))

    def _look(self) -> None:
        with _as_file(*self.file) as path:
            self.seen = preview(path, **self._answers(remembered=True))
        self._show()

    def _answers(self, *, remembered: bool = False) -> dict:
        answers: dict = {"status_words": {}, "columns": {}}
        if remembered:
            parameter = {"status": "status_words", "column": "columns"}
            for (kind, words), meaning in self.page.log.mappings().items():
                answers[parameter[kind]][words] = meaning
        for name, field in self.fields.items():
            parameter, _, about = name.partition(":")
            if field.value is None:
                continue
            if parameter in ("status_words", "columns"):
                answers[parameter][about] = field.value
            else:
                answers[parameter] = field.value
        return answers

    def _show(self) -> None:
        seen = self.seen
        for part in (self.summary, self.questions, self.folded, self.buttons):
            part.layout.display = None if seen else "none"
        self.take_back.layout.display = None if self.imported is not None else "none"
        if seen is None:
            return
        self.summary.value = summary(seen)
        others = [question for question in seen.questions if question.parameter != "sheet"]
        self._ask([*self._sheet_question(), *map(_question, others)])
        known = {f"columns:{use.header}" for use in seen.columns}
        if not known <= set(self.fields):
            self.columns.children = [self._choice(*_column_question(use)) for use in seen.columns]
        n = len(seen.rows)
        self.take.description = f"Import {n} application{'' if n == 1 else 's'}"
        self.take.disabled = n == 0

    def _sheet_question(self) -> list[tuple]:
        if len(self.seen.sheets) < 2:
            return []
        return [("sheet", "Which sheet?", [(name, name) for name in self.seen.sheets], self.seen.sheet)]

    def _ask(self, questions: Sequence[tuple]) -> None:
        """Show a choice for every question; one that was answered keeps its answer and its place."""
        new = [question for question in questions if question[0] not in self.fields]
        if new:
            self.questions.children = [*self.questions.children, *(self._choice(*question) for question in new)]

    def _choice(self, name: str, label: str, choices: list[tuple], value: object) -> Field:
        control = widgets.Dropdown(options=choices, value=value)
        field = self.field(name, control, label, width="100%")
        control.observe(lambda _: self.attempt(self._look), "value")
        return field

    def _import(self) -> None:
        if self.seen is None:
            return  # a second quick click: it is in already
        with _as_file(*self.file) as path:
            done = import_log(path, self.page.log, **self._answers())
        self.reset()
        self.imported = done.import_id
        self._show()
        self.page.changed()
        if done.import_id is None:
            self.tell(f"All {done.n_rows} rows of this file were in your log already: nothing was added.")
        else:
            self.tell(
                f"Imported: {done.n_added} new applications, {done.n_updated} that were here got news, "
                f"{done.n_stage_changes} stage changes in all."
            )

    def _take_back(self) -> None:
        undone = self.page.log.undo_import(self.imported)
        self.imported = None
        self._show()
        self.page.changed()
        kept = f" {len(undone.kept)} were kept, because you have added to them since." if undone.kept else ""
        self.tell(f"Taken back: {undone.n_removed} applications are out of your log again.{kept}")


def summary(seen: Preview) -> str:
    """Return the preview as HTML: what the file is, what its columns were taken for, what could not be read.

    Parameters
    ----------
    seen : Preview
        What `followup_kit.importing.preview` found.
    """
    aside = f"{seen.n_set_aside} set aside, shown below" if seen.n_set_aside else "none set aside"
    words = [f"<b>{escape(seen.file)}</b>: {escape(seen.format)}. {escape(seen.remark)}"]
    words.append(f"{seen.n_rows} rows: {len(seen.rows)} applications, {aside}. Nothing is in your log yet.")
    if seen.duplicates:
        line, earlier = seen.duplicates[0]
        words.append(
            f"{len(seen.duplicates)} rows repeat an earlier one word for word, such as line {line} (line {earlier}). "
            "They are kept: you may have applied twice."
        )
    parts = [f"<p>{part}</p>" for part in words]
    parts.append(_table(["Column", "Taken for", "Dates"], [_column_row(use) for use in seen.columns]))
    if len(seen.problems):
        parts.append(f'<div class="fk-title">{len(seen.problems)} things to know</div>')
        parts.append(_problem_table(seen.problems))
    return "".join(parts)


def _column_row(use: ColumnUse) -> list[str]:
    examples = [f"{given} = {say(day)}" for given, day in use.examples if day is not None][:2]
    return [use.header, use.meaning, "; ".join([use.dates, *examples]) if use.dates else ""]


def _problem_table(problems: pd.DataFrame) -> str:
    rows = [
        [str(p.line), p.column, p.value, p.reason, "kept" if p.kept else "set aside"]
        for p in problems.head(SHOWN_PROBLEMS).itertuples()
    ]
    more = len(problems) - len(rows)
    rest = f'<p class="fk-small">and {more} more of the same kinds.</p>' if more > 0 else ""
    return _table(["Line", "Column", "Text", "What is the matter", "The row is"], rows) + rest


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>" for cells in rows)
    return f'<div class="fk-scroll"><table class="fk-table"><tr>{head}</tr>{body}</table></div>'


def _question(question: Question) -> tuple:
    if question.parameter == "date_order":
        choices = [("Choose: nobody but you can tell", None), *((ORDER_WORDS[order], order) for order in ORDER_WORDS)]
        return ("date_order", question.text, choices, None)
    choices = [("Choose, or leave it out", None)]
    choices += [(choice or "No stage at all", choice) for choice in question.choices]
    return (f"{question.parameter}:{question.about}", question.text, choices, None)


def _column_question(use: ColumnUse) -> tuple:
    choices = [(f"As found: {use.meaning}", None), *((meaning, field) for field, meaning in FIELDS.items())]
    return (f"columns:{use.header}", use.header, choices, None)


def _template_link() -> str:
    template = (home.shipped("data") / "import_template.csv").read_bytes()
    address = f"data:text/csv;base64,{base64.b64encode(template).decode('ascii')}"
    return (
        "Bring in the log you have kept so far: CSV or Excel, or an export of LinkedIn, Simplify, Huntr or Teal. "
        f'Nothing enters before you have seen it. <a href="{address}" download="applications.csv">'
        "Download an empty table to fill in</a>"
    )


@contextmanager
def _as_file(name: str, content: bytes) -> Iterator[Path]:
    """Yield a file for a moment, under its own name as far as a file can have it."""
    given = Path(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (slug(given.stem) + given.suffix.lower()[:8])
        path.write_bytes(content)
        yield path
