"""A copy for the counselor: what would leave and what stays is shown before anything is made."""

import itertools
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from followup_kit import home
from followup_kit.errors import BadValue
from followup_kit.files import slug
from followup_kit.markup import escape
from followup_kit.panels.links import download
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Fold, Panel, row
from followup_kit.share import share, what_leaves

_KIND = "application/vnd.sqlite3"


class Handover(Panel):
    """Makes the copy of the log that a seeker hands to a counselor."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        number = widgets.Text(placeholder="s017")
        named = widgets.Checkbox(indent=False)
        self.summary, self.leaving, self.links = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.summary.add_class("t-leaves-summary")
        self.leaving.add_class("t-leaves")
        self.links.add_class("t-handover-links")
        self.children = [
            row(
                self.field("seeker", number, "Your number with your counselor (required)", width="20rem"),
                self.field("companies", named, "Companies by their names", width="16rem"),
            ),
            self.summary,
            Fold("what-leaves", "Exactly what leaves, and what stays", self.leaving),
            self.button("make-copy", "Make the copy", self._make, primary=True),
            self.message,
            self.links,
        ]
        named.observe(lambda _: self.attempt(self.refresh), "value")
        self.refresh()

    def refresh(self) -> None:
        contents = what_leaves(self.page.log, companies=self.fields["companies"].value, as_of=self.page.as_of)
        kept_books = (contents.meaning == "") & (contents.leaves == "stays") & (contents.table != "settings")
        contents = contents[((contents.n_here > 0) | (contents.n_leaving > 0)) & ~kept_books]
        called = "under their names" if self.fields["companies"].value else "as “Employer 1” and so on"
        self.summary.value = (
            '<div class="fk-why">Dates, stages and what kind of note went out leave, so that your counselor sees what '
            f"is owed and how it is going. Companies leave {called}; the people you met as “Interviewer 1” and so on. "
            "Your notes, the texts of your messages, contact details and what was said stay with you. Roles, "
            "places and where you found a job leave as you typed them: see that they name nobody.</div>"
        )
        self.leaving.value = table(contents)

    def reset(self) -> None:
        super().reset()
        self.links.value = ""

    def _make(self) -> None:
        typed = self.fields["seeker"].value.strip()
        if not typed:
            raise BadValue("Your counselor gives you this number: it says whose copy it is.", field="seeker")
        folder = home.folder() / "shared"
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        path = _free(folder, f"{slug(typed)}__{self.page.as_of.isoformat()}")
        share(self.page.log, path, companies=self.fields["companies"].value, as_of=self.page.as_of)
        self.tell(f"Made: {path}. Hand it over yourself; the kit sends nothing.")
        self.links.value = (
            f'<div class="fk-links">{download("Save the copy", path.name, _KIND, path.read_bytes())}</div>'
        )


def table(contents: pd.DataFrame) -> str:
    """Return what leaves and what stays as an HTML table.

    Parameters
    ----------
    contents : DataFrame
        As `followup_kit.share.what_leaves` returns it.
    """
    how = {"as it is": "leaves as it is", "replaced": "leaves, replaced", "added": "leaves, added", "stays": "stays"}
    lines = []
    for part in contents.itertuples():
        words = (
            part.table.replace("_", " "),
            part.meaning or part.column.replace("_", " "),
            how[part.leaves],
            part.example,
        )
        lines.append(f"<tr>{''.join(f'<td>{escape(str(each))}</td>' for each in words)}</tr>")
    head = "<tr><th>Of</th><th>What</th><th>Does it leave?</th><th>For example</th></tr>"
    return f'<div class="fk-scroll"><table class="fk-table">{head}{"".join(lines)}</table></div>'


def _free(folder: Path, stem: str) -> Path:
    """The first name that no file has: a copy handed over before stays as it was."""
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(path for name in names if not (path := folder / f"{name}.db").exists())
