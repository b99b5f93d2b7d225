"""What a person does with a panel and sees of it: press a button, read what stands there."""

import html
import re
from collections.abc import Iterator
from typing import Any

import ipywidgets as widgets


def within(widget: widgets.Widget, *, hidden: bool = False) -> Iterator[widgets.Widget]:
    """Yield a widget and all in it; what is hidden only where that is asked for."""
    if hidden or widget.layout.display != "none":
        yield widget
        for child in getattr(widget, "children", ()):
            yield from within(child, hidden=hidden)


def find(panel: widgets.Widget, css: str) -> list[widgets.Widget]:
    """Return the visible widgets of a class, in order."""
    return [widget for widget in within(panel) if css in widget._dom_classes]


def press(panel: widgets.Widget, name: str, number: int = 0) -> None:
    """Press a visible button by the end of its class, as the browser does."""
    click(find(panel, f"t-{name}")[number])


def click(button: widgets.Button) -> None:
    button._handle_custom_msg({"event": "click"}, [])


def words(shown: str | widgets.Widget) -> str:
    """Return the text of HTML, or all the visible text of a widget."""
    if not isinstance(shown, str):
        return " ".join(filter(None, (words(each.value) for each in within(shown) if isinstance(each, widgets.HTML))))
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", shown))).strip()


def answer(panel: Any) -> str:
    """Return the panel's answer; empty where it gives none."""
    return words(panel.message.value) if panel.message.layout.display != "none" else ""


def errors(panel: Any) -> dict[str, str]:
    """Return the fields that say something is wrong with them; of a person's, the column alone."""
    return {name.split(".")[-1]: field.error for name, field in panel.fields.items() if field.error}


def state(panel: widgets.Widget) -> list[tuple]:
    """Return everything a person can see of a panel, to compare it with another one."""
    return [
        (type(each).__name__, *(getattr(each, name, None) for name in ("description", "value", "options", "disabled")))
        for each in within(panel)
    ]
