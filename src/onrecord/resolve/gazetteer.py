"""Names → the places they can mean.

The gazetteer is built by training/gazetteer from GeoNames, Natural Earth and a supplement of our
own; `data/gazetteer/README.md` tells its sources, its licences and its policy on borders.
"""

import math
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_data_path

from onrecord.records import MentionType, Place
from onrecord.resolve.gazetteer_file import (
    ABBREVIATION,
    DEMONYM,
    MAIN,
    Array,
    hash_name,
    map_gazetteer,
)
from onrecord.resolve.name_forms import (
    ADMIN,
    is_generic,
    name_forms,
    written_as_name,
)
from onrecord.text import make_id

METHOD = "gazetteer:onrecord-places/1"

LARGE_WATERS_AND_LANDS = frozenset({
    "RGN", "SEA", "STRT", "OCN", "GULF", "BAY", "SD", "CHN", "CNL", "STM", "LK", "RSV", "ISL",
    "ISLS", "MT", "MTS", "PASS", "VAL", "DSRT", "PEN", "CAPE", "CONT", "UPLD", "SHOL", "RF", "GLCR",
    "FRST", "PRK", "FLLS", "HBR", "PK", "HLL", "PLN", "WAD", "LGN", "AREA", "RESN", "RES", "RGNE",
})  # fmt: skip
OWN_SOURCE = "onrecord"
EARTH_KM = 6371.0088
GAZETTEER_VARIABLE = "ONRECORD_GAZETTEER"

_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that a name can mean; `kind` is what the name is to it, `loose` how far it was bent."""

    row: int
    kind: int
    loose: int = 0


class Gazetteer:
    """The places of one file. The arrays hold one value a row and are never copied.

    Open it with `open_gazetteer`. Looking a name up takes a few microseconds.
    """

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            ConfigError: it is missing, damaged or of another version.
        """
        header, sections = map_gazetteer(path)
        self.path = path
        self.digest: str = header["blake2b"]
        self.sources: dict[str, str] = header["sources"]
        self.features: tuple[str, ...] = tuple(header["features"])
        self.countries: tuple[str | None, ...] = (None, *header["countries"])
        self._disputes: list[dict[str, str] | None] = [None, *header["disputes"].values()]
        self._source_names = list(header["sources"])
        self.lat, self.lon = sections["lat"], sections["lon"]
        self.population, self.radius = sections["population"], sections["radius"]
        self.country, self.admin1 = sections["country"], sections["admin1"]
        self.admin2, self.feature = sections["admin2"], sections["feature"]
        self._sections: dict[str, Array] = sections
        self._find = lru_cache(maxsize=20_000)(self._look_up)

    def __len__(self) -> int:
        """The number of places."""
        return len(self.lat)

    def find(self, name: str) -> tuple[Hit, ...]:
        """The rows that `name` can mean, as written or bent a little ("Sumy region" → Sumy).

        Abbreviations and names of two letters must be written as such: "Calif.", "US", not "us".
        """
        return self._find(name)

    def type_of(self, name: str) -> MentionType | None:
        """GPE, LOC or FAC if this is the name of a well-known place, NORP for a people's name.

        None for anything else, small towns among it: their names are too often surnames and words.
        A name of two words and more may be that of a smaller place.
        """
        hits = [hit for hit in self.find(name) if hit.loose < 2]
        if not hits or is_generic(name):
            return None
        if all(hit.kind == DEMONYM for hit in hits):
            return "NORP"
        hits = [hit for hit in hits if hit.kind != DEMONYM]
        best = max(hits, key=lambda hit: (self._fame(hit), -hit.row))
        least = 3.0 if len(name.split()) > 1 else 4.2
        return self.type_at(best.row) if self._fame(best) >= least else None

    def type_at(self, row: int) -> MentionType:
        """GPE for settlements and areas, LOC for land and water, FAC for what was built."""
        feature = self.feature_at(row)
        if feature.startswith(("PPL", "ADM", "PCL", "STLMT")) or feature == "CRSG":
            return "FAC" if feature == "CRSG" else "GPE"
        return "LOC" if feature in LARGE_WATERS_AND_LANDS else "FAC"

    def feature_at(self, row: int) -> str:
        """The GeoNames feature code."""
        return self.features[int(self.feature[row])]

    def name_at(self, row: int) -> str:
        """The main name."""
        ends = self._sections["name_end"]
        start = int(ends[row - 1]) if row else 0
        return self._sections["names"][start : int(ends[row])].tobytes().decode()

    def country_at(self, row: int) -> str | None:
        """The country's ISO 3166-1 alpha-3 code; None for what lies in several or in none."""
        return self.countries[int(self.country[row])]

    def admin1_at(self, row: int) -> str | None:
        """The name of the first-level area that the place lies in."""
        number = int(self.admin1[row])
        return self.name_at(int(self._sections["admin1_row"][number])) if number else None

    def country_row(self, country: int) -> int | None:
        """The row of the country with this number (a value of the `country` array)."""
        return int(self._sections["country_row"][country]) if country else None

    def admin1_row(self, admin1: int) -> int | None:
        """The row of the area with this number (a value of the `admin1` array)."""
        return int(self._sections["admin1_row"][admin1]) if admin1 else None

    def nested(self, row: int, other: int) -> bool:
        """Whether one of the two is the country or first-level area in which the other lies."""
        features = {self.feature_at(row)[:4], self.feature_at(other)[:4]}
        if self.country[row] != self.country[other] or not self.country[row]:
            return False
        same_area = bool(self.admin1[row] and self.admin1[row] == self.admin1[other])
        return bool(features & {"PCLI", "PCLD"}) or ("ADM1" in features and same_area)

    def distance_km(self, row: int, other: int) -> float:
        """The great-circle distance between the points of two places."""
        return great_circle_km(
            float(self.lat[row]), float(self.lon[row]),
            float(self.lat[other]), float(self.lon[other]),
        )  # fmt: skip

    def dispute_at(self, row: int) -> dict[str, str] | None:
        """Who claims and who administers the place, and whose view is taken; None if undisputed."""
        return self._disputes[int(self._sections["dispute"][row])]

    def place(self, row: int) -> Place:
        """The row as a record."""
        geonames_id = int(self._sections["geonames"][row]) or None
        name, country = self.name_at(row), self.country_at(row)
        lat, lon = round(float(self.lat[row]), 5), round(float(self.lon[row]), 5)
        dispute = self.dispute_at(row)
        return Place(
            id=make_id("pla", geonames_id or (name, lat, lon)),
            name=name,
            lat=lat,
            lon=lon,
            feature=self.feature_at(row),
            country=country,
            admin1=self.admin1_at(row),
            geonames_id=geonames_id,
            disputed=describe_dispute(dispute) if dispute else None,
            source=self._source_names[int(self._sections["source"][row])],
        )

    def _fame(self, hit: Hit) -> float:
        """How well known the place is under this name: a power of ten of people, or as much."""
        feature = self.feature_at(hit.row)
        if not feature.startswith(("PPL", "ADM")):
            return 7.0 if self.radius[hit.row] or feature.startswith("PCL") else 2.5
        if self._source_names[int(self._sections["source"][hit.row])] == OWN_SOURCE:
            return 5.0
        fame = float(np.log10(max(1, int(self.population[hit.row]))))
        fame += {"ADM1": 1.5, "PPLC": 2.0}.get(feature, 0.0)
        return fame - (0.0 if hit.kind in (MAIN, ABBREVIATION) else 0.8)

    def _look_up(self, name: str) -> tuple[Hit, ...]:
        name = _POSSESSIVE.sub("", name.strip())
        if not name or name.islower():
            return ()
        hits: dict[int, Hit] = {}
        for form, loose, only in name_forms(name):
            if hits and loose > min(hit.loose for hit in hits.values()):
                break
            for row, kind in self._rows(form):
                if loose or (written_as_name(name, kind) and not self._acronym(name, row)):
                    wanted = only is None or self._is(row, only)
                    if wanted and row not in hits:
                        hits[row] = Hit(row, kind, loose)
        return tuple(hits.values())

    def _acronym(self, name: str, row: int) -> bool:
        """Whether the name is letters like "EU", which no town is meant by."""
        if len(name) > 3 or not name.isupper():
            return False
        return self.feature_at(row).startswith("PPL")

    def _is(self, row: int, only: str) -> bool:
        feature = self.feature_at(row)
        if only == ADMIN:
            return feature.startswith(("ADM", "RGN", "PCL"))
        return feature.startswith(("PPL", "ADM", "STLMT"))

    def _rows(self, form: str) -> list[tuple[int, int]]:
        hashed = hash_name(form)
        bucket, low = hashed >> 32, hashed & 0xFFFFFFFF
        start, end = self._sections["bucket"][bucket : bucket + 2]
        keys = self._sections["key"][start:end]
        first, last = np.searchsorted(keys, low, "left"), np.searchsorted(keys, low, "right")
        values: Any = self._sections["value"][start + first : start + last]
        return [(int(v) & 0xFFFFFF, int(v) >> 24) for v in values]


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance between two points on a sphere of the Earth's mean radius."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def describe_dispute(dispute: dict[str, str]) -> str:
    """One sentence on a disputed territory, for the record."""
    return (
        f"{dispute['name']}: claimed by {dispute['claimed_by']}; administered by "
        f"{dispute['administered_by']}; filed here as {dispute['view']}."
    )


def open_gazetteer(path: Path | str | None = None) -> Gazetteer:
    """Open the gazetteer at `path`, or the one that this user reads with.

    Raises:
        ConfigError: the file is missing, damaged or of another version.
    """
    return Gazetteer(own_gazetteer() if path is None else Path(path))


def own_gazetteer() -> Path:
    """The gazetteer that this user reads with.

    That is the first there is of: the file that the environment variable ONRECORD_GAZETTEER names,
    the one that `onrecord data import geonames` wrote, the one that comes with onrecord.
    """
    named = os.environ.get(GAZETTEER_VARIABLE)
    if named:
        return Path(named)
    if imported_gazetteer().is_file():
        return imported_gazetteer()
    return Path(str(resources.files("onrecord") / "data" / "gazetteer" / "places.gaz"))


def imported_gazetteer() -> Path:
    """Where an imported gazetteer lies: `places.gaz` in this user's data folder of onrecord."""
    return user_data_path("onrecord") / "places.gaz"
