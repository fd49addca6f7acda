"""Events between two parties."""

import pytest

from onrecord.evaluate.events import CodedEvent, score_event_types, score_events_found


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
