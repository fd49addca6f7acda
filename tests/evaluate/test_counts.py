"""Counts and the figures over classes."""

import pytest

from onrecord.evaluate.counts import Counts, class_metrics, harmonic, mean, median, ratio, total


def test_figures_of_counts():
    counts = Counts(matched=3, predicted=4, gold=6)
    assert counts.precision == 0.75
    assert counts.recall == 0.5
    assert counts.f1 == pytest.approx(0.6)  # 2 · ¾ · ½ / (¾ + ½)
    assert counts.f1 == pytest.approx(harmonic(0.75, 0.5))


def test_nothing_scores_zero():
    assert Counts().f1 == Counts(0, 3, 0).recall == ratio(1, 0) == 0.0


def test_total_adds_up():
    assert total([Counts(1, 2, 3), Counts(4, 5, 6)]) == Counts(5, 7, 9)
    assert total([]) == Counts()


def test_mean_and_median():
    assert mean([1.0, 2.0, 6.0]) == 3.0
    assert median([5.0, 1.0, 3.0]) == 3.0
    assert median([4.0, 1.0, 3.0, 2.0]) == 2.5
    assert mean([]) is median([]) is None


def test_class_metrics():
    # gold    a a a b b c
    # ours    a a b b z –     right: a a b → 3 of 6
    # a: 2 matched, 2 ours, 3 gold → F1 4/5; b: 1, 2, 2 → 2/4; c: 0, 0, 1 → 0
    # z is no class of the gold: mean of .8, .5 and 0
    metrics = class_metrics(list("aaabbc"), ["a", "a", "b", "b", "z", None])
    assert metrics["accuracy"] == 0.5
    assert metrics["macro_f1"] == pytest.approx(1.3 / 3)
    assert metrics["f1.a"] == pytest.approx(0.8)
    assert metrics["f1.b"] == pytest.approx(0.5)
    assert metrics["f1.c"] == 0.0
    assert set(metrics) == {"accuracy", "macro_f1", "f1.a", "f1.b", "f1.c"}


def test_class_metrics_of_nothing():
    assert class_metrics([], []) == {"accuracy": None, "macro_f1": None}
