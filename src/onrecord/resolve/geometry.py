"""Where a relative place can lie: an area of honest precision, never its anchor's point.

| relation | area |
|---|---|
| distance | a ring about the anchor from the least to the most distance; with a bearing, a sector |
| direction | a sector from the anchor's edge as far as such words are used |
| outside, near | a ring about the anchor from its edge |
| between | a corridor from one edge to the other; between two countries their border |
| border | a band on both sides of the border line |
| along | the same, as wide on either side as the words say, since they rarely tell the side |
| off | the sea within reach of the coast |
| part | the half, quarter or middle of the country's outline, or of the reach of a smaller place |

docs/places.md tells the widths and why they are so.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely import geometry as shp
from shapely.geometry.base import BaseGeometry

from onrecord.records import Geometry, Relation
from onrecord.resolve.borders import Line, load_borders
from onrecord.resolve.gazetteer import Gazetteer, great_circle_km
from onrecord.resolve.globe import (
    FARTHEST,
    KM_PER_DEGREE,
    Plane,
    band,
    ring,
    sector,
    write_shape,
)

BEARINGS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}
HALF_ANGLE = {1: 45.0, 2: 30.0}
"""Degrees on either side of "north" and of "north-east"."""
LEAST_RADIUS = 2.0
NEAR_KM, OUTSIDE_KM, DIRECTION_KM = 25.0, 15.0, 60.0
BORDER_KM = 10.0
OFF_KM = 100.0
CORRIDOR_SHARE, CORRIDOR_KM = 0.1, 5.0
FINENESS = 300
"""An outline is kept to this share of its breadth."""
LONGEST_EDGE_KM = 100.0
"""A straight cut through a large country is none on the map."""
LEAST_ISLAND = 0.0005
"""Islands smaller than this share of a country's area are left out of its parts."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that tells another; `radius_km` is how far it reaches from its point."""

    lat: float
    lon: float
    radius_km: float
    country: str | None
    is_country: bool
    is_area: bool


def read_anchor(gazetteer: Gazetteer, row: int) -> Anchor:
    """The place of a row as an anchor."""
    feature = gazetteer.feature_at(row)
    return Anchor(
        lat=float(gazetteer.lat[row]),
        lon=float(gazetteer.lon[row]),
        radius_km=max(LEAST_RADIUS, float(gazetteer.radius[row])),
        country=gazetteer.country_at(row),
        is_country=feature.startswith("PCL"),
        is_area=not feature.startswith("PPL"),
    )


@lru_cache(maxsize=512)
def draw_relation(relation: Relation, anchors: tuple[Anchor, ...]) -> Geometry | None:
    """The area in which a place so told can lie; None where the words do not tell one."""
    anchor = anchors[0]
    if relation.kind in {"border", "along"} or (
        relation.kind == "between" and all(a.is_country for a in anchors)
    ):
        return _draw_border(relation, anchors)
    if relation.kind == "between":
        return _draw_corridor(*anchors) if len(anchors) == 2 else None
    if relation.kind == "off":
        return _draw_sea(anchor)
    if relation.kind == "part":
        return _draw_part(anchor, relation.bearing)
    reach = _reach(relation, anchor)
    if reach is None or abs(anchor.lat) + reach[1] / KM_PER_DEGREE > FARTHEST:
        return None
    if relation.bearing is None:
        shape = ring(*reach)
    else:
        shape = sector(*reach, BEARINGS[relation.bearing], HALF_ANGLE[len(relation.bearing)])
    return write_shape(Plane(anchor.lat, anchor.lon).unproject(shape))


def _reach(relation: Relation, anchor: Anchor) -> tuple[float, float] | None:
    """The least and the most distance from the anchor's point."""
    radius = anchor.radius_km
    if relation.kind == "distance" and relation.distance_km is not None:
        low, high = relation.distance_km
        if not anchor.is_area:
            return low, high
        return max(low - radius, 0.5 * low), high + radius  # from some place in it
    if relation.kind == "direction" and relation.bearing is not None:
        return (
            (0.5 * radius, 1.5 * radius) if anchor.is_country else (radius, radius + DIRECTION_KM)
        )
    if relation.kind == "outside":
        return radius, radius + max(OUTSIDE_KM, 0.5 * radius)
    if relation.kind == "near":
        return 0.5 * radius, radius + max(NEAR_KM, 0.5 * radius)
    return None


def _draw_border(relation: Relation, anchors: Sequence[Anchor]) -> Geometry | None:
    countries = [anchor.country for anchor in anchors]
    if not all(countries) or len(anchors) > 2:
        return None
    lines = load_borders().between(str(countries[0]), countries[1] if len(countries) > 1 else None)
    for anchor in anchors:
        if not anchor.is_country:
            lines = _near_lines(lines, anchor)
        elif relation.bearing is not None:
            lines = _side_lines(lines, anchor, relation.bearing)
    if not lines:
        return None
    width = relation.distance_km[1] if relation.distance_km else BORDER_KM
    shape = band(lines, width)
    return write_shape(shape, max(0.1 * width / KM_PER_DEGREE, 0.3 * _tolerance(shape)))


def _near_lines(lines: Sequence[Line], anchor: Anchor) -> list[Line]:
    """The stretches that lie within an area that is no country, or close to it."""
    most = anchor.radius_km + BORDER_KM
    return _stretches(
        lines, lambda lon, lat: great_circle_km(anchor.lat, anchor.lon, lat, lon) < most
    )


def _side_lines(lines: Sequence[Line], anchor: Anchor, bearing: str) -> list[Line]:
    """The stretches on one side of a country, as seen from its middle in its own proportions."""
    wanted, half = BEARINGS[bearing], HALF_ANGLE[len(bearing)] + 10
    outline = _outline(anchor)
    if outline is None:
        return []
    plane = Plane(anchor.lat, anchor.lon)
    west, south, east, north = plane.project(outline).bounds

    def inside(lon: float, lat: float) -> bool:
        point = plane.project(shp.Point(lon, lat))
        x = point.x / max(1.0, east if point.x > 0 else -west)
        y = point.y / max(1.0, north if point.y > 0 else -south)
        off = (math.degrees(math.atan2(x, y)) - wanted + 180) % 360 - 180
        return abs(off) <= half

    return _stretches(lines, inside)


def _stretches(lines: Sequence[Line], inside: Callable[[float, float], bool]) -> list[Line]:
    """The runs of points for which `inside` holds."""
    found: list[Line] = []
    for line in lines:
        run: list[tuple[float, float]] = []
        for point in (*line, None):
            if point is not None and inside(*point):
                run.append(point)
                continue
            if len(run) > 1:
                found.append(tuple(run))
            run = []
    return found


def _draw_corridor(one: Anchor, other: Anchor) -> Geometry | None:
    distance = great_circle_km(one.lat, one.lon, other.lat, other.lon)
    if distance < 1.0 or distance > 5000.0:
        return None
    plane = Plane(one.lat, one.lon)
    x, y = plane.project(shp.Point(other.lon, other.lat)).coords[0]
    start = min(one.radius_km, 0.25 * distance) / distance
    end = 1.0 - min(other.radius_km, 0.25 * distance) / distance
    shares = [start + (end - start) * i / 20 for i in range(21)]
    line = shp.LineString([(x * share, y * share) for share in shares])
    wide = max(CORRIDOR_KM, CORRIDOR_SHARE * distance)
    return write_shape(plane.unproject(line.buffer(wide, cap_style="flat")))


def _draw_sea(anchor: Anchor) -> Geometry | None:
    """The sea off a coast: what lies near the anchor and in no country."""
    plane = Plane(anchor.lat, anchor.lon)
    outline = _outline(anchor)
    if anchor.is_country and outline is not None:
        near = plane.project(outline.simplify(0.05)).buffer(OFF_KM, quad_segs=4)
    else:
        near = ring(0.0, anchor.radius_km + OFF_KM)
    if abs(anchor.lat) + OFF_KM / KM_PER_DEGREE > FARTHEST:
        return None
    area = write_shape(plane.unproject(near))
    if area is None:
        return None
    shape = shapely.make_valid(shp.shape({"type": area.type, "coordinates": area.coordinates}))
    land = [
        shapely.make_valid(other)
        for other in load_borders().lands
        if shapely.intersects(shp.box(*other.bounds), shape)
    ]
    return write_shape(shape.difference(shapely.union_all(land)), tolerance=0.02)


def _draw_part(anchor: Anchor, bearing: str | None) -> Geometry | None:
    plane = Plane(anchor.lat, anchor.lon)
    outline = _outline(anchor)
    if outline is None:
        if abs(anchor.lat) + anchor.radius_km / KM_PER_DEGREE > FARTHEST:
            return None
        whole = ring(0.0, anchor.radius_km)
    else:
        whole = shapely.make_valid(plane.project(outline))
    if bearing is None:
        return None if outline is None else write_shape(outline, _tolerance(outline))
    cut = shapely.segmentize(whole.intersection(_half_plane(bearing)), LONGEST_EDGE_KM)
    tolerance = _tolerance(outline) if outline is not None else 0.0
    return write_shape(plane.unproject(cut), tolerance)


def _half_plane(bearing: str) -> BaseGeometry:
    """All that lies to the east of the middle; for "NE" all that lies north and east of it."""
    far = 2.0e4
    low_x, high_x = (0.0 if "E" in bearing else -far), (0.0 if "W" in bearing else far)
    low_y, high_y = (0.0 if "N" in bearing else -far), (0.0 if "S" in bearing else far)
    return shp.box(low_x, low_y, high_x, high_y)


def _outline(anchor: Anchor) -> BaseGeometry | None:
    """The outline of a country in degrees; None for other places and where there is none."""
    return _country(anchor.country) if anchor.is_country and anchor.country else None


@lru_cache(maxsize=256)
def _country(code: str) -> BaseGeometry | None:
    """The outline of a country as finely as it is drawn, without its least islands."""
    polygons = [shp.Polygon(p[0], p[1:]) for p in load_borders().outline(code)]
    if not polygons:
        return None
    least = LEAST_ISLAND * sum(polygon.area for polygon in polygons)
    whole = shp.MultiPolygon([polygon for polygon in polygons if polygon.area >= least])
    return shapely.make_valid(whole.simplify(0.5 * _tolerance(whole)))


def _tolerance(shape: BaseGeometry) -> float:
    """A share of the breadth of its broadest part; a whole may lie on both ends of the map."""
    bounds = shapely.bounds(shapely.get_parts(shape))
    return float((bounds[:, 2:] - bounds[:, :2]).max()) / FINENESS
