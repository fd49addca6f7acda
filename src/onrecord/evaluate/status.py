"""Whether an event happened: our status against a gold status."""

from collections.abc import Sequence

from onrecord.evaluate.counts import Metrics, class_metrics, mean

HAPPENING = frozenset({"occurred", "ongoing"})
NOT_HAPPENED = frozenset(
    {"planned", "proposed", "threatened", "hypothetical", "denied", "prevented"}
)


def score_status(gold: Sequence[str], predicted: Sequence[str | None]) -> Metrics:
    """`accuracy`, `macro_f1` over the statuses of the gold, `f1.STATUS`, `false_occurred`.

    `false_occurred` is the share of the gold that is planned, proposed, threatened, hypothetical,
    denied or prevented and that we call occurred or ongoing. None is no answer, and wrong.
    """
    false = [p in HAPPENING for g, p in zip(gold, predicted, strict=True) if g in NOT_HAPPENED]
    return {
        **class_metrics(gold, predicted),
        "false_occurred": mean([float(each) for each in false]),
    }
