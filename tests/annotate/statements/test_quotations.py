"""Quotations: where they begin and end, and which are speech."""

import time

import pytest

from onrecord.annotate.statements.quotations import find_quotations, is_speech
from onrecord.records import Evidence, Passage, Sentence
from onrecord.syntax import Parse
from tests.conftest import ParseText, document


def quoted(parse_text: ParseText, text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(parse_text(text))]


MARKS = [
    ("He said “no” and “yes”.", ["“no”", "“yes”"]),
    ('He said "no" and "yes".', ['"no"', '"yes"']),
    ("He said ''no'' and left.", ["''no''"]),
    ("«No,» he said.", ["«No,»"]),
    ("‘No,’ he said.", ["‘No,’"]),
    ("'No,' he said.", ["'No,'"]),
    ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    ("The rebels' camp and the army's depot burnt.", []),
    ("They don't know what the '90s were.", []),
    ("‘I can’t go,’ he said.", ["‘I can’t go,’"]),
    ("He left. “It is over", ["“It is over"]),
    ("“A b c.\n“D e f.”\n“G h i.”", ["“A b c.", "“D e f.”", "“G h i.”"]),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_quotations(parse_text: ParseText, text: str, expected: list[str]) -> None:
    assert quoted(parse_text, text) == expected


def test_reopened_quotation_is_told_from_a_new_one(parse_text: ParseText) -> None:
    found = find_quotations(parse_text("“It began.\n“It went on.”\n“It is new.”"))
    assert [q.reopened for q in found] == [False, True, False]
    assert [q.closed for q in found] == [False, True, True]


SPEECH = [
    ("“They are scared to share it,” he said.", True),
    ("“It is over,” he said.", True),
    ("He called it a “buffer zone” again.", False),
    ("They “promised” to come.", False),
    ("He wants a “roughly six mile wide zone” there.", False),
]


@pytest.mark.parametrize(("text", "speech"), SPEECH)
def test_speech_or_scare_quotes(parse_text: ParseText, text: str, speech: bool) -> None:  # noqa: FBT001
    parse = parse_text(text)
    (found,) = find_quotations(parse)
    assert is_speech(parse, found) is speech


@pytest.mark.parametrize("mark", ["“", '"', "'", "‘", "''", "“”", "'a", "’ "])
def test_hostile_marks_take_linear_time(mark: str) -> None:
    text = mark * 100_000
    doc = document(text)
    span = Evidence(start=0, end=len(text), quote=text)
    sentence = Sentence(id="sen", passage="pas", span=span)
    passage = Passage(id="pas", kind="body", span=span)
    parse = Parse(doc=doc, passages=(passage,), sentences=(sentence,), tokens=(), bounds=())
    began = time.perf_counter()
    assert find_quotations(parse) == ()
    assert time.perf_counter() - began < 5
