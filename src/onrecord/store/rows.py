"""A record → what the tables hold of it. Pure, so that worker processes can do it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.records import Entity, EventMention, Frozen, Record
from onrecord.store.packing import pack, unpack
from onrecord.store.words import fold
from onrecord.text import OWNER_DIGITS, name_key

KINDS = (
    "passages", "sentences", "mentions", "entities", "places", "links", "times", "quantities",
    "statements", "events", "uncoded", "proposals", "notes",
)  # fmt: skip
"""The fields of a Record that hold records with ids; the moves of proposals are one more kind."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """One report as the tables hold it; the rows lack the number of the report alone."""

    doc: dict[str, str | None]
    """Its row of `report`."""
    body: bytes
    strays: tuple[str, ...]
    """The ids that do not begin with the digits of the report's."""
    tables: dict[str, tuple[Row, ...]]
    """Table → its rows without the report's number, in the order of the record."""
    words: tuple[str, str]
    """Title and text as the full-text index takes them."""


def rows_of(record: Record) -> Rows:
    """Everything that is kept of a record."""
    doc = record.document
    published = doc.published.isoformat() if doc.published else None
    return Rows(
        doc={
            "id": doc.id,
            "published": published,
            "outlet": _plain(doc.outlet),
            "title": _plain(doc.title),
            "url": _plain(doc.url),
            "language": doc.language,
            "raw_sha256": doc.raw_sha256,
        },
        body=pack(msgspec.json.encode(record)),
        strays=_strays(record),
        tables=_tables(record, published),
        words=(fold(doc.title or ""), fold(doc.text)),
    )


def record_from(body: bytes) -> Record:
    """The record in a packed body.

    Raises:
        ValueError: the bytes are damaged, or from a build with other record types.
    """
    return msgspec.json.decode(unpack(body), type=Record)


def items_of(record: Record) -> Iterator[tuple[str, Frozen]]:
    """Kind and value of everything in a record that has an id, the moves among it."""
    for kind in KINDS:
        for item in getattr(record, kind):
            yield kind, item
    for proposal in record.proposals:
        for move in proposal.moves:
            yield "moves", move


def owner_digits(record_id: str) -> str:
    """The digits of an id that name its report; empty where it is too short to name one."""
    digits = record_id.partition("-")[2][:OWNER_DIGITS]
    return digits if len(digits) == OWNER_DIGITS else ""


def _strays(record: Record) -> tuple[str, ...]:
    own = owner_digits(record.document.id)
    placed = {place.id for place in record.places}
    ids = {id_of(item) for _, item in items_of(record)} - placed
    return tuple(sorted(i for i in ids if owner_digits(i) != own))


def id_of(item: Frozen) -> str:
    """The id of a record that has one."""
    value = getattr(item, "id", None)
    if not isinstance(value, str):
        raise TypeError(f"{type(item).__name__} has no id")
    return value


def _tables(record: Record, published: str | None) -> dict[str, tuple[Row, ...]]:
    entities = {entity.id: entity for entity in record.entities}
    return {
        "entity": tuple(
            (n, e.id, e.type, _plain(e.name), who_is(e), e.country, e.sector)
            for n, e in enumerate(record.entities)
        ),
        "statement": tuple(
            (n, s.id, _who(entities, s.speaker), s.act, s.kind, published)
            for n, s in enumerate(record.statements)
        ),
        "event": tuple(_event_rows(record, published)),
        "party": tuple((n, *row) for n, row in enumerate(_party_rows(record, entities))),
        "place": tuple(
            (n, p.id, p.name, name_key(p.name), p.country, p.admin1, p.lat, p.lon)
            for n, p in enumerate(record.places)
        ),
        "time": tuple(
            (n, t.id, t.type, t.value, _day(t.start), _day(t.end))
            for n, t in enumerate(record.times)
        ),
    }


def _event_rows(record: Record, published: str | None) -> Iterator[Row]:
    places = {place.id: place for place in record.places}
    linked = {link.mention: places[link.place] for link in record.links if link.place in places}
    for n, event in enumerate(record.events):
        place = linked.get(event.place) if event.place else None
        yield (
            n, event.id, event.type, event.mode, event.status, event.certainty, event.polarity,
            _event_day(record, event), place.id if place else None,
            place.country if place else None, published,
        )  # fmt: skip


def _party_rows(record: Record, entities: dict[str, Entity]) -> Iterator[Row]:
    """Each party once in each of its roles."""
    named = {mention.id: mention.entity for mention in record.mentions}
    for n, event in enumerate(record.events):
        day = _event_day(record, event)
        for role, mentions in (("actor", event.actors), ("recipient", event.recipients)):
            found = (_who(entities, named.get(m)) for m in mentions)
            for who in dict.fromkeys(w for w in found if w is not None):
                yield n, role, who, day


def _event_day(record: Record, event: EventMention) -> str | None:
    return next((_day(t.start) for t in record.times if t.id == event.time), None)


def who_is(entity: Entity) -> str:
    """What an entity is found under in every report: its row of the actor table, or its name."""
    return entity.actor or name_key(entity.name)


def _who(entities: dict[str, Entity], entity_id: str | None) -> str | None:
    entity = entities.get(entity_id) if entity_id else None
    return who_is(entity) if entity else None


def _day(moment: dt.datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None


def _plain(text: str | None) -> str | None:
    """Text that both engines take: PostgreSQL refuses the zero character."""
    return text.replace("\x00", "�") if text else text
