"""Time expressions, scored as TempEval-3 did (UzZaman et al. 2013)."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.evaluate.counts import Counts, Metrics
from onrecord.evaluate.spans import Span, exact_counts, match_overlapping


class Timex(NamedTuple):
    """A time expression; `type` and `value` are None where the gold does not give them."""

    start: int
    end: int
    type: str | None = None
    value: str | None = None

    @property
    def span(self) -> Span:
        return self.start, self.end


def score_times(rows: Iterable[tuple[Sequence[Timex], Sequence[Timex]]]) -> Metrics:
    """`strict_f1` (equal spans), `relaxed_f1` (overlapping ones), `type_f1`, `value_f1`.

    `same_value_f1` is `value_f1` with two notations of one value taken as equal (`plain_value`).
    Rows are the gold expressions and ours of one document; figures are micro over all. A type or
    value counts where the spans overlap and it is equal, out of all gold and all ours. A gold
    expression without a value (or type) is left out of that figure, and so is ours that matches it.
    `type_f1.TYPE` is the same for the expressions of one type.
    """
    sums = {name: Counts() for name in ("strict", "relaxed", "type", "value", "same_value")}
    types: dict[str, Counts] = {}
    for gold, predicted in rows:
        pairs = [
            (gold[a], predicted[b])
            for a, b in match_overlapping([g.span for g in gold], [p.span for p in predicted])
        ]
        sums["strict"] += exact_counts([g.span for g in gold], [p.span for p in predicted])
        sums["relaxed"] += Counts(len(pairs), len(predicted), len(gold))
        for name in ("type", "value"):
            sums[name] += _attribute(name, gold, predicted, pairs)
        same = [(_in_plain(g), _in_plain(p)) for g, p in pairs]
        sums["same_value"] += _attribute("value", gold, predicted, same)
        for label, counts in _by_type(gold, predicted, pairs).items():
            types[label] = types.get(label, Counts()) + counts
    metrics: Metrics = {f"{name}_f1": counts.f1 for name, counts in sums.items()}
    for name in ("strict", "relaxed"):
        metrics[f"{name}_precision"] = sums[name].precision
        metrics[f"{name}_recall"] = sums[name].recall
    return metrics | {f"type_f1.{label}": types[label].f1 for label in sorted(types)}


_NOTATIONS = (
    (re.compile(r"(?<=\d)(?:-XX)+$"), ""),
    (re.compile(r"^(\d{2,3})X+$"), r"\1"),
    (re.compile(r"-W(\d)(?=$|-)"), r"-W0\1"),
    (re.compile(r"T(\d\d)$"), r"T\1:00"),
    (re.compile(r"^P(\d+)DE$"), r"P\g<1>0Y"),
    (re.compile(r"^P(\d+)CE$"), r"P\g<1>00Y"),
)


def plain_value(value: str) -> str:
    """A TIMEX3 value in the notation of TimeBank.

    Annotators write a year as "1949" and "1949-XX", a decade as "198" and "198X", a week as "W7"
    and "W07", an hour as "T17" and "T17:00", ten years as "P10Y" and "P1DE".

    >>> plain_value("1949-XX"), plain_value("198X"), plain_value("2000-W7"), plain_value("P2CE")
    ('1949', '198', '2000-W07', 'P200Y')
    """
    for pattern, plain in _NOTATIONS:
        value = pattern.sub(plain, value)
    return value


def _in_plain(timex: Timex) -> Timex:
    return timex if timex.value is None else timex._replace(value=plain_value(timex.value))


def _attribute(
    name: str,
    gold: Sequence[Timex],
    predicted: Sequence[Timex],
    pairs: Sequence[tuple[Timex, Timex]],
) -> Counts:
    """Counts of one attribute over the overlapping pairs."""
    silent = sum(getattr(g, name) is None for g in gold)
    excused = sum(getattr(g, name) is None for g, _ in pairs)
    right = sum(getattr(g, name) == getattr(p, name) is not None for g, p in pairs)
    return Counts(right, len(predicted) - excused, len(gold) - silent)


def _by_type(
    gold: Sequence[Timex],
    predicted: Sequence[Timex],
    pairs: Sequence[tuple[Timex, Timex]],
) -> dict[str, Counts]:
    """Counts of each type of the gold: overlapping and of that type on both sides."""
    excused = {p for g, p in pairs if g.type is None}
    return {
        label: Counts(
            sum(g.type == label == p.type for g, p in pairs),
            sum(p.type == label and p not in excused for p in predicted),
            sum(g.type == label for g in gold),
        )
        for label in sorted({g.type for g in gold if g.type is not None})
    }
