"""The events and claims of the bundled sample against its answers, written before any code."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import pytest

from onrecord.fuse.claims import find_claims
from onrecord.fuse.events import find_facts, group_events
from onrecord.fuse.events.merge import Told, merge_event
from onrecord.records import Account, Claim, Event, Record

FOLDER = resources.files("onrecord.data").joinpath("samples/dayton")
ANSWERS: Mapping[str, Any] = json.loads(FOLDER.joinpath("answers.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def events(sample: dict[str, Record]) -> tuple[Event, ...]:
    told = {record.document.id: Told(record) for record in sample.values()}
    groups = group_events(find_facts(record) for record in sample.values())
    return tuple(merge_event(group, told) for group in groups)


@pytest.fixture(scope="module")
def claims(events: Sequence[Event]) -> tuple[Claim, ...]:
    return tuple(claim for event in events for claim in find_claims(event))


def is_at(account: Account, sample: dict[str, Record], mention: Mapping[str, str]) -> bool:
    doc = sample[mention["report"]].document
    start = doc.text.index(mention["quote"])
    return account.doc == doc.id and start <= account.quote.start < start + len(mention["quote"])


UNDATED = pytest.mark.xfail(
    reason="“resumed its air strikes on Tuesday”: the strikes have no day of their own", strict=True
)
SEVERAL = [
    pytest.param(a, id=a["id"], marks=[UNDATED] if a["id"] == "nato-strikes-resumed" else [])
    for a in ANSWERS["events"]
    if len(a["mentions"]) > 1
]


@pytest.mark.parametrize("answer", SEVERAL)
def test_an_event_of_several_reports_is_one(
    answer: Mapping[str, Any], events: Sequence[Event], sample: dict[str, Record]
) -> None:
    best = max(
        events,
        key=lambda e: sum(
            any(is_at(a, sample, mention) for a in e.accounts) for mention in answer["mentions"]
        ),
    )
    held = [m for m in answer["mentions"] if any(is_at(a, sample, m) for a in best.accounts)]
    assert held == answer["mentions"]
    assert (best.type, best.status) == (answer["type"], answer["status"])
    if best.start is not None:
        assert str(best.start) == answer["date"]


def test_two_deeds_of_different_days_are_two_events(events: Sequence[Event]) -> None:
    for event in events:
        days = [(a.start, a.end) for a in event.accounts if a.start and a.end]
        assert all(s <= e2 and s2 <= e for s, e in days for s2, e2 in days)


def test_the_figures_of_the_market_stand_side_by_side(claims: Sequence[Claim]) -> None:
    injured = [c for c in claims if c.role == "injured" and c.low == 75]
    assert len(injured) == 1
    figures = {(p.low, p.high): p.by for p in injured[0].positions}
    assert set(figures) == {(80, None), (75, 75)}
    assert figures[80, None] == "hospital officials"


def test_who_fired_is_contradicted(claims: Sequence[Claim], sample: dict[str, Record]) -> None:
    (fired,) = (c for c in claims if c.role == "happened" and "fired" in c.about)
    assert fired.state == "contradicted"
    denials = {p.by for p in fired.positions if p.denied}
    assert denials == {"The Bosnian Serb leadership", "Bosnian Serb Army"}
    texts = {record.document.id: record.document.text for record in sample.values()}
    assert all(
        texts[c.doc][c.start : c.end] == c.quote for p in fired.positions for c in p.evidence
    )


def test_one_holder_alone_contradicts_nobody(claims: Sequence[Claim]) -> None:
    for claim in claims:
        if claim.state == "contradicted":
            assert len({(p.by, p.actor) for p in claim.positions}) > 1
