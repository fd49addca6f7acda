"""What a story is: its title, span, who acts in it and where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.records import (
    Citation,
    Entity,
    Evidence,
    Mention,
    Place,
    Record,
    Story,
    StoryName,
    StoryTerms,
)
from onrecord.text import make_id, name_key

METHOD = "rules:stories/1"
NAMES = 8
"""The most actors, and the most places, that a story keeps."""
WORDS = 8
FEWEST_SHARE = 0.5
"""The share of the reports that a shared word stands in."""


class _Named(NamedTuple):
    """One name in one report."""

    key: tuple[str, str]
    name: StoryName
    times: int


def describe_story(
    records: Sequence[Record],
    terms: Sequence[StoryTerms],
    *,
    copies: Mapping[str, str] | None = None,
) -> Story:
    """The story that these reports are.

    Args:
        records: its reports, in order of publication; one or more, all dated.
        terms: what each is about, in the same order.
        copies: for a report that is in a group of duplicates, the group: it counts once.
    """
    copies = copies or {}
    title, cited = _title(records[_most_like_others(terms)])
    dates = [each.published for each in terms]
    return Story(
        id=make_id("sto", records[0].document.id),
        title=title,
        documents=tuple(record.document.id for record in records),
        start=min(dates),
        end=max(dates),
        actors=_leading([named for r in records for named in _actors(r)], copies),
        places=_leading([named for r in records for named in _places(r)], copies),
        words=_shared_words(terms),
        evidence=(cited,),
        method=METHOD,
    )


def _most_like_others(terms: Sequence[StoryTerms]) -> int:
    """The number of the report whose words the others share most; the first of several."""
    total: dict[str, int] = {}
    for each in terms:
        for word, weight in each.terms:
            total[word] = total.get(word, 0) + weight

    def likeness(n: int) -> int:
        return sum(weight * (total[word] - weight) for word, weight in terms[n].terms)

    return max(range(len(terms)), key=lambda n: (likeness(n), -n))


def _title(record: Record) -> tuple[str, Citation]:
    """The title of a report and where it stands: its headline, else its first sentence."""
    doc = record.document
    headlines = [p.span for p in record.passages if p.kind == "headline"]
    body = {p.id: p.span for p in record.passages if p.kind == "body"}
    sentences = [s.span for s in record.sentences if s.passage in body]
    spans = headlines or sentences or list(body.values()) or [p.span for p in record.passages]
    cited = _cite(doc.id, spans[0])
    return doc.title or cited.quote, cited


def _actors(record: Record) -> Iterator[_Named]:
    """Who speaks, acts or is acted on in a report, by entity."""
    mentions = {mention.id: mention for mention in record.mentions}
    acting: dict[str, int] = {}
    for statement in record.statements:
        if statement.speaker is not None:
            acting[statement.speaker] = acting.get(statement.speaker, 0) + 1
    for event in record.events:
        for party in (*event.actors, *event.recipients):
            entity = mentions[party].entity if party in mentions else None
            if entity is not None:
                acting[entity] = acting.get(entity, 0) + 1
    names: dict[str, Mention] = {}
    for mention in record.mentions:
        if mention.entity is not None and mention.level == "NAM":
            names.setdefault(mention.entity, mention)
    for found in record.entities:
        if found.id in acting and found.id in names:
            yield _named_actor(record.document.id, found, names[found.id], acting[found.id])


def _named_actor(doc: str, entity: Entity, mention: Mention, times: int) -> _Named:
    key = ("actor", entity.actor) if entity.actor else (entity.type, name_key(entity.name))
    name = StoryName(
        name=entity.name,
        type=entity.type,
        actor=entity.actor,
        evidence=(_cite(doc, mention.span),),
    )
    return _Named(key, name, times)


def _places(record: Record) -> Iterator[_Named]:
    """Where a report says that it is: the places of its links, countries left out."""
    places = {place.id: place for place in record.places}
    mentions = {mention.id: mention for mention in record.mentions}
    times: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for link in record.links:
        place = places.get(link.place or "")
        if place is None or place.feature.startswith("PCL") or link.mention not in mentions:
            continue
        times[place.id] = times.get(place.id, 0) + 1
        first.setdefault(place.id, mentions[link.mention])
    for found, mention in first.items():
        yield _named_place(record.document.id, places[found], mention, times[found])


def _named_place(doc: str, place: Place, mention: Mention, times: int) -> _Named:
    name = StoryName(
        name=place.name, type=mention.type, place=place.id, evidence=(_cite(doc, mention.span),)
    )
    key = str(place.geonames_id) if place.geonames_id is not None else place.id
    return _Named(("place", key), name, times)


def _leading(found: Sequence[_Named], copies: Mapping[str, str]) -> tuple[StoryName, ...]:
    """Those that most reports name, then those named most often; one entry for each."""
    by_key: dict[tuple[str, str], list[_Named]] = {}
    for named in found:
        by_key.setdefault(named.key, []).append(named)

    def weight(key: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
        docs = {copies.get(doc, doc) for each in by_key[key] for doc in _docs(each)}
        return -len(docs), -sum(each.times for each in by_key[key]), key

    leading = sorted(by_key, key=weight)[:NAMES]
    return tuple(_merged([each.name for each in by_key[key]]) for key in leading)


def _docs(named: _Named) -> Iterator[str]:
    return (citation.doc for citation in named.name.evidence)


def _merged(names: Sequence[StoryName]) -> StoryName:
    """One name out of those of several reports: the first report's, with the evidence of all."""
    first = names[0]
    return StoryName(
        name=first.name,
        type=first.type,
        actor=first.actor,
        place=first.place,
        evidence=tuple(citation for name in names for citation in name.evidence),
    )


def _shared_words(terms: Sequence[StoryTerms]) -> tuple[str, ...]:
    """The heaviest words of most of the reports."""
    total: dict[str, int] = {}
    holding: dict[str, int] = {}
    for each in terms:
        for word, weight in each.terms:
            total[word] = total.get(word, 0) + weight
            holding[word] = holding.get(word, 0) + 1
    shared = [word for word in total if holding[word] >= FEWEST_SHARE * len(terms)]
    return tuple(sorted(shared, key=lambda word: (-total[word], word))[:WORDS])


def _cite(doc: str, evidence: Evidence) -> Citation:
    return Citation(doc=doc, start=evidence.start, end=evidence.end, quote=evidence.quote)
