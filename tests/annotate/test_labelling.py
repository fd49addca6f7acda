"""The best B/I/O labelling over words."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.annotate.labelling import decode_spans, word_starts
from onrecord.annotate.pieces import Pieces

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue")


def scores(*likeliest: str, doubt: float = 0.1) -> np.ndarray:
    """Log probabilities that favour the given labels."""
    rows = np.full((len(likeliest), len(LABELS)), doubt / (len(LABELS) - 1))
    for row, label in zip(rows, likeliest, strict=True):
        row[LABELS.index(label)] = 1 - doubt
    table: np.ndarray = np.log(rows).astype(np.float32)
    return table


def spans(table: np.ndarray, words: list[int] | None = None) -> list[tuple[str, int, int]]:
    starts = np.array(range(len(table)) if words is None else words)
    return [(s.label, s.lo, s.hi) for s in decode_spans(table, LABELS, starts)]


def test_spans() -> None:
    table = scores("B-source", "I-source", "B-cue", "O", "B-cue", "B-cue")
    assert spans(table) == [("source", 0, 2), ("cue", 2, 3), ("cue", 4, 5), ("cue", 5, 6)]


def test_a_word_keeps_one_label() -> None:
    table = scores("B-source", "I-source", "O", "B-cue")
    assert spans(table, [0, 3]) == [("source", 0, 3), ("cue", 3, 4)]


def test_inside_needs_a_beginning() -> None:
    table = scores("O", "I-cue", "I-cue", "O")
    table[1, LABELS.index("B-cue")] = np.log(0.3)
    assert spans(table) == [("cue", 1, 3)]


def test_score_is_a_probability() -> None:
    (span,) = decode_spans(scores("O", "B-cue", "O"), LABELS, np.arange(3))
    assert span.score == pytest.approx(0.9)


def test_words() -> None:
    text = "un-ion's 3rd"
    starts = np.array([0, 2, 3, 5, 6, 7, 9, 10])
    ends = np.array([2, 3, 5, 6, 7, 8, 10, 12])
    cut = Pieces(starts, starts, starts, ends, (0,), (0,))
    assert [text[starts[i]] for i in word_starts(cut, text)] == ["u", "-", "i", "'", "s", "3"]


def test_nothing() -> None:
    assert spans(np.zeros((0, len(LABELS)), np.float32)) == []


@given(arrays.arrays(np.float32, (12, len(LABELS)), elements=st.floats(-9, 0, width=32)))
def test_spans_stand_apart_and_in_order(table: np.ndarray) -> None:
    found = decode_spans(table, LABELS, np.arange(len(table)))
    assert all(s.lo < s.hi for s in found)
    assert all(a.hi <= b.lo for a, b in itertools.pairwise(found))
    assert all(0 <= s.score <= 1 for s in found)
