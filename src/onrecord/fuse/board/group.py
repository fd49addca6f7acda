"""Which proposals of many reports are one item of the talks: as `fuse.events` decides for events.

What speaks for it is counted in points, each for a reason that can be named; reports of different
matters are not compared. A meeting that was held is over: what is announced after it is another.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence

from onrecord.fuse.board.facts import BoardFacts, ProposalFact
from onrecord.fuse.events.alike import share
from onrecord.fuse.near import Neighbours, group_in_order

JOINS = 0.45
"""The likelihood from which a proposal joins an item."""
WINDOW = dt.timedelta(days=540)
"""How long an item of talks may rest and still be spoken of."""
COMPARED = 48
AGAIN = 2
"""Days after a meeting from which on a meeting that is told of as held is another one."""
SLACK = 4
"""Days that a meeting may be held beside the day that was announced."""
SPECIAL = frozenset({"ceasefire", "withdrawal", "exchange"})
"""Kinds of which one story has seldom two at a time."""
APART = ((90, -4.0), (30, -1.5), (14, -0.5))
"""Points where more days than these lie between two reports."""
RESTING = ((365, -1.0), (90, -0.5))
"""The same for the special kinds, which rest for long until they are done."""
DONE = 14
"""Days after a swap or a withdrawal from which on another one is meant."""

Item = tuple[ProposalFact, ...]


def group_board(reports: Iterable[BoardFacts]) -> tuple[Item, ...]:
    """The items on the table among some reports, each with its proposals in order."""
    return group_in_order(
        ((report.words, report.proposals) for report in reports),
        _chance,
        Neighbours(WINDOW, COMPARED),
        joins=JOINS,
        within=False,
    )


def _chance(
    one: ProposalFact, other: ProposalFact, likeness: float, group: Sequence[ProposalFact]
) -> float | None:
    return None if _is_over(group, one) else chance(one, other, likeness)


def chance(one: ProposalFact, other: ProposalFact, likeness: float) -> float:
    """The probability that two proposals are one; 0 where something forbids it."""
    points = _points(one, other, likeness)
    return 1 / (1 + math.exp(-points)) if points is not None else 0.0


def _points(one: ProposalFact, other: ProposalFact, likeness: float) -> float | None:
    if one.kind != other.kind:
        return None
    points = -3.0 + 3.0 * likeness + (1.5 if one.kind in SPECIAL else 0.0)
    points += 2.0 * share(one.title, other.title) - (0.5 if _apart(one.title, other.title) else 0)
    points += 1.5 * share(one.parties, other.parties)
    points += 1.0 if not one.keys.isdisjoint(other.keys) else 0.0
    points -= 0.5 if _apart(one.parties, other.parties) else 0.0
    points += 1.0 * share(one.names, other.names) + 1.0 * share(one.words, other.words)
    days = _days_apart(one, other)
    if days is not None:
        moved = "postpone" in one.moves | other.moves
        if one.kind == "meeting" and days > SLACK and not moved:
            return None
        points += 2.0 if days == 0 else 1.5 if days <= SLACK else 0.0
    if one.published is not None and other.published is not None:
        gap = abs((one.published - other.published).days)
        losses = RESTING if one.kind in SPECIAL else APART
        points += next((loss for least, loss in losses if gap > least), 0.0)
    return points


def _days_apart(one: ProposalFact, other: ProposalFact) -> int | None:
    """Days between the days that two proposals name; 0 where they overlap, None for no day."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max((other.first - one.last).days, (one.first - other.last).days, 0)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _is_over(group: Sequence[ProposalFact], fact: ProposalFact) -> bool:
    """Whether a group's meeting was held, or its deed done, before what is told now.

    A meeting told of again as held, of no day or the same, is the same meeting.
    """
    if fact.kind not in {"meeting", "exchange", "withdrawal"}:
        return False
    ends, days = ("hold", AGAIN) if fact.kind == "meeting" else ("carry out", DONE)
    done = [p for p in group if ends in p.moves]
    if not done or (fact.kind == "meeting" and "hold" not in fact.moves):
        return bool(done)
    known = [day for p in done if (day := p.last or p.published) is not None]
    now = fact.first or fact.published
    return bool(known) and now is not None and (now - max(known)).days > days
