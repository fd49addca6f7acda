"""Text → word pieces for the trained reader: ids, offsets, case and quotation features, windows."""

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

CASES = 6
"""Shape of a piece: 0 no letter, 1 lower, 2 Title, 3 UPPER, 4 miXed, 5 with a digit."""
FEATURES = CASES * 2 * 2
"""Number of packed features: case + 6 * inside a quotation + 12 * first piece of a line."""

_SENTENCE_END = re.compile(r"""[.!?]["”’)]?\s+(?=["“‘(]?[A-Z0-9])""")
_CLOSERS = {"“": "”", "‘": "’"}


class Pieces(NamedTuple):
    """The pieces of one text; `breaks` are the pieces that open a sentence, `lines` a line."""

    ids: Ints
    features: Ints
    starts: Ints
    ends: Ints
    breaks: tuple[int, ...]
    lines: tuple[int, ...]


def cut_pieces(tokenizer: "Tokenizer", text: str) -> Pieces:
    """The word pieces of `text` with their features; offsets are code points of `text`."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    lines = _openers([m.end() for m in re.finditer(r"\n", text)], starts)
    breaks = _openers([m.end() for m in _SENTENCE_END.finditer(text)], starts)
    quoted = inside_quotation(text)
    first = set(lines)
    features = [
        _case(text[s:e]) + CASES * quoted[s] + 2 * CASES * (i in first)
        for i, (s, e) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
    ]
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        features=np.array(features, dtype=np.int64),
        starts=starts,
        ends=ends,
        breaks=tuple(sorted({*breaks, *lines})),
        lines=lines,
    )


def inside_quotation(text: str) -> bytearray:
    """For each character 1 inside a quotation, its marks included; a line ends every quotation."""
    state = bytearray(len(text))
    closer = ""
    for i, char in enumerate(text):
        if char == "\n":
            closer = ""
        elif closer:
            state[i] = 1
            if char == closer and not _is_apostrophe(text, i):
                closer = ""
        elif char == '"' or char in _CLOSERS:
            state[i] = 1
            closer = _CLOSERS.get(char, char)
    return state


def cut_windows(pieces: Pieces, *, size: int) -> list[tuple[int, int]]:
    """Half-open ranges of at most `size` pieces, one after the other, that cover all.

    A window ends with a line where one ends in its last eighth, else with a sentence where one ends
    in its second half. (Windows that overlap by 32, 64 or 96 pieces read no better.)
    """
    n = len(pieces.ids)
    windows: list[tuple[int, int]] = []
    lo = 0
    while True:
        hi = lo + size
        if hi >= n:
            windows.append((lo, n))
            return windows
        hi = _last_break(pieces.lines, hi - size // 8, hi) or (
            _last_break(pieces.breaks, lo + size // 2, hi) or hi
        )
        windows.append((lo, hi))
        lo = hi


def _openers(offsets: list[int], starts: Ints) -> tuple[int, ...]:
    """The pieces that stand first at or after the given characters, and piece 0."""
    if not len(starts):
        return ()
    found = np.searchsorted(starts, np.array([0, *offsets], dtype=np.int64))
    return tuple(sorted({int(i) for i in found if i < len(starts)}))


def _last_break(breaks: tuple[int, ...], lo: int, hi: int) -> int | None:
    i = bisect.bisect_right(breaks, hi) - 1
    return breaks[i] if i >= 0 and breaks[i] > lo else None


def _is_apostrophe(text: str, i: int) -> bool:
    return text[i] == "’" and text[i + 1 : i + 2].isalpha()


def _case(piece: str) -> int:
    if any(c.isdigit() for c in piece):
        return 5
    if not any(c.isalpha() for c in piece):
        return 0
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if len(piece) > 1 else 2
    return 2 if piece[0].isupper() and piece[1:].islower() else 4
