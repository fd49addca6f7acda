"""Our own tables: the supplement, added names, and disputed territory."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Disputed:
    """Rows of a disputed territory: by admin-1 code or country, or by a box and what is in it."""

    key: str
    country: str
    selector: str
    box: tuple[float, ...] = ()
    filed: frozenset[str] = frozenset()

    def holds(self, entry: Entry) -> bool:
        if not self.box:
            return self.selector in {entry.admin1, entry.country}
        south, west, north, east = self.box
        kept = entry.feature.startswith(("PPL", "STLMT", "ADM"))
        inside = south <= entry.lat <= north and west <= entry.lon <= east
        return kept and inside and entry.country in self.filed


def file_disputed(entries: list[Entry], disputes: Mapping[str, Mapping[str, str]]) -> list[Entry]:
    """The entries, disputed ones with the note and under the country of disputes.csv."""
    selected = [
        _read_selector(key, dispute["as"], selector)
        for key, dispute in disputes.items()
        for selector in filter(None, dispute["rows"].split("|"))
    ]
    return [_file(entry, selected) for entry in entries]


def _read_selector(key: str, country: str, selector: str) -> Disputed:
    if ":" not in selector:
        return Disputed(key, country, selector)
    *box, filed = selector.split(":")
    return Disputed(key, country, "", tuple(map(float, box)), frozenset(filed.split("+")))


def _file(entry: Entry, selected: Sequence[Disputed]) -> Entry:
    found = next((disputed for disputed in selected if disputed.holds(entry)), None)
    if found is None:
        return entry
    country, admin1 = found.country or entry.country, entry.admin1
    if country != entry.country:
        admin1 = {"IL.WE": "PS.WE"}.get(admin1, "")
    return replace(entry, dispute=entry.dispute or found.key, country=country, admin1=admin1)


def note(dispute: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": dispute["name"].replace(";", ","),
        "claimed_by": dispute["claimed_by"].replace("|", ", "),
        "administered_by": dispute["administered_by"],
        "view": dispute["view"],
    }
