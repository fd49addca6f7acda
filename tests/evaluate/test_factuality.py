"""Factuality of given events."""

from typing import get_args

import pytest

from onrecord.evaluate.factuality import Judged, factuality, pearson, score_factuality
from onrecord.records import Certainty, Status


@pytest.mark.parametrize(
    ("judgement", "point"),
    [
        (("occurred", "certain", "positive"), 3.0),
        (("ongoing", "probable", "positive"), 2.8),
        (("planned", "certain", "positive"), 2.4),
        (("planned", "possible", "positive"), 1.4),
        (("planned", "certain", "negative"), -1.0),
        (("denied", "certain", "negative"), -1.8),
        (("denied", "probable", "negative"), -0.4),
        (("unknown", "possible", "negative"), 0.0),
    ],
)
def test_the_map(judgement, point):
    assert factuality(*judgement) == point


@pytest.mark.parametrize(
    ("judgement", "read", "point"),
    [
        (("occurred", "certain", "positive"), 2.65, 3.0),  # as usual
        (("occurred", "certain", "positive"), 2.9, 3.0),  # never above the scale
        (("occurred", "certain", "positive"), 0.65, 2.0),
        (("planned", "probable", "positive"), 2.0, 2.0),
        (("planned", "probable", "positive"), 1.0, 1.5),
        (("denied", "certain", "negative"), 1.53, -0.8),
        (("denied", "certain", "negative"), -3.0, -3.0),
    ],
)
def test_the_trained_reader_moves_a_point_half_as_far_as_it_is_off(judgement, read, point):
    status, certainty, polarity = judgement
    assert factuality(status, certainty, polarity, read) == pytest.approx(point)


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
        Judged(2.4, "planned", "certain", "positive"),  # +2.4
        Judged(-2.2, "denied", "certain", "negative"),  # −1.8
    ]
    metrics = score_factuality(judged)
    assert metrics["mae"] == pytest.approx((0 + 2 + 0 + 0.4) / 4)
    # means 1.05 and 1.65; spreads 1.95² + .05² + 1.35² + 3.25² = 16.19 and
    # 1.35² + 1.35² + .75² + 3.45² = 16.11; together
    # 1.95 · 1.35 − .05 · 1.35 + 1.35 · .75 + 3.25 · 3.45 = 14.79; 14.79 / √(16.19 · 16.11) = .9158
    assert metrics["pearson_r"] == pytest.approx(0.9158, abs=1e-4)
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
