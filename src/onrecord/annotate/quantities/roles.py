"""The role of a count: killed, injured, missing, captured, displaced, troops, prisoners."""

from onrecord.annotate.quantities.counted import CAPTIVES, find_captive
from onrecord.annotate.quantities.lexicon import lexicon
from onrecord.syntax import Parse, Token

_INCLUDING = frozenset({"include", "number", "total", "comprise"})
_TAKING = frozenset({"claim", "cost", "take", "lose"})
_LINKS = frozenset({"be", "have", "remain"})
_SEIZING = frozenset({"capture", "hold", "keep", "seize", "take"})
_EXPELLING = frozenset({"drive", "expel", "force", "push"})
_HOMES = frozenset({"home", "house", "village", "town", "land", "country"})
_REACHING = frozenset({"exceed", "hit", "pass", "reach", "surpass", "top"})
_FURTHER = frozenset({"more", "others", "further"})


def find_role(parse: Parse, i: int, counted: Token | None) -> tuple[str, Token] | None:
    """The role of a count and the word that gives it; `i` is the number's last token."""
    if counted is not None and counted.tag in ("VBN", "JJ") and parse.tokens[i + 1].lower == "of":
        found = _role_above(parse, parse.tokens[i])
        if found:
            return found
    found = _role_beside(parse, i, counted)
    if found:
        return found
    anchor = counted or parse.tokens[i]
    captive = find_captive(parse, i)
    if captive is not None:
        return "captured", captive
    if _is_one_of_two(parse, parse.tokens[anchor.head]):
        return None
    found = _role_above(parse, anchor)
    if found:
        return found
    found = _role_behind(parse, (counted or parse.tokens[i]).i)
    if found:
        return found
    if counted is not None:
        body = lexicon().bodies.get(counted.lower)
        if body:
            return body, counted
    return None


def _is_one_of_two(parse: Parse, verb: Token) -> bool:
    """Whether a verb is one of two, and which one is not said: "killed or wounded 50 troops"."""
    roles = lexicon().object_verbs
    other = parse.tokens[verb.head]
    if verb.dep != "conj" or roles.get(verb.lemma) is None or roles.get(other.lemma) is None:
        return False
    return any(child.lower == "or" for child in parse.children(other.i))


def _role_behind(parse: Parse, i: int) -> tuple[str, Token] | None:
    """Read "another 800 were still missing" by the words alone, whatever the parser made of it."""
    words, tokens = lexicon(), parse.tokens
    linked = False
    for token in tokens[i + 1 : i + 5]:
        if token.sent != tokens[i].sent:
            break
        role = words.states.get(token.lower)
        if role is None and token.tag == "VBN":
            role = words.object_verbs.get(token.lemma)
        if token.lemma in _LINKS:
            linked = True
        elif linked and role is not None:
            return role, token
        elif token.pos != "ADV":
            break
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
            if child.dep in ("acl", "relcl") and not _is_of_part(parse, child):
                found = _role_of_clause(parse, child)
                if found:
                    return found
    for at in (i + 1, counted.i + 1 if counted is not None else -1):
        if 0 < at < len(tokens) and tokens[at].sent == tokens[i].sent:
            role = words.states.get(tokens[at].lower)
            if role and tokens[at].lower != "hurt":
                return role, tokens[at]
            after = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
            role = words.states.get(after.lower)
            if role and tokens[at].lower in _FURTHER and after.sent == tokens[i].sent:
                return role, after
    return None


def _is_of_part(parse: Parse, verb: Token) -> bool:
    """Whether a clause tells of a part alone: "14 miners, eight of whom died"."""
    subject = parse.child(verb.i, "nsubj", "nsubjpass")
    return subject is not None and any(
        t.lower in ("whom", "which") for t in parse.subtree(subject.i) if t.i != subject.i
    )


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
    if head.pos == "ADJ" and token.dep in ("nsubj", "nsubjpass") and head.lower in words.states:
        return words.states[head.lower], head
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
    if token.dep in ("dobj", "nsubjpass"):
        found = _role_of_treatment(parse, verb)
        if found:
            return found
    role = words.states.get(verb.lower)
    if role and token.dep in ("nsubj", "nsubjpass"):
        return role, verb
    if token.dep in ("nsubj", "nsubjpass", "dobj"):
        return _role_of_state(parse, token, verb)
    if token.dep == "prep":
        return _role_of_figure(parse, verb)
    return None


def _role_of_treatment(parse: Parse, verb: Token) -> tuple[str, Token] | None:
    """Read "seized 11 workers as hostages", "forced 45,000 people from their homes"."""
    for child in parse.children(verb.i):
        target = parse.child(child.i, "pobj") if child.dep == "prep" else None
        if target is None:
            continue
        if child.lower == "as" and target.lemma in CAPTIVES and verb.lemma in _SEIZING:
            return "captured", target
        from_home = child.lower in ("from", "out") and target.lemma in _HOMES
        if from_home and verb.lemma in _EXPELLING:
            return "displaced", verb
    return None


def _role_of_state(parse: Parse, token: Token, verb: Token) -> tuple[str, Token] | None:
    """Read "14 are missing", "left 14 dead", "claimed 14 lives", "was taken prisoner"."""
    words = lexicon()
    if token.dep == "dobj" and verb.lemma in _INCLUDING:
        subject = parse.child(verb.i, "nsubj")
        role = words.states.get(subject.lower) if subject else None
        return (role, subject) if role and subject else None
    if token.dep == "dobj" and verb.lemma in _REACHING:
        return _role_of_figure(parse, verb)
    if token.lower in ("lives", "life") and verb.lemma in _TAKING:
        return "killed", token
    for child in parse.children(verb.i):
        if verb.lemma == "lose" and child.lower in ("lives", "life") and token.dep == "nsubj":
            return "killed", child
        if verb.lemma == "take" and child.lemma in CAPTIVES and child.i != token.i:
            return "captured", child
        role = words.states.get(child.lower)
        if (
            role
            and child.i > verb.i
            and child.dep in ("acomp", "oprd", "xcomp", "ccomp", "advcl", "dep")
        ):
            return role, child
    return None


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
