"""What the review says, of sentences and of whole notes."""

import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.errors import BadValue
from followup_kit.notes import Finding, review_note, review_notes
from followup_kit.notes.sentences import sentences
from followup_kit.schema import MESSAGE_KINDS

PHRASINGS = tomllib.loads((Path(__file__).parent / "phrasings.toml").read_text(encoding="utf-8"))
NOT_REACHED = set(PHRASINGS.pop("not_reached"))
# Around a sentence in question: all that its kind needs, but for what the rule looks for.
FRAMES = {
    "thank_you": ("Thank you for Tuesday.", "I look forward to talking again."),
    "check_in": ("Thank you for Tuesday.", "Could you tell me where you are in the process?"),
    "feedback_request": ("Thank you for writing.", "I would be grateful for any feedback."),
}
WITHOUT = {"no_thanks": 0, "no_forward_look": 1, "no_status_inquiry": 1, "no_feedback_request": 1, "asks_question": 1}
CASES = [
    (kind, rule, verdict, sentence)
    for kind, rules in PHRASINGS.items()
    for rule, verdicts in rules.items()
    for verdict, found in verdicts.items()
    for sentence in found
]


def rules_of(text: str, kind: str, recipient: str = "") -> list[str]:
    return [finding.rule for finding in review_note(text, kind, recipient)]


def in_a_note(kind: str, rule: str, sentence: str) -> str:
    kept = [words for place, words in enumerate(FRAMES[kind]) if place != WITHOUT.get(rule)]
    return "\n\n".join(["Dear Ana,", *kept[:1], sentence, *kept[1:], "Sincerely,\nSam Reed"])


@pytest.mark.parametrize(("kind", "rule", "verdict", "sentence"), CASES)
def test_sentences_get_the_verdict_of_a_careful_reader(kind: str, rule: str, verdict: str, sentence: str) -> None:
    right = (rule in rules_of(in_a_note(kind, rule, sentence), kind)) == (verdict == "yes")
    assert right == (sentence not in NOT_REACHED)


GOOD = """Dear Dr. Marchetti,

Thank you for speaking with me on Tuesday. I enjoyed our talk about the new clinic.

I look forward to talking again.

Sincerely,
Sam Reed"""


def test_nothing_to_change_in_a_good_note() -> None:
    assert review_note(GOOD, "thank_you", "Dr. Ana Marchetti, DDS") == []


def test_a_finding_quotes_the_words_and_says_what_to_do() -> None:
    text = GOOD.replace("I look", "What are the hours? I look")
    (finding,) = review_note(text, "thank_you", "Dr. Ana Marchetti")
    assert text[slice(*finding.span)] == "What are the hours?"
    assert finding == Finding(
        "asks_question",
        finding.span,
        "“What are the hours?” asks a question. A thank-you asks nothing: keep it for your next talk.",
    )


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "Dear [name],\n\nI expect an answer by Friday. What is the pay?\n\nSam"
    spans = [finding.span for finding in review_note(text, "check_in", "Ana")]
    assert spans == sorted(spans)
    assert set(rules_of(text, "check_in", "Ana")) == {
        "placeholder_left",
        "wrong_or_missing_name",
        "pushy",
        "asks_question",
        "no_status_inquiry",
        "no_thanks",
    }


@pytest.mark.parametrize(("extra", "long"), [(200, False), (201, True)])
def test_words_are_counted_greeting_and_signature_too(extra: int, long: bool) -> None:
    text = "Dear Ana,\n\nThank you. I look forward to talking again." + " well" * (extra - 12) + "\n\nSam Reed"
    assert len(text.split()) == extra
    assert ("too_long" in rules_of(text, "thank_you", "Ana")) == long


def test_too_long_says_how_much_to_cut() -> None:
    text = "Dear Ana,\n\nThank you. I look forward to talking again." + " well" * 200 + "\n\nSam Reed"
    (finding,) = review_note(text, "thank_you", "Ana")
    assert finding.message == "212 words; 200 are the most a busy person reads. Cut 12 or more."
    assert text[finding.span[0] :].split() == text.split()[200:]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("When you asked, “Where do you see yourself?” I said nothing clever.", True),
        ('You like to ask "How can I make this right?" of every caller.', True),
        ("Your note said ‘what would you change?’ and I thought about it.", True),
        ("I have one question: where do you see the firm in a year?", False),
    ],
)
def test_a_quoted_question_is_not_the_writers(text: str, quoted: bool) -> None:
    assert ("asks_question" not in rules_of(GOOD.replace("I enjoyed", f"{text} I enjoyed"), "thank_you")) == quoted


def test_a_question_after_the_signature_counts() -> None:
    assert rules_of(f"{GOOD}\n\nP.S. What is the pay?", "thank_you") == ["asks_question"]


def test_a_check_in_has_one_inquiry_and_no_more() -> None:
    note = "Dear Ana,\n\nThank you for Tuesday. {}\n\nSam"
    assert rules_of(note.format("How are you fixed?"), "check_in", "Ana") == []
    assert rules_of(note.format("Has a decision been made? What does the job pay?"), "check_in", "Ana") == [
        "asks_question"
    ]


@pytest.mark.parametrize(
    ("said", "kind", "rule"),
    [
        ("I do not ask you to reconsider.", "feedback_request", "argues_with_outcome"),
        ("I do not expect an answer right away.", "check_in", "pushy"),
        ("I was annoyed with myself for forgetting the name of the act.", "feedback_request", "annoyed"),
    ],
)
def test_a_plain_phrase_is_not_held_against_who_takes_it_back(said: str, kind: str, rule: str) -> None:
    assert rule not in rules_of(in_a_note(kind, rule, said), kind)


@pytest.mark.parametrize(
    ("greeting", "recipient", "right"),
    [
        ("Respected Mr. Lopez,", "Luis Lopez", True),
        ("Dear Yusuf Bey,", "Mr. Yusuf Demirci", True),
        ("Hello Aunty Ngozi,", "Ngozi", True),
        ("Dear Dr. Marchetti,", "Dr. Ana Marchetti, DDS", True),
        ("Dear Ana,", "Dr. Ana Marchetti, DDS", True),
        ("Dear Ms. Marchetti,", "Dr. Ana Marchetti, DDS", True),
        ("Hi Jose!", "José Núñez", True),
        ("Dear Mr. Mueller,", "Jürgen Müller", True),
        ("Dear Mr. van der Meer,", "Jan van der Meer", True),
        ("Dear Ms. O'Brien,", "Siobhán O’Brien", True),
        ("Dear Smith Jones,", "Alex Smith-Jones", True),
        ("Dear Ms. Smith,", "Alex Smith-Jones", True),
        ("Dear J. P.,", "J. P. Okafor", True),
        ("dear ms. okafor,", "Ada Okafor", True),
        ("Ana -", "Ana Lopez", True),
        ("Captain Rourke,", "Capt. Eileen Rourke", True),
        ("Dear Father Abbot,", "Abbot Gregory Finch", True),
        ("Hola Lucía,", "Lucía Fernández Robles", True),
        ("Nakagawa-san,", "Ryo Nakagawa", True),
        ("Dear Ana and Tom,", "Ana Lopez", True),
        ("Good morning! Thank you, Ms. Lopez, for the tour.", "Ana Lopez", True),
        ("Dear Dr. Marchetty,", "Dr. Ana Marchetti", False),
        ("Dear Tom,", "Ana Lopez", False),
        ("Dear Ana Lopes,", "Ana Lopez", False),
        ("Dear Sir or Madam,", "Ana Lopez", False),
        ("Dear Hiring Manager,", "Ana Lopez", False),
        ("Hi there,", "Ana Lopez", False),
        ("Hello,", "Hope Sinclair", False),
        ("To whom it may concern,", "Ana Lopez", False),
        ("", "Ana Lopez", False),
    ],
)
def test_names(greeting: str, recipient: str, right: bool) -> None:
    text = f"{greeting}\n\nThank you for Tuesday. I hope we talk again.\n\nSam Reed"
    assert ("wrong_or_missing_name" not in rules_of(text, "thank_you", recipient)) == right


def test_a_misspelt_name_is_told_from_a_wrong_one() -> None:
    note = "Dear Ms. {},\n\nThank you for Tuesday. I hope we talk again.\n\nSam Reed"
    (near,) = review_note(note.format("Marchetty"), "thank_you", "Ana Marchetti")
    assert near.message.endswith("is it “Marchetti”? Check the spelling.")
    (far,) = review_note(note.format("Olsen"), "thank_you", "Ana Marchetti")
    assert far.message.endswith("Greet the person it goes to.")


def test_without_a_recipient_the_name_is_not_checked() -> None:
    assert review_note(GOOD.replace("Dr. Marchetti", "whoever reads this"), "thank_you") == []


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadValue, match="'thanks' is no kind of note"):
        review_note("", "thanks")


@pytest.mark.parametrize("text", [None, 5, b"Dear Ana"])
def test_what_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(BadValue, match="is no text") as refused:
        review_note(text, "thank_you")
    assert refused.value.field == "text"


def test_one_recipient_for_each_note() -> None:
    with pytest.raises(BadValue, match="2 for 1 notes"):
        review_notes(["Dear Ana"], recipients=["Ana", "Bo"])


def test_notes_too_much_alike_name_each_other() -> None:
    card = "Dear {},\n\nThank you for a good talk about the harbour. I hope we talk again.\n\nSam Reed"
    other = "Dear Cy,\n\nIt was kind of you to see me. I would gladly come back for a second visit.\n\nSam Reed"
    texts = [card.format("Ana Lopez"), card.format("Bo Berg"), other]
    found = review_notes(texts, recipients=["Ana Lopez", "Bo Berg", "Cy Young"])
    assert [[finding.rule for finding in one] for one in found] == [["not_worded_differently"]] * 2 + [[]]
    assert found[0][0].message.startswith("Too much like your note to Bo Berg: both say “thank you for a good talk")


@given(st.text(max_size=400), st.sampled_from(MESSAGE_KINDS), st.text(max_size=40))
def test_any_text_can_be_reviewed_and_spans_lie_in_it(text: str, kind: str, recipient: str) -> None:
    for finding in review_note(text, kind, recipient):
        start, end = finding.span
        assert 0 <= start <= end <= len(text)


@given(st.text(alphabet="aA .,?!'’“”\"\n[]{}-—0", max_size=300))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(text[s.start : s.end] for s in found).split()) == "".join(text.split())


# 20,000 characters each; a pattern that went back and forth would take minutes.
@pytest.mark.parametrize(
    "unit",
    [
        *("a", " ", "I ", "I would ", "not ", "I have still not ", "please ", "Dear ", "Thank you, ", "A. ", ". "),
        *(
            "?",
            '"',
            "“",
            "'",
            "' ",
            "[",
            "{",
            "<",
            "(insert ",
            "_",
            "…",
            ",",
            "\n",
            "x" * 50 + " ",
            "\u0301",
            f", {'A' * 150}",
        ),
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    start = time.perf_counter()
    for kind in MESSAGE_KINDS:
        review_note(text, kind, "Ana Lopez")
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("opening", "recipient"),
    [
        ("Respected Sir,\n\nI, Ramesh Jha, had appeared before you, Yadav sir, on Tuesday.", "Mr. Surendra Yadav"),
        ("Respected Madam,\n\nMrs. D'Souza, I have received your mail.", "Mrs. Philomena D'Souza"),
        ("Dear Lieutenant Governor Vance,", "Lt. Gov. Marisol Vance"),
        ("Dear Doctora de la Cruz,", "Dr. Milagros de la Cruz"),
    ],
)
def test_a_name_said_after_the_greeting_or_with_its_title_spelled_out_is_said(opening: str, recipient: str) -> None:
    text = f"{opening}\n\nThank you for Tuesday. I look forward to talking again.\n\nSam Reed"
    assert rules_of(text, "thank_you", recipient) == []


def test_somebody_else_named_first_in_a_sentence_is_not_the_one_written_to() -> None:
    text = "Dear Team,\n\nRiverside, I loved it. Thank you for Tuesday. I look forward to talking again."
    assert rules_of(text, "thank_you", "Karen Yip") == ["wrong_or_missing_name"]


@pytest.mark.parametrize("words", ["my application [QS-2217]", "the line { return EMPTY; }"])
def test_a_number_or_code_in_brackets_is_nothing_to_fill_in(words: str) -> None:
    assert rules_of(GOOD.replace("the new clinic", words), "thank_you", "Dr. Marchetti") == []
