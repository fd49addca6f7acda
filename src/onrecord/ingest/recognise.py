"""The first bytes of a file → what it is. The name is not looked at."""

import codecs
import csv
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
_COLUMN = re.compile(r"[a-z_]\w{0,30}(?:[ ./-]\w{1,30}){0,2}")
_CSV_SEPARATORS = ",;\t|"


def recognise(head: bytes, columns: frozenset[str], mapped: frozenset[str] = frozenset()) -> Format:
    """What a file is, by its first bytes; "text" for all that nothing else claims.

    Args:
        head: the first `HEAD` bytes, or all there are.
        columns: the names of columns, in lower case, of which two make a table one of reports.
        mapped: the names of which one does, because the user gave them.
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
    return "csv" if find_separator(plain, columns, mapped) else "text"


def find_separator(
    head: bytes, columns: frozenset[str], mapped: frozenset[str] = frozenset()
) -> str | None:
    """What parts the columns of a table whose first line names them; else None."""
    line = _without_mark(head).split(b"\n", 1)[0].decode("utf-8", "replace").strip().lower()
    if len(line) > 4000:
        return None
    for separator in _CSV_SEPARATORS:
        names = {name.strip().strip('"') for name in line.split(separator)}
        if len(names & columns) >= 2 or (len(names) > 1 and names & mapped):
            return separator
    return None


def is_table(head: bytes) -> bool:
    """Whether it is a table for sure, whatever its columns are called.

    The first line names two columns or more, each by a few words and each by others; two more
    lines at least, and all that there are whole, have as many cells as it.
    """
    plain = _without_mark(head).decode("utf-8", "replace").replace("\x00", "")
    lines = plain.splitlines(keepends=True)[: None if len(head) < HEAD else -1]
    for separator in _CSV_SEPARATORS:
        if not lines or separator not in lines[0]:
            continue
        try:
            rows = list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            continue
        names = [name.rstrip().lower() for name in rows[0]]  # prose has a space behind a comma
        named = all(_COLUMN.fullmatch(name) for name in names) and len(set(names)) == len(names)
        even = all(len(row) == len(names) for row in rows[1:] if row)
        if named and even and sum(map(bool, rows)) > 2:
            return True
    return False


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
