"""Gold and weak labels → labelled windows of word pieces."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.annotate.pieces import HEAD, ROLE, Pieces, cut_pieces, cut_windows, span_pieces
from reader.model import MENTION_LABELS, MENTION_TYPES, ROLE_LABELS

WINDOW = 318
CLS, SEP = 101, 102
UNKNOWN = -1
WEAK = 0.3

# A mention label may be a set of readings: re3d has one type for places, MEANTIME has no groups.
_PLACES = ("GPE", "LOC", "FAC")
MENTION_SETS: tuple[tuple[str, ...], ...] = (
    *((label,) for label in MENTION_LABELS),
    *(tuple(f"{p}-{t}" for t in _PLACES) for p in "BI"),
    *((f"{p}-ORG", f"{p}-GPE") for p in "BI"),
    ("O", "B-NORP", "I-NORP", "B-FAC", "I-FAC"),
)
PLACE, STATE = len(MENTION_LABELS), len(MENTION_LABELS) + 2
OTHER_OR_GROUP = len(MENTION_LABELS) + 4
RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Nationality": "NORP", "Location": "PLACE"}
MEANTIME_TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "PLACE"}
RE3D_DEV = 3  # every third report of re3d is kept for measuring
NO_HINT = 0.3
"""Share of windows in which the rules are not heard, so that the network reads without them too."""
FILES = (
    "attribution/polnear-train.jsonl",
    "attribution/polnear-dev.jsonl",
    "mentions/re3d.jsonl",
    "meantime/meantime.jsonl",
    "factuality/uw-train.jsonl",
    "factuality/uw-dev.jsonl",
    "news/wikinews.jsonl",
    "news/guardian.jsonl",
)


@dataclass
class Labelled:
    """One text with a label, or UNKNOWN, for each piece and head.

    `weak` marks mention labels that a machine gave: they weigh less.
    """

    name: str
    text: str
    pieces: Pieces
    roles: np.ndarray
    links: np.ndarray
    mentions: np.ndarray
    factuality: np.ndarray
    weak: bool = False


def load_tokenizer(path: Path) -> Tokenizer:
    """The encoder's tokenizer without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Texts:
    """Gold rows and, by the file they stand in, their text as the network gets it."""

    def __init__(self, data: Path, known: Path, tokenizer: Tokenizer) -> None:
        self.data, self.tokenizer = data, tokenizer
        self.known = {(row["file"], row["id"]): row for row in read_rows(known)}

    def rows(self, file: str) -> Iterator[tuple[dict[str, Any], Labelled]]:
        """Each gold row of a file, and its text without a label."""
        for row in read_rows(self.data / file):
            yield row, self.blank(file, row["id"])

    def blank(self, file: str, name: str) -> Labelled:
        """One text without a label."""
        known = self.known[file, name]
        pieces = cut_pieces(self.tokenizer, known["text"])
        n = len(pieces.ids)
        features = np.array(known["features"], np.int64).reshape(n, HEAD + 1)
        return Labelled(
            name=name,
            text=known["text"],
            pieces=pieces._replace(features=features),
            roles=np.full(n, UNKNOWN),
            links=np.full(n, UNKNOWN),
            mentions=np.full(n, UNKNOWN),
            factuality=np.full(n, np.nan, dtype=np.float32),
        )


def label_attributions(row: Labelled, attributions: list[dict[str, Any]]) -> None:
    """Roles as B and I; each piece of a statement hangs on the first piece of its cue."""
    row.roles[:] = 0
    for attribution in attributions:
        anchor = UNKNOWN
        for role in ("cue", "source", "content"):
            for start, end in attribution[role]:
                lo, hi = span_pieces(row.pieces, start, end)
                if lo >= hi:
                    continue
                if anchor == UNKNOWN:
                    anchor = lo
                begin = ROLE_LABELS.index(f"B-{role}")
                row.roles[lo:hi] = begin + 1
                row.roles[lo] = begin
                row.links[lo:hi] = anchor


def label_mentions(row: Labelled, spans: list[tuple[int, int, str]], *, outside: int) -> None:
    """Longest spans first; `outside` is the label of pieces in no span."""
    if outside != UNKNOWN:
        row.mentions[:] = outside
    taken = np.zeros(len(row.mentions), dtype=bool)
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        lo, hi = span_pieces(row.pieces, start, end)
        if lo >= hi or taken[lo:hi].any():
            continue
        taken[lo:hi] = True
        begin = {"PLACE": PLACE, "STATE": STATE}.get(kind, 0)
        begin = begin or 1 + 2 * MENTION_TYPES.index(kind)
        row.mentions[lo:hi] = begin + 1
        row.mentions[lo] = begin


def read_attributions(texts: Texts, part: str) -> list[Labelled]:
    """PolNeAR's reports of one part."""
    rows = []
    for given, row in texts.rows(f"attribution/polnear-{part}.jsonl"):
        label_attributions(row, given["attributions"])
        rows.append(row)
    return rows


def read_re3d(texts: Texts, *, dev: bool) -> list[Labelled]:
    """re3d's reports, the ones kept for measuring or the others."""
    given = list(texts.rows("mentions/re3d.jsonl"))
    places = {e["value"] for row, _ in given for e in row["entities"] if e["type"] == "Location"}
    rows = []
    for number, (source, row) in enumerate(given):
        if (number % RE3D_DEV == 0) != dev:
            continue
        spans = []
        for e in sorted(source["entities"], key=lambda e: -e["confidence"]):
            kind = RE3D_TYPES.get(e["type"])
            if kind == "ORG" and e["value"] in places:
                kind = "STATE"
            if kind:
                spans.append((e["start"], e["end"], kind))
        label_mentions(row, spans, outside=0)
        rows.append(row)
    return rows


def read_meantime(texts: Texts) -> list[Labelled]:
    """MEANTIME's fully annotated openings; its type for products says "no name of ours"."""
    rows = []
    for source, row in texts.rows("meantime/meantime.jsonl"):
        spans = [
            (e["start"], e["end"], MEANTIME_TYPES[e["type"]])
            for e in source["entities"]
            if e["type"] in MEANTIME_TYPES and e["end"] <= source["full_until"]
        ]
        label_mentions(row, spans, outside=OTHER_OR_GROUP)
        rows.append(row)
    return rows


def read_factuality(texts: Texts, part: str) -> list[Labelled]:
    """UW's sentences; the label stands on the first piece of the event."""
    rows = []
    for source, row in texts.rows(f"factuality/uw-{part}.jsonl"):
        for event in source["events"]:
            lo, hi = span_pieces(row.pieces, event["start"], event["end"])
            if lo < hi:
                row.factuality[lo] = event["factuality"]
        rows.append(row)
    return rows


def add_silver(texts: Texts, silver: Path, rows: list[Labelled]) -> None:
    """Weak mention labels onto reports already in `rows`, and new rows for other reports."""
    known = {row.name: row for row in rows}
    for found in read_rows(silver):
        row = known.get(found["id"])
        if row is None:
            row = texts.blank(found["file"], found["id"])
            rows.append(row)
        row.weak = True
        label_mentions(row, [(s, e, t) for s, e, t in found["entities"]], outside=UNKNOWN)
        for start, end in found["outside"]:
            lo, hi = span_pieces(row.pieces, start, end)
            row.mentions[lo:hi] = 0


def read_training(texts: Texts, silver: Path | None) -> list[Labelled]:
    """All that is learned from; the small sets of mentions come twice."""
    rows = read_attributions(texts, "train")
    if silver:
        add_silver(texts, silver, rows)
    rows += 2 * (read_re3d(texts, dev=False) + read_meantime(texts))
    return rows + read_factuality(texts, "train")


def read_dev(texts: Texts) -> list[Labelled]:
    """What is measured on after each epoch: a part of each dev set."""
    rows = read_attributions(texts, "dev")[::3]
    rows += read_re3d(texts, dev=True)
    return rows + read_factuality(texts, "dev")[::4]


Window = tuple[Labelled, int, int]


def draw_windows(rows: list[Labelled], dice: random.Random) -> list[Window]:
    """Windows without overlap.

    The first is shortened at random, so that the cuts fall elsewhere in every epoch.
    """
    windows: list[Window] = []
    for row in rows:
        n = len(row.pieces.ids)
        if not n:
            continue
        early = [b for b in row.pieces.breaks if 30 < b < WINDOW] if n > WINDOW else []
        lo = dice.choice([0, *early])
        if lo:
            windows.append((row, 0, lo))
        rest = row.pieces._replace(
            ids=row.pieces.ids[lo:],
            breaks=tuple(b - lo for b in row.pieces.breaks if b >= lo),
            lines=tuple(b - lo for b in row.pieces.lines if b >= lo),
        )
        windows += [(row, lo + a, lo + b) for a, b in cut_windows(rest, size=WINDOW)]
    return windows


def draw_batches(
    windows: list[Window], dice: random.Random, *, budget: int
) -> Iterator[list[Window]]:
    """Batches of windows of like length with at most `budget` pieces, padding counted."""
    order = windows[:]
    dice.shuffle(order)
    order.sort(key=lambda w: (w[2] - w[1] + dice.randrange(12)) // 12)
    batches: list[list[Window]] = [[]]
    longest = 0
    for window in order:
        longest = max(longest, window[2] - window[1] + 2)
        if batches[-1] and longest * (len(batches[-1]) + 1) > budget:
            batches.append([])
            longest = window[2] - window[1] + 2
        batches[-1].append(window)
    dice.shuffle(batches)
    yield from batches


def fill_batch(
    batch: list[Window], dice: random.Random | None, marks: dict[str, int]
) -> dict[str, np.ndarray]:
    """Padded arrays of one batch; with `dice`, quotation marks are sometimes written otherwise.

    And now and then the rules are not heard.
    """
    shape = len(batch), max(hi - lo for _, lo, hi in batch) + 2
    out = {
        "ids": np.zeros(shape, np.int64),
        "mask": np.zeros(shape, np.int64),
        "features": np.zeros((*shape, HEAD + 1), np.int64),
        "roles": np.full(shape, UNKNOWN),
        "links": np.full(shape, UNKNOWN),
        "mentions": np.full(shape, UNKNOWN),
        "factuality": np.full(shape, np.nan, np.float32),
        "weight": np.ones(shape, np.float32),
    }
    for i, (row, lo, hi) in enumerate(batch):
        here = slice(1, hi - lo + 1)
        ids = row.pieces.ids[lo:hi]
        out["ids"][i, here] = rewrite_marks(ids, dice, marks) if dice else ids
        out["ids"][i, 0], out["ids"][i, hi - lo + 1] = CLS, SEP
        out["mask"][i, : hi - lo + 2] = 1
        out["features"][i, here] = row.pieces.features[lo:hi]
        if dice and dice.random() < NO_HINT:
            out["features"][i, :, ROLE] = 0
        for name in ("roles", "mentions", "factuality"):
            out[name][i, here] = getattr(row, name)[lo:hi]
        links = row.links[lo:hi]
        out["links"][i, here] = np.where((links >= lo) & (links < hi), links - lo + 1, UNKNOWN)
        if row.weak:
            out["weight"][i] = WEAK
    return out


def rewrite_marks(ids: np.ndarray, dice: random.Random, marks: dict[str, int]) -> np.ndarray:
    """Curly quotation marks made straight (one window in five) or single (one in ten)."""
    draw = dice.random()
    if draw > 0.3:
        return ids
    straight = (("“", '"'), ("”", '"'), ("’", "'"))
    single = (("“", "‘"), ("”", "’"))
    ids = ids.copy()
    for old, new in straight if draw < 0.2 else single:
        ids[ids == marks[old]] = marks[new]
    return ids
