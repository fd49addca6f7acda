"""Events under PLOVER's field names (manual 0.7b1, chapter "JSON Data Fields"), with their status.

Beside PLOVER's own fields stand `status`, `certainty`, `polarity` and `holder`, without which
planned, denied and alleged events would count as happened, `confidence`, and `published` of the
report. `date` is the first day of the event's own time and null where the report gives it none: the
day of publication is never put in its place.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from onrecord.records import Casualties, Entity, EventMention, PartyCode, Place, Record, Time

QUADS = {"V-coop": 1, "M-coop": 2, "V-conf": 3, "M-conf": 4}
SIZES = {"killed": "dead", "injured": "injured", "missing": "missing", "captured": "arrested"}
"""Our name of a casualty figure → PLOVER's; "missing" is ours."""
CODEBOOK = "plover-2.0-draft"


def plover_events(record: Record) -> Iterator[dict[str, Any]]:
    """The events of a report, in its order."""
    entities = {entity.id: entity for entity in record.entities}
    mentions = {mention.id: mention for mention in record.mentions}
    times = {time.id: time for time in record.times}
    places = {place.id: place for place in record.places}
    located = {link.mention: places[link.place] for link in record.links if link.place in places}

    def actors(ids: tuple[str, ...], codes: tuple[PartyCode, ...]) -> list[dict[str, Any]]:
        coded = {code.mention: code for code in codes}
        found = [mentions[i] for i in ids if i in mentions]
        return [_actor(m.span.quote, entities.get(m.entity or ""), coded.get(m.id)) for m in found]

    for event in record.events:
        time = times.get(event.time or "")
        place = located.get(event.place or "")
        yield {
            "id": event.id,
            "has_event": True,
            **_dates(time),
            "source": actors(event.actors, event.actor_codes),
            "recipient": actors(event.recipients, event.recipient_codes),
            "event": [event.type],
            "event_loc": _location(place) if place else None,
            "event_text": [event.trigger.quote],
            **_scale(event.type),
            "mode": [event.mode] if event.mode else [],
            "context": list(event.contexts),
            "size_info": _sizes(event.casualties),
            "text_info": {"start": event.trigger.start, "end": event.trigger.end},
            "cite_info": _citation(record),
            "coder": event.method,
            "cameo": event.cameo,
            **_status(event),
            "published": record.document.published,
        }


def _status(event: EventMention) -> dict[str, Any]:
    return {
        "status": event.status,
        "certainty": event.certainty,
        "polarity": event.polarity,
        "holder": event.holder,
        "confidence": event.confidence,
    }


def _dates(time: Time | None) -> dict[str, Any]:
    """First and last day; `end` of a time is the moment after it."""
    if time is None or time.start is None:
        return {"date": None, "enddate": None}
    last = time.end and max(time.start, time.end - time.end.resolution)
    return {"date": time.start.date(), "enddate": last.date() if last else None}


def _actor(text: str, entity: Entity | None, code: PartyCode | None) -> dict[str, Any]:
    """A party with its code on the day of the event; the office is that of the report's day.

    Records of older versions have no codes of parties: then those of the report's day stand.
    """
    country, sector = (entity.country, entity.sector) if entity else (None, None)
    return {
        "code": code.code if code else country,
        "sector": code.sector if code else sector,
        "code_date": code.day if code else None,
        "actor_text": text,
        "identifier_id": entity.actor if entity else None,
        "identifier_text": entity.name if entity else None,
        "office": entity.role if entity else None,
    }


def _location(place: Place) -> dict[str, Any]:
    return {
        "geonameid": place.geonames_id,
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "feature code": place.feature,
        "cc3": place.country,
        "admin1": place.admin1,
    }


def _sizes(casualties: Casualties | None) -> dict[str, Any]:
    """How many were hurt, missing or taken: each figure with its bounds as the report gives them.

    Figures that are not the same count stand side by side in a list.
    """
    if casualties is None:
        return {}
    sizes: dict[str, Any] = {}
    for role, name in SIZES.items():
        told = [
            {"low": f.low, "high": f.high, "approximate": f.approximate}
            for f in getattr(casualties, role)
        ]
        if told:
            sizes[name] = told[0] if len(told) == 1 else told
    return sizes


def _citation(record: Record) -> dict[str, Any]:
    doc = record.document
    return {
        "citation": doc.id,
        "url": doc.url,
        "title": doc.title,
        "language": doc.language,
        "publication": doc.outlet,
        "codebook": CODEBOOK,
    }


def _scale(type_: str) -> dict[str, Any]:
    row = _types()[type_]
    return {"quad_code": QUADS[row["quad"]], "event_scale": row.get("scale")}


@cache
def _types() -> dict[str, Any]:
    file = resources.files("onrecord").joinpath("data/plover.toml")
    return tomllib.loads(file.read_text("utf-8"))
