"""Rows of pairs.py → windows of word pieces with pairs, and arrays of them."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from reader.data import CLS, NO_HINT, SEP, WINDOW, read_rows
from reader.model import EVENT_LABELS
from tokenizers import Tokenizer

from onrecord.annotate.pieces import HEAD, ROLE, Pieces, cut_pieces, cut_windows, span_pieces

Range = tuple[int, int]
NUMBER = {label: n for n, label in enumerate(EVENT_LABELS)}


class Pair(NamedTuple):
    """Two parties by their pieces, their sentence, the trigger if known, and the label."""

    actor: Range | None
    recipient: Range | None
    sentence: Range
    trigger: Range | None
    label: int
    agrees: bool = False


@dataclass
class Told:
    """A window with its pairs."""

    source: str
    name: str
    group: str
    ids: np.ndarray
    features: np.ndarray
    pairs: list[Pair]
    raw: list[dict[str, Any]]


def read_told(path: Path, tokenizer: Tokenizer) -> list[Told]:
    """The texts of a file, cut into windows."""
    return [told for row in read_rows(path) for told in windows_of(row, tokenizer)]


def windows_of(row: dict[str, Any], tokenizer: Tokenizer) -> Iterator[Told]:
    """The windows of one text; a pair that two windows share is left out."""
    pieces = cut_pieces(tokenizer, row["text"])
    features = np.array(row["features"], np.int64).reshape(len(pieces.ids), HEAD + 1)
    for lo, hi in cut_windows(pieces, size=WINDOW):
        pairs, raw = [], []
        for given in row["pairs"]:
            pair = pair_of(given, row["bounds"], pieces)
            if pair is not None and all(lo <= a and b <= hi for a, b in ranges(pair)):
                pairs.append(shifted(pair, lo))
                raw.append(given)
        if hi > lo:
            yield Told(row["source"], row["id"], row["group"], pieces.ids[lo:hi], features[lo:hi],
                       pairs, raw)  # fmt: skip


def pair_of(given: dict[str, Any], bounds: Sequence[Range], pieces: Pieces) -> Pair | None:
    """A pair by its pieces; None where nothing of it was read."""
    spans = [given[name] for name in ("actor", "recipient", "trigger") if given.get(name)]
    held = [b for b in bounds if any(b[0] < e and s < b[1] for s, e in spans)]
    if not held:
        return None
    found = {
        name: span_pieces(pieces, *given[name]) if given.get(name) else None
        for name in ("actor", "recipient", "trigger")
    }
    sentence = span_pieces(pieces, min(b[0] for b in held), max(b[1] for b in held))
    if any(r is not None and r[0] >= r[1] for r in (*found.values(), sentence)):
        return None
    return Pair(
        found["actor"],
        found["recipient"],
        sentence,
        found["trigger"],
        NUMBER[given["type"]],
        bool(given.get("agrees")),
    )


def ranges(pair: Pair) -> list[Range]:
    """All ranges of a pair."""
    return [r for r in (pair.actor, pair.recipient, pair.sentence, pair.trigger) if r is not None]


def shifted(pair: Pair, by: int) -> Pair:
    """The pair with pieces counted from the first of its window."""

    def move(r: Range | None) -> Range | None:
        return None if r is None else (r[0] - by, r[1] - by)

    sentence = pair.sentence[0] - by, pair.sentence[1] - by
    return pair._replace(
        actor=move(pair.actor),
        recipient=move(pair.recipient),
        sentence=sentence,
        trigger=move(pair.trigger),
    )


class Lesson(NamedTuple):
    """A window with the pairs that are learned from it now, each with its weight."""

    told: Told
    pairs: list[tuple[Pair, float]]


WEIGHTS = {"plv": 1.0, "own": 0.7, "story": 0.7, "news": 0.3}
RULES_ALONE, NO_RULE = 0.3, 0.2
"""What the rules' word weighs where no label of the story agrees, and what their silence weighs."""
SILENT = 0.2
"""Share of the words that no rule codes which are learned from in an epoch."""
SOUGHT = 0.5
"""Share of known triggers that the network has to find itself."""


def lessons(rows: Iterable[Told], dice: random.Random) -> list[Lesson]:
    """What is learned from in one epoch; a window without a pair is left out."""
    found = []
    for told in rows:
        pairs = []
        for given in told.pairs:
            pair, weight = given, WEIGHTS[told.source]
            if told.source in {"story", "news"}:
                if pair.label == 0:
                    if dice.random() > SILENT:
                        continue
                    weight = NO_RULE
                elif not pair.agrees:
                    weight = RULES_ALONE
            both = pair.actor is not None and pair.recipient is not None
            if pair.trigger and both and pair.label and dice.random() < SOUGHT:
                alike = [p for p in told.pairs if p[:2] == pair[:2] and p.label != pair.label]
                if not alike:
                    pair = pair._replace(trigger=None)
            pairs.append((pair, weight))
        if pairs:
            found.append(Lesson(told, pairs))
    return found


def draw_batches(rows: Iterable[Lesson], dice: random.Random, *, budget: int) -> list[list[Lesson]]:
    """Batches of windows of like length with at most `budget` pieces, padding counted."""
    order = list(rows)
    dice.shuffle(order)
    order.sort(key=lambda r: (len(r.told.ids) + dice.randrange(12)) // 12)
    batches: list[list[Lesson]] = [[]]
    longest = 0
    for row in order:
        longest = max(longest, len(row.told.ids) + 2)
        if batches[-1] and longest * (len(batches[-1]) + 1) > budget:
            batches.append([])
            longest = len(row.told.ids) + 2
        batches[-1].append(row)
    dice.shuffle(batches)
    return batches


def fill(batch: Sequence[Lesson], dice: random.Random | None) -> dict[str, np.ndarray]:
    """Padded arrays of the windows, and of their pairs: which window, which pieces, what."""
    shape = len(batch), max(len(r.told.ids) for r in batch) + 2
    out = {
        "ids": np.zeros(shape, np.int64),
        "mask": np.zeros(shape, np.int64),
        "features": np.zeros((*shape, HEAD + 1), np.int64),
    }
    for i, (told, _) in enumerate(batch):
        n = len(told.ids)
        out["ids"][i, 0], out["ids"][i, n + 1] = CLS, SEP
        out["ids"][i, 1 : n + 1] = told.ids
        out["features"][i, 1 : n + 1] = told.features
        out["mask"][i, : n + 2] = 1
        if dice and dice.random() < NO_HINT:
            out["features"][i, :, ROLE] = 0
    pairs = [(i, pair, weight) for i, row in enumerate(batch) for pair, weight in row.pairs]
    spans = {
        name: np.zeros((len(pairs), shape[1]), np.float32)
        for name in ("actor", "recipient", "clue")
    }
    for n, (_, pair, _) in enumerate(pairs):
        clue = pair.trigger or pair.sentence
        for name, found in zip(spans, (pair.actor, pair.recipient, clue), strict=True):
            if found is not None:
                spans[name][n, found[0] + 1 : found[1] + 1] = 1
    return {
        **out,
        **spans,
        "row": np.array([i for i, _, _ in pairs], np.int64),
        "given": np.array([p.trigger is not None for _, p, _ in pairs], bool),
        "label": np.array([p.label for _, p, _ in pairs], np.int64),
        "weight": np.array([w for _, _, w in pairs], np.float32),
    }
