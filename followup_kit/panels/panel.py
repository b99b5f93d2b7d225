"""Panel and Field: a block of a page, and one labelled control in it with its error beneath."""

import re
import threading
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import BadValue, ColumnError, LogFileError, NotFound
from followup_kit.markup import escape
from followup_kit.panels.page import Page

USER_ERRORS = (BadValue, NotFound, LogFileError, ColumnError)


class Field(widgets.VBox):
    """A control with its label above, and below it a place for what is wrong with it.

    Parameters
    ----------
    name : str
        The field's name in errors, and ``t-<name>`` its class in the page.
    control : widget
        It gets the label as its description.
    label : str
        Says what is required: "Company (required)".
    width : str
        The CSS width on a wide page; on a narrow one every field takes the whole width.
    """

    def __init__(self, name: str, control: widgets.Widget, label: str, *, width: str = "14rem") -> None:
        self.name = name
        self.label = label
        self.control = control
        self.default = control.value
        control.description = label
        if {"$", "\\"} & set(label):  # words of somebody's file, which JupyterLab would set as mathematics
            words = escape(label).replace("$", "&#36;").replace("\\", "&#92;")
            control.description = f'<span class="mathjax_ignore">{words}</span>'
            control.description_allow_html = True
        control.style.description_width = "auto"
        control.layout.width = "100%"
        css = f"t-{re.sub(r'[^a-z0-9_]+', '-', name.lower())}"  # a name may be a header of somebody's file
        control.add_class(css)
        self._error = widgets.HTML(layout={"display": "none"})
        self._error.add_class(f"{css}-error")
        super().__init__([control, self._error], layout={"width": width})
        self.add_class("fk-field")

    @property
    def value(self) -> Any:
        """What the control holds."""
        return self.control.value

    @value.setter
    def value(self, value: Any) -> None:
        self.control.value = value

    @property
    def error(self) -> str:
        """What is wrong with the value, in words; empty where nothing is."""
        return self._words

    @error.setter
    def error(self, words: str) -> None:
        self._words = words
        self._error.value = f'<div class="fk-error" role="alert">{escape(words)}</div>' if words else ""
        self._error.layout.display = None if words else "none"

    _words = ""

    def clear(self) -> None:
        """Go back to the value it began with, without an error."""
        self.control.value = self.default
        self.error = ""


class Panel(widgets.VBox):
    """A block of a page: controls, a line that answers, one `refresh`.

    Subclasses build their controls once in ``__init__``, then set ``children`` and call `refresh`. What they
    compute comes from pure functions; a panel only asks and shows.

    Parameters
    ----------
    page : Page
        The log and the day; the panel is refreshed when they change.
    """

    reraise = False  # tests set it: an error nobody foresaw must not be swallowed by the widget's machinery

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.fields: dict[str, Field] = {}
        self.message = widgets.HTML(layout={"display": "none"})
        self.message.add_class("t-message")
        self._lock = threading.RLock()  # callbacks may come in different threads
        self.add_class("fk-panel")
        page.panels.append(self)

    def refresh(self) -> None:
        """Show the log as it is now; what is being typed stays."""

    def follow(self) -> None:
        """Refresh after a change made elsewhere; what goes wrong is told here, not where the change was made."""
        try:
            self.refresh()
        except Exception as error:
            self.tell(f"This part of the page could not follow: {error} Run the page again.", "bad")
            if self.reraise:
                raise

    def reset(self) -> None:
        """Begin anew, on another log."""
        self.tell("")
        for field in self.fields.values():
            field.clear()
        self.refresh()

    def field(self, name: str, control: widgets.Widget, label: str, *, width: str = "14rem") -> Field:
        """Make a field, known to the panel by its name so that errors find it."""
        self.fields[name] = Field(name, control, label, width=width)
        return self.fields[name]

    def button(self, name: str, label: str, action: Callable[[], None], *, primary: bool = False) -> widgets.Button:
        """Make a button whose action answers in the panel, also when it fails."""
        button = widgets.Button(description=label, button_style="primary" if primary else "")
        button.add_class(f"t-{name}")
        button.on_click(lambda _: self.attempt(action))
        return button

    def attempt(self, action: Callable[[], None]) -> None:
        """Do something for the user; what goes wrong stands beside its field, and nothing typed is lost."""
        with self._lock:
            for field in self.fields.values():
                field.error = ""
            try:
                action()
            except USER_ERRORS as error:
                self.complain(error)
            except OSError as error:
                self.tell(f"{error.filename or 'The file'} cannot be written or read: {error.strerror}.", "bad")
            except Exception as error:
                self.tell(f"That did not work, and nothing was saved. The reason given: {error}", "bad")
                if self.reraise:
                    raise

    def complain(self, error: Exception) -> None:
        """Show a user's error at the field it names, else in the panel's line."""
        field = self.fields.get(getattr(error, "field", ""))
        words = error.args[0] if error.args else str(error)
        if field is None:
            self.tell(words, "bad")
        else:
            words = words.removeprefix(f"{field.name.split('.')[-1]}: ")
            field.error = words[:1].upper() + words[1:]
            self.tell(f"Not saved yet: see the note under {field.label.split(' (')[0]!r}.", "bad")
            field.control.focus()

    def step_back(self) -> None:
        """Take back the last step, whichever panel made it, and say what it was."""
        what = self.page.log.undo()
        self.page.changed()
        self.tell(f"Undone: {what[:1].lower()}{what[1:]}.")

    def tell(self, words: str, kind: str = "ok") -> None:
        """Answer in the panel's line: kind is ``ok``, ``bad`` or ``note``; empty words take the line away."""
        self.message.value = said(words, kind)
        self.message.layout.display = None if words else "none"


class Fold(widgets.VBox):
    """What few need, behind a button that says what it is; a widget's accordion cannot be reached by keyboard.

    Parameters
    ----------
    name : str
        ``t-<name>`` is the button's class in the page.
    title : str
    *children : widget
    """

    def __init__(self, name: str, title: str, *children: widgets.Widget) -> None:
        self._title = title
        self.toggle = widgets.Button()
        self.toggle.add_class("fk-fold")
        self.toggle.add_class(f"t-{name}")
        self.inside = widgets.VBox(children)
        super().__init__([self.toggle, self.inside])
        self.toggle.on_click(lambda _: self.show(not self.shown))
        self.show(False)

    @property
    def title(self) -> str:
        """What the button says."""
        return self._title

    @title.setter
    def title(self, title: str) -> None:
        self._title = title
        self.show(self.shown)

    @property
    def shown(self) -> bool:
        """Whether what is inside can be seen."""
        return self.inside.layout.display != "none"

    def show(self, shown: bool) -> None:
        """Open or close it."""
        self.inside.layout.display = None if shown else "none"
        self.toggle.description = f"{'▾' if shown else '▸'} {self.title}"


def said(words: str, kind: str) -> str:
    """Return an answer as HTML, which a screen reader reads out; empty where there is none."""
    return f'<div class="fk-message {kind}" role="status">{escape(words)}</div>' if words else ""


def row(*children: widgets.Widget) -> widgets.Box:
    """Return controls side by side, which wrap, and stack on a narrow page."""
    box = widgets.Box(list(children))
    box.add_class("fk-row")
    return box


def text(words: str, css: str = "", tag: str = "div") -> widgets.HTML:
    """Return text as a widget, shown as it stands."""
    return widgets.HTML(f'<{tag} class="{escape(css)}">{escape(words)}</{tag}>')
