"""Toponyms: how near the place we give lies to the gold one, given the spans and without them.

Accuracy within 161 km (100 miles) and the median error after Gritta et al. 2020 and EUPEG.
"""

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from onrecord.evaluate.counts import Counts, Metrics, mean, median, ratio
from onrecord.evaluate.spans import Span, exact_counts, match_overlapping

EARTH_RADIUS_KM = 6371.0088
"""The mean radius (IUGG)."""
NEAR_KM = 161.0


class Point(NamedTuple):
    """Degrees WGS84, north and east positive."""

    lat: float
    lon: float


class Toponym(NamedTuple):
    """A place name and what it stands for; None where that is not known or not given.

    `country` may be a code or a name, but the same for gold and ours.
    """

    start: int
    end: int
    point: Point | None = None
    country: str | None = None

    @property
    def span(self) -> Span:
        return self.start, self.end


def haversine_km(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres on a sphere."""
    lat_1, lat_2 = radians(one.lat), radians(other.lat)
    half = (
        sin((lat_2 - lat_1) / 2) ** 2
        + cos(lat_1) * cos(lat_2) * sin(radians(other.lon - one.lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def score_placed(pairs: Iterable[tuple[Toponym, Toponym]]) -> Metrics:
    """`acc161`, `country_accuracy`, `median_km`, `answered`: gold toponyms and our reading of each.

    Gold without coordinates is left out of all but the country. `acc161` and `country_accuracy` are
    over all gold that has what they ask for, so that no answer is a wrong one; `answered` is the
    share with coordinates of ours, `median_km` the median distance of those and
    `acc161_answered` the accuracy among them.
    """
    all_pairs = list(pairs)
    distances = [
        haversine_km(gold.point, ours.point) if ours.point is not None else None
        for gold, ours in all_pairs
        if gold.point is not None
    ]
    answered = [km for km in distances if km is not None]
    near = sum(km <= NEAR_KM for km in answered)
    countries = [gold.country == ours.country for gold, ours in all_pairs if gold.country]
    return {
        "acc161": near / len(distances) if distances else None,
        "country_accuracy": mean([float(right) for right in countries]),
        "median_km": median(answered),
        "answered": len(answered) / len(distances) if distances else None,
        "acc161_answered": near / len(answered) if answered else None,
    }


def score_found(rows: Iterable[tuple[Sequence[Toponym], Sequence[Toponym]]]) -> Metrics:
    """`found_f1` and `e2e_acc161`: gold toponyms and those that we found in the bare text.

    Found: spans matched one to one where they overlap (`found_exact_f1`: where they are equal).
    End to end: of all gold with coordinates, the share that is found and placed within 161 km.
    """
    found, exact, near, placed = Counts(), Counts(), 0, 0
    for gold, predicted in rows:
        spans, our_spans = [g.span for g in gold], [p.span for p in predicted]
        pairs = match_overlapping(spans, our_spans)
        found += Counts(len(pairs), len(predicted), len(gold))
        exact += exact_counts(spans, our_spans)
        placed += sum(g.point is not None for g in gold)
        near += sum(_near(gold[a].point, predicted[b].point) for a, b in pairs)
    return {
        "found_f1": found.f1,
        "found_precision": found.precision,
        "found_recall": found.recall,
        "found_exact_f1": exact.f1,
        "e2e_acc161": ratio(near, placed) if placed else None,
    }


def _near(gold: Point | None, ours: Point | None) -> bool:
    return gold is not None and ours is not None and haversine_km(gold, ours) <= NEAR_KM
