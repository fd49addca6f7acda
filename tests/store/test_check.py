"""What `check` finds, on both engines."""

import msgspec
import pytest

from onrecord.records import Record
from onrecord.store.check import check_record, check_store
from onrecord.store.database import Store, open_store
from onrecord.store.originals import Origin
from onrecord.store.packing import pack
from onrecord.store.rows import rows_of
from tests.store.reports import full_record

RECORD = full_record()
DOC = RECORD.document.id


def changed(path: tuple[str | int, ...], value: object) -> Record:
    fields = msgspec.to_builtins(RECORD)
    at = fields
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return msgspec.convert(fields, Record)


def test_a_sound_store(where: str) -> None:
    with open_store(where) as store:
        store.put_rows(rows_of(RECORD), origin=Origin("a.txt", b"bytes", b"{}", "1"))
        store.put(full_record("Tomas Vey", day=None))
        assert list(check_store(store)) == []


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("statements", 0, "content", 0, "start"), 0, "does not stand at"),
        (("events", 0, "trigger", "quote"), "Bombing", "'Bombing' does not stand at 0–8"),
        (("passages", 0, "span", "end"), 5, "does not stand at"),
        (("sentences", 1, "passage"), "pas-none", "passage pas-none is not there"),
        (("statements", 0, "speaker"), "ent-none", "speaker ent-none is not there"),
        (("events", 0, "actors"), ["men-none"], "actors men-none is not there"),
        (("events", 0, "holder"), "sta-none", "holder sta-none is not there"),
        (("times", 0, "anchor"), "tim-none", "anchor tim-none is not there"),
        (("links", 0, "place"), "pla-none", "place pla-none is not there"),
        (
            ("links", 0, "relation"),
            {"kind": "near", "anchors": ["pla-none"]},
            "anchor pla-none is not there",
        ),
    ],
)
def test_a_record_that_is_wrong(path, value, message: str) -> None:
    found = list(check_record(changed(path, value)))
    assert found
    assert message in found[0].message
    assert found[0].report == DOC


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM body", "its record is not there"),
        ("UPDATE event SET status = 'planned'", "the table event is not what the record says"),
        ("DELETE FROM entity", "the table entity is not what the record says"),
        ("UPDATE report SET outlet = 'Other'", "the table report is not what the record says"),
    ],
)
def test_tables_that_are_wrong(where: str, sql: str, message: str) -> None:
    with open_store(where) as store:
        store.put(RECORD)
        store.engine.run(sql)
        assert [(p.report, p.message) for p in check_store(store)] == [(DOC, message)]


def test_bytes_that_are_wrong(where: str) -> None:
    with open_store(where) as store:
        store.put_rows(rows_of(RECORD), origin=Origin("a.txt", b"bytes", b"{}", "1"))
        assert messages(store, "original", "data", pack(b"other")) == [
            "its bytes are not those that came in"
        ]
        (message,) = messages(store, "original", "data", b"rotten")
        assert message.startswith("its bytes are damaged")
        (first, *_) = messages(store, "body", "record", b"rotten")
        assert first.startswith("its record cannot be read: damaged bytes")


def messages(store: Store, table: str, column: str, data: bytes) -> list[str]:
    store.engine.run(f"UPDATE {table} SET {column} = :data", data=data)  # noqa: S608
    return [p.message for p in check_store(store)]


def test_words_that_are_not_filed_as_they_must_be(where: str) -> None:
    other = full_record("Tomas Vey")
    with open_store(where) as store:
        store.put(RECORD)
        store.put(other)
        published = str(RECORD.document.published)
        store.engine.forget_words(1, published)
        (problem,) = check_store(store)
        assert (problem.report, problem.message) == (
            DOC, "the table words is not what the record says",
        )  # fmt: skip
        store.put(RECORD)
        assert list(check_store(store)) == []
        if "//" not in where:  # a server lets no row stand without its report
            store.engine.index_words(9, published, "en", "", "words of nobody")
            (problem,) = check_store(store)
            assert problem.message == "the full text has 1 reports that are not there"
