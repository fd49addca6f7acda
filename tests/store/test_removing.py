"""A report is taken out with all that hangs on it, and nothing else."""

import pytest

from onrecord.errors import InputError
from onrecord.records import Failure
from onrecord.store.check import check_store
from onrecord.store.database import Store, open_store
from onrecord.store.originals import Origin
from onrecord.store.queries import find_events, find_reports
from onrecord.store.removing import forget_removal, read_removals, removal_of, remove_reports
from onrecord.store.reports import TABLES
from onrecord.store.rows import rows_of
from tests.store.reports import ORLE, full_record

FIRST, SECOND = full_record(), full_record("Tomas Vey")
SHARED = Origin("both.txt", b"shared bytes", b'{"n":1}', "build")
OTHER = Origin("both.txt", b"shared bytes", b'{"n":2}', "build")
OWN = Origin("own.txt", b"own bytes", b"{}", "build")


def count(store: Store, table: str) -> int:
    sql = f"SELECT count(*) FROM {table}"  # noqa: S608
    return int(next(store.engine.rows(sql))[0])


def test_what_hangs_on_a_report_goes_and_what_is_shared_stays(where: str) -> None:
    with open_store(where) as store:
        store.put_rows(rows_of(SECOND), origin=OTHER)
        before = {table: count(store, table) for table in ("report", "body", "item", *TABLES)}
        store.put_rows(rows_of(FIRST), origin=SHARED)
        store.put_rows(rows_of(FIRST), origin=OWN)
        failure = Failure(doc="own.txt", stage="ingest", message="not now", remedy="wait")
        store.put_failure(failure, origin=OWN)

        (removed,) = remove_reports(store, [FIRST.document.id, FIRST.document.id])
        assert removed.report == FIRST.document.id
        assert set(removed.sources) == {"both.txt", "own.txt"}
        assert {t: count(store, t) for t in ("report", "body", "item", *TABLES)} == before
        assert (count(store, "source"), count(store, "original"), count(store, "failure")) == (
            1,
            1,
            0,
        )
        assert store.record(FIRST.document.id) is None
        assert store.find(FIRST.events[0].id) is None
        assert [f.report for f in find_reports(store, "bridge")] == [SECOND.document.id]
        assert [f.report for f in find_events(store, place=ORLE.id)] == [SECOND.document.id]
        assert not list(check_store(store))

        assert {r.name for r in read_removals(store)} == {"both.txt", "own.txt"}
        known = removal_of(store.engine, OWN.key)
        assert known is not None
        assert known.report == FIRST.document.id
        assert removal_of(store.engine, OTHER.key) is None
        forget_removal(store.engine, OWN.key)
        assert removal_of(store.engine, OWN.key) is None

        store.put_rows(rows_of(FIRST), origin=OWN)  # and it may come back
        assert store.record(FIRST.document.id) == FIRST
        assert not list(check_store(store))


def test_all_or_none_are_removed(where: str) -> None:
    with open_store(where) as store:
        store.put(FIRST)
        with pytest.raises(InputError, match="there is no report 'doc-none'"):
            remove_reports(store, [FIRST.document.id, "doc-none"])
        assert store.count() == 1
        remove_reports(store, [FIRST.document.id])
        assert store.count() == 0
        assert not read_removals(store)  # it had no source to know it by
