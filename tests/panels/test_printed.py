"""Plain text on a page: it stands there as it is, and follows the log."""

from collections.abc import Callable

import pytest

from followup_kit.panels import printed
from followup_kit.panels.page import Page
from followup_kit.panels.printed import Printed


class Shown:
    """What a notebook shows in one place."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def update(self, data: dict, *, raw: bool, **_: object) -> "Shown":
        assert raw and list(data) == ["text/plain"]
        self.texts.append(data["text/plain"])
        return self


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Return the place in which text is shown."""
    place = Shown()
    monkeypatch.setattr(printed, "display", place.update)
    return place


@pytest.fixture
def count(page: Page) -> Callable[[], str]:
    return lambda: f"{len(page.log.applications)} applications"


def test_text_follows_the_log(page: Page, shown: Shown, count: Callable) -> None:
    Printed(page, count)._ipython_display_()
    assert shown.texts == ["0 applications"]
    page.log.add_application("Arbor Clinic")
    page.changed()
    assert shown.texts == ["0 applications", "1 applications"]


def test_text_of_another_log_takes_its_place(page: Page, shown: Shown, count: Callable, tmp_path) -> None:
    page.log.add_application("Arbor Clinic")
    Printed(page, count)._ipython_display_()
    page.switch(type(page.log)(tmp_path / "other.db"))
    assert shown.texts == ["1 applications", "0 applications"]


def test_text_that_is_nowhere_shown_follows_nothing(page: Page, shown: Shown, count: Callable) -> None:
    Printed(page, count)
    page.changed()
    assert shown.texts == []


def test_text_that_cannot_follow_says_so(page: Page, shown: Shown) -> None:
    words = iter(["first"])
    Printed(page, lambda: next(words))._ipython_display_()
    page.changed()
    assert shown.texts[-1].startswith("This could not follow:")
