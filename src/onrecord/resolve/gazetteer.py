"""Names → the places they can mean.

The gazetteer is built by training/gazetteer from GeoNames, Natural Earth and a supplement of our
own; `data/gazetteer/README.md` tells its sources, its licences and its policy on borders.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.records import MentionType, Place
from onrecord.resolve.gazetteer_file import (
    ABBREVIATION,
    ALTERNATIVE,
    DEMONYM,
    MAIN,
    Array,
    hash_name,
    map_gazetteer,
)
from onrecord.text import make_id, name_key

METHOD = "gazetteer:onrecord-places/1"

LARGE_WATERS_AND_LANDS = frozenset(
    "RGN SEA STRT OCN GULF BAY SD CHN CNL STM LK RSV ISL ISLS MT MTS PASS VAL DSRT PEN CAPE CONT "
    "UPLD SHOL RF GLCR FRST PRK".split()
)
ADMIN_WORDS = frozenset(
    "oblast region province governorate district county state prefecture department territory "
    "krai republic rayon raion municipality parish emirate division canton borough okrug "
    "voivodeship vilayat wilaya co counties".split()
)
TOWN_WORDS = frozenset(
    "township twp village town city borough area metro metropolitan suburb suburbs camp".split()
)
LEADING_WORDS = frozenset(
    "the city town village township county state province republic region district kingdom "
    "commonwealth governorate greater downtown central metropolitan mainland occupied".split()
)
SHORT_FORMS = {
    "st": "saint", "mt": "mount", "ft": "fort", "twp": "township", "co": "county", "ste": "sainte",
    "pt": "point", "is": "island",
}  # fmt: skip
ADMIN, TOWN = "admin", "town"
EARTH_KM = 6371.0088

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
        self.features: list[str] = header["features"]
        self._countries: list[str | None] = [None, *header["countries"]]
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
        """
        hits = [hit for hit in self.find(name) if hit.loose < 2]
        if not hits:
            return None
        if all(hit.kind == DEMONYM for hit in hits):
            return "NORP"
        hits = [hit for hit in hits if hit.kind != DEMONYM]
        best = max(hits, key=lambda hit: (self._fame(hit), -hit.row))
        return self.type_at(best.row) if self._fame(best) >= 4.2 else None

    def type_at(self, row: int) -> MentionType:
        """GPE for settlements and areas, LOC for land and water, FAC for what was built."""
        feature = self.features[self.feature[row]]
        if feature.startswith(("PPL", "ADM", "PCL", "STLMT")) or feature == "CRSG":
            return "FAC" if feature == "CRSG" else "GPE"
        return "LOC" if feature in LARGE_WATERS_AND_LANDS else "FAC"

    def feature_at(self, row: int) -> str:
        """The GeoNames feature code."""
        return self.features[self.feature[row]]

    def name_at(self, row: int) -> str:
        """The main name."""
        ends = self._sections["name_end"]
        start = int(ends[row - 1]) if row else 0
        return self._sections["names"][start : int(ends[row])].tobytes().decode()

    def country_at(self, row: int) -> str | None:
        """The country's ISO 3166-1 alpha-3 code; None for what lies in several or in none."""
        return self._countries[self.country[row]]

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

    def distance_km(self, row: int, other: int) -> float:
        """The great-circle distance between the points of two places."""
        return great_circle_km(
            float(self.lat[row]), float(self.lon[row]),
            float(self.lat[other]), float(self.lon[other]),
        )  # fmt: skip

    def dispute_at(self, row: int) -> dict[str, str] | None:
        """Who claims and who administers the place, and whose view the file takes; None if clear."""
        return self._disputes[self._sections["dispute"][row]]

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
            source=self._source_names[self._sections["source"][row]],
        )

    def _fame(self, hit: Hit) -> float:
        feature = self.features[self.feature[hit.row]]
        if not feature.startswith(("PPL", "ADM")):
            return 7.0
        fame = float(np.log10(max(1, int(self.population[hit.row]))))
        fame += {"ADM1": 1.5, "PPLC": 2.0}.get(feature, 0.0)
        return fame - (0.0 if hit.kind in (MAIN, ABBREVIATION) else 0.8)

    def _look_up(self, name: str) -> tuple[Hit, ...]:
        name = _POSSESSIVE.sub("", name.strip())
        if not name or name.islower():
            return ()
        hits: dict[int, Hit] = {}
        for form, loose, only in _forms(name):
            if hits and loose > min(hit.loose for hit in hits.values()):
                break
            for row, kind in self._rows(form):
                if loose or _written_as_name(name, kind):
                    wanted = only is None or self._is(row, only)
                    if wanted and row not in hits:
                        hits[row] = Hit(row, kind, loose)
        return tuple(hits.values())

    def _is(self, row: int, only: str) -> bool:
        feature = self.features[self.feature[row]]
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


def _written_as_name(name: str, kind: int) -> bool:
    """Whether a short form is written as one: with a point or in capitals."""
    letters = sum(c.isalpha() for c in name)
    if kind == ABBREVIATION:
        return "." in name or name.isupper() or letters > 3
    return letters > 2 or "." in name or (name.isupper() and kind in (MAIN, ALTERNATIVE))


def _forms(name: str) -> list[tuple[str, int, str | None]]:
    """The spellings to try, how far each is bent, and what it may then mean."""
    forms: list[tuple[str, int, str | None]] = [(name, 0, None)]
    words = name_key(name).split()
    if not words:
        return []
    full = [SHORT_FORMS.get(word, word) for word in words]
    if full != words:
        forms.append((" ".join(full), 0, None))
    if len(full) > 1 and full[-1] in ADMIN_WORDS:
        forms.append((" ".join(full[:-1]), 1, ADMIN))
    bare = full
    while len(bare) > 1 and bare[0] in LEADING_WORDS:
        bare = bare[2:] if len(bare) > 2 and bare[1] == "of" else bare[1:]
    if bare != full:
        forms.append((" ".join(bare), 1, None))
        if len(bare) > 1 and bare[-1] in ADMIN_WORDS:
            forms.append((" ".join(bare[:-1]), 1, ADMIN))
    if len(bare) > 1 and bare[-1] in TOWN_WORDS:
        forms.append((" ".join(bare[:-1]), 2, TOWN))
    return forms


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
    """Open the gazetteer at `path`, or the one that comes with onrecord.

    Raises:
        ConfigError: the file is missing, damaged or of another version.
    """
    if path is None:
        bundled = resources.files("onrecord") / "data" / "gazetteer" / "places.gaz"
        path = str(bundled)
    return Gazetteer(Path(path))
