"""Document → passages: headline, dateline, byline, body, caption, credit, furniture.

Each paragraph is first judged by itself, then by what stands around it. What is in doubt stays
body: nothing is lost by reading a stray line, but a sentence taken for furniture is never read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.ingest.bylines import is_byline
from onrecord.ingest.captions import (
    Piece,
    reads_as_caption,
    says_it_is_a_picture,
    split_leading_credit,
    starts_as_caption,
)
from onrecord.ingest.credits import is_credit_line
from onrecord.ingest.cut import cut_paragraph
from onrecord.ingest.datelines import dateline_length, is_stamp
from onrecord.ingest.furniture import (
    is_author_note,
    is_furniture,
    is_link_in_capitals,
    opens_links,
)
from onrecord.ingest.head import judge_above
from onrecord.ingest.headlines import (
    LONGEST,
    LONGEST_LINK,
    asks,
    headline_key,
    is_body,
    is_headline,
    is_loose,
)
from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.paragraphs import split_paragraphs
from onrecord.ingest.sentences import find_sentences
from onrecord.records import Document, Passage, PassageKind
from onrecord.text import make_id, quote

ASKING_PROSE = 3
"""Paragraphs of a report whose first, if it is a question, can be its headline."""
HEADING_WORDS = 8
"""Words of the longest heading between paragraphs."""
AUTHOR_NOTES_AT_END = 4
"""The paragraphs at the end among which one can tell who the author is."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is being judged; kind None is prose, as far as is known."""

    start: int
    text: str
    kind: PassageKind | None
    first: bool = False
    """It is the first of the report's prose."""


def find_passages(doc: Document, pieces: Iterable[Piece] | None = None) -> tuple[Passage, ...]:
    """The passages of a report, in order; every character that is no white space is in one.

    Args:
        doc: the report.
        pieces: its pieces, where they are known from reading it; else its text is divided.
    """
    found = divide(doc.text, title=doc.title) if pieces is None else pieces
    spans = ((p.kind, quote(doc.text, p.start, p.end)) for p in found)
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
        for kind, start, end in cut_paragraph(paragraph.text, paragraph.kind, first=paragraph.first)
    ]


def divide_marked(text: str, blocks: Iterable[Piece]) -> list[Piece]:
    """A text whose page says what its paragraphs are, cut into stretches of one kind.

    What the page calls prose is looked at as any paragraph is: a page does not mark datelines,
    "Reporting by …" or "All rights reserved". Without blocks the whole text is divided.
    """
    marked = list(blocks)
    if not marked:
        return divide(text)
    pieces: list[Piece] = []
    started = False
    for kind, start, end in marked:
        paragraph = text[start:end]
        known = kind if kind != "body" else _kind_alone(paragraph)
        if kind in {"body", "caption"}:
            first = known is None and not started
            started = started or (kind == "body" and known is None)
            cuts = cut_paragraph(paragraph, known, first=first and kind == "body")
            pieces += [Piece(k, start + a, start + b) for k, a, b in cuts]
        else:
            pieces.append(Piece(kind, start, end))
    return pieces


def _kind_alone(text: str) -> PassageKind | None:
    """What a paragraph is, if it needs no neighbours to tell; None for prose."""
    if len(text) <= LONGEST_LINK and dateline_length(text, first=True) == len(text):
        return "dateline"
    if is_credit_line(text):
        return "credit"
    if is_furniture(text):
        return "furniture"
    if is_stamp(text):
        return "dateline"
    return "byline" if is_byline(text) else None


def _mark_links(paragraphs: list[_Paragraph]) -> None:
    """Lists of links under "Read more:"; who the author is, at the end."""
    listing = False
    for paragraph in paragraphs:
        if paragraph.kind == "furniture":
            listing = listing or opens_links(paragraph.text)
        elif listing and paragraph.kind is None and is_loose(paragraph.text, LONGEST_LINK):
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
        seen += paragraph.kind is None
        following = after if after and after.kind is None else None
        if paragraph.kind is None and load_lexicon().before_caption.match(paragraph.text):
            paragraph.kind = "caption"
        if paragraph.kind == "furniture" and "caption" in paragraph.text.lower()[:40] and following:
            following.kind = "caption"
        if paragraph.kind != "credit":
            continue
        if before and before.kind is None and seen > 1 and _is_credited(before.text):
            before.kind = "caption"
        elif following and seen and is_headline(following.text):
            following.kind = "caption"


def _is_credited(text: str) -> bool:
    """Whether the prose above a credit of its own is a caption: a line, or a dated sentence."""
    if says_it_is_a_picture(text) or starts_as_caption(text):
        return True
    short = len(text) <= LONGEST and len(find_sentences(text)) == 1
    return short and reads_as_caption(text)


def _mark_head(paragraphs: list[_Paragraph], title: str | None) -> None:
    """Headlines and bylines above the first prose."""
    prose = [n for n, p in enumerate(paragraphs) if p.kind is None]
    if prose and title and headline_key(paragraphs[prose[0]].text) == headline_key(title):
        paragraphs[prose.pop(0)].kind = "headline"
    above: list[int] = []
    for n in prose:
        text = paragraphs[n].text
        if is_body(text) and (above or not asks(text) or len(prose) < ASKING_PROSE):
            paragraphs[n].first = len(paragraphs) > 1
            break
        above.append(n)
    else:
        return
    dated = [n + 1 < len(paragraphs) and paragraphs[n + 1].kind == "dateline" for n in above]
    kinds = judge_above([paragraphs[n].text for n in above], dated)
    for n, kind in zip(above, kinds, strict=True):
        paragraphs[n].kind = kind


def _mark_between(paragraphs: list[_Paragraph]) -> None:
    """Captions, headings and links between the paragraphs of prose."""
    in_capitals = 2 * sum(p.text.isupper() for p in paragraphs) > len(paragraphs)
    started = False
    for _, paragraph, after in _neighbours(paragraphs):
        started = started or paragraph.first
        if paragraph.kind is not None or paragraph.first:
            continue
        text = paragraph.text
        over_prose = after is not None and after.kind is None and is_body(after.text)
        if says_it_is_a_picture(text):
            paragraph.kind = "caption"
        elif started and is_loose(text, LONGEST_LINK):
            if split_leading_credit(text):
                paragraph.kind = "caption"
            elif is_link_in_capitals(text) and not in_capitals:
                paragraph.kind = "furniture"
            elif over_prose and text.count(" ") < HEADING_WORDS and is_headline(text):
                paragraph.kind = "headline"


def _neighbours(
    paragraphs: list[_Paragraph],
) -> Iterator[tuple[_Paragraph | None, _Paragraph, _Paragraph | None]]:
    """Each paragraph with the one before and the one after it."""
    return zip([None, *paragraphs], paragraphs, [*paragraphs[1:], None], strict=False)
