"""The trained reader's judgement of what happens between two parties.

The network gives every word piece four short vectors in the pass that reads the statements: what
it says as part of an actor, of a recipient, of what happens, and how the last is found. Out of
them the type between any two spans of a sentence follows at almost no cost: the means of the
parties' pieces, and either the pieces of a given trigger or what the parties look for in their
sentence (training/README.md tells how it was learned, docs/events.md how good it is).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.annotate.labelling import Floats
from onrecord.annotate.pieces import Pieces, span_pieces
from onrecord.errors import ConfigError

NO_EVENT = "none"
WEIGHTS = (
    "missing", "ask.weight", "ask.bias", "hidden.weight", "hidden.bias", "types.weight",
    "types.bias",
)  # fmt: skip

Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class EventHead:
    """The weights behind the vectors of the pieces, and the labels they score."""

    labels: tuple[str, ...]
    weights: Mapping[str, Floats]

    @property
    def size(self) -> int:
        """The length of a party's vector."""
        return int(self.weights["missing"].shape[1])


class Judged(NamedTuple):
    """The likeliest type between two parties.

    `chances` has every label, `none` for no event; `word` is the span that says it most.
    """

    chances: Mapping[str, float]
    word: Span

    @property
    def type(self) -> str:
        """The likeliest type, whether or not there is an event."""
        return max((k for k in self.chances if k != NO_EVENT), key=self.chances.__getitem__)


def load_event_head(path: Path, labels: tuple[str, ...]) -> EventHead:
    """The weights of the head.

    Raises:
        ConfigError: the file is no such head.
    """
    with np.load(path, allow_pickle=False) as kept:
        if set(kept.files) != set(WEIGHTS) or len(labels) != len(kept["types.bias"]):
            raise ConfigError(f"{path} holds no event head", remedy="see training/README.md")
        return EventHead(labels, {name: kept[name] for name in WEIGHTS})


@dataclass(frozen=True, eq=False)
class EventClues:
    """What every word piece of a report says of events. `told` has a row a piece."""

    head: EventHead
    pieces: Pieces
    told: npt.NDArray[np.float16]

    def judge(
        self,
        actor: Span | None,
        recipient: Span | None,
        *,
        sentence: Span,
        trigger: Span | None = None,
    ) -> Judged | None:
        """What `actor` does to `recipient`; None where no piece of the sentence was read.

        Args:
            actor: who does it, None where nobody is named.
            recipient: whom it is done to, None where nobody is named.
            sentence: where it is looked for.
            trigger: the word that tells of it, where that is known.
        """
        weights, size = self.head.weights, self.head.size
        lo, hi = self._range(trigger or sentence)
        if lo >= hi:
            return None
        parties = self._party(actor, 0) + self._party(recipient, 1)
        told = self.told[lo:hi].astype(np.float32)
        if trigger is None:
            asked = weights["ask.weight"] @ np.tanh(parties) + weights["ask.bias"]
            share = _softmax(told[:, 3 * size :] @ asked * len(asked) ** -0.5)
        else:
            share = np.full(hi - lo, 1 / (hi - lo), np.float32)
        x = np.tanh(parties + share @ told[:, 2 * size : 3 * size])
        x = np.tanh(weights["hidden.weight"] @ x + weights["hidden.bias"]) + x
        chances = _softmax(weights["types.weight"] @ x + weights["types.bias"])
        most = lo + int(share.argmax())
        return Judged(
            chances=dict(zip(self.head.labels, chances.tolist(), strict=True)),
            word=(int(self.pieces.starts[most]), int(self.pieces.ends[most])),
        )

    def _party(self, span: Span | None, which: int) -> Floats:
        """The mean over the pieces of a party; of one that is missing what was learned for it."""
        size = self.head.size
        lo, hi = self._range(span) if span is not None else (0, 0)
        if lo >= hi:
            unknown: Floats = self.head.weights["missing"][which]
            return unknown
        columns = slice(which * size, (which + 1) * size)
        mean: Floats = self.told[lo:hi, columns].astype(np.float32).mean(axis=0)
        return mean

    def _range(self, span: Span) -> Span:
        return span_pieces(self.pieces, *span)


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max())
    found: Floats = shares / shares.sum()
    return found
