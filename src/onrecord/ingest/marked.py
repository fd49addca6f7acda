"""A page or a PDF file → its text, with the kinds of the paragraphs that the page tells."""

import datetime as dt
import io
import logging
import time
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import InputError
from onrecord.ingest.captions import Piece
from onrecord.records import PassageKind

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PDF_PAGES = 400
MOST_PDF_SECONDS = 120.0
"""For the text of all pages: the slowest of 400 pages of print took a third of that."""
MOST_PAGE_BYTES = 8_000_000
"""Of the commands that draw one page: they are parsed at one go."""

GAP = "\n\n"


class MarkedText(NamedTuple):
    """A text, the paragraphs whose kind is known (in order), and what was said beside them."""

    text: str
    blocks: tuple[Piece, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    outlet: str | None = None
    url: str | None = None


def lay_out_page(data: bytes, label: str, *, fragment: bool = False) -> MarkedText:
    """The text of a page's report, a paragraph a block, with what the markup says of each.

    Args:
        data: the page.
        label: how to call it in a message.
        fragment: it is a report's HTML with no page around it.

    Raises:
        InputError: it is too large, or no page.
    """
    from onrecord.ingest.pages.read import read_page  # noqa: PLC0415 - its libraries load slowly

    page = read_page(data, label, fragment=fragment)
    text = GAP.join(block.text for block in page.blocks)
    blocks, at = [], 0
    for block in page.blocks:
        blocks.append(Piece(passage_kind(block.kind, block.text), at, at + len(block.text)))
        at += len(block.text) + len(GAP)
    facts = page.facts
    return MarkedText(
        text, tuple(blocks), facts.title, facts.authors, facts.published, facts.outlet, facts.url
    )


def passage_kind(kind: str, text: str) -> PassageKind:
    """The kind of passage that a page's block is; a deck of full sentences is prose."""
    if kind in {"byline", "dateline", "caption", "credit"}:
        return kind  # type: ignore[return-value]
    if kind == "deck":
        return "body" if text[-1:] in '.!?…”"' else "headline"
    return "headline" if kind in {"title", "heading"} else "body"


class _Watch:
    """Asked at every command of a page; it raises once time is up."""

    def __init__(self, label: str, end: float) -> None:
        self._label = label
        self._end = end

    def __call__(self, *_: object) -> None:
        if time.monotonic() > self._end:
            raise InputError(
                f"{self._label} is a PDF file that takes more than {MOST_PDF_SECONDS:g} s to read",
                remedy="save it again as PDF, or give its text",
            )

    def check_size(self, size: int) -> None:
        if size > MOST_PAGE_BYTES:
            raise InputError(
                f"{self._label} has a page of {size:,} bytes; {MOST_PAGE_BYTES:,} are read",
                remedy="save it again as PDF, or give its text",
            )


def _page_text(page: "PageObject", watch: _Watch) -> str:
    watch()
    contents = page.get_contents()
    if contents is not None:
        watch.check_size(len(contents.get_data()))
    text = page.extract_text(visitor_operand_before=watch)
    watch()  # what it raised inside a form was only logged
    return text


def read_pdf(data: bytes, label: str) -> MarkedText:
    """The text of a PDF file, page after page; the title in its metadata is too often a file name.

    Raises:
        InputError: it is damaged, locked or too long, or a scan without text.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - it loads slowly
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    log = logging.getLogger("pypdf")
    if not log.handlers:  # what it warns of would else stand among our messages
        log.addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{label} is a locked PDF file", remedy="unlock it and give that")
        if len(reader.pages) > MOST_PDF_PAGES:
            raise InputError(
                f"{label} is a PDF file of {len(reader.pages):,} pages; {MOST_PDF_PAGES} are read",
                remedy="cut it into its reports",
            )
        watch = _Watch(label, time.monotonic() + MOST_PDF_SECONDS)
        pages = [_page_text(page, watch) for page in reader.pages]
        text = "\n\n".join(pages).replace("\x00", "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{label} is a PDF file that cannot be read: {type(error).__name__}: {error}",
            remedy="save it again as PDF, or give its text",
        ) from error
    if not any(c.isalnum() for c in text):
        raise InputError(
            f"{label} is a PDF file without text: a scan", remedy="give it through OCR"
        )
    return MarkedText(text, ())
