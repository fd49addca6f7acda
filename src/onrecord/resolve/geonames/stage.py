"""What was read of the dump so far, in a database beside the file to be: memory stays bounded.

How far each file was read is kept with what was read, in one transaction, so that an import that
was stopped goes on at that byte. If a file of the dump changes, the import begins anew.
"""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from onrecord.resolve.gazetteer_file import ALTERNATIVE, MAIN, SHORT, hash_name
from onrecord.resolve.geonames.dump import (
    NAME_FIELDS,
    PLACE_FIELDS,
    Dump,
    DumpPlace,
    read_lines,
    read_name,
    read_place,
    size_of,
)
from onrecord.resolve.spellings import is_useful, without_area_word

BATCH = 20_000
"""Lines a transaction."""

Progress = Callable[[str, int, int], None]
"""Told what is read, and how many of its bytes, after every batch."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS done (file TEXT PRIMARY KEY, bytes INTEGER);
CREATE TABLE IF NOT EXISTS meta (signature TEXT);
CREATE TABLE IF NOT EXISTS place (
    id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, feature TEXT, country TEXT,
    admin1 TEXT, admin2 TEXT, population INTEGER);
CREATE TABLE IF NOT EXISTS name (id INTEGER, hash INTEGER, kind INTEGER);
"""


def open_stage(path: Path, signature: str) -> sqlite3.Connection:
    """The database at `path`, emptied if it holds what was read of other files."""
    stage = _connect(path)
    try:
        found = stage.execute("SELECT signature FROM meta").fetchall()
    except sqlite3.DatabaseError:
        found = []
    if found != [(signature,)]:
        stage.close()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        stage = _connect(path)
        stage.execute("INSERT INTO meta VALUES (?)", (signature,))
        stage.commit()
    return stage


def _connect(path: Path) -> sqlite3.Connection:
    stage = sqlite3.connect(path)
    try:
        stage.execute("PRAGMA journal_mode = WAL")
        stage.execute("PRAGMA synchronous = NORMAL")
        stage.execute("PRAGMA temp_store = FILE")
        stage.execute("PRAGMA cache_size = -65536")
        stage.executescript(_SCHEMA)
    except sqlite3.DatabaseError:  # a file of another kind: it is thrown away
        stage.close()
        path.unlink()
        return _connect(path)
    return stage


def stage_dump(stage: sqlite3.Connection, dump: Dump, progress: Progress) -> None:
    """Read what is not read yet: the places, then their names."""
    whole = dump.names is None

    def keep_place(at: int, fields: list[str]) -> None:
        place = read_place(dump.places, at, fields)
        if place is not None:
            _keep_place(stage, place, alternatives=whole)

    _read(stage, dump.places, PLACE_FIELDS, keep_place, progress)
    if dump.names is not None:
        names = dump.names

        def keep_name(at: int, fields: list[str]) -> None:
            name = read_name(names, at, fields)
            if name is not None:
                _keep_name(stage, *name)

        _read(stage, names, NAME_FIELDS, keep_name, progress)


def _read(
    stage: sqlite3.Connection,
    path: Path,
    fields: int,
    keep: Callable[[int, list[str]], None],
    progress: Progress,
) -> None:
    row = stage.execute("SELECT bytes FROM done WHERE file = ?", (path.name,)).fetchone()
    start, size = row[0] if row else 0, size_of(path)
    lines = read_lines(path, fields, start)
    progress(path.name, start, size)
    for batch in iter(lambda: list(islice(lines, BATCH)), []):
        at = start
        for end, values in batch:
            keep(at, values)
            at = end
        start = at
        stage.execute("INSERT OR REPLACE INTO done VALUES (?, ?)", (path.name, start))
        stage.commit()
        progress(path.name, start, size)


def _keep_place(stage: sqlite3.Connection, place: DumpPlace, *, alternatives: bool) -> None:
    stage.execute(
        "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            place.id, place.name, place.lat, place.lon, place.feature, place.country,
            place.admin1, place.admin2, place.population,
        ),
    )  # fmt: skip
    more = [place.ascii, *(place.names if alternatives else ())]
    pairs = [(place.name, MAIN)]
    pairs += [(name, ALTERNATIVE) for name in more if is_useful(name, place.country)]
    if place.feature.startswith("ADM"):
        pairs += [(bare, SHORT) for name, _ in list(pairs) if (bare := without_area_word(name))]
    stage.executemany(
        "INSERT INTO name VALUES (?, ?, ?)",
        {(place.id, hash_name(name), kind) for name, kind in pairs},
    )


def _keep_name(stage: sqlite3.Connection, place: int, name: str, short: bool) -> None:  # noqa: FBT001
    row = stage.execute("SELECT country, feature FROM place WHERE id = ?", (place,)).fetchone()
    if row is None or not is_useful(name, row[0]):
        return
    area = row[1].startswith("ADM")
    pairs = {(place, hash_name(name), SHORT if short and area else ALTERNATIVE)}
    if area and (bare := without_area_word(name)):
        pairs.add((place, hash_name(bare), SHORT))
    stage.executemany("INSERT INTO name VALUES (?, ?, ?)", pairs)


def new_places(stage: sqlite3.Connection, known: frozenset[int]) -> Iterator[DumpPlace]:
    """The places whose numbers are not known yet, in an order that depends on them alone."""
    rows = stage.execute(
        "SELECT * FROM place ORDER BY country, admin1, feature, name, id"
    )  # sorted on disk
    for number, name, lat, lon, feature, country, admin1, admin2, population in rows:
        if number not in known:
            yield DumpPlace(
                id=number, name=name, ascii="", names=(), lat=lat, lon=lon, feature=feature,
                country=country, admin1=admin1, admin2=admin2, population=population,
            )  # fmt: skip
