"""What a pronoun may stand for: the mentions and nouns before it that agree and that syntax allows.

Nouns that are no mention (reports, attacks) are weighed too: "it" and "they" mostly mean these, and
then no actor.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.resolve.clusters import Clusters
from onrecord.resolve.nodes import FEMALE, MALE, Node
from onrecord.resolve.quotes import Quotation, quotation_at
from onrecord.syntax import Parse, Token

Kind = Literal["person", "group", "thing"]
THING = frozenset({"it", "its", "itself"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself"})
OWNERS = frozenset({"his", "her", "its", "their", "my", "your", "our"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
PLURAL = frozenset({"NNS", "NNPS"})
HEADLESS = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod", "quantmod", "attr"})
MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
BACK: dict[Kind, int] = {"person": 5, "group": 3, "thing": 2}
"""Sentences back that a pronoun reaches."""
WINDOW = 80
"""Mentions, and other nouns, back that a pronoun reaches at most."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention, or another noun (`node` None), that a pronoun may stand for."""

    head: Token
    first: int
    end: int
    node: Node | None


@dataclass(slots=True)
class Scene:
    """What was read so far: entities by cluster, with how often they were meant."""

    parse: Parse
    nodes: Sequence[Node]
    clusters: Clusters
    quotations: Sequence[Quotation]
    nouns: Sequence[Token]
    """The nouns outside mentions."""
    places: Sequence[int]
    """The place of each sentence among those of its kind: captions stand outside the story."""
    named: frozenset[int]
    """The leaders of the mentions of which one is a name."""
    counts: dict[int, int] = field(default_factory=dict)
    genders: dict[int, str] = field(default_factory=dict)

    def distance(self, node: Node, sent: int) -> int:
        return self.places[node.sent] - self.places[sent]


def kind_of(node: Node) -> Kind:
    """What "he", "they" or "it" can stand for."""
    if node.words[0] in MALE or node.words[0] in FEMALE:
        return "person"
    return "thing" if node.words[0] in THING else "group"


def find_nouns(parse: Parse, nodes: Sequence[Node]) -> list[Token]:
    """The nouns in text order that are no part of a mention, and no measure or date."""
    inside = {i for node in nodes for i in range(node.first, node.end)}
    return [
        token
        for token in parse.tokens
        if token.pos in {"NOUN", "PROPN"}
        and token.i not in inside
        and token.dep not in HEADLESS
        and token.ent not in MEASURES
    ]


def number_places(parse: Parse) -> list[int]:
    """The place of each sentence among those of its kind."""
    seen: dict[str, int] = {}
    found: list[int] = []
    for kind in parse.kinds:
        seen[kind] = seen.get(kind, 0) + 1
        found.append(seen[kind])
    return found


def find_antecedents(scene: Scene, position: int, kind: Kind) -> list[Antecedent]:
    """What the pronoun at `position` may stand for, the nearest first."""
    node = scene.nodes[position]
    said = quotation_at(scene.quotations, node.mention.span.start)
    speaker = said.speaker if said is not None else None
    found = [
        Antecedent(other.head, other.first, other.end, other)
        for other in scene.nodes[max(0, position - WINDOW) : position]
        if _is_before(scene, node, other.end, other.sent, BACK[kind])
        and agrees(scene, node, other, kind)
        and not _is_bound(scene.parse, node, other)
        and not (speaker is not None and scene.clusters.same(speaker, other.n))
    ]
    if kind != "person":
        found += _nouns_before(scene, node, kind)
    return sorted(found, key=lambda a: (-a.head.i, a.node is None))


def _is_before(scene: Scene, node: Node, end: int, sent: int, back: int) -> bool:
    kinds = scene.parse.kinds
    near = scene.distance(node, sent) <= back
    return end <= node.first and kinds[sent] == kinds[node.sent] and near


def _nouns_before(scene: Scene, node: Node, kind: Kind) -> list[Antecedent]:
    """The other nouns of the pronoun's number, but for the one that it owns."""
    found: list[Antecedent] = []
    end = bisect_left(scene.nouns, node.first, key=lambda token: token.i)
    for token in reversed(scene.nouns[max(0, end - WINDOW) : end]):
        several = token.tag in PLURAL
        before = _is_before(scene, node, token.i + 1, token.sent, BACK[kind])
        if before and several is (kind == "group") and token.i != node.head.head:
            found.append(Antecedent(token, token.i, token.i + 1, None))
    return found


def agrees(scene: Scene, node: Node, other: Node, kind: Kind) -> bool:
    """Whether number, gender and kind let a pronoun stand for a mention."""
    root = scene.clusters.find(other.n)
    if other.mention.level == "PRO" and root == other.n:
        return False
    mention = scene.nodes[root].mention if other.mention.level == "PRO" else other.mention
    if kind == "person":
        if mention.type != "PER" or other.number != "one":
            return False
        gender = scene.genders.get(root) or other.gender
        return gender is None or gender == node.gender
    if mention.type == "NORP" and mention.level == "NAM" and other.number != "many":
        return False
    if kind == "group":
        if other.number == "many":
            return True
        return mention.type in {"ORG", "GPE"} or other.number == "group"
    return other.number != "many" and mention.type in {"ORG", "GPE"}


def _is_bound(parse: Parse, node: Node, other: Node) -> bool:
    """Whether syntax forbids it: "Rell met him" is not Rell, nor is "a man she knew" she."""
    word = node.words[0]
    if node.first >= other.first and node.end <= other.end:
        return True
    if word in REFLEXIVE:
        return False
    if word in OWNERS and node.head.dep == "poss":
        # "the minister and his aides": fine; "his minister": never the minister himself
        return other.head.i == node.head.head
    same_clause = node.head.head == other.head.head and other.head.dep in SUBJECT
    if node.head.dep in {"dobj", "dative"}:
        return same_clause
    if node.head.dep == "pobj":
        above = parse.tokens[node.head.head]
        return above.head == other.head.head and other.head.dep in SUBJECT
    clause = parse.tokens[node.head.head]
    return node.head.dep in SUBJECT and clause.dep == "relcl" and clause.head == other.head.i
