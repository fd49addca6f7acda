"""Places: distances, the figures given the spans, the figures without."""

import pytest

from onrecord.evaluate.places import Point, Toponym, haversine_km, score_found, score_placed

HERE = Point(0.0, 0.0)
NEAR = Point(0.0, 1.0)  # a degree on the equator: 2π · 6371.0088 / 360 = 111.195 km
FAR = Point(0.0, 2.0)  # 222.390 km


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (HERE, NEAR, 111.195),
        (HERE, HERE, 0.0),
        (Point(0.0, 179.5), Point(0.0, -179.5), 111.195),  # over the date line
        (Point(90.0, 0.0), Point(-90.0, 50.0), 20015.114),  # half way round: π · 6371.0088
    ],
)
def test_haversine(one, other, km):
    assert haversine_km(one, other) == pytest.approx(km, abs=1e-3)
    assert haversine_km(other, one) == pytest.approx(km, abs=1e-3)


def test_placed_by_hand():
    gold = [Toponym(0, 1, HERE, "FRA") for _ in range(4)] + [Toponym(5, 6, None, "ESP")]
    ours = [
        Toponym(0, 1, HERE, "FRA"),  # 0 km
        Toponym(0, 1, NEAR, "ESP"),  # 111 km: near enough, wrong country
        Toponym(0, 1, FAR, "FRA"),  # 222 km: too far
        Toponym(0, 1),  # no answer
        Toponym(5, 6, FAR, "ESP"),  # the gold has no coordinates
    ]
    metrics = score_placed(zip(gold, ours, strict=True))
    assert metrics["acc161"] == pytest.approx(2 / 4)
    assert metrics["answered"] == pytest.approx(3 / 4)
    assert metrics["acc161_answered"] == pytest.approx(2 / 3)
    assert metrics["median_km"] == pytest.approx(111.195, abs=1e-3)
    assert metrics["country_accuracy"] == pytest.approx(3 / 5)


def test_what_the_gold_does_not_say_has_no_figure():
    metrics = score_placed([(Toponym(0, 1), Toponym(0, 1, HERE, "FRA"))])
    assert metrics["acc161"] is metrics["country_accuracy"] is metrics["answered"] is None
    assert metrics["median_km"] is None


def test_found_by_hand():
    gold = [Toponym(0, 5, HERE), Toponym(10, 15, HERE), Toponym(20, 25), Toponym(30, 35, HERE)]
    ours = [
        Toponym(0, 5, NEAR),  # found and near
        Toponym(8, 15, FAR),  # found by overlap, too far
        Toponym(20, 25, HERE),  # found; no coordinates to hold it against
        Toponym(50, 55, HERE),  # spurious
    ]
    metrics = score_found([(gold, ours)])
    assert metrics["found_f1"] == pytest.approx(6 / 8)  # 3 of 4, 3 of 4
    assert metrics["found_exact_f1"] == pytest.approx(4 / 8)
    assert metrics["e2e_acc161"] == pytest.approx(1 / 3)
