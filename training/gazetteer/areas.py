"""States, provinces, counties and districts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import sources as src
from settlements import middle
from shapes import label_point, polygons, reach_km
from spellings import boundary_names, full_name, useful, without_area_word

from onrecord.resolve.gazetteer_file import ALTERNATIVE, SHORT, Entry


def subdivisions(
    at: src.Packages, settlements: list[Entry], alpha3: Mapping[str, str]
) -> Iterator[Entry]:
    """States, provinces, counties and districts that a map or their towns place."""
    shapes: dict[int | str, list] = {}
    extra: dict[int | str, list[str]] = {}
    english: dict[int, str] = {}
    listed = list(src.read_subdivisions(at))
    known = {area.geonames_id for area in listed} | {area.code for area in listed}
    for properties, geometry in src.read_boundaries(at):
        found = polygons(geometry)
        names = boundary_names(properties)
        if not known & {properties.get("gn_id"), properties.get("gn_a1_code")}:
            yield from mapped_only(properties, found, names, alpha3)
        for key in (properties.get("gn_id"), properties.get("gn_a1_code")):
            if key and key not in (-1, -99):
                shapes.setdefault(key, found)
                extra.setdefault(key, names)
        if properties.get("name_en") and properties.get("gn_id"):
            english.setdefault(properties["gn_id"], properties["name_en"])
    members = defaultdict(list)
    for entry in settlements:
        members[entry.admin1].append(entry)
        members[entry.admin2].append(entry)
    states = {row["fips"]: code for code, row in src.read_us_states(at).items()}
    counties = {
        f"US.{states[fips[:2]]}.{fips[2:]}": shape
        for fips, shape in src.read_us_counties(at)
        if fips[:2] in states
    }
    for area in listed:
        country = area.code.split(".")[0]
        if country not in alpha3:
            continue
        towns = members[area.code]
        if area.code in counties:
            shape, source = sorted(counties[area.code], key=lambda p: -len(p[0])), "census"
        elif area.geonames_id in shapes or area.code in shapes:
            shape = shapes.get(area.geonames_id) or shapes[area.code]
            source = "natural-earth"
        elif towns:
            shape, source = None, "geonames"
        else:
            continue
        if shape:
            lat, lon = label_point(shape)
            reach = reach_km(shape, lat, lon)
        else:
            lat, lon, reach = middle(towns)
        name = english.get(area.geonames_id, area.name) if area.level == 1 else area.name
        if area.level == 1:
            name = full_name(name, [area.name, *area.names])
        names = [area.name, *area.names, *extra.get(area.geonames_id, extra.get(area.code, []))]
        names.append(english.get(area.geonames_id, area.name))
        bare = [b for n in (name, *names) if (b := without_area_word(n))]
        yield Entry(
            name=name,
            lat=lat,
            lon=lon,
            feature=f"ADM{area.level}",
            source=source,
            country=alpha3[country],
            admin1=".".join(area.code.split(".")[:2]),
            admin2=area.code if area.level == 2 else "",
            code=area.code,
            population=sum(e.population for e in towns),
            radius_km=reach,
            geonames_id=area.geonames_id,
            names=(
                *((n, ALTERNATIVE) for n in useful(names, name, country)),
                *((b, SHORT) for b in useful(bare, name, country)),
            ),
        )


def mapped_only(
    properties: dict, shape: list, names: list[str], alpha3: Mapping[str, str]
) -> Iterator[Entry]:
    """An area that Natural Earth alone lists: a county or province of former years."""
    country = properties["iso_a2"]
    name = properties.get("name_en") or properties.get("name")
    if country not in alpha3 or not name:
        return
    lat, lon = label_point(shape)
    yield Entry(
        name=name, lat=lat, lon=lon, feature="ADM1", source="natural-earth",
        country=alpha3[country], radius_km=reach_km(shape, lat, lon),
        names=tuple((n, ALTERNATIVE) for n in useful(names, name, country)),
    )  # fmt: skip
