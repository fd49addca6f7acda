"""Exports: the same bytes whatever order reports came in."""

import itertools
import json

import msgspec

from onrecord.records import Record
from onrecord.store.database import open_store
from onrecord.store.export import FORMATS
from tests.conftest import bare_record
from tests.store.reports import full_record

RECORDS = (full_record(), full_record("Tomas Vey", day=None), bare_record("one"))


def test_order_does_not_matter(where: str) -> None:
    seen = set()
    with open_store(where) as store:
        for order in itertools.permutations(RECORDS):
            store.engine.run("DELETE FROM report")
            for record in order:
                store.put(record)
            seen.add(tuple(b"\n".join(write(store)) for write in FORMATS.values()))
    assert len(seen) == 1


def test_jsonl_is_the_records(where: str) -> None:
    with open_store(where) as store:
        for record in RECORDS:
            store.put(record)
        lines = list(FORMATS["jsonl"](store))
    assert {msgspec.json.decode(line, type=Record) for line in lines} == set(RECORDS)
    dates = [json.loads(line)["document"]["published"] for line in lines]
    assert dates == [None, "2031-04-12", "2031-04-12"]


def test_plover(where: str) -> None:
    with open_store(where) as store:
        store.put(RECORDS[0])
        store.put(RECORDS[1])
        events = [json.loads(line) for line in FORMATS["plover"](store)]
    event = next(e for e in events if e["date"])
    assert event["event"] == ["ASSAULT"]
    assert (event["date"], event["enddate"], event["published"]) == (
        "2031-04-08", "2031-04-08", "2031-04-12",
    )  # fmt: skip
    assert (event["status"], event["holder"], event["quad_code"]) == ("occurred", "outlet", 4)
    assert event["source"] == [
        {
            "code": "SMK", "sector": "GOV", "actor_text": "Ana Rell", "identifier_id": "ana-rell",
            "identifier_text": "Ana Rell", "office": None,
        }
    ]  # fmt: skip
    assert event["event_loc"]["name"] == "Orle"
    assert event["event_text"] == ["Shelling"]
    undated = next(e for e in events if e is not event)
    assert undated["date"] is None
    assert undated["published"] == "2031-04-12"
