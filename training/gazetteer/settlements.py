"""Cities, towns, villages and post towns."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import sources as src
from shapes import distance_km
from spellings import town_names

from onrecord.resolve.gazetteer_file import ALTERNATIVE, Entry
from onrecord.text import name_key


def town(row: dict, alpha3: Mapping[str, str]) -> Entry:
    admin1 = f"{row['country']}.{row['admin1']}" if row["admin1"] else ""
    return Entry(
        name=row["name"],
        lat=row["lat"],
        lon=row["lon"],
        feature=row["feature"],
        source="geonames",
        country=alpha3[row["country"]],
        admin1=admin1,
        admin2=f"{admin1}.{row['admin2']}" if row["admin2"] else "",
        population=row["population"],
        radius_km=min(40.0, (row["population"] / 1000) ** 0.5 * 0.35),
        geonames_id=row["id"],
        names=tuple((n, ALTERNATIVE) for n in town_names(row)),
    )


def post_towns(at: src.Packages, settlements: Iterable[Entry]) -> Iterator[Entry]:
    """US towns and villages that have a post office and are not among the settlements."""
    known = defaultdict(list)
    for entry in settlements:
        if entry.country == "USA":
            for name in (entry.name, *(n for n, _ in entry.names)):
                known[entry.admin1, name_key(name)].append(entry)
    groups = defaultdict(list)
    for row in src.read_us_post_towns(at):
        if row["state"] and row["fips"]:
            groups[row["state"], row["name"], row["fips"]].append(row)
    for (state, name, fips), rows in sorted(groups.items()):
        lat = statistics.fmean(r["lat"] for r in rows)
        lon = statistics.fmean(r["lon"] for r in rows)
        near = known[f"US.{state}", name_key(name)]
        if any(distance_km(lat, lon, e.lat, e.lon) < 40 for e in near):
            continue
        yield Entry(
            name=name, lat=lat, lon=lon, feature="PPL", source="geonames-postal", country="USA",
            admin1=f"US.{state}", admin2=f"US.{state}.{fips}", radius_km=3,
        )  # fmt: skip


def middle(towns: list[Entry]) -> tuple[float, float, float]:
    """The town nearest to the mean of all, and how far the others lie from it."""
    lat = statistics.fmean(e.lat for e in towns)
    lon = statistics.fmean(e.lon for e in towns)
    nearest = min(towns, key=lambda e: distance_km(lat, lon, e.lat, e.lon))
    if distance_km(lat, lon, nearest.lat, nearest.lon) < 60:
        nearest = replace(nearest, lat=lat, lon=lon)
    reach = max(distance_km(nearest.lat, nearest.lon, e.lat, e.lon) for e in towns)
    return nearest.lat, nearest.lon, reach
