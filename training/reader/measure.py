"""Losses of the heads, and quick figures over word pieces while training goes on."""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.annotate.pieces import cut_windows
from reader import data
from reader.model import MENTION_LABELS, Output, Reader

ROLES = ("source", "cue", "content")
# contents are long and cues short: by the piece a cue would hardly count
ROLE_WEIGHTS = torch.tensor([1.0, 1.5, 1.5, 2.0, 2.0, 1.0, 1.0])


def head_losses(out: Output, batch: dict[str, Tensor], sets: Tensor) -> dict[str, Tensor]:
    """The mean loss of each head over the pieces that carry its label; no label, no loss.

    A mention label that allows several readings costs the log of their summed probability.
    """
    found = {}
    told = batch["roles"] >= 0
    if told.any():
        found["roles"] = functional.cross_entropy(
            out.roles[told], batch["roles"][told], weight=ROLE_WEIGHTS
        )
    linked = batch["links"] >= 0
    if linked.any():
        found["links"] = functional.cross_entropy(out.links[linked], batch["links"][linked])
    named = batch["mentions"] >= 0
    if named.any():
        scores = functional.log_softmax(out.mentions[named], dim=-1)
        each = -torch.logsumexp(scores + sets[batch["mentions"][named]], dim=-1)
        found["mentions"] = (each * batch["weight"][named]).mean()
    judged = ~batch["factuality"].isnan()
    if judged.any():
        found["factuality"] = functional.smooth_l1_loss(
            out.factuality[judged], batch["factuality"][judged]
        )
    return found


def mention_sets() -> Tensor:
    """For each mention label of the data, 0 at the readings it allows and -1e4 elsewhere."""
    allowed = torch.full((len(data.MENTION_SETS), len(MENTION_LABELS)), -1e4)
    for row, labels in enumerate(data.MENTION_SETS):
        for label in labels:
            allowed[row, MENTION_LABELS.index(label)] = 0
    return allowed


@torch.no_grad()
def measure(reader: Reader, rows: list[data.Labelled]) -> dict[str, float]:
    """F1 of roles and of "some mention" by piece, accuracy of links, error of factuality."""
    reader.eval()
    counts = {name: np.zeros(3) for name in (*ROLES, "mention")}
    links: list[bool] = []
    errors: list[float] = []
    windows = [(r, a, b) for r in rows for a, b in cut_windows(r.pieces, size=data.WINDOW)]
    windows.sort(key=lambda w: w[2] - w[1])
    for first in range(0, len(windows), 8):
        filled = data.fill_batch(windows[first : first + 8], None, {})
        batch = {name: torch.from_numpy(array) for name, array in filled.items()}
        out = reader(batch["ids"], batch["mask"], batch["features"])
        seen = batch["roles"] >= 0
        ours, gold = (out.roles.argmax(-1)[seen] + 1) // 2, (batch["roles"][seen] + 1) // 2
        for number, name in enumerate(ROLES, 1):
            counts[name] += _count(ours == number, gold == number)
        seen = batch["mentions"] >= 0
        gold = batch["mentions"][seen]
        named = (gold > 0) & (gold < data.OTHER_OR_GROUP)
        counts["mention"] += _count(out.mentions.argmax(-1)[seen] > 0, named)
        linked = batch["links"] >= 0
        links += (out.links.argmax(-1)[linked] == batch["links"][linked]).tolist()
        judged = ~batch["factuality"].isnan()
        errors += (out.factuality[judged] - batch["factuality"][judged]).abs().tolist()
    reader.train()
    figures = {name: 2 * hit / max(ours + gold, 1) for name, (hit, ours, gold) in counts.items()}
    figures["link"] = float(np.mean(links)) if links else 0.0
    figures["factuality_mae"] = float(np.mean(errors)) if errors else 0.0
    return {name: round(float(figure), 4) for name, figure in figures.items()}


def _count(ours: Tensor, gold: Tensor) -> np.ndarray:
    return np.array([int((ours & gold).sum()), int(ours.sum()), int(gold.sum())])
