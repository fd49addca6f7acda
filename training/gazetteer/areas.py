"""States, provinces, counties and districts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sources as src
from settlements import middle
from shapes import Polygon, distance_km, label_point, polygons, reach_km
from spellings import boundary_names, full_name

from onrecord.resolve.gazetteer_file import ALTERNATIVE, SHORT, Entry
from onrecord.resolve.spellings import useful, without_area_word
from onrecord.text import name_key

FAR_KM = 250
"""An outline whose point lies this much farther from its towns than it reaches is another's."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One area of the map: its polygons and the names it has there."""

    shape: Sequence[Polygon]
    names: tuple[str, ...]
    english: str
    source: str = "natural-earth"


def subdivisions(
    at: src.Packages,
    settlements: Sequence[Entry],
    alpha3: Mapping[str, str],
    supplied: frozenset[str],
) -> Iterator[Entry]:
    """Subdivisions that a map or their towns place; and areas of the map that GeoNames lacks.

    The latter are left out where a country or our supplement has the name (`supplied`: its key).
    """
    listed = list(src.read_subdivisions(at))
    known: set[int | str] = {area.geonames_id for area in listed} | {area.code for area in listed}
    boundaries = list(src.read_boundaries(at))
    outlines = _outlines(boundaries) | _counties(at)
    members = defaultdict(list)
    for entry in settlements:
        members[entry.admin1].append(entry)
        members[entry.admin2].append(entry)
    for properties, geometry in boundaries:
        if not known & {properties.get("gn_id"), properties.get("gn_a1_code")}:
            yield from _mapped_only(properties, geometry, alpha3, supplied)
    for area in listed:
        country = area.code.split(".")[0]
        outline = outlines.get(area.code) or outlines.get(area.geonames_id)
        if country in alpha3:
            yield from _area(area, alpha3[country], outline, members[area.code])


def _outlines(
    boundaries: Sequence[tuple[dict[str, Any], dict[str, Any]]],
) -> dict[int | str, Outline]:
    """Natural Earth's areas by GeoNames id, and by code where the code is one area's alone."""
    codes = Counter(properties.get("gn_a1_code") for properties, _ in boundaries)
    found: dict[int | str, Outline] = {}
    for properties, geometry in boundaries:
        outline = Outline(
            polygons(geometry), tuple(boundary_names(properties)), properties.get("name_en") or ""
        )
        number, code = properties.get("gn_id"), properties.get("gn_a1_code")
        if number and number > 0:
            found.setdefault(number, outline)
        if code and codes[code] == 1:
            found.setdefault(code, outline)
    return found


def _counties(at: src.Packages) -> dict[int | str, Outline]:
    states = {row["fips"]: code for code, row in src.read_us_states(at).items()}
    return {
        f"US.{states[fips[:2]]}.{fips[2:]}": Outline(
            sorted(shape, key=lambda polygon: -len(polygon[0])), (), "", "census"
        )
        for fips, shape in src.read_us_counties(at)
        if fips[:2] in states
    }


def _area(
    area: src.Subdivision, country: str, outline: Outline | None, towns: list[Entry]
) -> Iterator[Entry]:
    place = _place(outline, towns)
    if place is None:
        return
    lat, lon, reach, source = place
    if source != "natural-earth":
        outline = None
    english = outline.english if outline and area.level == 1 else ""
    name = (
        full_name(english or area.name, [area.name, *area.names]) if area.level == 1 else area.name
    )
    if area.kind == "Governorate" and name == area.name:
        name = f"{name} {area.kind}"  # of the name of its seat
    names = [area.name, english, *area.names, *(outline.names if outline else ())]
    bare = [b for n in (name, *names) if (b := without_area_word(n))]
    names = [n for n in names if n not in bare or area.kind != "Governorate"]
    code2 = area.code.split(".")[0]
    yield Entry(
        name=name,
        lat=lat,
        lon=lon,
        feature=f"ADM{area.level}",
        source=source,
        country=country,
        admin1=".".join(area.code.split(".")[:2]),
        admin2=area.code if area.level == 2 else "",
        code=area.code,
        population=sum(entry.population for entry in towns),
        radius_km=reach,
        geonames_id=area.geonames_id,
        names=(
            *((n, ALTERNATIVE) for n in useful(names, name, code2)),
            *((b, SHORT) for b in useful(bare, name, code2)),
        ),
    )


def _place(outline: Outline | None, towns: list[Entry]) -> tuple[float, float, float, str] | None:
    """Point, reach and source: the map's where it has the area, else its towns'."""
    by_towns = middle(towns) if towns else None
    if outline:
        lat, lon = label_point(outline.shape)
        reach = reach_km(outline.shape, lat, lon)
        if by_towns is None or distance_km(lat, lon, *by_towns[:2]) < reach + FAR_KM:
            return lat, lon, reach, outline.source
    return (*by_towns, "geonames") if by_towns else None


def _mapped_only(
    properties: Mapping[str, Any],
    geometry: dict[str, Any],
    alpha3: Mapping[str, str],
    supplied: frozenset[str],
) -> Iterator[Entry]:
    """An area that Natural Earth alone lists: a county or province of former years."""
    country = properties["iso_a2"]
    name = properties.get("name_en") or properties.get("name")
    if country not in alpha3 or not name or name_key(name) in supplied:
        return
    shape = polygons(geometry)
    lat, lon = label_point(shape)
    yield Entry(
        name=name,
        lat=lat,
        lon=lon,
        feature="ADM1",
        source="natural-earth",
        country=alpha3[country],
        radius_km=reach_km(shape, lat, lon),
        names=tuple(
            (n, ALTERNATIVE) for n in useful(boundary_names(dict(properties)), name, country)
        ),
    )
