"""Learns the weights of pronouns: writes src/onrecord/data/pronouns.toml.

    ONRECORD_DATA=… python training/coreference/train.py            # learn and write
    ONRECORD_DATA=… python training/coreference/train.py --check    # folds left out

A softmax over the antecedents of each pronoun, nobody among them, with one weight for each thing
that `resolve/salience.py` notices, by kind of pronoun. Texts are read with the weights of the round
before, so that a pronoun sees its antecedents as they are when a report is read. Deterministic.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from onrecord.annotate.mentions import find_mentions
from onrecord.evaluate.gold import CorefRow, read_gold
from onrecord.evaluate.reports import parse_excerpt, parse_report
from onrecord.evaluate.spans import Span
from onrecord.pipeline import Reader
from onrecord.resolve.antecedents import Antecedent, Kind
from onrecord.resolve.coreference import group_mentions
from onrecord.resolve.nodes import Node, NodeReader
from onrecord.resolve.salience import Option, Weights, weigh
from onrecord.syntax import Parse

TARGET = Path(__file__).parents[2] / "src/onrecord/data/pronouns.toml"
GUM, ECB, ECB_DEV = "coref/gum-dev.jsonl", "coref/ecbplus-train.jsonl", "coref/ecbplus-dev.jsonl"
MEANTIME = "meantime/meantime.jsonl"
PERSONAL = frozenset({"he", "she", "his", "her", "him", "hers"})
KINDS: tuple[Kind, ...] = ("person", "group", "thing")
ROUNDS = 3
STEPS = 200
RATE = 0.1
SHRINK = 4.0
"""How strongly weights are held to nought (half of it times the sum of their squares)."""
LEAST = 3
"""Pronouns of a kind that must have noticed a thing for it to get a weight."""
FOLDS = 5
START: dict[str, float] = {"nearest": 1.0, "subject": 1.0, "same sentence": 1.0, "nobody": 1.0}
HEAD = """\
# What speaks for an antecedent of a pronoun: "he", "she" (person), "they" (group), "it" (thing).
# The names are given by resolve/salience.py; a weight is the logarithm of the odds that it adds.
# Source: learned by training/coreference/train.py from the development half of the news,
# interviews and speeches of OntoGUM (annotation CC BY 4.0) and the training part of ECB+
# (annotation CC BY 3.0) and from half of MEANTIME (CC BY 4.0). Licence: CC BY 4.0.
"""


class Text(NamedTuple):
    """A text read as far as pronouns, with the gold cluster of each head.

    `whole`: every mention that is meant twice is marked.
    """

    parse: Parse
    nodes: Sequence[Node]
    cluster_of: dict[int, str]
    whole: bool


class Case(NamedTuple):
    """A pronoun: its options, and which of them are right."""

    kind: Kind
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    actors: tuple[bool, ...]
    """Which options are mentions: any other noun is as good as nobody."""


def main() -> int:
    """Learn and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="folds of documents, no writing")
    chosen = parser.parse_args()
    root = os.environ.get("ONRECORD_DATA")
    if not root:
        print("set ONRECORD_DATA to the folder with the gold data", file=sys.stderr)
        return 2
    reader = Reader()
    gum, ecb = _read_gum(reader, Path(root) / GUM), _read_ecb(reader, Path(root) / ECB)
    ecb += _read_meantime(reader, Path(root) / MEANTIME)
    if chosen.check:
        check(gum, ecb, _read_ecb(reader, Path(root) / ECB_DEV), reader)
        return 0
    weights = learn([*gum, *ecb], reader)
    TARGET.write_text("\n".join([HEAD, *_tables(weights)]), encoding="utf-8")
    for kind in KINDS:
        print(kind, *_share(gum, reader, weights, kind), *_share(ecb, reader, weights, kind))
    return 0


def check(gum: Sequence[Text], ecb: Sequence[Text], dev: Sequence[Text], reader: Reader) -> None:
    """Print the share of pronouns settled rightly: on folds of GUM left out, and on ECB+ dev."""
    left_out: dict[Kind, list[tuple[int, int]]] = {kind: [] for kind in KINDS}
    for fold in range(FOLDS):
        rest = [text for n, text in enumerate(gum) if n % FOLDS != fold]
        weights = learn([*rest, *ecb], reader)
        for kind in KINDS:
            left_out[kind].append(_share(gum[fold::FOLDS], reader, weights, kind))
    weights = learn([*gum, *ecb], reader)
    for kind, shares in left_out.items():
        right, count = (sum(column) for column in zip(*shares, strict=True))
        seen = _share(gum, reader, weights, kind)
        print(f"{kind}: {right} of {count} left out, {seen[0]} of {seen[1]} learned from")
    print("person: {} of {} of ECB+ dev".format(*_share(dev, reader, weights, "person")))


def learn(texts: Sequence[Text], reader: Reader) -> Weights:
    """The weights after some rounds of reading and fitting."""
    weights: Weights = dict.fromkeys(KINDS, START)
    for _ in range(ROUNDS):
        cases = [case for text in texts for case in _cases(text, reader, weights)]
        weights = {kind: _fit([c for c in cases if c.kind == kind]) for kind in KINDS}
    return weights


def _read_gum(reader: Reader, path: Path) -> list[Text]:
    """Whole documents in which every mention that is meant twice is marked."""
    found = []
    for row in read_gold(path, CorefRow).rows:
        parse = parse_report(reader, row.text)
        spans = [(span, str(n)) for n, cluster in enumerate(row.clusters) for span in cluster]
        found.append(_text(reader, parse, spans, whole=True))
    return found


def _read_ecb(reader: Reader, path: Path) -> list[Text]:
    """Excerpts of news in which those who take part in events are marked, and others are not."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        people = [m for m in row["entities"] if m["type"].startswith("HUM")]
        spans = [((s, e), m["cluster"]) for m in people for s, e in m["spans"]]
        if any(row["text"][s:e].lower() in PERSONAL for (s, e), _ in spans):
            found.append(_text(reader, parse_excerpt(reader, row["text"]), spans, whole=False))
    return found


def _read_meantime(reader: Reader, path: Path) -> list[Text]:
    """Business news in which bodies and persons are marked, and some of their pronouns."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked = [m for m in row["entities"] if m["instance"] is not None]
        spans = [((m["start"], m["end"]), m["instance"]) for m in marked]
        found.append(_text(reader, parse_report(reader, row["text"]), spans, whole=False))
    return found


def _text(reader: Reader, parse: Parse, spans: Sequence[tuple[Span, str]], *, whole: bool) -> Text:
    mentions = find_mentions(
        parse, place_type=reader.gazetteer.type_of, actor_type=reader.actors.type_of
    )
    nodes = NodeReader(parse, reader.actors)
    cluster_of: dict[int, str] = {}
    for span, cluster in sorted(spans, key=lambda pair: pair[0][0] - pair[0][1]):
        head = parse.span_head(*span)
        if head is not None:
            cluster_of.setdefault(head.i, cluster)
    return Text(parse, [nodes.read(n, m) for n, m in enumerate(mentions)], cluster_of, whole)


def _cases(text: Text, reader: Reader, weights: Weights) -> Iterator[Case]:
    """The pronouns of a text with their options, as they are when it is read with some weights."""
    found: list[Case] = []

    def choose(node: Node, kind: Kind, options: Sequence[Option]) -> Antecedent | None:
        cluster = text.cluster_of.get(node.head.i)
        right = [
            antecedent is not None
            and cluster is not None
            and text.cluster_of.get(antecedent.head.i) == cluster
            for antecedent, _ in options
        ]
        if text.whole or any(right):
            right[0] = not any(right)
            actors = tuple(a is not None and a.node is not None for a, _ in options)
            found.append(Case(kind, tuple(f for _, f in options), tuple(right), actors))
        return max(options, key=lambda option: weigh(option[1], weights[kind]))[0]

    group_mentions(text.parse, text.nodes, reader.actors, choose)
    yield from found


def _fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weights that make the right options likeliest, by gradient ascent (Adam)."""
    seen: dict[str, int] = {}
    for case in cases:
        for name in {name for option in case.options for name in option}:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(name for name, count in seen.items() if count >= LEAST)
    column = {name: n for n, name in enumerate(names)}
    tables = []
    for case in cases:
        table = np.zeros((len(case.options), len(names)))
        for row, option in enumerate(case.options):
            for name in option:
                if name in column:
                    table[row, column[name]] = 1.0
        tables.append((table, np.array(case.right, dtype=float)))
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        gradient = -SHRINK * weights
        for table, right in tables:
            likely = np.exp(table @ weights - np.max(table @ weights))
            wanted = likely * right
            gradient += table.T @ (wanted / wanted.sum() - likely / likely.sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        size = np.sqrt(second / (1 - 0.99**step)) + 1e-8
        weights = weights + RATE * (1 - step / STEPS) * (first / (1 - 0.9**step)) / size
    return {name: round(float(weights[n]), 2) for name, n in column.items()}


def _share(texts: Sequence[Text], reader: Reader, weights: Weights, kind: Kind) -> tuple[int, int]:
    """Pronouns of a kind settled rightly, and all of them."""
    cases = [c for text in texts for c in _cases(text, reader, weights) if c.kind == kind]
    right = 0
    for case in cases:
        scores = [weigh(option, weights[kind]) for option in case.options]
        best = scores.index(max(scores))
        known = any(r and a for r, a in zip(case.right, case.actors, strict=True))
        right += case.right[best] if case.actors[best] else not known
    return right, len(cases)


def _tables(weights: Weights) -> Iterator[str]:
    for kind in KINDS:
        ordered = sorted(weights[kind].items(), key=lambda item: -item[1])
        lines = [f'"{name}" = {weight}' for name, weight in ordered]
        yield "\n".join([f"[{kind}]", *lines, ""])


if __name__ == "__main__":
    sys.exit(main())
