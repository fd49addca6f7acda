"""What came in: the bytes as they were, once, and every source that gave them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.store.engine import Engine
from onrecord.store.packing import pack, unpack
from onrecord.store.reports import forget_report

_KEPT = (
    "SELECT source.key, source.name, source.reader, report.id FROM source"
    " LEFT JOIN report ON report.seq = source.report"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a report is read from.

    `about` is what was given beside the bytes, `reader` the build that reads them. `key` is a hash
    of bytes and `about`: what has the same key is the same source, whatever it is called.
    """

    name: str
    data: bytes
    about: bytes
    reader: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def key(self) -> str:
        return hashlib.sha256(self.sha256.encode() + self.about).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """A source of the store: the report read from it, or None, and the build that did."""

    key: str
    name: str
    reader: str
    report: str | None


def known_source(engine: Engine, key: str) -> Kept | None:
    """What is kept of the source with this key."""
    row = next(engine.rows(f"{_KEPT} WHERE source.key = :key", key=key), None)
    return Kept(*row) if row else None


def kept_sources(engine: Engine) -> Iterator[Kept]:
    """Every source, in the order they came in; inside `snapshot`."""
    for row in engine.stream(f"{_KEPT} ORDER BY source.seq"):
        yield Kept(*row)


def read_origin(engine: Engine, key: str) -> Origin:
    """A source with its bytes, which is there."""
    sql = (
        "SELECT source.name, original.data, source.about, source.reader FROM source"
        " JOIN original ON original.seq = source.original WHERE source.key = :key"
    )
    name, data, about, reader = next(engine.rows(sql, key=key))
    return Origin(name=name, data=unpack(data), about=bytes(about), reader=reader)


def keep_origin(engine: Engine, origin: Origin) -> int:
    """Keep the bytes and what is known of them; the number of the source."""
    original = keep_bytes(engine, origin.data)
    engine.run(
        "INSERT INTO source (key, name, about, reader, original)"
        " VALUES (:key, :name, :about, :reader, :original)"
        " ON CONFLICT (key) DO UPDATE SET reader = excluded.reader",
        key=origin.key, name=origin.name.replace("\x00", "�"), about=origin.about,
        reader=origin.reader, original=original,
    )  # fmt: skip
    return int(next(engine.rows("SELECT seq FROM source WHERE key = :key", key=origin.key))[0])


def keep_bytes(engine: Engine, data: bytes) -> int:
    """Keep bytes once, under their SHA-256; their number."""
    sha256 = hashlib.sha256(data).hexdigest()
    sql = "SELECT seq FROM original WHERE sha256 = :sha256"
    if next(engine.rows(sql, sha256=sha256), None) is None:
        engine.run(
            "INSERT INTO original (sha256, size, data) VALUES (:sha256, :size, :data)",
            sha256=sha256, size=len(data), data=pack(data),
        )  # fmt: skip
    return int(next(engine.rows(sql, sha256=sha256))[0])


def read_bytes(engine: Engine, sha256: str) -> bytes | None:
    """The bytes that are kept under this SHA-256."""
    row = next(engine.rows("SELECT data FROM original WHERE sha256 = :sha256", sha256=sha256), None)
    return unpack(row[0]) if row else None


def settle_source(engine: Engine, source: int, report: int) -> None:
    """Note which report was read from a source.

    Its failures are over, and a report that it was read as before goes, if no other source is it.
    """
    sql = "SELECT report FROM source WHERE seq = :source"
    before = next(engine.rows(sql, source=source))[0]
    engine.run("DELETE FROM failure WHERE source = :source", source=source)
    sql = "UPDATE source SET report = :report WHERE seq = :source"
    engine.run(sql, report=report, source=source)
    if before is not None and before != report:
        sql = "SELECT 1 FROM source WHERE report = :report LIMIT 1"
        if next(engine.rows(sql, report=before), None) is None:
            forget_report(engine, before)
