"""A paragraph that is known by its kind → its pieces: what is glued to its ends is split off."""

import re
from collections.abc import Iterator

from onrecord.ingest.bylines import byline_length, find_byline_tail
from onrecord.ingest.captions import Piece, split_captions, split_leading_credit
from onrecord.ingest.credits import is_credit_line
from onrecord.ingest.datelines import dateline_length
from onrecord.ingest.furniture import find_tail
from onrecord.ingest.headlines import LONGEST as LONGEST_HEADLINE
from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.sentences import ends_sentence
from onrecord.records import PassageKind

_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")


def cut_paragraph(text: str, kind: PassageKind | None, *, first: bool) -> Iterator[Piece]:
    """A paragraph as its pieces, in order; offsets are the paragraph's.

    Args:
        text: the paragraph.
        kind: what it is as a whole; None is prose.
        first: it is the first of the report's prose.
    """
    markdown = _MARKDOWN.match(text) if kind in {None, "headline"} else None
    if markdown and len(text) <= LONGEST_HEADLINE and not ends_sentence(text):
        yield Piece("furniture", 0, markdown.end())
        yield Piece("headline", markdown.end(), len(text))
    elif kind is None:
        yield from _cut_prose(text, first=first)
    elif kind == "caption":
        yield from _cut_caption(text)
    else:
        yield Piece(kind, 0, len(text))


def _cut_caption(text: str) -> Iterator[Piece]:
    """A caption with the buttons and credits around it."""
    buttons = load_lexicon().before_caption.match(text)
    start = buttons.end() if buttons else 0
    if buttons:
        yield Piece("furniture", 0, start)
    end = max(start, find_tail(text))
    rest = text[start:end]
    if rest and is_credit_line(rest):
        yield Piece("credit", start, end)
    else:
        for kind, a, b in split_leading_credit(rest) or split_captions(rest):
            yield Piece("caption" if kind == "body" else kind, start + a, start + b)
    if end < len(text):
        yield Piece("furniture", end, len(text))


def _cut_prose(text: str, *, first: bool) -> Iterator[Piece]:
    """A paragraph of prose with what was glued to its ends."""
    start = byline_length(text)
    if start:
        yield Piece("byline", 0, start)
    placed = dateline_length(text[start:], first=first or start > 0)
    if placed:
        yield Piece("dateline", start, start + placed)
        start += placed
    byline = find_byline_tail(text)
    end = min(find_tail(text), byline)
    end = end if end > start else len(text)
    for kind, a, b in split_captions(text[start:end]):
        yield Piece(kind, start + a, start + b)
    if end < len(text):
        yield Piece("byline" if byline == end else "furniture", end, len(text))
