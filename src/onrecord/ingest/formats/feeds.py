"""RSS, Atom and news sitemaps → the reports they carry: text or summary, with the link kept."""

import re
import time
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from lxml import etree

from onrecord.ingest.formats.failures import failure
from onrecord.ingest.pages.authors import clean_names
from onrecord.ingest.pages.dates import parse_day
from onrecord.ingest.pages.tags import MAX_ATTRIBUTES, has_crowded_tag
from onrecord.ingest.sources import Source
from onrecord.records import Failure

MAX_FEED = 50_000_000
"""Bytes of the largest feed or sitemap (the sitemap protocol's own limit)."""

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|channel|urlset|sitemapindex)[\s>]")
_TAGS = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>")
_STAGE = "feeds"

MAX_PERSON = 500
"""Characters of who wrote an entry: feedparser looks for addresses in them, in time that grows with
their square."""
_LONG_PERSON = re.compile(
    rb"<(?:[\w.-]{1,40}:)?(?:author|creator|contributor|managingEditor|webMaster|publisher|name|email)"
    rb"\b[^>]{0,2000}>\s{0,200}(?:<!\[CDATA\[)?[^<]{%d}" % (MAX_PERSON + 1)
)


def read_xml(file: BinaryIO, name: str) -> Iterator[Source | Failure]:
    """The reports of an XML file: a feed's entries or a news sitemap's titles."""
    data = file.read(MAX_FEED + 1)
    if len(data) > MAX_FEED:
        yield failure(name, _STAGE, f"is XML of more than {MAX_FEED:,} bytes", "cut it into parts")
        return
    if declares_entities(data):
        yield failure(
            name, _STAGE, "declares entities, which can grow without end: it is not read",
            "save the feed without its document type",
        )  # fmt: skip
        return
    kind = root_of(data)
    if kind in {"urlset", "sitemapindex"}:
        yield from _read_sitemap(data, name)
    elif kind:
        yield from _read_feed(data, name)
    else:
        yield failure(
            name, _STAGE, "is XML, but no feed and no sitemap", "give the report's page or text"
        )


def declares_entities(data: bytes) -> bool:
    """Whether an XML file declares entities, which can grow without end."""
    return _ENTITY.search(data) is not None


def root_of(data: bytes) -> str:
    """What an XML file's first element is called, of those that are read; else empty."""
    root = _ROOT.search(data[:20_000])
    return root[1].decode() if root else ""


def parse_feed(data: bytes, name: str) -> Any:
    """What feedparser makes of a feed, or a Failure."""
    import io  # noqa: PLC0415

    import feedparser  # noqa: PLC0415 - it takes a tenth of a second

    if has_crowded_tag(data.decode("latin-1")):
        return failure(
            name, _STAGE, f"has more than {MAX_ATTRIBUTES:,} attributes in one tag",
            "save the feed again",
        )  # fmt: skip
    if _LONG_PERSON.search(data) is not None:
        return failure(
            name, _STAGE, f"names a person in more than {MAX_PERSON:,} characters",
            "save the feed again",
        )  # fmt: skip
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, LookupError) as error:
        return failure(name, _STAGE, f"is no feed that can be read: {error}", "save the feed again")


def _read_feed(data: bytes, name: str) -> Iterator[Source | Failure]:
    feed = parse_feed(data, name)
    if isinstance(feed, Failure):
        yield feed
        return
    outlet = line_of(feed.feed.get("title"))
    language = line_of(feed.feed.get("language"))
    for number, entry in enumerate(feed.entries, 1):
        where = f"{name}!{number}"
        found = read_entry(entry, where, outlet, language)
        yield found or failure(where, _STAGE, "is an entry without text or title", "see the feed")
    if not feed.entries:
        why = f": {feed.bozo_exception}" if feed.bozo and "bozo_exception" in feed else ""
        yield failure(name, _STAGE, f"is a feed without entries{why}", "see whether it is whole")


def read_entry(entry: Any, name: str, outlet: str | None, language: str | None) -> Source | None:
    """An entry: its content, or its summary, or its title alone."""
    texts = [c.get("value") or "" for c in entry.get("content") or ()]
    texts += [entry.get("summary") or "", entry.get("title") or ""]
    body = max(texts[:-2], key=len, default="") or texts[-2] or texts[-1]
    if not body.strip():
        return None
    source = entry.get("source") or {}
    authors = [a.get("name") or "" for a in entry.get("authors") or ()]
    return Source(
        name=name,
        data=body.encode("utf-8", "replace"),
        media="fragment" if _TAGS.search(body) else "text",
        url=line_of(entry.get("link")),
        outlet=line_of(source.get("title")) or outlet,
        title=line_of(_TAGS.sub("", entry.get("title") or "")),
        authors=clean_names(authors),
        published=_day(entry),
        language=language,
    )


def _day(entry: Any) -> date | None:
    """The day of an entry, in UTC as feedparser gives it; an impossible one is none."""
    days = ("published_parsed", "updated_parsed")  # `get` would take the one for the other
    parsed = next((entry[d] for d in days if d in entry and entry[d]), None)  # noqa: RUF019
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)
    except ValueError:
        return None


def _read_sitemap(data: bytes, name: str) -> Iterator[Source | Failure]:
    """The titles of a news sitemap; addresses without a title are counted in one Failure."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(data, parser)
    bare = number = 0
    for entry in () if root is None else root:
        if not isinstance(entry.tag, str):
            continue
        number += 1
        texts = {
            str(e.tag).rpartition("}")[2]: " ".join((e.text or "").split())
            for e in entry.iter()
            if isinstance(e.tag, str)
        }
        if not texts.get("title"):
            bare += 1
            continue
        yield Source(
            name=f"{name}!{number}",
            data=texts["title"].encode("utf-8", "replace"),
            media="text",
            url=texts.get("loc") or None,
            outlet=texts.get("name") or None,
            title=texts["title"],
            published=parse_day(texts.get("publication_date", "")),
            language=texts.get("language") or None,
        )
    if bare or not number:
        yield failure(
            name, _STAGE, f"lists {bare:,} addresses without their reports",
            "a sitemap is no reports: fetch the addresses",
        )  # fmt: skip


def line_of(value: object) -> str | None:
    """A value as one line; None for what is no text or holds none."""
    return (" ".join(value.split())[:2000] or None) if isinstance(value, str) else None
