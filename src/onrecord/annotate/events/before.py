"""The actor of an event that only the sentence before names: "The strikes killed three" after it.

Only a noun that points back ("the strikes", "those arrests") takes an actor, and only where the
sentence before tells of one thing of that type, that has actors, happened, and contradicts it in
nothing: neither in mode nor in place nor in time. The verb of which that noun is the subject
("the strikes killed") takes it too. Everything else stays without an actor: not guessed.
"""

from collections.abc import Sequence

import msgspec

from onrecord.records import EventMention, Mention
from onrecord.syntax import Parse, Token

POINTING = frozenset({"the", "these", "those", "this", "that", "both"})
TYPES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST"})
"""Types of deeds that a next sentence goes on to tell of."""
HAPPENED = frozenset({"occurred", "ongoing"})
NARROWING = frozenset({"acl", "relcl", "poss", "amod", "compound", "nummod", "prep"})
"""What says which one is meant, and so may mean another than the one before."""


def find_actors_before(
    parse: Parse, mentions: Sequence[Mention], events: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """The events, those without an actor with that of the sentence before where it is plain."""
    at = {parse.token_range(e.trigger.start, e.trigger.end)[0]: e for e in events}
    entities = {m.id: m.entity or m.id for m in mentions}
    of_sentence: dict[int, list[int]] = {}
    for i in at:
        of_sentence.setdefault(parse.tokens[i].sent, []).append(i)
    for i in sorted(at):
        event, token = at[i], parse.tokens[i]
        if event.actors or event.type not in TYPES or not _points_back(parse, token):
            continue
        before = [at[j] for j in of_sentence.get(token.sent - 1, ())]
        found = _the_one_meant(event, before, entities)
        if found is None:
            continue
        at[i] = _with_actors(event, found)
        verb = at.get(token.head)
        if token.dep == "nsubj" and verb is not None and verb.type == event.type:
            at[token.head] = verb if verb.actors else _with_actors(verb, found)
    return tuple(at[i] for i in sorted(at))


def _points_back(parse: Parse, token: Token) -> bool:
    """Whether a noun can only mean what was told: "the strikes", not "the strikes in May"."""
    if token.pos != "NOUN":
        return False
    children = parse.children(token.i)
    if not any(c.dep == "det" and c.lower in POINTING for c in children):
        return False
    return not any(c.dep in NARROWING for c in children)


def _the_one_meant(
    event: EventMention, before: Sequence[EventMention], entities: dict[str, str]
) -> EventMention | None:
    """The event of the sentence before that a noun means; None where it is not plain."""
    same = [other for other in before if other.type == event.type]
    told = [other for other in same if other.actors]
    if not told or any(other.status not in HAPPENED for other in same):
        return None
    if event.status not in HAPPENED or any(_differ(event, other, entities) for other in same):
        return None
    doers = {frozenset(entities.get(a, a) for a in other.actors) for other in told}
    return told[0] if len(doers) == 1 else None


def _differ(event: EventMention, other: EventMention, entities: dict[str, str]) -> bool:
    """Whether an event has a mode, place, time or victim that another is not known to have."""
    modes = {e.mode for e in (event, other) if e.mode is not None}
    times = {e.time for e in (event, other) if e.time is not None}
    if len(modes) > 1 or len(times) > 1:
        return True
    scene = {entities.get(m, m) for m in (*other.recipients, other.place) if m is not None}
    if event.place is not None and entities.get(event.place, event.place) not in scene:
        return True
    return not {entities.get(m, m) for m in event.recipients} <= scene


def _with_actors(event: EventMention, told: EventMention) -> EventMention:
    reason = f"{event.reason}; who did it: “{told.trigger.quote}” in the sentence before"
    actors = tuple(a for a in told.actors if a not in event.recipients)
    return msgspec.structs.replace(
        event, actors=actors, reason=reason, evidence=(*event.evidence, told.trigger)
    )
