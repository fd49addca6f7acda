"""Hedges around a number: which of its bounds they open, and whether they make it approximate."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.quantities.counted import CHANGES
from onrecord.annotate.quantities.lexicon import lexicon
from onrecord.syntax import Token

_ARTICLES = frozenset({"a", "an", "the"})
_PLACES = frozenset({"over", "under", "above", "below", "near", "around", "about"})
"""Words that are a preposition as often as a hedge ("flew over 20 villages")."""
_MOTIONS = frozenset({"fly", "pass", "hover", "soar", "circle", "march", "travel"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """`kind` is "low" (at least), "high" (at most) or "" (neither), over pieces first to last."""

    kind: str
    approximate: bool
    first: int
    last: int


def read_bounds(pieces: Sequence[Token], first: int, last: int) -> Bounds:
    """The hedges that stand around the pieces `first` to `last`."""
    kind, approximate, start = _before(pieces, first)
    after_kind, after_about, end = _after(pieces, last)
    return Bounds(kind or after_kind, approximate or after_about, start, end)


def _before(pieces: Sequence[Token], first: int) -> tuple[str, bool, int]:
    hedges = lexicon().before
    kind, approximate, at, start = "", False, first, first
    for _ in range(3):
        size, found = next(
            (
                (n, hedges[key])
                for n in (4, 3, 2, 1)
                if (key := _words(pieces, at - n, at)) in hedges
            ),
            (0, ""),
        )
        if not size or (size == 1 and _is_place(pieces, at - 1) and not _is_mark(pieces, at - 1)):
            break
        at -= size
        if found in ("low", "high"):
            kind = kind or found
        elif found == "about":
            approximate = True
        if size > 1 or pieces[at].lower not in _ARTICLES:
            start = at
    return kind, approximate, start


def _after(pieces: Sequence[Token], last: int) -> tuple[str, bool, int]:
    hedges = lexicon().after
    for skip in (0, 1):
        at = last + skip
        if (
            at >= len(pieces)
            or pieces[at].sent != pieces[last - 1].sent
            or (skip and pieces[last].pos not in ("NOUN", "PUNCT"))
        ):
            break
        for size in (3, 2, 1):
            found = hedges.get(_words(pieces, at, at + size), "")
            if found:
                kind = "" if found == "about" else found
                return kind, found == "about", at + size
    return "", False, last


def _words(pieces: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    if start < 0 or end > len(pieces):
        return ()
    return tuple(piece.lower for piece in pieces[start:end])


def _is_mark(pieces: Sequence[Token], at: int) -> bool:
    """Whether a figure rises or falls over or under the number: "fell below 30%"."""
    verb = pieces[at - 1] if at else None
    if verb is not None and verb.tag == "RB" and at > 1:
        verb = pieces[at - 2]
    return verb is not None and verb.lemma in CHANGES


def _is_place(pieces: Sequence[Token], at: int) -> bool:
    piece = pieces[at]
    if piece.lower not in _PLACES or not at or pieces[at - 1].sent != piece.sent:
        return False
    return piece.dep == "prep" or pieces[at - 1].lemma in _MOTIONS
