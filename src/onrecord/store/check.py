"""Whether the store is sound: every quotation stands in its text, every reference resolves."""

from collections.abc import Iterator

import msgspec

from onrecord.records import Evidence, Frozen, Record
from onrecord.store.database import Store
from onrecord.store.originals import kept_sources, read_origin
from onrecord.store.reports import TABLES
from onrecord.store.rows import Rows, id_of, items_of, record_from, rows_of

REFERENCES = {
    "sentences": ("passage",),
    "mentions": ("entity",),
    "links": ("mention", "place"),
    "times": ("anchor",),
    "statements": ("speaker", "addressee", "parent"),
    "events": ("actors", "recipients", "place", "time", "quantities", "holder"),
    "proposals": ("parties",),
    "moves": ("by", "time", "said_in"),
    "notes": ("subject",),
}
"""Kind → the fields that hold ids of the same report's records."""
WORDS = {"anchor": "publication", "holder": "outlet"}
"""What a field may hold in place of an id."""


class Problem(Frozen, frozen=True, kw_only=True):
    """Something that is not as it must be; `record` is the id of what it is in, or its report's."""

    report: str
    record: str
    message: str


def check_store(store: Store) -> Iterator[Problem]:
    """Everything that is wrong with a store, report by report.

    What the database itself finds comes first: after a damaged page the rest may not be read.
    """
    with store.snapshot():
        for fault in store.engine.faults():
            yield Problem(report=store.name, record=store.name, message=f"damaged file: {fault}")
        sql = (
            "SELECT seq, id, body.record FROM report LEFT JOIN body ON body.report = report.seq"
            " ORDER BY seq"
        )
        for seq, doc, body in store.engine.stream(sql):
            yield from _check_report(store, seq, doc, body)
        words, reports = store.engine.count_words(), store.count()
        if words > reports:
            message = f"the full text has {words - reports:,} reports that are not there"
            yield Problem(report=store.name, record=store.name, message=message)
        yield from _check_originals(store)


def check_record(record: Record) -> Iterator[Problem]:
    """Everything that is wrong with one record."""
    doc = record.document
    known = {id_of(item) for _, item in items_of(record)} | {doc.id}
    for kind, item in items_of(record):
        for evidence in dict.fromkeys(evidence_in(item)):
            if doc.text[evidence.start : evidence.end] != evidence.quote:
                yield Problem(
                    report=doc.id,
                    record=id_of(item),
                    message=f"the quote {evidence.quote[:60]!r} does not stand at"
                    f" {evidence.start}–{evidence.end}",
                )
        for field, target in _references(kind, item):
            if target not in known:
                yield Problem(
                    report=doc.id, record=id_of(item), message=f"{field} {target} is not there"
                )


def evidence_in(value: object) -> Iterator[Evidence]:
    """Every piece of evidence in a record, however deep."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from evidence_in(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from evidence_in(part)


def _references(kind: str, item: Frozen) -> Iterator[tuple[str, str]]:
    for field in REFERENCES.get(kind, ()):
        value = getattr(item, field)
        for target in value if isinstance(value, tuple) else (value,):
            if target is not None and target != WORDS.get(field):
                yield field, target
    relation = getattr(item, "relation", None)
    for anchor in relation.anchors if relation else ():
        yield "anchor", anchor


def _check_report(store: Store, seq: int, doc: str, body: bytes | None) -> Iterator[Problem]:
    if body is None:
        yield Problem(report=doc, record=doc, message="its record is not there")
        return
    try:
        record = record_from(body)
    except ValueError as error:
        yield Problem(report=doc, record=doc, message=f"its record cannot be read: {error}")
        return
    if record.document.id != doc:
        yield Problem(report=doc, record=doc, message=f"it holds {record.document.id} instead")
    yield from check_record(record)
    rows = rows_of(record)
    for table in _stale(store, seq, rows):
        message = f"the table {table} is not what the record says"
        yield Problem(report=doc, record=doc, message=message)


def _stale(store: Store, seq: int, rows: Rows) -> Iterator[str]:
    """The tables that do not agree with the record they index."""
    engine = store.engine
    for table in TABLES:
        sql = f"SELECT * FROM {table} WHERE report = :seq ORDER BY n"  # noqa: S608 - a name of ours
        if tuple(tuple(row[1:]) for row in engine.rows(sql, seq=seq)) != rows.tables[table]:
            yield table
    sql = "SELECT id FROM item WHERE report = :seq ORDER BY id"
    if tuple(row[0] for row in engine.rows(sql, seq=seq)) != rows.strays:
        yield "item"
    names = ", ".join(rows.doc)
    row = next(engine.rows(f"SELECT {names} FROM report WHERE seq = :seq", seq=seq))  # noqa: S608
    if tuple(row) != tuple(rows.doc.values()):
        yield "report"
    if not engine.has_words(seq, rows.doc["published"], rows.doc["language"]):
        yield "words"


def _check_originals(store: Store) -> Iterator[Problem]:
    for kept in kept_sources(store.engine):
        at = kept.report or kept.name
        try:
            origin = read_origin(store.engine, kept.key)
        except ValueError as error:
            yield Problem(report=at, record=kept.name, message=f"its bytes are {error}")
            continue
        if origin.key != kept.key:
            message = "its bytes are not those that came in"
            yield Problem(report=at, record=kept.name, message=message)
