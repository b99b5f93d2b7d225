"""The counselor's worklist: who needs attention and why, filtered, sorted and paged, a page for each."""

from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit.attention import NEEDS
from followup_kit.dates import say_short
from followup_kit.errors import BadValue, LogFileError
from followup_kit.markup import escape
from followup_kit.outreach import COLUMNS
from followup_kit.panels.cohort_page import CohortPage
from followup_kit.panels.cohort_seeker import CHANNEL_WORDS, SeekerPage
from followup_kit.panels.panel import Panel, row

SHOWN = 30
EVERYBODY = ""
NOTHING_NOTED = pd.DataFrame(columns=COLUMNS)
_NOT_GIVEN = "\x00none"
SORTS = {
    "Who needs it most": (),
    "Name": ("name",),
    "Longest without activity": ("days_since_activity",),
    "Most applications": ("n_applications",),
    "Longest since you reached out": ("reached_on",),
}
_DOWN = ("days_since_activity", "n_applications")
LOOKS = {
    "thank_you": ("▲", "overdue"),
    "check_in": ("▲", "overdue"),
    "offer": ("✓", "done"),
    "none": ("–", "retired"),
}


class CohortWorklist(Panel):
    """One row for each seeker, those who need it most first; **Open** shows a seeker's own page."""

    page: CohortPage

    def __init__(self, page: CohortPage) -> None:
        super().__init__(page)
        self.first = 0
        filters = [
            self.field("words", widgets.Text(placeholder="A part of it"), "Name or number", width="12rem"),
            self.field("need", widgets.Dropdown(options=[("Any", EVERYBODY)]), "Need", width="15rem"),
            self.field("counselor", widgets.Dropdown(options=[("Every one", EVERYBODY)]), "Counselor", width="13rem"),
            self.field("programme", widgets.Dropdown(options=[("Every one", EVERYBODY)]), "Programme", width="14rem"),
            self.field("sort", widgets.Dropdown(options=list(SORTS)), "In order of", width="16rem"),
        ]
        for field in filters:
            field.control.observe(lambda _: self.attempt(self._filtered), "value")
        self.summary = widgets.HTML()
        self.summary.add_class("t-worklist-summary")
        self.rows = [SeekerRow(self) for _ in range(SHOWN)]
        self.earlier = self.button("earlier", "◂ Earlier", lambda: self._turn(-SHOWN))
        self.later = self.button("later", "Further ▸", lambda: self._turn(SHOWN))
        self.list = widgets.VBox([row(*filters), self.summary, *self.rows, row(self.earlier, self.later)])
        self.seeker = SeekerPage(self)
        self.children = [self.list, self.seeker, self.message]
        self.reset()

    def reset(self) -> None:
        self.first = 0
        self.seeker.close_page()
        self._offer()
        super().reset()

    def refresh(self) -> None:
        if self.page.cohort is None:
            self.chosen = pd.DataFrame()
            self.summary.value = '<div class="fk-why">Read the logs first: choose their folder above.</div>'
        else:
            latest = self.outreach().drop_duplicates("seeker_id", keep="last").set_index("seeker_id")
            named = self.page.named.join(latest, on="seeker_id").rename(columns={"on": "reached_on"})
            self.chosen = selected(named, **{name: self.fields[name].value for name in FILTERS})
            self.chosen = in_order(self.chosen, SORTS[self.fields["sort"].value])
            self.summary.value = f'<div class="fk-small">{escape(self._how_many(len(named)))}</div>'
        shown = self.chosen.iloc[self.first : self.first + SHOWN].to_dict("records")
        for place, card in enumerate(self.rows):
            card.show(shown[place] if place < len(shown) else None)
        self.earlier.layout.display = None if self.first else "none"
        self.later.layout.display = None if self.first + SHOWN < len(self.chosen) else "none"
        if self.seeker.seeker_id:
            self.seeker.refresh()

    def outreach(self) -> pd.DataFrame:
        """Return what the counselor noted; none of it, and why, where somebody else's file lies in its place."""
        try:
            return self.page.outreach()
        except LogFileError as error:
            self.tell(f"Your outreach is not shown. {error}", "bad")
            return NOTHING_NOTED

    def visit(self, seeker_id: str) -> None:
        """Show a seeker's own page in place of the list."""
        self.list.layout.display = "none"
        self.tell("")
        self.seeker.open_page(seeker_id)

    def back(self) -> None:
        """Show the list again, as it was left; not before a note begun is noted."""
        if self.fields["outcome"].value.strip():
            raise BadValue("This is not noted yet: press Note it, or take it out.", field="outcome")
        self.tell("")
        seeker_id = self.seeker.seeker_id
        self.seeker.close_page()
        self.refresh()
        for card in self.rows:
            if card.seeker_id == seeker_id:
                card.button.focus()

    def _offer(self) -> None:
        """Offer the counselors and programmes of the cohort, and the needs there are in it."""
        named = pd.DataFrame(columns=["counselor", "programme", "need"])
        if self.page.cohort is not None:
            named = self.page.named
        for name in ("counselor", "programme"):
            there = sorted(set(named[name]), key=str.casefold)
            options = [(each or "(not given)", each or _NOT_GIVEN) for each in there]
            self.fields[name].control.options = [("Every one", EVERYBODY), *options]
        counts = named.need.value_counts()
        needs = [(f"{words} ({counts[need]})", need) for need, words in NEEDS.items() if need in counts]
        self.fields["need"].control.options = [("Any", EVERYBODY), *needs]

    def _filtered(self) -> None:
        self.first = 0
        self.refresh()

    def _turn(self, by: int) -> None:
        self.first = max(0, self.first + by)
        self.refresh()

    def _how_many(self, total: int) -> str:
        n = len(self.chosen)
        if not n:
            return f"None of the {total:,} seekers fits. Choose less."
        end = min(self.first + SHOWN, n)
        which = f"{n:,}" if n <= SHOWN else f"{self.first + 1:,} to {end:,} of {n:,}"
        return f"{which} seeker{'' if n == 1 else 's'}{'' if n == total else f' chosen, of {total:,}'}."


FILTERS = ("words", "need", "counselor", "programme")


class SeekerRow(widgets.Box):
    """One seeker in the list: who, what is needed, why, and when the counselor last reached out."""

    def __init__(self, worklist: CohortWorklist) -> None:
        self.seeker_id = ""
        self.words = widgets.HTML()
        self.words.add_class("fk-words")
        self.button = worklist.button("open-seeker", "Open", lambda: worklist.visit(self.seeker_id))
        super().__init__([self.words, self.button])
        for css in ("fk-row", "fk-beside", "fk-card", "t-seeker"):
            self.add_class(css)

    def show(self, seeker: dict[str, Any] | None) -> None:
        """Show a seeker, or nobody."""
        self.layout.display = None if seeker else "none"
        for css in ("overdue", "due", "done", "retired"):
            self.remove_class(css)
        if seeker is None:
            return
        self.seeker_id = seeker["seeker_id"]
        sign, css = LOOKS.get(seeker["need"], ("●", "due"))
        self.add_class(css)
        where = " · ".join(filter(None, (seeker["programme"], seeker["campus"], seeker["counselor"])))
        self.words.value = (
            f"<b>{sign} {escape(called(seeker))}: {escape(_inside(NEEDS[seeker['need']]))}</b>"
            f"<div>{escape(seeker['why'])}</div>"
            f'<div class="fk-small">{escape(where or "Not in the roster")}{escape(_reached(seeker))}</div>'
        )


def selected(
    named: pd.DataFrame, words: str = "", need: str = "", counselor: str = "", programme: str = ""
) -> pd.DataFrame:
    """Return the seekers whose name or id has all the words, with a need, counselor and programme; empty chooses all.

    Parameters
    ----------
    named : DataFrame
        As `attention` returns it; it is left alone.
    """
    keep = pd.Series(True, index=named.index)
    for column, value in (("need", need), ("counselor", counselor), ("programme", programme)):
        if value:
            keep &= named[column] == ("" if value == _NOT_GIVEN else value)
    both = named.name + " " + named.seeker_id
    for word in words.split():
        keep &= both.str.contains(word, case=False, regex=False)
    return named[keep]


def in_order(named: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the seekers sorted by columns, who needs it most first among equals; by none, as they are."""
    if not columns:
        return named
    return named.sort_values(
        list(columns),
        ascending=[column not in _DOWN for column in columns],
        kind="stable",
        na_position="first" if columns == ("reached_on",) else "last",
        key=lambda column: column.str.casefold() if column.dtype == "str" else column,
    )


def called(seeker: dict[str, Any]) -> str:
    """Return a seeker's name and id, or the id alone."""
    return f"{seeker['name']} ({seeker['seeker_id']})" if seeker["name"] else seeker["seeker_id"]


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]


def _reached(seeker: dict[str, Any]) -> str:
    if pd.isna(seeker["channel"]):
        return ""
    day = "" if pd.isna(seeker["reached_on"]) else f" on {say_short(seeker['reached_on'])}"
    return f" · You reached out{day} {CHANNEL_WORDS.get(seeker['channel'], seeker['channel'])}"
