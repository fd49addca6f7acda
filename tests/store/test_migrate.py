"""Stores of earlier schemas are brought up to date, whole or not at all."""

import sqlite3
from importlib.resources import files
from pathlib import Path

import apsw
import msgspec
import pytest

from onrecord.errors import StoreError
from onrecord.records import Failure
from onrecord.store.check import check_store
from onrecord.store.database import Store, open_store
from onrecord.store.engine import SCHEMA_VERSION
from onrecord.store.feeds import add_feeds, feed_states
from onrecord.store.queries import Days, find_reports
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
    with pytest.raises(StoreError, match=f"cannot be brought to schema {SCHEMA_VERSION}"):
        open_store(first)
    db = sqlite3.connect(first)
    assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert db.execute("SELECT count(*) FROM report").fetchone() == (3,)
    db.close()


@pytest.fixture(params=[2, 3])
def earlier(where: str, request: pytest.FixtureRequest) -> str:
    """A store as version 2 and 3 wrote it, of each engine."""
    script = (SCHEMAS / f"{request.param}.sql").read_text()
    tables = {2: TABLES, 3: TABLES | WATCHED}[request.param]
    with open_store(where) as store:  # what both engines have beside that script has not changed
        for record in RECORDS:
            store.put(record)
        store.put_failure(FAILURE)
        for table in ("removal", *(WATCHED if request.param == 2 else ())):
            store.engine.run(f"DROP TABLE {table}{' CASCADE' if '//' in where else ''}")
        if "//" not in where:
            _file_by_report_alone(store)
        store.engine.mark(request.param)
        made = {name for name in tables if f"CREATE TABLE {name} " in script}
        assert made == _tables(where, store)
    return where


def _file_by_report_alone(store: Store) -> None:
    """The full text as SQLite had it up to version 3."""
    store.engine.renew_words()
    for number, record in enumerate(RECORDS, start=1):
        store.engine.run(
            "INSERT INTO words_stemmed (rowid, title, text) VALUES (:number, '', :text)",
            number=number, text=record.document.text,
        )  # fmt: skip


FAILURE = Failure(doc="b.txt", stage="ingest", message="empty", remedy="fill it")
TABLES = frozenset({
    "report", "body", "item", "entity", "statement", "event", "party", "place", "time", "original",
    "source", "failure",
})  # fmt: skip
WATCHED = frozenset({"seen", "article", "feed", "host"})


def _tables(where: str, store: Store) -> set[str]:
    sql = (
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'onrecord'"
        if where.startswith("postgres")
        else "SELECT name FROM sqlite_schema WHERE type = 'table'"
    )
    beside = {"words", "version"}  # the full-text index, and PostgreSQL's number of the schema
    names = {row[0] for row in store.engine.rows(sql)}
    return {n for n in names if n not in beside and not n.startswith("words_")}


@pytest.mark.parametrize("readonly", [True, False])
def test_from_versions_2_and_3(earlier: str, *, readonly: bool) -> None:
    with open_store(earlier, readonly=readonly) as store:
        assert store.engine.version() == SCHEMA_VERSION
        assert tuple(store.records()) == RECORDS
        assert store.failures() == (FAILURE,)
        assert [f.report for f in find_reports(store, "tomas")] == [RECORDS[2].document.id]
        assert not list(check_store(store))
        assert [f.report for f in find_reports(store, "bridge", days=Days(since="2031-04-12"))] == [
            record.document.id for record in (RECORDS[2], RECORDS[1])
        ]
        assert not list(feed_states(store.engine))
    with open_store(earlier) as store:
        add_feeds(store.engine, ["http://example.org/feed"], now=1.0)
        assert [f.url for f in feed_states(store.engine)] == ["http://example.org/feed"]


@pytest.mark.parametrize("version", [2, 3])
def test_the_file_of_a_version_is_what_its_script_made(tmp_path: Path, version: int) -> None:
    """The script kept of a version makes the tables that the migration starts from."""
    words = {"serial": "INTEGER PRIMARY KEY", "key": "INTEGER PRIMARY KEY", "bytes": "BLOB"}
    words |= {"text": "TEXT", "first": "", "clustered": " WITHOUT ROWID"}
    script = (SCHEMAS / f"{version}.sql").read_text()
    for word, meaning in words.items():
        script = script.replace(f"{{{word}}}", meaning)
    path = tmp_path / "two.store"
    db = apsw.Connection(str(path))
    for name in ("words_stemmed", "words_plain"):
        options = "title, text, content='', contentless_delete=1"
        script += f"CREATE VIRTUAL TABLE {name} USING fts5({options});"
    db.execute(script + f"PRAGMA application_id = 1869509219; PRAGMA user_version = {version}")
    db.close()
    with open_store(path) as store:
        assert store.engine.version() == SCHEMA_VERSION
        store.put(RECORDS[1])
        assert tuple(store.records()) == (RECORDS[1],)
        assert not list(feed_states(store.engine))


def test_every_earlier_schema_is_tested() -> None:
    assert {p.stem for p in SCHEMAS.iterdir()} == {str(n) for n in range(1, SCHEMA_VERSION)}
    assert f"schema {SCHEMA_VERSION}," in files("onrecord.store").joinpath("schema.sql").read_text()
