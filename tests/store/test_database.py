"""The store, on real files."""

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.records import Failure
from onrecord.store.database import open_store
from tests.conftest import bare_record


def test_what_is_put_is_found_again(tmp_path: Path) -> None:
    first, second = bare_record("one"), bare_record("two")
    with open_store(tmp_path / "a.store") as store:
        store.put(first)
        store.put(second)
        store.put(first)
    with open_store(tmp_path / "a.store") as store:
        assert list(store.records()) == [first, second]
        found = store.find(second.passages[0].id)
        assert found is not None
        assert found[0] == second
        assert found[1] == "passages"
        assert found[2] == second.passages[0]
        assert store.find("pas-none") is None


def test_failures_are_kept_and_cleared(tmp_path: Path) -> None:
    failure = Failure(doc="a.txt", stage="ingest", message="empty", remedy="fill it")
    with open_store(tmp_path / "a.store") as store:
        store.put_failure(failure)
        store.put_failure(failure)
        assert store.failures() == (failure,)
        store.put(bare_record("one"))
        store.clear()
        assert store.failures() == ()
        assert list(store.records()) == []
        assert store.find(bare_record("one").passages[0].id) is None


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("this is not a database, only text that is long enough to be looked at" * 20)
    with pytest.raises(StoreError, match="cannot be opened as a store"):
        open_store(path)


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer onrecord"):
        open_store(path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "file" / "a.store")
