"""What came in, and the reports it became, on both engines."""

import itertools

import msgspec

from onrecord.records import Failure, Record
from onrecord.store.database import open_store
from onrecord.store.export import export_jsonl
from onrecord.store.originals import Origin, kept_sources, known_source, read_origin
from onrecord.store.queries import find_reports
from onrecord.store.rows import rows_of
from tests.conftest import bare_record
from tests.store.reports import full_record

ORIGIN = Origin("a.html", b"<p>bytes</p>" * 100, b'{"given":{}}', "build-1")
FAILURE = Failure(doc="a.html", stage="ingest", message="no text", remedy="none")


def titled(record: Record, title: str) -> Record:
    document = msgspec.structs.replace(record.document, title=title)
    return msgspec.structs.replace(record, document=document)


def test_the_bytes_come_back(where: str) -> None:
    with open_store(where) as store:
        assert known_source(store.engine, ORIGIN.key) is None
        store.put_rows(rows_of(full_record()), origin=ORIGIN)
        assert read_origin(store.engine, ORIGIN.key) == ORIGIN
        kept = known_source(store.engine, ORIGIN.key)
        assert kept is not None
        assert (kept.report, kept.reader) == (full_record().document.id, "build-1")
        assert store.count_without_source() == 0


def test_one_content_is_kept_once(where: str) -> None:
    other = Origin("b.html", ORIGIN.data, b'{"given":{"outlet":"Wire"}}', "build-1")
    with open_store(where) as store:
        store.put_rows(rows_of(bare_record("one")), origin=ORIGIN)
        store.put_rows(rows_of(bare_record("two")), origin=other)
        assert next(store.engine.rows("SELECT count(*) FROM original")) == (1,)
        with store.snapshot():
            assert [k.name for k in kept_sources(store.engine)] == ["a.html", "b.html"]


def test_of_several_sources_of_a_report_the_same_speaks_in_any_order(where: str) -> None:
    record = full_record()
    sources = [
        (Origin(f"{n}.html", b"bytes", f"{n}".encode(), "1"), titled(record, f"Title {n}"))
        for n in range(3)
    ]
    seen = set()
    with open_store(where) as store:
        for order in itertools.permutations(sources):
            store.engine.run("DELETE FROM source")
            store.engine.run("DELETE FROM report")
            for origin, read in order:
                store.put_rows(rows_of(read), origin=origin)
            seen.add(tuple(export_jsonl(store)))
    assert len(seen) == 1


def test_a_source_that_is_read_as_another_report_leaves_none_behind(where: str) -> None:
    with open_store(where) as store:
        store.put(bare_record("beside"))
        store.put_rows(rows_of(full_record("Ana Rell")), origin=ORIGIN)
        store.put_rows(rows_of(full_record("Tomas Vey")), origin=ORIGIN)
        docs = [r.document.id for r in store.records()]
        assert docs == [bare_record("beside").document.id, full_record("Tomas Vey").document.id]
        assert not find_reports(store, "rell")


def test_a_failure_goes_when_the_source_can_be_read(where: str) -> None:
    with open_store(where) as store:
        store.put_failure(FAILURE, origin=ORIGIN)
        assert store.failure_of(ORIGIN.key) == FAILURE
        store.put_rows(rows_of(full_record()), origin=ORIGIN)
        assert store.failures() == ()
        store.put_failure(FAILURE, origin=ORIGIN)  # a later reader fails: the record stays
        assert store.failures() == (FAILURE,)
        assert store.count() == 1


def test_what_is_in_another_language_is_found_as_written(where: str) -> None:
    record = bare_record("Die Verhandlungen wurden verschoben.")
    german = msgspec.structs.replace(record.document, language="de")
    with open_store(where) as store:
        store.put(msgspec.structs.replace(record, document=german))
        assert find_reports(store, "verhandlungen")
        assert not find_reports(store, "verhandlung")
