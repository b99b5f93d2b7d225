"""The notation of the lexicon, and that its tables are sound."""

import pytest

from followup_kit.notes import lexicon
from followup_kit.notes.phrases import Phrases
from followup_kit.notes.sentences import sentences

FILES = ("purpose", "questions", "tone", "topics")


@pytest.mark.parametrize(
    ("line", "said", "found"),
    [
        ("not heard", "I have not heard", (2, 4)),
        ("not heard", "I haven't really heard", (2, 4)),  # "really" is left out, "haven't" written out
        ("not heard|seen", "not seen", (0, 2)),
        ("not (yet) heard", "not yet heard", (0, 3)),
        ("not (yet) heard", "not heard", (0, 2)),
        ("as_to when", "as to when", (0, 3)),
        ("ask* me", "asking me", (0, 2)),
        ("decide* now", "deciding now", (0, 2)),
        ("reply* now", "replied now", (0, 2)),
        ("not ... back", "not a b c d e f back", (0, 8)),
        ("not ... back", "not a b c d e f g back", None),
        ("not ... back", "not here; back", None),
        ("^ is it", "Is it", (0, 2)),
        ("^ is it", "But, well, is it", (4, 6)),
        ("^ is it", "What is it", None),
        ("or what $", "or what?", (0, 2)),
        ("or what $", "or what now", None),
        ("{family} it", "get it", (0, 2)),
    ],
)
def test_the_notation(line: str, said: str, found: tuple[int, int] | None) -> None:
    (sentence,) = sentences(said)
    assert Phrases([line], {"family": "get got"}).search(sentence.words) == found


@pytest.mark.parametrize("line", ["(maybe) not", "not (maybe)", "... not"])
def test_a_phrase_begins_and_ends_with_what_it_cannot_do_without(line: str) -> None:
    with pytest.raises(ValueError, match="cannot do without"):
        Phrases([line])


@pytest.mark.parametrize("name", FILES)
def test_every_table_can_be_read(name: str) -> None:
    assert all(isinstance(table, Phrases) for table in lexicon.phrases(name).values())


def test_what_is_found_can_be_replaced() -> None:
    assert Phrases(["salary job"]).without(("a", "salary", "job", "here"), ("job",)) == ("a", "job", "here")
