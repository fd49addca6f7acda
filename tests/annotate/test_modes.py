"""Every mode and context of PLOVER is reached, and every event has a class, a scale and a code."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord.annotate.events.contexts import context_names
from onrecord.pipeline import Reader
from onrecord.records import EventMention
from onrecord.store.plover import plover_events
from onrecord.wordlists import read_toml

HERE = Path(__file__).parent
CONTEXTS = 37
"""Contexts in PLOVER's list."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def rows(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def events(reader: Reader, text: str) -> tuple[EventMention, ...]:
    return reader.read(text).events


def test_every_mode_is_reached(reader: Reader) -> None:
    wrong = []
    for row in rows("modes.csv"):
        found = events(reader, row["sentence"])
        if (row["type"], row["mode"]) not in {(e.type, e.mode) for e in found}:
            wrong.append((row, [(e.type, e.mode) for e in found]))
    assert not wrong


def test_the_table_has_two_sentences_for_every_mode() -> None:
    counts = Counter((row["type"], row["mode"]) for row in rows("modes.csv"))
    types = read_toml("plover.toml")
    assert set(counts) == {(name, m) for name, row in types.items() for m in row.get("modes", ())}
    assert min(counts.values()) >= 2


def test_every_context_is_reached(reader: Reader) -> None:
    wrong = []
    for row in rows("contexts.csv"):
        found = events(reader, row["sentence"])
        if not any(row["context"] in event.contexts for event in found):
            wrong.append((row, [e.contexts for e in found]))
    assert not wrong


def test_the_table_has_two_sentences_for_every_context() -> None:
    counts = Counter(row["context"] for row in rows("contexts.csv"))
    assert set(counts) == set(context_names())
    assert len(counts) == CONTEXTS
    assert min(counts.values()) >= 2


def test_every_event_has_quad_class_scale_and_cameo_code(reader: Reader) -> None:
    types: dict[str, Any] = read_toml("plover.toml")
    for row in rows("modes.csv")[::2]:
        for event in plover_events(reader.read(row["sentence"])):
            kind = types[event["event"][0]]
            assert event["quad_code"] in {1, 2, 3, 4}
            assert event["event_scale"] == kind.get("scale")
            assert event["cameo"]
            assert set(event["mode"]) <= set(kind.get("modes", ()))


SHELLED = "Troops shelled Orle while the parliament rejected a bill."
ARRESTED = "Police arrested six men in Orle. The election is on Sunday."


@pytest.mark.parametrize(
    ("text", "trigger", "contexts"),
    [
        # a word counts in its own clause
        (SHELLED, "shelled", "military"),
        ("Thousands marched against corruption in Kenya.", "marched", "corruption"),
        # or all through a report
        (
            f"{ARRESTED} Votes are counted. The candidates slept.",
            "arrested",
            "legal crime election",
        ),
        (f"{ARRESTED} It rained.", "arrested", "legal crime"),
    ],
)
def test_where_a_context_holds(reader: Reader, text: str, trigger: str, contexts: str) -> None:
    event = next(e for e in events(reader, text) if e.trigger.quote == trigger)
    assert set(event.contexts) == set(contexts.split())


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Kenya threatened to arrest protest leaders.", "THREATEN", "arrest"),
        ("France threatened to expel the ambassador of Mali.", "THREATEN", "expel"),
        ("The president refused to resign.", "REJECT", "change"),
        ("Protesters blocked the main road into Orle.", "PROTEST", "obstruct"),
        ("The army blocked the main road into Orle.", "COERCE", "restrict"),
        ("Agents raided the offices of the newspaper.", "COERCE", "seize"),
    ],
)
def test_mode_by_what_is_around(reader: Reader, text: str, type_: str, mode: str) -> None:
    assert (type_, mode) in {(e.type, e.mode) for e in events(reader, text)}
