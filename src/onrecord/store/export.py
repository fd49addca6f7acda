"""The record in formats for other programs, one JSON object a line.

Reports come by day of publication, those without one first, then by id: whatever order they were
added in, the same records give the same bytes.
"""

from collections.abc import Iterator

import msgspec

from onrecord.records import Record
from onrecord.store.database import Store
from onrecord.store.packing import unpack
from onrecord.store.plover import plover_events

_ORDERED = (
    "SELECT body.record FROM report JOIN body ON body.report = report.seq"
    " ORDER BY report.published NULLS FIRST, report.id"
)


def export_jsonl(store: Store) -> Iterator[bytes]:
    """Each report's record as `onrecord read --jsonl` prints it."""
    for body in _bodies(store):
        yield unpack(body)


def export_plover(store: Store) -> Iterator[bytes]:
    """Each event under PLOVER's field names, with its status."""
    for record in ordered_records(store):
        for event in plover_events(record):
            yield msgspec.json.encode(event)


def ordered_records(store: Store) -> Iterator[Record]:
    """Every record in the order of the exports."""
    for body in _bodies(store):
        yield store.decode(body)


def _bodies(store: Store) -> Iterator[bytes]:
    with store.snapshot():
        for (body,) in store.engine.stream(_ORDERED):
            yield body


FORMATS = {"jsonl": export_jsonl, "plover": export_plover}
"""Name → what writes it."""
