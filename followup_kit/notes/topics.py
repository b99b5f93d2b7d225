"""Topics: what a question is about, and which questions a kind of note is there to ask."""

from followup_kit.notes import lexicon


def beyond(kind: str, words: tuple[str, ...]) -> bool:
    """Whether what is asked, in plain words, goes beyond what a kind of note is there to ask.

    Examples
    --------
    >>> beyond("check_in", ("where", "are", "you", "in", "the", "process", "?"))
    False
    >>> beyond("check_in", ("where", "are", "you", "in", "the", "process", "and", "what", "is", "the", "pay", "?"))
    True
    """
    if kind == "thank_you":
        return True
    table = lexicon.phrases("topics")
    topic = "status" if kind == "check_in" else "feedback"
    asked = table["role"].without(words, ("the", "role"))
    aside = table["aside"].search(asked) or table[f"aside_from_{topic}"].search(asked)
    return bool(aside) or not table[topic].search(asked)
