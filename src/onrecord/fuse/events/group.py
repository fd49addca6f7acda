"""Which events of many reports are one: each is decided by what was published before it.

Events are taken in order of publication, then of report and place in it. An event joins the group
that it is most likely one with, if that is likely enough; else it founds a group. As the decision
reads nothing but what comes before it in that order, the outcome is a function of the set of
reports, however they arrive.
"""

import datetime as dt
from collections.abc import Iterable

from onrecord.fuse.events.alike import chance, may_be_one
from onrecord.fuse.events.facts import EventFact, ReportFacts
from onrecord.fuse.near import Neighbours, choose

JOINS = 0.35
"""The likelihood from which an event joins a group."""
WINDOW = dt.timedelta(days=60)
"""How long before a report another may stand and still tell of the same event."""
COMPARED = 48
"""How many of the reports before it, those most like it, a report is compared with."""

Group = tuple[EventFact, ...]


def group_events(reports: Iterable[ReportFacts]) -> tuple[Group, ...]:
    """The events among some reports, each with its mentions in order, the first one first.

    Reports without a date come last, and are compared with all.
    """
    near = Neighbours(WINDOW, COMPARED)
    groups: list[list[EventFact]] = []
    of: dict[str, int] = {}
    by_doc: dict[str, tuple[EventFact, ...]] = {}
    for report in sorted(reports, key=lambda r: r.words.order):
        alike = near.before(report.words)
        by_doc[report.doc] = report.events
        for event in report.events:
            before = [(e, 1.0) for e in report.events if e.id in of]
            before += [(e, like) for doc, like in alike for e in by_doc[doc]]
            chances = (
                (of[e.id], chance(event, e, like)) for e, like in before if may_be_one(e, event)
            )
            chosen = choose(chances, groups, JOINS)
            if chosen is None:
                chosen = len(groups)
                groups.append([])
            groups[chosen].append(event)
            of[event.id] = chosen
        near.add(report.words)
    return tuple(tuple(group) for group in groups)
