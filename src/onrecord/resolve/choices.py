"""Which of its candidates a name means, and why, or that nothing decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Candidate, Precision
from onrecord.resolve.candidates import Weighed, weigh
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.toponyms import Toponyms

SHOWN = 5
"""Candidates kept on a link."""

TOO_CLOSE = 0.8
"""A second place with this share of the first one's belief leaves the name open …"""

SAME_KM = 60.0
"""… unless the two lie as near as this to each other."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one sense was resolved to: a row, or None with the reason."""

    row: int | None
    reason: str
    candidates: tuple[Candidate, ...] = ()
    score: float | None = None
    precision: Precision | None = None
    """Set where it is coarser than the place's own."""


def choose_places(toponyms: Toponyms, gazetteer: Gazetteer) -> list[Choice]:
    """A choice for each sense of the report's names."""
    weighed = weigh(toponyms.names, toponyms.within, gazetteer, toponyms.home)
    return _Chooser(toponyms, weighed, gazetteer).choose()


class _Chooser:
    """Chooses a place for each sense, and says why."""

    def __init__(
        self, toponyms: Toponyms, weighed: Sequence[Sequence[Weighed]], gazetteer: Gazetteer
    ) -> None:
        self.names = toponyms.names
        self.within = toponyms.within
        self.weighed = weighed
        self.gazetteer = gazetteer

    def choose(self) -> list[Choice]:
        chosen = [self._choose(ranked) for ranked in self.weighed]
        for inner, outer, trust in self.within:
            holder = chosen[outer]
            if not self.names[inner].hits and holder.row is not None and trust == 1.0:
                name = self.gazetteer.name_at(holder.row)
                chosen[inner] = Choice(
                    holder.row,
                    f"not in the gazetteer; the text puts it in {name}",
                    precision=_wider(precision_at(self.gazetteer, holder.row)),
                )
        return chosen

    def _choose(self, ranked: Sequence[Weighed]) -> Choice:
        if not ranked:
            return Choice(None, "not in the gazetteer")
        best, rivals = ranked[0], self._rivals(ranked)
        candidates = tuple(self._candidate(w) for w in ranked[:SHOWN])
        if rivals:
            return self._undecided(ranked, [best, *rivals], candidates)
        if len(ranked) == 1:
            reason = "the only place of this name in the gazetteer"
        elif best.prior > max(weighed.prior for weighed in ranked[1:]):
            reason = f"the best known of {len(ranked)} places of this name"
        else:
            reason = f"{len(ranked)} places of this name; this one fits the report's other places"
        return Choice(best.row, reason, candidates, round(best.share, 3))

    def _undecided(
        self,
        ranked: Sequence[Weighed],
        close: Sequence[Weighed],
        candidates: tuple[Candidate, ...],
    ) -> Choice:
        """What the likeliest places agree on, the area or the country; NIL if on nothing."""
        said = "; ".join(self._describe(weighed.row) for weighed in close[:2])
        reason = f"{len(ranked)} places: {said} — nothing here decides"
        place, rows = self.gazetteer, [weighed.row for weighed in close]
        areas, countries = (
            {int(column[row]) for row in rows} for column in (place.admin1, place.country)
        )
        holder: int | None = None
        if len(areas) == 1:
            holder = place.admin1_row(areas.pop())
        if holder is None and len(countries) == 1:
            holder = place.country_row(countries.pop())
        if holder is None:
            return Choice(None, reason, candidates)
        return Choice(holder, f"{reason}, but all lie in {place.name_at(holder)}", candidates)

    def _rivals(self, ranked: Sequence[Weighed]) -> list[Weighed]:
        """The candidates as likely as the best that lie elsewhere, not in it nor around it."""
        best, place = ranked[0].row, self.gazetteer
        return [
            w
            for w in ranked[1:SHOWN]
            if w.share > TOO_CLOSE * ranked[0].share
            and place.distance_km(best, w.row) > SAME_KM
            and not place.nested(best, w.row)
        ]

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


def precision_at(gazetteer: Gazetteer, row: int) -> Precision:
    """How near to the place's point a thing there must be.

    A country, and land and water that reach 600 km and more, are "country"; first-level areas, and
    what reaches 60 km, are "admin1"; settlements and smaller areas are "town"; sites and quarters
    are "exact".
    """
    feature, radius = gazetteer.feature_at(row), int(gazetteer.radius[row])
    if feature.startswith("PCL") or (radius >= 600 and feature != "ADM1"):
        return "country"
    if feature == "ADM1" or (radius >= 60 and not feature.startswith("PPL")):
        return "admin1"
    if feature.startswith(("PPL", "ADM", "STLMT")) and feature != "PPLX":
        return "town"
    return "exact" if radius <= 5 else "town"


def _wider(precision: Precision) -> Precision:
    """Of something known only to lie in a place of this precision."""
    return "town" if precision == "exact" else precision
