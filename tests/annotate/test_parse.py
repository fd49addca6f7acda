"""Passages parsed into our own tokens."""

import pytest

from onrecord.annotate.parse import LONGEST_SENTENCE, parse_passages
from onrecord.records import Passage
from onrecord.text import quote
from tests.conftest import ParseText, document


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        ("The army denied that its troops had fired and accused the rebels.", "accused", "denied"),
        ("Norland said it would attend the talks and rejected the claim.", "rejected", "said"),
        ("Rell said that Norland had agreed to the terms but warned of delay.", "warned", "said"),
        ("She said they had crossed the river and shelled the town.", "shelled", "crossed"),
        ("She said they would cross the river and shell the town.", "shell", "cross"),
    ],
)
def test_a_second_verb_of_saying_is_not_part_of_what_was_said(
    parse_text: ParseText, text: str, verb: str, head: str
) -> None:
    parse = parse_text(text)
    token = next(t for t in parse.tokens if t.text == verb)
    assert parse.tokens[token.head].text == head


def test_a_curly_apostrophe_makes_a_possessor(parse_text: ParseText) -> None:
    parse = parse_text("Matthews’ lawyer, Joel Bennathan, said that it rained.")
    owner, mark, lawyer = parse.tokens[:3]
    assert (owner.dep, owner.head, mark.dep, mark.head) == ("poss", lawyer.i, "case", owner.i)


def test_a_wrapped_paragraph_is_one_stretch(nlp) -> None:
    text = "The envoy met the\r\nparties in the\nborder town."
    doc = document(text)
    passage = Passage(id="pas-1", kind="body", span=quote(text, 0, len(text)))
    parse = parse_passages(nlp, doc, [passage])
    assert [s.span.quote for s in parse.sentences] == [text]
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)


def test_credits_are_not_parsed(nlp) -> None:
    text = "(J. Doe/Agency)"
    passage = Passage(id="pas-1", kind="credit", span=quote(text, 0, len(text)))
    parse = parse_passages(nlp, document(text), [passage])
    assert parse.tokens == ()
    assert parse.sentence_at(0) is None


@pytest.mark.parametrize(
    "text",
    [
        "The army moved on Orle, the mayor said. " * 1_000,
        "The army moved " * 2_500,
        "The army said " + "(" * 3_000 + "no" + ")" * 3_000 + ".",
        "a" * 30_000,
    ],
    ids=["one paragraph", "one sentence", "one word of brackets", "one word"],
)
def test_a_monstrous_paragraph_is_parsed_in_pieces(nlp, text: str) -> None:
    doc = document(text)
    passage = Passage(id="pas-1", kind="body", span=quote(text, 0, len(text)))
    parse = parse_passages(nlp, doc, [passage])
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)
    assert "".join(t.text for t in parse.tokens) == text.replace(" ", "")
    assert max(hi - lo for lo, hi in parse.bounds) <= LONGEST_SENTENCE
    assert all(lo <= parse.tokens[i].head < hi for lo, hi in parse.bounds for i in range(lo, hi))
