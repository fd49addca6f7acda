"""One-to-one matching: the largest, and the one of the highest total."""

from collections import deque
from collections.abc import Sequence


def largest_matching(
    edges: Sequence[Sequence[int]], right: int, first: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """The largest set of pairs (left, right) that uses each side's members at most once.

    `edges[l]` are the right members that left member `l` may go with, the preferred first; `first`
    are pairs to start from (no member twice): their members stay matched, though perhaps with
    others. Augmenting paths, breadth first: the same input gives the same pairs.
    """
    partner_of_left: list[int | None] = [None] * len(edges)
    partner_of_right: list[int | None] = [None] * right
    for a, b in first:
        partner_of_left[a], partner_of_right[b] = b, a
    for start in range(len(edges)):
        if partner_of_left[start] is None:
            _augment(start, edges, partner_of_left, partner_of_right)
    return [(a, b) for a, b in enumerate(partner_of_left) if b is not None]


def _augment(
    start: int,
    edges: Sequence[Sequence[int]],
    partner_of_left: list[int | None],
    partner_of_right: list[int | None],
) -> None:
    """Match `start`, moving others to their second choices where that makes room."""
    came_from: dict[int, int] = {}
    queue = deque([start])
    while queue:
        a = queue.popleft()
        for b in edges[a]:
            if b in came_from:
                continue
            came_from[b] = a
            taken_by = partner_of_right[b]
            if taken_by is not None:
                queue.append(taken_by)
                continue
            free: int | None = b
            while free is not None:
                mover = came_from[free]
                partner_of_right[free] = mover
                partner_of_left[mover], free = free, partner_of_left[mover]
            return


def best_assignment(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column), each used once at most, whose gains have the highest sum.

    The Hungarian algorithm with potentials, in O(rows² · columns). Rows must be equally long.
    """
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        return sorted((a, b) for b, a in best_assignment(list(zip(*gains, strict=True))))
    rows, columns = len(gains), len(gains[0])
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # numbered from 1; column 0 holds the row that is being placed
    for row in range(1, rows + 1):
        row_of[0] = row
        _place_row(gains, row_of, row_potential, column_potential)
    return sorted((row_of[b] - 1, b - 1) for b in range(1, columns + 1) if row_of[b])


def _place_row(
    gains: Sequence[Sequence[float]],
    row_of: list[int],
    row_potential: list[float],
    column_potential: list[float],
) -> None:
    columns = len(row_of) - 1
    slack, previous = [float("inf")] * (columns + 1), [0] * (columns + 1)
    seen = [False] * (columns + 1)
    at = 0
    while row_of[at]:
        seen[at] = True
        row, least, nearest = row_of[at], float("inf"), 0
        for b in range(1, columns + 1):
            if seen[b]:
                continue
            reduced = -gains[row - 1][b - 1] - row_potential[row] - column_potential[b]
            if reduced < slack[b]:
                slack[b], previous[b] = reduced, at
            if slack[b] < least:
                least, nearest = slack[b], b
        for b in range(columns + 1):
            if seen[b]:
                row_potential[row_of[b]] += least
                column_potential[b] -= least
            else:
                slack[b] -= least
        at = nearest
    while at:
        row_of[at] = row_of[previous[at]]
        at = previous[at]
