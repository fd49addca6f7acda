"""Which of the complements of a cue verb are what is said, and which words join the cue."""

from onrecord.annotate.statements.complements import Complement
from onrecord.annotate.statements.lexicon import Entry
from onrecord.syntax import Parse, Token

CONDITIONAL = frozenset({"propose", "promise", "threaten", "accept", "demand", "request", "warn"})
CONDITIONS = frozenset({"if", "unless", "once", "until"})
TAILS = frozenset({
    "of", "for", "as", "with", "to", "from", "against", "over", "on", "about", "into", "at",
})  # fmt: skip
WHEN = frozenset({"DATE", "TIME"})


def joined_preposition(
    parse: Parse, verb: Token, complement: Complement, *, across: Token | None = None
) -> tuple[int, ...]:
    """The preposition, where it joins the cue: "called on", "wrote often on", "asked him about"."""
    if not complement.lead:
        return ()
    at = complement.lead[0]
    between = parse.tokens[verb.i + 1 : at]
    near = len(between) <= 2 and all(t.pos in {"ADV", "PART"} or t.dep == "prt" for t in between)
    over = across is not None and verb.i < across.i < at <= verb.i + 4
    return complement.lead if near or over else ()


def content_roots(
    parse: Parse,
    verb: Token,
    chosen: tuple[Entry, Complement],
    found: list[Complement],
    lead: tuple[int, ...],
) -> list[int]:
    """The heads of what is said: the complement, what it goes on with, and its condition.

    Args:
        parse: the parsed report.
        verb: the cue.
        chosen: the complement with which it is one.
        found: all its complements.
        lead: the preposition that joined the cue.
    """
    entry, complement = chosen
    last = max(complement.roots)
    roots = list(complement.roots)
    if not lead:
        roots += complement.lead
    if complement.frame == "as" or (complement.lead and not lead and not entry.addressed):
        roots += [r for other in found if other.frame == "object" for r in other.roots]
    if entry.act in CONDITIONAL:
        roots += [t.i for t in parse.children(verb.i) if t.i > last and _is_condition(parse, t)]
    for other in found:
        if other is complement or not other.roots or min(other.roots) < last:
            continue
        if _goes_on(parse, entry, complement, other):
            roots += [*other.lead, *other.roots]
    return roots


def _goes_on(parse: Parse, entry: Entry, complement: Complement, other: Complement) -> bool:
    """Whether a later complement belongs to what is said too: "accused Norland *of shelling*"."""
    frame = complement.frame
    if frame in {"object", "as"} and other.frame in TAILS:
        return not any(parse.tokens[r].ent in WHEN for r in other.roots)
    if frame == "object" and other.frame == "predicate":
        return True
    return bool(complement.lead) and other.frame in {"to", "object-to"} and not entry.addressed


def _is_condition(parse: Parse, token: Token) -> bool:
    """Whether it is a condition, which belongs to the offer: "…, if Norland withdraws"."""
    mark = parse.child(token.i, "mark", "advmod") if token.dep == "advcl" else None
    return mark is not None and mark.lower in CONDITIONS
