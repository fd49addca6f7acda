"""The names of a report that may be places, and how they share one sense."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Mention
from onrecord.resolve.candidates import Name
from onrecord.resolve.containment import SAID, find_containment
from onrecord.resolve.gazetteer import Gazetteer, Hit
from onrecord.resolve.gazetteer_file import DEMONYM
from onrecord.resolve.home import find_home, is_town_here
from onrecord.resolve.inner_names import InnerNames, plain_words
from onrecord.resolve.name_forms import is_generic
from onrecord.resolve.relative import split_part
from onrecord.syntax import Parse
from onrecord.text import name_key

PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
DATELINE_WEIGHT = 3.0
OUTLET_WEIGHT = 1.5

_WORD_BEFORE = re.compile(r"(?<![\w-])[A-Z][\w'’]*\.? $")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name at a place of the text; `group` is the number of the sense it shares with others.

    `bearing` is set where the name itself tells a part ("South Los Angeles"). `phrase` names are
    those found inside a description of a place, which is a mention of its own; `inner` names those
    inside what is no place ("the Goma Police Department").
    """

    start: int
    end: int
    group: int
    mention: Mention
    part: bool = False
    bearing: str | None = None
    phrase: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Toponyms:
    """All names of a report, the senses to be told, and which lies in which (with trust).

    `home` is what the report's words add to the places of each country.
    """

    all: tuple[Toponym, ...]
    names: tuple[Name, ...]
    within: tuple[tuple[int, int, float], ...]
    home: Mapping[str, float]


def gather_toponyms(parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Toponyms:
    """Every mention that may name a place, grouped by name: one sense for each in a report.

    A name said to lie in two places ("Paris, Texas", "Paris, France") has a sense for each.
    """
    spots = [spot for mention in mentions for spot in _spots(parse, mention, gazetteer)]
    spots += _inner_spots(parse, mentions, spots, gazetteer)
    spots.sort(key=lambda spot: (spot.start, spot.end, spot.mention.span.start))
    said = find_containment(parse.doc.text, [_at(spot) for spot in spots])
    suffix = _split_senses([spot.key for spot in spots], said)
    groups: dict[tuple[str, str], int] = {}
    found: list[Toponym] = []
    hits: list[tuple[Hit, ...]] = []
    counts: Counter[int] = Counter()
    for i, spot in enumerate(spots):
        group = groups.setdefault((spot.key, suffix.get(i, "")), len(groups))
        if group == len(hits):
            hits.append(spot.hits)
        counts[group] += 1
        found.append(
            Toponym(
                spot.start, spot.end, group, spot.mention,
                part=spot.part, bearing=spot.bearing, phrase=spot.phrase, inner=spot.inner,
            )
        )  # fmt: skip
    weights = {group: float(count) for group, count in counts.items()}
    for toponym in found:
        if _kind_at(parse, toponym.start) == "dateline":
            weights[toponym.group] += DATELINE_WEIGHT
    keys = [key for key, _ in groups]
    text = parse.doc.text
    towns = {t.group for t in found if is_town_here(text, t.start, t.end)}
    names = [Name(key, hits[n], weights[n], n in towns) for n, key in enumerate(keys)]
    names += _outlet_names(parse.doc.outlet, gazetteer)
    within = sorted({(found[a].group, found[b].group, trust) for a, b, trust in said})
    return Toponyms(tuple(found), tuple(names), tuple(within), find_home(parse.doc.text))


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    key: str
    hits: tuple[Hit, ...]
    mention: Mention
    part: bool = False
    bearing: str | None = None
    phrase: bool = False
    inner: bool = False


def _at(spot: _Spot) -> tuple[int, int, str]:
    if not spot.phrase and not spot.inner:
        return spot.start, spot.end, spot.mention.type
    people = bool(spot.hits) and all(hit.kind == DEMONYM for hit in spot.hits)
    return spot.start, spot.end, "NORP" if people else "GPE"


def _spots(parse: Parse, mention: Mention, gazetteer: Gazetteer) -> Iterator[_Spot]:
    start, end, text = mention.name.start, mention.name.end, mention.name.quote
    if mention.type == "NORP":
        hits = tuple(hit for hit in gazetteer.find(text) if hit.kind == DEMONYM)
        if hits:
            yield _Spot(start, end, name_key(text), hits, mention)
        return
    if mention.type not in PLACE_TYPES or mention.level == "PRO":
        return
    if mention.level == "NOM":
        return
    if longer := _longer_name(parse, start, end, gazetteer):
        start, text = start - len(longer) + len(text), longer
    common = mention.type == "FAC" and name_key(text) in plain_words()  # "the House"
    hits = () if common else gazetteer.find(text)
    part = None if any(hit.loose == 0 for hit in hits) else split_part(text)
    if part and (anchor := gazetteer.find(part[0])):
        yield _Spot(start, end, name_key(part[0]), anchor, mention, part=True, bearing=part[1])
        return
    yield _Spot(start, end, name_key(text), hits, mention)


def _inner_spots(
    parse: Parse, mentions: Sequence[Mention], spots: Sequence[_Spot], gazetteer: Gazetteer
) -> Iterator[_Spot]:
    """The place names inside titles, organisations, facilities and descriptions."""
    names = InnerNames(parse, mentions, gazetteer)
    taken = [(spot.start, spot.end) for spot in spots if spot.hits]
    taken += [(m.name.start, m.name.end) for m in mentions if m.type == "PER" and m.level == "NAM"]
    for mention in sorted(mentions, key=lambda m: (m.span.end - m.span.start, m.span.start)):
        for start, end, whole in _stretches(mention):
            for found in names.find(start, end, whole=whole):
                if all(found.end <= lo or hi <= found.start for lo, hi in taken):
                    taken.append((found.start, found.end))
                    place = mention.level == "NOM" and mention.type in PLACE_TYPES
                    yield _Spot(
                        found.start, found.end, name_key(found.name), found.hits, mention,
                        phrase=place, inner=not place,
                    )  # fmt: skip


def _stretches(mention: Mention) -> Iterator[tuple[int, int, bool]]:
    """Where in a mention names of places may stand, and whether one may fill the whole stretch."""
    if mention.level == "NOM":
        yield mention.span.start, mention.span.end, True
    elif mention.level == "NAM" and mention.type == "PER":
        yield mention.span.start, mention.name.start, True
    elif mention.level == "NAM" and mention.type in {"ORG", "FAC"}:
        yield mention.name.start, mention.name.end, False


def _longer_name(parse: Parse, start: int, end: int, gazetteer: Gazetteer) -> str | None:
    """The whole name where only its end was marked: "New Mexico" for "Mexico"."""
    found = _WORD_BEFORE.search(parse.doc.text, max(0, start - 20), start)
    if found is None or is_generic(found[0]):
        return None
    longer = parse.doc.text[found.start() : end]
    named = any(hit.loose == 0 and hit.kind != DEMONYM for hit in gazetteer.find(longer))
    return longer if named else None


def _split_senses(keys: Sequence[str], said: Sequence[tuple[int, int, float]]) -> dict[int, str]:
    """For names said to lie in more than one place: which of them each one is said to lie in."""
    outer: dict[str, set[str]] = {}
    for a, b, trust in said:
        if trust == SAID:
            outer.setdefault(keys[a], set()).add(keys[b])
    return {a: keys[b] for a, b, trust in said if trust == SAID and len(outer[keys[a]]) > 1}


def _kind_at(parse: Parse, offset: int) -> str:
    sent = parse.sentence_at(offset)
    return parse.kinds[sent] if sent is not None and parse.kinds else "body"


def _outlet_names(outlet: str | None, gazetteer: Gazetteer) -> list[Name]:
    """The place that a paper is named after ("Kyiv Independent"): a weak witness to where it is."""
    words = (outlet or "").split()
    for size in range(min(3, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            name = " ".join(words[at : at + size])
            hits = tuple(hit for hit in gazetteer.find(name) if not hit.loose)
            if hits:
                return [Name(name_key(name), hits, OUTLET_WEIGHT)]
    return []
