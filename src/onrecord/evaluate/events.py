"""Events between two parties: the type given both, and the event found in the bare text."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.evaluate.counts import Metrics, class_metrics, mean
from onrecord.evaluate.spans import Span, overlap

MERGED_TYPES = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLOVER 2021 split YIELD in two; the gold has the older name."""


class CodedEvent(NamedTuple):
    """An event with the spans of its parties; none where it has no such party."""

    type: str
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()


def merge_type(label: str | None) -> str | None:
    """The type under the name that the gold uses; None stays None."""
    return None if label is None else MERGED_TYPES.get(label, label)


def score_event_types(gold: Sequence[str], predicted: Sequence[str | None]) -> Metrics:
    """`macro_f1` over the types of the gold, `accuracy`, and `f1.TYPE`; None is a wrong answer."""
    return class_metrics([MERGED_TYPES.get(g, g) for g in gold], [merge_type(p) for p in predicted])


def score_events_found(rows: Iterable[tuple[CodedEvent, Sequence[CodedEvent]]]) -> Metrics:
    """`e2e_recall`: the share of gold events of which one of ours has the type and both parties.

    A party is had where any of its spans overlaps any of the gold's; one that the gold does not
    give is not asked for. `e2e_recall_any_type` leaves the type out.
    """
    typed, untyped = [], []
    for gold, predicted in rows:
        same = [ours for ours in predicted if _same_parties(gold, ours)]
        untyped.append(float(bool(same)))
        typed.append(float(any(merge_type(e.type) == merge_type(gold.type) for e in same)))
    return {"e2e_recall": mean(typed), "e2e_recall_any_type": mean(untyped)}


def _same_parties(gold: CodedEvent, ours: CodedEvent) -> bool:
    return _party(gold.actors, ours.actors) and _party(gold.recipients, ours.recipients)


def _party(gold: tuple[Span, ...], ours: tuple[Span, ...]) -> bool:
    return not gold or any(overlap(a, b) for a in gold for b in ours)
