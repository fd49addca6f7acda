"""Spans against spans: by token, by overlap and exactly.

A span is a half-open pair of code points. Spans are matched one to one, as many as can be.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.evaluate.counts import Counts
from onrecord.evaluate.matching import largest_matching

Span = tuple[int, int]

QUOTATION_MARKS = "\"'`´“”„‟‘’‚‛«»‹›〝〞"
_TOKEN = re.compile(r"\w+|[^\w\s]")


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def trim(text: str, span: Span) -> Span:
    """The span without the white space and quotation marks at its ends; empty where all is that."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in QUOTATION_MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in QUOTATION_MARKS):
        end -= 1
    return start, end


def word_tokens(text: str) -> list[Span]:
    """The word tokens of a text: a run of letters, digits and low lines, or one symbol."""
    return [found.span() for found in _TOKEN.finditer(text)]


def tokens_under(tokens: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    """The numbers of the tokens that share a character with any of the spans."""
    ends = [end for _, end in tokens]
    under: set[int] = set()
    for start, end in spans:
        at = bisect_right(ends, start)
        while at < len(tokens) and tokens[at][0] < end:
            under.add(at)
            at += 1
    return under


def token_counts(tokens: Sequence[Span], gold: Iterable[Span], predicted: Iterable[Span]) -> Counts:
    """Counts of the tokens that stand under gold and predicted spans."""
    in_gold, in_predicted = tokens_under(tokens, gold), tokens_under(tokens, predicted)
    return Counts(len(in_gold & in_predicted), len(in_predicted), len(in_gold))


def match_overlapping(gold: Sequence[Span], predicted: Sequence[Span]) -> list[tuple[int, int]]:
    """The largest one-to-one matching of overlapping spans: pairs (gold, predicted) by number.

    Equal spans go together first, then those that share more characters.
    """
    where: dict[Span, list[int]] = {}
    for number, span in reversed(list(enumerate(predicted))):
        where.setdefault(span, []).append(number)
    first = [(n, where[span].pop()) for n, span in enumerate(gold) if where.get(span)]
    edges = [
        sorted(
            (n for n, other in enumerate(predicted) if overlap(span, other)),
            key=lambda n, span=span: -_shared(span, predicted[n]),  # type: ignore[misc]
        )
        for span in gold
    ]
    return largest_matching(edges, len(predicted), first)


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def overlap_counts(gold: Sequence[Span], predicted: Sequence[Span]) -> Counts:
    """Counts of spans matched one to one where they overlap."""
    return Counts(len(match_overlapping(gold, predicted)), len(predicted), len(gold))


def exact_counts(gold: Sequence[Span], predicted: Sequence[Span]) -> Counts:
    """Counts of equal spans, matched one to one (a span given twice is two)."""
    left = list(predicted)
    matched = 0
    for span in gold:
        if span in left:
            left.remove(span)
            matched += 1
    return Counts(matched, len(predicted), len(gold))
