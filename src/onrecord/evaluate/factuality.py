"""Whether an event happened, on the scale from −3 (certainly not) to +3 (certainly)."""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from onrecord.evaluate.counts import Metrics, mean

FACTUAL = 1.5
"""Gold above this is what people took to be so."""
POINTS = {
    # status: (certain, probable, possible), positive; then the same, negative
    "occurred": ((3.0, 2.8, 1.0), (-2.0, -1.0, -1.0)),
    "ongoing": ((3.0, 2.8, 1.0), (-2.0, -1.0, -1.0)),
    "planned": ((2.4, 2.0, 1.4), (-1.0, -1.0, -1.0)),
    "proposed": ((1.6, 1.6, 1.4), (-1.0, -1.0, -1.0)),
    "threatened": ((1.6, 1.6, 1.4), (-1.0, -1.0, -1.0)),
    "hypothetical": ((0.8, 1.8, 1.4), (0.2, 0.2, 0.2)),
    "unknown": ((1.9, 2.4, 2.0), (0.0, 0.0, 0.0)),
    "prevented": ((-0.8, -0.8, -0.8), (-0.8, -0.8, -0.8)),
    "denied": ((-1.8, -0.4, -0.4), (-1.8, -0.4, -0.4)),
}
"""Where on the scale a judgement lies.

The median, to a tenth, of what people gave the events so judged in the training half of UW (Lee et
al. 2015), where there were twenty or more; else a neighbour's. People hold a planned or demanded
event for likely, and a denied one for likelier than certainly not: FactBank's own reading (CT, PR,
PS, Uu: ±3, ±2, ±1, 0) would put every open status at 0.
"""
VOICE = 0.5
"""What the trained reader's word weighs: as much as the rules'."""
USUAL = (0.7, 0.65)
"""What the reader says where it has nothing to add: a little less far out than the rules' point.

A line near its medians over the positive judgements of the training half, from 1.6 at 1.4 to 2.65
at 3; of some lines along them this one was chosen with a look at both dev parts (UW, MEANTIME).
"""
CERTAINTIES = ("certain", "probable", "possible")


class Judged(NamedTuple):
    """A gold factuality and our judgement of the same event, by the rules and by the reader."""

    gold: float
    status: str
    certainty: str
    polarity: str
    read: float | None = None


def factuality(status: str, certainty: str, polarity: str, read: float | None = None) -> float:
    """The point of the scale that a judgement stands for.

    From `POINTS`; moved half as far as the trained reader's own value `read` stands from what it
    usually says of such an event.
    """
    positive, negative = POINTS[status]
    point = (negative if polarity == "negative" else positive)[CERTAINTIES.index(certainty)]
    if read is None:
        return point
    usual = USUAL[0] + USUAL[1] * point
    return max(-3.0, min(3.0, point + VOICE * (read - usual)))


def score_factuality(judged: Sequence[Judged]) -> Metrics:
    """`mae`, `pearson_r` (None where either side never varies) and `occurred_precision`.

    The last: of those that we call occurred, not negated, the share whose gold is above 1.5;
    `occurred_recall` is the share of such gold that we call so.
    """
    ours = [factuality(j.status, j.certainty, j.polarity, j.read) for j in judged]
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
