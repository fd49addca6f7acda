"""Spans are joined to the cues they point at."""

import numpy as np

from onrecord.annotate.joining import Pointers, find_roles, join_statements
from onrecord.annotate.labelling import LabelledSpan


def pointing(count: int, *pairs: tuple[int, int]) -> tuple[Pointers, ...]:
    """One window of `count` pieces in which each first piece of a pair points at the second."""
    matrix = np.full((count, count), 0.01, np.float32)
    for piece, target in pairs:
        matrix[piece, target] = 0.9
    return (Pointers(0, matrix),)


def spans(layout: str) -> list[LabelledSpan]:
    """`s`, `c` and `q` are pieces of sources, cues and contents; a capital opens a new span."""
    names = {"s": "source", "c": "cue", "q": "content"}
    found: list[LabelledSpan] = []
    for i, char in enumerate(layout):
        if char.isupper():
            found.append(LabelledSpan(names[char.lower()], i, i + 1, 0.9))
        elif char in names:
            found[-1] = found[-1]._replace(hi=i + 1)
    return found


def joined(layout: str, *pairs: tuple[int, int]) -> list[tuple[list[int], list[int], list[int]]]:
    statements = join_statements(spans(layout), pointing(len(layout), *pairs))
    return [
        ([s.lo for s in each.source], [s.lo for s in each.cue], [s.lo for s in each.content])
        for each in statements
    ]


def test_each_span_goes_to_the_cue_it_points_at() -> None:
    found = joined("SsCQqqSCQq", (0, 2), (1, 2), (3, 2), (4, 2), (5, 2), (6, 7), (8, 7), (9, 7))
    assert found == [([0], [2], [3]), ([6], [7], [8])]


def test_a_content_in_two_parts_is_one_statement() -> None:
    assert joined("QqSCQq", (0, 3), (1, 3), (2, 3), (4, 3), (5, 3)) == [([2], [3], [0, 4])]


def test_a_cue_without_content_is_no_statement() -> None:
    assert joined("SCQCS", (0, 1), (2, 3), (4, 3)) == [([4], [3], [2])]


def test_a_cue_has_one_source() -> None:
    found = joined("SCQSCQ", (0, 1), (2, 1), (3, 1), (5, 4))
    assert found == [([0], [1], [2]), ([], [4], [5])]


def test_a_source_may_be_missing() -> None:
    assert joined("..CQq", (3, 2), (4, 2)) == [([], [2], [3])]


def test_a_content_without_a_cue_brings_a_weaker_one() -> None:
    labels = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
    scores = np.full((4, len(labels)), -6.0, np.float32)
    scores[0, 1] = scores[2, 5] = scores[3, 6] = -0.1
    scores[1, [0, 3]] = -0.2, -2.0
    words = np.arange(4)
    told = find_roles(scores, labels, words, pointing(4, (0, 1), (2, 1), (3, 1)))
    assert [(s.label, s.lo, s.hi) for s in told] == [
        ("source", 0, 1), ("cue", 1, 2), ("content", 2, 4),
    ]  # fmt: skip
    unsaid = find_roles(scores, labels, words, pointing(4, (2, 2), (3, 2)))
    assert [s.label for s in unsaid] == ["source", "content"]
