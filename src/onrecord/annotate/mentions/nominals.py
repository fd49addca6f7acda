"""Descriptions and pronouns: "Russian troops", "two officials briefed on the talks", "they"."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from onrecord.annotate.mentions.lexicon import load_lexicon
from onrecord.records import MentionLevel, MentionType
from onrecord.syntax import Parse, Token
from onrecord.wordlists import Nominal, load_nominals, load_roles

LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "predet", "nmod",
                  "case"})  # fmt: skip
MODIFIERS = frozenset({"compound", "amod", "nmod", "advmod", "npadvmod", "quantmod"})
MORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "prep", "acl", "relcl"})
AFTER_ANY = frozenset({"of", "from"})
AFTER_OFFICE = frozenset({"of", "from", "for", "to", "at"})
AFTER_SUBJECT = frozenset({"of", "from", "in", "at", "on", "near", "for", "with", "to", "between",
                           "within"})  # fmt: skip
AFTER_PLACE = frozenset({"of", "from", "between", "with", "near", "in", "outside", "to"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "appos"})
STOPS = frozenset({",", ";", ":", '"', "”", "“"})
PLACES = frozenset({"LOC", "FAC", "GPE"})
LONGEST_TAIL = 12

PERSON_PRONOUNS = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "mine",
    "myself", "you", "your", "yours", "yourself", "yourselves",
})  # fmt: skip
GROUP_PRONOUNS = frozenset({
    "they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves",
})  # fmt: skip
THING_PRONOUNS = frozenset({"it", "its", "itself"})
PRONOUNS = PERSON_PRONOUNS | GROUP_PRONOUNS | THING_PRONOUNS
WEATHER = frozenset({"rain", "snow", "seem", "appear", "turn", "happen", "emerge", "transpire"})


class Described(NamedTuple):
    """A description or pronoun at tokens `first:end`, with its head token."""

    first: int
    end: int
    head: int
    type: MentionType
    level: MentionLevel


def find_nominals(parse: Parse, taken: Collection[int]) -> Iterator[Described]:
    """Descriptions in text order; `taken` are the tokens that belong to names."""
    nominals = load_nominals()
    for token in parse.tokens:
        if token.pos not in {"NOUN", "PROPN", "ADJ"} or token.i in taken:
            continue
        nominal = nominals.get(token.lower) or nominals.get(token.lemma.lower())
        if nominal is None or not _stands(parse, token, nominal):
            continue
        first = _first(parse, token)
        yield Described(first, _end(parse, token, nominal), token.i, nominal.type, "NOM")


def _stands(parse: Parse, token: Token, nominal: Nominal) -> bool:
    """Whether a noun refers here: no modifier of another noun, no idiom, no bare mass noun."""
    if token.dep in MODIFIERS:
        return False
    if token.pos == "ADJ" and not (nominal.number == "many" and parse.child(token.i, "det")):
        return False
    lexicon, lemma, children = load_lexicon(), token.lemma.lower(), parse.children(token.i)
    wanted = lexicon.only_with.get(lemma)
    if wanted is not None and not any(c.lower in wanted for c in children):
        return False
    unwanted = lexicon.not_with.get(lemma)
    if unwanted is not None and any(c.lower in unwanted for c in children):
        return False
    plural = token.tag in {"NNS", "NNPS"} or nominal.number == "many"
    if lemma in lexicon.needs_more and not plural and not any(c.dep in MORE for c in children):
        return False
    for n in (1, 2):
        before = parse.tokens[max(0, token.i - n) : token.i + 1]
        if " ".join(t.lower for t in before) in lexicon.idioms:
            return False
    return not any(c.dep == "neg" or c.lower == "no" for c in children if c.i < token.i)


def _first(parse: Parse, head: Token) -> int:
    """The first token of a phrase: what stands before its head and belongs to it."""
    first = head.i
    for child in reversed(parse.children(head.i)):
        if child.i > head.i:
            continue
        lo, hi = parse.edges(child.i)
        if child.dep not in LEFT or hi != first - 1:
            break
        first = lo
    return first


def _end(parse: Parse, head: Token, nominal: Nominal) -> int:
    """The end of a phrase: with "of …", "briefed on …", and more after a subject."""
    end = head.i + 1
    if nominal.type in PLACES:
        links = AFTER_PLACE
    elif head.dep in SUBJECTS:
        links = AFTER_SUBJECT
    else:
        office = nominal.type == "PER" and head.lemma.lower() in load_roles().heads
        links = AFTER_OFFICE if office else AFTER_ANY
    for child in parse.children(head.i):
        if child.i < end:
            continue
        lo, hi = parse.edges(child.i)
        if lo != end or hi - end >= LONGEST_TAIL:
            break
        participle = (
            child.dep == "acl" and child.tag in {"VBN", "VBG", "VBD"}
        ) or child.pos == "ADJ"
        joined = child.dep == "prep" and child.lower in links
        if not joined and not (participle and nominal.type not in PLACES):
            break
        tail = parse.tokens[lo : hi + 1]
        if joined and child.lower not in AFTER_ANY and not any(t.text[0].isupper() for t in tail):
            break
        if any(t.text in STOPS for t in tail):
            break
        end = hi + 1
    return end


def find_pronouns(parse: Parse) -> Iterator[Described]:
    """Pronouns of persons, groups and things, in text order; no "it" that stands for nothing."""
    for token in parse.tokens:
        if token.lower not in PRONOUNS or token.pos not in {"PRON", "DET"} or token.text == "US":
            continue
        thing = token.lower in THING_PRONOUNS
        if thing and _is_empty(parse, token):
            continue
        yield Described(token.i, token.i + 1, token.i, "ORG" if thing else "PER", "PRO")


def _is_empty(parse: Parse, token: Token) -> bool:
    """Whether "it" stands for a clause or for nothing: "it is clear that", "it seems"."""
    if token.dep == "expl":
        return True
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = parse.tokens[token.head]
    if verb.lemma in WEATHER:
        return True
    below = [c for c in parse.children(verb.i) if c.i > verb.i]
    if verb.lemma not in {"be", "remain", "become"} and token.dep != "nsubjpass":
        return False
    return any(c.dep in {"ccomp", "xcomp", "csubj", "advcl"} for c in below) or any(
        c.dep == "attr" and c.lower in {"time", "day"} for c in below
    )
