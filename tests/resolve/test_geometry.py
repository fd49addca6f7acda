"""The shapes of relative places: valid GeoJSON, true distances, and where they lie."""

import math
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape
from shapely.geometry.polygon import LinearRing

from onrecord.records import Geometry, Relation
from onrecord.resolve.borders import load_borders
from onrecord.resolve.gazetteer import great_circle_km, open_gazetteer
from onrecord.resolve.geometry import BORDER_KM, Anchor, draw_relation, read_anchor
from tests.conftest import ParseText
from tests.resolve.test_places import link

TOWN = {"country": None, "is_country": False, "is_area": False}


def town(lat: float, lon: float, radius: float = 5.0) -> Anchor:
    return Anchor(lat=lat, lon=lon, radius_km=radius, country=None, is_country=False, is_area=False)


def country(name: str) -> Anchor:
    gazetteer = open_gazetteer()
    rows = [hit.row for hit in gazetteer.find(name)]
    return read_anchor(gazetteer, next(r for r in rows if gazetteer.feature_at(r) == "PCLI"))


def draw(kind: str, *anchors: Anchor, **said: Any) -> Geometry | None:
    return draw_relation(Relation(kind=kind, anchors=("x",) * len(anchors), **said), anchors)


def as_shape(geometry: Geometry | None) -> Any:
    """The shape, after holding it to RFC 7946."""
    assert geometry is not None
    found = shape({"type": geometry.type, "coordinates": geometry.coordinates})
    assert found.is_valid
    assert not found.is_empty
    for polygon in geometry.coordinates:
        for number, points in enumerate(polygon):
            assert len(points) >= 4
            assert points[0] == points[-1]
            assert LinearRing(points).is_ccw == (number == 0)
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
    return found


LATS = st.floats(min_value=-80, max_value=80)
LONS = st.floats(min_value=-180, max_value=180)


@settings(max_examples=80, deadline=None)
@given(LATS, LONS, st.floats(5, 500), st.floats(1.1, 2.0))
def test_a_ring_keeps_its_distances(lat: float, lon: float, low: float, times: float) -> None:
    geometry = draw("distance", town(lat, lon), distance_km=(low, low * times))
    found = as_shape(geometry)
    assert geometry is not None
    for polygon in geometry.coordinates:
        for x, y in (point for points in polygon for point in points):
            km = great_circle_km(lat, lon, y, x)
            on_edge = abs(abs(x) - 180) < 1e-9  # where it was cut
            assert low * 0.99 - 0.3 < km < low * times * 1.01 + 0.3
            assert on_edge or min(abs(km - low), abs(km - low * times)) < 0.01 * km + 0.3
    assert not found.contains(Point(lon, lat))


@settings(max_examples=80, deadline=None)
@given(LATS, LONS, st.sampled_from(["N", "NE", "E", "SE", "S", "SW", "W", "NW"]))
def test_a_sector_lies_on_its_side(lat: float, lon: float, bearing: str) -> None:
    geometry = draw("distance", town(lat, lon), distance_km=(40.0, 50.0), bearing=bearing)
    as_shape(geometry)
    assert geometry is not None
    degrees = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"].index(bearing) * 45
    for x, y in (p for polygon in geometry.coordinates for points in polygon for p in points):
        a, b, d = math.radians(lat), math.radians(y), math.radians(x - lon)
        east = math.sin(d) * math.cos(b)
        north = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(d)
        off = (math.degrees(math.atan2(east, north)) - degrees + 180) % 360 - 180
        assert abs(off) < 47


@settings(max_examples=60, deadline=None)
@given(LATS, LONS, st.sampled_from(["outside", "near", "direction", "off"]))
def test_other_shapes_are_valid_and_leave_the_middle_out(lat: float, lon: float, kind: str) -> None:
    geometry = draw(kind, town(lat, lon), bearing="NW" if kind == "direction" else None)
    if kind == "off" and geometry is None:
        return  # no sea within reach
    found = as_shape(geometry)
    if kind != "off":
        assert not found.contains(Point(lon, lat))


@settings(max_examples=60, deadline=None)
@given(LATS, LONS, st.floats(-1.5, 1.5), st.floats(-1.5, 1.5))
def test_a_corridor_lies_between(lat: float, lon: float, up: float, along: float) -> None:
    other = town(max(-80.0, min(80.0, lat + up)), (lon + along + 180) % 360 - 180)
    km = great_circle_km(lat, lon, other.lat, other.lon)
    geometry = draw("between", town(lat, lon), other)
    if km < 1:
        assert geometry is None
        return
    found = as_shape(geometry)
    wide = max(5.0, 0.1 * km) * 1.05 + 0.5
    assert geometry is not None
    for x, y in (p for polygon in geometry.coordinates for points in polygon for p in points):
        detour = great_circle_km(lat, lon, y, x) + great_circle_km(other.lat, other.lon, y, x)
        assert detour <= math.hypot(km, 2 * wide) + wide
    if km > 45:
        assert not found.contains(Point(lon, lat))


def test_a_ring_across_the_antimeridian_is_cut() -> None:
    found = as_shape(draw("distance", town(-18.1, 178.4), distance_km=(400.0, 500.0)))
    west, _, east, _ = found.bounds
    assert (west, east) == (-180, 180)
    assert found.area < 30  # it does not run round the globe


def test_what_reaches_a_pole_is_not_drawn() -> None:
    assert draw("distance", town(88.0, 10.0), distance_km=(200.0, 300.0)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lebanon", "Israel"), ("Ukraine", "Russia"), ("Chad", "Sudan"), ("India", "China")],
)
def test_a_border_is_a_band_along_the_line(one: str, other: str) -> None:
    anchors = country(one), country(other)
    found = as_shape(draw("border", *anchors))
    lines = load_borders().between(str(anchors[0].country), anchors[1].country)
    points = [Point(point) for line in lines for point in line]
    inside = sum(found.contains(point) for point in points)
    assert inside > 0.97 * len(points)
    widest = max(shapely.distance(Point(p), shapely.union_all(points)) for p in _corners(found))
    assert widest < 1.6  # degrees: the line's own points lie that far apart at most
    assert as_shape(draw("between", *anchors)).equals(found)


def _corners(found: Any) -> list[tuple[float, float]]:
    return [tuple(point) for point in shapely.get_coordinates(found)]


def test_a_band_is_as_wide_as_it_is_said_to_be() -> None:
    anchors = country("Lebanon"), country("Israel")
    narrow = as_shape(draw("along", *anchors, distance_km=(5.0, 5.0)))
    wide = as_shape(draw("along", *anchors, distance_km=(10.0, 10.0)))
    plain = as_shape(draw("border", *anchors))
    assert narrow.area < 0.7 * wide.area
    assert wide.equals(plain) == (BORDER_KM == 10.0)


def test_a_side_of_a_border() -> None:
    ukraine = country("Ukraine")
    found = as_shape(draw("border", ukraine, bearing="N"))
    assert found.bounds[1] > 49  # nothing of the Black Sea coast or of Moldova


def test_an_island_has_no_border() -> None:
    assert draw("border", country("Iceland")) is None


@pytest.mark.parametrize("bearing", ["N", "E", "S", "W", "NE", "SW"])
@pytest.mark.parametrize("name", ["Syria", "Ukraine", "Fiji", "Russia", "Chile", "South Africa"])
def test_a_part_lies_in_its_country(name: str, bearing: str) -> None:
    anchor = country(name)
    part, whole = as_shape(draw("part", anchor, bearing=bearing)), as_shape(draw("part", anchor))
    assert part.area < 0.9 * whole.area
    assert part.intersection(whole).area > 0.93 * part.area


def test_a_part_of_a_smaller_area_is_a_part_of_its_reach() -> None:
    area = Anchor(48.0, 37.8, 100.0, "UKR", is_country=False, is_area=True)
    found = as_shape(draw("part", area, bearing="E"))
    assert found.bounds[0] >= 37.79
    assert draw("part", area) is None  # "in rural parts of": no less than the area


def test_off_a_coast_is_at_sea() -> None:
    found = as_shape(draw("off", country("Yemen")))
    assert found.contains(Point(45.0, 12.4))  # the Gulf of Aden
    assert not found.contains(Point(45.0, 14.5))
    assert not found.contains(Point(44.2, 15.35))


def test_the_link_carries_its_shape(parse_text: ParseText) -> None:
    links, places = link(parse_text, "It lies 200 miles from [Kyiv]GPE.")
    (kyiv,) = places.values()
    found = as_shape(links[0].geometry)
    assert not found.contains(Point(kyiv.lon, kyiv.lat))
    assert found.contains(Point(kyiv.lon, kyiv.lat + 322 / 111.2))


def test_a_strip_along_a_border(parse_text: ParseText) -> None:
    marked = "They hold [a 6-mile wide strip]NOM along [the Lebanese-Israeli border]NOM."
    links, places = link(parse_text, marked)
    assert [found.relation.kind for found in links if found.relation] == ["border", "along"]
    strip = links[1]
    assert strip.relation is not None
    assert strip.relation.distance_km == (9.7, 9.7)
    assert [places[id_].country for id_ in strip.relation.anchors] == ["LBN", "ISR"]
    assert strip.evidence[-1].quote.startswith("a 6-mile wide strip along")
    assert as_shape(strip.geometry).contains(Point(35.3, 33.1))


def test_a_plain_place_has_no_shape(parse_text: ParseText) -> None:
    links, _ = link(parse_text, "He left [Kyiv]GPE.")
    assert links[0].geometry is None
