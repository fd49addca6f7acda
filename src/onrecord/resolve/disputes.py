"""Disputed territory: which rows lie in it, what is said of them, and where they are filed."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources

from onrecord.resolve.gazetteer_file import Entry


def read_disputes() -> dict[str, dict[str, str]]:
    """The rows of data/gazetteer/disputes.csv by key."""
    table = resources.files("onrecord") / "data" / "gazetteer" / "disputes.csv"
    lines = (line for line in table.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row["key"]: row for row in csv.DictReader(lines)}


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


class Filing:
    """Files places of disputed territory under the country of disputes.csv, with its note."""

    def __init__(self, disputes: Mapping[str, Mapping[str, str]]) -> None:
        self.disputes = disputes
        self._selected = [
            _read_selector(key, dispute["as"], selector)
            for key, dispute in disputes.items()
            for selector in filter(None, dispute["rows"].split("|"))
        ]

    def file(self, entry: Entry) -> Entry:
        """The entry; a disputed one with the note and its country."""
        found = next((disputed for disputed in self._selected if disputed.holds(entry)), None)
        if found is None:
            return entry
        country, admin1 = found.country or entry.country, entry.admin1
        if country != entry.country:
            admin1 = {"IL.WE": "PS.WE"}.get(admin1, "")
        return replace(entry, dispute=entry.dispute or found.key, country=country, admin1=admin1)


def _read_selector(key: str, country: str, selector: str) -> Disputed:
    if ":" not in selector:
        return Disputed(key, country, selector)
    *box, filed = selector.split(":")
    return Disputed(key, country, "", tuple(map(float, box)), frozenset(filed.split("+")))


def note(dispute: Mapping[str, str]) -> dict[str, str]:
    return {
        "name": dispute["name"].replace(";", ","),
        "claimed_by": dispute["claimed_by"].replace("|", ", "),
        "administered_by": dispute["administered_by"],
        "view": dispute["view"],
    }
