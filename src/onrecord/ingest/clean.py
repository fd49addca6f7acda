"""Document → passages: headline, dateline, byline, body, caption, credit, furniture.

Each paragraph is first judged by itself, then by what stands around it. What is in doubt stays
body: nothing is lost by reading a stray line, but a sentence taken for furniture is never read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ingest.captions import (
    Piece,
    reads_as_caption,
    says_it_is_a_picture,
    split_captions,
    split_leading_credit,
)
from onrecord.ingest.credits import is_credit_line
from onrecord.ingest.furniture import (
    find_tail,
    is_author_note,
    is_furniture,
    is_link_in_capitals,
    opens_links,
)
from onrecord.ingest.headings import (
    dateline_length,
    find_byline_tail,
    is_byline,
    is_headline,
    is_signature,
    is_stamp,
)
from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.paragraphs import split_paragraphs
from onrecord.ingest.sentences import ends_sentence, find_sentences
from onrecord.records import Document, Passage, PassageKind
from onrecord.text import make_id, quote

LONGEST_LINK = 160
MOST_HEADLINES = 3
"""Kicker, headline and deck: more unpunctuated lines at the top are a list."""
HEADING_WORDS = 8
"""Words of the longest heading between paragraphs."""
AUTHOR_NOTES_AT_END = 4
"""The paragraphs at the end among which one can tell who the author is."""

_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is being judged; kind None is prose, as far as is known."""

    start: int
    text: str
    kind: PassageKind | None
    first: bool = False
    """It is the first of the report's prose."""


def find_passages(doc: Document) -> tuple[Passage, ...]:
    """The passages of a report, in order; every character that is no white space is in one."""
    spans = ((p.kind, quote(doc.text, p.start, p.end)) for p in divide(doc.text, title=doc.title))
    return tuple(
        Passage(id=make_id("pas", doc.id, span.start, span.end, kind), kind=kind, span=span)
        for kind, span in spans
        if span.quote
    )


def divide(text: str, *, title: str | None = None) -> list[Piece]:
    """A text cut into stretches of one kind, which cover all of it but white space.

    Args:
        text: a report as it came.
        title: its headline, where something beside the text tells it.
    """
    paragraphs = [_Paragraph(p.start, p.text, _kind_alone(p.text)) for p in split_paragraphs(text)]
    _mark_links(paragraphs)
    _mark_credited(paragraphs)
    _mark_head(paragraphs, title)
    _mark_between(paragraphs)
    return [
        Piece(kind, paragraph.start + start, paragraph.start + end)
        for paragraph in paragraphs
        for kind, start, end in _cut(paragraph)
    ]


def _kind_alone(text: str) -> PassageKind | None:
    """What a paragraph is, if it needs no neighbours to tell; None for prose."""
    if is_credit_line(text):
        return "credit"
    if is_furniture(text):
        return "furniture"
    if is_stamp(text):
        return "dateline"
    return "byline" if is_byline(text, header=False) else None


def _mark_links(paragraphs: list[_Paragraph]) -> None:
    """Lists of links under "Read more:"; who the author is, at the end."""
    listing = False
    for paragraph in paragraphs:
        if paragraph.kind == "furniture":
            listing = listing or opens_links(paragraph.text)
        elif listing and paragraph.kind is None and _is_loose(paragraph.text, LONGEST_LINK):
            paragraph.kind = "furniture"
        else:
            listing = False
    if len(paragraphs) > AUTHOR_NOTES_AT_END:
        for paragraph in paragraphs[-AUTHOR_NOTES_AT_END:]:
            if paragraph.kind is None and is_author_note(paragraph.text):
                paragraph.kind = "furniture"


def _mark_credited(paragraphs: list[_Paragraph]) -> None:
    """The caption whose credit, or whose "Image caption", is a paragraph by itself."""
    seen = 0
    for before, paragraph, after in _neighbours(paragraphs):
        is_prose = paragraph.kind is None
        if paragraph.kind == "credit":
            if before and before.kind is None and seen > 1 and _is_caption_of(before.text, after):
                before.kind = "caption"
            elif after and after.kind is None and seen and _is_loose(after.text, 250):
                after.kind = "caption"
        elif paragraph.kind == "furniture" and "caption" in paragraph.text.lower()[:40]:
            if after and after.kind is None:
                after.kind = "caption"
        seen += is_prose


def _is_caption_of(text: str, after: _Paragraph | None) -> bool:
    """Whether the prose above a credit of its own is a caption; at the end it is the report."""
    starts = find_sentences(text)
    return (
        len(starts) <= 2
        and len(text) <= 400
        and reads_as_caption(text)
        and (after is not None or says_it_is_a_picture(text))
    )


def _mark_head(paragraphs: list[_Paragraph], title: str | None) -> None:
    """Headlines and bylines above the first prose."""
    prose = [p for p in paragraphs if p.kind is None]
    wanted = _key(title) if title else None
    if prose and wanted and _key(prose[0].text) == wanted:
        prose[0].kind = "headline"
    above: list[_Paragraph] = []
    for paragraph in prose:
        if paragraph.kind is None and _is_body(paragraph.text):
            if not above and _asks(paragraph.text) and len(prose) > 2:
                above.append(paragraph)
                continue
            paragraph.first = True
            break
        above.append(paragraph)
    else:
        return
    for n, paragraph in enumerate(above):
        if paragraph.kind is not None:
            continue
        if (n == 0 and is_signature(paragraph.text)) or (n > 0 and is_byline(paragraph.text, header=above[0].kind == "headline")):
            paragraph.kind = "byline"
        elif says_it_is_a_picture(paragraph.text):
            paragraph.kind = "caption"
        elif (n == 0 or len(above) <= MOST_HEADLINES) and is_headline(paragraph.text.rstrip("?!")):
            paragraph.kind = "headline"


def _mark_between(paragraphs: list[_Paragraph]) -> None:
    """Captions, headings and links between the paragraphs of prose."""
    in_capitals = 2 * sum(p.text.isupper() for p in paragraphs) > len(paragraphs)
    started = False
    for _, paragraph, after in _neighbours(paragraphs):
        started = started or paragraph.first
        if paragraph.kind is not None or paragraph.first:
            continue
        text = paragraph.text
        if says_it_is_a_picture(text):
            paragraph.kind = "caption"
        elif not started or not _is_loose(text, LONGEST_LINK):
            continue
        elif not in_capitals and is_link_in_capitals(text):
            paragraph.kind = "furniture"
        elif is_headline(text) and text.count(" ") < HEADING_WORDS and after:
            if after.kind is None and _is_body(after.text):
                paragraph.kind = "headline"


def _cut(paragraph: _Paragraph) -> Iterator[Piece]:
    """One paragraph as its pieces; offsets are the paragraph's."""
    text, kind = paragraph.text, paragraph.kind
    markdown = _MARKDOWN.match(text)
    if markdown and kind in {None, "headline"}:
        yield Piece("furniture", 0, markdown.end())
        yield Piece("headline", markdown.end(), len(text))
    elif kind is None:
        yield from _cut_prose(text, first=paragraph.first)
    elif kind == "caption":
        pieces = split_captions(text)
        yield from (Piece("caption" if p.kind == "body" else p.kind, *p[1:]) for p in pieces)
    else:
        yield Piece(kind, 0, len(text))


def _cut_prose(text: str, *, first: bool) -> Iterator[Piece]:
    buttons = load_lexicon().before_caption.match(text)
    if buttons:
        yield Piece("furniture", 0, buttons.end())
    start = buttons.end() if buttons else dateline_length(text, first=first)
    if start and not buttons:
        yield Piece("dateline", 0, start)
    end = min(find_tail(text), find_byline_tail(text))
    end = end if end > start else len(text)
    prose = text[start:end]
    pieces = split_leading_credit(prose) if not first else []
    for kind, a, b in pieces or split_captions(prose):
        yield Piece("caption" if buttons and kind == "body" else kind, start + a, start + b)
    if end < len(text):
        tail: PassageKind = "byline" if find_byline_tail(text) == end else "furniture"
        yield Piece(tail, end, len(text))


def _is_loose(text: str, longest: int) -> bool:
    """Whether a short line ends like no sentence."""
    return len(text) <= longest and not ends_sentence(text) and text[-1] not in ":;,—–"


def _is_body(text: str) -> bool:
    """Whether a paragraph can only be prose of the report."""
    return (
        ends_sentence(text)
        or len(text) > 2 * LONGEST_LINK
        or dateline_length(text, first=True) > 0
        or len(find_sentences(text)) > 1
    )


def _asks(text: str) -> bool:
    """Whether it could be a headline that is a question or a call."""
    return len(text) <= LONGEST_LINK and text[-1] in "?!" and len(find_sentences(text)) == 1


def _key(text: str) -> str:
    """A headline without case, spacing and final stops."""
    return " ".join(text.split()).strip(" .#*").casefold()


def _neighbours(
    paragraphs: list[_Paragraph],
) -> Iterator[tuple[_Paragraph | None, _Paragraph, _Paragraph | None]]:
    """Each paragraph with the one before and the one after it."""
    return zip([None, *paragraphs[:-1]], paragraphs, [*paragraphs[1:], None], strict=True)
