"""Spans of sources, cues and contents → statements, by what their pieces point at."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.annotate.labelling import Floats, LabelledSpan, decode_spans
from onrecord.annotate.pieces import Ints

WINDOW = 318
"""Word pieces in a window of the network, at most; nothing points farther."""
LINKED = 0.1
"""A span joins a cue that at least this share of its pieces' pointing goes to."""
LEANING = {"source": 0.4}
"""Added to the log probabilities of a role, which the network calls too rarely."""
RESCUE = 3.0
RESCUED = 0.3
"""A content without a cue takes one that RESCUE more would make likeliest, if it is pointed at."""


class Pointers(NamedTuple):
    """Whom the pieces of a window, the first of which is `lo`, point at (rows: who points)."""

    lo: int
    matrix: npt.NDArray[np.float16 | np.float32]


class Joined(NamedTuple):
    """The spans of one statement."""

    source: tuple[LabelledSpan, ...]
    cue: tuple[LabelledSpan, ...]
    content: tuple[LabelledSpan, ...]


def find_roles(
    scores: Floats, labels: tuple[str, ...], words: Ints, pointers: tuple[Pointers, ...]
) -> list[LabelledSpan]:
    """Sources, cues and contents in text order; contents without a cue may bring a weaker one."""
    leaning = np.array([LEANING.get(label[2:], 0.0) for label in labels], np.float32)
    spans = decode_spans(scores + leaning, labels, words)
    cues = [s for s in spans if s.label == "cue"]
    loose = [s for s in spans if s.label == "content" and not _joinable(s, cues, pointers, LINKED)]
    if not loose:
        return spans
    rescue = np.array([RESCUE * (label[2:] == "cue") for label in labels], np.float32)
    weak = [
        s
        for s in decode_spans(scores + leaning + rescue, labels, words)
        if s.label == "cue" and not _overlaps(s, spans)
    ]
    wanted = {n for s in loose for _, n in _joinable(s, weak, pointers, RESCUED)}
    return sorted([*spans, *(weak[n] for n in sorted(wanted))], key=lambda s: s.lo)


def join_statements(spans: list[LabelledSpan], pointers: tuple[Pointers, ...]) -> list[Joined]:
    """Each content goes to the cue it points at most, each source to one that has no source yet.

    A cue without a content is dropped: it is no statement.
    """
    cues = [s for s in spans if s.label == "cue"]
    contents: dict[int, list[LabelledSpan]] = {}
    pairs: list[tuple[float, int, LabelledSpan]] = []
    for span in spans:
        found = _joinable(span, cues, pointers, LINKED) if span.label != "cue" else []
        if found and span.label == "content":
            contents.setdefault(max(found)[1], []).append(span)
        elif found:
            pairs += [(share, n, span) for share, n in found]
    source_of: dict[int, LabelledSpan] = {}
    placed: set[int] = set()
    for _, n, span in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2].lo)):
        if n not in source_of and span.lo not in placed:
            source_of[n] = span
            placed.add(span.lo)
    return [
        Joined((source_of[n],) if n in source_of else (), (cue,), tuple(contents[n]))
        for n, cue in enumerate(cues)
        if n in contents
    ]


def _joinable(
    span: LabelledSpan, cues: list[LabelledSpan], pointers: tuple[Pointers, ...], least: float
) -> list[tuple[float, int]]:
    """The cues (by number) that at least this share of pointing falls on; in reach only."""
    near = range(
        bisect_left(cues, span.lo - WINDOW, key=_lo), bisect_left(cues, span.hi + WINDOW, key=_lo)
    )
    if not near:
        return []
    falling = _pointing(span, pointers)
    shares = ((sum(_part(cues[n], *window) for window in falling), n) for n in near)
    return [(share, n) for share, n in shares if share >= least]


def _pointing(span: LabelledSpan, pointers: tuple[Pointers, ...]) -> list[tuple[int, list[float]]]:
    """Where each window begins, and the mean share of pointing of `span` up to each of its pieces.

    Summed up once, so that what falls on any of many cues is one subtraction.
    """
    first = bisect_right(pointers, span.lo, key=_lo) - 1
    size = span.hi - span.lo
    found = []
    for lo, matrix in pointers[first : bisect_left(pointers, span.hi, key=_lo)]:
        rows = slice(max(span.lo - lo, 0), max(span.hi - lo, 0))
        falling = matrix[rows].sum(axis=0, dtype=np.float64) / size
        found.append((lo, [0.0, *np.cumsum(falling).tolist()]))
    return found


def _part(cue: LabelledSpan, lo: int, falling: list[float]) -> float:
    """What of the pointing in a window falls on a cue."""
    last = len(falling) - 1
    return falling[min(max(cue.hi - lo, 0), last)] - falling[min(max(cue.lo - lo, 0), last)]


def _overlaps(span: LabelledSpan, spans: list[LabelledSpan]) -> bool:
    """Whether `span` shares a piece with any of the spans, which stand apart and in order."""
    after = bisect_left(spans, span.hi, key=_lo)
    return after > 0 and spans[after - 1].hi > span.lo


def _lo(part: LabelledSpan | Pointers) -> int:
    return part.lo
