"""What can be on the table in one report, and which mentions of it are one.

An item is a noun ("a second round", "the memorandum", "a buffer zone") or a deed that is one ("the
delegations met"). "The offer" and an answer without an object ("it would sign") point back to the
item that was spoken of last.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.fuse.talks.lexicon import TalksLexicon
from onrecord.records import ProposalKind
from onrecord.syntax import Parse, Token

ORDERS = frozenset({"next", "first"})
KNOWN = frozenset({"the", "this", "that", "these", "those"})
FORWARD = frozenset({"acl", "relcl"})


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be on the table: its token and what tells it from others of its kind."""

    token: Token
    kind: ProposalKind
    order: str = ""
    """ "next", "first" or ""."""
    form: str = ""
    points_back: bool = False
    """Whether it may stand for the item that was spoken of last."""
    elided: bool = False
    """Whether it is an answer that names nothing: "said they would attend"."""
    bare: bool = False
    """Whether it is no item of its own: "the letter"."""


def find_items(parse: Parse, lexicon: TalksLexicon) -> Iterator[Item]:
    """Every noun or deed that names something that can be on the table, or points back to it."""
    known: set[ProposalKind] = set()
    for token in parse.tokens:
        kind = _kind_of(parse, token, lexicon, known)
        points_back = _points_back(parse, token, lexicon)
        if kind is None:
            if points_back:
                elided = token.pos == "VERB"
                yield Item(token, "document", points_back=True, elided=elided, bare=True)
            continue
        known.add(kind)
        if not _is_part(parse, token, lexicon):
            words = [
                t.lower for t in parse.children(token.i) if t.dep in {"amod", "det", "compound"}
            ]
            order = next((lexicon.order[w] for w in words if lexicon.order.get(w) in ORDERS), "")
            form = next((w for w in words if lexicon.order.get(w) == "form"), "")
            yield Item(token, kind, order, form, points_back)


def particle_of(parse: Parse, token: Token, words: frozenset[str]) -> str:
    """The particle of a verb, be it parsed as one or as an adverb: "pull back the guns"."""
    return next(
        (t.lower for t in parse.children(token.i) if t.dep == "prt" or t.lower in words), ""
    )


PARTICLES = frozenset({"back", "out", "off", "down", "forward", "up"})


def _kind_of(
    parse: Parse, token: Token, lexicon: TalksLexicon, known: set[ProposalKind]
) -> ProposalKind | None:
    lemma = token.lemma.lower()
    if token.pos == "VERB":
        particle = particle_of(parse, token, PARTICLES)
        kind = lexicon.deeds.get(f"{lemma} {particle}" if particle else lemma)
    elif token.pos == "NOUN":
        kind = lexicon.items.get(token.lower) or lexicon.items.get(lemma)
    else:
        return None
    needed = lexicon.needs.get(lemma) or lexicon.needs.get(kind or "")
    if needed and not any(t.lemma.lower() in needed for t in parse.subtree(token.i)):
        spoken_of = kind in known and token.pos == "NOUN"  # "an unconditional withdrawal"
        return kind if spoken_of else None
    return kind


def _points_back(parse: Parse, token: Token, lexicon: TalksLexicon) -> bool:
    children = parse.children(token.i)
    if token.pos == "NOUN":
        if token.lemma not in lexicon.anaphors or any(
            t.dep in {*FORWARD, "prep"} for t in children
        ):
            return False
        return any(t.dep == "poss" or t.lower in KNOWN for t in children)
    if token.pos != "VERB" or token.lemma not in lexicon.elided:
        return False
    named = {"dobj", "ccomp", "xcomp", "prep", "nsubjpass", "prt", "agent"}
    return not any(t.dep in named for t in children) and token.dep not in {"xcomp", "relcl", "acl"}


def _is_part(parse: Parse, token: Token, lexicon: TalksLexicon) -> bool:
    """Whether the noun is part of another item: "terms of a truce", "a proposal to meet"."""
    head = parse.tokens[token.head]
    if token.dep == "compound":
        return True
    if token.lemma.lower() in lexicon.stances and any(
        t.i > token.i and _kind_of(parse, t, lexicon, set()) for t in parse.subtree(token.i)
    ):
        return True
    if token.dep == "pobj" and head.lower in {"of", "on", "for", "about"}:
        above = parse.tokens[head.head]
        return above.pos == "NOUN" and _kind_of(parse, above, lexicon, set()) is not None
    return False


def _is_known(parse: Parse, token: Token) -> bool:
    return any(t.dep == "poss" or t.lower in KNOWN for t in parse.children(token.i))


def same_item(parse: Parse, one: Item, other: Item, places: Mapping[int, str]) -> bool:
    """Whether `one`, named after `other`, is the same: same kind, nothing that tells them apart.

    "The talks" may be "a second meeting" named before; "a second meeting" is not "talks" before it.
    """
    if other.bare:
        return True
    if one.order != other.order and (one.order or not _is_known(parse, one.token)):
        return False
    if one.kind != other.kind:
        return False
    if one.form and other.form and one.form != other.form:
        return False
    if one.kind == "meeting" and one.form != other.form:
        return False
    if one.kind == "document" and one.token.lemma.lower() != other.token.lemma.lower():
        return False
    here, there = places.get(one.token.i), places.get(other.token.i)
    return here is None or there is None or here == there
