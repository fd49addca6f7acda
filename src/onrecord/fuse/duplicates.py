"""Reports that are one report: reprints and lightly edited copies.

Two reports are copies when most of the shorter one's runs of five words also stand, in the same
words, in the other (containment of shingles; Broder 1997). Candidate pairs come from an inverted
index of shingles, so that unrelated reports are never compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.records import Record
from onrecord.text import name_key

SHINGLE = 5
CONTAINMENT = 0.6
# A shingle that stands in more reports than this is boilerplate and proves nothing.
COMMON = 50


def group_duplicates(records: Sequence[Record]) -> tuple[tuple[str, ...], ...]:
    """Document ids of reports that are copies of each other, groups of two and more.

    Groups and their members come in order of publication (undated last), then of outlet and id.
    """
    order = sorted(records, key=_order)
    shingles = [_shingles(record) for record in order]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(shingles):
        for shingle in sorted(found):
            holders[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if len(numbers) <= COMMON:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    leader = list(range(len(order)))
    for (a, b), count in sorted(shared.items()):
        if count >= CONTAINMENT * min(len(shingles[a]), len(shingles[b])):
            low, high = sorted((_leader(leader, a), _leader(leader, b)))
            leader[high] = low
    groups: dict[int, list[str]] = defaultdict(list)
    for number, record in enumerate(order):
        groups[_leader(leader, number)].append(record.document.id)
    return tuple(tuple(group) for _, group in sorted(groups.items()) if len(group) > 1)


def _leader(leader: list[int], number: int) -> int:
    while leader[number] != number:
        number = leader[number]
    return number


def _order(record: Record) -> tuple[bool, str, str, str]:
    doc = record.document
    return (doc.published is None, str(doc.published), doc.outlet or "", doc.id)


def _shingles(record: Record) -> frozenset[str]:
    words = [
        word
        for passage in record.passages
        if passage.kind == "body"
        for word in re.findall(r"\w+", name_key(passage.span.quote))
    ]
    return frozenset(
        " ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 0))
    )
