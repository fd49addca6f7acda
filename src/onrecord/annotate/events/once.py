"""One event told with two words is kept once: the word that says more stays.

The noun under a light verb ("launched an attack": the attack), else the verb ("signed a treaty"); a
plan, an intention that somebody says he has, and what only lends its object a subject give way to
the deed; a mobilisation that is only the context of an assault to the assault.
"""

from collections.abc import Sequence

from onrecord.annotate.clauses import object_of, verb_group
from onrecord.annotate.events.kept import VERBAL
from onrecord.annotate.events.types import Coded, Coder
from onrecord.syntax import Parse, Token

LIGHT = frozenset(
    {
        "attend", "begin", "carry", "come", "commit", "conduct", "continue", "convene", "deliver",
        "do", "engage", "enter", "execute", "give", "go", "halt", "have", "host", "hold",
        "impose", "initiate", "issue", "join", "launch", "lead", "make", "mount", "open", "order",
        "organise", "organize", "pay", "perform", "pursue", "reach", "resume", "see", "stage",
        "start", "suffer", "take", "undertake", "unleash", "wage", "work",
    }
)  # fmt: skip


def told_once(parse: Parse, coder: Coder, found: Sequence[Coded]) -> list[Coded]:
    """Of two words that tell one event, the one that says more."""
    dropped: set[int] = set()
    told = {c.token.i for c in found if c.token.pos == "VERB"}
    for coded in found:
        token = coded.token
        frame = coder.match(token)
        if frame is not None and frame.operator == "aim":
            dropped.add(token.i)  # a plan is no event; what is planned is
        if (
            frame is not None
            and frame.operator in {"say", "announce"}
            and coded.inner in told
            and (coded.coding.type not in {"REQUEST", "ACCUSE"})
        ):
            dropped.add(token.i)  # what somebody says he will do is the deed, to come
        if coder.lends(coded):
            dropped.add(token.i)
            continue
        if token.pos != "VERB":
            continue
        if frame is None or frame.operator:
            continue
        dropped.update(_purposes(parse, coder, coded))
        if coded.coding.type == "MOBILIZE" and _is_context(parse, coder, token):
            dropped.add(token.i)
        for other in _objects(parse, coder, token.i):
            if other.coding.type == coded.coding.type and token.lemma in LIGHT:
                dropped.add(token.i)
            elif other.token.dep == "pobj" and other.coding.type == coded.coding.type == "CONSULT":
                dropped.add(other.token.i)  # "met for talks" is one meeting
            elif other.token.dep != "pobj" and not _is_separate(other, coded):
                dropped.add(other.token.i)
    return [c for c in found if c.token.i not in dropped]


def _is_context(parse: Parse, coder: Coder, verb: Token) -> bool:
    """Whether a mobilisation is only the context of an assault: "sent troops to storm Orle"."""
    clauses = [t for t in parse.children(verb.i) if t.dep in {"xcomp", "advcl", "conj"}]
    for noun in (t for t in parse.children(verb.i) if t.dep == "dobj"):
        clauses += [t for t in parse.children(noun.i) if t.dep in {"acl", "relcl"}]
    for prep in parse.children(verb.i):
        if prep.dep == "prep" and prep.lower in {"in", "for", "during"}:
            clauses += [t for t in parse.children(prep.i) if t.dep == "pobj"]
    assaults = (coder.code(t.i) for t in clauses)
    return any(c is not None and c.coding.type == "ASSAULT" for c in assaults)


def _purposes(parse: Parse, coder: Coder, coded: Coded) -> list[int]:
    """What one meets for is the same meeting: "will meet to discuss the truce"."""
    if coded.coding.type != "CONSULT":
        return []
    clauses = (t for t in parse.children(coded.token.i) if t.dep in {"xcomp", "advcl"})
    inner = (coder.code(t.i) for t in clauses if verb_group(parse, t.i).infinitive)
    return [c.token.i for c in inner if c is not None and c.coding.cameo == "040"]


def _objects(parse: Parse, coder: Coder, verb: int) -> list[Coded]:
    """The events that are told as objects of a verb, or behind its prepositions."""
    nouns = [object_of(parse, verb)]
    nouns += [t for t in parse.children(verb) if t.dep == "dobj" and t not in nouns]
    nouns += [parse.child(t.i, "pobj") for t in parse.children(verb) if t.dep == "prep"]
    return [c for n in nouns if n is not None and (c := coder.code(n.i)) is not None]


def _is_separate(noun: Coded, verb: Coded) -> bool:
    """Whether the object of a verb is an event apart from it: "condemned the attack"."""
    speaks = verb.coding.type in VERBAL and verb.coding.type != "CONCEDE"
    return speaks and noun.coding.type not in VERBAL
