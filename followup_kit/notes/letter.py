"""Letter: the parts of a note: greeting, sentences, sign-off."""

import re
from dataclasses import dataclass

from followup_kit.notes import lexicon
from followup_kit.notes.names import is_honorific
from followup_kit.notes.sentences import ABBREVIATIONS, Sentence, Span, sentences

# Above the greeting: "Subject: …", and a placeholder on a line of its own.
_HEADERS = re.compile(
    r"\s*(?:(?:(?:subject|re|to|from|date|cc)[ \t]*:[^\n]*|\[[^\[\]\n]*\][ \t]*)\n\s*)*", re.IGNORECASE
)
_GREETING_TOKEN = re.compile(r"\w+(?:[-'’/]\w+)*|[^\s\w,:;!?.—–-]+|[^\w ]|\n")
_LAST_WORD = re.compile(r"\w*\Z")
_MARKS = re.compile(r"[\s,:;!.—–-]*")
_WORDS = lexicon.words("letter")
_PARTICLES = _WORDS["particles"]


def _any_of(family: str) -> str:
    longest_first = sorted(_WORDS[family], key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("_", " ") for word in longest_first)


_SALUTE = re.compile(rf"(?:{_any_of('salutes')})\b[ ,:]*", re.IGNORECASE)
_CLOSING = re.compile(
    rf"\s*(?:(?:{_any_of('parting')})\b,? ?)+\s*(?P<mark>[,.!—–-]*)\s*(?P<name>.{{0,60}})", re.IGNORECASE | re.DOTALL
)
_POSTSCRIPT = re.compile(r"p\.? ?(?:p\.? ?)?s\b", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """A note's parts.

    Attributes
    ----------
    text : str
        All of it.
    greeting : tuple of (int, int), or None
        Where the name after "Dear" or "Hello" stands, up to the mark that ends it.
    body : tuple of Sentence
        What is said, a postscript included.
    closing : tuple of Sentence
        "Sincerely" or the like, and what stands under it.
    """

    text: str
    greeting: Span | None
    body: tuple[Sentence, ...]
    closing: tuple[Sentence, ...]


def parse(text: str) -> Letter:
    """Part a note into greeting, body and closing.

    Examples
    --------
    >>> letter = parse("Dear Dr. Lee,\\n\\nThank you. It was a pleasure.\\n\\nWarm regards,\\nSam Reed")
    >>> letter.text[slice(*letter.greeting)], len(letter.body), len(letter.closing)
    ('Dr. Lee', 2, 1)
    """
    top = _HEADERS.match(text).end()
    greeting = _greeting(text, top)
    said = sentences(text, _MARKS.match(text, greeting[1]).end() if greeting else top)
    end = next((n for n, s in enumerate(said) if n and _POSTSCRIPT.match(text, s.start, s.end)), len(said))
    start = _closing_start(text, said[:end])
    return Letter(text, greeting, (*said[:start], *said[end:]), tuple(said[start:end]))


def _greeting(text: str, top: int) -> Span | None:
    """The words after the salute, or alone on the first line, up to the first mark, eight of them at most."""
    salute = _SALUTE.match(text, top)
    start = salute.end() if salute else top
    end, words, named = start, 0, False
    for token in _GREETING_TOKEN.finditer(text, start, start + 160):
        word = token.group()
        if word == "." and _shortened(_LAST_WORD.search(text, start, end).group()):
            end = token.end()
        elif word in ",:;!?.—–-\n":
            alone = "\n" in text[token.start() : token.end() + 2]
            return (start, end) if words and (salute or (alone and word in ",:!—–-" and words < 5)) else None
        elif named and word[0].islower() and word not in _PARTICLES:
            break
        else:
            words += 1
            named = named or (word[0].isupper() and not is_honorific(word))
            end = token.end()
        if words > 8:
            return None
    return (start, end) if salute and words else None


def _shortened(word: str) -> bool:
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isalpha())


def _closing_start(text: str, said: list[Sentence]) -> int:
    """The place of the first sentence that belongs to the closing; how many there are, if there is none."""
    start = len(said)
    for place in range(len(said) - 1, 0, -1):
        parting = _CLOSING.match(text, said[place].start, said[place].end)
        if (
            parting
            and _is_name(parting["name"])
            and (parting["mark"] or "\n" in parting.group() or not parting["name"])
        ):
            return place
        if not _is_name(text[said[place].start : said[place].end]):
            break
        start = place
    return start


def _is_name(text: str) -> bool:
    """Whether a few words could be a signature: none of them in lower case but particles."""
    words = text.split()
    return len(words) <= 8 and all(not word[0].islower() or word in _PARTICLES for word in words)
