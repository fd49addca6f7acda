"""A feed as something that announces reports: its entries with what they are known by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from lxml import etree

from onrecord.ingest.formats.failures import failure
from onrecord.ingest.formats.feeds import (
    declares_entities,
    line_of,
    parse_feed,
    read_entry,
    root_of,
)
from onrecord.ingest.formats.mapping import check_mapping, read_row
from onrecord.ingest.pages.dates import parse_day
from onrecord.ingest.recognise import HEAD, recognise
from onrecord.ingest.sources import Source
from onrecord.records import Failure

MOST_ENTRIES = 2_000
"""Entries of one feed that are looked at: the first ones, which are the latest."""

_STAGE = "entries"
_OPENS = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_CLOSES = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_FEED_LINK = re.compile(rb"<link\b[^>]{0,400}>", re.IGNORECASE)
_HREF = re.compile(rb"""href\s*=\s*["']?([^"'\s>]{1,500})""", re.IGNORECASE)
_JSON_FEEDS = ("application/feed+json", "application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed announces. The source's data are empty where the entry is an address alone."""

    guid: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is read; `broken` says what was wrong with it, though it was read."""

    title: str | None
    entries: tuple[Entry, ...]
    broken: str | None = None


def read_entries(data: bytes, name: str) -> Feed | Failure:
    """What a feed announces, as it stands there: RSS, Atom, JSON Feed or a sitemap.

    Of a feed that breaks off inside an entry, that entry is left out: half an address is another
    address.
    """
    found = recognise(data[:HEAD], frozenset())
    if found in {"json", "jsonl"}:
        return _read_json(data, name)
    kind = root_of(data)
    if found == "html" or (found == "text" and not kind):
        return _no_feed(data, name)
    if declares_entities(data):
        return failure(
            name, _STAGE, "declares entities, which can grow without end: it is not read",
            "tell who publishes it",
        )  # fmt: skip
    if kind == "urlset":
        entries = tuple(_read_addresses(data, name))
        return Feed(None, entries[:MOST_ENTRIES], _too_many(len(entries)))
    if kind == "sitemapindex":
        return failure(name, _STAGE, "is a list of sitemaps", "watch the sitemaps that it lists")
    return _read_xml(data, name)


def _read_xml(data: bytes, name: str) -> Feed | Failure:
    feed = parse_feed(data, name)
    if isinstance(feed, Failure):
        return feed
    listed = list(feed.entries)
    broken = None
    if feed.bozo and "bozo_exception" in feed:
        said = " ".join(str(feed.bozo_exception).split())[:200]
        if not listed:
            remedy = "see whether the address is right; it is tried again later"
            return failure(name, _STAGE, f"is no feed that can be read: {said}", remedy)
        broken = f"it is broken ({said}), and was read as far as it goes"
        if _breaks_off(data):
            listed.pop()
    elif not listed and not root_of(data):
        return _no_feed(data, name)
    title, language = line_of(feed.feed.get("title")), line_of(feed.feed.get("language"))
    entries = []
    for number, entry in enumerate(listed[:MOST_ENTRIES], 1):
        where = f"{name}!{number}"
        source = read_entry(entry, where, title, language)
        link = line_of(entry.get("link"))
        if source is not None or link is not None:
            source = source or Source(name=where, data=b"", media="text", url=link)
            entries.append(Entry(line_of(entry.get("id")), source))
    return Feed(title, tuple(entries), broken or _too_many(len(listed)))


def _breaks_off(data: bytes) -> bool:
    """Whether the last entry has no end."""
    last = max((m.end() for m in _CLOSES.finditer(data)), default=0)
    return _OPENS.search(data, last) is not None


def _read_json(data: bytes, name: str) -> Feed | Failure:
    try:
        value: Any = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return failure(name, _STAGE, f"is no JSON: {error}", "it is tried again later")
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        return failure(name, _STAGE, "is JSON, but no feed", "see whether the address is right")
    title = line_of(value.get("title"))
    beside = {"outlet": title, "language": value.get("language")}
    names = check_mapping({})
    entries = []
    for number, item in enumerate(items[:MOST_ENTRIES], 1):
        if not isinstance(item, dict):
            continue
        where = f"{name}!{number}"
        link = line_of(item.get("url")) or line_of(item.get("external_url"))
        source = read_row(beside | item, where, names)
        if source is None and link is None:
            continue
        source = source or Source(name=where, data=b"", media="text")
        guid = item.get("id")
        known = line_of(guid) or (str(guid) if isinstance(guid, int) else None)
        entries.append(Entry(known, msgspec.structs.replace(source, url=link)))
    return Feed(title, tuple(entries), _too_many(len(items)))


def _read_addresses(data: bytes, name: str) -> Iterator[Entry]:
    """The addresses of a sitemap, with what a news sitemap says of them."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(data, parser)
    for number, entry in enumerate(() if root is None else root, 1):
        texts = {
            str(e.tag).rpartition("}")[2]: " ".join((e.text or "").split())
            for e in entry.iter()
            if isinstance(e.tag, str)
        }
        if not texts.get("loc"):
            continue
        title = texts.get("title") or None
        source = Source(
            name=f"{name}!{number}",
            data=(title or "").encode("utf-8", "replace"),
            media="text",
            url=texts["loc"],
            outlet=texts.get("name") or None,
            title=title,
            published=parse_day(texts.get("publication_date", "")),
            language=texts.get("language") or None,
        )
        yield Entry(None, source)


def _no_feed(data: bytes, name: str) -> Failure:
    """A page in a feed's place, with the address of a feed that it names."""
    for link in _FEED_LINK.findall(data[:500_000]):
        href = _HREF.search(link)
        if href and any(kind.encode() in link.lower() for kind in _JSON_FEEDS):
            named = href[1].decode("utf-8", "replace")
            return failure(name, _STAGE, "is a page, not a feed", f"it names the feed {named!r}")
    return failure(name, _STAGE, "is no feed", "see whether the address is right")


def _too_many(count: int) -> str | None:
    if count <= MOST_ENTRIES:
        return None
    return f"it has {count:,} entries, of which the first {MOST_ENTRIES:,} are looked at"
