"""Gold and weak labels → labelled windows of word pieces."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.annotate.pieces import Pieces, cut_pieces, cut_windows
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


def blank(tokenizer: Tokenizer, name: str, text: str) -> Labelled:
    """The text without a label."""
    pieces = cut_pieces(tokenizer, text)
    n = len(pieces.ids)
    return Labelled(
        name=name,
        text=text,
        pieces=pieces,
        roles=np.full(n, UNKNOWN),
        links=np.full(n, UNKNOWN),
        mentions=np.full(n, UNKNOWN),
        factuality=np.full(n, np.nan, dtype=np.float32),
    )


def span_pieces(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    """The half-open range of pieces that overlap the characters `start:end`."""
    lo = int(np.searchsorted(pieces.ends, start, side="right"))
    return lo, int(np.searchsorted(pieces.starts, end, side="left"))


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


def read_attributions(data: Path, tokenizer: Tokenizer, part: str) -> list[Labelled]:
    """PolNeAR's reports of one part."""
    rows = []
    for given in read_rows(data / "attribution" / f"polnear-{part}.jsonl"):
        row = blank(tokenizer, given["id"], given["text"])
        label_attributions(row, given["attributions"])
        rows.append(row)
    return rows


def read_re3d(data: Path, tokenizer: Tokenizer, *, dev: bool) -> list[Labelled]:
    """re3d's reports, the ones kept for measuring or the others."""
    given = read_rows(data / "mentions" / "re3d.jsonl")
    places = {e["value"] for row in given for e in row["entities"] if e["type"] == "Location"}
    rows = []
    for number, source in enumerate(given):
        if (number % RE3D_DEV == 0) != dev:
            continue
        row = blank(tokenizer, source["id"], source["text"])
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


def read_meantime(data: Path, tokenizer: Tokenizer) -> list[Labelled]:
    """MEANTIME's fully annotated openings; its type for products says "no name of ours"."""
    rows = []
    for source in read_rows(data / "meantime" / "meantime.jsonl"):
        row = blank(tokenizer, source["id"], source["text"][: source["full_until"]])
        spans = [
            (e["start"], e["end"], MEANTIME_TYPES[e["type"]])
            for e in source["entities"]
            if e["type"] in MEANTIME_TYPES and e["end"] <= source["full_until"]
        ]
        label_mentions(row, spans, outside=OTHER_OR_GROUP)
        rows.append(row)
    return rows


def read_factuality(data: Path, tokenizer: Tokenizer, part: str) -> list[Labelled]:
    """UW's sentences; the label stands on the first piece of the event."""
    rows = []
    for source in read_rows(data / "factuality" / f"uw-{part}.jsonl"):
        row = blank(tokenizer, source["id"], source["text"])
        for event in source["events"]:
            lo, hi = span_pieces(row.pieces, event["start"], event["end"])
            if lo < hi:
                row.factuality[lo] = event["factuality"]
        rows.append(row)
    return rows


def add_silver(data: Path, tokenizer: Tokenizer, silver: Path, rows: list[Labelled]) -> None:
    """Weak mention labels onto reports already in `rows`, and new rows for other reports."""
    known = {row.name: row for row in rows}
    texts = {
        row["id"]: row["text"]
        for name in ("news/wikinews.jsonl", "news/guardian.jsonl")
        for row in read_rows(data / name)
    }
    for found in read_rows(silver):
        row = known.get(found["id"])
        if row is None:
            row = blank(tokenizer, found["id"], texts[found["id"]])
            rows.append(row)
        row.weak = True
        label_mentions(row, [(s, e, t) for s, e, t in found["entities"]], outside=UNKNOWN)
        for start, end in found["outside"]:
            lo, hi = span_pieces(row.pieces, start, end)
            row.mentions[lo:hi] = 0


def read_training(data: Path, tokenizer: Tokenizer, silver: Path | None) -> list[Labelled]:
    """All that is learned from; the small sets of mentions come twice."""
    rows = read_attributions(data, tokenizer, "train")
    if silver:
        add_silver(data, tokenizer, silver, rows)
    rows += 2 * (read_re3d(data, tokenizer, dev=False) + read_meantime(data, tokenizer))
    return rows + read_factuality(data, tokenizer, "train")


def read_dev(data: Path, tokenizer: Tokenizer) -> list[Labelled]:
    """What is measured on after each epoch: a part of each dev set."""
    rows = read_attributions(data, tokenizer, "dev")[::3]
    rows += read_re3d(data, tokenizer, dev=True)
    return rows + read_factuality(data, tokenizer, "dev")[::4]


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
    """Padded arrays of one batch; with `dice`, quotation marks are sometimes written otherwise."""
    shape = len(batch), max(hi - lo for _, lo, hi in batch) + 2
    out = {
        "ids": np.zeros(shape, np.int64),
        "mask": np.zeros(shape, np.int64),
        "features": np.zeros(shape, np.int64),
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
