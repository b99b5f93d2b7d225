"""Sentences, and each one's words in a plain form that a phrase can be looked up in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from followup_kit.notes import lexicon

Span = tuple[int, int]

# A word, a row of dots, a slot to fill in such as [name], or any other mark.
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|\.{2,}|\[[^\[\]\n]{1,300}\]|[^\w\s]")
# An opening mark, up to 300 characters of one paragraph, and its closing mark: longer, and it is no quotation.
_QUOTATION = re.compile(
    r"“(?:[^“”\n]|\n(?!\n)){2,300}”"
    r"|«(?:[^«»\n]|\n(?!\n)){2,300}»"
    r"|\"(?:[^\"\n]|\n(?!\n)){2,300}\""
    r"|(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w)|\n(?!\n)){5,300}’(?!\w)"
    r"|(?<![\w'])'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)|\n(?!\n)){5,300}'(?!\w)"
)
_WORDS = lexicon.words("sentences")
ABBREVIATIONS = _WORDS["abbreviations"]
_CONTRACTIONS = {
    "cannot": "can not",
    "can't": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "cant": "can not",
    "im": "i am",
    "ive": "i have",
    "whats": "what is",
    "thats": "that is",
    "pls": "please",
    "thankyou": "thank you",
    **{
        f"{verb}nt": f"{verb} not"
        for verb in ["do", "did", "does", "is", "was", "are", "were", "have", "has", "had", "could", "would", "should"]
    },
}
_FILLERS = _WORDS["fillers"]
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_SAYS_IS = _WORDS["says_is"]


@dataclass(frozen=True)
class Sentence:
    """One sentence of a note.

    Attributes
    ----------
    start, end : int
        Where it stands in the note's text.
    words : tuple of str
        Its words in lower case with contractions written out and every mark of punctuation a word of its own;
        "just", "really" and the like are left out. A quotation of three words or more, or with a question in it,
        is the single word ``"``: what is quoted is not what the writer says.
    spans : tuple of (int, int)
        Where each word stands in the note's text.
    """

    start: int
    end: int
    words: tuple[str, ...]
    spans: tuple[Span, ...] = field(repr=False)

    def span(self, first: int, end: int) -> Span:
        """Return where the words from the first up to the end, exclusive, stand in the note's text."""
        return self.spans[first][0], self.spans[max(end, first + 1) - 1][1]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """Part a stretch of text into sentences.

    Titles and initials do not end one, nor does a mark inside a quotation; an empty line, a list mark or a
    short line before a new beginning does.

    Examples
    --------
    >>> [" ".join(s.words) for s in sentences("Dr. Lee said hello. I'd really love to talk!")]
    ['dr . lee said hello .', 'i would love to talk !']
    """
    end = len(text) if end is None else end
    found, run = [], []
    for token in _tokens(text, start, end):
        if run and _ends(text, run, token):
            found.append(_sentence(run))
            run = []
        run.append(token)
    return [*found, _sentence(run)] if run else found


def quotations(text: str) -> list[Span]:
    """Return where a text quotes, marks included."""
    return [match.span() for match in _QUOTATION.finditer(text)]


def plain(word: str) -> str:
    """Return a word in lower case, a contraction written out.

    Examples
    --------
    >>> plain("Haven’t"), plain("it's"), plain("Ana's")
    ('have not', 'it is', "ana 's")
    """
    word = word.lower().replace("’", "'")
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    if "'" not in word:
        return word
    for ending, written in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return f"{word.removesuffix(ending)} {written}"
    host, _, ending = word.rpartition("'")
    if ending == "s":
        return f"{host} {'is' if host in _SAYS_IS else chr(39) + 's'}"
    return word


def _tokens(text: str, start: int, end: int) -> Iterator[re.Match]:
    """Words, marks, and whole quotations."""
    at = start
    for quotation in _QUOTATION.finditer(text, start, end):
        if len(quotation.group().split()) >= 3 or "?" in quotation.group():
            yield from _TOKEN.finditer(text, at, quotation.start())
            yield quotation
            at = quotation.end()
    yield from _TOKEN.finditer(text, at, end)


def _ends(text: str, run: list[re.Match], following: re.Match) -> bool:
    """Whether the sentence in the run has ended before the token that follows it."""
    last, new = run[-1].group(), following.group()
    gap = text[run[-1].end() : following.start()]
    if gap.count("\n") > 1:
        return True
    capital = new[0].isupper() or not (new[0].isalpha() or new[0] in ",;)")
    mark = last if len(last) == 1 or not _is_quotation(last) else last[-2]
    if mark in "?!":
        return new not in "?!)" and (last == mark or capital)
    if mark == "." or last.startswith(".."):
        before = run[-2].group() if len(run) > 1 else ""
        abbreviated = last == "." and (
            before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isalpha() and before != "I")
        )
        return bool(gap) and capital and not abbreviated
    if "\n" in gap:
        line = run[-1].end() - text.rfind("\n", max(0, run[-1].end() - 60), run[-1].end())
        return new in "-*•–" or (capital and line < 45 and last not in ",;")
    return False


def _plain_token(token: str) -> str:
    if token[0] == "[" and len(token) > 2:
        return "[]"
    return '"' if _is_quotation(token) else plain(token)


def _is_quotation(token: str) -> bool:
    return len(token) > 2 and token[0] in "“«\"‘'"


def _sentence(run: list[re.Match]) -> Sentence:
    words, spans, before = [], [], ""
    for token in run:
        for word in _plain_token(token.group()).split():
            if word not in _FILLERS and not (word == "much" and before in ("very", "so")):
                words.append(word)
                spans.append(token.span())
            before = word
    start, end = run[0].start(), run[-1].end()
    return Sentence(start, end, tuple(words or ["…"]), tuple(spans or [(start, end)]))
