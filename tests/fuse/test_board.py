"""The board of the talks over the bundled sample, against the answers written before any code."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import pytest

from onrecord.fuse.whole import Fused, fuse_records
from onrecord.records import Record, Talk

FOLDER = resources.files("onrecord.data").joinpath("samples/dayton")
ANSWERS: Mapping[str, Any] = json.loads(FOLDER.joinpath("answers.json").read_text("utf-8"))
MATCHED = ("heavy-weapons", "geneva-meeting", "ceasefire", "dayton-talks", "peace-agreement")


@pytest.fixture(scope="module")
def fused(sample: dict[str, Record]) -> Fused:
    return fuse_records(sample.values())


def holding(talks: Sequence[Talk], doc: str, start: int, end: int) -> list[Talk]:
    return [
        talk
        for talk in talks
        if any(
            c.doc == doc and c.start < end and start < c.end
            for move in talk.moves
            for c in move.evidence
        )
    ]


@pytest.mark.parametrize(
    "answer", [a for a in ANSWERS["proposals"] if a["id"] in MATCHED], ids=lambda a: a["id"]
)
def test_an_item_is_followed_to_its_final_state(
    answer: Mapping[str, Any], fused: Fused, sample: dict[str, Record]
) -> None:
    found: list[set[str]] = []
    for state in answer["states"]:
        doc = sample[state["report"]].document
        start = doc.text.index(state["quote"])
        talks = holding(fused.talks, doc.id, start, start + len(state["quote"]))
        found.append({t.id for t in talks if t.kind == answer["kind"]})
    (one,) = set.intersection(*found)
    talk = next(t for t in fused.talks if t.id == one)
    assert talk.state == answer["final"]


def test_the_last_stand_of_a_party_is_its_latest_move(fused: Fused) -> None:
    weapons = next(t for t in fused.talks if "heavy weapons" in t.title)
    mladic = next(s for s in weapons.stands if s.actor == "ratko-mladic")
    assert (mladic.earlier, mladic.move.kind, str(mladic.move.said)) == (
        ("condition",), "reject", "1995-09-05"
    )  # fmt: skip


def test_an_accusation_breaks_no_ceasefire(fused: Fused) -> None:
    ceasefire = next(t for t in fused.talks if t.kind == "ceasefire" and t.state == "carried out")
    assert [m.alleged for m in ceasefire.moves if m.kind == "violate"] == [True]


def test_every_move_quotes_a_report(fused: Fused, sample: dict[str, Record]) -> None:
    texts = {record.document.id: record.document.text for record in sample.values()}
    cited = [c for t in fused.talks for m in t.moves for c in m.evidence]
    assert cited
    assert all(texts[c.doc][c.start : c.end] == c.quote for c in cited)


def test_reprints_are_one_source(fused: Fused) -> None:
    brcko = next(t for t in fused.talks if "Brcko" in t.title)
    assert len(brcko.proposals) == 2
    assert (len(brcko.outlets), brcko.independent) == (2, 1)


def test_the_order_of_the_reports_changes_nothing(sample: dict[str, Record], fused: Fused) -> None:
    backwards = fuse_records(reversed(list(sample.values())))
    assert backwards.events == fused.events
    assert backwards.talks == fused.talks
    assert backwards.claims == fused.claims
