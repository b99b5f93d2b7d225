"""Review: what to change in a note before it goes out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from followup_kit.errors import BadValue
from followup_kit.notes.letter import Letter, parse
from followup_kit.notes.names import names_in, take_apart, wrong_greeting
from followup_kit.notes.placeholders import placeholders
from followup_kit.notes.purpose import asks_feedback, asks_status, inquires, looks_ahead, thanks
from followup_kit.notes.questions import questions
from followup_kit.notes.sentences import Span
from followup_kit.notes.tone import faults
from followup_kit.notes.topics import further
from followup_kit.notes.weights import weight
from followup_kit.notes.wording import LIMIT, longest_shared, shared_wording
from followup_kit.schema import MESSAGE_KINDS

MOST_WORDS = 200
_SURE = 4.0  # the weight above which a sentence asks something, whatever its form

_WORD = re.compile(r"\S+")
_FIRST_CLAUSE = re.compile(r"\s*(?:[^\s,:;!?—–]+[ \t]*){0,8}(?:,[ \t]*(?:[^\s,:;!?—–]+[ \t]*){0,4})?")
# Up to four words; only a space parts them, so that a long one is not tried in every way it could be parted.
_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,3}"
_CALLED = re.compile(rf"[,—–] ({_NAME}(?: (?:sir|madam|ma['’]am|ji))? ?)(?=[,.!?—–])")
_CALLED_FIRST = re.compile(rf"({_NAME}),")
_FAULTS = {
    "asks_question": ("asks a question", ""),
    "annoyed": ("may sound annoyed", "Say it as if all were well, or leave it out."),
    "pushy": ("puts pressure on them", "Leave the time and the choice to them."),
    "argues_with_outcome": ("argues with the decision", "Accept it, and ask for tips."),
    "placeholder_left": ("is still to be filled in", "Write what belongs there."),
}
_ASK_INSTEAD = {
    "thank_you": "A thank-you asks nothing: keep it for your next talk.",
    "check_in": "A check-in asks only where they are in the process: keep the rest for your next talk.",
    "feedback_request": "This note asks only for feedback and tips: leave the rest out.",
}


@dataclass(frozen=True)
class Finding:
    """Something to change in a note.

    Attributes
    ----------
    rule : str
        Which rule of "Notes" in the design found it.
    span : tuple of (int, int)
        Where in the text; for something that is missing, an empty span where it could go.
    message : str
        A sentence or two for the person who wrote the note: which words, and what to do.
    """

    rule: str
    span: Span
    message: str


def review_note(text: str, kind: str, recipient: str = "") -> list[Finding]:
    """Return what to change in a note before it goes out, in the order of the text.

    Parameters
    ----------
    text : str
        The note, from its greeting to its signature.
    kind : {"thank_you", "check_in", "feedback_request"}
    recipient : str
        Whom it goes to, as noted: "Dr. Ana Marchetti, DDS". Without it the name in the greeting is not checked.

    Returns
    -------
    list of Finding
        Empty when there is nothing to change.

    Raises
    ------
    BadValue
        If the kind is none of the three, or the note is no text.

    Examples
    --------
    >>> note = "Dear Ms. Lopez,\\n\\nThank you for the tour. I wonder what it pays.\\n\\nSam Reed"
    >>> [finding.rule for finding in fk.review_note(note, "thank_you", "Ana Lopez")]
    ['asks_question', 'no_forward_look']
    """
    if kind not in MESSAGE_KINDS:
        raise BadValue(f"kind: {kind!r} is no kind of note. Use {', '.join(MESSAGE_KINDS)}.", field="kind", value=kind)
    if not isinstance(text, str):
        raise BadValue(f"text: {text!r} is no text. Give the note as a string.", field="text", value=text)
    letter = parse(text)
    found = [*_words_to_change(letter, kind), *_what_is_missing(letter, kind), *_name(letter, recipient)]
    return sorted(found, key=lambda finding: finding.span)


def review_notes(
    texts: Sequence[str], kind: str = "thank_you", recipients: Sequence[str] | None = None
) -> list[list[Finding]]:
    """Return what to change in each of several notes that go out together.

    To what `review_note` finds it adds ``not_worded_differently``: more than 35 % of the shorter note's word
    trigrams, names left out, stand in the other.

    Parameters
    ----------
    texts : sequence of str
    kind : {"thank_you", "check_in", "feedback_request"}
    recipients : sequence of str, optional
        Whom each goes to, in the same order.

    Examples
    --------
    >>> card = "Dear {},\\nThank you for a good talk. I hope we meet again.\\nSam"
    >>> ana, bo = fk.review_notes([card.format("Ana"), card.format("Bo")], recipients=["Ana", "Bo"])
    >>> bo[0].message
    'Too much like your note to Ana: both say “thank you for a good talk i hope we meet again sam”. Say it differently.'
    """
    if recipients is not None and len(recipients) != len(texts):
        raise BadValue(
            f"recipients: {len(recipients)} for {len(texts)} notes. Give one for each note.",
            field="recipients",
            value=recipients,
        )
    whom = list(recipients or [""] * len(texts))
    found = [review_note(text, kind, name) for text, name in zip(texts, whom, strict=True)]
    called = [name or _greeted(text) for text, name in zip(texts, whom, strict=True)]
    for one in range(len(texts)):
        for other in range(len(texts)):
            if one != other and shared_wording(texts[one], texts[other], called) > LIMIT:
                found[one].append(_alike(texts[one], texts[other], called, other))
    return found


def _words_to_change(letter: Letter, kind: str) -> Iterator[Finding]:
    """What stands in the note and had better not."""
    asked = [question for sentence in letter.body for question in questions(sentence)]
    inquired = kind == "check_in" and inquires(letter.body)
    aside = further(kind, asked, inquired)
    for sentence in letter.body:
        # The phrases take much for a question that is none: the weights are to agree, or to be sure by themselves.
        spans = [question.span for question in aside if sentence.start <= question.span[0] < sentence.end]
        asking = weight("asks_question", sentence, kind)
        if asking > _SURE or (spans and asking > 0):
            span = spans[0] if spans else (sentence.start, sentence.end)
            yield _finding("asks_question", letter, span, _ASK_INSTEAD[kind])
    for sentence in letter.body:
        for rule in faults(sentence, kind):
            yield _finding(rule, letter, (sentence.start, sentence.end))
    for span in placeholders(letter.text):
        yield _finding("placeholder_left", letter, span)
    extra = list(islice(_WORD.finditer(letter.text), MOST_WORDS, None))
    if extra:
        count = f"{MOST_WORDS + len(extra)} words; {MOST_WORDS} are the most a busy person reads"
        yield Finding("too_long", (extra[0].start(), extra[-1].end()), f"{count}. Cut {len(extra)} or more.")


def _what_is_missing(letter: Letter, kind: str) -> Iterator[Finding]:
    """What the note is for and does not say."""
    everything = (*letter.body, *letter.closing)
    start, end = (letter.body[0].start, letter.body[-1].end) if letter.body else (len(letter.text),) * 2
    if not thanks(everything):
        yield Finding(
            "no_thanks", (start, start), "No thanks in it yet. Begin with a thank-you, for their time at least."
        )
    if kind == "thank_you" and not looks_ahead(everything):
        yield Finding("no_forward_look", (end, end), "Add a last line that looks forward to talking more.")
    if kind == "check_in" and not asks_status(letter.body):
        yield Finding("no_status_inquiry", (end, end), "Ask, politely, where they are in the process.")
    if kind == "feedback_request" and not asks_feedback(letter.body):
        yield Finding("no_feedback_request", (end, end), "Ask, politely, for feedback or a tip for next time.")


def _name(letter: Letter, recipient: str) -> Iterator[Finding]:
    """Whether the recipient is greeted by name, or called by it further down."""
    if not take_apart(recipient).parts:
        return
    greeting = letter.text[slice(*letter.greeting)] if letter.greeting else ""
    calls = [_FIRST_CLAUSE.match(letter.text).group()] if not greeting else []
    for sentence in letter.body:
        calls += _CALLED.findall(letter.text, sentence.start, sentence.end)
        if first := _CALLED_FIRST.match(letter.text, sentence.start, sentence.end):
            calls.append(first[1])
    wrong = wrong_greeting(greeting, recipient)
    if wrong and not (wrong.missing and any(names_in(call, recipient) for call in calls)):
        yield Finding("wrong_or_missing_name", letter.greeting or (0, 0), wrong.message)


def _said(text: str) -> str:
    """A note from after its greeting."""
    body = parse(text).body
    return text[body[0].start :] if body else text


def _greeted(text: str) -> str:
    greeting = parse(text).greeting
    return text[slice(*greeting)] if greeting else ""


def _alike(text: str, other_text: str, called: Iterable[str], other: int) -> Finding:
    whom = list(called)[other] or f"number {other + 1}"
    words = _short(longest_shared(_said(text), _said(other_text), called))
    return Finding(
        "not_worded_differently",
        (0, len(text)),
        f"Too much like your note to {whom}: both say “{words}”. Say it differently.",
    )


def _finding(rule: str, letter: Letter, span: Span, advice: str = "") -> Finding:
    """A finding that quotes the words it is about."""
    fault, usual_advice = _FAULTS[rule]
    return Finding(rule, span, f"“{_short(letter.text[slice(*span)])}” {fault}. {advice or usual_advice}")


def _short(text: str) -> str:
    """A text on one line, cut after a dozen words."""
    words = text.split()
    return " ".join(words) if len(words) <= 12 else f"{' '.join(words[:12])}…"
