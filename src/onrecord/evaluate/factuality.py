"""Whether an event happened, on the scale from −3 (certainly not) to +3 (certainly)."""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from onrecord.evaluate.counts import Metrics, mean

FACTUAL = 1.5
"""Gold above this is what people took to be so."""
STRENGTH = {"certain": 3.0, "probable": 2.0, "possible": 1.0}
"""FactBank's CT, PR and PS."""
OPEN = frozenset({"planned", "proposed", "threatened", "hypothetical", "unknown"})
"""Statuses that leave it open whether the event comes: FactBank's Uu."""
NEGATIVE = frozenset({"denied", "prevented"})


class Judged(NamedTuple):
    """A gold factuality and our judgement of the same event."""

    gold: float
    status: str
    certainty: str
    polarity: str


def factuality(status: str, certainty: str, polarity: str) -> float:
    """The point of the scale that a judgement stands for.

    | status | certain, probable, possible |
    |---|---|
    | occurred, ongoing, positive | +3, +2, +1 |
    | occurred, ongoing, negative | −3, −2, −1 |
    | denied, prevented | −3, −2, −1 |
    | planned, proposed, threatened, hypothetical, unknown | 0 |
    """
    if status in OPEN:
        return 0.0
    strength = STRENGTH[certainty]
    return -strength if status in NEGATIVE or polarity == "negative" else strength


def score_factuality(judged: Sequence[Judged]) -> Metrics:
    """`mae`, `pearson_r` (None where either side never varies) and `occurred_precision`.

    The last: of those that we call occurred, not negated, the share whose gold is above 1.5;
    `occurred_recall` is the share of such gold that we call so.
    """
    ours = [factuality(j.status, j.certainty, j.polarity) for j in judged]
    gold = [j.gold for j in judged]
    occurred = [j.status == "occurred" and j.polarity == "positive" for j in judged]
    called = [float(j.gold > FACTUAL) for j, said in zip(judged, occurred, strict=True) if said]
    true = [float(said) for j, said in zip(judged, occurred, strict=True) if j.gold > FACTUAL]
    return {
        "mae": mean([abs(a - b) for a, b in zip(gold, ours, strict=True)]),
        "pearson_r": pearson(gold, ours),
        "occurred_precision": mean(called),
        "occurred_recall": mean(true),
    }


def pearson(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation; None where a side does not vary."""
    if not one:
        return None
    mean_one, mean_other = sum(one) / len(one), sum(other) / len(other)
    spread_one = sum((a - mean_one) ** 2 for a in one)
    spread_other = sum((b - mean_other) ** 2 for b in other)
    if not spread_one or not spread_other:
        return None
    shared = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    return shared / sqrt(spread_one * spread_other)
