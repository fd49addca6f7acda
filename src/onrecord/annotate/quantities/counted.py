"""What a number counts: the noun it stands before, "of" which it is, or whose figure changes."""

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
CAPTIVES = frozenset({"prisoner", "hostage", "captive"})
"""What "took 20 villagers hostage" makes of them."""
_COMPASS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "inland",
    "offshore", "upstream", "downstream",
})  # fmt: skip


def find_counted(parse: Parse, i: int, unit: str | None) -> Token | None:
    """The head of what the number or unit that ends at token `i` counts or measures."""
    tokens = parse.tokens
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.sent != tokens[i].sent:
        return None
    if after.lower == "of" or (unit and after.lower in ("in", "worth")):
        money = unit is None or len(unit) == 3 or after.lower == "of"
        return _object_of(parse, after.i) if money and unit not in _LENGTHS else None
    captive = find_captive(parse, i)
    if captive is not None:
        before = tokens[captive.i - 1]
        return before if before.tag == "NNS" else None
    head = _climb(parse, i)
    if head is not None:
        return head
    if unit and (tokens[i].lower.endswith("s") or after.pos != "NOUN" or after.lower in _COMPASS):
        return None
    return _noun_after(parse, i)


def find_captive(parse: Parse, i: int) -> Token | None:
    """What is made of those that the number at token `i` counts: "took 20 villagers hostage".

    None for a captive that is counted itself ("killed one hostage").
    """
    for noun in parse.tokens[i + 1 : i + 4]:
        if noun.lemma in CAPTIVES and noun.tag == "NN" and noun.sent == parse.tokens[i].sent:
            taken = parse.tokens[noun.head].lemma in ("take", "hold")
            plural = parse.tokens[noun.i - 1].tag == "NNS"
            several = parse.tokens[i].lower not in ("one", "1")
            return noun if plural or (taken and several and noun.i == i + 1) else None
        if noun.tag not in ("NNS", "NN", "JJ"):
            return None
    return None


def _object_of(parse: Parse, i: int) -> Token | None:
    """The noun that "of", "in" or "worth of" at token `i` leads to."""
    tokens = parse.tokens
    for token in tokens[i + 1 : i + 3]:
        if token.lower == "of":
            i = token.i
    first = i + 1
    if first >= len(tokens) or tokens[first].sent != tokens[i].sent:
        return None
    found = _noun_after(parse, i)
    if found is None and tokens[first].lower == "the":
        whole = parse.child(i, "pobj")
        return whole if whole is not None and whole.tag in ("VBN", "JJ") else None
    return found


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
