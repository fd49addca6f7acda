"""Reports in order of publication, those before each that are most like it, and what is one."""

import datetime as dt
import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

LIKE = 0.05
"""Reports less alike than this are of different matters."""
KEYS = 24
"""How many of its heaviest words a report is found by."""


@dataclass(frozen=True, slots=True)
class Words:
    """A report by its words and their weight (about 1000 together), the heaviest first."""

    doc: str
    published: dt.date | None
    terms: Mapping[str, int]

    @property
    def order(self) -> tuple[bool, str, str]:
        """By publication, then id; reports without a date come last."""
        return (self.published is None, str(self.published), self.doc)


@dataclass
class Neighbours:
    """The reports so far; `window` days back one may stand, and `most` are compared."""

    window: dt.timedelta
    most: int
    _reports: dict[str, Words] = field(default_factory=dict)
    _holding: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """By word the reports that it is heavy in: date and id, in order."""

    def add(self, report: Words) -> None:
        self._reports[report.doc] = report
        for word in _heaviest(report):
            insort(self._holding[word], (str(report.published), report.doc))

    def before(self, report: Words) -> tuple[tuple[str, float], ...]:
        """The reports most like one, with their likeness, the most alike first."""
        found = {doc for word in _heaviest(report) for doc in self._recent(word, report)}
        alike = ((doc, likeness(report.terms, self._reports[doc].terms)) for doc in found)
        ranked = sorted((-like, doc) for doc, like in alike if like >= LIKE)
        return tuple((doc, -like) for like, doc in ranked[: self.most])

    def _recent(self, word: str, report: Words) -> Iterator[str]:
        since = str(report.published - self.window) if report.published is not None else ""
        for published, doc in reversed(self._holding[word]):
            if published < since:
                return
            yield doc


def _heaviest(report: Words) -> list[str]:
    return list(report.terms)[:KEYS]


def likeness(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """The cosine of two reports' words, 0 to 1."""
    small, large = sorted((one, other), key=len)
    dot = sum(weight * large.get(word, 0) for word, weight in small.items())
    return min(dot / 1_000_000, 1.0)


class Item(Protocol):
    """What is grouped: an event or a proposal of one report."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Item)
Chance = Callable[[T, T, float, Sequence[T]], float | None]
"""Of two items and the likeness of their reports (1 for one report) the probability that they are
one; None where they cannot be. The last are the items that the second is grouped with."""


def group_in_order(
    reports: Iterable[tuple[Words, Sequence[T]]],
    chance: Chance[T],
    near: Neighbours,
    *,
    joins: float,
    within: bool,
) -> tuple[tuple[T, ...], ...]:
    """The groups of items that are one, each decided by what was published before it.

    Reports are taken in order of publication, those without a date last, their items in their own
    order. An item joins the group that it is likeliest one with, from `joins` on; else it founds a
    group. As the decision reads nothing but what comes before it, the outcome is a function of the
    set of reports. `within`: items of one report may be one too.
    """
    groups: list[list[T]] = []
    of: dict[str, int] = {}
    by_doc: dict[str, Sequence[T]] = {}
    for words, items in sorted(reports, key=lambda report: report[0].order):
        alike = near.before(words)
        by_doc[words.doc] = items
        for item in items:
            before = [(other, like) for doc, like in alike for other in by_doc[doc]]
            if within:
                before += [(other, 1.0) for other in items if other.id in of]
            chances = [
                (of[other.id], found)
                for other, like in before
                if (found := chance(item, other, like, groups[of[other.id]])) is not None
            ]
            chosen = _choose(chances, groups, joins)
            if chosen is None:
                chosen = len(groups)
                groups.append([])
            groups[chosen].append(item)
            of[item.id] = chosen
        near.add(words)
    return tuple(tuple(group) for group in groups)


def _choose(
    chances: Iterable[tuple[int, float]], groups: Sequence[Sequence[object]], joins: float
) -> int | None:
    """The group to join; None for none.

    The likelihood of a group is the mean of its best and its average member, one that is not among
    `chances` counting 0.
    """
    found: dict[int, list[float]] = defaultdict(list)
    for group, likely in chances:
        found[group].append(likely)
    best: tuple[float, int] | None = None
    for group, each in sorted(found.items()):
        likelihood = (max(each) + math.fsum(each) / len(groups[group])) / 2
        if likelihood >= joins and (best is None or likelihood > best[0]):
            best = (likelihood, group)
    return best[1] if best is not None else None
