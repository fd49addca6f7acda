"""Gold texts as parses: the offsets are the gold's."""

import datetime as dt

import pytest

from onrecord import default_reader
from onrecord.evaluate.reports import given_mention, noun_phrase, parse_excerpt, parse_report

TEXT = "\n Talks fail\n\n“We left,” said Lira Oss — the port’s director.  \n\n"


def test_the_text_stays_as_it_is():
    reader = default_reader()
    report = parse_report(reader, TEXT, published=dt.date(2016, 5, 11), outlet="Example Wire")
    for parse in (report, parse_excerpt(reader, TEXT)):
        assert parse.doc.text == TEXT
        assert all(TEXT[token.start : token.end] == token.text for token in parse.tokens)
    assert report.doc.published == dt.date(2016, 5, 11)
    assert {p.kind for p in parse_excerpt(reader, TEXT).passages} == {"body"}


def test_a_given_mention_is_at_its_span():
    parse = parse_excerpt(default_reader(), TEXT)
    start = TEXT.index("Lira")
    mention = given_mention(parse.doc, (start, start + 8), "PER")
    assert (mention.type, mention.name.quote, mention.span.start) == ("PER", "Lira Oss", start)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Harbour Council", "the Harbour Council of Port Vale"),
        ("Port Vale", "Port Vale"),
        ("Lira Oss", "Lira Oss"),
        ("Vell", "Tam Vell, who left"),
    ],
)
def test_a_noun_phrase_is_the_head_with_all_that_depends_on_it(name, phrase):
    text = "Lira Oss and the Harbour Council of Port Vale met Tam Vell, who left."
    parse = parse_excerpt(default_reader(), text)
    start = text.index(name)
    mention = given_mention(parse.doc, (start, start + len(name)), "ORG")
    assert text[slice(*noun_phrase(parse, mention))] == phrase
