"""Transcripts: whose "I" and "you" it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.mentions import find_mentions
from onrecord.resolve.actors import ActorTable
from onrecord.resolve.coreference import group_mentions
from onrecord.resolve.nodes import Node, NodeReader
from onrecord.resolve.turns import find_turns, turn_at
from onrecord.syntax import Parse
from tests.conftest import ParseText

PARAGRAPHS = (
    "Two keepers of the harbour told the Gazette about the storm.",
    "{0}Gazette{1} When did you hear of it?",
    "{0}Ana Keller{1} I heard it at noon. I called the others.",
    "{0}Gazette{1} What did you do?",
    "{0}Ana Keller{1} We shut the gates.",
    "I was afraid.",
    "{0}Gazette{1} And where were you?",
    "{0}Oleg Varga{1} I was asleep. You never know the hour.",
    "{0}Gazette{1} Are you sorry?",
    "{0}Oleg Varga{1} I am not.",
)
STYLES = [("", ":"), ("((", "))"), ("[", "]")]


def nodes_of(parse: Parse, table: ActorTable) -> list[Node]:
    mentions = find_mentions(parse, place_type=lambda _: None, actor_type=lambda _: None)
    reader = NodeReader(parse, table)
    return [reader.read(n, mention) for n, mention in enumerate(mentions)]


@pytest.mark.parametrize("style", STYLES)
def test_who_has_the_word(parse_text: ParseText, style: tuple[str, str]):
    parse = parse_text("\n\n".join(p.format(*style) for p in PARAGRAPHS))
    table = ActorTable(())
    nodes = nodes_of(parse, table)
    groups = group_mentions(parse, nodes, table)
    name_of = {
        node.n: next((n.mention.name.quote for n in group if n.is_name), None)
        for group in groups
        for node in group
    }
    told = [(node.words[0], name_of.get(node.n)) for node in nodes if node.words[0] in {"i", "you"}]
    assert told == [
        ("you", "Ana Keller"),
        ("i", "Ana Keller"),
        ("i", "Ana Keller"),
        ("you", "Ana Keller"),
        ("i", "Ana Keller"),  # the paragraph without a label goes on
        ("you", "Oleg Varga"),
        ("i", "Oleg Varga"),
        ("you", None),  # everybody
        ("you", "Oleg Varga"),
        ("i", "Oleg Varga"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Keller: the gates are shut.\n\nOleg Varga said so too.",
        "Update: the gates are shut.\n\nUpdate: they open.\n\nOne: it rained.\n\nTwo: more rain.",
    ],
)
def test_no_transcript(parse_text: ParseText, text: str):
    parse = parse_text(text)
    assert find_turns(parse, nodes_of(parse, ActorTable(()))) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Remarks by President Keller and Minister Varga. 6:13 P.M. THE PRESIDENT: I agree.", 0),
        ("Remarks by President Keller and Minister Varga. 6:13 P.M. THE MINISTER: I agree.", 1),
        ("Oleg Varga spoke. VARGA: I agree.", 1),
        ("Minister Varga met Minister Keller. THE MINISTER: I agree.", None),
        ("Oleg Varga spoke. UPDATE: I agree.", None),
    ],
)
def test_labels_in_capitals_stand_anywhere(parse_text: ParseText, text: str, speaker: int | None):
    parse = parse_text(text)
    turns = find_turns(parse, nodes_of(parse, ActorTable(())))
    assert [turn.speaker for turn in turns] == ([] if speaker is None else [speaker])


@given(st.integers(-1, 200))
def test_before_the_first_turn(offset: int):
    assert turn_at([], offset) is None
