"""The staged dump and a gazetteer to stand on → one gazetteer file.

The rows of the gazetteer below (the one that comes with onrecord) stay as they are, with their
points, their notes on disputed territory and the names that GeoNames lacks; the dump adds the
places that it does not hold, and names.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from onrecord.errors import InputError
from onrecord.resolve.disputes import Filing, note, read_disputes
from onrecord.resolve.gazetteer_file import (
    TYPES,
    Array,
    Entry,
    map_gazetteer,
    write_sections,
)
from onrecord.resolve.geonames.areas import Areas
from onrecord.resolve.geonames.dump import (
    Dump,
    DumpPlace,
    find_dump,
    read_admin,
    read_countries,
)
from onrecord.resolve.geonames.merge import merge_pairs, pairs_of
from onrecord.resolve.geonames.stage import Progress, new_places, open_stage, stage_dump

T = TypeVar("T")
SOURCE = "geonames"
MOST_ROWS = 1 << 24
CHUNK = 20_000
COLUMNS = ("lat", "lon", "population", "radius", "country", "admin1", "admin2", "feature", "source",
           "dispute", "geonames", "name_end")  # fmt: skip


def import_geonames(
    folder: Path, out: Path, *, base: Path | None = None, progress: Progress | None = None
) -> int:
    """Write the gazetteer of the dump in `folder` to `out`; how many places it holds.

    `base` is the gazetteer below, the bundled one if None. An import that was stopped goes on where
    it stopped when it is called again with the same files; the same files give the same bytes.

    Raises:
        InputError: a file of the dump is missing or damaged.
        ConfigError: the gazetteer below is missing or damaged.
    """
    told = progress or (lambda _what, _done, _size: None)
    dump = find_dump(folder)
    if base is None:
        base = Path(str(resources.files("onrecord") / "data" / "gazetteer" / "places.gaz"))
    below = map_gazetteer(base)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = out.with_name(f"{out.name}.import")
    signature = f"{dump.signature()} {below[0]['blake2b']}"
    with closing(open_stage(work, signature)) as stage:
        stage_dump(stage, dump, told)
        builder = _Builder(stage, dump, *below)
        try:
            count = builder.build(out, told)
        finally:
            builder.clean(out)
    for suffix in ("", "-wal", "-shm"):
        work.with_name(work.name + suffix).unlink(missing_ok=True)
    return count


class _Builder:
    """Appends the new places to the columns of the gazetteer below."""

    def __init__(
        self,
        stage: sqlite3.Connection,
        dump: Dump,
        header: dict[str, Any],
        sections: dict[str, Array],
    ) -> None:
        self.stage = stage
        self.header = header
        self.below = sections
        self.countries = list(header["countries"])
        self.features = list(header["features"])
        self.source = list(header["sources"]).index(SOURCE) if SOURCE in header["sources"] else None
        self.alpha3 = read_countries(dump.countries)
        self.filing = Filing(read_disputes())
        self.disputes = sorted({*header["disputes"], *self.filing.disputes})
        rows = {int(number): row for row, number in enumerate(sections["geonames"]) if number}
        self.known = frozenset(rows)
        self.admin1 = Areas(sections["admin1_row"], read_admin(dump.admin1), rows)
        admin2 = read_admin(dump.admin2) if dump.admin2 else {}
        self.admin2 = Areas(sections["admin2_row"], admin2, rows)
        stage.execute("CREATE TEMP TABLE rows (id INTEGER PRIMARY KEY, row INTEGER)")
        stage.executemany("INSERT INTO rows VALUES (?, ?)", rows.items())
        self.count = len(sections["lat"])

    def build(self, out: Path, told: Progress) -> int:
        """Write the file."""
        if self.source is None:
            self.source = len(self.header["sources"])
            self.header["sources"][SOURCE] = "GeoNames, https://www.geonames.org, CC BY 4.0"
        files = {name: _column(out, name).open("wb") for name in (*COLUMNS, "names")}
        try:
            for name in (*COLUMNS, "names"):
                self._below(name).tofile(files[name])
            for places in _chunks(new_places(self.stage, self.known), CHUNK):
                self._append(places, files)
                told("places", self.count, self.count)
        finally:
            for file in files.values():
                file.close()
        told("index", 0, self.count)
        index = self._index(out)
        told("index", self.count, self.count)
        sections = {name: np.memmap(_column(out, name), TYPES[name], "r") for name in files}
        country_row = np.zeros(len(self.countries) + 1, TYPES["country_row"])
        country_row[: len(self.below["country_row"])] = self.below["country_row"]
        tables = {
            "country_row": country_row,
            "admin1_row": self.admin1.table(),
            "admin2_row": self.admin2.table(),
        }
        self._write(out, {**sections, **tables, **index})
        return self.count

    def clean(self, out: Path) -> None:
        """Remove the columns."""
        for name in (*COLUMNS, "names", "key", "value"):
            _column(out, name).unlink(missing_ok=True)

    def _below(self, name: str) -> Array:
        """A column of the gazetteer below; its disputes are numbered anew."""
        column = self.below[name]
        if name != "dispute":
            return column
        keys = sorted(self.header["disputes"])
        number = np.array([0, *(self.disputes.index(key) + 1 for key in keys)], TYPES[name])
        renumbered: Array = number[column]
        return renumbered

    def _append(self, places: Sequence[DumpPlace], files: dict[str, Any]) -> None:
        if self.count + len(places) > MOST_ROWS:
            raise InputError(
                f"the dump holds more than {MOST_ROWS} places", remedy="import a country's file"
            )
        entries = [self.filing.file(self._entry(place)) for place in places]
        names = [entry.name.encode() for entry in entries]
        for place in places:
            self.admin1.add(place.id, self.count)
            self.admin2.add(place.id, self.count)
            self.stage.execute("INSERT INTO rows VALUES (?, ?)", (place.id, self.count))
            self.count += 1
        start = files["names"].tell()
        columns = {
            "lat": [e.lat for e in entries],
            "lon": [e.lon for e in entries],
            "population": [e.population for e in entries],
            "radius": [round(e.radius_km) for e in entries],
            "country": [self._country(e.country) for e in entries],
            "admin1": [self.admin1.number(e.admin1) for e in entries],
            "admin2": [self.admin2.number(e.admin2) for e in entries],
            "feature": [self._feature(e.feature) for e in entries],
            "source": [self.source] * len(entries),
            "dispute": [self.disputes.index(e.dispute) + 1 if e.dispute else 0 for e in entries],
            "geonames": [e.geonames_id for e in entries],
            "name_end": start + np.cumsum([len(name) for name in names]),
        }
        for name, values in columns.items():
            np.array(values, TYPES[name]).tofile(files[name])
        files["names"].write(b"".join(names))

    def _entry(self, place: DumpPlace) -> Entry:
        admin1 = f"{place.country}.{place.admin1}" if place.admin1 not in {"", "00"} else ""
        radius = (place.population / 1000) ** 0.5 * 0.35 if place.feature.startswith("PPL") else 0
        return Entry(
            name=place.name, lat=place.lat, lon=place.lon, feature=place.feature, source=SOURCE,
            country=self.alpha3.get(place.country, ""), admin1=admin1,
            admin2=f"{admin1}.{place.admin2}" if admin1 and place.admin2 else "",
            population=place.population, radius_km=min(40.0, radius), geonames_id=place.id,
        )  # fmt: skip

    def _country(self, code: str) -> int:
        if code and code not in self.countries:
            self.countries.append(code)
        return self.countries.index(code) + 1 if code else 0

    def _feature(self, code: str) -> int:
        if code not in self.features:
            self.features.append(code)
        return self.features.index(code)

    def _index(self, out: Path) -> dict[str, Array]:
        """The names of both, as the file has them."""
        counts = np.zeros(65536, np.int64)
        with _column(out, "key").open("wb") as keys, _column(out, "value").open("wb") as values:
            for table in merge_pairs(pairs_of(self.below), self._new_pairs()):
                counts += np.bincount(table[:, 0] >> 32, minlength=65536)
                (table[:, 0] & 0xFFFFFFFF).astype(TYPES["key"]).tofile(keys)
                (table[:, 1] | table[:, 2] << 24).astype(TYPES["value"]).tofile(values)
        return {
            "bucket": np.concatenate([[0], np.cumsum(counts)]).astype(TYPES["bucket"]),
            "key": np.memmap(_column(out, "key"), TYPES["key"], "r"),
            "value": np.memmap(_column(out, "value"), TYPES["value"], "r"),
        }

    def _new_pairs(self) -> Iterator[Array]:
        """(hash, row, kind) of the dump's names, sorted on disk, in pieces."""
        found = self.stage.execute(
            "SELECT hash, row, kind FROM name JOIN rows ON name.id = rows.id ORDER BY hash"
        )
        for chunk in _chunks(found, CHUNK):
            yield np.array(chunk, np.int64)

    def _write(self, out: Path, sections: dict[str, Array]) -> None:
        disputes = dict(self.header["disputes"])
        disputes |= {k: note(d) for k, d in self.filing.disputes.items() if k not in disputes}
        kept = {key: self.header[key] for key in ("version", "probe", "sources")}
        header = {
            **kept,
            "rows": self.count,
            "features": self.features,
            "countries": self.countries,
            "disputes": {key: disputes[key] for key in self.disputes},
        }
        write_sections(out, header, {name: sections[name] for name in TYPES})


def _column(out: Path, name: str) -> Path:
    return out.with_name(f"{out.name}.{name}")


def _chunks(items: Iterator[T], size: int) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
