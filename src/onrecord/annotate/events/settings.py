"""Where and when an event took place, and its figures: each joined to the event it belongs to.

A place is behind a preposition of place on the event or its clause, or inside its name ("the Geneva
talks"). A time or figure belongs to the nearest event or verb above it; an event noun takes over
those of the verb that does it ("held talks on Monday"), not those of a verb that only speaks of it
("on Monday suggested talks").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from onrecord.annotate.clauses import agent_of, object_of, verb_group
from onrecord.annotate.event_words import Coding
from onrecord.annotate.events.cast import Cast
from onrecord.annotate.quantities import read_casualties
from onrecord.annotate.status.cues import class_of, load_cues
from onrecord.records import Casualties, Evidence, Mention, Quantity, Time
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_countries, word_key

PLACING = frozenset(
    {
        "in", "at", "near", "on", "outside", "around", "across", "inside", "along", "over", "off",
        "within", "throughout", "beside", "into", "through",
    }
)  # fmt: skip
PLACES = frozenset({"GPE", "LOC", "FAC"})
FORCE = frozenset({"ASSAULT", "COERCE"})
"""Types of events that have casualties."""
HARMED = frozenset({"killed", "injured", "missing"})
DOING = frozenset({"", "cause", "continue", "cease"})


@dataclass
class Settings:
    """The times and quantities of a report by the verb or event noun they hang on."""

    parse: Parse
    times: dict[int, Time] = field(default_factory=dict)
    quantities: dict[int, list[Quantity]] = field(default_factory=dict)


def gather_settings(
    parse: Parse, times: Sequence[Time], quantities: Sequence[Quantity], triggers: frozenset[int]
) -> Settings:
    """Hang every time and quantity on the nearest trigger or verb above it."""
    settings = Settings(parse)
    for time in times:
        home = _home(parse, time.evidence[0], triggers)
        if home is not None:
            settings.times.setdefault(home, time)
    for quantity in quantities:
        home = _home(parse, quantity.evidence[0], triggers)
        if home is not None and quantity.role in HARMED and home not in triggers:
            home = _only_event_below(parse, home, triggers)
        before = settings.quantities.setdefault(home, []) if home is not None else []
        if not (before and _is_elsewhere(parse, before[-1], quantity)):
            before.append(quantity)
    return settings


def _only_event_below(parse: Parse, verb: int, triggers: frozenset[int]) -> int:
    """The one event of a clause that is told by no verb: "the toll of the raid rose to 34"."""
    below = [t.i for t in parse.subtree(verb) if t.i in triggers]
    return below[0] if len(below) == 1 else verb


def _is_elsewhere(parse: Parse, first: Quantity, second: Quantity) -> bool:
    """Whether a second figure has a place or time of its own: "two in Orle and four in Vant"."""
    a, b = first.evidence[0], second.evidence[0]
    last = parse.token_range(b.start, b.end)[1]
    if first.role != second.role or parse.sentence_at(a.start) != parse.sentence_at(b.start):
        return False
    between = parse.doc.text[a.end : b.start].rstrip()
    listed = between.endswith((",", " and", ";"))
    named = last < len(parse.tokens) and parse.tokens[last].lower in PLACING
    return listed and named and any(f" {p} " in f"{between} " for p in PLACING)


def _home(parse: Parse, evidence: Evidence, triggers: frozenset[int]) -> int | None:
    head = parse.span_head(evidence.start, evidence.end)
    if head is None:
        return None
    for token in parse.ancestors(head.i):
        if token.i in triggers or token.pos in {"VERB", "AUX"}:
            return token.i
    return head.i if head.i in triggers else None


def carriers(parse: Parse, token: Token) -> list[int]:
    """The tokens whose time, place and figures are the event's: its own, its light verb's."""
    found = [token.i]
    head = parse.tokens[token.head]
    if token.pos in {"NOUN", "PROPN"}:
        while token.dep in {"pobj", "conj", "compound"} and head.pos == "NOUN":
            token, head = head, parse.tokens[head.head]
        verb = head
        preposition = ""
        if head.pos == "ADP" and head.head != head.i:
            verb, preposition = parse.tokens[head.head], head.lower
        if verb.pos not in {"VERB", "AUX"}:
            return found
        cues = load_cues()
        kind = class_of(parse, verb.i, cues.verbs, preposition)
        doing = token.dep in {"dobj", "nsubjpass", "nsubj", "attr"} and kind in DOING
        if doing or (preposition and kind in {"cause", "continue", "cease"}):
            found.append(verb.i)
        return found
    if token.dep in {"advcl", "conj", "xcomp"} and head.pos == "VERB":
        bare = parse.child(token.i, "nsubj", "nsubjpass", "mark") is None
        kind = class_of(parse, head.i, load_cues().verbs)
        if bare and (token.dep != "xcomp" or kind in DOING):
            found.append(head.i)
    return found


def find_place(parse: Parse, token: Token, cast: Cast, recipients: Sequence[Mention]) -> str | None:
    """The id of the mention of the place where an event is; None where none is named."""
    for child in parse.children(token.i):
        if child.dep in {"compound", "nmod"}:
            named = cast.heads.get(child.i) or cast.covering.get(child.i)
            if (
                named is not None
                and named.type in PLACES
                and not (named.metonym or word_key(named.name.quote) in load_countries().names)
            ):
                return named.id
    for carrier in carriers(parse, token):
        found = placed_at(parse, parse.tokens[carrier], cast)
        if found is None:
            for noun in (object_of(parse, carrier), agent_of(parse, carrier)):
                found = found or (placed_at(parse, noun, cast) if noun is not None else None)
        if found is not None:
            return found.id
    deeper = _placed_behind(parse, token, cast)
    if deeper is not None:
        return deeper.id
    spot = next((m for m in recipients if _is_spot(m)), None)
    return spot.id if spot is not None else None


def _placed_behind(parse: Parse, token: Token, cast: Cast) -> Mention | None:
    """The place on what is behind it or its object: "signed an accord for the coast in Orle"."""
    verb = token.pos == "VERB"
    noun = object_of(parse, token.i) if verb else token
    for place in (noun, token if verb else None):
        for prep in parse.children(place.i) if place is not None else ():
            inner = parse.child(prep.i, "pobj") if prep.dep == "prep" else None
            found = placed_at(parse, inner, cast) if inner is not None else None
            if found is not None:
                return found
    return None


def _is_spot(mention: Mention) -> bool:
    return mention.type in PLACES and mention.level == "NAM" and not mention.metonym


def placed_at(parse: Parse, token: Token, cast: Cast) -> Mention | None:
    """The place behind a preposition of place on a token; None where none is named.

    A name comes before a description: "at a market in Orle" is in Orle.
    """
    found = None
    for prep in parse.children(token.i):
        if prep.dep != "prep" or prep.lower not in PLACING:
            continue
        for inner in parse.children(prep.i):
            place = _place_of(parse, inner, cast) if inner.dep == "pobj" else None
            if place is not None and place.level == "NAM":
                return place
            found = found or place
    return found


def _place_of(parse: Parse, noun: Token, cast: Cast) -> Mention | None:
    """The place that a noun behind a preposition is, or names."""
    named = cast.heads.get(noun.i) or cast.covering.get(noun.i)
    if named is None or named.type not in PLACES or named.metonym:
        return next((m for m in cast.of(noun) if m.type in PLACES and not m.metonym), None)
    deeper = placed_at(parse, noun, cast) if named.level == "NOM" else None
    return deeper or named


def time_of(settings: Settings, token: Token) -> str | None:
    """The id of the time of an event; None where none is given."""
    for carrier in carriers(settings.parse, token):
        if carrier in settings.times:
            return settings.times[carrier].id
    planned = settings.times.get(_planner(settings.parse, token))
    if planned is not None and planned.evidence[0].start > token.start:
        return planned.id
    return None


def _planner(parse: Parse, token: Token) -> int:
    """The verb in the present that plans the event: "is gearing up for a raid in May"; −1 for none.

    A past one has a time of its own: "agreed to meet on Monday" leaves open which of them it is.
    """
    verb, preposition = parse.tokens[token.head], ""
    if verb.pos == "ADP":
        verb, preposition = parse.tokens[verb.head], verb.lower
    if verb.pos != "VERB" or token.dep not in {"pobj", "dobj", "xcomp"}:
        return -1
    group, verbs = verb_group(parse, verb.i), load_cues().verbs
    plans = class_of(parse, verb.i, verbs, preposition) or class_of(parse, verb.i, verbs)
    return verb.i if plans == "plan" and not (group.past or group.perfect) else -1


def casualties_of(settings: Settings, token: Token, coding: Coding) -> Casualties | None:
    """The figures of an event that count its casualties, summed up; None where there are none.

    Who is arrested is captured; who is freed is not; a march has no dead of its own.
    """
    if coding.type not in FORCE:
        return None
    figures = _figures_of(settings, token)
    if coding.mode == "arrest":
        figures = [_as_captured(settings.parse, q, token) for q in figures]
    found = read_casualties(settings.parse.doc.text, figures)
    return found if found != Casualties() else None


def _as_captured(parse: Parse, quantity: Quantity, token: Token) -> Quantity:
    """A figure of people without a role, as one of those whom the event takes."""
    span = quantity.evidence[0]
    head = parse.span_head(span.start, span.end)
    while head is not None and head.dep in {"nummod", "quantmod", "amod"}:
        head = parse.tokens[head.head]
    taken = head is not None and head.head == token.i and head.dep in {"dobj", "nsubjpass"}
    if not taken or quantity.role is not None or quantity.unit is not None:
        return quantity
    return msgspec.structs.replace(quantity, role="captured")


def quantities_of(settings: Settings, token: Token) -> tuple[str, ...]:
    """The ids of the figures of an event, in text order."""
    return tuple(q.id for q in _figures_of(settings, token))


def _figures_of(settings: Settings, token: Token) -> list[Quantity]:
    own = settings.quantities.get(token.i, [])
    if not own and token.pos in {"NOUN", "PROPN"}:
        own = [
            q for c in carriers(settings.parse, token)[1:] for q in settings.quantities.get(c, [])
        ]
    return sorted(own, key=lambda q: q.evidence[0].start)
