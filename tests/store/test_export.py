"""Exports: the same bytes whatever order reports came in."""

import datetime as dt
import itertools
import json

import msgspec

from onrecord.records import Casualties, Figure, PartyCode, Record
from onrecord.store.database import open_store
from onrecord.store.export import FORMATS
from onrecord.store.plover import plover_events
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
            "code": "SMK", "sector": "GOV", "code_date": None, "actor_text": "Ana Rell",
            "identifier_id": "ana-rell", "identifier_text": "Ana Rell", "office": None,
        }
    ]  # fmt: skip
    assert event["event_loc"]["name"] == "Orle"
    assert event["event_text"] == ["Shelling"]
    undated = next(e for e in events if e is not event)
    assert undated["date"] is None
    assert undated["published"] == "2031-04-12"


def test_plover_has_the_codes_of_the_day_and_the_casualties() -> None:
    record = RECORDS[0]
    event = next(e for e in record.events if e.type == "ASSAULT")
    code = PartyCode(
        mention=event.actors[0], code="SMK", sector="ELI", day=dt.date(2031, 4, 8), reason="x"
    )
    figures = Casualties(
        killed=(Figure(low=12, high=None, quantities=("a",)),),
        missing=(
            Figure(low=3, high=3, quantities=("b",)),
            Figure(low=7, high=7, approximate=True, quantities=("c",)),
        ),
    )
    coded = msgspec.structs.replace(event, actor_codes=(code,), casualties=figures)
    row = next(plover_events(msgspec.structs.replace(record, events=(coded,))))
    assert (row["source"][0]["code"], row["source"][0]["sector"]) == ("SMK", "ELI")
    assert row["source"][0]["code_date"] == dt.date(2031, 4, 8)
    assert row["size_info"] == {
        "dead": {"low": 12, "high": None, "approximate": False},
        "missing": [
            {"low": 3, "high": 3, "approximate": False},
            {"low": 7, "high": 7, "approximate": True},
        ],
    }
