"""The store: what is kept of many reports, in one file or in a PostgreSQL database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from onrecord.errors import InputError, StoreError
from onrecord.records import Failure, Frozen, Record
from onrecord.store.engine import SCHEMA_VERSION, Engine
from onrecord.store.migrate import migrate
from onrecord.store.originals import Origin, keep_origin, settle_source
from onrecord.store.reports import put_report, report_number
from onrecord.store.rows import Rows, id_of, items_of, owner_digits, record_from, rows_of


class Store:
    """The records of many reports. Use `open_store`; close it, or use it as a context.

    One writer at a time, any number of readers beside it. What a method has written is on disk when
    it returns, or when the `transaction` around it ends.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The path or address, as messages call it."""
        return self.engine.name

    def close(self) -> None:
        """Close it; the next writer may come in."""
        self.engine.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Everything put inside is kept, or nothing of it."""
        return self.engine.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything read inside is of one moment, whatever a writer does meanwhile."""
        return self.engine.snapshot()

    def put(self, record: Record) -> None:
        """Keep one report's record; a record of the same report is replaced in its place."""
        self.put_rows(rows_of(record))

    def put_rows(self, rows: Rows, *, origin: Origin | None = None) -> None:
        """Keep what `rows_of` made of a record, with what it was read from.

        Where several sources are one report, the one with the lowest key speaks for it, so that the
        order in which they came does not matter.
        """
        with self.transaction():
            source = keep_origin(self.engine, origin) if origin else None
            if origin is None or self._speaks(origin, rows.doc["id"]):
                report = put_report(self.engine, rows)
            else:
                report = report_number(self.engine, str(rows.doc["id"]))
            if source is not None:
                settle_source(self.engine, source, report)

    def put_failure(self, failure: Failure, *, origin: Origin | None = None) -> None:
        """Keep a failure; a later one of the same document and stage takes its place.

        What was read from the same origin before stays.
        """
        with self.transaction():
            source = keep_origin(self.engine, origin) if origin else None
            self.engine.run(
                "INSERT INTO failure (doc, stage, message, remedy, source)"
                " VALUES (:doc, :stage, :message, :remedy, :source) ON CONFLICT (doc, stage)"
                " DO UPDATE SET message = excluded.message, remedy = excluded.remedy,"
                " source = excluded.source",
                doc=failure.doc.replace("\x00", "�"), stage=failure.stage,
                message=failure.message.replace("\x00", "�"), remedy=failure.remedy, source=source,
            )  # fmt: skip

    def records(self) -> Iterator[Record]:
        """Every report's record, in the order they were first put."""
        with self.snapshot():
            for (body,) in self.engine.stream("SELECT record FROM body ORDER BY report"):
                yield self.decode(body)

    def record(self, doc: str) -> Record | None:
        """The record of the report with this id."""
        sql = "SELECT record FROM body JOIN report ON seq = report WHERE id = :doc"
        row = next(self.engine.rows(sql, doc=doc), None)
        return self.decode(row[0]) if row else None

    def failures(self) -> tuple[Failure, ...]:
        """Every failure, by document and stage."""
        sql = "SELECT doc, stage, message, remedy FROM failure ORDER BY doc, stage"
        return tuple(
            Failure(doc=d, stage=s, message=m, remedy=r) for d, s, m, r in self.engine.rows(sql)
        )

    def failure_of(self, key: str) -> Failure | None:
        """What went wrong with the source with this key; None where nothing did."""
        sql = (
            "SELECT doc, stage, message, remedy FROM failure"
            " JOIN source ON source.seq = failure.source"
            " WHERE source.key = :key ORDER BY doc, stage LIMIT 1"
        )
        row = next(self.engine.rows(sql, key=key), None)
        return Failure(doc=row[0], stage=row[1], message=row[2], remedy=row[3]) if row else None

    def count(self) -> int:
        """How many reports are kept."""
        return int(next(self.engine.rows("SELECT count(*) FROM report"))[0])

    def count_without_source(self) -> int:
        """How many reports are kept without the bytes they were read from."""
        sql = (
            "SELECT count(*) FROM report"
            " WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.report = report.seq)"
        )
        return int(next(self.engine.rows(sql))[0])

    def find(self, item_id: str) -> tuple[Record, str, Frozen] | None:
        """The record with this id, its kind ("statements", …) and its report; None if unknown.

        What several reports have, a place, is found in the one that was put first.
        """
        for report in self._candidates(item_id):
            sql = "SELECT record FROM body WHERE report = :report"
            record = self.decode(next(self.engine.rows(sql, report=report))[0])
            for kind, item in items_of(record):
                if id_of(item) == item_id:
                    return record, kind, item
        return None

    def decode(self, body: bytes) -> Record:
        """The record of a body of this store.

        Raises:
            StoreError: it is damaged, or from a build with other record types.
        """
        try:
            return record_from(body)
        except ValueError as error:
            raise StoreError(
                f"{self.name} holds a record that cannot be read ({error})",
                remedy="read it again from what is kept: onrecord reread --all",
            ) from error

    def _candidates(self, item_id: str) -> list[int]:
        """The numbers of the reports that may hold an id."""
        low = f"doc-{owner_digits(item_id) or 'none'}"
        sql = (
            "SELECT seq FROM report WHERE id >= :low AND id < :high"
            " UNION SELECT report FROM item WHERE id = :id"
            " UNION SELECT min(report) FROM place WHERE id = :id HAVING count(*) > 0 ORDER BY 1"
        )
        return [row[0] for row in self.engine.rows(sql, low=low, high=f"{low}g", id=item_id)]

    def _speaks(self, origin: Origin, doc: str | None) -> bool:
        """Whether no source with a lower key is the same report."""
        sql = (
            "SELECT min(key) FROM source JOIN report ON report.seq = source.report"
            " WHERE report.id = :doc"
        )
        lowest = next(self.engine.rows(sql, doc=doc))[0]
        return lowest is None or origin.key <= lowest


def open_store(where: str | Path, *, readonly: bool = False) -> Store:
    """Open the store at a path or a `postgresql://` address; a writer makes it if it is not there.

    A store of an earlier version is brought up to date first.

    Raises:
        InputError: a reader's file is not there, or the path names no file.
        StoreError: it cannot be opened, is no store, was written by a newer onrecord, or another
            process is writing it.
        MissingExtraError: the package for PostgreSQL is not installed.
    """
    if is_address(where):
        from onrecord.store.postgres import open_postgres  # noqa: PLC0415 - an extra

        return _open(lambda *, readonly: open_postgres(str(where), readonly=readonly), readonly)
    path = Path(where)
    if not path.name:  # "", "." or "/"
        raise InputError(f"{str(where)!r} is no path of a store", remedy="give the path of a file")
    if readonly and not path.is_file():
        raise InputError(
            f"{path} is not there", remedy=f"add reports first: onrecord add REPORT --store {path}"
        )
    from onrecord.store.sqlite import open_sqlite  # noqa: PLC0415 - one engine is loaded

    return _open(lambda *, readonly: open_sqlite(path, readonly=readonly), readonly)


def is_address(where: str | Path) -> bool:
    """Whether it is the address of a PostgreSQL database and no path."""
    return str(where).startswith(("postgresql://", "postgres://"))


class _Connect(Protocol):
    def __call__(self, *, readonly: bool) -> Engine: ...


def _open(connect: _Connect, readonly: bool) -> Store:  # noqa: FBT001 - one of ours
    """Connect, and make or bring up to date what is there."""
    engine = connect(readonly=readonly)
    try:
        current = _is_current(engine, readonly=readonly)
    except BaseException:
        engine.close()
        raise
    if current:
        return Store(engine)
    engine.close()
    _open(connect, readonly=False).close()  # a reader's old store: brought up to date, then read
    return _open(connect, readonly=True)


def _is_current(engine: Engine, *, readonly: bool) -> bool:
    """Whether the schema is this build's; a writer's is, from now on."""
    version = engine.version()
    if version == SCHEMA_VERSION:
        return True
    if not readonly:
        with engine.transaction():
            migrate(engine, version)
        return True
    if version == 0:
        raise StoreError(
            f"{engine.name} holds no record yet", remedy="add reports first: onrecord add REPORT"
        )
    return False
