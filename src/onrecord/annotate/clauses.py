"""Verb groups and their arguments: tense, modality, negation, voice; who is subject and object.

One reading of the parser's tree for every stage that asks what a verb says of its subject. The
relations are those of `onrecord.syntax`.
"""

from dataclasses import dataclass

from onrecord.syntax import Parse, Token

NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "scarcely", "nt"})
ADVERBS = frozenset({"away", "back", "forward"})
"""Adverbs that make one word with their verb, as a particle does."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
SMALL_CLAUSE = frozenset(
    [
        "find",
        "get",
        "have",
        "hear",
        "keep",
        "leave",
        "like",
        "need",
        "order",
        "prefer",
        "see",
        "want",
        "wish",
    ]
)
WITHOUT_CONTROL = frozenset({"mean", "involve", "include", "entail", "require", "see"})
"""Verbs whose subject does not do what stands in their gerund: "it means losing the town"."""
ADDRESSED = frozenset({"invitation", "call", "appeal", "plea", "request", "order", "demand"})
"""Nouns whose infinitive is done by whom they are addressed to."""
OBJECT_CONTROL = frozenset(
    {
        "accuse", "advise", "allow", "appeal", "ask", "authorise", "authorize", "beg", "bring",
        "cause", "challenge", "coerce", "compel", "convince", "direct", "drive", "empower",
        "enable", "encourage", "entice", "expect", "forbid", "force", "get", "have", "help",
        "implore", "induce", "inspire", "instruct", "invite", "lead", "leave", "let", "lobby",
        "make", "move", "oblige", "order", "permit", "persuade", "plead", "press", "pressure",
        "prompt", "provoke", "push", "request", "require", "send", "stop", "summon", "tell",
        "trigger", "urge", "want", "warn",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: "has not been released"."""

    verb: Token
    past: bool
    perfect: bool
    progressive: bool
    passive: bool
    finite: bool
    infinitive: bool
    modal: str
    negator: Token | None


def verb_group(parse: Parse, i: int) -> VerbGroup:
    """The verb group of token `i`; a coordinated verb shares the auxiliaries of the first one."""
    verb = parse.tokens[i]
    children = parse.children(i)
    auxiliaries = [t for t in children if t.dep in {"aux", "auxpass"}]
    negator = next((t for t in children if t.dep == "neg" or _negative_adverb(t)), None)
    negator = negator or _nor(parse, verb)
    if not auxiliaries and verb.tag in {"VB", "VBN", "VBG"} and verb.dep == "conj":
        auxiliaries, shared = _shared_auxiliaries(parse, verb)
        negator = negator or shared
    lemmas = {t.lower for t in auxiliaries}
    modal = next((t.lower for t in auxiliaries if t.tag == "MD"), "")
    infinitive = any(t.tag == "TO" for t in auxiliaries)
    tags = {t.tag for t in auxiliaries}
    small = verb.dep in {"ccomp", "xcomp"} and parse.tokens[verb.head].lemma in SMALL_CLAUSE
    passive = (
        any(t.dep == "auxpass" for t in auxiliaries)
        or parse.child(i, "nsubjpass") is not None
        or (verb.tag in {"VBN", "VBD"} and parse.child(i, "agent") is not None)
        or (small and verb.tag == "VBN" and not auxiliaries)
    )
    has = bool(lemmas & {"has", "have", "had", "having", "'ve", "’ve", "'d", "’d"})
    # The parser calls a past tense a participle now and then; a subject and no auxiliary tell.
    mistagged = (
        verb.tag == "VBN" and not auxiliaries and parse.child(i, "nsubj") is not None and not small
    )
    return VerbGroup(
        verb=verb,
        past=verb.tag == "VBD" or "VBD" in tags or mistagged,
        perfect=has and verb.tag in {"VBN", "VBD", "VBG"},
        progressive=verb.tag == "VBG" and bool(auxiliaries) and not infinitive,
        passive=passive,
        finite=bool(modal) or verb.tag in FINITE or bool(tags & FINITE) or mistagged,
        infinitive=infinitive,
        modal=modal,
        negator=negator,
    )


def _negative_adverb(token: Token) -> bool:
    return token.dep in {"advmod", "det", "preconj", "cc"} and token.lower in {
        "never", "neither", "hardly", "scarcely",
    }  # fmt: skip


def _nor(parse: Parse, verb: Token) -> Token | None:
    """The "nor" that joins a verb to the one before it."""
    if verb.dep != "conj":
        return None
    return next((t for t in parse.children(verb.head) if t.lower == "nor" and t.i < verb.i), None)


def _shared_auxiliaries(parse: Parse, verb: Token) -> tuple[list[Token], Token | None]:
    """What a coordinated verb takes over: "has not admitted or implicated"."""
    at = verb
    while at.dep == "conj" and at.head != at.i and parse.child(at.i, *SUBJECTS) is None:
        at = parse.tokens[at.head]
        children = parse.children(at.i)
        auxiliaries = [t for t in children if t.dep in {"aux", "auxpass"}]
        if auxiliaries and at.pos in {"VERB", "AUX"}:
            return auxiliaries, next((t for t in children if t.dep == "neg"), None)
    return [], None


def particle(parse: Parse, i: int) -> str:
    """The particle of a verb ("carry out", "put forward"), "" for none."""
    for child in parse.children(i):
        if child.dep == "prt" or (child.dep == "advmod" and child.lower in ADVERBS):
            return child.lower
    return ""


def conjuncts(parse: Parse, i: int) -> list[Token]:
    """Token `i` and what is coordinated with it, left to right."""
    found = [parse.tokens[i]]
    for token in found:
        found.extend(t for t in parse.children(token.i) if t.dep == "conj")
    return sorted(found, key=lambda t: t.i)


def subject_of(parse: Parse, i: int, depth: int = 0) -> Token | None:
    """The surface subject of a verb, followed through control, coordination and relative clauses.

    None where the sentence names none. A passive verb's surface subject is what it is done to.
    """
    token = parse.tokens[i]
    found = parse.child(i, "nsubj", "nsubjpass")
    if found is not None:
        return _antecedent(parse, found, i)
    if depth > 6 or token.head == i:
        return None
    head = parse.tokens[token.head]
    return _shared_subject(parse, token, head, depth)


def _shared_subject(parse: Parse, token: Token, head: Token, depth: int) -> Token | None:
    if token.dep == "conj" and head.pos in {"VERB", "AUX"}:
        return subject_of(parse, head.i, depth + 1)
    if token.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        if token.tag == "VBG" or (token.tag == "VBN" and token.dep == "acl"):
            return head
        return _possessor_subject(parse, head, depth)
    if token.dep == "pcomp":
        return _shared_subject(parse, head, parse.tokens[head.head], depth + 1)
    if head.pos == "ADJ":
        return subject_of(parse, head.head, depth + 1)
    if head.pos in {"NOUN", "PROPN"} and token.dep == "prep":
        return head if head.dep in {"dobj", "nsubjpass"} else _telling_subject(parse, head, depth)
    if head.pos in {"VERB", "AUX"} and token.dep in {"xcomp", "advcl", "ccomp", "prep", "dep"}:
        if token.dep == "ccomp" and token.tag in FINITE:
            return None
        if token.tag == "VBG" and token.dep == "xcomp" and head.lemma in WITHOUT_CONTROL:
            return None
        if token.dep in {"xcomp", "ccomp", "prep"} and head.lemma in OBJECT_CONTROL:
            controller = parse.child(head.i, "dobj", "nsubjpass")
            if controller is not None:
                return controller
        return subject_of(parse, head.i, depth + 1)
    return None


def _telling_subject(parse: Parse, noun: Token, depth: int) -> Token | None:
    """Who acts in a gerund behind what is said of him: "they were the first in storming it"."""
    while noun.dep in {"pobj", "prep", "conj"} and noun.head != noun.i:
        noun = parse.tokens[noun.head]
    verb = parse.tokens[noun.head]
    if noun.dep != "attr" or verb.pos not in {"VERB", "AUX"}:
        return None
    return subject_of(parse, verb.i, depth + 1)


def _possessor_subject(parse: Parse, noun: Token, depth: int) -> Token | None:
    """Who is to act in "Moscow's plan to annex" and "it has plans to annex"."""
    if noun.lemma in ADDRESSED:
        for prep in parse.children(noun.i):
            told = parse.child(prep.i, "pobj") if prep.lower in {"to", "on", "for"} else None
            if told is not None:
                return told  # "an invitation to the king to visit"
    owner = parse.child(noun.i, "poss")
    if owner is not None:
        return owner
    named = parse.child(noun.i, "compound")
    if named is not None and named.ent in {"GPE", "NORP", "ORG", "PERSON"}:
        return named  # "the US decision to withdraw"
    head = parse.tokens[noun.head]
    if noun.dep == "pobj" and head.head != head.i:
        head = parse.tokens[head.head]
    if noun.dep in {"dobj", "attr", "pobj"} and head.pos in {"VERB", "AUX"}:
        return subject_of(parse, head.i, depth + 1)
    return None


def _antecedent(parse: Parse, subject: Token, verb: int) -> Token:
    """The noun a relative pronoun stands for; any other subject as it is."""
    if subject.tag not in {"WDT", "WP"}:
        return subject
    clause = parse.tokens[verb]
    while clause.dep in {"conj", "xcomp", "ccomp"} and clause.head != clause.i:
        clause = parse.tokens[clause.head]
    return parse.tokens[clause.head] if clause.dep == "relcl" else subject


def agent_of(parse: Parse, i: int) -> Token | None:
    """The noun after "by" of a passive verb, or of the last one joined to it."""
    by = parse.child(i, "agent")
    if by is None:  # "were expelled and killed by the militia"
        for verb in parse.children(i):
            if verb.dep == "conj" and verb.tag in {"VBN", "VBD"} and by is None:
                bare = parse.child(verb.i, *SUBJECTS) is None
                return agent_of(parse, verb.i) if bare else None
    return parse.child(by.i, "pobj") if by is not None else None


def object_of(parse: Parse, i: int) -> Token | None:
    """What a verb is done to: its object, its passive subject, or what its clause describes."""
    found = parse.child(i, "dobj")
    if found is not None:
        return _antecedent(parse, found, i)
    passive = parse.child(i, "nsubjpass")
    if passive is not None:
        return _antecedent(parse, passive, i)
    token = parse.tokens[i]
    if token.tag == "VBN" and verb_group(parse, i).passive:
        passive = parse.child(i, "nsubj")  # "wants them expelled"
        if passive is not None:
            return passive
    head = parse.tokens[token.head]
    if token.tag == "VBN" and token.dep == "acl":
        return head
    if token.dep == "relcl" and parse.child(i, "nsubj") is not None and head.i != i:
        gap = next((t for t in parse.children(i) if t.tag in {"WDT", "WP"}), None)
        return head if gap is None or gap.dep in {"dobj", "pobj"} else None
    if token.dep in {"conj", "xcomp"} and verb_group(parse, i).passive and head.pos == "VERB":
        return subject_of(parse, i)
    return None


def is_definite(parse: Parse, i: int) -> bool:
    """Whether a noun is presented as known: "the", "this", a possessor or a name."""
    for token in parse.children(i):
        if token.dep == "det" and token.lower in {"the", "this", "that", "these", "those", "both"}:
            return True
        if token.dep == "poss":
            return True
    return parse.tokens[i].pos == "PROPN"
