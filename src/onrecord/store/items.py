"""What is known of one id: the record, its evidence in context, and how it hangs together."""

from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.records import Document, Evidence, Frozen, Record
from onrecord.store.check import evidence_in
from onrecord.store.database import Store
from onrecord.store.rows import KINDS, id_of, items_of

AROUND = 160
"""How many characters of its line stand on each side of a quotation."""


class Context(Frozen, frozen=True, kw_only=True):
    """A quotation with what stands around it in its line; `line` is counted from 1."""

    line: int
    before: str
    evidence: Evidence
    after: str


class Reference(Frozen, frozen=True, kw_only=True):
    """The other end of a reference: its id and kind, the field that refers, and its words."""

    id: str
    kind: str
    field: str
    words: str


class Kept(Frozen, frozen=True, kw_only=True):
    """A source of a report: its name, its bytes and the build that read it."""

    name: str
    sha256: str
    size: int
    reader: str


class Item(Frozen, frozen=True, kw_only=True):
    """Something in a report; `record` is it as the export has it.

    `reports` counts the reports that have it: more than one only of a place.
    """

    id: str
    kind: str
    report: str
    published: str | None
    outlet: str | None
    title: str | None
    record: Any
    evidence: tuple[Context, ...]
    refers_to: tuple[Reference, ...]
    referred_by: tuple[Reference, ...]
    reports: int = 1


class Report(Frozen, frozen=True, kw_only=True):
    """A whole report: how much it holds of each kind, and what it was read from."""

    id: str
    document: Document
    counts: dict[str, int]
    sources: tuple[Kept, ...]


def show_id(store: Store, asked: str) -> Item | Report:
    """What is known of an id: of a report, or of anything in one.

    Raises:
        InputError: there is no such id.
    """
    with store.snapshot():
        whole = store.record(asked)
        if whole is not None:
            return _report(store, whole)
        found = store.find(asked)
        if found is None:
            raise InputError(
                f"there is no record {asked!r} in {store.name}",
                remedy="ids stand in `onrecord search`, `onrecord list` and every export",
            )
        return _item(store, *found)


def _report(store: Store, record: Record) -> Report:
    sql = (
        "SELECT source.name, original.sha256, original.size, source.reader FROM source"
        " JOIN original ON original.seq = source.original"
        " JOIN report ON report.seq = source.report WHERE report.id = :id ORDER BY source.key"
    )
    sources = tuple(
        Kept(name=name, sha256=sha256, size=size, reader=reader)
        for name, sha256, size, reader in store.engine.rows(sql, id=record.document.id)
    )
    return Report(
        id=record.document.id,
        document=record.document,
        counts={kind: len(getattr(record, kind)) for kind in KINDS},
        sources=sources,
    )


def _item(store: Store, record: Record, kind: str, item: Frozen) -> Item:
    doc, own = record.document, id_of(item)
    known = {id_of(other): (k, other) for k, other in items_of(record)}
    referred_by = tuple(
        Reference(id=id_of(other), kind=k, field=field, words=_words(other))
        for k, other in known.values()
        for field, target in _references(other)
        if target == own
    )
    refers_to = tuple(
        Reference(id=target, kind=known[target][0], field=field, words=_words(known[target][1]))
        for field, target in _references(item)
        if target in known and target != own
    )
    quoted = _evidence(item) or [
        e for _, other in known.values() if own in {t for _, t in _references(other)}
        for e in _evidence(other)
    ]  # fmt: skip
    return Item(
        id=own,
        kind=kind,
        report=doc.id,
        published=doc.published.isoformat() if doc.published else None,
        outlet=doc.outlet,
        title=doc.title,
        record=msgspec.to_builtins(item),
        evidence=tuple(_context(doc.text, e) for e in sorted(set(quoted), key=_place)),
        refers_to=refers_to,
        referred_by=referred_by,
        reports=_reports_with(store, own) if kind == "places" else 1,
    )


def _references(item: Frozen) -> Iterator[tuple[str, str]]:
    """Every text in a record with its field, each once: what of it is an id, the report tells.

    The moves of a proposal are records themselves, and refer to others for themselves.
    """
    for field in item.__struct_fields__:
        value = getattr(item, field)
        if field == "moves":
            yield from ((field, id_of(move)) for move in value)
        elif field != "id":
            yield from ((field, text) for text in dict.fromkeys(_strings(value)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, Frozen) and not isinstance(value, Evidence):
        for field in value.__struct_fields__:
            yield from _strings(getattr(value, field))


def _evidence(item: Frozen) -> list[Evidence]:
    """What a record is shown by: its evidence, its span where it has no evidence, or nothing."""
    for field in ("evidence", "span"):
        if found := list(evidence_in(getattr(item, field, None))):
            return found
    return []


def _place(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end


def _context(text: str, evidence: Evidence) -> Context:
    start, end = evidence.start, evidence.end
    low = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    high = text.find("\n", end)
    high = min(len(text) if high < 0 else high, end + AROUND)
    return Context(
        line=text.count("\n", 0, start) + 1,
        before=text[low:start].lstrip(),
        evidence=evidence,
        after=text[end:high].rstrip(),
    )


def _words(item: Frozen) -> str:
    """What a record is called."""
    for field in ("name", "title", "message"):
        value = getattr(item, field, None)
        if isinstance(value, str):
            return value
    return " … ".join(e.quote for e in _evidence(item))


def _reports_with(store: Store, place: str) -> int:
    sql = "SELECT count(DISTINCT report) FROM place WHERE id = :id"
    return int(next(store.engine.rows(sql, id=place))[0])
