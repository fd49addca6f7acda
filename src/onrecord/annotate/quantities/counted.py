"""What a number counts, and in which role: killed, injured, missing, captured and so on."""

from onrecord.annotate.quantities.lexicon import lexicon
from onrecord.syntax import Parse, Token

_NOUNS = ("NOUN", "PROPN")
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PUNCT", "PART", "NUM", "ADV"})
_LENGTHS = frozenset(
    {"mile", "nautical mile", "kilometre", "metre", "centimetre", "foot", "inch", "yard"}
)
CHANGES = frozenset({
    "rise", "fall", "increase", "decrease", "grow", "drop", "go", "climb", "raise", "cut", "reduce",
    "expand", "jump", "decline", "shrink", "move", "double", "lower", "soar", "stand", "mount",
})  # fmt: skip
"""Verbs of a figure that changes: "rose from 300 to 400" is no range."""
_INCLUDING = frozenset({"include", "number", "total", "comprise"})
_COMPASS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "inland",
        "offshore",
        "upstream",
        "downstream",
    }
)
_TAKING = frozenset({"claim", "cost", "take", "lose"})
_CAPTIVES = frozenset({"prisoner", "hostage", "captive"})


def find_counted(parse: Parse, i: int, unit: str | None) -> Token | None:
    """The head of what the number or unit that ends at token `i` counts or measures."""
    tokens = parse.tokens
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.sent != tokens[i].sent:
        return None
    if after.lower == "of" or (unit and after.lower in ("in", "worth")):
        money = unit is None or len(unit) == 3 or after.lower == "of"
        return _object_of(parse, after.i) if money and unit not in _LENGTHS else None
    head = _climb(parse, i)
    if head is not None:
        return head
    if unit and (tokens[i].lower.endswith("s") or after.pos != "NOUN" or after.lower in _COMPASS):
        return None
    return _noun_after(parse, i)


def _object_of(parse: Parse, i: int) -> Token | None:
    """The noun that "of", "in" or "worth of" at token `i` leads to."""
    tokens = parse.tokens
    for token in tokens[i + 1 : i + 3]:
        if token.lower == "of":
            i = token.i
    first = i + 1
    if first >= len(tokens) or tokens[first].sent != tokens[i].sent:
        return None
    return _noun_after(parse, i)


def _climb(parse: Parse, i: int) -> Token | None:
    """The noun to the right that the number depends on, over adjectives ("6-mile wide zone")."""
    token = parse.tokens[i]
    for _ in range(4):
        head = parse.tokens[token.head]
        if head.i == token.i or head.sent != token.sent:
            return None
        if head.pos in _NOUNS and head.i > i:
            between = parse.tokens[i + 1 : head.i]
            return head if all(_is_inside(t) for t in between) else None
        if head.pos not in ("NUM", "ADJ", "ADV", "SYM", "NOUN", "X") or head.i > i + 8:
            return None
        token = head
    return None


def _noun_after(parse: Parse, i: int) -> Token | None:
    """The last noun of the run of adjectives and nouns after token `i`."""
    found: Token | None = None
    for token in parse.tokens[i + 1 : i + 9]:
        if token.sent != parse.tokens[i].sent:
            break
        if token.pos in _NOUNS or token.tag in ("NNS", "NN"):
            if found is not None and found.tag == "NNS":
                break
            found = token
        elif found is not None or not _is_inside(token):
            break
    return found


def _is_inside(token: Token) -> bool:
    """Whether a word can stand between a number and its noun."""
    if token.pos == "PUNCT":
        return token.text in "-\"'“”‘’"
    return token.pos in _INSIDE or token.tag in ("VBN", "VBG", "CD", "PRP$")


def find_role(parse: Parse, i: int, counted: Token | None) -> tuple[str, Token] | None:
    """The role of a count and the word that gives it; `i` is the number's last token."""
    found = _role_beside(parse, i, counted)
    if found:
        return found
    anchor = counted or parse.tokens[i]
    found = _role_above(parse, anchor)
    if found:
        return found
    if counted is not None:
        body = lexicon().bodies.get(counted.lower)
        if body:
            return body, counted
    return None


def _role_beside(parse: Parse, i: int, counted: Token | None) -> tuple[str, Token] | None:
    """Read "14 dead", "20 wounded soldiers", "14 people killed in", "three deaths"."""
    words = lexicon()
    tokens = parse.tokens
    if counted is not None:
        role = words.states.get(counted.lower)
        if role:
            return role, counted
        for child in parse.children(counted.i):
            role = words.states.get(child.lower)
            if role and child.dep in ("amod", "acl", "compound", "nmod", "relcl"):
                return role, child
            if child.dep in ("acl", "relcl"):
                found = _role_of_clause(parse, child)
                if found:
                    return found
    for at in (i + 1, counted.i + 1 if counted is not None else -1):
        if 0 < at < len(tokens) and tokens[at].sent == tokens[i].sent:
            role = words.states.get(tokens[at].lower)
            if role and tokens[at].lower != "hurt":
                return role, tokens[at]
    return None


def _role_of_clause(parse: Parse, verb: Token) -> tuple[str, Token] | None:
    """The role that a clause on the counted noun gives: "people who died", "men captured by"."""
    words = lexicon()
    for child in parse.children(verb.i):
        last = parse.children(child.i)[-1:] if child.lower == "as" else [child]
        state = next((t for t in last if t.dep in ("acomp", "amod", "oprd", "pobj", "pcomp")), None)
        role = words.states.get(state.lower) if state else None
        if state and role:
            return role, state
    role = words.subject_verbs.get(verb.lemma)
    if role is None and verb.tag == "VBN":
        role = words.object_verbs.get(verb.lemma)
    return (role, verb) if role else None


def _role_above(parse: Parse, token: Token) -> tuple[str, Token] | None:
    """The role that the governing verb or noun gives."""
    for _ in range(6):
        head = parse.tokens[token.head]
        if head.i == token.i:
            return None
        if head.dep in ("aux", "auxpass"):
            head = parse.tokens[head.head]
        found = _role_from(parse, token, head)
        if found:
            return found
        if token.dep not in ("conj", "pobj", "prep", "appos", "nummod", "quantmod", "pcomp"):
            return None
        if head.pos in ("VERB", "AUX") and token.dep != "prep" and head.lower != "including":
            return None
        token = head
    return None


def _role_from(parse: Parse, token: Token, head: Token) -> tuple[str, Token] | None:
    words = lexicon()
    if head.pos in ("VERB", "AUX"):
        return _role_from_verb(parse, token, head)
    if token.dep == "prep" and head.pos in ("NOUN", "ADJ", "PROPN"):
        if head.lower == "toll":
            return "killed", head
        role = words.states.get(head.lower) or words.nouns.get(head.lower)
        if role and token.lower in ("at", "of", "to"):
            return role, head
    return None


def _role_from_verb(parse: Parse, token: Token, verb: Token) -> tuple[str, Token] | None:
    words = lexicon()
    role = words.object_verbs.get(verb.lemma)
    if role and (token.dep in ("dobj", "nsubjpass", "prep") or verb.tag == "VBN"):
        return role, verb
    role = words.subject_verbs.get(verb.lemma)
    if role and token.dep in ("nsubj", "prep"):
        return role, verb
    role = words.states.get(verb.lower)
    if role and token.dep in ("nsubj", "nsubjpass"):
        return role, verb
    if token.dep in ("nsubj", "nsubjpass", "dobj"):
        return _role_of_state(parse, token, verb)
    if token.dep == "prep":
        return _role_of_figure(parse, verb)
    return None


def _role_of_state(parse: Parse, token: Token, verb: Token) -> tuple[str, Token] | None:
    """Read "14 are missing", "left 14 dead", "claimed 14 lives", "was taken prisoner"."""
    words = lexicon()
    if token.dep == "dobj" and verb.lemma in _INCLUDING:
        subject = parse.child(verb.i, "nsubj")
        role = words.states.get(subject.lower) if subject else None
        return (role, subject) if role and subject else None
    if token.lower in ("lives", "life") and verb.lemma in _TAKING:
        return "killed", token
    for child in parse.children(verb.i):
        if verb.lemma == "lose" and child.lower in ("lives", "life") and token.dep == "nsubj":
            return "killed", child
        if verb.lemma == "take" and child.lemma in _CAPTIVES and child.i != token.i:
            return "captured", child
        role = words.states.get(child.lower)
        if (
            role
            and child.i > verb.i
            and child.dep in ("acomp", "oprd", "xcomp", "ccomp", "advcl", "dep")
        ):
            return role, child
    return None


def find_risen(parse: Parse, i: int) -> Token | None:
    """What "rose to 263" (the subject of the verb); what is "a force of 8,000"."""
    token = parse.tokens[i]
    while token.dep == "quantmod":
        token = parse.tokens[token.head]
    head = parse.tokens[token.head]
    if token.dep == "pobj" and head.lower == "of":
        whole = parse.tokens[head.head]
        return whole if whole.pos == "NOUN" and whole.lower not in lexicon().states else None
    if token.dep != "pobj" or head.lower not in ("to", "from", "at", "by"):
        return None
    verb = parse.tokens[head.head]
    while verb.dep == "prep" and verb.head != verb.i:
        verb = parse.tokens[verb.head]
    subject = parse.child(verb.i, "nsubj") if verb.lemma in CHANGES else None
    if subject is not None and subject.lower in ("number", "figure", "count", "tally", "total"):
        of = parse.child(subject.i, "prep")
        subject = parse.child(of.i, "pobj") if of else None
        return subject if subject is not None and subject.tag == "NNS" else None
    return subject if subject is not None and subject.pos == "NOUN" else None


def _role_of_figure(parse: Parse, verb: Token) -> tuple[str, Token] | None:
    """Read "the death toll rose to 14", "brought the number of dead to 14"."""
    words = lexicon()
    for child in parse.children(verb.i):
        if child.dep not in ("nsubj", "nsubjpass", "dobj"):
            continue
        near = [child, *parse.children(child.i)]
        near += [t for word in near[1:] if word.dep == "prep" for t in parse.children(word.i)]
        for token in near:
            if token.lower == "toll":
                return "killed", token
            role = words.states.get(token.lower)
            if role:
                return role, token
    return None
