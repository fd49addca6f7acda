"""The first bytes of a file → what it is. The name is not looked at."""

import codecs
import re
from typing import Literal

import msgspec

Format = Literal[
    "text", "html", "pdf", "mail", "zip", "gzip", "warc", "xml", "json", "jsonl", "csv"
]
HEAD = 16_384
"""The bytes that recognition looks at."""

_SKIP = re.compile(
    rb"(?:\s+|<\?xml[^>]{0,400}\?>|<\?xml-stylesheet[^>]{0,400}\?>|<!--[^>]{0,2000}-->)*"
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"<(?:\?xml|rss|feed|rdf:RDF|urlset|sitemapindex|channel|!DOCTYPE)[\s>]")
_MAIL_LINE = re.compile(rb"(?m)^([A-Za-z][A-Za-z-]{1,40}):[ \t]")
_MAIL_SURE = frozenset({b"mime-version", b"message-id", b"received", b"return-path"})
_MAIL_MORE = frozenset({b"from", b"date", b"subject", b"to", b"content-type"})
_OBJECT = re.compile(rb'\{\s*"')
_CSV_SEPARATORS = ",;\t|"


def recognise(head: bytes, columns: frozenset[str]) -> Format:
    """What a file is, by its first bytes; "text" for all that nothing else claims.

    Args:
        head: the first `HEAD` bytes, or all there are.
        columns: the names of columns, in lower case, that make a table one of reports.
    """
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    plain = _without_mark(head)
    start = plain[_SKIP.match(plain).end() :] if _SKIP.match(plain) else plain  # type: ignore[union-attr]
    if _PAGE.match(start):
        return "html"
    if _XML.match(start) or plain.lstrip().startswith(b"<?xml"):
        return "xml"
    if start[:1] in {b"{", b"["}:
        return _kind_of_json(start)
    if _is_mail(plain):
        return "mail"
    return "csv" if find_separator(plain, columns) else "text"


def find_separator(head: bytes, columns: frozenset[str]) -> str | None:
    """What parts the columns of a table whose first line names two known ones; else None."""
    line = _without_mark(head).split(b"\n", 1)[0].decode("utf-8", "replace").strip().lower()
    if len(line) > 4000:
        return None
    for separator in _CSV_SEPARATORS:
        names = {name.strip().strip('"') for name in line.split(separator)}
        if len(names & columns) >= 2:
            return separator
    return None


def _without_mark(head: bytes) -> bytes:
    """UTF-8 without its mark; UTF-16 with one as UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return head.removeprefix(codecs.BOM_UTF8)


def _kind_of_json(start: bytes) -> Format:
    """One JSON value, or one a line; a text that opens with a bracket is a text."""
    if start[:1] == b"[":
        return "json" if _OBJECT.match(start[1:].lstrip()) else "text"
    if not _OBJECT.match(start):
        return "text"
    line, _, rest = start.partition(b"\n")
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        cut = b"\n" not in start and len(start) > HEAD // 2
        return "jsonl" if cut and b"\n" not in start else "json"
    return "jsonl" if rest.strip() else "json"


def _is_mail(plain: bytes) -> bool:
    """Whether it opens with the header of a mail as mail programs write it."""
    if not (plain.startswith(b"From ") or _MAIL_LINE.match(plain)):
        return False
    header = plain.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    names = {name.lower() for name in _MAIL_LINE.findall(header)}
    return bool(names & _MAIL_SURE) and len(names & (_MAIL_SURE | _MAIL_MORE)) >= 3
