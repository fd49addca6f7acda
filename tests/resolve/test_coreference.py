"""Which mentions are one: marked [mention]N in the text, N the number of the entity."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.mentions import find_mentions
from onrecord.resolve.actors import ActorTable, read_actors
from onrecord.resolve.coreference import group_mentions
from onrecord.resolve.nodes import NodeReader
from onrecord.syntax import Parse
from tests.conftest import ParseText

TABLE = ActorTable(
    read_actors(
        "id,name,aliases,type,country,sector,role,start,end,source\n"
        "dawn,Dawn Front,DF,ORG,NOR,REB,armed group,,,Example\n"
        "palace,Red Palace,,ORG,NOR,GOV,seat of government,,,Example\n",
        "rows",
    )
)
MARK = re.compile(r"\[([^\[\]]*)\](\d)")


def nowhere(_: str) -> None:
    return None


def clusters(parse: Parse) -> list[set[tuple[int, int]]]:
    mentions = find_mentions(parse, place_type=nowhere, actor_type=TABLE.type_of)
    reader = NodeReader(parse, TABLE)
    nodes = [reader.read(n, mention) for n, mention in enumerate(mentions)]
    return [
        {(n.mention.span.start, n.mention.span.end) for n in group}
        for group in group_mentions(parse, nodes, TABLE)
    ]


def unmark(marked: str) -> tuple[str, list[tuple[tuple[int, int], str]]]:
    text, found, at = "", list[tuple[tuple[int, int], str]](), 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        found.append(((len(text), len(text) + len(m[1])), m[2]))
        text += m[1]
        at = m.end()
    return text + marked[at:], found


JOINED = [
    # names
    "[President Ana Keller]1 met [Oleg Varga]2. [Keller]1 thanked [Varga]2.",
    "[Ana Keller]1 and [Mark Keller]2 came. [Ms Keller]1 spoke first.",
    "[Bashar al-Amari]1 came back. [Amari]1 said nothing.",
    "The [Norland Peace Council]1 (NPC) met. The [NPC]1 said nothing.",
    "The [Dawn Front]1 left. The [DF]1 denied it.",
    "[Ukraine]1 rejected the plan. [Kyiv]1 has said so, and the [Ukrainian]1 offer stands.",
    "The [US]1 agreed. The [United States]1 signed on Friday.",
    "[Norway]1 agreed. The [Red Palace]1 said so.",
    # side by side
    "[Ana Keller]1, [the army spokeswoman]1, denied it.",
    "[The foreign minister]1, [Ana Keller]1, denied it.",
    # descriptions
    "[President Ana Keller]1 spoke. [The president]1 left on Friday.",
    "Fighters of the [Dawn Front]1 left. [The group]1 denied it.",
    "[The two envoys]1 met. On Friday [the envoys]1 left.",
    # pronouns
    "[Ana Keller]1 met [Oleg Varga]2. [She]1 thanked [him]2.",
    "[Ana Keller]1 said [she]1 would sign.",
    "[The rebels]1 left. [They]1 took [their]1 guns.",
    "[Ukraine]1 said [it]1 would withdraw [its]1 offer.",
    "In [his]1 speech, [Oleg Varga]1 rejected the plan.",
    "“[I]1 will sign,” [Oleg Varga]1 said.",
    "[Oleg Varga]1 hurt [himself]1.",
    "The plan failed, [Oleg Varga]1 said, but [Mark Keller]2 denied it. [He]2 said it went well.",
    "The [Dawn Front]1 said the talks would not stop the march, which [it]1 says is lawful.",
    "[The head]1 of Norway Central Command, [Gen Mark Keller]1, saw Oleg Varga. “No,” [he]1 said.",
    "[Norway]1 and [its]1 allies left.",
    # interviews, and reports that only speak of one
    "Interview with [Ana Keller]1. How do [you]1 feel? [I]1 feel fine.",
    "The keeper was on leave. In an interview [Ana Keller]1 denied it. [I]2 saw [my]2 notes.",
    # one voice
    "[We]1 came back. [Our]1 house was gone.",
    "“[We]1 left [our]1 town,” [Ana Keller]2 said. “[We]3 kept [ours]3,” [Oleg Varga]4 said.",
    "[I]1 asked the guard. “[I]2 saw nothing, and [my]2 shift was over.” So [I]1 left.",
]


@pytest.mark.parametrize("marked", JOINED)
def test_joined(parse_text: ParseText, marked: str):
    text, expected = unmark(marked)
    found = clusters(parse_text(text))
    of = {span: n for n, cluster in enumerate(found) for span in cluster}
    for span, number in expected:
        assert span in of, text[slice(*span)]
        for other, same in expected:
            assert (of[span] == of[other]) is (number == same), (
                text[slice(*span)],
                text[slice(*other)],
            )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is clear that Norway left.", "It"),
        ("Ana Keller met Oleg Varga. We will see.", "We"),
        ("He left on Friday.", "He"),
        ("The report angered Norway, and it was withdrawn.", "it"),
        ("Ana Keller and Oleg Varga said they would attend.", "they"),
        ("“I will sign,” the statement read.", "I"),
    ],
)
def test_pronouns_without_a_safe_antecedent_stay_alone(parse_text: ParseText, text: str, word: str):
    start = re.search(rf"\b{word}\b", text)
    assert start is not None
    span = (start.start(), start.end())
    assert all(span not in cluster for cluster in clusters(parse_text(text)))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("A minister left. A minister came.", "A minister", "A minister"),
        ("Oleg Varga met his minister.", "Oleg Varga", "his minister"),
        ("Kyiv was hit. Kyiv has said it will answer.", "Kyiv", "it"),
        ("He said both suburbs of Gorasht fell.", "both suburbs of Gorasht", "Gorasht"),
    ],
)
def test_apart(parse_text: ParseText, text: str, first: str, second: str):
    found = clusters(parse_text(text))
    a = (text.index(first), text.index(first) + len(first))
    b = (text.rindex(second), text.rindex(second) + len(second))
    assert not any(a in cluster and b in cluster for cluster in found if a != b)


PIECES = st.sampled_from([
    "Ana Keller met the president.", "She said he would sign.", "The group denied it.",
    "“I will,” Varga said.", "Ukraine said its army left.", "The army left.", "They fled.",
    '"We agree', 'they" said.', "Oleg Varga, the minister, spoke.", "\n",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_every_mention_is_in_one_group_at_most(parse_text: ParseText, pieces: list[str]):
    parse = parse_text(" ".join(pieces))
    found = clusters(parse)
    assert sum(len(c) for c in found) == len(set().union(*found)) if found else True
    assert found == clusters(parse), "the same again"
