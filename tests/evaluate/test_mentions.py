"""Mentions by type."""

import pytest

from onrecord.evaluate.mentions import TypedSpan, map_labels, score_mentions


def test_labels_of_other_sets_are_mapped_or_left_out():
    labels = ["Person", "Organisation", "Location", "Nationality", "Weapon", "GPE", "ORGANIZATION"]
    mapped = map_labels(TypedSpan(n, n + 1, label) for n, label in enumerate(labels))
    assert [(m.start, m.type) for m in mapped] == [
        (0, "PER"), (1, "ORG"), (2, "LOC"), (3, "NORP"), (5, "GPE"), (6, "ORG"),
    ]  # fmt: skip


def test_by_hand():
    gold = [
        TypedSpan(0, 5, "PER"),
        TypedSpan(10, 15, "PER"),
        TypedSpan(20, 25, "GPE"),
        TypedSpan(30, 35, "ORG"),
    ]
    ours = [
        TypedSpan(0, 5, "PER"),  # right
        TypedSpan(12, 15, "PER"),  # overlaps
        TypedSpan(20, 25, "ORG"),  # wrong type
        TypedSpan(40, 45, "NORP"),  # the gold has no such type: not counted
    ]
    metrics = score_mentions([(gold, ours)])
    # PER 1 exact and 2 overlapping of 2 and 2; GPE 0 of 0 and 1; ORG 0 of 1 and 1
    assert metrics["exact_f1.PER"] == 0.5
    assert metrics["overlap_f1.PER"] == 1.0
    assert metrics["exact_f1.GPE"] == metrics["exact_f1.ORG"] == 0.0
    assert metrics["exact_f1"] == pytest.approx(2 / 7)
    assert metrics["overlap_f1"] == pytest.approx(4 / 7)


def test_places_are_one_type_where_the_gold_does_not_tell_them_apart():
    gold = [TypedSpan(0, 5, "Location"), TypedSpan(10, 15, "Location")]
    ours = [TypedSpan(0, 5, "GPE"), TypedSpan(10, 15, "FAC")]
    assert score_mentions([(gold, ours)])["exact_f1.LOC"] == 1.0
    gold.append(TypedSpan(20, 25, "GPE"))
    assert score_mentions([(gold, ours)])["exact_f1"] == 0.0


def test_two_labels_on_one_span_are_two_mentions():
    gold = [TypedSpan(0, 5, "Location"), TypedSpan(0, 5, "Organisation")]
    metrics = score_mentions([(gold, [TypedSpan(0, 5, "GPE")])])
    assert metrics["exact_f1"] == pytest.approx(2 / 3)
