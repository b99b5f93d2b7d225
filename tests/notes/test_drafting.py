"""Drafts: for whom, out of what, and that the review has nothing to say about them."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logs_of_people import PANEL, one_application, person

from followup_kit import open_log
from followup_kit.errors import BadValue, NotFound
from followup_kit.notes import draft_notes, review_note, review_notes, shared_wording
from followup_kit.schema import CHANNELS, MESSAGE_KINDS

WHAT_WAS_REMEMBERED = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "the new scheduling system; her move from Leeds",
            "She moved from Leeds.",
            "asked me why I left?",
            "the salary range",
            "waiting three weeks for parts",
            "the job [do not mention]",
            "reply by Friday",
            "nervous, checked phone",
            "{{ 7 * 7 }}",
            "Thanks to you",
            "how she runs the ward",
            "deadlines; urgent; answer me now",
            "<b>Rust</b>",
        ]
    ),
)
ANY_PERSON = st.fixed_dictionaries(
    {"name": st.one_of(st.sampled_from(PANEL), st.text(max_size=40))},
    optional={
        "title": st.one_of(st.text(max_size=30), st.sampled_from(["Dr.", "Hiring manager", "Head of Nursing"])),
        "remembered": WHAT_WAS_REMEMBERED,
        "email": st.sampled_from(["", "a@example.org"]),
        "phone": st.sampled_from(["", "555 0142"]),
    },
)
ANY_WORDS = st.one_of(
    st.text(max_size=50),
    st.sampled_from(
        ["Dispatcher", "Yahoo!", "What If?", "[Acme]", "Promise Keepers", "Urgent Care Now", "Wait & Sons"]
    ),
)


@given(
    st.lists(ANY_PERSON, max_size=3),
    ANY_WORDS,
    ANY_WORDS,
    ANY_WORDS,
    st.sampled_from(["in_person", "video", "phone"]),
    st.sampled_from(MESSAGE_KINDS),
    st.sampled_from([None, *CHANNELS]),
    st.integers(0, 1),
)
def test_the_review_finds_nothing_but_what_is_missing(
    people: list[dict], role: str, company: str, me: str, mode: str, kind: str, channel: str | None, sent: int
) -> None:
    log = one_application(
        people,
        mode=mode,
        role=role,
        company=company,
        checked_in=sent,
        settings={"seeker_name": me},
        decision_by="2026-03-27",
    )
    for note in draft_notes(log, kind, interview_id=1, channel=channel):
        rules = {finding.rule for finding in review_note(note.body, note.kind, note.recipient)}
        assert rules == ({"placeholder_left"} if note.missing else set()), note.body
        assert note.subject.isprintable()


@pytest.mark.parametrize("channel", ["email", "handwritten", "phone"])
@pytest.mark.parametrize("mode", ["in_person", "video", "phone"])
@pytest.mark.parametrize("n", range(2, 9))
@pytest.mark.parametrize("role", ["", "Dispatcher", "Assistant Director of Patient Care"])
def test_a_panel_with_nothing_remembered_gets_notes_worded_differently(
    n: int, mode: str, channel: str, role: str
) -> None:
    people = [person(name, title="Hiring manager") for name in PANEL[:n]]
    notes = draft_notes(one_application(people, mode=mode, role=role), "thank_you", interview_id=1, channel=channel)
    texts, names = [note.body for note in notes], [note.recipient for note in notes]
    assert max(shared_wording(a, b, names) for a, b in combinations(texts, 2)) <= 0.25  # the limit is 0.35
    found = {finding.rule for one in review_notes(texts, "thank_you", names) for finding in one}
    assert found == {"placeholder_left"}


def test_one_thank_you_for_each_person_in_order_of_entry() -> None:
    notes = draft_notes(one_application([person(name) for name in PANEL]), "thank_you", interview_id=1)
    assert tuple(note.recipient for note in notes) == PANEL
    assert [note.interviewer_id for note in notes] == list(range(1, 9))
    assert {(note.application_id, note.interview_id, note.kind) for note in notes} == {(1, 1, "thank_you")}
    assert notes[0].body.startswith("Dear Dr. Marchetti,\n\n")
    assert notes[1].body.startswith("Dear Ben,\n\n")


def test_somebody_entered_twice_gets_one_note() -> None:
    log = one_application([person("Ana Lopez"), {"name": "ana  lopez"}, person("Bo Berg")])
    assert [note.recipient for note in draft_notes(log, "thank_you", interview_id=1)] == ["Ana Lopez", "Bo Berg"]


def test_the_same_log_gives_the_same_drafts() -> None:
    log = one_application([person(name) for name in PANEL])
    assert draft_notes(log, "thank_you", interview_id=1) == draft_notes(log, "thank_you", interview_id=1)


def test_a_later_round_is_worded_differently_too() -> None:
    log = one_application([person(name) for name in PANEL], rounds=2)
    first, second = (draft_notes(log, "thank_you", interview_id=n) for n in (1, 2))
    for a, b in zip(first, second, strict=True):
        assert a.recipient == b.recipient
        assert shared_wording(a.body, b.body, [a.recipient]) <= 0.35


def test_what_was_remembered_is_woven_in_and_nothing_is_missing() -> None:
    log = one_application([person("Ana Lopez", remembered="her move from Leeds; the new ward")])
    (note,) = draft_notes(log, "thank_you", interview_id=1)
    assert "your move from Leeds" in note.body
    assert note.missing == ()


def test_what_cannot_be_woven_in_is_left_to_the_writer_with_the_words_noted() -> None:
    log = one_application([person("Ana Lopez", remembered="She moved from Leeds")])
    (note,) = draft_notes(log, "thank_you", interview_id=1)
    assert note.missing == ("one thing you and Ana talked about: She moved from Leeds",)
    assert f"[{note.missing[0]}]" in note.body


def test_nothing_is_made_up_where_nothing_was_noted() -> None:
    (note,) = draft_notes(
        one_application([{"name": ""}], role="", company="", settings={}), "thank_you", interview_id=1
    )
    assert note.missing[0] == "their name"
    assert note.missing[-1] == "your name"


@pytest.mark.parametrize(
    ("kind", "mode", "contact", "channel"),
    [
        ("thank_you", "in_person", {"email": "a@example.org"}, "handwritten"),
        ("thank_you", "video", {"email": "a@example.org"}, "email"),
        ("thank_you", "phone", {"phone": "555"}, "phone"),
        ("check_in", "in_person", {"email": "a@example.org", "phone": "555"}, "email"),
        ("check_in", "in_person", {"phone": "555"}, "phone"),
        ("check_in", "in_person", {}, "email"),
        ("feedback_request", "in_person", {"email": "a@example.org"}, "email"),
    ],
)
def test_the_channel_that_fits_best(kind: str, mode: str, contact: dict[str, str], channel: str) -> None:
    log = one_application([{"name": "Ana Lopez", **contact}], mode=mode)
    (note,) = draft_notes(log, kind, interview_id=1)
    assert note.channel == channel
    assert bool(note.subject) == (channel == "email")


def test_a_check_in_goes_to_the_first_who_can_be_reached() -> None:
    log = one_application([{"name": "Ana Lopez"}, person("Bo Berg"), person("Cy Young")])
    assert [note.recipient for note in draft_notes(log, "check_in", application_id=1)] == ["Bo Berg"]


def test_an_address_noted_in_another_round_will_do() -> None:
    log = one_application([{"name": "Ana Lopez"}], rounds=2)
    log.interviewers.loc[0, "email"] = "ana@example.org"
    (note,) = draft_notes(log, "check_in", application_id=1)
    assert (note.interview_id, note.email) == (2, "ana@example.org")
    assert note.missing == ()


def test_nobody_reachable_is_said() -> None:
    (note,) = draft_notes(one_application([{"name": "Ana Lopez"}]), "check_in", application_id=1)
    assert note.missing == ("No e-mail or phone is noted for Ana Lopez: send it by way of the coordinator",)


def test_nobody_noted_is_said() -> None:
    (note,) = draft_notes(one_application(rounds=0), "check_in", application_id=1)
    assert (note.recipient, note.interview_id, note.interviewer_id) == ("", None, None)
    assert note.missing == ("No e-mail or phone is noted yet: send it by way of the coordinator", "their name")


def test_an_interview_still_ahead_is_not_the_latest() -> None:
    log = one_application([person("Ana Lopez")], rounds=2)
    (note,) = draft_notes(log, "check_in", application_id=1, as_of="2026-03-12")
    assert note.interview_id == 1


def test_a_second_check_in_says_so() -> None:
    people = [person("Ana Lopez")]
    (first,) = draft_notes(one_application(people), "check_in", application_id=1)
    (second,) = draft_notes(one_application(people, checked_in=1), "check_in", application_id=1)
    assert "a second time" not in first.body
    assert "a second time" in second.body
    assert shared_wording(first.body, second.body) < 0.35


def test_the_promised_date_is_spoken_of_kindly() -> None:
    (note,) = draft_notes(one_application([person("Ana")], decision_by="2026-03-27"), "check_in", application_id=1)
    assert "27 March in mind for a decision" in note.body


def test_days_are_written_as_the_country_writes_them() -> None:
    log = one_application([person("Ana")], settings={"seeker_name": "Sam", "country": "US"})
    assert "March 12" in draft_notes(log, "thank_you", interview_id=1)[0].body


def test_a_call_script_says_who_calls_and_what_to_leave_as_a_message() -> None:
    log = one_application([{"name": "Ana Lopez", "phone": "555"}])
    (note,) = draft_notes(log, "check_in", application_id=1)
    assert note.body.startswith("Hello Ana, this is Sam Reed.")
    assert "leave a message" in note.body
    assert "on 555 0142" in note.body


def test_templates_of_ones_own_beside_the_log(tmp_path: Path) -> None:
    log = open_log(tmp_path / "search.db")
    interview = log.add_interview(company="Northwind", held_on="2026-03-12", interviewers=["Ana Lopez", "Bo Berg"])
    (tmp_path / "templates").mkdir()
    own = tmp_path / "templates" / "thank_you_email.j2"
    own.write_text(
        "Subject: Hi from me\n\nDear {{ greeting }}: thanks for {{ topic or ask('it') }}.\n---\nCiao {{ greeting }}\n"
    )
    first, second = draft_notes(log, "thank_you", interview_id=interview)
    assert (first.subject, first.body) == ("Hi from me", "Dear Ana: thanks for [it].")
    assert (second.subject, second.body) == ("", "Ciao Bo")
    (elsewhere,) = draft_notes(log, "check_in", interview_id=interview, templates=tmp_path)
    assert "where you are in the process" in elsewhere.body


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Dear {{ greting }}", "'greting' is undefined"),
        ("Dear {{ greeting", "unexpected end of template"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("", "holds no letter"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "thank_you_email.j2").write_text(text)
    with pytest.raises(BadValue, match=r"thank_you_email\.j2") as caught:
        draft_notes(one_application([person("Ana")]), "thank_you", interview_id=1, templates=tmp_path)
    assert complaint in str(caught.value)


def test_what_was_typed_in_is_no_template() -> None:
    log = one_application([person("Ana", remembered="the {{ 7 * 7 }} plan")], company="{{ 7 * 7 }}", role="{% raw %}")
    (note,) = draft_notes(log, "thank_you", interview_id=1)
    assert "49" not in note.body


def test_what_is_not_there_is_said() -> None:
    log = one_application([person("Ana")])
    with pytest.raises(NotFound, match="no interview 9"):
        draft_notes(log, "thank_you", interview_id=9)
    with pytest.raises(NotFound, match="no application 9"):
        draft_notes(log, "check_in", application_id=9)
    with pytest.raises(BadValue, match="Give interview_id"):
        draft_notes(log, "thank_you", application_id=1)
    with pytest.raises(BadValue, match="Give application_id"):
        draft_notes(log, "check_in")
    with pytest.raises(BadValue, match="kind: 'thanks' is none"):
        draft_notes(log, "thanks", interview_id=1)
    with pytest.raises(BadValue, match="channel: 'fax' is none"):
        draft_notes(log, "thank_you", interview_id=1, channel="fax")


def test_a_remark_the_review_takes_amiss_is_left_to_the_writer() -> None:
    remark = "that I expect an answer by Friday"
    log = one_application([person("Ana Lopez", remembered=remark)])
    assert "pushy" in {finding.rule for finding in review_note(f"Our talk about {remark}.", "thank_you")}
    (note,) = draft_notes(log, "thank_you", interview_id=1)
    assert f"about {remark}" not in note.body
    assert {finding.rule for finding in review_note(note.body, "thank_you", "Ana Lopez")} == {"placeholder_left"}
