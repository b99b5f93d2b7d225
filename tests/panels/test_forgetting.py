"""Forgetting somebody on the page: seen first, then for good; nothing goes that was not shown."""

import pytest
from clicking import answer, click, errors, find, press, state, words

import followup_kit as fk
from followup_kit.panels.forgetting import Forget
from followup_kit.panels.page import Page


@pytest.fixture
def panel(page: Page) -> Forget:
    log = page.log
    log.add_interview(
        company="Arbor", held_on="2026-03-26", topics="Bo Ek <b>said</b>", interviewers=["Sam Lee", "Bo Ek"]
    )
    log.add_interview(company="Birch", held_on="2026-03-27", interviewers=["Sam Lee"])
    panel = Forget(page)
    press(panel, "forget")
    return panel


def ask(panel: Forget, name: str, company: str | None = None) -> None:
    panel.fields["name"].value = name
    if company:
        panel.fields["company"].value = company
    press(panel, "forget-show")


def test_it_is_folded_until_asked_for_and_offers_who_was_met(panel: Forget) -> None:
    assert not find(Forget(panel.page), "t-name")
    assert panel.fields["name"].control.options == ("Bo Ek", "Sam Lee")
    assert not find(panel, "t-forget-for-good") and not find(panel, "t-company")


def test_what_would_go_is_shown_and_nothing_changed(panel: Forget) -> None:
    before = panel.page.log.path.read_bytes()
    ask(panel, "Bo Ek")
    assert answer(panel) == "Bo Ek, Arbor: this would go. Nothing has been changed yet."
    shown = words(panel.telling)
    assert "your log entries with name, contact and what was remembered 1" in shown
    assert "Look in your folder of downloads" in shown
    assert panel.page.log.path.read_bytes() == before


def test_then_they_are_forgotten_and_the_other_panels_follow(panel: Forget) -> None:
    other = Forget(panel.page)
    ask(panel, "Bo Ek")
    button = find(panel, "t-forget-for-good")[0]
    click(button)
    assert answer(panel).startswith("Forgotten: Bo Ek, Arbor. Press Run all on each page that is open")
    assert words(panel.telling).startswith("What went")
    assert panel.page.log.interviewers.name.tolist() == ["Sam Lee", "Sam Lee"]
    assert other.fields["name"].control.options == ("Sam Lee",) == panel.fields["name"].control.options
    before = panel.page.log.path.read_bytes()
    click(button)  # a second quick click
    assert panel.page.log.path.read_bytes() == before
    assert errors(panel) == {} and not find(panel, "t-forget-for-good")


def test_several_people_of_one_name_are_asked_about(panel: Forget) -> None:
    ask(panel, "sam lee")
    assert "may be 2 people" in errors(panel)["company"]
    assert not find(panel, "t-forget-for-good")
    assert [name for name, _ in panel.fields["company"].control.options] == ["Anywhere", "Arbor", "Birch"]
    ask(panel, "sam lee", "Birch")
    press(panel, "forget-for-good")
    assert panel.page.log.interviewers.name.tolist() == ["Sam Lee", "Bo Ek"]
    assert not find(panel, "t-company")


def test_a_change_of_mind_wants_to_be_shown_again(panel: Forget) -> None:
    ask(panel, "Sam Lee")
    ask(panel, "Sam Lee", "Arbor")
    panel.fields["name"].value = "Bo Ek"
    assert not find(panel, "t-forget-for-good") and words(panel.telling) == ""
    ask(panel, "Bo Ek")
    panel.fields["mentions"].value = True
    assert not find(panel, "t-forget-for-good")
    press(panel, "forget-show")
    press(panel, "forget-for-good")
    assert panel.page.log.interviews.topics[0] == "(forgotten) <b>said</b>"


def test_words_of_the_log_are_shown_as_they_stand(panel: Forget) -> None:
    ask(panel, "Bo Ek")
    assert "Bo Ek &lt;b&gt;said&lt;/b&gt;" in panel.telling.value and "<b>" not in panel.telling.value


@pytest.mark.parametrize(("name", "said"), [("", "Give the name"), ("Chi Nwosu", "Nobody called Chi Nwosu is noted")])
def test_nobody_is_said(panel: Forget, name: str, said: str) -> None:
    ask(panel, name)
    assert said in (errors(panel).get("name") or answer(panel))


def test_switched_to_another_log_it_is_as_new(panel: Forget, tmp_path) -> None:
    ask(panel, "Bo Ek")
    other = fk.open_log(tmp_path / "other.db")
    other.add_interview(company="Cedar", held_on="2026-03-26", interviewers=["Cy Dahl"])
    panel.page.switch(other)
    assert state(panel) == state(Forget(Page(other)))
