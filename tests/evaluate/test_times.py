"""Time expressions by TempEval-3's measures."""

import pytest

from onrecord.evaluate.times import Timex, plain_value, score_times

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


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("1949-XX", "1949"), ("1998-XX-XX", "1998"), ("198X", "198"), ("2000-W7", "2000-W07"),
        ("2000-W7-WE", "2000-W07-WE"), ("1989-11-06T17", "1989-11-06T17:00"), ("P1DE", "P10Y"),
        ("XXXX-XX-XX", "XXXX-XX-XX"), ("XXXX-WXX-3", "XXXX-WXX-3"), ("1998-10-23", "1998-10-23"),
        ("1998-10-23TNI", "1998-10-23TNI"), ("P30D", "P30D"),
    ],
)  # fmt: skip
def test_plain_value(value: str, plain: str) -> None:
    assert plain_value(value) == plain


def test_two_notations_of_one_value_are_the_same_value() -> None:
    row = ([Timex(0, 4, "DATE", "1949-XX")], [Timex(0, 4, "DATE", "1949")])
    metrics = score_times([row])
    assert metrics["value_f1"] == 0.0
    assert metrics["same_value_f1"] == 1.0
