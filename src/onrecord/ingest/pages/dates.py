"""When a page says its report came out."""

import datetime as dt
import re

from lxml.html import HtmlElement

from onrecord.ingest.pages.scripts import Node, texts_of
from onrecord.ingest.pages.strings import metas_named

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date.available",
    "date.created", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date",
    "publication_date", "article.published", "published_time", "published-date",
    "cxenseparse:recs:publishtime", "article_date_original", "date", "originalpublicationdate",
    "citation_publication_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time",
    "date.modified", "date.updated", "dcterms.modified", "last-modified", "lastmod",
)  # fmt: skip


def _first_date(*groups: list[str]) -> dt.date | None:
    for group in groups:
        for text in group:
            found = parse_day(text)
            if found is not None:
                return found
    return None


_ISO = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d{3})")
_LATIN = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"\b(?:(\d{1,2})\.?\s+)?([A-Za-z]{3})[a-z]*\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})\b")
_STAMP = re.compile(r"1\d{9}(?:\d{3})?")


def parse_day(text: str) -> dt.date | None:
    """The day in a date as metadata write it, in the time zone that it is written in.

    >>> parse_day("2031-04-12T23:30:00+02:00"), parse_day("Sat, 12 Apr 2031 10:00:00 GMT")
    (datetime.date(2031, 4, 12), datetime.date(2031, 4, 12))
    """
    text = text.strip()[:60]
    iso = _ISO.match(text)
    if iso and (day := _day(int(iso[1]), int(iso[2]), int(iso[3]))):
        return day
    latin = _LATIN.search(text)
    if latin:
        first, second, year = (int(g) for g in latin.groups())
        if second > 12:
            return _day(year, first, second)
        return _day(year, second, first) if "." in latin[0] or first > 12 else None
    named = _NAMED.search(text)
    if named and named[2].lower() in _MONTHS and (named[1] or named[3]):
        month = _MONTHS.index(named[2].lower()) + 1
        return _day(int(named[4]), month, int(named[1] or named[3]))
    if _STAMP.fullmatch(text):
        return dt.datetime.fromtimestamp(int(text[:10]), dt.UTC).date()
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if year >= 1900 else None


def find_published(root: HtmlElement, article: Node, metas: dict[str, list[str]]) -> dt.date | None:
    """The day a page says its report came out: JSON-LD, meta tags, what is marked on the page."""
    return _first_date(
        texts_of(article.get("datePublished")),
        metas_named(metas, _PUBLISHED),
        texts_of(article.get("dateCreated")),
        _page_dates(root),
    )


def find_modified(article: Node, metas: dict[str, list[str]]) -> dt.date | None:
    """The day a page says its report was last changed."""
    return _first_date(texts_of(article.get("dateModified")), metas_named(metas, _MODIFIED))


def _page_dates(root: HtmlElement) -> list[str]:
    """Dates that the page marks: itemprop, then the first <time>."""
    marked = root.xpath("//*[@itemprop='datePublished']")[:3]
    times = root.xpath("//time[@datetime or text()]")[:20]
    stamped = [e for e in times if e.get("pubdate") is not None or "publi" in _class(e)]
    return [
        text
        for e in (*marked, *stamped, *times[:1])
        for text in (e.get("content"), e.get("datetime"), e.text_content())
        if text
    ]


def _class(element: HtmlElement) -> str:
    return (element.get("class") or "").lower()
