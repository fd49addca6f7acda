"""Scores of word pieces → words → the best B/I/O labelling, and its spans."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.annotate.pieces import Ints, Pieces

Floats = npt.NDArray[np.float32]

IMPOSSIBLE = -1e4


class LabelledSpan(NamedTuple):
    """A half-open range of word pieces with its label and the mean probability of its words."""

    label: str
    lo: int
    hi: int
    score: float


def word_starts(pieces: Pieces, text: str) -> Ints:
    """The pieces that open a word: a run of letters, digits and low lines, or one symbol."""
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    return np.array(
        [
            i
            for i in range(len(starts))
            if i == 0
            or starts[i] != ends[i - 1]
            or not (_in_word(text[starts[i]]) and _in_word(text[ends[i - 1] - 1]))
        ],
        dtype=np.int64,
    )


def decode_spans(scores: Floats, labels: Sequence[str], words: Ints) -> list[LabelledSpan]:
    """The spans of the likeliest labelling in which I-x only follows B-x or I-x (Viterbi).

    `scores` are log probabilities, a row a piece, a column a label; a word keeps one label.
    """
    if not len(words):
        return []
    by_word = _word_scores(scores, labels, words)
    path = _best_path(by_word, labels)
    bounds = [*words.tolist(), len(scores)]
    spans: list[LabelledSpan] = []
    open_at: int | None = None
    for n in range(len(path) + 1):
        label = labels[path[n]] if n < len(path) else "O"
        if open_at is not None and not label.startswith("I-"):
            chosen = [by_word[k, path[k]] for k in range(open_at, n)]
            name = labels[path[open_at]][2:]
            score = float(np.exp(np.mean(chosen)))
            spans.append(LabelledSpan(name, bounds[open_at], bounds[n], min(score, 1.0)))
            open_at = None
        if label.startswith("B-"):
            open_at = n
    return spans


def _word_scores(scores: Floats, labels: Sequence[str], words: Ints) -> Floats:
    """The mean over the pieces of a word; B-x counts on its first piece, I-x on the others."""
    inside = [labels.index(f"I-{label[2:]}") if label[:2] == "B-" else i
              for i, label in enumerate(labels)]  # fmt: skip
    counted = scores[:, inside].copy()
    counted[words] = scores[words]
    lengths = np.diff(np.append(words, len(scores)))
    means: Floats = (np.add.reduceat(counted, words, axis=0) / lengths[:, None]).astype(np.float32)
    return means


def _best_path(scores: Floats, labels: Sequence[str]) -> list[int]:
    allowed = np.array(
        [[0.0 if b[:2] != "I-" or a[2:] == b[2:] else IMPOSSIBLE for b in labels] for a in labels],
        dtype=np.float32,
    )
    best = scores[0] + np.array([IMPOSSIBLE if b[:2] == "I-" else 0.0 for b in labels])
    back = np.zeros(scores.shape, dtype=np.int64)
    for n in range(1, len(scores)):
        reached = best[:, None] + allowed
        back[n] = reached.argmax(axis=0)
        best = reached.max(axis=0) + scores[n]
    path = [int(best.argmax())]
    for n in range(len(scores) - 1, 0, -1):
        path.append(int(back[n, path[-1]]))
    return path[::-1]


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
