"""What is on the table in one report, and what each party does about it.

An item is a noun ("a second round", "the memorandum", "a buffer zone") or a deed that is one ("the
delegations met"). From the item its governors are climbed as long as they are not finite; the
outermost that is a move decides: "rejected a proposal to hold talks" is a rejection, "promised to
supply its memorandum" a promise, "willingness to engage in talks" a proposal. What stands in an
"if" is no move; a move with an "if" of its own is a condition; a negated acceptance is no answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.fuse.talks_lexicon import TalksLexicon
from onrecord.records import ProposalKind
from onrecord.syntax import Parse, Token

NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
DOUBT = frozenset({"may", "might", "could", "can"})
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "'d"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be on the table: its token and what tells it from others of its kind."""

    token: Token
    kind: ProposalKind
    order: str
    """ "next", "first" or ""."""
    form: str


@dataclass(frozen=True, slots=True)
class Act:
    """What was done about an item, before it is known by whom."""

    item: Item
    kind: str
    cue: Token
    negated: bool = False
    condition: Token | None = None
    future: bool = False


def find_items(parse: Parse, lexicon: TalksLexicon) -> Iterator[Item]:
    """Every noun or deed that names something that can be on the table."""
    for token in parse.tokens:
        kind = _kind_of(parse, token, lexicon)
        if kind is not None and not _is_part(parse, token, lexicon):
            words = [
                t.lower for t in parse.children(token.i) if t.dep in {"amod", "det", "compound"}
            ]
            order = next((lexicon.order[w] for w in words if lexicon.order.get(w) in ORDERS), "")
            form = next((w for w in words if lexicon.order.get(w) == "form"), "")
            yield Item(token, kind, order, form)


ORDERS = frozenset({"next", "first"})


def _kind_of(parse: Parse, token: Token, lexicon: TalksLexicon) -> ProposalKind | None:
    lemma = token.lemma.lower()
    if token.pos == "VERB":
        prt = parse.child(token.i, "prt")
        kind = lexicon.deeds.get(f"{lemma} {prt.lower}" if prt else lemma)
    elif token.pos == "NOUN":
        kind = lexicon.items.get(token.lower) or lexicon.items.get(lemma)
    else:
        return None
    needed = lexicon.needs.get(lemma) or lexicon.needs.get(kind or "")
    if needed and not any(t.lemma.lower() in needed for t in parse.subtree(token.i)):
        return None
    return kind


def _is_part(parse: Parse, token: Token, lexicon: TalksLexicon) -> bool:
    """Whether the noun is part of another item: "terms of a truce", "a proposal to meet"."""
    head = parse.tokens[token.head]
    if token.dep == "compound":
        return True
    if token.lemma.lower() in lexicon.stances and parse.child(token.i, "acl", "prep") is not None:
        return True
    if token.dep == "pobj" and head.lower in {"of", "on", "for", "about"}:
        above = parse.tokens[head.head]
        return above.pos == "NOUN" and _kind_of(parse, above, lexicon) is not None
    return False


def find_act(parse: Parse, item: Item, lexicon: TalksLexicon) -> Act | None:
    """The move that is made about an item where it is named; None for none."""
    found: Act | None = None
    token = item.token
    if token.pos == "VERB":
        own = _own_act(parse, item)
        if own is not None:
            return own if own.kind else None
    for governor, link in _governors(parse, token):
        if _in_condition(parse, governor):
            return None
        kind = _move_of(parse, governor, link, lexicon)
        if kind:
            found = _act(parse, item, kind, governor)
        elif not _carries(governor, lexicon):
            break
        if _is_finite(parse, governor):
            return _settled(parse, found, governor)
    return found if found is not None and found.kind in UTTERED else None


UTTERED = frozenset({"propose", "promise"})
"""Moves that a noun alone can tell: "his offer of talks"; any other needs a finite verb."""


def _own_act(parse: Parse, item: Item) -> Act | None:
    """A deed told as having been done or as to come: "the delegations met", "will meet"."""
    token = item.token
    if _in_condition(parse, token):
        return Act(item, "", token)
    if not _is_finite(parse, token):
        return None
    modal = _modal(parse, token)
    if _negated(parse, token) or modal in DOUBT or modal in {"must", "should"}:
        return Act(item, "", token)
    done = {"meeting": "hold"}.get(item.kind, "carry out")
    return Act(item, "promise" if modal in FUTURE else done, token)


def _governors(parse: Parse, token: Token) -> Iterator[tuple[Token, str]]:
    """The words above an item, each with the preposition that led to it; prepositions left out."""
    link = ""
    for _ in range(8):
        if token.dep == "ROOT" or token.head == token.i or token.dep == "relcl":
            return
        token = parse.tokens[token.head]
        if token.pos in {"ADP", "SCONJ", "PART"}:
            link = token.lower
            continue
        yield token, link
        link = ""


def _move_of(parse: Parse, token: Token, link: str, lexicon: TalksLexicon) -> str:
    lemma = token.lemma.lower()
    if token.pos in {"NOUN", "ADJ"} or (token.pos == "VERB" and lemma == "set"):
        return lexicon.stances.get(lemma, "")
    prt = parse.child(token.i, "prt")
    stem = f"{lemma} {prt.lower}" if prt else lemma
    keys = (f"{stem} {link}", f"{lemma} {link}") if link else (stem,)
    return next((lexicon.moves[key] for key in keys if key in lexicon.moves), "")


def _carries(token: Token, lexicon: TalksLexicon) -> bool:
    lemma = token.lemma.lower()
    if token.pos in {"NOUN", "PROPN"}:
        return lemma in lexicon.carrier_nouns
    return token.pos == "AUX" or lemma in lexicon.carrier_verbs


def _act(parse: Parse, item: Item, kind: str, cue: Token) -> Act:
    verb = cue
    if cue.pos in {"NOUN", "ADJ"} and cue.head != cue.i:
        verb = parse.tokens[cue.head]
    condition = next(
        (t for t in parse.children(verb.i) if t.dep == "advcl" and _has_if(parse, t)), None
    )
    return Act(item, kind, cue, negated=_negated(parse, cue), condition=condition)


def _settled(parse: Parse, act: Act | None, verb: Token) -> Act | None:
    """The act under the finite verb that ends its chain: its mood and negation decide."""
    if act is None:
        return None
    modal = _modal(parse, verb)
    if modal in DOUBT:
        return None
    negated = act.negated or (verb.i != act.cue.i and _negated(parse, verb))
    future = modal in FUTURE
    kind = act.kind
    if future and kind in {"table", "hold", "carry out", "accept"} and not negated:
        kind = "promise"
    return Act(act.item, kind, act.cue, negated, act.condition, future)


def _is_finite(parse: Parse, token: Token) -> bool:
    if token.tag in FINITE:
        return True
    return any(t.tag in FINITE for t in parse.children(token.i) if t.dep in {"aux", "auxpass"})


def _modal(parse: Parse, token: Token) -> str:
    return next((t.lower for t in parse.children(token.i) if t.tag == "MD"), "")


def _negated(parse: Parse, token: Token) -> bool:
    return any(
        t.lower in NEGATORS and t.dep in {"neg", "advmod", "det"} for t in parse.children(token.i)
    )


def _has_if(parse: Parse, clause: Token) -> bool:
    return any(t.lower in {"if", "unless", "provided"} for t in parse.children(clause.i))


def _in_condition(parse: Parse, token: Token) -> bool:
    return token.pos in {"VERB", "AUX"} and any(
        t.lower in {"if", "unless"} and t.dep in {"mark", "advmod"} for t in parse.children(token.i)
    )


def _is_known(parse: Parse, token: Token) -> bool:
    return any(
        t.dep == "poss" or t.lower in {"the", "this", "that", "these"}
        for t in parse.children(token.i)
    )


def same_item(parse: Parse, one: Item, other: Item, places: Mapping[int, str]) -> bool:
    """Whether `one`, named after `other`, is the same: same kind, nothing that tells them apart.

    "The talks" may be "a second meeting" named before; "a second meeting" is not "talks" before it.
    """
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
