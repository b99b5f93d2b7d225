"""Forgetting somebody who asks for it: what would go is shown first, what was not reached is said."""

import ipywidgets as widgets

from followup_kit.errors import BadValue
from followup_kit.forgetting import Forgotten, forget
from followup_kit.markup import escape
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Fold, Panel, row, text
from followup_kit.whom import spelled

_ANY = ("Anywhere", None)


class Forget(Panel):
    """Takes one person out of the log, its backups and exports, in two steps."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found: Forgotten | None = None
        whom = widgets.Combobox(placeholder="Dr. Ada Marchetti", ensure_option=False)
        self.telling = widgets.HTML()
        self.telling.add_class("t-forget-what")
        self.sure = self.button("forget-for-good", "Forget them for good", self._forget)
        self.fold = Fold(
            "forget",
            "Forget somebody you met",
            text(
                "Their name, contact and what you noted of them go, from your log, its backups and your exports, with "
                "the notes to them. It cannot be undone. The interview and your application stay.",
                "fk-why",
            ),
            row(
                self.field("name", whom, "Name or e-mail address (required)", width="18rem"),
                self.field("company", widgets.Dropdown(options=[_ANY]), "Met at", width="18rem"),
                self.field(
                    "mentions",
                    widgets.Checkbox(indent=False),
                    "Take their name out of my own notes, too",
                    width="19rem",
                ),
            ),
            self.button("forget-show", "Show what would go", self._show, primary=True),
            self.message,
            self.telling,
            self.sure,
        )
        self.children = [self.fold]
        for field in self.fields.values():
            field.control.observe(lambda _: self._begin(), "value")
        whom.observe(lambda _: self._offer([]), "value")
        self.reset()

    def reset(self) -> None:
        super().reset()
        self.fold.show(False)
        self._offer([])
        self._begin()

    def refresh(self) -> None:
        self.fields["name"].control.options = sorted(set(self.page.now().tables.interviewers.name))

    def _begin(self) -> None:
        """Take away what was shown for other answers: nothing is forgotten unseen."""
        self.found = None
        self.telling.value = ""
        self.sure.layout.display = "none"

    def _answers(self) -> dict:
        return {name: self.fields[name].value for name in ("company", "mentions")}

    def _show(self) -> None:
        self._begin()
        name = self.fields["name"].value
        try:
            found = forget(self.page.log, name, **self._answers(), dry_run=True)
        except BadValue as error:
            if error.field == "company":
                self._offer(_companies(self.page, name))
            raise
        self.found = found
        self.tell(f"{_called(found)}: this would go. Nothing has been changed yet.", "note")
        self.telling.value = telling(found, "What would go")
        self.sure.layout.display = None

    def _forget(self) -> None:
        if self.found is None:
            return  # a second quick click
        found = forget(self.page.log, self.fields["name"].value, **self._answers())
        with self.page.at_one_moment():
            self.page.changed()
        self.fields["name"].value = ""
        # What a page printed before is saved again with it, until its cells are run again.
        self.tell(f"Forgotten: {_called(found)}. Press Run all on each page that is open: it may still show the name.")
        self.telling.value = telling(found, "What went")

    def _offer(self, companies: list[str]) -> None:
        """Ask at which company, where there are several."""
        field = self.fields["company"]
        field.control.options = [_ANY, *((company or "No company noted", company) for company in companies)]
        field.layout.display = None if companies else "none"


def telling(found: Forgotten, title: str) -> str:
    """Return what goes and what was not reached, as HTML.

    Parameters
    ----------
    found : Forgotten
    title : str
        Over what goes.
    """
    gone = "".join(
        f"<tr><td>{escape(line.place)}</td><td>{escape(line.what)}</td><td>{line.n}</td></tr>"
        for line in found.gone.itertuples()
    )
    left = "".join(
        f"<li>{escape(line.place)}: {escape(line.what)}. {escape(line.advice)}</li>" for line in found.left.itertuples()
    )
    head = "<tr><th>Where</th><th>What</th><th>How many</th></tr>"
    return (
        f'<div class="fk-title">{escape(title)}</div>'
        f'<div class="fk-scroll"><table class="fk-table">{head}{gone}</table></div>'
        f'<div class="fk-title">What the kit cannot reach, or leaves to you</div><ul class="fk-list">{left}</ul>'
    )


def _called(found: Forgotten) -> str:
    return ", ".join(filter(None, (found.name, *found.companies)))


def _companies(page: Page, name: str) -> list[str]:
    """Return the companies at which people of a name were met."""
    tables = page.now().tables
    typed = spelled(name)
    theirs = tables.interviewers[[spelled(one) == typed for one in tables.interviewers.name]]
    met = tables.interviews.set_index("interview_id").application_id
    companies = tables.applications.set_index("application_id").company
    return sorted(set(theirs.interview_id.map(met).map(companies)))
