"""Two holders of one event: who says it, and who denies or confirms it in a word."""

import pytest

from onrecord.annotate.events import find_events
from onrecord.annotate.statements import find_statements
from onrecord.annotate.status import answer_events, innermost
from onrecord.records import EventMention, Statement
from tests.conftest import ParseText


def read(parse_text: ParseText, text: str) -> tuple[list[EventMention], dict[str, Statement]]:
    """The violence that a text tells of and its statements by id, by the rules alone."""
    parse = parse_text(text)
    statements = find_statements(parse, ())
    events = find_events(parse, (), (), (), statements)
    told = [e for e in answer_events(parse, events, statements) if e.type in {"ASSAULT", "COERCE"}]
    return told, {statement.id: statement for statement in statements}


def source_of(event: EventMention, statements: dict[str, Statement]) -> str:
    statement = statements.get(event.holder)
    return " ".join(part.quote for part in statement.source) if statement else "outlet"


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        (
            "The rebels said they had bombed a train. The army denied it.",
            [("The rebels", "occurred"), ("The army", "denied")],
        ),
        (
            "The rebels claimed to have bombed the fort, which the army denied.",
            [("The rebels", "unknown"), ("the army", "denied")],
        ),
        (
            "The rebels said troops had shelled a clinic. The ministry dismissed the claim.",
            [("The rebels", "occurred"), ("The ministry", "denied")],
        ),
        (
            "The rebels said they had bombed a train. The army confirmed the report.",
            [("The rebels", "occurred"), ("The army", "occurred")],
        ),
        # what is denied with words of its own is an event of its own
        (
            "The rebels said they had bombed a train. The army denied that militants bombed it.",
            [("The rebels", "occurred"), ("The army", "denied")],
        ),
        # a proposal that is rejected is not denied; a plan neither
        (
            "The rebels said they would bomb the train. The army denied it.",
            [("The rebels", "planned")],
        ),
        # nothing was said before
        ("The rebels bombed a train. The army denied it.", [("outlet", "occurred")]),
        # two sentences on it is about something else
        (
            "The rebels said they had bombed a train. It rained. The army denied it.",
            [("The rebels", "occurred")],
        ),
    ],
)
def test_each_holder_has_his_status(
    parse_text: ParseText, text: str, holders: list[tuple[str, str]]
) -> None:
    events, statements = read(parse_text, text)
    assert [(source_of(event, statements), event.status) for event in events] == holders
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert all(text[e.start : e.end] == e.quote for e in event.evidence)


def test_two_who_deny_are_two_holders(parse_text: ParseText) -> None:
    events, statements = read(
        parse_text,
        "The rebels said they had bombed a train, which the army denied. "
        "The report was denied by the governor.",
    )
    assert [source_of(event, statements) for event in events] == [
        "The rebels", "the army", "the governor",
    ]  # fmt: skip


def test_the_chain_to_the_outlet_is_kept(parse_text: ParseText) -> None:
    text = "The governor said the mayor had denied that police attacked the crowd."
    events, statements = read(parse_text, text)
    (attack,) = [event for event in events if event.trigger.quote == "attacked"]
    inner = statements[attack.holder]
    assert (attack.status, source_of(attack, statements)) == ("denied", "the mayor")
    assert inner.parent is not None
    outer = statements[inner.parent]
    assert [part.quote for part in outer.source] == ["The governor"]
    assert outer.parent is None


def test_the_cited_speaker_holds_it(parse_text: ParseText) -> None:
    text = "The agency reported, citing an official, that the army had bombed a village."
    parse = parse_text(text)
    statements = find_statements(parse, ())
    at = text.index("bombed")
    holder = innermost(statements, at, at + 6)
    assert holder is not None
    assert [part.quote for part in holder.source] == ["an official"]
    assert holder.parent is not None
