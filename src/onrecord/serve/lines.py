"""The numbered lines of a record, as the text view shows them and `explain N` finds them."""

from collections.abc import Iterable

from onrecord.records import EventMention, Proposal, Record, Statement

Line = Statement | EventMention | Proposal


def number_lines(records: Iterable[Record], *, first: int = 1) -> dict[int, tuple[Record, Line]]:
    """Statements, then events, then proposals of each report, numbered through all of them."""
    numbered: dict[int, tuple[Record, Line]] = {}
    for record in records:
        lines: tuple[Line, ...] = (*record.statements, *record.events, *record.proposals)
        for line in lines:
            numbered[first + len(numbered)] = (record, line)
    return numbered
