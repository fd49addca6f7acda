"""Spans by token, by overlap, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.counts import Counts
from onrecord.evaluate.spans import (
    exact_counts,
    match_overlapping,
    overlap,
    overlap_counts,
    token_counts,
    tokens_under,
    trim,
    word_tokens,
)

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: (p[0], p[0] + p[1])), max_size=8
)


def test_word_tokens_are_words_or_single_symbols():
    text = "It's 5.5%, no?"
    assert [text[s:e] for s, e in word_tokens(text)] == [
        "It", "'", "s", "5", ".", "5", "%", ",", "no", "?",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("| “We agreed.” |", "We agreed."),
        ("|no margin|", "no margin"),
        ("|'' \n ''|", ""),
        ("|the “deal”|", "the “deal"),
    ],
)
def test_trim_takes_space_and_quotation_marks_off_the_ends(marked, bare):
    text = marked.replace("|", "#")
    start, end = trim(text, (1, len(text) - 1))
    assert text[start:end] == bare


def test_spans_that_touch_do_not_overlap():
    assert overlap((0, 3), (2, 5))
    assert not overlap((0, 3), (3, 5))


def test_tokens_under_takes_every_token_touched():
    tokens = word_tokens("one two three four")
    assert tokens_under(tokens, [(5, 9), (14, 15)]) == {1, 2, 3}
    assert tokens_under(tokens, [(3, 4)]) == set()


def test_token_counts():
    # tokens 0-3; gold has 0 1 2, ours 2 3: one shared
    tokens = word_tokens("one two three four")
    assert token_counts(tokens, [(0, 13)], [(8, 18)]) == Counts(1, 2, 3)


def test_overlap_is_one_to_one():
    # one long span of ours can stand for one of the two gold spans only
    assert overlap_counts([(0, 4), (6, 9)], [(0, 9)]) == Counts(1, 1, 2)


def test_overlap_matches_as_many_as_can_be():
    # (0, 10) overlaps both of ours, (8, 12) only the second: 2, though greed by size might find 1
    assert match_overlapping([(0, 10), (8, 12)], [(9, 11), (0, 3)]) == [(0, 1), (1, 0)]


def test_equal_spans_go_together():
    assert match_overlapping([(0, 10), (2, 4)], [(2, 4), (0, 10)]) == [(0, 1), (1, 0)]
    assert match_overlapping([(0, 3)], [(0, 9), (0, 3)]) == [(0, 1)]


def test_of_several_the_one_that_shares_most_is_matched():
    assert match_overlapping([(0, 10)], [(9, 12), (0, 8)]) == [(0, 1)]


def test_exact_counts_a_repeated_span_as_often_as_it_stands():
    assert exact_counts([(0, 3), (0, 3), (5, 6)], [(0, 3), (5, 7)]) == Counts(1, 2, 3)


@given(SPANS, SPANS)
def test_exact_never_beats_overlap_and_order_changes_nothing(gold, ours):
    overlapping, exact = overlap_counts(gold, ours), exact_counts(gold, ours)
    assert exact.matched <= overlapping.matched <= min(len(gold), len(ours))
    assert overlap_counts(gold[::-1], ours[::-1]) == overlapping
    assert overlap_counts(ours, gold).matched == overlapping.matched
    assert overlap_counts(gold, gold).f1 == (1.0 if gold else 0.0)
