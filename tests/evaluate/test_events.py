"""Events between two parties."""

import msgspec
import pytest

from onrecord.evaluate.events import (
    CodedEvent,
    EventAnswer,
    EventLabel,
    judge_event,
    plover_type,
    score_event_types,
    score_events_found,
    score_precision,
)
from onrecord.records import Alternative, EventMention, Mention
from onrecord.text import quote
from tests.conftest import bare_record


def test_types_by_hand():
    # AID: 1 matched, 2 ours, 1 gold → 2/3; YIELD: CONCEDE and RETREAT both stand for it: 2, 2, 2
    # → 1; ASSAULT: none of ours, 1 gold → 0
    gold = ["AID", "YIELD", "YIELD", "ASSAULT"]
    metrics = score_event_types(gold, ["AID", "CONCEDE", "RETREAT", "AID"])
    assert metrics["accuracy"] == 0.75
    assert metrics["macro_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert metrics["f1.YIELD"] == 1.0


def test_no_answer_is_a_wrong_one():
    metrics = score_event_types(["AID", "AID"], ["AID", None])
    assert metrics["accuracy"] == 0.5
    assert metrics["macro_f1"] == pytest.approx(2 / 3)


GOLD = CodedEvent("YIELD", ((0, 5),), ((20, 30),))


@pytest.mark.parametrize(
    ("ours", "typed", "untyped"),
    [
        ([CodedEvent("RETREAT", ((2, 8),), ((25, 26),))], 1.0, 1.0),
        ([CodedEvent("AID", ((2, 8),), ((25, 26),))], 0.0, 1.0),
        ([CodedEvent("RETREAT", ((20, 30),), ((0, 5),))], 0.0, 0.0),  # the wrong way round
        ([CodedEvent("RETREAT", ((0, 5),), ())], 0.0, 0.0),
        ([CodedEvent("AID"), CodedEvent("CONCEDE", ((9, 9), (0, 5)), ((20, 30),))], 1.0, 1.0),
        ([], 0.0, 0.0),
    ],
)
def test_found(ours, typed, untyped):
    metrics = score_events_found([(GOLD, ours)])
    assert metrics == {"e2e_recall": typed, "e2e_recall_any_type": untyped}


def test_a_party_that_the_gold_does_not_give_is_not_asked_for():
    metrics = score_events_found([(CodedEvent("AID", ((0, 5),)), [CodedEvent("AID", ((0, 5),))])])
    assert metrics["e2e_recall"] == 1.0


TEXT = "Norland will shell Orle."


def coded(*, actor: str = "Norland", status: str = "planned") -> EventMention:
    """The shelling, coded with this actor and status."""
    trigger = quote(TEXT, 13, 18)
    return EventMention(
        id="eve-1",
        trigger=trigger,
        type="ASSAULT",
        actors=(actor,) if actor else (),
        status=status,  # type: ignore[arg-type]  # a status in every call
        certainty="certain",
        polarity="positive",
        alternatives=(Alternative(value="THREATEN", reason="to come"),),
        evidence=(trigger,),
        method="test",
    )


def judged(label: EventLabel, event: EventMention | None) -> EventAnswer:
    """The answer on a record with this event alone."""
    record = bare_record(TEXT)
    spans = {name: quote(TEXT, TEXT.index(name), TEXT.index(name) + len(name))
             for name in ("Norland", "Orle")}  # fmt: skip
    mentions = tuple(
        Mention(
            id=name, type="GPE", level="NAM", span=span, name=span, evidence=(span,), method="t"
        )
        for name, span in spans.items()
    )
    events = () if event is None else (event,)
    return judge_event(label, msgspec.structs.replace(record, mentions=mentions, events=events))


LABEL = EventLabel(
    draw=1,
    id="x",
    trigger=(13, 18),
    type="ASSAULT",
    actors=((0, 7),),
    status=("planned", "threatened"),
)


@pytest.mark.parametrize(
    ("label", "event", "right"),
    [
        (LABEL, coded(), True),
        (LABEL, coded(status="occurred"), False),
        (LABEL, coded(actor="Orle"), False),
        (LABEL, coded(actor=""), False),
        (msgspec.structs.replace(LABEL, optional=True), coded(actor=""), True),
        (msgspec.structs.replace(LABEL, type=("AID", "ASSAULT")), coded(), True),
        (msgspec.structs.replace(LABEL, type=None), coded(), False),
        (LABEL, None, False),
    ],
)
def test_a_label_is_judged(label: EventLabel, event: EventMention | None, *, right: bool) -> None:
    assert judged(label, event).right is right


def test_precision_by_hand() -> None:
    none = msgspec.structs.replace(LABEL, type=None)
    answers = [
        judged(LABEL, coded()),  # right
        judged(LABEL, coded(status="occurred")),  # a wrong status
        judged(none, coded()),  # no event, coded
        judged(LABEL, None),  # an event, not coded
    ]
    metrics = score_precision(answers)
    assert metrics["precision"] == pytest.approx(1 / 3)
    assert metrics["no_event"] == pytest.approx(1 / 3)
    assert metrics["kept"] == pytest.approx(2 / 3)


def test_a_deed_to_come_has_plovers_type() -> None:
    assert plover_type(coded()) == "THREATEN"
    assert plover_type(msgspec.structs.replace(coded(), alternatives=())) == "ASSAULT"
