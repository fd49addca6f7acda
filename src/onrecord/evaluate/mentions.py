"""Mentions: gold labels mapped to our six types, and spans matched within a type."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.evaluate.counts import Counts, Metrics, total
from onrecord.evaluate.spans import Span, exact_counts, overlap_counts
from onrecord.records import MentionType

TYPE_OF_LABEL: dict[str, MentionType] = {
    # ours, ACE and OntoNotes
    "PER": "PER", "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "GPE", "LOC": "LOC", "FAC": "FAC",
    "NORP": "NORP",
    # CoNLL and generic
    "ORGANIZATION": "ORG", "ORGANISATION": "ORG",
    "LOCATION": "LOC", "FACILITY": "FAC",
    # re3d
    "NATIONALITY": "NORP",
}  # fmt: skip
"""Gold labels (in capitals) and the type of ours that they stand for.

re3d: Person is PER; Organisation ORG, armies, governments and any people together among them (see
`evaluate/conventions.py`); Location LOC; Nationality NORP.
Its Temporal, Quantity, Money, Weapon, MilitaryPlatform, Vehicle, DocumentReference and
CommsIdentifier are no mentions here and are left out. MEANTIME: PER, ORG and LOC; its PRO
(product), FIN (financial) and MIX are left out; so is CoNLL's MISC.
"""
PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})


class TypedSpan(NamedTuple):
    """A mention: its span and its label."""

    start: int
    end: int
    type: str

    @property
    def span(self) -> Span:
        return self.start, self.end


Row = tuple[Sequence[TypedSpan], Sequence[TypedSpan]]


def map_labels(mentions: Iterable[TypedSpan]) -> list[TypedSpan]:
    """The mentions whose label has a type of ours, under it; the others are left out."""
    found = ((m, TYPE_OF_LABEL.get(m.type.upper())) for m in mentions)
    return [TypedSpan(m.start, m.end, label) for m, label in found if label is not None]


def score_mentions(rows: Iterable[Row]) -> Metrics:
    """`exact_f1` and `overlap_f1`, micro, each with `.TYPE`, and precision and recall.

    A match needs the same type; overlapping spans are matched one to one. Where the gold nowhere
    has a GPE it does not tell places apart (re3d, MEANTIME, CoNLL): GPE and FAC are then scored as
    LOC on both sides. A type that the gold nowhere has is left out.
    """
    mapped = [(map_labels(gold), map_labels(ours)) for gold, ours in rows]
    labels = {m.type for gold, _ in mapped for m in gold}
    if "GPE" not in labels:
        mapped = [(_merge_places(gold), _merge_places(ours)) for gold, ours in mapped]
        labels = {m.type for gold, _ in mapped for m in gold}
    metrics: Metrics = {}
    by_type: dict[str, dict[str, Counts]] = {"exact": {}, "overlap": {}}
    for label in sorted(labels):
        spans = [(_spans(gold, label), _spans(ours, label)) for gold, ours in mapped]
        by_type["exact"][label] = total(exact_counts(*pair) for pair in spans)
        by_type["overlap"][label] = total(overlap_counts(*pair) for pair in spans)
    for kind, counts in by_type.items():
        micro = total(counts.values())
        metrics[f"{kind}_f1"] = micro.f1
        metrics[f"{kind}_precision"] = micro.precision
        metrics[f"{kind}_recall"] = micro.recall
        metrics |= {f"{kind}_f1.{label}": found.f1 for label, found in counts.items()}
    return metrics


def _merge_places(mentions: Iterable[TypedSpan]) -> list[TypedSpan]:
    return [TypedSpan(m.start, m.end, "LOC") if m.type in PLACE_TYPES else m for m in mentions]


def _spans(mentions: Iterable[TypedSpan], label: str) -> list[Span]:
    return [m.span for m in mentions if m.type == label]
