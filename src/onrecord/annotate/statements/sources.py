"""Who is the source of a cue word: its subject, its owner, the agent of its passive."""

from onrecord.syntax import Parse, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


def subject_of_cue(parse: Parse, verb: Token) -> Token | None:
    """The token that heads the source of an active verb, as it stands there (also "who").

    Shared subjects are followed through coordination, participles, infinitives and gerunds.
    """
    token = verb
    for _ in range(8):
        found = parse.child(token.i, "nsubj")
        if found is not None:
            return None if found.tag == "EX" or _expletive(parse, found, token) else found
        head = parse.tokens[token.head]
        if head.i == token.i:
            return None
        if token.dep in {"acl", "relcl"} and head.pos in NOUNS:
            return head if token.tag == "VBG" else None
        if token.dep == "xcomp" and head.pos in {"VERB", "AUX"}:
            controller = parse.child(head.i, "dobj")
            if controller is not None and controller.i < token.i and _is_infinitive(parse, token):
                return controller
        if token.dep == "conj" and token.tag in FINITE and _is_infinitive(parse, head):
            head = _finite_above(parse, head)
        if token.dep == "pcomp":
            head = parse.tokens[head.head]
        if token.dep == "prep" and head.pos in NOUNS:
            return None
        passive = parse.child(token.i, "nsubjpass")
        if passive is not None and token.i != verb.i:
            return passive
        if token.dep in {"ccomp", "parataxis"} and token.tag in {"VBD", "VBZ", "VBP"}:
            return None
        token = head
    return None


def misread_subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of "officials briefed on it said …", which the parser takes for "said that …"."""
    if parse.child(verb.i, "nsubj", "nsubjpass") is not None:
        return None
    before = next((t for t in parse.children(verb.i) if t.dep == "ccomp" and t.i < verb.i), None)
    after = any(t.dep == "ccomp" and t.i > verb.i for t in parse.children(verb.i))
    if before is None or not after or before.tag not in {"VBD", "VBN"}:
        return None
    return parse.child(before.i, "nsubj")


def agent_of_cue(parse: Parse, verb: Token) -> tuple[Token, Token] | None:
    """The "by" and the noun after it, of a passive verb."""
    by = parse.child(verb.i, "agent")
    noun = parse.child(by.i, "pobj") if by is not None else None
    return (by, noun) if by is not None and noun is not None else None


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb is passive: an auxiliary, a passive subject, or a bare participle."""
    deps = {t.dep for t in parse.children(verb.i)}
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if deps & {"nsubj", "aux"}:
        return False
    return (verb.tag == "VBN" and verb.dep in {"acl", "advcl"}) or (
        verb.lower == "asked" and verb.dep == "advcl"
    )


def _finite_above(parse: Parse, token: Token) -> Token:
    """The verb that a finite verb is coordinated with, not the infinitive the parser hung it on."""
    for above in parse.ancestors(token.i):
        if above.tag in FINITE:
            return above
    return token


def _expletive(parse: Parse, subject: Token, verb: Token) -> bool:
    return subject.lower == "it" and parse.child(verb.i, "auxpass") is not None


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return any(t.tag == "TO" for t in parse.children(verb.i))
