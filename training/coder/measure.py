"""The loss of pairs, and the scores of pairs while training goes on."""

from collections.abc import Sequence

import numpy as np
import torch
from reader.model import EVENT_LABELS, Reader
from torch import Tensor
from torch.nn import functional

from coder.data import Lesson, Told, fill
from onrecord.evaluate.events import score_event_types

SMOOTHING = 0.05


def pair_scores(reader: Reader, batch: dict[str, Tensor]) -> Tensor:
    """Scores of the labels [N 16] for the pairs of a batch."""
    told = reader(batch["ids"], batch["mask"], batch["features"]).events
    return reader.pairs(
        told[batch["row"]], batch["actor"], batch["recipient"], batch["clue"], batch["given"]
    )


def pair_loss(reader: Reader, batch: dict[str, Tensor]) -> Tensor:
    """The mean loss of the pairs by their weights."""
    scores = pair_scores(reader, batch)
    each = functional.cross_entropy(
        scores, batch["label"], reduction="none", label_smoothing=SMOOTHING
    )
    return (each * batch["weight"]).sum() / batch["weight"].sum()


@torch.no_grad()
def judge_pairs(reader: Reader, rows: Sequence[Told]) -> list[tuple[Told, int, np.ndarray]]:
    """Each pair, by its window and number, with the probabilities of the labels."""
    reader.eval()
    found = []
    order = sorted((r for r in rows if r.pairs), key=lambda r: len(r.ids))
    for first in range(0, len(order), 16):
        some = [Lesson(told, [(p, 1.0) for p in told.pairs]) for told in order[first : first + 16]]
        batch = {name: torch.from_numpy(array) for name, array in fill(some, None).items()}
        chances = iter(pair_scores(reader, batch).softmax(-1).numpy())
        found += [(row.told, n, next(chances)) for row in some for n in range(len(row.pairs))]
    reader.train()
    return found


def figures(reader: Reader, rows: Sequence[Told]) -> dict[str, float]:
    """Macro F1 and accuracy of the likeliest type of each pair."""
    judged = judge_pairs(reader, rows)
    gold = [EVENT_LABELS[told.pairs[n].label] for told, n, _ in judged]
    ours = [EVENT_LABELS[1 + int(chances[1:].argmax())] for _, _, chances in judged]
    scores = score_event_types(gold, ours)
    return {name: round(scores[name] or 0, 4) for name in ("macro_f1", "accuracy")}
