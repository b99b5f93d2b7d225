"""What every panel is made of: fields with their errors, actions that answer, folds."""

import threading

import ipywidgets as widgets
import pytest
from clicking import answer, click, errors, find, press, within, words

from followup_kit.errors import BadValue, ColumnError, LogFileError, NotFound
from followup_kit.panels.form import Form
from followup_kit.panels.page import Page
from followup_kit.panels.panel import Fold, Panel, row, text


def acting(page: Page, action: object) -> Panel:
    """Return a panel with two fields and a button that does something."""
    panel = Panel(page)
    panel.children = [
        panel.field("company", widgets.Text(), "Company"),
        panel.field("7.email", widgets.Text(), "E-mail"),
        panel.button("act", "Act", action),
        panel.message,
    ]
    return panel


def failing(error: Exception) -> object:
    def action() -> None:
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "field", "said", "told"),
    [
        (BadValue("Give the company.", field="company"), "company", "Give the company.", "Not saved yet"),
        (BadValue("company: 'x' is bad.", field="company"), "company", "'x' is bad.", "Not saved yet"),
        (BadValue("email: 'x' is no address.", field="7.email"), "email", "'x' is no address.", "Not saved yet"),
        (BadValue("Nothing to see.", field="elsewhere"), None, "", "Nothing to see."),
        (NotFound("There is no such row."), None, "", "There is no such row."),
        (LogFileError("The disk is full."), None, "", "The disk is full."),
        (ColumnError("No column x."), None, "", "No column x."),
    ],
)
def test_a_users_error_is_said_at_its_field_or_in_the_line(
    page: Page, error: Exception, field: str | None, said: str, told: str
) -> None:
    panel = acting(page, failing(error))
    press(panel, "act")
    assert errors(panel) == ({field: said} if field else {})
    assert answer(panel).startswith(told)


def test_an_error_goes_when_the_next_action_begins(page: Page) -> None:
    panel = acting(page, lambda: None)
    panel.fields["company"].error = "Give the company."
    press(panel, "act")
    assert not errors(panel)


def test_what_nobody_foresaw_is_told_and_raised_in_tests_only(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = acting(page, failing(RuntimeError("no space <left>")))
    with pytest.raises(RuntimeError, match="no space"):
        panel.attempt(failing(RuntimeError("no space <left>")))
    monkeypatch.setattr(Panel, "reraise", False)
    press(panel, "act")
    assert answer(panel) == "That did not work, and nothing was saved. The reason given: no space <left>"
    assert "<left>" not in panel.message.value


def test_actions_in_several_threads_wait_for_each_other(page: Page) -> None:
    running, worst = [], []

    def slowly() -> None:
        running.append(1)
        worst.append(len(running))
        threading.Event().wait(0.02)
        running.pop()

    panel = acting(page, slowly)
    threads = [threading.Thread(target=press, args=[panel, "act"]) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert worst == [1] * 5


def test_a_fields_class_is_letters_whatever_its_name(page: Page) -> None:
    field = Panel(page).field('status_words:HR "says" maybe', widgets.Text(), "What does it mean?")
    assert field.control._dom_classes == ("t-status_words-hr-says-maybe",)


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("R&D <b> 'x'", "R&D <b> 'x'"),
        ("<b> $x$", '<span class="mathjax_ignore">&lt;b&gt; &#36;x&#36;</span>'),
        (r"\(x\)", '<span class="mathjax_ignore">&#92;(x&#92;)</span>'),
    ],
)
def test_a_label_is_words_and_no_mathematics(page: Page, label: str, shown: str) -> None:
    control = Panel(page).field("word", widgets.Text(), label).control
    assert (control.description, control.description_allow_html) == (shown, shown != label)


def test_a_field_goes_back_to_what_it_began_with(page: Page) -> None:
    field = Panel(page).field("mode", widgets.Dropdown(options=["a", "b"], value="b"), "Mode")
    field.value, field.error = "a", "No."
    field.clear()
    assert (field.value, field.error) == ("b", "")


def test_a_fold_opens_and_closes(page: Page) -> None:
    inside = text("hello <b>")
    fold = Fold("more", "More", inside)
    assert inside not in within(fold) and fold.toggle.description == "▸ More"
    click(fold.toggle)
    assert fold.shown and inside in within(fold) and fold.toggle.description == "▾ More"
    assert words(inside) == "hello <b>"
    click(fold.toggle)
    assert not fold.shown


def test_rows_hold_controls_side_by_side() -> None:
    assert row(text("a"), text("b"))._dom_classes == ("fk-row",)


class Notes(Form):
    """A form of one field that keeps what was saved."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.kept: list[str] = []
        note = self.field("note", widgets.Text(), "Note")
        self.children = [note, self.save_button("save", "Save", self._save), self.message, self.undo]
        self.reset()

    def reset(self) -> None:
        super().reset()
        self.begin()

    def _save(self) -> None:
        self.kept.append(self.fields["note"].value)
        self.page.log.add_application(self.fields["note"].value)
        self.finish("Saved.")


def test_a_form_saves_once_until_something_is_typed(page: Page) -> None:
    form = Notes(page)
    for note in ("one", "two"):
        form.fields["note"].value = note
        press(form, "save")
        press(form, "save")
    assert form.kept == ["one", "two"]
    assert not form.touched and answer(form) == "Saved."


def test_an_untouched_form_may_be_saved_the_first_time(page: Page) -> None:
    form = Notes(page)
    press(form, "save")
    assert form.kept == [""] and "Give the company" in answer(form)


def test_a_step_back_takes_back_one_step(page: Page) -> None:
    form = Notes(page)
    for note in ("one", "two"):
        form.fields["note"].value = note
        press(form, "save")
    click(form.undo)
    click(form.undo)
    assert page.log.applications.company.tolist() == ["one"]
    assert answer(form) == "Undone: added two."
    assert not find(form, "t-undo")
