"""What is known of an id."""

import pytest

from onrecord.errors import InputError
from onrecord.store.database import open_store
from onrecord.store.items import Item, Report, show_id
from onrecord.store.originals import Origin
from onrecord.store.rows import id_of, items_of, rows_of
from tests.store.reports import ORLE, full_record


def test_every_id_is_shown_with_what_hangs_on_it(where: str) -> None:
    record = full_record()
    with open_store(where) as store:
        store.put(record)
        store.put(full_record("Tomas Vey"))
        for kind, item in items_of(record):
            shown = show_id(store, id_of(item))
            assert isinstance(shown, Item)
            assert (shown.id, shown.kind, shown.report) == (id_of(item), kind, record.document.id)
            for context in shown.evidence:
                around = context.before + context.evidence.quote + context.after
                assert around in record.document.text
                assert context.line == 1

        event = show_id(store, record.events[0].id)
        speaker = show_id(store, record.entities[0].id)
        place = show_id(store, ORLE.id)
    assert isinstance(event, Item)
    assert isinstance(speaker, Item)
    assert isinstance(place, Item)
    assert {(r.field, r.words) for r in event.refers_to} == {
        ("actors", "Ana Rell"), ("place", "Orle"), ("time", "Monday"),
    }  # fmt: skip
    assert {(r.kind, r.field) for r in speaker.referred_by} == {
        ("mentions", "entity"), ("statements", "speaker"),
    }  # fmt: skip
    assert [r.kind for r in place.referred_by] == ["links"]
    assert [c.evidence.quote for c in place.evidence] == ["Orle"]
    assert (place.reports, event.reports) == (2, 1)
    assert event.record["status"] == "occurred"


def test_a_report_is_shown_with_its_sources(where: str) -> None:
    record = full_record()
    with open_store(where) as store:
        store.put_rows(rows_of(record), origin=Origin("a.txt", b"bytes", b"{}", "build"))
        shown = show_id(store, record.document.id)
        assert isinstance(shown, Report)
        assert shown.document == record.document
        assert shown.counts["mentions"] == 2
        ((name, size, reader),) = [(s.name, s.size, s.reader) for s in shown.sources]
        assert (name, size, reader) == ("a.txt", 5, "build")
        for unknown in ("doc-none", "", "eve-" + record.document.id[4:12] + "0" * 12, "%"):
            with pytest.raises(InputError, match="there is no record"):
                show_id(store, unknown)
