"""Titles before a name: "Russian President", "Ukraine's foreign minister", "US Secretary of State".

A title is read from right to left. It must hold the word of an office or a form of address; what
describes the office (a country, an organisation, a portfolio) goes with it. A noun for a person
right before the name ("student Ahmed Rell") is read as its title too.
"""

from dataclasses import dataclass

from onrecord.annotate.mentions.known import Known
from onrecord.annotate.mentions.names import Name
from onrecord.annotate.mentions.segments import HYPHENS, POSSESSIVES
from onrecord.syntax import Parse, Token

OF = frozenset({"of", "for", "to", "on"})
FURTHEST = 12
"""Tokens that a title may have."""
SUFFIXES = frozenset({"designate", "elect", "general", "in", "chief"})
VERBS = frozenset({"VB", "VBZ", "VBP", "VBD"})


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk to the left of a name: its lowest token, and the names by the token they end at."""

    known: Known
    name: Name
    ends: dict[int, Name]
    lo: int


def find_title(parse: Parse, known: Known, name: Name, ends: dict[int, Name]) -> int | None:
    """The first token of the title before a name; None where there is none.

    `ends` gives the names of the sentence by the token where they end.
    """
    lo = max(parse.bounds[parse.tokens[name.first].sent][0], name.first - FURTHEST)
    walk, tokens = _Walk(known, name, ends, lo), parse.tokens
    first, has_head = name.first, False
    while first > lo:
        step = _step(walk, first, has_head=has_head)
        if step is None:
            break
        first, found = step
        has_head = has_head or found
    while first < name.first and (
        tokens[first].text in HYPHENS | POSSESSIVES or tokens[first].lower in {"and", "of"}
    ):
        first += 1
    return first if has_head and first < name.first else None


def _step(walk: _Walk, first: int, *, has_head: bool) -> tuple[int, bool] | None:
    """One step to the left: where the title then begins, and whether it has its office now."""
    tokens, roles = walk.known.tokens, walk.known.roles
    token = tokens[first - 1]
    word = token.lower
    if (word in roles.heads and token.tag not in VERBS) or word in roles.courtesy:
        return token.i, True
    if first == walk.name.first and _is_person_noun(walk.known, token):
        return token.i, True
    if not has_head:
        start = _of_title(walk, first)
        if start is not None:
            return start, True
    if token.text in HYPHENS:
        return (token.i, False) if token.i > walk.lo and first < walk.name.first else None
    if first == walk.name.first and word in SUFFIXES and token.i > walk.lo:
        return (token.i, False) if tokens[token.i - 1].text in HYPHENS else None
    return _describing_step(walk, first, token) if has_head else None


def _describing_step(walk: _Walk, first: int, token: Token) -> tuple[int, bool] | None:
    """A step over what describes the office: a name, an owner, a modifier."""
    if first in walk.ends:
        return walk.ends[first].first, False
    if token.text in POSSESSIVES:
        owner = walk.ends.get(token.i)
        return (owner.first, False) if owner is not None else None
    if token.lower in walk.known.roles.modifiers and token.tag not in VERBS:
        return token.i, False
    if token.text in walk.known.heads.skip_words:
        return None
    modifies = first <= token.head < walk.name.end and token.dep in {"compound", "nmod"}
    return (token.i, False) if modifies and token.pos in {"NOUN", "PROPN"} else None


def _is_person_noun(known: Known, token: Token) -> bool:
    nominal = known.nominals.get(token.lower)
    return (
        nominal is not None
        and nominal.type == "PER"
        and nominal.number == "one"
        and token.tag in {"NN", "NNP"}
        and token.dep in {"compound", "nmod", "amod"}
    )


def _of_title(walk: _Walk, first: int) -> int | None:
    """Where "Secretary of State" begins when it ends at `first`; None where that is none."""
    tokens, heads = walk.known.tokens, walk.known.roles.heads
    for i in range(first - 2, max(walk.lo, first - 6), -1):
        token = tokens[i]
        if token.lower in OF:
            head = tokens[i - 1]
            between = tokens[i + 1 : first]
            capital = all(t.text[0].isupper() or t.lower in {"the", "and"} for t in between)
            return head.i if head.lower in heads and capital else None
        if token.text == "," or token.pos in {"VERB", "AUX", "PUNCT"}:
            return None
    return None
