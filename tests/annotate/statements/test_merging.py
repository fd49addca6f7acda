"""Statements of the rules and of the trained reader become one list."""

import pytest

from onrecord.annotate.neural import Reading, ReadWord
from onrecord.annotate.pieces import RoleSpans
from onrecord.annotate.statements import (
    draft_statements,
    find_statements,
    merge_reading,
    outermost_roles,
)
from onrecord.pipeline import Reader
from onrecord.records import Statement
from tests.conftest import ParseText


def told(text: str, source: str, cue: str, content: str) -> RoleSpans:
    """What a reader marks; an empty string is an empty role."""

    def spans(phrase: str) -> tuple[tuple[int, int], ...]:
        start = text.index(phrase)
        return ((start, start + len(phrase)),) if phrase else ()

    return RoleSpans(spans(source), spans(cue), spans(content), 0.9)


def merged(
    parse_text: ParseText, text: str, *found: RoleSpans, chance: float = 1.0
) -> tuple[Statement, ...]:
    parse = parse_text(text)
    words = tuple(ReadWord(t.start, t.end, 0.0, chance) for t in parse.tokens)
    reading = Reading(found, words)
    return find_statements(parse, (), merge_reading(parse, draft_statements(parse), reading))


def words(statement: Statement) -> tuple[str, str, str]:
    parts = (statement.source, statement.cue, statement.content)
    return tuple(" … ".join(e.quote for e in part) for part in parts)  # type: ignore[return-value]


def test_the_readers_spans_and_the_rules_act(parse_text: ParseText) -> None:
    text = "The army, which had left the town, denied firing on it."
    (found,) = merged(parse_text, text, told(text, "The army", "denied", "firing on it"))
    assert words(found) == ("The army", "denied", "firing on it")
    assert found.act == "deny"
    assert found.method == "rules:statements.cue-verb/1+model:reader/3"


def test_what_only_the_reader_saw_is_kept(parse_text: ParseText) -> None:
    text = "For the envoy the bridge is safe."
    assert not find_statements(parse_text(text), ())
    (found,) = merged(parse_text, text, told(text, "the envoy", "For", "the bridge is safe"))
    assert words(found) == ("the envoy", "For", "the bridge is safe")
    assert (found.act, found.method) == ("assert", "model:reader/3")


def test_what_only_the_reader_saw_without_being_sure_is_left(parse_text: ParseText) -> None:
    text = "For the envoy the bridge is safe."
    unsure = told(text, "the envoy", "For", "the bridge is safe")._replace(score=0.4)
    assert merged(parse_text, text, unsure) == ()


def test_a_source_that_the_reader_missed_is_the_subject(parse_text: ParseText) -> None:
    text = "The envoy texted: the bridge is safe."
    (found,) = merged(parse_text, text, told(text, "", "texted", "the bridge is safe"))
    assert words(found)[0] == "The envoy"


def test_what_only_the_rules_saw_is_kept_where_the_reader_gives_it_a_chance(
    parse_text: ParseText,
) -> None:
    text = "The envoy said that it rained."
    (found,) = merged(parse_text, text, chance=0.2)
    assert words(found) == ("The envoy", "said", "that it rained")
    assert merged(parse_text, text, chance=0.01) == ()


def test_nested_statements_stay_nested(parse_text: ParseText) -> None:
    text = "The envoy said that Norland rejects the plan."
    outer, inner = merged(
        parse_text, text, told(text, "The envoy", "said", "that Norland rejects the plan")
    )
    assert inner.parent == outer.id
    assert (inner.act, words(inner)[0]) == ("reject", "Norland")


def test_a_missing_source_is_the_rules(parse_text: ParseText) -> None:
    text = "The envoy said that it rained."
    (found,) = merged(parse_text, text, told(text, "", "said", "that it rained"))
    assert words(found)[0] == "The envoy"


def test_the_rules_tell_of_outermost_statements(parse_text: ParseText) -> None:
    text = "The envoy said that Norland rejects the plan."
    parse = parse_text(text)
    (found,) = outermost_roles(parse, draft_statements(parse))
    assert [text[s:e] for s, e in found.cue] == ["said"]


def told_pieces(text: str, source: str, cue: str, *content: str) -> RoleSpans:
    """What a reader marks where it sees the content in pieces."""
    (pieces,) = zip(*(told(text, "", "", piece).content for piece in content), strict=True)
    return told(text, source, cue, "")._replace(content=pieces)


def test_a_piece_that_the_rules_give_to_another_cue_is_not_hung_on_this_one(
    parse_text: ParseText,
) -> None:
    text = "“Will you stay?” a clerk asked. “I will,” the envoy replied."
    reader = told_pieces(text, "the envoy", "replied", "“Will you stay?”", "“I will,”")
    asked, replied = merged(parse_text, text, reader)
    assert words(asked) == ("a clerk", "asked", "“Will you stay?”")
    assert words(replied) == ("the envoy", "replied", "“I will,”")


def test_a_piece_of_another_cue_makes_its_content_whole(parse_text: ParseText) -> None:
    text = "The union urged both sides to stop and called on Norland to leave."
    pieces = ("both sides to stop and", "Norland to leave")
    urged, called = merged(parse_text, text, told_pieces(text, "The union", "urged", *pieces))
    assert words(urged)[2] == "both sides to stop"
    assert words(called)[1:] == ("called on", "Norland to leave")


def test_a_statement_that_the_reader_cuts_out_stays_inside(parse_text: ParseText) -> None:
    text = "The envoy said that it would rain if Norland prefers to stay."
    pieces = ("that it would rain if", "to stay")
    outer, inner = merged(parse_text, text, told_pieces(text, "The envoy", "said", *pieces))
    assert words(outer)[2] == "that it would rain if Norland prefers to stay"
    assert inner.parent == outer.id


def test_according_to_inside_what_is_said(parse_text: ParseText) -> None:
    text = "The army said that, according to its scouts, rebels had left the town."
    said, according = find_statements(parse_text(text), ())
    assert words(according) == ("its scouts", "according to", "rebels had left the town")
    assert according.parent == said.id


@pytest.mark.parametrize(
    ("text", "marked", "content"),
    [
        (
            "The envoy announced thousands of new visas.",
            "thousands of",
            "thousands of new visas",
        ),
        (
            "The envoy announced a series of raids.",
            "a series",
            "a series of raids",
        ),
        (
            "The envoy said hackers had opened the dam.",
            "hackers",
            "hackers had opened the dam",
        ),
        ("The dam is closed, the envoy said.", "The dam", "The dam is closed"),
    ],
)
def test_a_content_goes_on_to_the_end_of_its_phrase(
    parse_text: ParseText, text: str, marked: str, content: str
) -> None:
    cue = "announced" if "announced" in text else "said"
    source = "the envoy" if "the envoy" in text else "The envoy"
    (found,) = merged(parse_text, text, told(text, source, cue, marked))
    assert words(found) == (source, cue, content)


def test_a_headline_is_no_source_in_the_body(reader: Reader) -> None:
    text = "Talks in Orle\n\nThe army blamed the rebels for the attack, residents said."
    parse = reader.parse(text)
    assert [p.kind for p in parse.passages] == ["headline", "body"]
    words = tuple(ReadWord(t.start, t.end, 0.0, 1.0) for t in parse.tokens)
    found = told(text, "Talks in Orle", "blamed", "the rebels for the attack")
    reading = Reading((found,), words)
    drafted = merge_reading(parse, draft_statements(parse), reading)
    sources = {s.source[0].quote for s in find_statements(parse, (), drafted) if s.source}
    assert "Talks in Orle" not in sources
    assert "The army" in sources
