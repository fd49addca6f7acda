"""What each party does about what is on the table in one report.

From the item its governors are climbed as long as they are not finite; the outermost that is a move
decides: "rejected a proposal to hold talks" is a rejection, "promised to supply its memorandum" a
promise, "willingness to engage in talks" a proposal. What stands in an "if" is no move; a move with
an "if" of its own is a condition; a negated acceptance is no answer. What one side accuses the
other of is alleged. Whose move a demanded deed or a bare condition is, the statement says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.fuse.talks.items import PARTICLES, Item, particle_of
from onrecord.fuse.talks.lexicon import TalksLexicon
from onrecord.fuse.talks.terms import (
    FUTURE,
    find_condition,
    is_condition,
    is_demanded,
    missed_its_time,
)
from onrecord.syntax import Parse, Token

NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
DOUBT = frozenset({"may", "might", "could", "can"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
UTTERED = frozenset({"propose", "promise"})
"""Moves that a noun alone can tell: "his offer of talks"; any other needs a finite verb."""
BESIDE = frozenset({"during", "after", "before", "since", "following", "amid", "despite"})
"""Prepositions of what is only told beside: "demands made during a summit"."""
DEEDS = frozenset({"exchange", "withdrawal", "monitoring"})
"""Kinds that are done, not held: "the exchange was completed"."""
BREACHES = frozenset({"violate", "reject", "fail", "postpone", "cancel"})
ACCUSING = frozenset({"accuse", "blame", "allege", "suspect"})


@dataclass(frozen=True, slots=True)
class Act:
    """What was done about an item, before it is known by whom."""

    item: Item
    kind: str
    cue: Token
    negated: bool = False
    condition: Token | None = None
    future: bool = False
    by_speaker: bool = False
    """Whether it is the move of who says so, not of who is to do it."""
    accused: Token | None = None
    """Who is accused of it, where it is alleged."""
    earlier: bool = False
    """Whether it lies before what was told before: "had demanded"."""


def find_act(parse: Parse, item: Item, lexicon: TalksLexicon) -> Act | None:
    """The move that is made about an item where it is named; None for none."""
    act = _find(parse, item, lexicon)
    if act is None or not act.kind:
        return None
    verb = act.cue if act.cue.pos in {"VERB", "AUX"} else parse.tokens[act.cue.head]
    condition = act.condition or find_condition(parse, verb, item.token)
    if item.kind == "meeting" and act.kind == "carry out":
        act = replace(act, kind="hold")
    if item.kind in DEEDS and act.kind == "hold":
        act = replace(act, kind="carry out")
    earlier = verb.tag == "VBN" and verb.dep != "ccomp" and _has(parse, verb, "had")
    return replace(act, condition=condition, earlier=earlier)


def _find(parse: Parse, item: Item, lexicon: TalksLexicon) -> Act | None:
    token = item.token
    if item.elided:
        return _elided_act(parse, item, lexicon)
    if token.pos == "VERB":
        own = _own_act(parse, item)
        if own is not None:
            return own
    found: Act | None = None
    for governor, link in _governors(parse, token):
        if is_condition(parse, governor):
            return None
        if found is not None and governor.lemma in ACCUSING:
            return _alleged(parse, found, governor) if found.kind in BREACHES else None
        deed = _deed_to_come(parse, governor)
        if deed is not None:
            kind = _move_of(parse, deed, "", lexicon) if token.pos == "NOUN" else ""
            found = Act(item, kind, deed) if kind else found
            return _settled(parse, found, governor, future=True)
        kind = _move_of(parse, governor, link, lexicon)
        if kind:
            found = Act(item, kind, governor, negated=_negated(parse, governor))
        elif link in BESIDE or not _carries(governor, lexicon):
            break
        if _is_finite(parse, governor):
            return _settled(parse, found, governor)
    if found is not None and found.kind in UTTERED:
        return found
    return _told_behind(parse, item, lexicon)


def _own_act(parse: Parse, item: Item) -> Act | None:
    """A deed told as having been done or as to come: "the delegations met", "will meet"."""
    token = item.token
    if is_demanded(parse, token):
        return Act(item, "propose", token, by_speaker=True)
    if is_condition(parse, token):
        return Act(item, "", token)
    head = parse.tokens[token.head]
    if token.dep == "xcomp" and _deed_to_come(parse, head) == token:
        return Act(item, "" if _negated(parse, head) else "promise", token, future=True)
    if not _is_finite(parse, token):
        return None
    modal = _modal(parse, token)
    if _negated(parse, token) or modal in DOUBT or modal in {"must", "should"}:
        return Act(item, "", token)
    done = {"meeting": "hold"}.get(item.kind, "carry out")
    future = modal in FUTURE
    return Act(item, "promise" if future else done, token, future=future)


def _elided_act(parse: Parse, item: Item, lexicon: TalksLexicon) -> Act | None:
    """An answer that names nothing: "it would sign", "refused"."""
    token = item.token
    modal = _modal(parse, token)
    if is_condition(parse, token) or modal in DOUBT or not _is_finite(parse, token):
        return None
    kind = lexicon.moves.get(token.lemma, "")
    act = Act(item, kind, token, negated=_negated(parse, token))
    return _settled(parse, act, token)


def _alleged(parse: Parse, act: Act, verb: Token) -> Act:
    return replace(act, accused=parse.child(verb.i, "dobj", "nsubjpass") or verb)


def _told_behind(parse: Parse, item: Item, lexicon: TalksLexicon) -> Act | None:
    """What the item's own relative clause tells: "the talks that are planned for Friday"."""
    if item.token.pos != "NOUN":
        return None
    lo, hi = parse.edges(item.token.i)
    for clause in parse.tokens[lo : hi + 1]:
        subject = parse.child(clause.i, "nsubj", "nsubjpass")
        if clause.dep != "relcl" or subject is None or subject.lower not in {"that", "which"}:
            continue
        deed = _deed_to_come(parse, clause)
        kind = _move_of(parse, deed or clause, "", lexicon)
        if kind and (deed or subject.dep == "nsubjpass" or kind in {"carry out", "fail"}):
            act = Act(item, kind, deed or clause, negated=_negated(parse, clause))
            return _settled(parse, act, clause, future=deed is not None)
    return None


def _deed_to_come(parse: Parse, verb: Token) -> Token | None:
    """What "is to" be done: "the truce is to begin"."""
    if verb.lemma != "be" or verb.tag not in FINITE:
        return None
    deed = parse.child(verb.i, "xcomp")
    return deed if deed is not None and _has(parse, deed, "to") else None


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
    particle = particle_of(parse, token, PARTICLES)
    stem = f"{lemma} {particle}" if particle else lemma
    keys = [f"{stem} {link}", f"{lemma} {link}"] if link else [*_phrases(parse, token), stem]
    return next((lexicon.moves[key] for key in keys if key in lexicon.moves), "")


def _phrases(parse: Parse, verb: Token) -> Iterator[str]:
    """A verb with its object or what is behind it: "take effect", "come into force"."""
    for child in parse.children(verb.i):
        if child.dep == "dobj":
            yield f"{verb.lemma} {child.lower}"
        elif child.dep == "prep":
            inner = parse.child(child.i, "pobj")
            if inner is not None:
                yield f"{verb.lemma} {child.lower} {inner.lower}"


def _carries(token: Token, lexicon: TalksLexicon) -> bool:
    lemma = token.lemma.lower()
    if token.pos in {"NOUN", "PROPN"}:
        return lemma in lexicon.carrier_nouns
    return token.pos == "AUX" or lemma in lexicon.carrier_verbs


def _settled(parse: Parse, act: Act | None, verb: Token, *, future: bool = False) -> Act | None:
    """The act under the finite verb that ends its chain: its mood and negation decide."""
    if act is None:
        return None
    modal = _modal(parse, verb)
    if modal in DOUBT:
        return None
    negated = act.negated or (verb.i != act.cue.i and _negated(parse, verb))
    future = future or modal in FUTURE
    kind = act.kind
    if future and kind in {"table", "hold", "carry out", "accept"} and not negated:
        kind = "promise"
    if negated and kind in {"hold", "carry out"} and missed_its_time(parse, verb):
        kind, negated = "postpone", False
    return replace(act, kind=kind, negated=negated, future=future)


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


def _has(parse: Parse, token: Token, word: str) -> bool:
    return any(t.lower == word for t in parse.children(token.i))
