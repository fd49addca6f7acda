"""The trained reader as a second voice on what the rules take for a fact by default."""

import re

import pytest

from onrecord.annotate.neural import ReadWord
from onrecord.annotate.status import judge_status, read_factuality, weigh_events
from onrecord.records import EventMention
from onrecord.syntax import Parse
from onrecord.text import quote
from tests.conftest import ParseText, unmark


def read_words(parse: Parse, **values: float) -> tuple[ReadWord, ...]:
    """Every word of a text as the reader might read it: +2.8, but where `values` has the word."""
    return tuple(
        ReadWord(found.start(), found.end(), values.get(found[0], 2.8), 0.0)
        for found in re.finditer(r"\w+|[^\w\s]", parse.doc.text)
    )


def event(parse: Parse, start: int, end: int) -> EventMention:
    judgement = judge_status(parse, start, end)
    trigger = quote(parse.doc.text, start, end)
    return EventMention(
        id="eve-1",
        trigger=trigger,
        type="COERCE",
        status=judgement.status,
        certainty=judgement.certainty,
        polarity=judgement.polarity,
        reason=judgement.reason,
        evidence=(trigger,),
        method="test",
    )


@pytest.mark.parametrize(
    ("marked", "read", "status", "certainty"),
    [
        # a noun that no word decides: the reader is heard
        ("The guild offered a reward for his [capture]x.", 2.8, "occurred", "certain"),
        ("The guild offered a reward for his [capture]x.", 1.2, "occurred", "possible"),
        ("The guild offered a reward for his [capture]x.", 0.2, "unknown", "possible"),
        # a tense is the author's word: he is not
        ("The guild [captured]x him.", 0.2, "occurred", "certain"),
        # nor where the rules found no fact, or a denial
        ("The guild denied the [capture]x of the king.", -1.0, "denied", "probable"),
        ("The guild plans the [capture]x of the king.", -1.0, "planned", "probable"),
    ],
)
def test_the_reader_doubts(
    parse_text: ParseText, marked: str, read: float, status: str, certainty: str
) -> None:
    text, [(start, end, _)] = unmark(marked)
    parse = parse_text(text)
    words = read_words(parse, capture=read, captured=read)
    told = event(parse, start, end)
    (weighed,) = weigh_events(parse, (told,), words)
    assert (weighed.status, weighed.certainty) == (status, certainty)
    assert ("doubts" in (weighed.reason or "")) == (weighed != told)


def test_what_the_reader_did_not_read_stays(parse_text: ParseText) -> None:
    text, [(start, end, _)] = unmark("The guild offered a reward for his [capture]x.")
    parse = parse_text(text)
    told = event(parse, start, end)
    assert weigh_events(parse, (told,), ()) == (told,)
    words = read_words(parse, capture=-2.0)
    others = tuple(word for word in words if word.start != start)
    assert weigh_events(parse, (told,), others) == (told,)
    assert read_factuality(parse, words, start, end) == -2.0
    assert read_factuality(parse, others, start, end) is None
    assert read_factuality(parse, words, len(text), len(text) + 1) is None
