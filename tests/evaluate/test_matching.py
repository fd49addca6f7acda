"""The matchings, against an exhaustive search on small cases."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.matching import best_assignment, largest_matching

GAINS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


def best_total(gains: list[list[int]]) -> int:
    """The highest sum over all one-to-one assignments, by trying each."""
    wide = gains if len(gains) <= len(gains[0]) else [list(row) for row in zip(*gains, strict=True)]
    return max(
        sum(wide[row][column] for row, column in enumerate(order))
        for order in permutations(range(len(wide[0])), len(wide))
    )


@given(GAINS)
def test_assignment_is_the_best_there_is(gains):
    pairs = best_assignment(gains)
    assert sum(gains[a][b] for a, b in pairs) == best_total(gains)
    assert len(pairs) == min(len(gains), len(gains[0]))
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)


@given(GAINS)
def test_matching_is_the_largest_there_is(gains):
    edges = [[b for b, gain in enumerate(row) if gain > 5] for row in gains]
    pairs = largest_matching(edges, len(gains[0]))
    assert all(b in edges[a] for a, b in pairs)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert len(pairs) == best_total([[int(gain > 5) for gain in row] for row in gains])


def test_assignment_of_nothing():
    assert best_assignment([]) == []
    assert best_assignment([[]]) == []


def test_assignment_prefers_the_sum_over_the_single_best():
    # 9 + 1 = 10 against 8 + 7 = 15
    assert best_assignment([[9, 8], [7, 1]]) == [(0, 1), (1, 0)]


def test_matching_moves_an_earlier_pair_to_make_room():
    # 0 would take 0; 1 can only have 0, so 0 moves to 1
    assert largest_matching([[0, 1], [0]], 2) == [(0, 1), (1, 0)]


def test_matching_of_a_long_chain_needs_no_recursion():
    # everyone moves one seat on, so that the last finds one
    n = 3000
    edges = [[i, i + 1] for i in range(n)] + [[0]]
    assert len(largest_matching(edges, n + 1)) == n + 1


def test_matching_keeps_the_members_of_the_first_pairs():
    assert largest_matching([[0, 1], [1]], 2, first=[(0, 1)]) == [(0, 0), (1, 1)]
