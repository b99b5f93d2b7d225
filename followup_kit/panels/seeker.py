"""Your details: how you sign, how you are reached, and whose public holidays count."""

from typing import Any

import ipywidgets as widgets

from followup_kit.calendars import calendar_for
from followup_kit.dates import say
from followup_kit.errors import BadValue
from followup_kit.etiquette import calendar_of
from followup_kit.markup import escape
from followup_kit.panels.form import Form
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Fold, row
from followup_kit.validation import checked

_SETTINGS = ("seeker_name", "seeker_email", "seeker_phone", "country", "subdivision")
_AHEAD = 3


class Seeker(Form):
    """The settings of a log that a person should know of."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        country = self.field("country", widgets.Dropdown(options=_countries()), "Country, for public holidays")
        subdivision = self.field("subdivision", widgets.Dropdown(options=_subdivisions("")), "State or region")
        country.control.observe(lambda _: self._country_chosen(), "value")
        subdivision.control.observe(lambda _: self._say_what_counts(), "value")
        self.counts = widgets.HTML()
        self.counts.add_class("t-holidays")
        self.fold = Fold(
            "your-details",
            "Name, contact, public holidays",
            row(
                self.field("seeker_name", widgets.Text(), "Your name, as you sign", width="14rem"),
                self.field("seeker_email", widgets.Text(), "Your e-mail", width="14rem"),
                self.field("seeker_phone", widgets.Text(), "Your phone", width="11rem"),
            ),
            row(country, subdivision),
            self.counts,
            self.save_button("save-seeker", "Save my details", self._save),
            self.message,
            self.undo,
        )
        self.children = [self.fold]
        self.reset()

    def reset(self) -> None:
        super().reset()
        self._load()
        self.fold.show(False)
        self.begin()

    def finish(self, words: str) -> None:
        super().finish(words)
        self.fold.show(True)  # where the answer stands

    def refresh(self) -> None:
        if not self.touched:
            self._load()

    def _load(self) -> None:
        settings = dict(self.page.log.settings)
        for name in _SETTINGS:
            self._show(name, settings.get(name) or "")
        self._show_place()
        self.note_values()
        unsigned = "" if settings.get("seeker_name") else ": your notes have no name under them yet"
        self.fold.title = f"Name, contact, public holidays{unsigned}"

    def _show(self, name: str, value: Any) -> None:
        control = self.fields[name].control
        if isinstance(control, widgets.Dropdown) and value not in {value for _, value in control.options}:
            control.options = (*control.options, (str(value), value))  # kept as it is, and told about on saving
        control.value = value

    def _country_chosen(self) -> None:
        self.fields["subdivision"].control.options = _subdivisions(self.fields["country"].value)
        self._show_place()

    def _show_place(self) -> None:
        subdivision = self.fields["subdivision"]
        subdivision.layout.display = None if len(subdivision.control.options) > 1 else "none"
        self._say_what_counts()

    def _say_what_counts(self) -> None:
        as_of = self.page.as_of
        place = {name: self.fields[name].value for name in ("country", "subdivision")}
        try:
            calendar = calendar_of(dict(self.page.log.settings) | place, as_of)
        except BadValue as error:
            words = str(error)
        else:
            coming = [f"{name}, {say(day)}" for day, name in calendar.holidays.items() if day >= as_of][:_AHEAD]
            words = calendar.sentence + (f" The next are {'; '.join(coming)}." if coming else "")
        self.counts.value = f'<div class="fk-why">{escape(words)}</div>'

    def _save(self) -> None:
        values = {name: self.fields[name].value.strip() for name in _SETTINGS}
        try:
            checked("interviewers", {"email": values["seeker_email"]})
        except BadValue as error:
            raise BadValue(str(error).removeprefix("email: "), field="seeker_email", value=error.value) from None
        calendar_for(values["country"], values["subdivision"])
        settings = self.page.log.settings
        with self.page.log.transaction("Saved your details"):
            for name, value in values.items():
                if value:
                    settings[name] = value
                elif name in settings:
                    del settings[name]
        self.finish("Saved. Your notes are signed with this name, and due dates leave these holidays out.")


def _countries() -> list[tuple[str, str]]:
    """Return the countries whose holidays are known: English name and two letters."""
    from holidays.registry import COUNTRIES

    names = {key.replace("_", " ").title(): codes[1] for key, codes in COUNTRIES.items()}
    return [("Not set: weekends only", ""), *sorted(names.items())]


def _subdivisions(country: str) -> list[tuple[str, str]]:
    """Return the states or regions of a country: their names and codes."""
    whole = [("The whole country", "")]
    if not country:
        return whole
    import holidays

    known = getattr(holidays, country, None)
    if known is None:
        return whole
    names = {code: code for code in known.subdivisions}
    for name, code in known.subdivisions_aliases.items():
        names[code] = max(names[code], name, key=len)  # beside the name stand other abbreviations
    return whole + sorted((name, code) for code, name in names.items())
