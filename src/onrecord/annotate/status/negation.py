"""Whether a verb group says that it is not so: "not", "no longer", "no boat sailed"."""

from onrecord.annotate.clauses import SUBJECTS, VerbGroup
from onrecord.syntax import Parse, Token

HAVING = frozenset(
    {
        "have", "make", "see", "know", "serve", "show", "want", "need", "expect", "feel", "bear",
        "enjoy", "leave", "pose", "represent", "carry",
    }
)  # fmt: skip
"""Verbs that a "no" on their object does not deny."""
MEASURING = frozenset({"fewer", "less", "more", "later", "sooner", "only", "just", "least"})
OCCASIONS = frozenset(
    {
        "account",
        "case",
        "circumstance",
        "means",
        "moment",
        "occasion",
        "point",
        "stage",
        "time",
        "way",
    }
)
NOBODY = frozenset({"nobody", "none", "neither", "no-one", "nothing"})


def _is_no(parse: Parse, token: Token) -> bool:
    """Whether it is the "no" of "no boat", not that of "no fewer than nine boats"."""
    if token.lower not in {"no", "neither"} and token.dep != "neg":
        return False
    return parse.tokens[token.i + 1].lower not in MEASURING


def _is_never(parse: Parse, i: int) -> bool:
    """Whether a phrase before the verb says never: "at no point", "under no circumstances"."""
    for child in parse.children(i):
        if child.dep == "prep" and child.i < i:
            noun = parse.child(child.i, "pobj")
            if noun is not None and noun.lemma in OCCASIONS:
                return any(t.lower == "no" for t in parse.children(noun.i))
    return False


def is_negated(parse: Parse, group: VerbGroup) -> bool:
    """Whether a verb group says that it is not so: "not", "no longer", "neither side"."""
    if group.negator is not None:
        return True
    i = group.verb.i
    if _is_never(parse, i):
        return True
    for child in parse.children(i):
        if child.dep in {*SUBJECTS, "dobj"}:
            if child.lower in NOBODY:
                return True
            if child.dep == "dobj" and group.verb.lemma in HAVING:
                continue  # "has no doubt", "makes no secret of it": that is so
            before = [t for t in parse.children(child.i) if t.i < child.i]
            before += [t for b in before if b.dep == "nummod" for t in parse.children(b.i)]
            if any(_is_no(parse, t) for t in before):
                return True  # "no boat", "not a single boat", "not one boat"
        if child.lower in {"longer", "yet"} and any(
            t.lower in {"no", "not"} for t in parse.children(child.i)
        ):
            return True
    return False
