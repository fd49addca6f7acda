"""Whether a verb group says that it is not so: "not", "no longer", "no boat sailed"."""

from onrecord.annotate.clauses import SUBJECTS, VerbGroup
from onrecord.syntax import Parse

HAVING = frozenset(
    {
        "have", "make", "see", "know", "serve", "show", "want", "need", "expect", "feel", "bear",
        "enjoy", "leave", "pose", "represent", "carry",
    }
)  # fmt: skip
"""Verbs that a "no" on their object does not deny."""
NOBODY = frozenset({"nobody", "none", "neither", "no-one", "nothing"})


def is_negated(parse: Parse, group: VerbGroup) -> bool:
    """Whether a verb group says that it is not so: "not", "no longer", "neither side"."""
    if group.negator is not None:
        return True
    i = group.verb.i
    for child in parse.children(i):
        if child.dep in {*SUBJECTS, "dobj"}:
            if child.lower in NOBODY:
                return True
            if child.dep == "dobj" and group.verb.lemma in HAVING:
                continue  # "has no doubt", "makes no secret of it": that is so
            before = [t for t in parse.children(child.i) if t.i < child.i]
            before += [t for b in before if b.dep == "nummod" for t in parse.children(b.i)]
            if any(t.lower in {"no", "neither"} or t.dep == "neg" for t in before):
                return True  # "no boat", "not a single boat", "not one boat"
        if child.lower in {"longer", "yet"} and any(
            t.lower in {"no", "not"} for t in parse.children(child.i)
        ):
            return True
    return False
