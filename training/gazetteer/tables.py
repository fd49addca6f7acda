"""Our own tables: the supplement, added names, and disputed territory."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import sources as src
from spellings import regular

from onrecord.resolve.gazetteer_file import ABBREVIATION, ALTERNATIVE, DEMONYM, Entry

KINDS = {"abbreviation": ABBREVIATION, "demonym": DEMONYM, "name": ALTERNATIVE}


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


def named(entries: list[Entry], table: Path) -> list[Entry]:
    """The entries with the names of the table (names.csv) added."""
    extra = defaultdict(list)
    for row in src.read_table(table):
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
