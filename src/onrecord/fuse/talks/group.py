"""What is on the table in one report: proposals, the moves on them, and the state that follows.

Mentions of one item are merged by kind, order ("a second meeting", "another meeting"), form
("trilateral") and place; "the offer" and an answer without an object join the item that was spoken
of last. The state follows from the moves (`states`).

No reply is not a rejection: "has so far not accepted" leaves the state open, with the words and the
date in the reason. What stands in an "if" or under "may" is no move.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.fuse.talks.items import Item, find_items, same_item
from onrecord.fuse.talks.lexicon import MOVE_KINDS, load_talks_lexicon
from onrecord.fuse.talks.moves import Act, find_act
from onrecord.fuse.talks.scene import (
    Scene,
    find_actors,
    parties_with,
    place_of,
    said_in,
    set_scene,
    time_of,
)
from onrecord.fuse.talks.states import find_state, name_all
from onrecord.fuse.talks.titles import DETERMINERS, find_title, own_phrase
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
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

METHOD = "rules:talks/2"
BACK = 2
"""How many sentences "the offer" may point back."""
ANSWERS = frozenset({"accept", "reject", "promise", "postpone", "counter"})


@dataclass
class _Group:
    """One proposal while it is being put together."""

    items: list[Item] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    earlier: int = 0
    """How many of the moves, at the front, were told as lying further back."""
    parties: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    """The parties to the item's first deed, as the text names them."""
    terms: list[Evidence] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    alleged: set[str] = field(default_factory=set)
    placed: bool = False
    """Whether a place is told for what is to come."""
    on_terms: set[str] = field(default_factory=set)
    """The moves that answer a condition: "rejected the letter"."""
    cancelled: bool = False
    last: int = 0
    """The sentence it was last spoken of in."""


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
    scene = set_scene(parse, mentions, entities, statements, events, times)
    groups: list[_Group] = []
    spots: dict[int, str] = {}
    for item in find_items(parse, lexicon):
        if parse.kinds and parse.kinds[item.token.sent] == "caption":
            continue
        act = find_act(parse, item, lexicon)
        if act is None or not _is_told(act, scene):
            continue
        spot = place_of(scene, item, act)
        if spot is not None and not _is_headline(parse, item):
            spots[item.token.i] = spot
        group = _pointed_at(groups, item, act, scene) if item.points_back else None
        if group is None and not item.bare:
            group = _group_for(parse, groups, item, act, spots)
        if group is not None:
            _add(group, act, scene, placed=spot is not None)
    kept = [g for g in groups if g.moves and _matters(g, scene)]
    return tuple(_proposal(parse, g, scene) for g in kept)


def _is_told(act: Act, scene: Scene) -> bool:
    """Whether a deed told as done is one that the record of events takes to have happened."""
    event = scene.events.get(act.cue.i)
    if act.cue.i != act.item.token.i or act.item.bare:
        return True
    if event is None:
        return act.cue.lemma != "meet"  # "met the deadline" is no event
    return act.kind not in {"hold", "carry out"} or event.status in {"occurred", "ongoing"}


def _is_headline(parse: Parse, item: Item) -> bool:
    """Whether a headline names it, which often says in one word where the body is exact."""
    return bool(parse.kinds) and parse.kinds[item.token.sent] == "headline"


def _matters(group: _Group, scene: Scene) -> bool:
    """Whether a party to it is a state, an organisation or somebody with an office.

    A meeting that was held and nothing else is told of takes two such parties; a ceasefire and
    peace talks matter whoever is named, and so does an exchange of prisoners.
    """
    children = [t.lower for i in group.items for t in scene.parse.children(i.token.i)]
    if group.items[0].kind in {"ceasefire", "exchange"} or "peace" in children:
        return True
    public = [p for p in group.parties if p in scene.public]
    if all(m.kind == "hold" for m in group.moves):
        return len(public) > 1 or any(p in scene.plural for p in public)
    return bool(public)


def _pointed_at(groups: Sequence[_Group], item: Item, act: Act, scene: Scene) -> _Group | None:
    """The item that "the offer" or "would attend" is about: the last one, if it is still open."""
    if not groups or act.kind not in ANSWERS:
        return None
    group = max(groups, key=lambda g: g.last)
    if item.token.sent - group.last > BACK or not group.moves:
        return None
    if item.elided:
        attends = item.token.lemma == "attend"
        fits = attends == (group.items[0].kind == "meeting") and find_actors(act, scene)
        return group if fits else None
    first = group.items[0].token
    if first.lemma == item.token.lemma:
        return None  # the same word: merged as such
    open_moves = {"propose", "promise", "condition", "table"}
    return group if any(m.kind in open_moves for m in group.moves) else None


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


def _add(group: _Group, act: Act, scene: Scene, *, placed: bool) -> None:
    """Add a move, or the note that there was none."""
    by = find_actors(act, scene)
    sentence = scene.parse.sentences[act.cue.sent].span
    group.last = act.item.token.sent
    group.evidence.append(own_phrase(scene.parse, act.item))
    _note_parties(group, act, by, scene)
    time = time_of(act, scene)
    if _is_appointment(act, scene):
        act, time = replace(act, kind="promise"), scene.times[act.item.token.i]
    if act.negated:
        if act.kind == "accept":
            names = name_all(by, scene.names)
            when = f" ({time.evidence[0].quote})" if time is not None else ""
            group.notes.append(
                f"{names} has not accepted so far{when}: no reply is not a rejection"
            )
            group.evidence.append(sentence)
        return
    kind = _kind(act)
    if kind == "condition" and act.condition is not None:
        lo, hi = scene.parse.edges(act.condition.i)
        tokens = scene.parse.tokens
        group.terms.append(quote(scene.parse.doc.text, tokens[lo].start, tokens[hi].end))
    group.cancelled = group.cancelled or act.kind == "cancel"
    parties: list[str | None] = [*by] or [None]
    moves = [_move(act, kind, party, time, scene) for party in parties]
    group.placed = group.placed or (placed and kind == "promise")
    if act.item.points_back and group.moves and group.moves[-1].kind == "condition":
        group.on_terms.update(m.id for m in moves)
    if _is_alleged(act, moves, scene):
        group.alleged.update(m.id for m in moves)
    at = group.earlier if act.earlier else len(group.moves)
    group.moves[at:at] = moves
    group.earlier += len(moves) if act.earlier else 0


def _is_appointment(act: Act, scene: Scene) -> bool:
    """Whether they agree to meet on a day: "agreed to meet again in May"."""
    verb = act.item.token
    met = act.item.kind == "meeting" and verb.pos == "VERB" and verb.i in scene.times
    return met and act.kind == "accept" and verb.i != act.cue.i


def _kind(act: Act) -> MoveKind:
    """The kind of a move; one with terms of its own is a condition."""
    kind = MOVE_KINDS[act.kind]
    if act.condition is None or kind not in {"propose", "accept", "promise"}:
        return kind
    return kind if kind == "propose" and not act.future else "condition"


def _is_alleged(act: Act, moves: Sequence[Move], scene: Scene) -> bool:
    """Whether a breach is what one side accuses the other of."""
    if act.accused is not None:
        return True
    if act.kind != "violate":
        return False
    said = {s.id: s for s in scene.statements}
    holders = [said[m.said_in] for m in moves if m.said_in in said]
    return any(s.act == "accuse" or _takes_sides(s, moves, scene) for s in holders)


def _takes_sides(statement: Statement, moves: Sequence[Move], scene: Scene) -> bool:
    """Whether who says that another broke it is a party, and no observer."""
    speaker = statement.speaker
    own = any(m.by == speaker for m in moves)
    return speaker is not None and not own and speaker not in scene.neutral


def _move(act: Act, kind: MoveKind, by: str | None, time: Time | None, scene: Scene) -> Move:
    cue = act.cue
    evidence = quote(scene.parse.doc.text, cue.start, cue.end)
    alleged = ", in an accusation" if act.accused is not None else ""
    return Move(
        id=make_id("mov", scene.parse.doc.id, cue.start, cue.end, act.item.token.start, kind, by),
        kind=kind,
        by=by,
        time=time.id if time is not None else None,
        said_in=said_in(cue, scene),
        reason=f"“{cue.lower}” of “{act.item.token.lower}”{alleged}",
        evidence=(evidence, scene.parse.sentences[cue.sent].span),
        method=METHOD,
    )


def _note_parties(group: _Group, act: Act, by: Sequence[str], scene: Scene) -> None:
    named = parties_with(act, scene)
    if not group.named:
        group.named = [_bare_name(m) for m in named]
    for party in (*by, *(m.entity for m in named)):
        if party is not None and party not in group.parties:
            group.parties.append(party)


def _bare_name(mention: Mention) -> str:
    """A mention without its article, on one line."""
    words = mention.span.quote.split()
    return " ".join(words[1:] if words[0].lower() in DETERMINERS and words[1:] else words)


def _proposal(parse: Parse, group: _Group, scene: Scene) -> Proposal:
    first = group.items[0]
    state, reason = find_state(
        first.kind,
        group.moves,
        names=scene.names,
        notes=group.notes,
        cancelled=group.cancelled,
        alleged=frozenset(group.alleged),
        on_terms=frozenset(group.on_terms),
        placed=group.placed,
    )
    return Proposal(
        id=make_id("pro", parse.doc.id, first.kind, first.token.start),
        kind=first.kind,
        title=find_title(parse, group.items, group.named),
        parties=tuple(group.parties),
        terms=tuple(group.terms),
        moves=tuple(group.moves),
        state=state,
        reason=reason,
        evidence=tuple(dict.fromkeys(group.evidence)),
        method=METHOD,
    )
