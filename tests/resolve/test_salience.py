"""Pronouns weighed: who wins, nobody among them, and weights that are all in use."""

import re

import pytest

from onrecord.annotate.mentions import find_mentions
from onrecord.resolve.coreference import group_mentions
from onrecord.resolve.nodes import NodeReader
from onrecord.resolve.pronouns import choose_heaviest
from onrecord.resolve.salience import Option, load_weights, weigh
from tests.conftest import ParseText
from tests.resolve.test_coreference import TABLE, clusters, nowhere, unmark


@pytest.mark.parametrize(
    "marked",
    [
        # gender of a given name outweighs nearness
        "[Kristen Varga]1 met Oleg Holm. [She]1 was glad.",
        "[Kristen Varga]1 explained Oleg Holm's plan. [She]1 praised it.",
        # the subject outweighs what stands nearer
        "[Ana Keller]1 wrote to Maria Holm. [She]1 asked for help.",
        # whom a relative clause is about is not its subject
        "[Ana Keller]1 waited for a photographer [she]1 had hired.",
        "[Norway]1 said that [it]1 would sign.",
    ],
)
def test_joined(parse_text: ParseText, marked: str):
    text, wanted = unmark(marked)
    spans = {span for span, _ in wanted}
    assert any(spans <= group for group in clusters(parse_text(text)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway published two reports. They were long.", "They"),
        ("Norway published a report. It was long.", "It"),
        ("Norway knows that it is clear what happened.", "it"),
    ],
)
def test_another_noun_or_nobody_is_likelier(parse_text: ParseText, text: str, word: str):
    start = [m.start() for m in re.finditer(rf"\b{word}\b", text)][-1]
    assert all((start, start + len(word)) not in group for group in clusters(parse_text(text)))


def test_whoever_chooses_sees_nobody_first_and_names_that_have_weights(parse_text: ParseText):
    seen: list[Option] = []

    def choose(node, kind, options):
        seen.extend(options)
        assert options[0][0] is None
        assert {name for _, names in options for name in names} & load_weights()[kind].keys()
        return choose_heaviest(node, kind, options)

    parse = parse_text("Ana Keller met the rebels. She said they had left their camp.")
    mentions = find_mentions(parse, place_type=nowhere, actor_type=TABLE.type_of)
    reader = NodeReader(parse, TABLE)
    nodes = [reader.read(n, mention) for n, mention in enumerate(mentions)]
    group_mentions(parse, nodes, TABLE, choose)
    assert {"both subject", "gender known", "one back"} <= {n for _, names in seen for n in names}


def test_weigh():
    assert weigh(("a", "b", "c"), {"a": 1.5, "c": -0.5, "d": 9.0}) == 1.0
