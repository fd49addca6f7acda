"""Events between two parties: the type given both, and the event found in the bare text.

And the precision of what is coded: of events labelled by hand, those with type, actors and status
right.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from onrecord.annotate.events.learned import PLOVERS
from onrecord.evaluate.counts import Metrics, class_metrics, mean
from onrecord.evaluate.spans import Span, overlap
from onrecord.records import EventMention, PloverType, Record, Status

MERGED_TYPES = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLOVER 2021 split YIELD in two; the gold has the older name."""


class CodedEvent(NamedTuple):
    """An event with the spans of its parties; none where it has no such party."""

    type: str
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()


def plover_type(event: EventMention) -> str:
    """The type that PLOVER gives an event: the reader's where it is sure, else the rules' own.

    Of a deed to come or refused the rules' is among the alternatives. Any other alternative with a
    score is a reading that was not chosen, and not PLOVER's.
    """
    told = (a.value for a in event.alternatives if a.score is None or a.reason == PLOVERS)
    return next(told, event.type)


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


# ---------------------------------------------------------------- precision, by labels


class EventLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a trigger that was coded says, by hand.

    `type` None: no event of PLOVER's. Several types or statuses: each is right. `actors` are who
    does it as the sentence names them, none where it names nobody; `optional`: it names them, but
    not as those who do it, and no actor is as good. `draw` numbers the draw it came from.
    """

    draw: int
    id: str
    trigger: Span
    type: PloverType | tuple[PloverType, ...] | None
    actors: tuple[Span, ...] = ()
    status: Status | tuple[Status, ...] | None = None
    optional: bool = False


class EventAnswer(NamedTuple):
    """What was made of a label; `given` is what we coded, None where nothing."""

    label: EventLabel
    given: str | None
    type: bool = False
    actors: bool = False
    status: bool = False

    @property
    def right(self) -> bool:
        """Whether type, actors and status are right."""
        return self.type and self.actors and self.status


def judge_event(label: EventLabel, record: Record) -> EventAnswer:
    """Compare a label with the event of that trigger."""
    found = [e for e in record.events if (e.trigger.start, e.trigger.end) == label.trigger]
    if not found:
        return EventAnswer(label, None)
    event = found[0]
    names = {m.id: m.span for m in record.mentions}
    spans = [names[actor] for actor in event.actors]
    quotes = ", ".join(span.quote for span in spans)
    return EventAnswer(
        label,
        f"{event.type} [{quotes}] {event.status}: {event.reason}",
        type=event.type in _several(label.type),
        actors=_are_actors(label, [(span.start, span.end) for span in spans]),
        status=event.status in _several(label.status),
    )


def _several(label: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (label,) if isinstance(label, str) else label or ()


def _are_actors(label: EventLabel, ours: Sequence[Span]) -> bool:
    """Whether each of ours is labelled, and each labelled one is ours."""
    if label.optional and not ours:
        return True
    return all(any(overlap(a, b) for b in label.actors) for a in ours) and all(
        any(overlap(a, b) for a in ours) for b in label.actors
    )


def score_precision(answers: Sequence[EventAnswer]) -> Metrics:
    """`precision`: of the labelled triggers that we code, those with all three right.

    `type`, `actors` and `status` are the shares with that one right, `no_event` the share that
    should not be coded; `kept` is the share of the labelled events that we code, with whatever.
    """
    coded = [a for a in answers if a.given is not None]
    events = [a for a in answers if a.label.type is not None]
    return {
        "precision": mean([float(a.right) for a in coded]),
        "type": mean([float(a.type) for a in coded]),
        "actors": mean([float(a.actors) for a in coded]),
        "status": mean([float(a.status) for a in coded]),
        "no_event": mean([float(a.label.type is None) for a in coded]),
        "kept": mean([float(a.given is not None) for a in events]),
        "coded": float(len(coded)),
    }
