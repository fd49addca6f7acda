"""Text → paragraphs: one a line, or hard-wrapped lines put together again.

Nothing is changed: a paragraph is a span of the text, over several lines where it was wrapped.
"""

import re
from typing import NamedTuple

from onrecord.ingest.bylines import is_byline
from onrecord.ingest.captions import starts_as_caption
from onrecord.ingest.credits import is_credit_line
from onrecord.ingest.datelines import dateline_length, is_stamp
from onrecord.ingest.furniture import is_furniture
from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.sentences import ends_sentence

WRAPPED_FROM, WRAPPED_TO = 40, 120
"""The line lengths between which a text can be hard-wrapped."""

_BULLET = re.compile(r"(?:[-–—*•▪●·►>]|\d{1,3}[.)])\s|#{1,6}\s")


class Paragraph(NamedTuple):
    """A stretch of the text, without white space at its ends."""

    start: int
    end: int
    text: str


def split_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, in order."""
    blocks = _find_blocks(text)
    width = _wrap_width(blocks)
    paragraphs: list[Paragraph] = []
    for block in blocks:
        start = block[0].start
        for line, following in zip(block, [*block[1:], None], strict=True):
            if following is not None and _goes_on(line.text, following.text, width):
                continue
            paragraphs.append(Paragraph(start, line.end, text[start : line.end]))
            start = following.start if following else line.end
    return paragraphs


def _find_blocks(text: str) -> list[list[Paragraph]]:
    """Lines that no blank line parts."""
    blocks: list[list[Paragraph]] = []
    after_blank, at = True, 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            if after_blank:
                blocks.append([])
            blocks[-1].append(Paragraph(start, start + len(stripped), stripped))
        after_blank = not stripped
        at += len(line)
    return blocks


def _wrap_width(blocks: list[list[Paragraph]]) -> int | None:
    """The width at which a text was hard-wrapped; None if its lines are paragraphs.

    Wrapped text breaks in the middle of its sentences: at least four in ten of the lines that have
    a next line do, and hardly a line is longer than a wrapped one can be.
    """
    lines = [line.text for block in blocks for line in block[:-1]]
    broken = sum(len(line) >= WRAPPED_FROM and not ends_sentence(line) for line in lines)
    if broken < 2 or 5 * broken < 2 * len(lines):
        return None
    lengths = sorted(len(line.text) for block in blocks for line in block)
    width = lengths[(9 * len(lengths)) // 10 - 1]
    return width if WRAPPED_FROM <= width <= WRAPPED_TO else None


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """Whether the next line belongs to the same paragraph."""
    ended = ends_sentence(line)
    if width is not None and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width:
        if not ended:
            return not _opens(following)
        return len(line) > 2 * width // 3 and not (_stands_alone(line) or _stands_alone(following))
    if ended or not (following[0].islower() or line[-1] in ",;" or _is_open(line)):
        return False
    return not (_opens(following) or _stands_alone(line) or _stands_alone(following))


def _is_open(line: str) -> bool:
    """Whether a line ends with a word that neither a sentence nor a headline ends with."""
    return line[-12:].rpartition(" ")[2] in load_lexicon().open_words


def _opens(line: str) -> bool:
    """Whether a line begins something new, whatever stood before it."""
    return (
        _BULLET.match(line) is not None
        or starts_as_caption(line)
        or dateline_length(line, first=False) > 0
    )


def _stands_alone(line: str) -> bool:
    """Whether a line is no part of a paragraph of prose."""
    return (
        _opens(line)
        or is_stamp(line)
        or is_byline(line)
        or is_credit_line(line)
        or is_furniture(line)
    )
