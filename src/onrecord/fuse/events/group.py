"""Which events of many reports are one, as `fuse.near` decides it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from onrecord.fuse.events.alike import chance, may_be_one
from onrecord.fuse.events.facts import EventFact, ReportFacts
from onrecord.fuse.near import Neighbours, group_in_order

JOINS = 0.35
"""The likelihood from which an event joins a group."""
WINDOW = dt.timedelta(days=60)
"""How long before a report another may stand and still tell of the same event."""
COMPARED = 48
"""How many of the reports before it, those most like it, a report is compared with."""

Group = tuple[EventFact, ...]


def group_events(reports: Iterable[ReportFacts]) -> tuple[Group, ...]:
    """The events among some reports, each with its mentions in order, the first one first."""
    return group_in_order(
        ((report.words, report.events) for report in reports),
        _chance,
        Neighbours(WINDOW, COMPARED),
        joins=JOINS,
        within=True,
    )


def _chance(
    one: EventFact, other: EventFact, likeness: float, _group: Sequence[EventFact]
) -> float | None:
    return chance(other, one, likeness) if may_be_one(other, one) else None
