"""Status of given events."""

import pytest

from onrecord.evaluate.status import score_status


def test_by_hand():
    gold = ["occurred", "occurred", "planned", "denied", "prevented", "unknown"]
    ours = ["occurred", "planned", "occurred", "denied", "ongoing", "occurred"]
    metrics = score_status(gold, ours)
    assert metrics["accuracy"] == pytest.approx(2 / 6)
    # occurred: 1 matched, 3 ours, 2 gold → 2/5; planned 0; denied 1; prevented 0; unknown 0
    assert metrics["macro_f1"] == pytest.approx((0.4 + 0 + 1 + 0 + 0) / 5)
    # planned, denied and prevented are what has not happened: two of three called so
    assert metrics["false_occurred"] == pytest.approx(2 / 3)
    assert metrics["f1.denied"] == 1.0


def test_nothing_that_could_be_false():
    assert score_status(["occurred"], ["occurred"])["false_occurred"] is None
