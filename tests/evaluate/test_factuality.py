"""Factuality of given events."""

import pytest

from onrecord.evaluate.factuality import Judged, factuality, pearson, score_factuality


@pytest.mark.parametrize(
    ("judgement", "point"),
    [
        (("occurred", "certain", "positive"), 3.0),
        (("ongoing", "probable", "positive"), 2.0),
        (("occurred", "possible", "positive"), 1.0),
        (("occurred", "certain", "negative"), -3.0),
        (("denied", "certain", "negative"), -3.0),
        (("prevented", "probable", "positive"), -2.0),
        (("planned", "certain", "positive"), 0.0),
        (("unknown", "possible", "negative"), 0.0),
    ],
)
def test_the_map(judgement, point):
    assert factuality(*judgement) == point


def test_by_hand():
    judged = [
        Judged(3.0, "occurred", "certain", "positive"),  # +3
        Judged(1.0, "occurred", "certain", "positive"),  # +3
        Judged(2.0, "planned", "certain", "positive"),  # 0
        Judged(-2.0, "denied", "certain", "negative"),  # −3
    ]
    metrics = score_factuality(judged)
    assert metrics["mae"] == pytest.approx((0 + 2 + 2 + 1) / 4)
    # means 1 and ¾; spreads 4 + 0 + 1 + 9 = 14 and 5.0625 · 2 + .5625 + 14.0625 = 24.75;
    # together 2 · 2.25 + 0 + 1 · (−.75) + (−3)(−3.75) = 15; 15 / √(14 · 24.75) = .8058
    assert metrics["pearson_r"] == pytest.approx(0.8058, abs=1e-4)
    assert metrics["occurred_precision"] == 0.5
    assert metrics["occurred_recall"] == 0.5


def test_a_negated_event_is_not_called_occurred():
    metrics = score_factuality([Judged(-3.0, "occurred", "certain", "negative")])
    assert metrics["occurred_precision"] is None
    assert metrics["mae"] == 0.0


def test_no_correlation_without_variation():
    assert pearson([1.0, 2.0], [3.0, 3.0]) is None
    assert pearson([], []) is None
    assert pearson([1.0, 2.0, 3.0], [6.0, 4.0, 2.0]) == pytest.approx(-1.0)
