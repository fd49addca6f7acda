"""The proposals of one item → the item: its moves in order, each party's stand, the state."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from onrecord.fuse.board.facts import time_days
from onrecord.fuse.board.group import Item
from onrecord.fuse.talks.states import find_state
from onrecord.records import (
    Citation,
    Entity,
    Evidence,
    Move,
    MoveKind,
    Proposal,
    Record,
    Stand,
    Statement,
    Talk,
    TalkMove,
    Time,
)
from onrecord.text import make_id, name_key

METHOD = "rules:board/1"
CLOSE = dt.timedelta(days=3)
"""Two reports of one move by one party lie no further apart."""
STANDS: frozenset[MoveKind] = frozenset(
    {"propose", "promise", "table", "accept", "reject", "condition", "counter", "postpone"}
)
"""Moves that say where a party stands; that a meeting was held says nothing of that."""


class Tabled:
    """A record by id, for what its proposals say of parties, days and words."""

    def __init__(self, record: Record) -> None:
        self.document = record.document
        self.proposals: dict[str, Proposal] = {p.id: p for p in record.proposals}
        self.entities: dict[str, Entity] = {e.id: e for e in record.entities}
        self.times: dict[str, Time] = {t.id: t for t in record.times}
        self.statements: dict[str, Statement] = {s.id: s for s in record.statements}

    def cite(self, evidence: Evidence) -> Citation:
        return Citation(
            doc=self.document.id, start=evidence.start, end=evidence.end, quote=evidence.quote
        )


@dataclass(slots=True)
class _Step:
    """One move while it is being put together."""

    key: str
    moves: list[Move]
    told: TalkMove


def merge_item(
    item: Item, records: Mapping[str, Tabled], origins: Mapping[str, str] | None = None
) -> Talk:
    """The item of the talks that some proposals are.

    Args:
        item: the proposals in order of publication, one or more.
        records: the record of each report that they stand in, by document.
        origins: for a report that is a copy, or wire copy, whose it is.
    """
    tabled = [(records[f.doc], records[f.doc].proposals[f.id]) for f in item]
    steps = _steps(tabled)
    state, reason = find_state(
        item[0].kind,
        [structs.replace(s.moves[0], by=s.key or None) for s in steps],
        names={s.key: s.told.by or "" for s in steps},
        cancelled=any(p.state == "lapsed" for _, p in tabled),
        alleged=frozenset(s.moves[0].id for s in steps if s.told.alleged),
        placed=any(p.state == "scheduled" for _, p in tabled),
    )
    documents = [told.document for told, _ in tabled]
    dates = [d.published for d in documents if d.published is not None]
    known = origins or {}
    return Talk(
        id=make_id("tlk", tabled[0][1].id),
        kind=item[0].kind,
        title=_title([p for _, p in tabled]),
        state=state,
        moves=tuple(s.told for s in steps),
        stands=tuple(_stands(steps)),
        terms=tuple(told.cite(e) for told, p in tabled for e in p.terms),
        proposals=tuple(p.id for _, p in tabled),
        first_reported=min(dates, default=None),
        last_reported=max(dates, default=None),
        overdue=_overdue(steps, state, max(dates, default=None)),
        outlets=tuple(sorted({d.outlet for d in documents if d.outlet is not None})),
        independent=len({known.get(d.id) or d.outlet or d.id for d in documents}),
        reason=reason,
        method=METHOD,
    )


def _steps(tabled: Iterable[tuple[Tabled, Proposal]]) -> list[_Step]:
    """The moves in order, each told once; a report's own order stays."""
    steps: list[_Step] = []
    for told, proposal in tabled:
        breach = proposal.state != "violated"
        for move in proposal.moves:
            step = _step(told, move, alleged=breach and move.kind == "violate")
            same = next((s for s in steps if _is_same(s, step)), None)
            if same is None:
                steps.append(step)
                continue
            same.moves.append(move)
            same.told = structs.replace(
                same.told,
                alleged=same.told.alleged and step.told.alleged,
                start=same.told.start or step.told.start,
                end=same.told.end or step.told.end,
                moves=(*same.told.moves, move.id),
                evidence=(*same.told.evidence, *step.told.evidence),
            )
    return steps


def _step(told: Tabled, move: Move, *, alleged: bool) -> _Step:
    entity = told.entities.get(move.by or "")
    start, end = next(time_days(told.times.get(move.time or "")), (None, None))
    key = (entity.actor or _plain(entity.name)) if entity is not None else ""
    return _Step(
        key=key,
        moves=[move],
        told=TalkMove(
            kind=move.kind,
            by=entity.name if entity is not None else None,
            actor=entity.actor if entity is not None else None,
            said=told.document.published,
            start=start,
            end=end,
            alleged=alleged,
            moves=(move.id,),
            evidence=(told.cite(move.evidence[-1]),),
        ),
    )


def _plain(name: str) -> str:
    """A name's key without its article: "the ministers" are "Ministers"."""
    key = name_key(name)
    return key.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _is_same(step: _Step, other: _Step) -> bool:
    """Whether two moves are one: of one party and kind, told of within days."""
    one, two = step.told, other.told
    if (step.key, one.kind) != (other.key, two.kind):
        return False
    if one.start and two.start and one.start != two.start and one.kind != "promise":
        return False
    return one.said is None or two.said is None or abs(one.said - two.said) <= CLOSE


def _stands(steps: Sequence[_Step]) -> Iterator[Stand]:
    """Where each named party stands, in the order in which they first moved."""
    for key in dict.fromkeys(s.key for s in steps if s.key):
        own = [s.told for s in steps if s.key == key and s.told.kind in STANDS]
        if own:
            yield Stand(
                by=own[-1].by or key,
                actor=own[-1].actor,
                move=own[-1],
                earlier=tuple(m.kind for m in own[:-1]),
            )


def _overdue(steps: Sequence[_Step], state: str, last: dt.date | None) -> dt.date | None:
    """The announced day that passed without a report that it was held."""
    days = [s.told.end for s in steps if s.told.kind == "promise" and s.told.end is not None]
    if state != "scheduled" or not days or last is None or days[-1] >= last:
        return None
    return days[-1]


def _title(proposals: Sequence[Proposal]) -> str:
    """The title that tells most: the longest that is a noun's, the first of several."""
    return max(
        (p.title for p in proposals), key=lambda title: (":" not in title, min(len(title), 60))
    )
