"""Shapes on the globe: drawn in kilometres about a point, written as GeoJSON.

Drawing is done on the azimuthal equidistant projection about a point, on which distances from that
point are true; lines longer than `STRETCH_KM` are drawn in stretches, each about its own middle.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely import geometry as shp
from shapely.geometry.base import BaseGeometry

from onrecord.records import Geometry
from onrecord.resolve.gazetteer import EARTH_KM, great_circle_km
from onrecord.resolve.gazetteer_file import Array

STRETCH_KM = 400.0
STEP_DEGREES = 5
GRID = 0.001
"""Degrees to which coordinates are rounded, some 100 metres."""
KM_PER_DEGREE = math.radians(EARTH_KM)
FARTHEST = 89.0
"""Degrees of latitude; what reaches nearer to a pole is not drawn."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane about a point: kilometres to the east and to the north of it."""

    lat: float
    lon: float

    def project(self, shape: BaseGeometry) -> BaseGeometry:
        """Degrees (longitude, latitude) to kilometres."""
        return shapely.transform(shape, self._to_plane)

    def unproject(self, shape: BaseGeometry) -> BaseGeometry:
        """Kilometres to degrees; longitudes run on beyond 180."""
        return shapely.transform(shape, self._to_globe)

    def _to_plane(self, points: Array) -> Array:
        lat0, lat = math.radians(self.lat), np.radians(points[:, 1])
        dlon = np.radians(points[:, 0] - self.lon)
        cos_c = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(dlon)
        c = np.arccos(np.clip(cos_c, -1.0, 1.0))
        k = EARTH_KM * np.where(c < 1e-12, 1.0, c / np.maximum(np.sin(c), 1e-12))
        x = k * np.cos(lat) * np.sin(dlon)
        y = k * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(dlon))
        return np.column_stack([x, y])

    def _to_globe(self, points: Array) -> Array:
        x, y = points[:, 0], points[:, 1]
        rho = np.maximum(np.hypot(x, y), 1e-9)
        c, lat0 = rho / EARTH_KM, math.radians(self.lat)
        sin_lat = np.cos(c) * np.sin(lat0) + y * np.sin(c) * np.cos(lat0) / rho
        dlon = np.arctan2(
            x * np.sin(c), rho * np.cos(lat0) * np.cos(c) - y * np.sin(lat0) * np.sin(c)
        )
        lat = np.degrees(np.arcsin(np.clip(sin_lat, -1.0, 1.0)))
        return np.column_stack([self.lon + np.degrees(dlon), lat])


def ring(inner: float, outer: float) -> BaseGeometry:
    """What lies between two distances from the middle of the plane."""
    hole = [_arc(inner, 0, 360)] if inner > 0 else []
    return shp.Polygon(_arc(outer, 0, 360), hole)


def sector(inner: float, outer: float, bearing: float, half: float) -> BaseGeometry:
    """The part of a ring that lies within `half` degrees of a bearing (from north, clockwise)."""
    low, high = bearing - half, bearing + half
    inside = _arc(inner, low, high)[::-1] if inner > 0 else [(0.0, 0.0)]
    return shp.Polygon([*_arc(outer, low, high), *inside])


def _arc(km: float, low: float, high: float) -> list[tuple[float, float]]:
    steps = max(2, round((high - low) / STEP_DEGREES))
    angles = [math.radians(low + (high - low) * i / steps) for i in range(steps + 1)]
    return [(km * math.sin(a), km * math.cos(a)) for a in angles]


def band(lines: Iterable[Points], km: float) -> BaseGeometry:
    """What lies within a distance of lines of (longitude, latitude), in degrees."""
    return shapely.union_all([_drawn(stretch, km) for line in lines for stretch in _cut(line)])


def _drawn(stretch: Points, km: float) -> BaseGeometry:
    middle = stretch[len(stretch) // 2]
    plane = Plane(middle[1], middle[0])
    return fold(plane.unproject(plane.project(shp.LineString(stretch)).buffer(km, quad_segs=4)))


def _cut(line: Points) -> Iterator[Points]:
    """The line in stretches that are short enough to be drawn about their middle."""
    stretch, length = [line[0]], 0.0
    for (lon1, lat1), (lon2, lat2) in pairwise(line):
        step = great_circle_km(lat1, lon1, lat2, lon2)
        if length + step > STRETCH_KM and len(stretch) > 1:
            yield stretch
            stretch, length = [(lon1, lat1)], 0.0
        stretch.append((lon2, lat2))
        length += step
    if len(stretch) > 1:
        yield stretch


def fold(shape: BaseGeometry) -> BaseGeometry:
    """A shape in degrees cut at the antimeridian, all of it between −180 and 180."""
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    parts = []
    for turn in (-360, 0, 360):
        window = shp.box(-180 + turn, -90, 180 + turn, 90)
        part = shapely.make_valid(shape).intersection(window)
        parts.append(shapely.transform(part, lambda points, by=turn: points - [by, 0]))
    return shapely.union_all(parts)


def write_shape(shape: BaseGeometry, tolerance: float = 0.0) -> Geometry | None:
    """The areas of a shape in degrees; None where there are none, or one is near a pole.

    `tolerance` is how far, in degrees, its edges may be moved to make them simpler.
    """
    shape = fold(shape)
    if tolerance:
        shape = shape.simplify(tolerance)
    shape = shapely.set_precision(shapely.make_valid(shape), GRID)
    found: list[Any] = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    found += [
        q
        for p in shapely.get_parts(shape)
        if p.geom_type == "MultiPolygon"
        for q in shapely.get_parts(p)
    ]
    polygons = [shp.polygon.orient(polygon) for polygon in found if not polygon.is_empty]
    if not polygons or any(abs(y) > FARTHEST for p in polygons for y in p.bounds[1::2]):
        return None
    return Geometry(
        coordinates=tuple(
            tuple(_ring(r) for r in (polygon.exterior, *polygon.interiors)) for polygon in polygons
        )
    )


def _ring(line: Any) -> tuple[tuple[float, float], ...]:
    return tuple((round(x, 3) + 0.0, round(y, 3) + 0.0) for x, y in line.coords)
