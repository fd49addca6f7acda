"""What a move hangs on: "only if", "as soon as", "on that condition"; and what stops one.

Such a clause makes a coming deed or an acceptance conditional. A deed in an "until" under a future
("strikes will go on until it withdraws") is demanded.
"""

from onrecord.syntax import Parse, Token

IFS = frozenset({"if", "unless", "provided", "providing"})
WHENS = frozenset({"when", "after", "once"})
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "wo"})
PLANNING = frozenset({"plan", "schedule", "expect", "agree", "hope", "intend", "promise"})


def find_condition(parse: Parse, *tokens: Token) -> Token | None:
    """The head of the first condition on any of these words; None for none."""
    for token in tokens:
        for child in parse.children(token.i):
            if child.dep == "advcl" and _is_conditional(parse, child):
                return child
            if child.lower in {"soon", "long"} and parse.child(child.i, "advcl") is not None:
                return child
            if child.dep == "prep" and child.lower == "on":
                inner = parse.child(child.i, "pobj")
                if inner is not None and inner.lemma in {"condition", "proviso"}:
                    return child
    return None


def _is_conditional(parse: Parse, clause: Token) -> bool:
    words = parse.children(clause.i)
    if any(t.lower in IFS for t in words):
        return True
    return any(
        t.lower in WHENS and "only" in {s.lower for s in (*words, *parse.children(t.i))}
        for t in words
    )


def is_condition(parse: Parse, token: Token) -> bool:
    """Whether the verb itself stands in an "if", or in a "when" about what is to come."""
    if token.pos not in {"VERB", "AUX"}:
        return False
    marks = {t.lower for t in parse.children(token.i) if t.dep in {"mark", "advmod"}}
    present = token.tag in {"VBZ", "VBP"} or any(
        t.tag in {"VBZ", "VBP"} for t in parse.children(token.i) if t.dep in {"aux", "auxpass"}
    )
    return not marks.isdisjoint({"if", "unless"}) or (
        present and token.dep == "advcl" and not marks.isdisjoint({*WHENS, "before", "until"})
    )


def is_demanded(parse: Parse, token: Token) -> bool:
    """Whether the verb is in an "until" under what is to come or is withheld."""
    if token.dep != "advcl" or not any(t.lower == "until" for t in parse.children(token.i)):
        return False
    return any(
        t.lower in FUTURE or t.dep == "neg" or t.lower == "to"
        for t in parse.children(parse.tokens[token.head].i)
    )


def missed_its_time(parse: Parse, verb: Token) -> bool:
    """Whether a negated deed was due: "did not begin as planned"."""
    return any(
        t.lemma in PLANNING and any(m.lower == "as" for m in parse.children(t.i))
        for t in parse.children(verb.i)
        if t.dep == "advcl"
    ) or any(
        t.lower == "time" and parse.tokens[t.head].head == verb.i
        for t in parse.subtree(verb.i)
        if parse.tokens[t.head].lower == "on"
    )
