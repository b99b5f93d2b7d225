"""Questions: where a note asks for something, directly or not."""

from typing import NamedTuple

from followup_kit.notes import lexicon
from followup_kit.notes.sentences import Sentence, Span


class Question(NamedTuple):
    """Something a note asks: where it stands in the text, and its words from where the asking begins."""

    span: Span
    words: tuple[str, ...]


def questions(sentence: Sentence) -> list[Question]:
    """Return what a sentence asks, leaving out quoted and rhetorical questions and offers of help.

    Examples
    --------
    >>> from followup_kit.notes.sentences import sentences
    >>> [len(questions(s)) for s in sentences("I was wondering what it pays. Who knew? Do let me know if I can help.")]
    [1, 0, 0]
    """
    table, words = lexicon.phrases("questions"), sentence.words
    if "?" in words or table["inverted"].search(words):
        meant = not (table["rhetorical"].search(words) or table["reported"].search(words))
        return [Question(sentence.span(0, len(words)), words)] if meant else []
    if table["no_question"].search(words):
        return []
    for start, _ in table["asking"].find_all(words):
        if not table["offer"].search(words[start:]):
            return [Question(sentence.span(start, len(words)), words[start:])]
    return []
