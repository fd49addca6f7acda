"""What a feed announces → what is new of it.

An article is known by the feed's id for it, its address, and, once it is read, by where it really
is and by its text. Feeds get all of these wrong: ids and addresses that several entries share are
not taken for theirs, and an id that comes again with another title at another address is another
article.
"""

import datetime as dt
import hashlib
from collections import Counter

import msgspec

from onrecord.fetch.errors import FetchError
from onrecord.fetch.urls import host_of, path_of, read_url, url_key
from onrecord.ingest.formats.entries import Entry
from onrecord.ingest.formats.entries import Feed as FeedRead
from onrecord.ingest.sources import Source
from onrecord.store.articles import add_article, add_keys, find_seen
from onrecord.store.database import Store
from onrecord.store.feeds import Feed
from onrecord.text import name_key

FIRST_DAY = dt.date(1990, 1, 1)
"""Feeds say 1970 or 0001 where they know no day."""
LONGEST_TITLE = 300


def add_news(store: Store, feed: Feed, base: str, read: FeedRead, now: float) -> int:
    """Keep what is not there yet, the oldest first; how many that is.

    Args:
        store: open for writing, in a transaction.
        feed: the feed.
        base: where it was read: its addresses may be relative.
        read: what it announces.
        now: the moment.
    """
    links = [_link(entry, base) for entry in read.entries]
    shared = _shared(read.entries, links)
    new = 0
    for entry, link in reversed(list(zip(read.entries, links, strict=True))):
        own = link if link and link not in shared and path_of(link) not in {"", "/"} else None
        guid = entry.guid if entry.guid not in shared else None
        title = title_key(entry.source.title)
        keys = _keys(feed, entry, guid, own)
        known = next((k for k in keys if _is_known(store, k, own, title)), None)
        if known is not None:
            seen = find_seen(store.engine, known)
            if seen is not None:
                add_keys(store.engine, seen.article, keys)
            continue
        source = _plain(entry.source, own or link, now)
        if own is None and not source.data.strip():
            continue  # nothing to read and nowhere to go
        add_article(
            store.engine, feed.seq, url=own, host=host_of(own or base), title=title,
            entry=msgspec.msgpack.encode(source), keys=keys, now=now,
        )  # fmt: skip
        new += 1
    return new


def title_key(title: str | None) -> str:
    """A title as titles are compared."""
    return name_key(title or "")[:LONGEST_TITLE]


def _link(entry: Entry, base: str) -> str | None:
    """The address of an entry, where it has one that may be asked."""
    try:
        return read_url(entry.source.url, base) if entry.source.url else None
    except FetchError:
        return None


def _shared(entries: tuple[Entry, ...], links: list[str | None]) -> frozenset[str | None]:
    """The ids and addresses that entries of different titles have in common."""
    titled = {
        (mark, title_key(entry.source.title))
        for entry, link in zip(entries, links, strict=True)
        for mark in (entry.guid, link)
        if mark
    }
    counts = Counter(mark for mark, _ in titled)
    return frozenset(mark for mark, count in counts.items() if count > 1)


def _keys(feed: Feed, entry: Entry, guid: str | None, link: str | None) -> list[str]:
    """What an entry is known by, the surest first."""
    keys = [f"guid {feed.seq} {_digest(guid)}"] if guid else []
    keys += [f"url {url_key(link)}"] if link else []
    if not keys:
        source = entry.source
        what = f"{title_key(source.title)}\0{source.published}\0".encode() + source.data
        keys = [f"entry {feed.seq} {hashlib.sha256(what).hexdigest()}"]
    return keys


def _is_known(store: Store, key: str, link: str | None, title: str) -> bool:
    """Whether a key is an article's that is there, and not used again for another one."""
    seen = find_seen(store.engine, key)
    if seen is None:
        return False
    if key.startswith("guid ") and link and seen.url:
        return seen.title == title or url_key(seen.url) == url_key(link)
    return True


def _plain(source: Source, link: str | None, now: float) -> Source:
    """An entry's report with its real address, and without a day that cannot be."""
    last = dt.datetime.fromtimestamp(now, dt.UTC).date() + dt.timedelta(days=1)
    day = source.published
    if day is not None and not FIRST_DAY <= day <= last:
        day = None
    return msgspec.structs.replace(source, url=link, published=day)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
