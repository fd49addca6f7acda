"""Bytes of a page → its element tree, within bounds and without what nobody sees."""

import codecs
import re
from itertools import islice

from lxml import etree, html

from onrecord.errors import InputError
from onrecord.ingest.pages.tags import MAX_ATTRIBUTES, has_crowded_tag
from onrecord.ingest.sources import MAX_PAGE

MAX_ELEMENTS = 30_000
"""Ten times the elements of the largest news page seen; it bounds the time that a page can take."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
"""WHATWG's Encoding standard: what browsers take a label for."""


def decode_page(data: bytes, label: str) -> str:
    """The text of a page: by its byte order mark, as UTF-8, by its declaration, as Windows-1252.

    UTF-8 stands before the declaration because a page that was saved anew often keeps its old one,
    and hardly any text in another encoding reads as UTF-8.

    Raises:
        InputError: it is larger than a page may be.
    """
    if len(data) > MAX_PAGE:
        raise InputError(
            f"{label} is a page of {len(data):,} bytes; one may have {MAX_PAGE:,}",
            remedy="save the page without what is embedded in it",
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(data[:4096])
    names = [declared[1].decode("ascii").lower()] if declared else []
    for name in ("utf-8", *names):
        try:
            return data.decode(_AS_BROWSERS.get(name, name))
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def parse_page(text: str, label: str) -> html.HtmlElement:
    """The tree of a page.

    Raises:
        InputError: there are no elements in it, or more of them or of attributes than can be read.
    """
    text = _XML_DECLARATION.sub("", text).replace("\x00", "")
    if has_crowded_tag(text):
        raise InputError(
            f"{label} is a page with more than {MAX_ATTRIBUTES:,} attributes in one tag",
            remedy="save the article's own page, or give its text",
        )
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"{label} is a page that cannot be read: {error}", remedy="save the page again"
        ) from error
    if any(True for _ in islice(root.iter(), MAX_ELEMENTS, None)):
        raise InputError(
            f"{label} is a page of more than {MAX_ELEMENTS:,} elements",
            remedy="save the article's own page, or give its text",
        )
    return root
