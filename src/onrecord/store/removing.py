"""Reports taken out with all that hangs on them; it is kept that they were, and their sources."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.records import Frozen
from onrecord.store.database import Store
from onrecord.store.engine import Engine
from onrecord.store.reports import forget_report


class Removal(Frozen, frozen=True, kw_only=True):
    """A source whose report was taken out; `removed` is the moment in UTC."""

    name: str
    report: str
    removed: str


@dataclass(frozen=True, slots=True)
class Removable:
    """A report as it is told before it is taken out, with the names of its sources."""

    report: str
    published: str | None
    outlet: str | None
    title: str | None
    sources: tuple[str, ...]


def find_removable(store: Store, reports: Iterable[str]) -> tuple[Removable, ...]:
    """What would be taken out.

    Raises:
        InputError: a report is not there.
    """
    found = []
    for report in dict.fromkeys(reports):
        sql = "SELECT seq, published, outlet, title FROM report WHERE id = :id"
        row = next(store.engine.rows(sql, id=report), None)
        if row is None:
            raise InputError(
                f"there is no report {report!r} in {store.name}",
                remedy="give the id of a whole report (doc-…), as `onrecord list` has it",
            )
        sql = "SELECT name FROM source WHERE report = :seq ORDER BY key"
        names = tuple(name for (name,) in store.engine.rows(sql, seq=row[0]))
        _, published, outlet, title = row
        found.append(Removable(report, published, outlet, title, names))
    return tuple(found)


def remove_reports(store: Store, reports: Iterable[str]) -> tuple[Removable, ...]:
    """Take reports out, with their rows, words, sources, failures and bytes: all of them or none.

    Bytes that another report was read from as well stay. `add` leaves a source alone from then on
    until it is told to take it again.

    Raises:
        InputError: a report is not there.
    """
    removed = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with store.transaction():
        found = find_removable(store, reports)
        for report in found:
            _remove(store.engine, report.report, removed)
    return found


def read_removals(store: Store) -> tuple[Removal, ...]:
    """What was taken out, the latest first."""
    sql = "SELECT name, report, removed FROM removal ORDER BY removed DESC, report, key"
    return tuple(Removal(name=n, report=r, removed=m) for n, r, m in store.engine.rows(sql))


def removal_of(engine: Engine, key: str) -> Removal | None:
    """That the report of the source with this key was taken out; None where it was not."""
    sql = "SELECT name, report, removed FROM removal WHERE key = :key"
    row = next(engine.rows(sql, key=key), None)
    return Removal(name=row[0], report=row[1], removed=row[2]) if row else None


def forget_removal(engine: Engine, key: str) -> None:
    """The source with this key may come in again."""
    engine.run("DELETE FROM removal WHERE key = :key", key=key)


def _remove(engine: Engine, report: str, removed: str) -> None:
    seq = next(engine.rows("SELECT seq FROM report WHERE id = :id", id=report))[0]
    sql = "SELECT seq, key, name, original FROM source WHERE report = :seq"
    sources = list(engine.rows(sql, seq=seq))
    forget_report(engine, seq)
    for source, key, name, original in sources:
        engine.run("DELETE FROM source WHERE seq = :source", source=source)
        engine.run(
            "DELETE FROM original WHERE seq = :original"
            " AND NOT EXISTS (SELECT 1 FROM source WHERE source.original = :original)",
            original=original,
        )
        engine.run(
            "INSERT INTO removal (key, name, report, removed)"
            " VALUES (:key, :name, :report, :removed) ON CONFLICT (key)"
            " DO UPDATE SET name = excluded.name, report = excluded.report,"
            " removed = excluded.removed",
            key=key, name=name, report=report, removed=removed,
        )  # fmt: skip
