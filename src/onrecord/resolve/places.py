"""Place names → places, with the whole report's help, or none with the reason.

What a name is linked to is what it names: "Moscow" in "Moscow has said" is linked to the city,
though the mention, a metonym, stands for the government that its entity carries; an adjective
("Iraqi troops") is linked to the country. A name that only helps to tell another place ("200 miles
from Kyiv", "eastern Syria") gets a relative link without a point; `named_place` gives its anchor.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Evidence, Geometry, Link, Mention, Place, Precision, Relation
from onrecord.resolve.bands import find_bands
from onrecord.resolve.choices import Choice, choose_places, precision_at
from onrecord.resolve.gazetteer import METHOD, Gazetteer
from onrecord.resolve.relative import Cue, read_after, read_before, read_between, read_phrase
from onrecord.resolve.toponyms import Toponym, gather_toponyms
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

NO_PRECISION: Precision = "none"
OF = "of"
"""The relation of an organisation, person or group to the place that its name holds."""


def link_places(
    parse: Parse, mentions: Sequence[Mention], *, gazetteer: Gazetteer
) -> tuple[tuple[Place, ...], tuple[Link, ...]]:
    """The places named, and a link for every mention that names one, in text order.

    Names (GPE, LOC, FAC) always get a link, NIL ones with the reason; adjectives and peoples (NORP)
    only if they mean a country or area; descriptions only if a place name stands in them. All
    mentions of a name share one sense unless the text says otherwise.
    """
    toponyms = gather_toponyms(parse, mentions, gazetteer)
    chosen = choose_places(toponyms, gazetteer)
    rows = dict.fromkeys(choice.row for choice in chosen if choice.row is not None)
    places = {row: gazetteer.place(row) for row in rows}
    linker = _Linker(parse, toponyms.all, chosen, places, gazetteer)
    links = tuple(linker.links())
    links += tuple(linker.band(*found) for found in find_bands(parse, mentions, links))
    used = {id_ for link in links for id_ in _place_ids(link)}
    return tuple(place for place in places.values() if place.id in used), links


def named_place(link: Link) -> str | None:
    """The id of the place that the mention's own name means, also where the link is relative.

    For comparison with gold data that mark the name alone: the "Kyiv" of "200 miles from Kyiv".
    """
    named = named_places(link)
    return named[0][1] if named else None


def named_places(link: Link) -> tuple[tuple[Evidence, str], ...]:
    """Each place name of the link with the id of the place it means: the anchors, or the place."""
    ids = link.relation.anchors if link.relation else filter(None, (link.place,))
    return tuple(zip(link.evidence, ids, strict=False))


def _place_ids(link: Link) -> tuple[str, ...]:
    anchors = link.relation.anchors if link.relation else ()
    return (*anchors, *((link.place,) if link.place else ()))


_LYING = frozenset({"be", "lie", "sit", "stand"})
"""Verbs by which a place is said to be somewhere."""


@dataclass(frozen=True, slots=True)
class _Linker:
    """Writes the links of one report, whose senses are chosen."""

    parse: Parse
    toponyms: Sequence[Toponym]
    chosen: Sequence[Choice]
    places: dict[int, Place]
    gazetteer: Gazetteer

    def links(self) -> Iterator[Link]:
        done: set[str] = set()
        for i, toponym in enumerate(self.toponyms):
            mention = toponym.mention
            if toponym.inner:
                if self.chosen[toponym.group].row is not None:
                    yield self._inner(toponym)
                continue
            if mention.id in done:
                continue
            done.add(mention.id)
            if mention.level == "NOM":
                span = mention.span
                cue = read_phrase(self.parse, span.start, span.end, toponym.start)
                yield self._relative(toponym, cue, self._inside(mention))
            elif found := self._relation(i):
                yield self._relative(toponym, *found)
            else:
                yield self._plain(toponym)

    def _inside(self, mention: Mention) -> list[Toponym]:
        """The names inside a description."""
        return [
            t for t in self.toponyms if mention.span.start <= t.start and t.end <= mention.span.end
        ]

    def _relation(self, i: int) -> tuple[Cue, list[Toponym]] | None:
        """The relation in which the name at `i` only tells another place, with all its anchors.

        None where a mention around it ("eastern Syria") is there to carry the relation.
        """
        toponym = self.toponyms[i]
        row = self.chosen[toponym.group].row
        if row is None or toponym.mention.type == "NORP":
            return None
        if toponym.part:
            return Cue("part", toponym.start, None, toponym.bearing), [toponym]
        for first in (i, i - 1):
            if self._joined(first):
                pair = self.toponyms[first : first + 2]
                between = Cue("between", pair[0].start, end=pair[1].end)
                return between, [toponym, *(other for other in pair if other is not toponym)]
        before = read_before(self.parse, toponym.start)
        cue = before or read_after(self.parse, toponym.start, toponym.end)
        if cue is None or self._carried(cue, i) or self._of_a_place(cue, i):
            return None
        if cue.kind == "part" and self.gazetteer.feature_at(row).startswith(("PPL", "STLMT")):
            return None
        return cue, [toponym]

    def _joined(self, first: int) -> bool:
        """Whether the name at `first` and the next stand in "the road between X and Y"."""
        if not 0 <= first < len(self.toponyms) - 1:
            return False
        left, right = self.toponyms[first], self.toponyms[first + 1]
        gap = self.parse.doc.text[left.end : right.start]
        return gap in {" and ", " and the "} and read_between(self.parse, left.start)

    def _carried(self, cue: Cue, i: int) -> bool:
        """Whether a longer mention at this place holds the words of the relation."""
        own = self.toponyms[i]
        return any(
            other.mention.span.start <= cue.start < own.mention.span.start
            and own.end <= other.mention.span.end
            for other in self.toponyms[max(0, i - 2) : i + 3]
            if other.mention.id != own.mention.id
        )

    def _of_a_place(self, cue: Cue, i: int) -> bool:
        """Whether the relation is said of a place with a name of its own.

        In "Sumy, which is 200 miles from Kyiv", Kyiv is just the city.
        """
        first, _ = self.parse.token_range(cue.start, cue.start + 1)
        for verb in self.parse.ancestors(first):
            subject = self.parse.child(verb.i, "nsubj")
            if verb.lemma not in _LYING or subject is None:
                continue
            told = subject
            if subject.tag == "WDT" and verb.dep == "relcl":
                told = self.parse.tokens[verb.head]
            spans = [t.mention.span for t in self.toponyms if t is not self.toponyms[i]]
            return any(span.start <= told.start < span.end for span in spans)
        return False

    def _plain(self, toponym: Toponym) -> Link:
        mention, choice = toponym.mention, self.chosen[toponym.group]
        place: Place | None = None
        reason, precision = choice.reason, NO_PRECISION
        if choice.row is not None:
            place = self.places[choice.row]
            precision = choice.precision or precision_at(self.gazetteer, choice.row)
            if mention.type == "NORP":
                reason = f"the people or adjective of {place.name}"
            if mention.metonym:
                reason += "; it stands here for its government"
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

    def _inner(self, toponym: Toponym) -> Link:
        """What a thing that is no place itself is named after or said to be of."""
        mention, choice = toponym.mention, self.chosen[toponym.group]
        place = self.places[choice.row or 0]
        name = quote(self.parse.doc.text, toponym.start, toponym.end)
        return Link(
            id=make_id("lnk", mention.id, place.id, OF, toponym.start),
            mention=mention.id,
            place=None,
            precision="relative",
            reason=f"of {place.name}, which its name or description holds; {choice.reason}",
            score=choice.score,
            relation=Relation(kind=OF, anchors=(place.id,)),
            candidates=choice.candidates,
            evidence=(name, mention.span),
            method=METHOD,
        )

    def band(self, mention: Mention, border: Link, width: float | None) -> Link:
        """What lies along a border, and how wide it is."""
        anchors = border.relation.anchors if border.relation else ()
        relation = Relation(
            kind="along",
            anchors=anchors,
            distance_km=(width, width) if width else None,
            bearing=border.relation.bearing if border.relation else None,
        )
        rows = tuple(row for id_ in anchors for row, p in self.places.items() if p.id == id_)
        names = border.evidence[: len(anchors)]
        end = max(name.end for name in border.evidence)
        phrase = quote(self.parse.doc.text, mention.span.start, end)
        return Link(
            id=make_id("lnk", mention.id, anchors, "along", phrase.start),
            mention=mention.id,
            place=None,
            precision="relative",
            reason=f"a band along a border; that is {border.reason}",
            relation=relation,
            geometry=self._draw(relation, rows),
            evidence=(*names, phrase),
            method=METHOD,
        )

    def _draw(self, relation: Relation, rows: tuple[int, ...]) -> Geometry | None:
        if not rows:
            return None
        # late: shapely takes its time, and most reports tell no place by another
        from onrecord.resolve.geometry import draw_relation, read_anchor  # noqa: PLC0415

        anchors = tuple(read_anchor(self.gazetteer, row) for row in rows)
        return draw_relation(relation, anchors)

    def _relative(self, toponym: Toponym, cue: Cue, anchors: Sequence[Toponym]) -> Link:
        mention, choice, text = toponym.mention, self.chosen[toponym.group], self.parse.doc.text
        told: dict[int, Evidence] = {}
        for anchor in anchors:
            row = self.chosen[anchor.group].row
            if row is not None:
                told.setdefault(row, quote(text, anchor.start, anchor.end))
        ids = tuple(self.places[row].id for row in told)
        start, end = min(cue.start, mention.span.start), max(cue.end, mention.span.end)
        phrase = quote(text, start, end)
        names = tuple(told.values()) or (mention.name,)
        relation = Relation(
            kind=cue.kind, anchors=ids, distance_km=cue.distance_km, bearing=cue.bearing
        )
        by = " and ".join(self.places[row].name for row in told)
        return Link(
            id=make_id("lnk", mention.id, ids, cue.kind, phrase.start),
            mention=mention.id,
            place=None,
            precision="relative" if ids else "none",
            reason=f"told by {by} ({cue.kind})" if ids else choice.reason,
            score=choice.score,
            relation=relation if ids else None,
            geometry=self._draw(relation, tuple(told)),
            candidates=choice.candidates,
            evidence=names if names == (phrase,) else (*names, phrase),
            method=METHOD,
        )
