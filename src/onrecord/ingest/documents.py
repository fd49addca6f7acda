"""Bytes or text → Document, or an InputError that says what is wrong with it."""

import datetime as dt
import hashlib

from onrecord.errors import InputError
from onrecord.ingest.bylines import authors_of
from onrecord.ingest.captions import Piece
from onrecord.ingest.clean import divide
from onrecord.ingest.decode import decode
from onrecord.ingest.language import find_language, language_name
from onrecord.records import Document
from onrecord.text import make_id

MAX_BYTES = 1_000_000
"""The largest report in UTF-8: some 160,000 words, and as much as the parser takes at once."""


def read_document(  # noqa: PLR0913 - one parameter per thing that is known beside the text
    data: bytes | str,
    *,
    name: str = "",
    published: dt.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Document:
    r"""One report; its text is the input's, character for character (but for a byte order mark).

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
    label = repr(name) if name else "the report"
    _check_size(len(data), label)
    text, raw = _as_text(data, label)
    _check_size(len(raw), label)
    if not any(c.isalnum() for c in text):
        raise InputError(f"{label} is empty: it holds no words", remedy="give a report with text")
    language = find_language(text)
    if language not in {None, "en"}:
        raise InputError(
            f"{label} is in {language_name(language or '')}; only English is read now",
            remedy="give an English report or a translation",
        )
    digest = hashlib.sha256(raw).hexdigest()
    pieces = divide(text, title=title)
    return Document(
        id=make_id("doc", digest, published, outlet, url),
        url=url,
        outlet=outlet,
        title=title or _find_title(text, pieces),
        authors=_find_authors(text, pieces),
        published=published,
        published_basis="none" if published is None else "given",
        language=language,
        text=text,
        raw_sha256=digest,
    )


def _check_size(size: int, label: str) -> None:
    if size > MAX_BYTES:
        raise InputError(
            f"{label} is {size:,} bytes; a report may be {MAX_BYTES:,}",
            remedy="split it into its reports, or cut what is not part of the report",
        )


def _as_text(data: bytes | str, label: str) -> tuple[str, bytes]:
    """The text and the bytes it stands for."""
    if isinstance(data, bytes):
        return decode(data, label), data
    try:
        raw = data.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{label} holds half a character (a lone surrogate) at {error.start}",
            remedy="decode the text again from its source, with errors='replace' if need be",
        ) from error
    if "\x00" in data:
        raise InputError(f"{label} holds zero characters: it is no text", remedy="give plain text")
    return data, raw


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
