"""The records of one report, looked up by token: who made a move, when, where, and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.fuse.talks.items import Item
from onrecord.fuse.talks.moves import Act
from onrecord.records import Entity, EventMention, Mention, Statement, Time
from onrecord.syntax import Parse, Token

PLACES = frozenset({"GPE", "LOC", "FAC"})
NEUTRAL = frozenset({"IGO", "UNO", "NGO", "JRN"})


@dataclass(frozen=True)
class Scene:
    """The records of a report, to be looked up by token."""

    parse: Parse
    mentions: Mapping[int, Mention]
    events: Mapping[int, EventMention]
    statements: Sequence[Statement]
    times: Mapping[int, Time]
    names: Mapping[str, str]
    by_id: Mapping[str, Mention]
    public: frozenset[str]
    """Entities that are states, organisations or people with an office."""
    neutral: frozenset[str]
    """Entities that take no side: the United Nations, other organisations of states, aid groups."""
    plural: frozenset[str]
    """Entities that are several people with an office: "the foreign ministers"."""


def set_scene(  # noqa: PLR0913, PLR0917 - every stage before it says something of the talks
    parse: Parse,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    events: Sequence[EventMention],
    times: Sequence[Time],
) -> Scene:
    """Everything that was read so far, by token and by id."""
    office = {e.id for e in entities if e.role or e.sector}
    return Scene(
        parse=parse,
        mentions=_by_token(parse, mentions),
        events=_by_trigger(parse, events),
        statements=statements,
        times=_by_verb(parse, times),
        names={e.id: e.name for e in entities},
        by_id={m.id: m for m in mentions},
        public=frozenset(
            e.id for e in entities if e.type != "PER" or e.country or e.sector or e.role
        ),
        neutral=frozenset(e.id for e in entities if e.sector in NEUTRAL),
        plural=frozenset(m.entity for m in mentions if m.entity in office and _is_plural(parse, m)),
    )


def _is_plural(parse: Parse, mention: Mention) -> bool:
    head = parse.span_head(mention.span.start, mention.span.end)
    return mention.type == "PER" and head is not None and head.tag in {"NNS", "NNPS"}


def _by_token(parse: Parse, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """The shortest mention over each token."""
    found: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
        lo, hi = parse.token_range(mention.span.start, mention.span.end)
        found.update(dict.fromkeys(range(lo, hi), mention))
    return found


def _by_trigger(parse: Parse, events: Sequence[EventMention]) -> dict[int, EventMention]:
    found: dict[int, EventMention] = {}
    for event in events:
        head = parse.span_head(event.trigger.start, event.trigger.end)
        if head is not None:
            found[head.i] = event
    return found


def _by_verb(parse: Parse, times: Sequence[Time]) -> dict[int, Time]:
    """The first time that hangs on each verb."""
    found: dict[int, Time] = {}
    for time in times:
        head = parse.span_head(time.evidence[0].start, time.evidence[0].end)
        above = parse.ancestors(head.i) if head is not None else iter(())
        verb = next((t for t in above if t.pos == "VERB"), None)
        if verb is not None:
            found.setdefault(verb.i, time)
    return found


def place_of(scene: Scene, item: Item, act: Act) -> str | None:
    """The place in an item's name or right behind it: "the Geneva talks", "met in Geneva"."""
    parse = scene.parse
    about = parse.children(item.token.i)
    if item.kind == "meeting" and act.cue.pos == "VERB":
        about = [*parse.children(act.cue.i), *about]
    for child in about:
        if child.dep in {"compound", "nmod", "amod"}:
            place = _place_at(scene, child)
        elif child.dep == "prep" and child.lower in {"in", "at", "near"}:
            inner = parse.child(child.i, "pobj")
            place = _place_at(scene, inner) if inner is not None else None
        else:
            continue
        if place is not None:
            return place
    event = scene.events.get(item.token.i)
    if event is not None and event.place is not None and event.place in scene.by_id:
        return scene.by_id[event.place].name.quote
    return None


def _place_at(scene: Scene, token: Token) -> str | None:
    mention = scene.mentions.get(token.i)
    return mention.name.quote if mention is not None and mention.type in PLACES else None


def said_in(cue: Token, scene: Scene) -> str | None:
    """The id of the statement that holds a move; None where the outlet tells it."""
    event = scene.events.get(cue.i)
    if event is not None:
        return event.holder if event.holder != "outlet" else None
    holding = [
        (sum(c.end - c.start for c in s.content), n, s.id)
        for n, s in enumerate(scene.statements)
        if any(c.start <= cue.start and cue.end <= c.end for c in s.content)
    ]
    return min(holding)[2] if holding else None


def find_actors(act: Act, scene: Scene) -> list[str]:
    """The entities that made a move: by the event on its cue, its subject, or who says so."""
    if act.accused is not None:
        return _entity_at(scene, act.accused)
    found: list[str] = []
    if not act.by_speaker:
        found = _event_actors(act, scene)
        if not found:
            subject = _subject(scene.parse, act.cue)
            found = _entity_at(scene, subject) if subject is not None else []
    if not found and (act.by_speaker or act.condition is not None):
        holder = said_in(act.cue, scene)
        speaker = next((s.speaker for s in scene.statements if s.id == holder), None)
        found = [speaker] if speaker is not None else []
    return found


def _entity_at(scene: Scene, token: Token) -> list[str]:
    mention = scene.mentions.get(token.i)
    return [mention.entity] if mention is not None and mention.entity is not None else []


def _event_actors(act: Act, scene: Scene) -> list[str]:
    for token in (act.cue, act.item.token):
        event = scene.events.get(token.i)
        if event is not None:
            named = [scene.by_id[a].entity for a in event.actors if a in scene.by_id]
            found = list(dict.fromkeys(e for e in named if e is not None))
            if found:
                return found
    return []


def parties_with(act: Act, scene: Scene) -> list[Mention]:
    """Those who take part in the item itself."""
    event = scene.events.get(act.item.token.i)
    with_whom = [*event.actors, *event.recipients] if event is not None else []
    return [scene.by_id[m] for m in dict.fromkeys(with_whom) if m in scene.by_id]


def _subject(parse: Parse, token: Token) -> Token | None:
    for _ in range(5):
        agent = parse.child(token.i, "agent")
        found = parse.child(agent.i, "pobj") if agent is not None else None
        found = found or parse.child(token.i, "poss") or parse.child(token.i, "nsubj")
        if found is not None:
            return found
        if token.head == token.i or token.dep in {"ccomp", "advcl", "relcl"}:
            return None
        token = parse.tokens[token.head]
    return None


def time_of(act: Act, scene: Scene) -> Time | None:
    """When a move was made, or what it promises is to be."""
    for token in (act.cue, act.item.token):
        event = scene.events.get(token.i)
        if event is not None and event.time is not None:
            return next((t for t in scene.times.values() if t.id == event.time), None)
    return scene.times.get(act.cue.i)
