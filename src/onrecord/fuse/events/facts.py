"""What fusing keeps of an event to know it again in another report: a function of one record."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.fuse.near import Words as ReportWords
from onrecord.fuse.stories import find_terms
from onrecord.fuse.stories.words import load_common_words, split_words
from onrecord.records import (
    Entity,
    EventMention,
    Link,
    Mention,
    Place,
    PloverType,
    Record,
    Status,
    Time,
)
from onrecord.text import name_key

COMMON = 2.0
"""The rarity below which a word tells nothing of who or what is meant."""
SITES = frozenset({"FAC", "LOC", "GPE"})
SCARCE = 5.0
"""The rarity from which a name tells one site from others."""
LONG = dt.timedelta(days=31)
"""A time longer than this dates no event."""
HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing", "denied", "unknown"})
"""What is told as a fact, or contested as one; the rest is to come, or was prevented."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event lies; degrees WGS84. `wide` is a region or a country, not a town or a site."""

    place: str
    lat: float
    lon: float
    wide: bool


@dataclass(frozen=True, slots=True)
class EventFact:
    """One event of one report.

    `head` is the stem of its trigger's main word and `trigger` those of all its words; `actors`
    and `recipients` are the stems of the words that name them, `actor_keys` and `recipient_keys`
    who that is, the same in every report. `words` and `names` are those of its sentence. `first`
    and `last` are its days, None where the report does not tell. `site` are the rarer names in who
    undergoes it and where: "Markale".
    """

    id: str
    doc: str
    published: dt.date | None
    start: int
    head: str
    trigger: Words
    type: PloverType | None
    happened: bool
    actors: Words = frozenset()
    recipients: Words = frozenset()
    actor_keys: Words = frozenset()
    recipient_keys: Words = frozenset()
    words: Words = frozenset()
    names: Words = frozenset()
    site: Words = frozenset()
    spot: Spot | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What fusing keeps of a report: its words by weight, and its events in text order."""

    words: ReportWords
    outlet: str | None
    events: tuple[EventFact, ...]

    @property
    def doc(self) -> str:
        return self.words.doc


def find_facts(record: Record) -> ReportFacts:
    """The events of a record as fusing sees them; those of captions are left out."""
    view = _View(record)
    return ReportFacts(
        words=words_of(record),
        outlet=record.document.outlet,
        events=tuple(view.fact(e) for e in record.events if view.is_told(e)),
    )


def words_of(record: Record) -> ReportWords:
    """The words of a report by weight; none for one without a date."""
    terms = find_terms(record)
    return ReportWords(
        doc=record.document.id,
        published=record.document.published,
        terms=dict(terms.terms) if terms is not None else {},
    )


class _View:
    """The tables of one record by id."""

    def __init__(self, record: Record) -> None:
        self.doc = record.document
        self.mentions: dict[str, Mention] = {m.id: m for m in record.mentions}
        self.entities: dict[str, Entity] = {e.id: e for e in record.entities}
        self.times: dict[str, Time] = {t.id: t for t in record.times}
        self.links: dict[str, Link] = {link.mention: link for link in record.links}
        self.places: dict[str, Place] = {p.id: p for p in record.places}
        self.captions = [p.span for p in record.passages if p.kind in {"caption", "credit"}]

    def is_told(self, event: EventMention) -> bool:
        at = event.trigger.start
        return not any(span.start <= at < span.end for span in self.captions)

    def fact(self, event: EventMention) -> EventFact:
        sentence = event.evidence[-1].quote
        words, names = sentence_words(sentence)
        trigger = frozenset(word for word, _ in split_words(event.trigger.quote))
        first, last = self._days(event.time)
        return EventFact(
            id=event.id,
            doc=self.doc.id,
            published=self.doc.published,
            start=event.trigger.start,
            head=_last(event.trigger.quote),
            trigger=trigger,
            type=event.type,
            happened=event.status in HAPPENED,
            actors=telling(self._phrases(event.actors)),
            recipients=telling(self._phrases(event.recipients)),
            actor_keys=frozenset(self._keys(event.actors)),
            recipient_keys=frozenset(self._keys(event.recipients)),
            words=words - trigger,
            names=names,
            site=self._site(event),
            spot=self._spot(event.place),
            first=first,
            last=last,
            sentence=sentence,
        )

    def _phrases(self, mentions: Iterable[str]) -> Iterator[str]:
        for each in mentions:
            mention = self.mentions[each]
            yield mention.span.quote
            entity = self.entities.get(mention.entity or "")
            if entity is not None:
                yield entity.name

    def _keys(self, mentions: Iterable[str]) -> Iterator[str]:
        for each in mentions:
            entity = self.entities.get(self.mentions[each].entity or "")
            if entity is None:
                continue
            if entity.actor is not None:
                yield entity.actor
            elif self.mentions[each].level == "NAM":
                yield f"{entity.type}:{name_key(entity.name)}"

    def _site(self, event: EventMention) -> Words:
        rarity = load_common_words().rarity
        places = (event.place,) if event.place is not None else ()
        named = (self.mentions[m] for m in (*event.recipients, *places))
        spans = (m.span.quote for m in named if m.type in SITES)
        found = (pair for span in spans for pair in split_words(f"- {span}"))
        return frozenset(word for word, name in found if name and rarity(word) >= SCARCE)

    def _spot(self, mention: str | None) -> Spot | None:
        link = self.links.get(mention or "")
        place = self.places.get(link.place or "") if link is not None else None
        if link is None or place is None:
            return None
        return Spot(place.id, place.lat, place.lon, link.precision not in {"exact", "town"})

    def _days(self, time: str | None) -> tuple[dt.date, dt.date] | tuple[None, None]:
        found = self.times.get(time or "")
        if found is None or found.start is None or found.end is None:
            return None, None
        if found.end - found.start > LONG:
            return None, None
        return found.start.date(), (found.end - dt.timedelta(microseconds=1)).date()


def sentence_words(sentence: str) -> tuple[Words, Words]:
    """The telling stems of a sentence, and those of them that look like parts of names."""
    found = list(split_words(sentence))
    rarity = load_common_words().rarity
    words = frozenset(word for word, _ in found if rarity(word) >= COMMON)
    return words, frozenset(word for word, named in found if named or word.isdigit())


def telling(phrases: Iterable[str]) -> Words:
    """The stems in some phrases but for the commonest."""
    rarity = load_common_words().rarity
    return frozenset(
        word for phrase in phrases for word, _ in split_words(phrase) if rarity(word) >= COMMON
    )


def _last(phrase: str) -> str:
    stems = [word for word, _ in split_words(phrase)]
    return stems[-1] if stems else phrase.casefold()
