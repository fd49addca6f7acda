"""Stated distances between two known places, held against the straight line between them.

The rule: a stated distance is a gross mismatch if it is under 0.75 of the shortest straight line
that the two places' extents allow, or over 1.8 times the longest (roads wind), and off by 25 km or
more. Extents are guessed from the kind of place, so that "the Sumy region, 200 miles from Kyiv" may
mean any of its parts. Countries and larger are not compared.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.records import Evidence, Link, Note, Place, Quantity
from onrecord.resolve.gazetteer import great_circle_km
from onrecord.resolve.places import OF, named_places
from onrecord.syntax import Parse
from onrecord.text import make_id

METHOD = "rules:distances/1"
TOO_SHORT, TOO_LONG, LEAST_KM = 0.75, 1.8, 25.0
KM_PER_UNIT = {"mile": 1.609344, "kilometre": 1.0, "nautical mile": 1.852}
EXTENT_KM = {"ADM1": 150.0, "ADM2": 40.0, "RGN": 150.0, "MTS": 150.0, "STM": 300.0}
TOWN_KM = 15.0

_TO_ANCHOR = re.compile(
    r"\)?,? ?(?:away|distant|out|by road|as the crow flies)?(?: to the)?"
    r"(?: (?:north|south|east|west)[ -]?(?:east|west)?)?(?: (?:from|of|to))"
    r"(?: the)?(?: (?:capital|city|town|village|port|border)){0,2}(?: of)?,? ",
    re.IGNORECASE,
)
_FROM_SUBJECT = re.compile(
    r"(?:\W|\b(?:which|that|is|are|was|were|lies|lie|lay|sits|stands|located|situated|city|town|"
    r"village|region|province|some|about|around|roughly|approximately|nearly|almost|only|just|a|an|"
    r"the|mere|over|under|more|less|fewer|than|at|least|up|to|within|in|and|oblast|of)\b)*",
    re.IGNORECASE,
)


def check_distances(
    parse: Parse, quantities: Sequence[Quantity], links: Sequence[Link], places: Sequence[Place]
) -> tuple[Note, ...]:
    """A note on every distance stated between two known places that cannot be right."""
    place_of = {place.id: place for place in places}
    named = list(_named(links, place_of))
    notes = (_check(parse, quantity, named) for quantity in quantities)
    return tuple(note for note in notes if note is not None)


def _named(
    links: Sequence[Link], place_of: Mapping[str, Place]
) -> Iterator[tuple[Evidence, Place]]:
    for link in links:
        if link.relation is not None and link.relation.kind == OF:
            continue  # "the Kyiv police" are no place
        for name, id_ in named_places(link):
            if not place_of[id_].feature.startswith(("PCL", "CONT", "OCN", "SEA")):
                yield name, place_of[id_]


def _check(
    parse: Parse, quantity: Quantity, named: Sequence[tuple[Evidence, Place]]
) -> Note | None:
    scale = KM_PER_UNIT.get(quantity.unit or "")
    pair = _ends(parse, quantity, named) if scale else None
    if scale is None or pair is None:
        return None
    (said_a, a), (said_b, b) = pair
    straight = great_circle_km(a.lat, a.lon, b.lat, b.lon)
    reach = _extent(a) + _extent(b)
    low = quantity.low * scale if quantity.low is not None else None
    high = quantity.high * scale if quantity.high is not None else None
    shortest, longest = max(0.0, straight - reach), straight + reach
    too_short = high is not None and high < TOO_SHORT * shortest and shortest - high > LEAST_KM
    too_long = low is not None and low > TOO_LONG * longest and low - longest > LEAST_KM
    if not (too_short or too_long):
        return None
    stated = _round(high if too_short else low)
    return Note(
        id=make_id("not", quantity.id, a.id, b.id),
        kind="distance-mismatch",
        subject=quantity.id,
        message=(
            f"stated as {stated} km, but {a.name} and {b.name} lie {_round(straight)} km apart in "
            f"a straight line (between their points; {_round(reach)} km allowed for their extent)"
        ),
        evidence=(*quantity.evidence, said_a, said_b),
        method=METHOD,
    )


def _ends(
    parse: Parse, quantity: Quantity, named: Sequence[tuple[Evidence, Place]]
) -> tuple[tuple[Evidence, Place], tuple[Evidence, Place]] | None:
    """The two places between which the distance is stated: "A, which is N miles from B"."""
    text = parse.doc.text
    start, end = quantity.evidence[0].start, quantity.evidence[-1].end
    sent = parse.sentence_at(start)
    if sent is None:
        return None
    bounds = parse.sentences[sent].span
    after = [n for n in named if end <= n[0].start < bounds.end]
    before = [n for n in named if bounds.start <= n[0].start and n[0].end <= start]
    if not after or not before:
        return None
    anchor, subject = min(after, key=_start), max(before, key=_start)
    if not _TO_ANCHOR.fullmatch(text[end : anchor[0].start]):
        return None
    if not _FROM_SUBJECT.fullmatch(text[subject[0].end : start]) or subject[1] == anchor[1]:
        return None
    return subject, anchor


def _start(said: tuple[Evidence, Place]) -> int:
    return said[0].start


def _extent(place: Place) -> float:
    return EXTENT_KM.get(place.feature, TOWN_KM)


def _round(km: float | None) -> int:
    return round(km or 0.0)
