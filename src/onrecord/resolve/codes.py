"""Who takes part in an event, in PLOVER's codes on the day of the event: "YEM REB", "IGO UNO".

The day is the event's own, else that of the report; where an actor changed within the time of the
event, the sector stays empty. What no words tell stays empty too, with the reason.

- An actor of the table has the code of the office or standing of that day; a person whose office is
  over is ELI.
- A description has the sector of its words (`sectors`) and the country of its adjective, its owner
  or the place it is of ("a court in Kyiv"); for the sectors that stay at home, that of the event.
- A country, or a town that acts, is its government (GOV); not where it is only struck or entered.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from onrecord.records import Entity, EventMention, Link, Mention, PartyCode, Place, Time
from onrecord.resolve.actors import Actor, ActorTable
from onrecord.resolve.describing import Describer
from onrecord.resolve.offices import Code, code_of_actor, in_plover
from onrecord.resolve.sectors import is_former, sector_of_words
from onrecord.syntax import Parse
from onrecord.wordlists import load_countries

SHORT = dt.timedelta(days=31)
"""A longer time than this is looked at from both of its ends."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
ON_GROUND = frozenset({"ASSAULT", "MOBILIZE", "PROTEST", "RETREAT"})
"""Types of what is done to a place and not to its government."""
IN_TOWN = ON_GROUND | {"COERCE"}
"""What is done to a town; a country that is coerced is coerced as a state."""
ABROAD = frozenset({"CONSULT"})
"""Types of events to which people travel."""
LOCAL = frozenset({"COP", "JUD", "CVL", "EDU", "MED", "AGR", "LAB", "OPP"})
"""Sectors that are of the country where the event is."""
HOME = frozenset({"COP", "JUD", "LEG", "GOV", "OPP", "PTY"})
"""Sectors that are of the only country that the report names."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is concluded about a report so far."""

    mentions: Sequence[Mention]
    entities: Sequence[Entity]
    places: Sequence[Place]
    links: Sequence[Link]


def code_events(
    parse: Parse,
    known: Known,
    times: Sequence[Time],
    events: Sequence[EventMention],
    *,
    actors: ActorTable,
) -> tuple[EventMention, ...]:
    """The events, each with the codes of its actors and recipients in their order."""
    coder = Coder(parse, known, actors)
    by_id = {time.id: time for time in times}
    return tuple(coder.code_event(event, by_id.get(event.time or "")) for event in events)


class Coder:
    """Codes the parties of one report."""

    def __init__(self, parse: Parse, known: Known, actors: ActorTable) -> None:
        self.parse = parse
        self.actors = actors
        self.mentions = {m.id: m for m in known.mentions}
        self.entities = {e.id: e for e in known.entities}
        places = {p.id: p for p in known.places}
        self.placed = {k.mention: places[k.place] for k in known.links if k.place in places}
        self.of_entity: dict[str, list[Mention]] = {}
        for mention in known.mentions:
            if mention.entity is not None and mention.level != "PRO":
                self.of_entity.setdefault(mention.entity, []).append(mention)
        self.describer = Describer(parse, known.mentions, actors, self._country_of)
        self.only = self._only_country()
        self._codes: dict[tuple[str, dt.date | None], Code] = {}
        self._told: dict[tuple[str, dt.date | None], Code] = {}
        self._titled: dict[str, Code] = {}

    def code_event(self, event: EventMention, time: Time | None) -> EventMention:
        days = self._days(time)
        return msgspec.structs.replace(
            event,
            actor_codes=self._party(event, event.actors, days, acts=True),
            recipient_codes=self._party(event, event.recipients, days, acts=False),
        )

    def _party(
        self, event: EventMention, ids: Iterable[str], days: Sequence[dt.date | None], *, acts: bool
    ) -> tuple[PartyCode, ...]:
        found = []
        for mention in (self.mentions[i] for i in ids if i in self.mentions):
            codes = [self._in_event(mention, event, day, acts=acts) for day in days]
            code = codes[0]
            if any((c.country, c.sector) != (code.country, code.sector) for c in codes):
                country = code.country if len({c.country for c in codes}) == 1 else ""
                code = Code(country, "", f"changed between {days[0]} and {days[-1]}")
            found.append(
                PartyCode(
                    mention=mention.id, code=code.country or None, sector=code.sector or None,
                    day=days[0] if len(days) == 1 else None, reason=code.reason,
                )
            )  # fmt: skip
        return tuple(found)

    def _days(self, time: Time | None) -> tuple[dt.date | None, ...]:
        """The day of an event; first and last of a long time; else that of the report."""
        if time is None or time.start is None:
            return (self.parse.doc.published,)
        start = time.start.date()
        if time.end is None or time.end - time.start <= SHORT:
            return (start,)
        return (start, (time.end - dt.timedelta(days=1)).date())

    # ------------------------------------------------------------ in an event

    def _in_event(
        self, mention: Mention, event: EventMention, day: dt.date | None, *, acts: bool
    ) -> Code:
        code = in_plover(self.code_of(mention, day))
        kind = self._kind(mention)
        if kind == "GPE" and not code.sector:
            return self._as_government(code, mention, event, acts=acts)
        if event.type == "PROTEST" and code.sector == "REB" and mention.level == "NOM":
            code = replace(code, sector="OPP", reason=f"{code.reason}; who protests is not armed")
        if code.country or not code.sector:
            return code
        return self._at_home(code, event)

    def _as_government(
        self, code: Code, mention: Mention, event: EventMention, *, acts: bool
    ) -> Code:
        """A country or town that acts is its government; struck or entered, it is a place."""
        entity = self.entities.get(mention.entity or "")
        state = entity is not None and entity.name in load_countries().name_of.values()
        if not code.country or (not acts and event.type in (ON_GROUND if state else IN_TOWN)):
            return code
        return replace(code, sector="GOV", reason=f"{code.reason}; for its government")

    def _at_home(self, code: Code, event: EventMention) -> Code:
        """The country of the event, or the only one of the report, for who is of it."""
        place = self.placed.get(event.place or "")
        local = code.sector in LOCAL and event.type not in ABROAD
        if place is not None and place.country and local:
            return replace(
                code,
                country=place.country,
                reason=f"{code.reason}; where it happened: {place.name}",
            )
        if self.only and code.sector in HOME and event.type not in ABROAD:
            return replace(
                code, country=self.only, reason=f"{code.reason}; the only country of the report"
            )
        return code

    def _only_country(self) -> str:
        """The country of a report that names no other; "" where it names several or none."""
        found = {e.country for e in self.entities.values() if e.country}
        found |= {p.country for p in self.placed.values() if p.country}
        return next(iter(found)) if len(found) == 1 else ""

    def _kind(self, mention: Mention) -> str:
        """A country's adjective stands for it ("the Russian invasion"), its people do not."""
        entity = self.entities.get(mention.entity or "")
        lent = mention.level == "PRO" or mention.type == "NORP"
        return entity.type if lent and entity is not None else mention.type

    # ------------------------------------------------------------ by itself

    def code_of(self, mention: Mention, day: dt.date | None) -> Code:
        """The code of a mention whatever it takes part in."""
        key = (mention.id, day)
        if key not in self._codes:
            self._codes[key] = self._read(mention, day)
        return self._codes[key]

    def _read(self, mention: Mention, day: dt.date | None) -> Code:
        own, is_open = self._alone(mention, day)
        return self._filled(own, mention, day) if is_open else own

    def _alone(self, mention: Mention, day: dt.date | None) -> tuple[Code, bool]:
        """What a mention tells of itself, and whether the others of its entity may add to it."""
        entity = self.entities.get(mention.entity or "")
        actor = self.actors.of_id(entity.actor) if entity is not None and entity.actor else None
        if actor is not None:
            return self._listed(actor, mention, day), False
        noun = self.describer.noun_over(mention, day)
        if noun is not None and noun.sector:
            return replace(noun, country=noun.country or self._country_of(mention)), False
        if mention.type in PLACES and mention.level == "NAM":
            return self._named_place(mention), False
        if mention.level == "NOM":
            return self.describer.describe(mention, day), True
        if mention.level == "NAM" and entity is not None:
            return self._named(mention, entity), True
        return Code(), True

    def _listed(self, actor: Actor, mention: Mention, day: dt.date | None) -> Code:
        """What the table says; where it says nothing of the day, the title in the report."""
        code = code_of_actor(actor, day)
        owner = self.describer.owner(mention) if actor.type == "ORG" else ""
        if owner and code.country and owner != code.country:
            return replace(code, country=owner, reason=f"{code.reason}, that of {owner}")
        if day is None or actor.type != "PER" or actor.tenure_on(day) is not None:
            return code
        titled = self._title_of(mention.entity or "")
        return replace(titled, country=code.country) if titled.sector else code

    def _title_of(self, entity: str) -> Code:
        """The first title that the report gives the names of an entity; nothing without one."""
        if entity not in self._titled:
            names = (m for m in self.of_entity.get(entity, ()) if m.level == "NAM")
            titles = (self.describer.around_name(name) for name in names)
            held = (title for title in titles if title.sector and title.sector != "ELI")
            self._titled[entity] = next(held, Code())
        return self._titled[entity]

    def _filled(self, own: Code, mention: Mention, day: dt.date | None) -> Code:
        """What a mention leaves open, from the others of its entity."""
        if mention.entity is not None and not (own.country and own.sector):
            key = (mention.entity, day)
            if key not in self._told:
                self._told[key] = self._of_all(*key)
            own = _completed(own, self._told[key])
        return own if own.reason else replace(own, reason="nothing told of who it is")

    def _of_all(self, entity: str, day: dt.date | None) -> Code:
        """What the mentions of an entity tell together, the first that says it before the others.

        Each is asked alone: asked for what the others add, a name of hundreds of mentions would ask
        deeper than Python can.
        """
        told = Code()
        for mention in self.of_entity.get(entity, ()):
            if told.country and told.sector:
                break
            told = _completed(told, self._alone(mention, day)[0])
        return told

    def _named(self, mention: Mention, entity: Entity) -> Code:
        """A name that is in no table: what stands around it, and its own last word."""
        found = self.describer.around_name(mention)
        country = found.country or entity.country or ""
        sector = found.sector or entity.sector or ""
        title = (mention.title or "").split()
        if mention.type == "PER" and sector and sector != "ELI" and is_former(title):
            sector = "ELI"
        return Code(country, sector, found.reason or f"as the report tells it: {entity.reason}")

    def _named_place(self, mention: Mention) -> Code:
        country = self._country_of(mention)
        sector = sector_of_words(mention.name.quote) if mention.type == "FAC" else ""
        reason = f"in {country}" if country else "a place that is not resolved"
        return Code(country, sector, reason)

    def _country_of(self, mention: Mention) -> str:
        """The country of a place name or people; where it lies, if it is no government."""
        entity = self.entities.get(mention.entity or "")
        place = self.placed.get(mention.id)
        stated = (entity.country or "") if entity is not None else ""
        if mention.metonym and stated:
            return stated
        if place is not None and place.country:
            return place.country
        return stated


def _completed(own: Code, other: Code) -> Code:
    """A code, and what it leaves open from another."""
    return Code(
        own.country or other.country, own.sector or other.sector, own.reason or other.reason
    )
