"""What is on the table in one report: proposals, the moves on them, and the state that follows.

Mentions of one item are merged by kind, order ("a second meeting", "another meeting"), form
("trilateral") and place. The state follows from the moves (`talks_states`).

No reply is not a rejection: "has so far not accepted" leaves the state open, with the words and the
date in the reason. What stands in an "if" or under "may" is no move.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.fuse.talks_lexicon import MOVE_KINDS, load_talks_lexicon
from onrecord.fuse.talks_moves import Act, Item, find_act, find_items, same_item
from onrecord.fuse.talks_states import find_state, name_all
from onrecord.records import (
    Entity,
    EventMention,
    Evidence,
    Mention,
    Move,
    MoveKind,
    Proposal,
    Statement,
    Time,
)
from onrecord.syntax import Parse, Token
from onrecord.text import make_id, quote

METHOD = "rules:talks/1"
DETERMINERS = frozenset({"a", "an", "the", "any", "their", "its", "his", "her", "this", "that"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass
class _Scene:
    """The records of a report, to be looked up by token."""

    parse: Parse
    mentions: dict[int, Mention]
    events: dict[int, EventMention]
    statements: Sequence[Statement]
    times: dict[int, Time]
    names: dict[str, str]
    entity_of: dict[str, str]
    public: frozenset[str]


@dataclass
class _Group:
    """One proposal while it is being put together."""

    items: list[Item] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    terms: list[Evidence] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    cancelled: bool = False


def group_talks(  # noqa: PLR0913, PLR0917 - every stage before it says something of the talks
    parse: Parse,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    events: Sequence[EventMention],
    times: Sequence[Time],
) -> tuple[Proposal, ...]:
    """The proposals of one report, in the order they are first named."""
    lexicon = load_talks_lexicon()
    scene = _Scene(
        parse=parse,
        mentions=_by_token(parse, mentions),
        events=_by_trigger(parse, events),
        statements=statements,
        times=_by_verb(parse, times),
        names={e.id: e.name for e in entities},
        entity_of={m.id: m.entity for m in mentions if m.entity is not None},
        public=frozenset(
            e.id for e in entities if e.type != "PER" or e.country or e.sector or e.role
        ),
    )
    places = {i: m.name.quote for i, m in scene.mentions.items() if m.type in PLACES}
    groups: list[_Group] = []
    spots: dict[int, str] = {}
    for item in find_items(parse, lexicon):
        if parse.kinds and parse.kinds[item.token.sent] == "caption":
            continue
        act = find_act(parse, item, lexicon)
        if act is None or (act.cue.lemma == "meet" and act.cue.i not in scene.events):
            continue
        spot = _place_of(parse, item, places, scene)
        if spot is not None:
            spots[item.token.i] = spot
        group = _group_for(parse, groups, item, act, spots)
        _add(group, act, scene)
    kept = [g for g in groups if g.moves and _matters(g, scene)]
    return tuple(_proposal(parse, g, scene) for g in kept)


def _matters(group: _Group, scene: _Scene) -> bool:
    """Whether a party to it is a state, an organisation or somebody with an office.

    A meeting that was held and nothing else is told of takes two such parties.
    """
    public = [p for p in group.parties if p in scene.public]
    if all(m.kind in {"hold", "carry out"} for m in group.moves):
        return len(public) > 1
    return bool(public)


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


def _place_of(parse: Parse, item: Item, places: dict[int, str], scene: _Scene) -> str | None:
    """The place in an item's name or right behind it: "the Geneva talks", "met in Geneva"."""
    event = scene.events.get(item.token.i)
    if event is not None and event.place is not None:
        found = next((m for m in scene.mentions.values() if m.id == event.place), None)
        if found is not None:
            return found.name.quote
    for child in parse.children(item.token.i):
        if child.dep in {"compound", "nmod", "amod"} and child.i in places:
            return places[child.i]
        if child.dep == "prep" and child.lower in {"in", "at"}:
            inner = parse.child(child.i, "pobj")
            if inner is not None and inner.i in places:
                return places[inner.i]
    return None


def _group_for(
    parse: Parse, groups: list[_Group], item: Item, act: Act, spots: dict[int, str]
) -> _Group:
    """The group an item joins, a new one where it joins none."""
    held = act.kind in {"hold", "fail"} and item.kind == "meeting"
    for group in reversed(groups):
        past = any(m.kind == "hold" for m in group.moves)
        if item.kind == "meeting" and past != held and group.moves:
            continue  # what was held is not what is proposed now
        failed_there = act.kind == "fail" and past and item.token.sent == group.items[-1].token.sent
        if failed_there or all(same_item(parse, item, other, spots) for other in group.items):
            group.items.append(item)
            return group
    groups.append(_Group(items=[item]))
    return groups[-1]


def _add(group: _Group, act: Act, scene: _Scene) -> None:
    """Add a move, or the note that there was none."""
    by = _actors(act, scene)
    sentence = scene.parse.sentences[act.cue.sent].span
    group.evidence.append(_phrase(scene.parse, act.item))
    _note_parties(group, act, by, scene)
    time = _time_of(act, scene)
    if act.negated:
        if act.kind == "accept":
            names = name_all(by, scene.names)
            when = f" ({time.evidence[0].quote})" if time is not None else ""
            group.notes.append(
                f"{names} has not accepted so far{when}: no reply is not a rejection"
            )
            group.silent += by
            group.evidence.append(sentence)
        return
    kind: MoveKind = MOVE_KINDS[act.kind]
    if act.condition is not None and kind in {"propose", "accept", "promise"}:
        kind = kind if kind == "propose" and not act.future else "condition"
        lo, hi = scene.parse.edges(act.condition.i)
        text = scene.parse.doc.text
        tokens = scene.parse.tokens
        group.terms.append(quote(text, tokens[lo].start, tokens[hi].end))
    group.cancelled = group.cancelled or act.kind == "cancel"
    parties: list[str | None] = [*by] or [None]
    group.moves.extend(_move(act, kind, party, time, scene) for party in parties)


def _move(act: Act, kind: MoveKind, by: str | None, time: Time | None, scene: _Scene) -> Move:
    cue = act.cue
    evidence = quote(scene.parse.doc.text, cue.start, cue.end)
    return Move(
        id=make_id("mov", scene.parse.doc.id, cue.start, cue.end, act.item.token.start, kind, by),
        kind=kind,
        by=by,
        time=time.id if time is not None else None,
        said_in=_said_in(cue, scene),
        reason=f"“{cue.lower}” of “{act.item.token.lower}”",
        evidence=(evidence, scene.parse.sentences[cue.sent].span),
        method=METHOD,
    )


def _said_in(cue: Token, scene: _Scene) -> str | None:
    event = scene.events.get(cue.i)
    if event is not None:
        return event.holder if event.holder != "outlet" else None
    holding = [
        (sum(c.end - c.start for c in s.content), n, s.id)
        for n, s in enumerate(scene.statements)
        if any(c.start <= cue.start and cue.end <= c.end for c in s.content)
    ]
    return min(holding)[2] if holding else None


def _actors(act: Act, scene: _Scene) -> list[str]:
    """The entities that made a move, from the event on its cue or from the cue's subject."""
    for token in (act.cue, act.item.token):
        event = scene.events.get(token.i)
        if event is not None and event.actors:
            found = [scene.entity_of[a] for a in event.actors if a in scene.entity_of]
            if found:
                return list(dict.fromkeys(found))
    subject = _subject(scene.parse, act.cue)
    mention = scene.mentions.get(subject.i) if subject is not None else None
    return [mention.entity] if mention is not None and mention.entity is not None else []


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


def _note_parties(group: _Group, act: Act, by: Sequence[str], scene: _Scene) -> None:
    event = scene.events.get(act.item.token.i)
    with_whom = [*(event.actors if event else ()), *(event.recipients if event else ())]
    named = [scene.entity_of[m] for m in with_whom if m in scene.entity_of]
    for party in (*by, *named):
        if party not in group.parties:
            group.parties.append(party)


def _time_of(act: Act, scene: _Scene) -> Time | None:
    event = scene.events.get(act.cue.i)
    if event is not None and event.time is not None:
        return next((t for t in scene.times.values() if t.id == event.time), None)
    return scene.times.get(act.cue.i)


def _phrase(parse: Parse, item: Item) -> Evidence:
    """The item's own noun phrase, without its article and what follows its head."""
    lo = min([t.i for t in parse.children(item.token.i) if t.i < item.token.i] or [item.token.i])
    if item.token.pos == "VERB":
        lo = item.token.i
    while lo < item.token.i and (
        parse.tokens[lo].lower in DETERMINERS or parse.tokens[lo].pos in {"PUNCT", "PRON"}
    ):
        lo += 1
    return quote(parse.doc.text, parse.tokens[lo].start, item.token.end)


def _proposal(parse: Parse, group: _Group, scene: _Scene) -> Proposal:
    first = group.items[0]
    state, reason = find_state(
        first.kind, group.moves, names=scene.names, notes=group.notes, cancelled=group.cancelled
    )
    named = next((i for i in group.items if i.token.pos == "NOUN"), first)
    return Proposal(
        id=make_id("pro", parse.doc.id, first.kind, first.token.start),
        kind=first.kind,
        title=_phrase(parse, named).quote,
        parties=tuple(group.parties),
        terms=tuple(group.terms),
        moves=tuple(group.moves),
        state=state,
        reason=reason,
        evidence=tuple(dict.fromkeys(group.evidence)),
        method=METHOD,
    )
