"""Descriptions and pronouns: "Russian troops", "two officials briefed on the talks", "they"."""

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.records import MentionLevel, MentionType
from onrecord.syntax import Parse, Token
from onrecord.wordlists import Nominal, load_nominals

LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "predet", "nmod",
                  "advmod", "case"})  # fmt: skip
NEEDS_MORE = frozenset({
    "force", "power", "place", "home", "base", "field", "side", "press", "position", "post", "plant",
    "state", "land", "house", "court", "square", "point", "front", "centre", "center", "command",
    "party", "body", "office", "church", "school", "hospital", "prison", "market", "bank", "shop",
    "street", "site", "spot", "scene", "area", "location", "gate", "room", "well", "mine", "mill",
    "track", "wall", "member", "people", "city", "town", "country", "north", "south", "east", "west",
    "coast", "sea", "shore", "ground", "board", "team", "campaign", "movement", "union", "resistance",
    "leadership", "opposition", "media", "crew", "company", "division", "cell", "network", "arm",
    "wing", "branch", "club", "band", "family", "college", "university", "service", "capital",
    "territory", "border", "airspace", "buffer", "shelter", "farm", "park", "garden", "water", "road",
    "building", "complex", "compound", "facility", "capital", "nation", "authority", "mission",
    "fire", "delegation", "council", "prosecution", "defence", "chamber", "source", "contact", "fan",
    "guide", "guard", "user", "minor", "order", "bar", "fort", "campaign", "outfit", "entity",
    "operation", "structure", "fighter", "bomber", "other", "star", "pool", "bath", "agent", "depot", "port", "quarter", "district", "zone", "resident", "plain",
    "chair", "chief", "head", "major", "general", "private", "justice", "officer", "president",
    "executive", "player", "pocket", "stretch", "strip", "corridor", "crater", "crossing", "slope",
    "ward", "border", "secretary", "manager", "expert", "student", "official", "individual", "ally",
    "local", "liberal", "conservative", "communist", "socialist", "native", "moderate", "minority",
    "majority", "generation", "public", "community", "household", "population",
})  # fmt: skip
"""Nouns that are a mention only with a determiner, a number, a modifier, an owner or a plural."""
LINES = {
    "line": frozenset({"front", "dividing", "demarcation", "ceasefire", "contact"}),
    "other": frozenset({"the", "many", "several", "among"}),
}
"""Nouns that are a mention only with one of these words."""
IDIOMS = frozenset({
    "in place", "take place", "took place", "taken place", "takes place", "taking place",
    "in front", "on board", "at sea", "in order", "in general", "in public", "in private",
    "in power", "by force", "into force", "in force", "at home", "on top", "in part",
    "in the field", "on the ground", "on the side", "in the centre of", "at large",
})  # fmt: skip
RIGHT_ALWAYS = frozenset({"of", "from"})
RIGHT_OF_SUBJECT = frozenset({"in", "at", "on", "near", "for", "with", "to", "between", "within"})
PLACE_LINKS = frozenset({"between", "with", "near", "in", "outside", "to"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "appos"})
LONGEST_TAIL = 12

PERSON_PRONOUNS = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "mine",
    "myself", "you", "your", "yours", "yourself", "yourselves", "who",
})  # fmt: skip
GROUP_PRONOUNS = frozenset({
    "they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves",
})  # fmt: skip
THING_PRONOUNS = frozenset({"it", "its", "itself"})
PRONOUNS = (PERSON_PRONOUNS | GROUP_PRONOUNS | THING_PRONOUNS) - {"who"}
WEATHER = frozenset({"rain", "snow", "seem", "appear", "turn", "happen", "emerge", "transpire"})


class Described(NamedTuple):
    """A description or pronoun at tokens `first:end`, with its head token."""

    first: int
    end: int
    head: int
    type: MentionType
    level: MentionLevel


def find_nominals(parse: Parse, taken: frozenset[int]) -> Iterator[Described]:
    """Descriptions in text order; `taken` are the tokens that belong to names."""
    nominals = load_nominals()
    for token in parse.tokens:
        if token.i in taken or token.pos not in {"NOUN", "PROPN", "ADJ"}:
            continue
        nominal = nominals.get(token.lower) or nominals.get(token.lemma.lower())
        if nominal is None or not _stands(parse, token, nominal):
            continue
        first, end = _edges(parse, token, nominal)
        yield Described(first, end, token.i, nominal.type, "NOM")


def _stands(parse: Parse, token: Token, nominal: Nominal) -> bool:
    """Whether a noun refers here: no modifier of another noun, no idiom, no bare mass noun."""
    if token.dep in {"compound", "amod", "nmod", "advmod", "npadvmod", "quantmod"}:
        return False
    if token.pos == "ADJ" and not (nominal.number == "many" and parse.child(token.i, "det")):
        return False
    plural = token.tag in {"NNS", "NNPS"} or nominal.number == "many"
    lemma = token.lemma.lower()
    children = parse.children(token.i)
    wanted = LINES.get(lemma)
    if wanted is not None and not any(c.lower in wanted for c in children):
        return False
    if lemma in NEEDS_MORE and not plural:
        kinds = {"det", "amod", "compound", "poss", "nummod", "nmod", "prep", "acl", "relcl"}
        if not any(c.dep in kinds for c in children):
            return False
    before = [t.lower for t in parse.tokens[max(0, token.i - 2) : token.i]]
    if any(" ".join((*before[-n:], token.lower)) in IDIOMS for n in (1, 2) if len(before) >= n):
        return False
    return not any(c.dep == "neg" or c.lower == "no" for c in children if c.i < token.i)


def _edges(parse: Parse, head: Token, nominal: Nominal) -> tuple[int, int]:
    """The tokens of the phrase: what stands before its head, and "of …" or "briefed on …" after."""
    first = head.i
    for child in reversed([c for c in parse.children(head.i) if c.i < head.i]):
        lo, hi = parse.edges(child.i)
        if child.dep not in LEFT or hi != first - 1:
            break
        if child.dep == "advmod" and child.lower in {"however", "meanwhile", "also", "then"}:
            break
        first = lo
    return first, _tail(parse, head, nominal)


def _tail(parse: Parse, head: Token, nominal: Nominal) -> int:
    end = head.i + 1
    is_place = nominal.type in {"LOC", "FAC", "GPE"}
    for child in parse.children(head.i):
        if child.i < end:
            continue
        lo, hi = parse.edges(child.i)
        if lo != end or hi - end >= LONGEST_TAIL:
            break
        if any(t.text in {",", ";", ":", '"', "”", "“"} for t in parse.tokens[lo : hi + 1]):
            break
        if child.dep == "prep":
            wanted = child.lower in RIGHT_ALWAYS
            if not wanted:
                links = PLACE_LINKS if is_place else RIGHT_OF_SUBJECT
                wanted = child.lower in links and (head.dep in SUBJECTS or is_place)
            if not wanted:
                break
        elif child.dep not in {"acl"} or child.tag not in {"VBN", "VBG"} or is_place:
            break
        end = hi + 1
    return end


def find_pronouns(parse: Parse) -> Iterator[Described]:
    """Pronouns of persons, groups and things, in text order; no "it" that stands for nothing."""
    for token in parse.tokens:
        if token.lower not in PRONOUNS or token.pos not in {"PRON", "DET"}:
            continue
        if token.lower == "us" and token.text == "US":
            continue
        if token.lower in THING_PRONOUNS and _is_empty(parse, token):
            continue
        label: MentionType = "ORG" if token.lower in THING_PRONOUNS else "PER"
        yield Described(token.i, token.i + 1, token.i, label, "PRO")


def _is_empty(parse: Parse, token: Token) -> bool:
    """Whether "it" stands for a clause or for nothing: "it is clear that", "it seems"."""
    if token.dep == "expl":
        return True
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = parse.tokens[token.head]
    below = parse.children(verb.i)
    if verb.lemma in WEATHER:
        return True
    clause = any(c.dep in {"ccomp", "xcomp", "csubj", "advcl"} and c.i > verb.i for c in below)
    if verb.lemma in {"be", "remain", "become"} or token.dep == "nsubjpass":
        return clause or any(c.dep == "attr" and c.lower in {"time", "day"} for c in below)
    return False
