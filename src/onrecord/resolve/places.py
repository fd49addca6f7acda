"""Place names → places, with the whole report's help, or none with the reason.

What a name is linked to is what it names: "Moscow" in "Moscow has said" is linked to the city,
though the mention, a metonym, stands for the government that its entity carries; an adjective
("Iraqi troops") is linked to the country. A name that only helps to tell another place ("200 miles
from Kyiv", "eastern Syria") gets a relative link without a point; `named_place` gives its anchor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.records import Candidate, Link, Mention, Place, Precision, Relation
from onrecord.resolve.candidates import Weighed, weigh
from onrecord.resolve.gazetteer import METHOD, Gazetteer
from onrecord.resolve.relative import Cue, read_before, read_between, read_phrase
from onrecord.resolve.toponyms import Toponym, Toponyms, gather_toponyms
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

SHOWN = 5
"""Candidates kept on a link."""

TOO_CLOSE = 0.8
"""A second place with this share of the first one's belief leaves the name open …"""

SAME_KM = 60.0
"""… unless the two lie as near as this to each other."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What one sense was resolved to: a row, or None with the reason."""

    row: int | None
    reason: str
    candidates: tuple[Candidate, ...] = ()
    score: float | None = None
    precision: Precision | None = None


def link_places(
    parse: Parse, mentions: Sequence[Mention], *, gazetteer: Gazetteer
) -> tuple[tuple[Place, ...], tuple[Link, ...]]:
    """The places named, and a link for every mention that names one, in text order.

    Names (GPE, LOC, FAC) always get a link, NIL ones with the reason; adjectives and peoples (NORP)
    only if they mean a country or area; descriptions only if a place name stands in them. All
    mentions of a name share one sense unless the text says otherwise.
    """
    toponyms = gather_toponyms(parse, mentions, gazetteer)
    weighed = weigh(toponyms.names, toponyms.within, gazetteer)
    chosen = _Chooser(toponyms, weighed, gazetteer).choose()
    places: dict[int, Place] = {}
    for choice in chosen:
        if choice.row is not None and choice.row not in places:
            places[choice.row] = gazetteer.place(choice.row)
    links = tuple(_links(parse, toponyms.all, chosen, places, gazetteer))
    used = {id_ for link in links for id_ in _place_ids(link)}
    return tuple(place for place in places.values() if place.id in used), links


def named_place(link: Link) -> str | None:
    """The id of the place that the mention's own name means, also where the link is relative.

    For comparison with gold data that mark the name alone: the "Kyiv" of "200 miles from Kyiv".
    """
    if link.relation is not None and link.relation.anchors:
        return link.relation.anchors[0]
    return link.place


def _place_ids(link: Link) -> tuple[str, ...]:
    anchors = link.relation.anchors if link.relation else ()
    return (*anchors, *((link.place,) if link.place else ()))


# ---------------------------------------------------------------- choosing


class _Chooser:
    """Chooses a place for each sense, and says why."""

    def __init__(
        self, toponyms: Toponyms, weighed: Sequence[Sequence[Weighed]], gazetteer: Gazetteer
    ) -> None:
        self.names = toponyms.names
        self.within = toponyms.within
        self.weighed = weighed
        self.gazetteer = gazetteer

    def choose(self) -> list[_Choice]:
        chosen = [self._choose(ranked) for ranked in self.weighed]
        for inner, outer, trust in self.within:
            holder = chosen[outer]
            if not self.names[inner].hits and holder.row is not None and trust == 1.0:
                name = self.gazetteer.name_at(holder.row)
                chosen[inner] = _Choice(
                    holder.row,
                    f"not in the gazetteer; the text puts it in {name}",
                    precision=_wider(self._precision(holder.row)),
                )
        return chosen

    def _choose(self, ranked: Sequence[Weighed]) -> _Choice:
        if not ranked:
            return _Choice(None, "not in the gazetteer")
        best, rivals = ranked[0], self._rivals(ranked)
        candidates = tuple(self._candidate(w) for w in ranked[:SHOWN])
        if rivals and rivals[0].share > TOO_CLOSE * best.share:
            said = "; ".join(self._describe(w.row) for w in (best, rivals[0]))
            return _Choice(
                None, f"{len(rivals) + 1} places: {said} — nothing here decides", candidates
            )
        if not rivals:
            reason = "the only place of this name in the gazetteer"
        elif best.prior >= max(rival.prior for rival in rivals):
            reason = f"the best known of {len(rivals) + 1} places of this name"
        else:
            reason = (
                f"{len(rivals) + 1} places of this name; this one fits the report's other places"
            )
        return _Choice(best.row, reason, candidates, round(best.share, 3))

    def _rivals(self, ranked: Sequence[Weighed]) -> list[Weighed]:
        """The candidates that lie elsewhere than the best one."""
        best = ranked[0].row
        return [w for w in ranked[1:] if self.gazetteer.distance_km(best, w.row) > SAME_KM]

    def _describe(self, row: int) -> str:
        place = self.gazetteer
        parts = (place.name_at(row), place.admin1_at(row), place.country_at(row))
        return ", ".join(dict.fromkeys(part for part in parts if part))

    def _candidate(self, weighed: Weighed) -> Candidate:
        row, place = weighed.row, self.gazetteer
        return Candidate(
            name=place.name_at(row),
            country=place.country_at(row),
            admin1=place.admin1_at(row),
            lat=round(float(place.lat[row]), 5),
            lon=round(float(place.lon[row]), 5),
            score=round(weighed.share, 3),
        )

    def _precision(self, row: int) -> Precision:
        return precision_at(self.gazetteer, row)


def precision_at(gazetteer: Gazetteer, row: int) -> Precision:
    """How near to the place's point a thing there must be.

    A country is "country"; its areas, and land and water that reach 60 km and more, are "admin1";
    settlements and smaller areas are "town"; sites and quarters are "exact".
    """
    feature, radius = gazetteer.feature_at(row), int(gazetteer.radius[row])
    if feature.startswith("PCL") or radius >= 600:
        return "country"
    if feature == "ADM1" or (radius >= 60 and not feature.startswith("PPL")):
        return "admin1"
    if feature.startswith(("PPL", "ADM", "STLMT")) and feature != "PPLX":
        return "town"
    return "exact" if radius <= 5 else "town"


def _wider(precision: Precision) -> Precision:
    """Of something known only to lie in a place of this precision."""
    return "town" if precision == "exact" else precision


# ---------------------------------------------------------------- links


def _links(
    parse: Parse,
    toponyms: Sequence[Toponym],
    chosen: Sequence[_Choice],
    places: dict[int, Place],
    gazetteer: Gazetteer,
) -> Iterable[Link]:
    done: set[str] = set()
    for i, toponym in enumerate(toponyms):
        mention = toponym.mention
        if mention.id in done:
            continue
        done.add(mention.id)
        choice = chosen[toponym.group]
        if mention.level == "NOM":
            inside = _names_inside(mention, toponyms)
            anchors = [chosen[t.group].row for t in inside]
            yield _relative_link(
                parse, mention, read_phrase(mention.span.quote), anchors, places, choice
            )
            continue
        cue, anchors = _relation(parse, toponyms, i, chosen, gazetteer)
        if cue is not None and choice.row is not None:
            yield _relative_link(parse, mention, cue, anchors, places, choice)
        else:
            yield _plain_link(mention, choice, places, gazetteer)


def _names_inside(mention: Mention, toponyms: Sequence[Toponym]) -> list[Toponym]:
    return [
        t
        for t in toponyms
        if mention.span.start <= t.start and t.end <= mention.span.end
    ]


def _relation(
    parse: Parse,
    toponyms: Sequence[Toponym],
    i: int,
    chosen: Sequence[_Choice],
    gazetteer: Gazetteer,
) -> tuple[Cue | None, list[int | None]]:
    """The relation in which the name at `i` only tells another place, with all its anchors."""
    toponym = toponyms[i]
    row = chosen[toponym.group].row
    if row is None or toponym.mention.type == "NORP":
        return None, []
    if toponym.part:
        return Cue("part", toponym.start, None, toponym.bearing), [row]
    for first in (i, i - 1):
        if 0 <= first < len(toponyms) - 1 and _joined(parse, toponyms, first):
            pair = [chosen[t.group].row for t in toponyms[first : first + 2]]
            return Cue("between", toponyms[first].start), [row, *(r for r in pair if r != row)]
    cue = read_before(parse, toponym.start)
    settlement = gazetteer.feature_at(row).startswith(("PPL", "STLMT"))
    if cue is None or (cue.kind == "part" and settlement):
        return None, []
    return cue, [row]


def _joined(parse: Parse, toponyms: Sequence[Toponym], first: int) -> bool:
    """Whether the names at `first` and after it stand in "the road between X and Y"."""
    gap = parse.doc.text[toponyms[first].end : toponyms[first + 1].start]
    return gap in {" and ", " and the "} and read_between(parse, toponyms[first].start)


def _plain_link(
    mention: Mention, choice: _Choice, places: dict[int, Place], gazetteer: Gazetteer
) -> Link:
    place = places[choice.row] if choice.row is not None else None
    reason = choice.reason
    if place is not None and mention.type == "NORP":
        reason = f"the people or adjective of {place.name}"
    if place is not None and mention.metonym:
        reason += "; it stands here for its government"
    precision: Precision = "none"
    if choice.row is not None:
        precision = choice.precision or precision_at(gazetteer, choice.row)
    return Link(
        id=make_id("lnk", mention.id, place.id if place else None, precision),
        mention=mention.id,
        place=place.id if place else None,
        precision=precision,
        reason=reason,
        score=choice.score,
        candidates=choice.candidates,
        evidence=(mention.name,),
        method=METHOD,
    )


def _relative_link(
    parse: Parse,
    mention: Mention,
    cue: Cue,
    anchors: Sequence[int | None],
    places: dict[int, Place],
    choice: _Choice,
) -> Link:
    rows = list(dict.fromkeys(row for row in anchors if row is not None))
    ids = tuple(places[row].id for row in rows)
    known = bool(ids)
    start = min(cue.start, mention.span.start) if mention.level == "NAM" else mention.span.start
    told = " and ".join(places[row].name for row in rows)
    relation = Relation(
        kind=cue.kind, anchors=ids, distance_km=cue.distance_km, bearing=cue.bearing
    )
    phrase = quote(parse.doc.text, start, mention.span.end)
    return Link(
        id=make_id("lnk", mention.id, ids, cue.kind, phrase.start),
        mention=mention.id,
        place=None,
        precision="relative" if known else "none",
        reason=f"told by {told} ({cue.kind})" if known else choice.reason,
        score=choice.score,
        relation=relation if known else None,
        candidates=choice.candidates,
        evidence=(mention.name,) if phrase == mention.name else (mention.name, phrase),
        method=METHOD,
    )
