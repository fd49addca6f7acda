"""Text → word pieces for the trained reader: ids, offsets, features, windows.

Each piece brings, beside itself, how it is written (its shape) and what is already known of the
word it belongs to: tag and relation by the parser, the word it hangs on, and the part it plays in a
statement by the rules. What is not known is 0, and the network reads without it.
"""

import bisect
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.syntax import Parse

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

CASES = 6
"""Shape of a piece: 0 no letter, 1 lower, 2 Title, 3 UPPER, 4 miXed, 5 with a digit."""
SHAPES = CASES * 2 * 2
"""Number of shapes: case + 6 * inside a quotation + 12 * first piece of a line."""
SHAPE, TAG, RELATION, ROLE, HEAD = range(5)
"""The columns of the features; HEAD is the id of the first piece of the word's head."""
TAGS = (
    "", "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW",
    "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
)  # fmt: skip
RELATIONS = (
    "", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux",
    "auxpass", "case", "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep",
    "det", "dobj", "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass",
    "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt",
    "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip
ROLES = ("source", "cue", "content")
ROLE_HINTS = 2 + 2 * len(ROLES)
"""0 nobody looked, 1 in no statement, then first and further pieces of source, cue, content."""
_TAG_NUMBERS = {tag: n for n, tag in enumerate(TAGS)}
_RELATION_NUMBERS = {relation: n for n, relation in enumerate(RELATIONS)}

_SENTENCE_END = re.compile(r"""[.!?]["”’)]?\s+(?=["“‘(]?[A-Z0-9])""")
_CLOSERS = {"“": "”", "‘": "’"}


Spans = tuple[tuple[int, int], ...]


class RoleSpans(NamedTuple):
    """Who says what, as half-open ranges of characters; any role may be empty."""

    source: Spans
    cue: Spans
    content: Spans
    score: float = 1.0


class Pieces(NamedTuple):
    """The pieces of one text; `breaks` are the pieces that open a sentence, `lines` a line.

    `features` has a row a piece and the five columns named above.
    """

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
    features = np.zeros((len(starts), HEAD + 1), dtype=np.int64)
    features[:, SHAPE] = [
        _case(text[s:e]) + CASES * quoted[s] + 2 * CASES * (i in first)
        for i, (s, e) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
    ]
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        features=features,
        starts=starts,
        ends=ends,
        breaks=tuple(sorted({*breaks, *lines})),
        lines=lines,
    )


def add_syntax(pieces: Pieces, parse: Parse) -> None:
    """Write tag, relation and head of each piece's word into its features."""
    if not parse.tokens or not len(pieces.ids):
        return
    token_of = np.searchsorted(np.array(parse.ends, dtype=np.int64), pieces.starts, side="right")
    piece_of = np.searchsorted(pieces.ends, np.array(parse.starts, dtype=np.int64), side="right")
    for piece, number in enumerate(token_of.tolist()):
        if number == len(parse.tokens) or parse.tokens[number].start >= pieces.ends[piece]:
            continue
        token = parse.tokens[number]
        pieces.features[piece, TAG] = _TAG_NUMBERS.get(token.tag, 0)
        pieces.features[piece, RELATION] = _RELATION_NUMBERS.get(token.dep, 0)
        head = piece_of[token.head]
        if head < len(pieces.ids):
            pieces.features[piece, HEAD] = pieces.ids[head]


def add_roles(pieces: Pieces, statements: Iterable[RoleSpans]) -> None:
    """Write the roles that the rules see into the features."""
    pieces.features[:, ROLE] = 1
    for statement in statements:
        for number, role in enumerate(ROLES):
            for start, end in getattr(statement, role):
                lo, hi = span_pieces(pieces, start, end)
                pieces.features[lo:hi, ROLE] = 3 + 2 * number
                pieces.features[lo : min(lo + 1, hi), ROLE] = 2 + 2 * number


def span_pieces(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    """The half-open range of pieces that overlap the characters `start:end`."""
    lo = int(np.searchsorted(pieces.ends, start, side="right"))
    return lo, int(np.searchsorted(pieces.starts, end, side="left"))


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
