"""The store: one SQLite file, opened by path."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from onrecord.errors import StoreError
from onrecord.records import Failure, Frozen, Record

SCHEMA_VERSION = 1
_KINDS = (
    "passages", "sentences", "mentions", "entities", "places", "links", "times", "quantities",
    "statements", "events", "proposals", "notes",
)  # fmt: skip


class Store:
    """The records of many reports. Use `open_store`; close it, or use it as a context."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def put(self, record: Record) -> None:
        """Keep one report's record; a record of the same report is replaced in its place."""
        doc = record.document.id
        with self._transaction() as db:
            db.execute(
                "INSERT INTO report (id, record) VALUES (?, ?)"
                " ON CONFLICT (id) DO UPDATE SET record = excluded.record",
                (doc, msgspec.json.encode(record)),
            )
            db.execute("DELETE FROM item WHERE report = ?", (doc,))
            db.executemany(
                "INSERT OR IGNORE INTO item (id, kind, report) VALUES (?, ?, ?)",
                [(item_id, kind, doc) for kind, item_id in _items(record)],
            )

    def put_failure(self, failure: Failure) -> None:
        """Keep a failure; a later one of the same document and stage takes its place."""
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?)",
                (failure.doc, failure.stage, failure.message, failure.remedy),
            )

    def clear(self) -> None:
        """Forget every report and failure."""
        with self._transaction() as db:
            for table in ("item", "report", "failure"):
                db.execute(f"DELETE FROM {table}")  # noqa: S608 - three literal names

    def records(self) -> Iterator[Record]:
        """Every report's record, in the order they were first put."""
        for (blob,) in self._db.execute("SELECT record FROM report ORDER BY seq"):
            yield msgspec.json.decode(blob, type=Record)

    def failures(self) -> tuple[Failure, ...]:
        """Every failure, by document and stage."""
        rows = self._db.execute("SELECT doc, stage, message, remedy FROM failure ORDER BY 1, 2")
        return tuple(Failure(doc=d, stage=s, message=m, remedy=r) for d, s, m, r in rows)

    def find(self, item_id: str) -> tuple[Record, str, Frozen] | None:
        """The record with this id, its kind ("statements", …) and its report; None if unknown."""
        row = self._db.execute(
            "SELECT report.record, item.kind FROM item JOIN report ON report.id = item.report"
            " WHERE item.id = ? ORDER BY report.seq LIMIT 1",
            (item_id,),
        ).fetchone()
        if row is None:
            return None
        record = msgspec.json.decode(row[0], type=Record)
        return record, row[1], _item(record, row[1], item_id)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                yield self._db
        except sqlite3.Error as error:
            raise StoreError(
                f"{self.path} could not be written ({error})",
                remedy="check the disk's free space and that no other program holds the file",
            ) from error


def open_store(path: str | Path) -> Store:
    """Open the store at `path`, made if it is not there.

    Raises:
        StoreError: it cannot be opened, is no store, or was written by a newer onrecord.
    """
    path = Path(path)
    db: sqlite3.Connection | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path)
        db.execute("PRAGMA foreign_keys = ON")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            schema = resources.files("onrecord.store").joinpath("schema.sql").read_text("utf-8")
            db.executescript("BEGIN;" + schema + "COMMIT;").close()
    except (sqlite3.Error, OSError) as error:
        if db is not None:
            db.close()
        raise StoreError(
            f"{path} cannot be opened as a store ({error})",
            remedy="give a path in a folder you can write to, or another file",
        ) from error
    if version > SCHEMA_VERSION:
        db.close()
        raise StoreError(
            f"{path} was written by a newer onrecord (schema {version}, this reads up to"
            f" {SCHEMA_VERSION})",
            remedy="upgrade onrecord",
        )
    return Store(path, db)


def _items(record: Record) -> Iterator[tuple[str, str]]:
    """Kind and id of everything in a record, the document and the moves among it."""
    for kind in _KINDS:
        for item in getattr(record, kind):
            yield kind, item.id
    for proposal in record.proposals:
        for move in proposal.moves:
            yield "moves", move.id


def _item(record: Record, kind: str, item_id: str) -> Frozen:
    items: tuple[Frozen, ...] = (
        tuple(move for proposal in record.proposals for move in proposal.moves)
        if kind == "moves"
        else getattr(record, kind)
    )
    return next(item for item in items if getattr(item, "id", None) == item_id)
