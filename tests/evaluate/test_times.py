"""Time expressions by TempEval-3's measures."""

import pytest

from onrecord.evaluate.times import Timex, score_times

GOLD = [
    Timex(0, 6, "DATE", "2016-05-09"),
    Timex(10, 20, "DURATION", "P3D"),
    Timex(30, 34, "DATE", "2015"),
    Timex(40, 44, None, None),
]


def test_figures_by_hand():
    ours = [
        Timex(0, 6, "DATE", "2016-05-09"),  # all right
        Timex(12, 20, "DURATION", "P4D"),  # overlaps; type right, value wrong
        Timex(30, 34, "SET", "2015"),  # equal span; type wrong, value right
        Timex(40, 44, "DATE", "2014"),  # the gold has neither type nor value
        Timex(60, 65, "DATE", "2013"),  # spurious
    ]
    metrics = score_times([(GOLD, ours)])
    assert metrics["strict_f1"] == pytest.approx(6 / 9)  # 3 of 5, 3 of 4
    assert metrics["relaxed_f1"] == pytest.approx(8 / 9)  # 4 of 5, 4 of 4
    # without the gold that has none and ours on it: 4 ours, 3 gold, 2 right each
    assert metrics["type_f1"] == pytest.approx(4 / 7)
    assert metrics["value_f1"] == pytest.approx(4 / 7)
    # DATE: 1 right; ours typed DATE 2 without the one excused; gold 2. DURATION: 1, 1, 1
    assert metrics["type_f1.DATE"] == pytest.approx(0.5)
    assert metrics["type_f1.DURATION"] == 1.0


def test_the_gold_itself_scores_one():
    metrics = score_times([(GOLD, GOLD), ([], [])])
    assert all(value == 1.0 for value in metrics.values())


def test_one_expression_of_ours_stands_for_one_of_the_gold():
    metrics = score_times([([Timex(0, 4), Timex(5, 9)], [Timex(0, 9)])])
    assert metrics["relaxed_f1"] == pytest.approx(2 / 3)
