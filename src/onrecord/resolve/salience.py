"""How likely a pronoun stands for an antecedent: a sum of weights, one for each thing noticed.

The weights are in data/pronouns.toml, learned from annotated texts (training/coreference); its
names are those that are given here. "nobody" is weighed against the antecedents in the same way.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.resolve.antecedents import (
    OWNERS,
    PLURAL,
    SUBJECT,
    Antecedent,
    Kind,
    Scene,
)
from onrecord.resolve.nodes import Node
from onrecord.resolve.quotes import quotation_at
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_deeds, read_toml

Features = tuple[str, ...]
Option = tuple[Antecedent | None, Features]
Weights = dict[str, dict[str, float]]
FAR = 3
"""Sentences back from which on it is simply far."""
OFTEN = 4
PARTS = {"nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "dative": "object",
         "pobj": "after a preposition", "poss": "owner", "conj": "joined", "appos": "apposition",
         "agent": "agent"}  # fmt: skip


@cache
def load_weights() -> Weights:
    """Read data/pronouns.toml."""
    return read_toml("pronouns.toml")


def weigh(features: Sequence[str], weights: dict[str, float]) -> float:
    """The sum of what was noticed; what has no weight counts nothing."""
    return sum(weights.get(name, 0.0) for name in features)


def notice(scene: Scene, node: Node, kind: Kind, antecedents: Sequence[Antecedent]) -> list[Option]:
    """What speaks for or against nobody, and then each of the antecedents, the nearest first."""
    acts = kind != "person" and _may_act(scene.parse, node)
    found: list[Option] = [(None, _nobody(scene, node, kind, acts=acts))]
    for rank, other in enumerate(antecedents):
        features = (
            *_where(scene, node, other, rank),
            *_grammar(scene.parse, node, other),
            *_who(scene, node, other, kind, acts=acts),
        )
        found.append((other, features))
    return found


def _nobody(scene: Scene, node: Node, kind: Kind, *, acts: bool) -> Features:
    found = ["nobody", f"nobody, {PARTS.get(node.head.dep, 'other part')}"]
    if acts:
        found.append("nobody, acts")
    if kind == "thing" and _expects_clause(scene.parse, node):
        found.append("nobody, clause follows")
    return tuple(found)


def _where(scene: Scene, node: Node, other: Antecedent, rank: int) -> Iterator[str]:
    back = scene.distance(node, other.head.sent)
    yield "far" if back >= FAR else ("same sentence", "one back", "two back")[back]
    if rank == 0:
        yield "nearest"
    elif rank > OFTEN:
        yield "many between"
    here = quotation_at(scene.quotations, node.mention.span.start)
    there = quotation_at(scene.quotations, other.head.start)
    if here is not None:
        yield "same quotation" if here is there else "outside the quotation"
    elif there is not None:
        yield "inside a quotation"


def _grammar(parse: Parse, node: Node, other: Antecedent) -> Iterator[str]:
    part = _part(parse, other)
    yield part
    mine = PARTS.get(node.head.dep, "other part")
    tokens = parse.tokens
    if part == mine:
        yield f"both {part}"
    if part == mine == "subject":
        saying = load_deeds().saying
        verbs = tokens[node.head.head].lemma, tokens[other.head.head].lemma
        if all(verb in saying for verb in verbs):
            yield "both say"
    owned = tokens[node.head.head]
    if node.words[0] in OWNERS and owned.dep == "conj" and owned.head == other.head.i:
        yield "owner of what is joined to it"
    if part == "owner" and tokens[other.head.head].dep in SUBJECT:
        yield "owner of the subject"
    if node.sent == other.head.sent:
        yield from _closeness(parse, node, other)


def _closeness(parse: Parse, node: Node, other: Antecedent) -> Iterator[str]:
    """Whether it stands in the pronoun's clause, in those above it, or in the same phrase."""
    i, verbs = node.head.i, 0
    while parse.tokens[i].head != i:
        i = parse.tokens[i].head
        if i == other.head.i:
            yield "in its phrase"
            return
        verbs += parse.tokens[i].pos in {"VERB", "AUX"}
        if i == other.head.head:
            part = "subject of" if other.head.dep in SUBJECT else "in"
            yield f"{part} its clause" if verbs <= 1 else f"{part} a clause above"
            return


def _who(scene: Scene, node: Node, other: Antecedent, kind: Kind, *, acts: bool) -> Iterator[str]:
    if other.node is None:
        yield "noun"
        if kind == "thing" and not acts:
            yield "noun, does not act"
        return
    root = scene.clusters.find(other.node.n)
    mention, level = scene.nodes[root].mention, other.node.mention.level
    yield {"NAM": "name", "NOM": "description", "PRO": "pronoun"}[level]
    if kind == "thing" and not acts:
        yield "mention, does not act"
    if root in scene.named:
        yield "named"
    if kind == "person" and scene.genders.get(root) == node.gender:
        yield "gender known"
    if kind != "person":
        yield mention.type
        if mention.type == "GPE" and other.node.mention.metonym:
            yield "acts as a government"
        if other.node.number == "many" or other.head.tag in PLURAL:
            yield "several"
    times = scene.counts.get(root, 0)
    yield "meant once" if times <= 1 else "meant often" if times >= OFTEN else "meant twice"


def _part(parse: Parse, other: Antecedent) -> str:
    """The part in the sentence; of a name in apposition, the part of what it names."""
    dep = other.head.dep
    if dep == "appos" and other.node is not None and other.node.is_name:
        dep = parse.tokens[other.head.head].dep
    return PARTS.get(dep, "other part")


def _may_act(parse: Parse, node: Node) -> bool:
    """Whether a pronoun can be an actor: it does or says something, or a clause says so of it."""
    governor = parse.tokens[node.head.head]
    deeds = load_deeds()
    if node.head.dep != "nsubj":
        return node.head.dep in {"dobj", "nsubjpass"} and governor.lemma in deeds.done_to
    said = governor.dep == "ccomp" and parse.tokens[governor.head].lemma in deeds.saying
    if said or governor.lemma in deeds.acts or governor.lemma in deeds.saying:
        return True
    mood = parse.child(governor.i, "acomp")
    return governor.lemma == "be" and mood is not None and mood.lemma in deeds.moods


def _expects_clause(parse: Parse, node: Node) -> bool:
    """Whether "it" only announces a clause: "it is clear that", "it took years to"."""
    governor: Token = parse.tokens[node.head.head]
    return node.head.dep in SUBJECT and any(
        t.i > governor.i and t.dep in {"ccomp", "xcomp", "advcl", "acl"}
        for above in (governor, *parse.children(governor.i))
        for t in parse.children(above.i)
    )
