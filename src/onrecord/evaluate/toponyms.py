"""The places task: gold toponyms placed given their spans, and found in the bare text."""

from collections.abc import Sequence

from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.gold import PlacesRow
from onrecord.evaluate.places import Point, Toponym, score_found, score_placed
from onrecord.evaluate.reports import Reader, given_mention, parse_report
from onrecord.records import Evidence, Mention, Place
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.places import link_places, named_places
from onrecord.syntax import Parse


def score_places(rows: Sequence[PlacesRow], reader: Reader) -> Metrics:
    """The figures of `score_placed` given the gold spans, and of `score_found` without them."""
    placed: list[tuple[Toponym, Toponym]] = []
    found = []
    for row in rows:
        parse = parse_report(reader, row.text)
        gold = _read_toponyms(row, reader.gazetteer)
        placed += zip(gold, _place_given(parse, gold, reader), strict=True)
        found.append((gold, _find(parse, reader)))
    return {**score_placed(placed), **score_found(found)}


def _read_toponyms(row: PlacesRow, gazetteer: Gazetteer) -> list[Toponym]:
    return [
        Toponym(
            toponym.start,
            toponym.end,
            None if toponym.lat is None or toponym.lon is None else Point(toponym.lat, toponym.lon),
            None if toponym.country is None else _country_code(toponym.country, gazetteer),
        )
        for toponym in row.toponyms
    ]


def _country_code(name: str, gazetteer: Gazetteer) -> str:
    """The alpha-3 code of a country that the gold names; the name where none is called so."""
    for hit in gazetteer.find(name):
        code = gazetteer.country_at(hit.row)
        if gazetteer.feature_at(hit.row).startswith("PCL") and code is not None:
            return code
    return name


def _place_given(parse: Parse, gold: Sequence[Toponym], reader: Reader) -> list[Toponym]:
    """Our reading of each gold toponym: its span is given, its type is ours to tell."""
    mentions = []
    for toponym in gold:
        kind = reader.gazetteer.type_of(parse.doc.text[toponym.start : toponym.end])
        mentions.append(given_mention(parse.doc, toponym.span, kind or "GPE"))
    ours = _placed_mentions(parse, mentions, reader)
    return [
        ours.get(mention.id, Toponym(toponym.start, toponym.end))
        for mention, toponym in zip(mentions, gold, strict=True)
    ]


def _find(parse: Parse, reader: Reader) -> list[Toponym]:
    """Every name of the bare text that is read as a place's, placed or not; no descriptions."""
    mentions, _ = reader.mentions(parse)
    places, links = link_places(parse, mentions, gazetteer=reader.gazetteer)
    place_of = {place.id: place for place in places}
    named = {mention.id for mention in mentions if mention.level == "NAM"}
    found: dict[tuple[int, int], Toponym] = {}
    for link in links:
        said: tuple[tuple[Evidence, str | None], ...] = named_places(link)
        if not said and link.mention in named:
            said = ((link.evidence[0], None),)
        for name, place in said:
            found.setdefault((name.start, name.end), _toponym(name, place, place_of))
    return sorted(found.values())


def _placed_mentions(
    parse: Parse, mentions: Sequence[Mention], reader: Reader
) -> dict[str, Toponym]:
    """What each name that was taken for a place's means, by id of its mention.

    A name that only tells another place ("200 miles from Kyiv") counts for what it names itself, as
    gold data mark it. The point is None where no place was chosen.
    """
    places, links = link_places(parse, mentions, gazetteer=reader.gazetteer)
    place_of = {place.id: place for place in places}
    name_of = {mention.id: mention.name for mention in mentions}
    ours = {}
    for link in links:
        said = named_places(link)
        name = name_of[link.mention]
        ours[link.mention] = _toponym(name, said[0][1] if said else None, place_of)
    return ours


def _toponym(name: Evidence, place_id: str | None, place_of: dict[str, Place]) -> Toponym:
    place = None if place_id is None else place_of[place_id]
    return Toponym(
        name.start,
        name.end,
        Point(place.lat, place.lon) if place else None,
        place.country if place else None,
    )
