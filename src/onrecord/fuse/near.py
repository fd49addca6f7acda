"""Reports in order of publication, and those before each that are most like it."""

import datetime as dt
import math
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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


def choose(
    chances: Iterable[tuple[int, float]], groups: Sequence[Sequence[object]], joins: float
) -> int | None:
    """The group to join, by the chance of being one with members of it; None for none.

    The likelihood of a group is the mean of its best and its average member, one that is not among
    `chances` counting 0.
    """
    found: dict[int, list[float]] = defaultdict(list)
    for group, chance in chances:
        found[group].append(chance)
    best: tuple[float, int] | None = None
    for group, each in sorted(found.items()):
        likelihood = (max(each) + math.fsum(each) / len(groups[group])) / 2
        if likelihood >= joins and (best is None or likelihood > best[0]):
            best = (likelihood, group)
    return best[1] if best is not None else None
