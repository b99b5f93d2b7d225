"""The application form: one added, or the details of one put right."""

import ipywidgets as widgets

from followup_kit.corrections import same_name
from followup_kit.dates import optional_date, say
from followup_kit.errors import BadValue
from followup_kit.panels.choosing import application_name
from followup_kit.panels.form import Form
from followup_kit.panels.page import Page
from followup_kit.panels.panel import row

DETAILS = ("company", "role", "source", "location", "url")


class ApplicationForm(Form):
    """Company, role, where it was found, and the day applied."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.editing: int | None = None
        self.heading = widgets.HTML()
        combobox = widgets.Combobox
        first = row(
            self.field("company", combobox(placeholder="Riverside Dental"), "Company (required)", width="18rem"),
            self.field("role", widgets.Text(placeholder="Receptionist"), "Role", width="18rem"),
            self.field("applied_on", widgets.DatePicker(), "Applied on (empty: not yet)", width="13rem"),
        )
        second = row(
            self.field("source", combobox(placeholder="LinkedIn"), "Where you found it", width="12rem"),
            self.field("location", combobox(placeholder="Portland, OR"), "Location", width="12rem"),
            self.field("url", widgets.Text(placeholder="https://"), "Link to the advertisement", width="18rem"),
        )
        self.save = self.save_button("save-application", "Add application", self._save)
        self.cancel = self.button("cancel-application", "Leave it as it was", self.reset)
        self.remove = self.button("remove-application", "Remove this application", self._remove)
        self.children = [
            self.heading,
            first,
            second,
            row(self.save, self.cancel, self.remove),
            self.message,
            self.undo,
        ]
        self.reset()

    def reset(self) -> None:
        self.editing = None
        super().reset()
        self.fields["applied_on"].value = self.page.as_of
        self.begin()

    def refresh(self) -> None:
        applications = self.page.now().tables.applications
        for name in ("company", "source", "location"):
            self.fields[name].control.options = sorted(set(applications[name]) - {""})

    def edit(self, application_id: int) -> None:
        """Open an application in the form."""
        self.reset()
        applications = self.page.now().tables.applications.set_index("application_id")
        for name in DETAILS:
            self.fields[name].value = applications.loc[application_id, name]
        self.editing = application_id
        self.begin()
        self.fields["company"].control.focus()

    def _save(self) -> None:
        log = self.page.log
        details = {name: self.fields[name].value.strip() for name in DETAILS}
        name = application_name(details["company"], details["role"])
        if self.editing is not None:
            with log.transaction(f"Changed {name}"):
                log.edit("applications", self.editing, **details)
            self.finish(f"Saved: {name}.")
            return
        applied = optional_date(self.fields["applied_on"].value, "applied_on")
        if applied is not None and applied > self.page.as_of:
            raise BadValue(
                f"{say(applied)} is still to come. Leave it empty until you have applied.", field="applied_on"
            )
        again = len(same_name(self.page.now().tables.applications, details["company"], details["role"]))
        log.add_application(**details, applied_on=applied)
        since = f", applied {say(applied)}" if applied else ", saved for later: say so above once you have applied"
        twice = " You had one of that name before: both are kept." if again else ""
        self.finish(f"Added: {name}{since}.{twice}")

    def _remove(self) -> None:
        if self.editing is None:
            return  # a second quick click
        with self.page.log.transaction("Removed an application"):
            self.page.log.remove("applications", self.editing)
        self.finish("Removed, with its interviews, notes and all that belonged to it.")

    def begin(self) -> None:
        super().begin()
        new = self.editing is None
        words = "Add an application" if new else "Change this application"
        self.heading.value = f'<div class="fk-title">{words}</div>'
        self.save.description = "Add application" if new else "Save changes"
        self.fields["applied_on"].layout.display = None if new else "none"
        for button in (self.cancel, self.remove):
            button.layout.display = "none" if new else None
