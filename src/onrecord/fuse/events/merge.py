"""A group of mentions → one event, with what its reports tell differently side by side."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.fuse.events.group import Group
from onrecord.records import (
    Account,
    Citation,
    Entity,
    Event,
    EventMention,
    EventParty,
    Evidence,
    Mention,
    Place,
    Record,
    SpeechAct,
    Statement,
    Status,
)
from onrecord.text import make_id, name_key

METHOD = "rules:events-across/1"
PRONOUNS = frozenset({"i", "it", "he", "she", "they", "we", "you", "who", "which", "that", "one"})
ASSERTED: frozenset[Status] = frozenset({"occurred", "ongoing"})


class Holder(NamedTuple):
    """Who tells of an event: name, row of the actor table, speech act; all None for the outlet."""

    name: str | None = None
    actor: str | None = None
    act: SpeechAct | None = None


class Told:
    """A record by id, for what its events say of parties, holders, days and places."""

    def __init__(self, record: Record) -> None:
        self.document = record.document
        self.events: dict[str, EventMention] = {e.id: e for e in record.events}
        self._mentions: dict[str, Mention] = {m.id: m for m in record.mentions}
        self._entities: dict[str, Entity] = {e.id: e for e in record.entities}
        self._statements: dict[str, Statement] = {s.id: s for s in record.statements}
        self._places: dict[str, Place] = {p.id: p for p in record.places}
        self._linked = {link.mention: link.place for link in record.links}

    def cite(self, evidence: Evidence) -> Citation:
        return Citation(
            doc=self.document.id, start=evidence.start, end=evidence.end, quote=evidence.quote
        )

    def place(self, event: EventMention) -> Place | None:
        return self._places.get(self._linked.get(event.place or "") or "")

    def parties(self, mentions: Iterable[str]) -> Iterator[EventParty]:
        for each in mentions:
            mention = self._mentions[each]
            entity = self._entities.get(mention.entity or "")
            name = entity.name if entity is not None else mention.span.quote
            row = entity.actor if entity is not None else None
            yield EventParty(name=name, actor=row, evidence=(self.cite(mention.span),))

    def holder(self, event: EventMention) -> Holder:
        """Who says so; of a statement nobody is named for, the words of its source."""
        statement = self._statements.get(event.holder)
        if statement is None:
            return Holder()
        entity = self._entities.get(statement.speaker or "")
        if entity is not None:
            return Holder(entity.name, entity.actor, statement.act)
        words = " ".join(e.quote for e in statement.source)
        named = words if words.lower() not in PRONOUNS else ""
        return Holder(named or "nobody named", None, statement.act)


def merge_event(
    group: Group, records: Mapping[str, Told], origins: Mapping[str, str] | None = None
) -> Event:
    """The event that the mentions of a group tell of.

    Args:
        group: the mentions in order of publication, one or more.
        records: the record of each report that they stand in, by document.
        origins: for a report that is a copy, or wire copy, whose it is; every other report is its
            outlet's own.
    """
    accounts = tuple(_account(f.id, f.first, f.last, records[f.doc]) for f in group)
    mentions = [records[f.doc].events[f.id] for f in group]
    first = mentions[0]
    dates = [a.published for a in accounts if a.published is not None]
    status, disputed = _status(accounts)
    start, end = _days(accounts)
    return Event(
        id=make_id("evt", first.id),
        type=first.type,
        mode=_commonest(m.mode for m in mentions),
        cameo=_commonest(m.cameo for m in mentions),
        status=status,
        disputed=disputed,
        actors=_join(p for f, m in zip(group, mentions, strict=True)
                     for p in records[f.doc].parties(m.actors)),
        recipients=_join(p for f, m in zip(group, mentions, strict=True)
                         for p in records[f.doc].parties(m.recipients)),
        start=start,
        end=end,
        place=_place([records[f.doc].place(m) for f, m in zip(group, mentions, strict=True)]),
        accounts=accounts,
        first_reported=min(dates, default=None),
        last_reported=max(dates, default=None),
        outlets=tuple(sorted({a.outlet for a in accounts if a.outlet is not None})),
        independent=count_independent(accounts, origins or {}),
        reason=_reason(accounts),
        method=METHOD,
    )  # fmt: skip


def count_independent(accounts: Iterable[Account], origins: Mapping[str, str]) -> int:
    """How many sources of their own the reports have: copies and one outlet's reports are one."""
    return len({origins.get(a.doc) or a.outlet or a.doc for a in accounts})


def _account(event: str, start: dt.date | None, end: dt.date | None, told: Told) -> Account:
    mention = told.events[event]
    holder = told.holder(mention)
    place = told.place(mention)
    return Account(
        doc=told.document.id,
        event=event,
        outlet=told.document.outlet,
        published=told.document.published,
        status=mention.status,
        certainty=mention.certainty,
        by=holder.name,
        actor=holder.actor,
        act=holder.act,
        start=start,
        end=end,
        place=place.id if place is not None else None,
        casualties=mention.casualties,
        quote=told.cite(mention.trigger),
        evidence=(told.cite(mention.evidence[-1]),),
    )


def _status(accounts: Sequence[Account]) -> tuple[Status, bool]:
    """What the outlets say last, else those they cite; and whether it is denied and asserted.

    That something happened outlives what was said of it before, and a denial is its holder's.
    """
    own = [a.status for a in accounts if a.by is None]
    said = own or [a.status for a in accounts]
    asserted = [status for status in said if status in ASSERTED]
    everybody = {a.status for a in accounts}
    disputed = "denied" in everybody and not everybody.isdisjoint(ASSERTED)
    return (asserted or said)[-1], disputed


def _days(accounts: Sequence[Account]) -> tuple[dt.date | None, dt.date | None]:
    """The days that all accounts have in common; where they have none, all that they name."""
    told = [(a.start, a.end) for a in accounts if a.start is not None and a.end is not None]
    if not told:
        return None, None
    latest, earliest = max(s for s, _ in told), min(e for _, e in told)
    if latest <= earliest:
        return latest, earliest
    return min(s for s, _ in told), max(e for _, e in told)


def _place(places: Sequence[Place | None]) -> Place | None:
    """The place that most name; of a country and a town the town."""
    found = [place for place in places if place is not None]
    count = Counter(place.id for place in found)
    return max(
        found,
        key=lambda p: (not p.feature.startswith(("PCL", "ADM")), count[p.id], p.id),
        default=None,
    )


def _join(parties: Iterable[EventParty]) -> tuple[EventParty, ...]:
    """Each party once, by its row or name, with one citation for each report, fullest name."""
    found: dict[str, EventParty] = {}
    for party in parties:
        key = party.actor or name_key(party.name)
        known = found.get(key)
        if known is None:
            found[key] = party
            continue
        docs = {c.doc for c in known.evidence}
        new = tuple(c for c in party.evidence if c.doc not in docs)
        found[key] = EventParty(
            name=known.name, actor=known.actor, evidence=(*known.evidence, *new)
        )
    return tuple(found.values())


def _commonest(values: Iterable[str | None]) -> str | None:
    count = Counter(value for value in values if value is not None)
    return max(sorted(count), key=count.__getitem__, default=None)


def _reason(accounts: Sequence[Account]) -> str:
    docs = len({a.doc for a in accounts})
    if docs == 1:
        return "one report tells of it"
    words = sorted({a.quote.quote.lower() for a in accounts})
    return f"{docs} reports tell of it: " + ", ".join(f"“{word}”" for word in words)
