"""Learn how alike two events must be to be one, from ECB+, into data/event_pairs.toml.

    python training/across/train.py --data $ONRECORD_DATA/coref/ecbplus-train.jsonl

A logistic regression over what `onrecord.fuse.events.notice` sees of two events, on all pairs of
the training topics in reports that are somewhat alike or whose main words are the same. ECB+ has no
dates of publication and hardly any of events, so the weights of days and places are not learned:
they are written below.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from onrecord.evaluate.across import read_report
from onrecord.evaluate.gold import AcrossRow, read_gold
from onrecord.fuse.events import EventFact, ReportFacts, notice
from onrecord.fuse.near import LIKE, likeness
from onrecord.pipeline import Reader

SEED = 20261122
NEGATIVES = 8
"""Pairs of two events for each pair of one; their weight makes up for those left out."""
RIDGE = 1.0
WRITTEN = {
    "same days": 1.5,
    "a day between": -1.0,
    "days between": -3.0,
    "over a week between": -5.0,
    "weeks between": -8.0,
    "same town": 1.0,
    "same country": 0.3,
    "same site": 2.5,
    "others act": -1.5,
    "others undergo it": -0.7,
}
HEADER = """\
# What speaks for or against two events of reports being one, in log odds (fuse/events/alike.py).
# Source: learned from ECB+ (training topics; annotation CC BY 3.0) by training/across/train.py;
# what is said of days, towns and who takes part ("same days" and on) is written, not learned: ECB+
# has no dates. Licence: Apache-2.0.
"""
Pair = tuple[EventFact, EventFact, float]


def main() -> None:
    """Read the gold, fit, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/data/event_pairs.toml"))
    options = parser.parse_args()
    gold = read_gold(options.data, AcrossRow)
    reader = Reader()
    reports = [read_report(row, reader) for row in gold.rows]
    cluster = {
        event.id: known.cluster
        for row, report in zip(gold.rows, reports, strict=True)
        for event, known in zip(report.events, row.events, strict=True)
    }
    same: list[Pair] = []
    other: list[Pair] = []
    for pair in _pairs(reports):
        (same if cluster[pair[0].id] == cluster[pair[1].id] else other).append(pair)
    drawn = random.Random(SEED).sample(  # noqa: S311 - a draw that repeats
        other, min(len(other), NEGATIVES * len(same))
    )
    print(f"{len(same)} pairs of one event, {len(other)} of two")
    weights = _fit([*same, *drawn], len(same), len(other) / len(drawn))
    lines = [f'"{name}" = {weight:.2f}' for name, weight in {**weights, **WRITTEN}.items()]
    options.out.write_text(f"{HEADER}\n[weights]\n" + "\n".join(lines) + "\n", "utf-8")


def _pairs(reports: list[ReportFacts]) -> Iterator[Pair]:
    for n, report in enumerate(reports):
        for i, event in enumerate(report.events):
            for before in report.events[:i]:
                yield event, before, 1.0
        for other in reports[:n]:
            like = likeness(report.words.terms, other.words.terms)
            for event in report.events:
                for before in other.events:
                    if like >= LIKE:
                        yield event, before, like


def _fit(pairs: list[Pair], positives: int, weight: float) -> dict[str, float]:
    """Newton's method with a small ridge."""
    noticed = [notice(*pair) for pair in pairs]
    names = list(dict.fromkeys(name for each in noticed for name in each))
    column = {name: n for n, name in enumerate(names)}
    data = np.zeros((len(pairs), len(names)))
    for row, each in enumerate(noticed):
        for name, value in each.items():
            data[row, column[name]] = value
    truth = np.arange(len(pairs)) < positives
    share = np.where(truth, 1.0, weight)
    theta = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-data @ theta))
        slope = data.T @ (share * (chance - truth)) + RIDGE * theta
        bend = (data * (share * chance * (1 - chance))[:, None]).T @ data
        step = np.linalg.solve(bend + RIDGE * np.eye(len(names)), slope)
        theta -= step
        if np.abs(step).max() < 1e-6:
            break
    return {name: float(theta[n]) for name, n in column.items()}


if __name__ == "__main__":
    main()
