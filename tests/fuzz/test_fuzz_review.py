"""The review of any text: no error, spans that stand where they say, the same each time, in time that grows with it."""

import random
import re
import time
import tomllib
from pathlib import Path

import pytest
from any_logs import any_log
from any_tables import dice
from budgets import budget
from hypothesis import given
from hypothesis import strategies as st

from followup_kit import notes
from followup_kit.notes import Finding, draft_notes, review_note, review_notes
from followup_kit.schema import CHANNELS, MESSAGE_KINDS

PHRASINGS = tomllib.loads((Path(__file__).parents[1] / "notes" / "phrasings.toml").read_text(encoding="utf-8"))
NOT_REACHED = set(PHRASINGS.pop("not_reached"))
# Thanks, and what each kind is for.
FRAMES = {
    "thank_you": ("Thank you for Tuesday.", "I look forward to talking again."),
    "check_in": ("Thank you for Tuesday.", "Could you tell me where you are in the process?"),
    "feedback_request": ("Thank you for writing.", "I would be grateful for any feedback."),
}
LEXICON = Path(notes.__file__).parent / "lexicon"
SENTENCES = tuple(
    sentence for rules in PHRASINGS.values() for found in rules.values() for each in found.values() for sentence in each
)
PHRASES = tuple(
    dict.fromkeys(
        re.sub(r"[{}()^$*|_]|\.\.\.", " ", line).strip()
        for path in sorted(LEXICON.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and line[0] not in "#["
    )
)
MARKS = (
    *(
        "\n",
        "\n\n",
        "\r\n",
        ", ",
        ". ",
        "? ",
        "! ",
        "— ",
        "…",
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "«",
        "(",
        ")",
        "[",
        "]",
        "{{",
    ),
    *(
        "[name]",
        "<company>",
        "____",
        "XX",
        "\0",
        "\u202e",
        "\u0301",
        "\ud800",
        "İ",
        "ß",
        "ﬁ",
        "٣",
        "李",
        "😀",
        "A" * 40,
        "\x85",
    ),
    *(
        "Dear Ana,\n\n",
        "Hi Mr. van der Meer –",
        "Sincerely,\nSam Reed",
        "Best regards ",
        "P.S. ",
        "Subject: x\n",
        "Re: ",
        "- ",
    ),
)
RECIPIENTS = (
    "",
    "Ana Lopez",
    "Dr. Bo Berg, PhD",
    "李小明",
    "van der Meer, Jan",
    "X",
    "-",
    ",",
    "İ. ß",
    "[name]",
    "Hope Sinclair",
)
pieces = st.sampled_from(SENTENCES) | st.sampled_from(PHRASES) | st.sampled_from(MARKS) | st.text(max_size=20)
texts = st.lists(pieces, max_size=14).map(" ".join) | st.lists(pieces, max_size=8).map("".join)
kinds = st.sampled_from(MESSAGE_KINDS)
recipients = st.sampled_from(RECIPIENTS) | st.text(max_size=30)
ABOUT_WORDS = ("asks_question", "annoyed", "pushy", "argues_with_outcome", "placeholder_left")


def check(text: str, found: list[Finding]) -> None:
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        start, end = one.span
        assert 0 <= start <= end <= len(text)
        if one.rule in ABOUT_WORDS:
            words = " ".join(text[start:end].split())
            assert words, one
            quoted = one.message[1 : one.message.index("” ")] if "” " in one.message else ""
            assert words.startswith(quoted.removesuffix("…").rstrip())


@budget(250)
@given(texts, kinds, recipients)
def test_any_text(text: str, kind: str, recipient: str) -> None:
    found = review_note(text, kind, recipient)
    check(text, found)
    assert review_note(text, kind, recipient) == found


@budget(50)
@given(st.lists(st.tuples(texts, recipients), max_size=4), kinds)
def test_any_texts_together(letters: list[tuple[str, str]], kind: str) -> None:
    written, whom = [text for text, _ in letters], [name for _, name in letters]
    together = review_notes(written, kind, whom)
    for text, name, found in zip(written, whom, together, strict=True):
        alone = review_note(text, kind, name)
        assert found[: len(alone)] == alone
        assert {one.rule for one in found[len(alone) :]} <= {"not_worded_differently"}
    for found in review_notes([*written, *written[:1]], kind)[-1:] if written else ():
        check(written[0], found[: len(review_note(written[0], kind))])


QUESTIONS = [
    (kind, sentence)
    for kind in FRAMES
    for sentence in PHRASINGS[kind]["asks_question"]["yes"]
    if sentence not in NOT_REACHED
]


@budget(150)
@given(st.sampled_from(QUESTIONS), st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=3), dice)
def test_a_good_sentence_excuses_no_question(asked: tuple[str, str], where: list[int], dice: random.Random) -> None:
    kind, question = asked
    thanks, purpose = FRAMES[kind]
    good = dice.choice((thanks, purpose, "I enjoyed our talk about the new ward.", "It was kind of you to see me."))
    said = [thanks, question, purpose]
    for place in where:
        said.insert(place, good)
    text = "\n\n".join(["Dear Ana,", *said, "Sincerely,\nSam Reed"])
    start = text.index(question)
    assert any(
        one.rule == "asks_question" and one.span[0] < start + len(question) and one.span[1] > start
        for one in review_note(text, kind, "Ana Lopez")
    )


@budget(12)
@given(
    st.lists(st.sampled_from(PHRASES + MARKS + SENTENCES) | st.text(max_size=3), min_size=1, max_size=3), kinds, dice
)
def test_time_grows_with_a_text_of_repeated_words(unit: list[str], kind: str, dice: random.Random) -> None:
    """Eight times the text takes about eight times as long; what goes back and forth takes 64 times as long."""
    piece = dice.choice(("", " ", ". ")).join(unit) or " "
    short, long = (took("Dear Ana,\n\n" + piece * (length // len(piece) + 1), kind) for length in (2_500, 20_000))
    assert long < 25 * short + 1.0, (short, long)


def took(text: str, kind: str) -> float:
    start = time.process_time()
    review_note(text, kind, "Ana Lopez")
    return time.process_time() - start


@budget(15)
@given(dice)
def test_drafts_of_any_log_pass(tmp_path_factory: pytest.TempPathFactory, dice: random.Random) -> None:
    log = any_log(tmp_path_factory.mktemp("any") / "log.db", dice, 3)
    tables = log.tables()
    for kind in MESSAGE_KINDS:
        for interview in tables.interviews.interview_id.tolist():
            drafts = draft_notes(tables, kind, interview_id=interview, channel=dice.choice([None, *CHANNELS]))
            for note in drafts:
                rules = {finding.rule for finding in review_note(note.body, kind, note.recipient)}
                assert rules == ({"placeholder_left"} if note.missing else set()), note.body
