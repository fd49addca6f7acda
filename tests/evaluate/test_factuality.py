"""Factuality of given events."""

from typing import get_args

import pytest

from onrecord.evaluate.factuality import Judged, factuality, pearson, score_factuality
from onrecord.records import Certainty, Status


@pytest.mark.parametrize(
    ("judgement", "point"),
    [
        (("occurred", "certain", "positive"), 3.0),
        (("ongoing", "probable", "positive"), 2.5),
        (("planned", "certain", "positive"), 2.0),
        (("planned", "certain", "negative"), -1.0),
        (("denied", "certain", "negative"), -1.5),
        (("unknown", "possible", "negative"), 0.0),
    ],
)
def test_the_map(judgement, point):
    assert factuality(*judgement) == point


def test_every_judgement_has_a_point_and_none_is_surer_than_what_happened():
    for status in get_args(Status):
        for certainty in get_args(Certainty):
            positive = factuality(status, certainty, "positive")
            negative = factuality(status, certainty, "negative")
            assert -3 <= negative <= positive <= factuality("occurred", "certain", "positive") == 3


def test_by_hand():
    judged = [
        Judged(3.0, "occurred", "certain", "positive"),  # +3
        Judged(1.0, "occurred", "certain", "positive"),  # +3
        Judged(2.0, "planned", "certain", "positive"),  # +2
        Judged(-2.0, "denied", "certain", "negative"),  # −1.5
    ]
    metrics = score_factuality(judged)
    assert metrics["mae"] == pytest.approx((0 + 2 + 0 + 0.5) / 4)
    # means 1 and 1.625; spreads 4 + 0 + 1 + 9 = 14 and
    # 1.375² + 1.375² + .375² + 3.125² = 13.6875; together
    # 2 · 1.375 + 0 · 1.375 + 1 · .375 + (−3)(−3.125) = 12.5; 12.5 / √(14 · 13.6875) = .9030
    assert metrics["pearson_r"] == pytest.approx(0.9030, abs=1e-4)
    assert metrics["occurred_precision"] == 0.5
    assert metrics["occurred_recall"] == 0.5


def test_a_negated_event_is_not_called_occurred():
    metrics = score_factuality([Judged(-3.0, "occurred", "certain", "negative")])
    assert metrics["occurred_precision"] is None
    assert metrics["mae"] == 1.0


def test_no_correlation_without_variation():
    assert pearson([1.0, 2.0], [3.0, 3.0]) is None
    assert pearson([], []) is None
    assert pearson([1.0, 2.0, 3.0], [6.0, 4.0, 2.0]) == pytest.approx(-1.0)
