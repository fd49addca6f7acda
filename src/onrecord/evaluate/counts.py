"""Counts of what was matched, and the precision, recall and F1 that follow."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

Metrics = dict[str, float | None]
"""Figures by name; None where the gold holds nothing that the figure could be taken on."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were matched, of how many predicted and how many in the gold.

    >>> (Counts(2, 3, 4) + Counts(1, 1, 1)).f1
    0.6666666666666666
    """

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.matched + other.matched,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 0 where nothing was predicted."""
        return ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return ratio(self.matched, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is predicted or gold."""
        return ratio(2 * self.matched, self.predicted + self.gold)


def ratio(part: float, whole: float) -> float:
    """`part / whole`, and 0 for a share of nothing (as scikit-learn and conlleval have it)."""
    return part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall that are not counts (B-cubed, CEAF-e, attributes)."""
    return ratio(2 * precision * recall, precision + recall)


def total(counts: Iterable[Counts]) -> Counts:
    """The sum: what a micro average is taken over."""
    return sum(counts, start=Counts())


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(values) / len(values) if values else None


def median(values: Sequence[float]) -> float | None:
    """The middle value, or the mean of the two middle ones; None of nothing."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def class_counts(gold: Sequence[str], predicted: Sequence[Hashable | None]) -> dict[str, Counts]:
    """Counts of each class of the gold, in alphabetical order.

    A predicted class that the gold never uses makes no class of its own: it costs the recall of the
    class that it stands instead of. None is no answer.
    """
    pairs = list(zip(gold, predicted, strict=True))
    return {
        label: Counts(
            matched=sum(g == label == p for g, p in pairs),
            predicted=sum(p == label for _, p in pairs),
            gold=sum(g == label for g, _ in pairs),
        )
        for label in sorted(set(gold))
    }


def class_metrics(gold: Sequence[str], predicted: Sequence[Hashable | None]) -> Metrics:
    """`accuracy`, `macro_f1` over the classes of the gold, and `f1.CLASS` of each."""
    classes = class_counts(gold, predicted)
    right = sum(g == p for g, p in zip(gold, predicted, strict=True))
    return {
        "accuracy": right / len(gold) if gold else None,
        "macro_f1": mean([counts.f1 for counts in classes.values()]),
        **{f"f1.{label}": counts.f1 for label, counts in classes.items()},
    }
