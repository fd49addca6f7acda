"""Outlines of countries and the borders between them, from data/gazetteer/borders.json.

The lines are drawn for a scale of 1:50,000,000: good to some 5 km. Whose view they take stands in
data/gazetteer/README.md.
"""

import json
from functools import cache, cached_property
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any

from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from onrecord.resolve.globe import fold

Line = tuple[tuple[float, float], ...]
"""(longitude, latitude) points."""


class Borders:
    """The arcs of which outlines are made; one that two countries share is their border."""

    def __init__(self, topology: dict[str, Any]) -> None:
        (sx, sy), (tx, ty) = topology["scale"], topology["translate"]
        self._arcs: list[Line] = []
        for arc in topology["arcs"]:
            xs = accumulate(point[0] for point in arc)
            ys = accumulate(point[1] for point in arc)
            line = [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]
            self._arcs.append(tuple(line))
        self._rings: dict[str, list[list[list[int]]]] = topology["countries"]
        self._owners: dict[int, set[str]] = {}
        for code, polygons in self._rings.items():
            for number in (n for polygon in polygons for ring in polygon for n in ring):
                self._owners.setdefault(_arc(number), set()).add(code)

    def outline(self, country: str) -> list[list[Line]]:
        """The polygons of a country (ISO alpha-3), outer ring first; [] for none.

        Longitudes run on beyond 180 where one crosses the antimeridian.
        """
        found = ([self._ring(ring) for ring in polygon] for polygon in self._rings.get(country, ()))
        return [[ring for ring in polygon if len(ring) > 3] for polygon in found if polygon[0][3:]]

    @cached_property
    def lands(self) -> tuple[BaseGeometry, ...]:
        """The polygons of all countries, holes left out."""
        return tuple(
            fold(Polygon(polygon[0]))
            for country in self._rings
            for polygon in self.outline(country)
        )

    def between(self, country: str, other: str | None = None) -> list[Line]:
        """The border lines of a country with another, or with all others."""
        wanted = (
            number
            for number, owners in sorted(self._owners.items())
            if country in owners and len(owners) > 1 and (other is None or other in owners)
        )
        return [self._arcs[number] for number in wanted]

    def neighbours(self, country: str) -> list[str]:
        """The countries that share a border with this one."""
        found = {code for owners in self._owners.values() if country in owners for code in owners}
        return sorted(found - {country})

    def _ring(self, numbers: list[int]) -> Line:
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = self._arcs[_arc(number)]
            points.extend((arc if number >= 0 else arc[::-1])[bool(points) :])
        return _unrolled(points)


def _unrolled(points: list[tuple[float, float]]) -> Line:
    """The ring with longitudes that run on beyond 180 where it crosses the antimeridian."""
    turn, found = 0.0, points[:1]
    for (before, _), (lon, lat) in pairwise(points):
        if abs(lon - before) > 180:
            turn += 360.0 if lon < before else -360.0
        found.append((lon + turn, lat))
    return tuple(found)


def _arc(number: int) -> int:
    return number if number >= 0 else ~number


@cache
def load_borders() -> Borders:
    """Read data/gazetteer/borders.json, at the first place told by a border or a coast."""
    path = resources.files("onrecord") / "data" / "gazetteer" / "borders.json"
    return Borders(json.loads(path.read_text(encoding="utf-8")))
