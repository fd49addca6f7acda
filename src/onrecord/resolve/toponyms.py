"""The names of a report that may be places, and how they share one sense."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Mention
from onrecord.resolve.candidates import Name
from onrecord.resolve.containment import SAID, find_containment
from onrecord.resolve.gazetteer import Gazetteer, Hit
from onrecord.resolve.gazetteer_file import DEMONYM
from onrecord.resolve.name_forms import is_generic
from onrecord.resolve.relative import split_part
from onrecord.syntax import Parse
from onrecord.text import name_key

PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
DATELINE_WEIGHT = 3.0
OUTLET_WEIGHT = 1.5

_CAPITALISED = re.compile(r"[A-Z][\w'’.]*(?:[ -](?:[A-Z][\w'’.]*|of|al|el|de))*")

_WORD_BEFORE = re.compile(r"(?<![\w-])[A-Z][\w'’]*\.? $")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name at a place of the text; `group` is the number of the sense it shares with others.

    `bearing` is set where the name itself tells a part ("South Los Angeles"). `phrase` names are
    those found inside a description, which is a mention of its own.
    """

    start: int
    end: int
    group: int
    mention: Mention
    part: bool = False
    bearing: str | None = None
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Toponyms:
    """All names of a report, the senses to be told, and which lies in which (with trust)."""

    all: tuple[Toponym, ...]
    names: tuple[Name, ...]
    within: tuple[tuple[int, int, float], ...]


def gather_toponyms(parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Toponyms:
    """Every mention that may name a place, grouped by name: one sense for each in a report.

    A name said to lie in two places ("Paris, Texas", "Paris, France") has a sense for each.
    """
    spots = [spot for mention in mentions for spot in _spots(parse, mention, mentions, gazetteer)]
    spots.sort(key=lambda spot: (spot.mention.name.start, spot.mention.name.end))
    plain = [spot.mention for spot in spots]
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
            Toponym(spot.start, spot.end, group, plain[i], spot.part, spot.bearing, spot.phrase)
        )
    weights = {group: float(count) for group, count in counts.items()}
    for toponym in found:
        if _kind_at(parse, toponym.start) == "dateline":
            weights[toponym.group] += DATELINE_WEIGHT
    keys = [key for key, _ in groups]
    names = [Name(key, hits[group], weights[group]) for group, key in enumerate(keys)]
    names += _outlet_names(parse.doc.outlet, gazetteer)
    within = sorted({(found[a].group, found[b].group, trust) for a, b, trust in said})
    return Toponyms(tuple(found), tuple(names), tuple(within))


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


def _at(spot: _Spot) -> tuple[int, int, str]:
    return spot.start, spot.end, "GPE" if spot.phrase else spot.mention.type


def _spots(
    parse: Parse, mention: Mention, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[_Spot]:
    start, end, text = mention.name.start, mention.name.end, mention.name.quote
    if mention.type == "NORP":
        hits = tuple(hit for hit in gazetteer.find(text) if hit.kind == DEMONYM)
        if hits:
            yield _Spot(start, end, name_key(text), hits, mention)
        return
    if mention.type not in PLACE_TYPES or mention.level == "PRO":
        return
    if mention.level == "NOM":
        yield from _inside(parse, mention, mentions, gazetteer)
        return
    if longer := _longer_name(parse, start, end, gazetteer):
        start, text = start - len(longer) + len(text), longer
    hits = gazetteer.find(text)
    part = None if any(hit.loose == 0 for hit in hits) else split_part(text)
    if part and (anchor := gazetteer.find(part[0])):
        yield _Spot(start, end, name_key(part[0]), anchor, mention, part=True, bearing=part[1])
        return
    yield _Spot(start, end, name_key(text), hits, mention)


def _longer_name(parse: Parse, start: int, end: int, gazetteer: Gazetteer) -> str | None:
    """The whole name where only its end was marked: "New Mexico" for "Mexico"."""
    found = _WORD_BEFORE.search(parse.doc.text, max(0, start - 20), start)
    if found is None or is_generic(found[0]):
        return None
    longer = parse.doc.text[found.start() : end]
    named = any(hit.loose == 0 and hit.kind != DEMONYM for hit in gazetteer.find(longer))
    return longer if named else None


def _inside(
    parse: Parse, mention: Mention, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[_Spot]:
    """The place names inside a description that are no mentions of their own."""
    first, last = mention.span.start, mention.span.end
    for other in mentions:
        if (
            other is not mention
            and other.level == "NAM"
            and first <= other.name.start
            and other.name.end <= last
        ):
            return
    for run in _CAPITALISED.finditer(parse.doc.text, first, last):
        for name, at in _pieces(run[0]):
            hits = gazetteer.find(name)
            if hits:
                start = run.start() + at
                yield _Spot(start, start + len(name), name_key(name), hits, mention, phrase=True)


def _pieces(run: str) -> Iterator[tuple[str, int]]:
    """The run itself, or the halves of "Lebanese-Israeli"."""
    halves = run.split("-")
    if len(halves) == 2 and all(half[:1].isupper() for half in halves):
        yield halves[0], 0
        yield halves[1], len(halves[0]) + 1
    else:
        yield run, 0


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
