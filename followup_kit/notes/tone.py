"""Tone: annoyance, pressure, and quarrelling with a decision."""

from followup_kit.notes import lexicon
from followup_kit.notes.phrases import Phrases
from followup_kit.notes.sentences import Sentence, Span


def annoyed(sentence: Sentence) -> Span | None:
    """Return where a sentence sounds annoyed at the reader, or None.

    Examples
    --------
    >>> from followup_kit.notes.sentences import sentences
    >>> [annoyed(s) for s in sentences("I am not annoyed. It is frustrating to wait.")]
    [None, (18, 35)]
    """
    table = lexicon.phrases("annoyance")
    return (
        _first(table["feelings"], table["calm"], sentence)
        or _first(table["reproach"], table["patience"], sentence)
        or _first(table["confessed"], table["patience"], sentence)
    )


def pushy(sentence: Sentence) -> Span | None:
    """Return where a sentence presses the reader, or None."""
    table = lexicon.phrases("pressure")
    return _first(table["pushy"], table["patient"], sentence)


def argues(sentence: Sentence) -> Span | None:
    """Return where a sentence quarrels with a decision, or None."""
    table = lexicon.phrases("quarrel")
    return _first(table["argues"], table["accepts"], sentence)


def _first(table: Phrases, excused: Phrases, sentence: Sentence) -> Span | None:
    """Where in the text the first phrase stands that no excusing phrase overlaps."""
    pardons = list(excused.find_all(sentence.words))
    for start, end in table.find_all(sentence.words):
        if not any(first < end and start < last for first, last in pardons):
            return sentence.span(start, end)
    return None
