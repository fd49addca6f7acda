"""Stores of earlier schemas are brought up to date, whole or not at all."""

import sqlite3
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import StoreError
from onrecord.records import Failure
from onrecord.store.check import check_store
from onrecord.store.database import open_store
from onrecord.store.engine import SCHEMA_VERSION
from onrecord.store.queries import find_reports
from tests.conftest import bare_record
from tests.store.reports import ORLE, full_record

SCHEMAS = Path(__file__).with_name("schemas")
"""The schema of every earlier version, as it was."""
RECORDS = (bare_record("one"), full_record(), full_record("Tomas Vey", day=None))


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A store as version 1 wrote it."""
    path = tmp_path / "old.store"
    db = sqlite3.connect(path)
    db.executescript((SCHEMAS / "1.sql").read_text())
    for record in RECORDS:
        doc = record.document.id
        db.execute(
            "INSERT INTO report (id, record) VALUES (?, ?)", (doc, msgspec.json.encode(record))
        )
        db.execute("INSERT INTO item VALUES (?, 'passages', ?)", (record.passages[0].id, doc))
    db.execute("INSERT INTO failure VALUES ('b.txt', 'ingest', 'empty', 'fill it')")
    db.commit()
    db.close()
    return path


@pytest.mark.parametrize("readonly", [True, False])
def test_from_version_1(first: Path, *, readonly: bool) -> None:
    with open_store(first, readonly=readonly) as store:
        assert tuple(store.records()) == RECORDS
        failure = Failure(doc="b.txt", stage="ingest", message="empty", remedy="fill it")
        assert store.failures() == (failure,)
        assert store.find(ORLE.id) == (RECORDS[1], "places", ORLE)
        assert [f.report for f in find_reports(store, "tomas")] == [RECORDS[2].document.id]
        assert not list(check_store(store))
        assert store.engine.version() == SCHEMA_VERSION
    with open_store(first) as store:
        store.put(bare_record("two"))
        assert store.count() == len(RECORDS) + 1


def test_a_migration_that_fails_leaves_the_store_as_it_was(first: Path) -> None:
    db = sqlite3.connect(first)
    db.execute("UPDATE report SET record = '{' WHERE seq = 3")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="cannot be brought to schema 2"):
        open_store(first)
    db = sqlite3.connect(first)
    assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert db.execute("SELECT count(*) FROM report").fetchone() == (3,)
    db.close()


def test_every_earlier_schema_is_tested() -> None:
    assert {p.stem for p in SCHEMAS.iterdir()} == {str(n) for n in range(1, SCHEMA_VERSION)}
    assert f"schema {SCHEMA_VERSION}," in files("onrecord.store").joinpath("schema.sql").read_text()
