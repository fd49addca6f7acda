"""Polygons: centroid, a point inside, how far they reach, whether they hold a point."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

EARTH_KM = 6371.0088

Ring = Sequence[Sequence[float]]
Polygon = Sequence[Ring]


def polygons(geometry: dict) -> list[Polygon]:
    """The polygons of a GeoJSON Polygon or MultiPolygon, largest first."""
    found = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return sorted(found, key=lambda polygon: -area(polygon))


def label_point(shapes: Sequence[Polygon]) -> tuple[float, float]:
    """(lat, lon) of the largest polygon's centroid, or a point inside where that is not."""
    _, lon, lat = _area_centroid(shapes[0][0])
    if holds(shapes[:1], lat, lon):
        return lat, lon
    return _inside(shapes[0], lat)


def area(polygon: Polygon) -> float:
    """The area of its outer ring, in units that compare."""
    return abs(_area_centroid(polygon[0])[0])


def holds(shapes: Iterable[Polygon], lat: float, lon: float) -> bool:
    """Whether the point lies in one of the polygons and in none of its holes."""
    return any(
        _in_ring(polygon[0], lat, lon) and not any(_in_ring(hole, lat, lon) for hole in polygon[1:])
        for polygon in shapes
    )


def reach_km(shapes: Sequence[Polygon], lat: float, lon: float) -> float:
    """The distance from the point to the farthest vertex of the largest polygon."""
    return max(distance_km(lat, lon, y, x) for x, y in shapes[0][0])


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _area_centroid(ring: Ring) -> tuple[float, float, float]:
    """Area and centroid (lon, lat) on the cylindrical equal-area projection, so none is shrunk."""
    points = [(x, math.sin(math.radians(y))) for x, y in ring]
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if not area:
        return 0.0, ring[0][0], ring[0][1]
    lat = math.degrees(math.asin(max(-1.0, min(1.0, y / (3 * area)))))
    return area / 2, x / (3 * area), lat


def _in_ring(ring: Ring, lat: float, lon: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _inside(polygon: Polygon, lat: float) -> tuple[float, float]:
    """The middle of the widest stretch of the polygon on the parallel `lat`."""
    crossings = sorted(
        (x2 - x1) * (lat - y1) / (y2 - y1) + x1
        for ring in polygon
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > lat) != (y2 > lat)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return polygon[0][0][1], polygon[0][0][0]
    west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return lat, (west + east) / 2
