"""Titles before a name: "Russian President", "Ukraine's foreign minister", "US Secretary of State".

A title is read from right to left. It must hold the word of an office or a form of address; what
describes the office (a country, an organisation, a portfolio) goes with it.
"""

from onrecord.annotate.mentions_names import Name
from onrecord.annotate.mentions_segments import HYPHENS, POSSESSIVES
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_roles

OF = frozenset({"of", "for", "to", "on"})
FURTHEST = 12
"""Tokens that a title may have."""
SUFFIXES = frozenset({"designate", "elect", "general", "in", "chief"})


def find_title(parse: Parse, name: Name, ends: dict[int, Name]) -> int | None:
    """The first token of the title before a name; None where there is none.

    `ends` gives the names of the sentence by the token where they end.
    """
    tokens, lo = parse.tokens, parse.bounds[parse.tokens[name.first].sent][0]
    lo = max(lo, name.first - FURTHEST)
    first, has_head = name.first, False
    while first > lo:
        step = _step(parse, tokens[first - 1], first, name, ends, has_head=has_head, lo=lo)
        if step is None:
            break
        first, found = step
        has_head = has_head or found
    while first < name.first and (
        tokens[first].text in HYPHENS | POSSESSIVES or tokens[first].lower in {"and", "of"}
    ):
        first += 1
    return first if has_head and first < name.first else None


def _step(
    parse: Parse,
    token: Token,
    first: int,
    name: Name,
    ends: dict[int, Name],
    *,
    has_head: bool,
    lo: int,
) -> tuple[int, bool] | None:
    """One step to the left: where the title then begins, and whether it has its office now."""
    roles, word = load_roles(), token.lower
    if word in roles.heads and token.tag not in {"VB", "VBZ", "VBP", "VBD"}:
        return token.i, True
    if word in roles.courtesy:
        return token.i, True
    if not has_head:
        start = _of_title(parse, first, ends, lo)
        if start is not None:
            return start, True
    if token.text in HYPHENS:
        joined = token.i > lo and (token.end == parse.tokens[first].start or word == "-")
        return (token.i, False) if joined and first < name.first else None
    if first == name.first and word in SUFFIXES and token.i > lo:
        before = parse.tokens[token.i - 1].text in HYPHENS
        return (token.i, False) if before else None
    if not has_head:
        return None
    if first in ends and ends[first].end == first:
        return ends[first].first, False
    if token.text in POSSESSIVES:
        owner = ends.get(token.i)
        return (owner.first, False) if owner is not None else None
    if word in roles.modifiers and token.tag not in {"VB", "VBZ", "VBP", "VBD"}:
        return token.i, False
    modifies = first <= token.head < name.end and token.dep in {"compound", "nmod"}
    return (token.i, False) if modifies and token.pos in {"NOUN", "PROPN"} else None


def _of_title(parse: Parse, first: int, ends: dict[int, Name], lo: int) -> int | None:
    """Where "Secretary of State" begins when it ends at `first`; None where that is none."""
    tokens, roles = parse.tokens, load_roles()
    for i in range(first - 2, max(lo, first - 6), -1):
        token = tokens[i]
        if token.lower in OF:
            head = tokens[i - 1]
            between = tokens[i + 1 : first]
            capital = all(t.text[0].isupper() or t.lower in {"the", "and"} for t in between)
            if head.lower in roles.heads and (capital or head.text[0].isupper()):
                return head.i
            return None
        if token.text == "," or token.pos in {"VERB", "AUX", "PUNCT"}:
            return None
    return None
