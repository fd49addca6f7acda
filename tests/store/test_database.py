"""The store, on both engines."""

import multiprocessing
import sqlite3
import time
from pathlib import Path

import apsw
import pytest

from onrecord.errors import InputError, StoreError
from onrecord.records import Failure
from onrecord.store.database import open_store
from onrecord.store.postgres import shown_url
from tests.conftest import bare_record
from tests.store.reports import ORLE, full_record


def test_what_is_put_is_found_again(where: str) -> None:
    first, second = bare_record("one"), full_record()
    with open_store(where) as store:
        store.put(first)
        store.put(second)
        store.put(first)
    with open_store(where, readonly=True) as store:
        assert list(store.records()) == [first, second]
        assert store.count() == 2
        assert store.record(first.document.id) == first
        assert store.record("doc-none") is None


def test_every_record_is_reached_by_its_id(where: str) -> None:
    records = [full_record(), full_record("Tomas Vey")]
    with open_store(where) as store:
        for record in records:
            store.put(record)
        for record in records:
            for kind in ("passages", "sentences", "mentions", "links", "times", "events"):
                for item in getattr(record, kind):
                    assert store.find(item.id) == (record, kind, item)
        assert store.find(ORLE.id) == (records[0], "places", ORLE)
        for unknown in ("pas-none", "", "eve-" + records[0].document.id[4:12] + "0" * 12, "%"):
            assert store.find(unknown) is None


def test_a_report_read_anew_takes_the_place_of_the_old(where: str) -> None:
    with open_store(where) as store:
        store.put(full_record(day="2031-04-08"))
        store.put(bare_record("one"))
        store.put(full_record(day=None))
        assert [r.times[0].start for r in store.records() if r.times] == [None]
        assert store.find(full_record().events[0].id) is not None


def test_failures_are_kept(where: str) -> None:
    failure = Failure(doc="a.txt", stage="ingest", message="em\x00pty", remedy="fill it")
    with open_store(where) as store:
        store.put_failure(failure)
        store.put_failure(failure)
        (kept,) = store.failures()
        assert (kept.doc, kept.message) == ("a.txt", "em�pty")


def test_what_fails_inside_a_transaction_was_never_there(where: str) -> None:
    with open_store(where) as store:
        store.put(bare_record("one"))
        with pytest.raises(KeyError), store.transaction():
            store.put(full_record())
            raise KeyError
        assert store.count() == 1
        assert store.find(ORLE.id) is None
        store.put(full_record())
        assert store.count() == 2


def test_a_second_writer_is_told_who_writes_and_readers_read(where: str) -> None:
    with open_store(where) as store:
        store.put(bare_record("one"))
        with pytest.raises(StoreError, match=r"is being written by .* since .*: wait until"):
            open_store(where)
        with open_store(where, readonly=True) as reader, reader.snapshot():
            assert reader.count() == 1
            store.put(bare_record("two"))
            assert reader.count() == 1
        with open_store(where, readonly=True) as reader:
            assert reader.count() == 2
    with open_store(where) as store:
        store.put(bare_record("three"))


def test_a_reader_writes_nothing(where: str) -> None:
    open_store(where).close()
    with open_store(where, readonly=True) as store, pytest.raises(StoreError):
        store.put(bare_record("one"))


def test_a_reader_of_nothing(tmp_path: Path, database: str) -> None:
    with pytest.raises(InputError, match="is not there: add reports first"):
        open_store(tmp_path / "none.store", readonly=True)
    (tmp_path / "empty.store").touch()
    with pytest.raises(StoreError, match="holds no record yet"):
        open_store(tmp_path / "empty.store", readonly=True)
    with pytest.raises(StoreError, match="holds no record yet"):
        open_store(database, readonly=True)


def test_a_lock_dies_with_its_process(where: str) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=_hold, args=(where, ready))
    process.start()
    assert ready.wait(60)
    with pytest.raises(StoreError, match="is being written"):
        open_store(where)
    process.kill()
    process.join()
    deadline = time.monotonic() + 20  # the server notices a lost client a little later
    while True:
        try:
            open_store(where).close()
        except StoreError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def _hold(where: str, ready) -> None:
    store = open_store(where)
    ready.set()
    while store:
        pass


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a store\n" * 100)
    for readonly in (True, False):
        with pytest.raises(StoreError, match="is no store"):
            open_store(path, readonly=readonly)
    assert path.read_text() == "not a store\n" * 100
    with pytest.raises(StoreError, match="cannot be opened as a store"):
        open_store(tmp_path)


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE report (name TEXT)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is an SQLite database of something else"):
        open_store(path, readonly=True)
    with pytest.raises(StoreError, match="is an SQLite database of something else"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_onrecord_is_not_touched(where: str) -> None:
    with open_store(where) as store:
        sql = "UPDATE version SET number = 99" if "//" in where else "PRAGMA user_version = 99"
        store.engine.run(sql)
    with pytest.raises(StoreError, match=r"newer onrecord .*: upgrade onrecord"):
        open_store(where)


def test_sqlite_is_past_the_fault_of_its_journal() -> None:
    assert tuple(map(int, apsw.sqlite_lib_version().split("."))) >= (3, 51, 3)


def test_a_password_is_never_shown() -> None:
    assert shown_url("postgresql://a:b@h/d?password=c&x=1") == "postgresql://a@h/d?password=…&x=1"
    with pytest.raises(StoreError, match="could not be read or written") as failed:
        open_store("postgresql://ana:secret@127.0.0.1:1/none")
    assert "secret" not in str(failed.value)
