"""Which events of many reports are one: each is decided by what was published before it.

Events are taken in order of publication, then of report and place in it. An event joins the group
that it is most likely one with, if that is likely enough; else it founds a group. The likelihood of
a group is the mean of its best and its average member. As the decision reads nothing but what comes
before it in that order, the outcome is a function of the set of reports, however they arrive.
"""

import datetime as dt
import math
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.fuse.events.alike import chance, may_be_one
from onrecord.fuse.events.facts import EventFact, ReportFacts

JOINS = 0.35
"""The likelihood from which an event joins a group."""
LIKE = 0.05
"""Reports less alike than this are of different matters."""
WINDOW = dt.timedelta(days=60)
"""How long before a report another may stand and still tell of the same event."""
KEYS = 24
"""How many of its heaviest words a report is found by."""
COMPARED = 48
"""How many of the reports before it, those most like it, a report is compared with."""

Group = tuple[EventFact, ...]


def group_events(reports: Iterable[ReportFacts]) -> tuple[Group, ...]:
    """The events among some reports, each with its mentions in order, the first one first.

    Reports without a date come last, and are compared with all.
    """
    order = sorted(reports, key=_order)
    near = _Neighbours()
    groups: list[list[EventFact]] = []
    of: dict[str, int] = {}
    by_doc: dict[str, tuple[EventFact, ...]] = {}
    for report in order:
        alike = near.before(report)
        by_doc[report.doc] = report.events
        for event in report.events:
            before = [(e, 1.0) for e in report.events if e.id in of and may_be_one(e, event)]
            before += [
                (e, like) for doc, like in alike for e in by_doc[doc] if may_be_one(e, event)
            ]
            chosen = _choose(event, before, of, groups)
            if chosen is None:
                chosen = len(groups)
                groups.append([])
            groups[chosen].append(event)
            of[event.id] = chosen
        near.add(report)
    return tuple(tuple(group) for group in groups)


def _choose(
    event: EventFact,
    before: Iterable[tuple[EventFact, float]],
    of: Mapping[str, int],
    groups: Sequence[Sequence[EventFact]],
) -> int | None:
    """The group that an event joins; None for none."""
    chances: dict[int, list[float]] = defaultdict(list)
    for other, like in before:
        chances[of[other.id]].append(chance(event, other, like))
    best: tuple[float, int] | None = None
    for group, found in sorted(chances.items()):
        mean = math.fsum(found) / len(groups[group])
        likelihood = (max(found) + mean) / 2
        if likelihood >= JOINS and (best is None or likelihood > best[0]):
            best = (likelihood, group)
    return best[1] if best is not None else None


def _order(report: ReportFacts) -> tuple[bool, str, str]:
    return (report.published is None, str(report.published), report.doc)


class _Neighbours:
    """The reports so far, to be found by the words they share."""

    def __init__(self) -> None:
        self._reports: dict[str, ReportFacts] = {}
        self._holding: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """By word the reports that it is heavy in: date and id, in order."""

    def add(self, report: ReportFacts) -> None:
        self._reports[report.doc] = report
        for word in _heaviest(report):
            insort(self._holding[word], (str(report.published), report.doc))

    def before(self, report: ReportFacts) -> tuple[tuple[str, float], ...]:
        """The reports most like one, in its window, the most alike first."""
        found = {doc for word in _heaviest(report) for doc in self._recent(word, report)}
        alike = ((doc, likeness(report, self._reports[doc])) for doc in found)
        ranked = sorted((-like, doc) for doc, like in alike if like >= LIKE)
        return tuple((doc, -like) for like, doc in ranked[:COMPARED])

    def _recent(self, word: str, report: ReportFacts) -> Iterator[str]:
        since = str(report.published - WINDOW) if report.published is not None else ""
        for published, doc in reversed(self._holding[word]):
            if published < since:
                return
            yield doc


def _heaviest(report: ReportFacts) -> list[str]:
    return list(report.terms)[:KEYS]


def likeness(one: ReportFacts, other: ReportFacts) -> float:
    """The cosine of two reports' words, 0 to 1."""
    small, large = sorted((one.terms, other.terms), key=len)
    dot = sum(weight * large.get(word, 0) for word, weight in small.items())
    return min(dot / 1_000_000, 1.0)
