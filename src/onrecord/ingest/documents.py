"""Bytes or text → Document, or an InputError that says what is wrong with it.

Plain text is kept character for character. Of a page, a PDF file or a feed's entry the text is what
was found of the report in it; then the page has said what its parts are, and that goes along.
"""

import datetime as dt
import hashlib
import re
from typing import NamedTuple

from onrecord.errors import InputError
from onrecord.ingest.bylines import authors_of
from onrecord.ingest.captions import Piece
from onrecord.ingest.clean import divide, divide_marked
from onrecord.ingest.decode import decode
from onrecord.ingest.language import find_language, language_name
from onrecord.ingest.marked import MarkedText, lay_out_page, read_pdf
from onrecord.ingest.recognise import HEAD, recognise
from onrecord.ingest.sources import (
    MAX_PAGE,
    MAX_PDF,
    MAX_REPORT,
    MAX_TEXT,
    MAX_WORDS,
    Media,
    Source,
)
from onrecord.records import Document, PublishedBasis
from onrecord.text import make_id

MAX_BYTES = MAX_REPORT
"""The largest report of plain text, in bytes."""

_WORD = re.compile(r"\w+|[^\w\s]")
_LIMITS: dict[Media, int] = {
    "text": MAX_REPORT,
    "html": MAX_PAGE,
    "fragment": MAX_PAGE,
    "pdf": MAX_PDF,
}


class Report(NamedTuple):
    """A document and its pieces, which `find_passages` makes into passages."""

    document: Document
    pieces: tuple[Piece, ...]


def read_document(  # noqa: PLR0913 - one parameter per thing that is known beside the text
    data: bytes | str,
    *,
    name: str = "",
    published: dt.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Document:
    r"""One report; of plain text every character is kept (but for a byte order mark).

    Args:
        data: a file's bytes, or text.
        name: how to call the report in messages.
        published: the day it came out, where something beside the text tells it.
        outlet: who published it.
        url: where it was.
        title: its headline; without it the headline found in the text.

    Raises:
        InputError: it is empty, too large, no text, in an unknown encoding, or surely not English.

    >>> read_document("Talks resume\n\nTalks on the bridge resumed on Monday.").title
    'Talks resume'
    """
    media: Media | None = None if isinstance(data, bytes) else "text"
    raw = data if isinstance(data, bytes) else encode_text(data, name)
    source = Source(name=name, data=raw, media=media, url=url, title=title)
    return read_report(source, published=published, outlet=outlet).document


def read_report(
    source: Source, *, published: dt.date | None = None, outlet: str | None = None
) -> Report:
    """One report with its pieces.

    What is given here wins over what came with the source, and that over what the page says.

    Args:
        source: the report as it came in.
        published: the day it came out.
        outlet: who published it.

    Raises:
        InputError: see `read_document`.
    """
    label = repr(source.name) if source.name else "the report"
    media = source.media or _recognise(source.data)
    _check_size(len(source.data), label, media)
    if media == "text":
        text = decode(source.data, label)
        _check_length(text, label)
        marked = MarkedText(text, (), title=source.title)
        pieces = divide(text, title=source.title)
    else:
        marked = _read_marked(source.data, media, label)
        _check_length(marked.text, label)
        pieces = divide_marked(marked.text, marked.blocks)
    _check_words(marked.text, label, media)
    return Report(_document(source, marked, pieces, published, outlet), tuple(pieces))


def _recognise(data: bytes) -> Media:
    """Which kind of report it is; a container is none, and `decode` says so."""
    found = recognise(data[:HEAD], frozenset())
    return found if found == "html" or found == "pdf" else "text"  # noqa: PLR1714 - for the types


def _read_marked(data: bytes, media: Media, label: str) -> MarkedText:
    if media == "pdf":
        return read_pdf(data, label)
    return lay_out_page(data, label, fragment=media == "fragment")


def _check_size(size: int, label: str, media: Media) -> None:
    if size > _LIMITS[media]:
        raise InputError(
            f"{label} is {size:,} bytes; a report may be {_LIMITS[media]:,}",
            remedy="split it into its reports, or cut what is not part of the report",
        )


def _check_length(text: str, label: str) -> None:
    """Refuse what would take long to read."""
    length, words = len(text), 0
    if length <= MAX_TEXT:
        words = sum(1 for _ in _WORD.finditer(text))
        if words <= MAX_WORDS:
            return
    said = f"{words:,} words and signs" if words else f"{length:,} characters of text"
    legal = MAX_WORDS if words else MAX_TEXT
    raise InputError(
        f"{label} has {said}; a report may have {legal:,}",
        remedy="split it into its reports, or cut what is not part of the report",
    )


def _check_words(text: str, label: str, media: Media) -> None:
    """Refuse what holds no words, or none in a language that is read."""
    if not any(c.isalnum() for c in text):
        raise InputError(f"{label} is empty: it holds no words", remedy="give a report with text")
    language = find_language(text)
    if language not in {None, "en"}:
        raise InputError(
            f"{label} is in {language_name(language or '')}; only English is read now",
            remedy="give an English report or a translation",
        )
    if media == "html" and len(text.split()) < FEWEST_WORDS:
        raise InputError(
            f"{label} is a web page without a report: {len(text.split())} words were found",
            remedy="give the report's own page, saved with its text, or the text itself",
        )


FEWEST_WORDS = 12
"""Words of the shortest report on a page; less is a page that shows none, or needs its scripts."""


def _document(
    source: Source,
    marked: MarkedText,
    pieces: list[Piece],
    published: dt.date | None,
    outlet: str | None,
) -> Document:
    digest = hashlib.sha256(source.data).hexdigest()
    day = published or source.published or marked.published
    basis: PublishedBasis = "given" if published else "metadata" if day else "none"
    outlet = outlet or source.outlet or marked.outlet
    url = source.url or marked.url
    return Document(
        id=make_id("doc", digest, day, outlet, url),
        url=url,
        outlet=outlet,
        title=source.title or marked.title or _find_title(marked.text, pieces),
        authors=source.authors or marked.authors or _find_authors(marked.text, pieces),
        published=day,
        published_basis=basis,
        language=find_language(marked.text),
        text=marked.text,
        raw_sha256=digest,
        retrieved=source.retrieved,
    )


def encode_text(data: str, name: str = "") -> bytes:
    """The bytes that a text stands for.

    Raises:
        InputError: it is too large, or no text.
    """
    label = repr(name) if name else "the report"
    _check_size(len(data), label, "text")
    try:
        raw = data.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{label} holds half a character (a lone surrogate) at {error.start}",
            remedy="decode the text again from its source, with errors='replace' if need be",
        ) from error
    if "\x00" in data:
        raise InputError(f"{label} holds zero characters: it is no text", remedy="give plain text")
    return raw


def _find_title(text: str, pieces: list[Piece]) -> str | None:
    """The first headline above the prose."""
    for kind, start, end in pieces:
        if kind == "headline":
            return " ".join(text[start:end].split())
        if kind == "body":
            break
    return None


def _find_authors(text: str, pieces: list[Piece]) -> tuple[str, ...]:
    """The names of the first byline."""
    for kind, start, end in pieces:
        if kind == "byline":
            return authors_of(text[start:end].strip())
    return ()
