"""What of a feed is new: ids and addresses, and feeds that get them wrong."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.ingest.formats.entries import Entry, Feed
from onrecord.ingest.sources import Source
from onrecord.store.articles import next_articles, settle_article
from onrecord.store.database import Store, open_store
from onrecord.store.feeds import add_feeds, due_feeds
from onrecord.watching.news import add_news

BASE = "http://example.org/feed"
NOW = 1_900_000_000.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.store") as store:
        add_feeds(store.engine, [BASE], now=NOW)
        yield store


def entry(title: str, link: str | None = None, guid: str | None = None, text: str = "") -> Entry:
    return Entry(guid, Source(name="a", data=text.encode(), media="text", title=title, url=link))


def poll(store: Store, *entries: Entry) -> int:
    feed = due_feeds(store.engine, NOW, late=NOW + 1)[0]
    return add_news(store, feed, BASE, Feed("Wire", tuple(entries)), NOW)


@pytest.mark.parametrize(
    ("first", "second", "new"),
    [
        (entry("A", "/1", "g1"), entry("A", "/1", "g1"), 0),
        (entry("A", "/1", "g1"), entry("A", "/1", "g2"), 0),  # a new id each time
        (entry("A", "/1", "g1"), entry("A, corrected", "/1", "g1"), 0),
        (entry("A", "/1", "g1"), entry("A", "/1-a", "g1"), 0),  # the address was mended
        (entry("A", "/1", "g1"), entry("B", "/2", "g1"), 1),  # the id was used again
        (entry("A", "/1"), entry("A", "/1?utm_source=rss"), 0),
        (entry("A", "/1"), entry("A", "/2"), 1),  # titles come again
        (entry("A", "/1", "g1"), entry("B", "/2", "g2"), 1),
        (entry("A", "/", "g1"), entry("A", "/", "g1"), 0),
        (entry("A", "/", None, "one two"), entry("A", "/", None, "one two"), 0),
        (entry("A", None, None, "one two"), entry("A", None, None, "three"), 1),
    ],
)
def test_the_same_or_another(store: Store, first: Entry, second: Entry, new: int) -> None:
    poll(store, first)
    assert poll(store, second) == new
    assert poll(store, second) == 0


def test_what_several_entries_share_is_not_theirs(store: Store) -> None:
    one = [entry(f"Title {n}", f"/{n}", "same") for n in range(3)]
    assert poll(store, *one) == 3
    other = [entry(f"Name {n}", "/news", f"guid {n}", f"text {n}") for n in range(3)]
    assert poll(store, *other) == 3
    assert poll(store, *one, *other) == 0
    urls = []
    while found := next_articles(store.engine, NOW):
        for article in found:
            urls.append(article.url)
            settle_article(store.engine, article.seq, "kept")
    assert sorted(u or "" for u in urls) == [
        "",
        "",
        "",
        *(f"http://example.org/{n}" for n in range(3)),
    ]


def test_nothing_to_read_and_nowhere_to_go(store: Store) -> None:
    assert poll(store, entry("A", "javascript:alert(1)"), entry("B", "mailto:a@b")) == 0


@pytest.mark.parametrize(
    ("day", "kept"), [("1970-01-01", None), ("2099-01-01", None), ("2030-03-16", "2030-03-16")]
)
def test_days_that_cannot_be(store: Store, day: str, kept: str | None) -> None:
    source = msgspec.convert({"name": "a", "data": "", "url": "/1", "published": day}, Source)
    poll(store, Entry("g", source))
    (article,) = next_articles(store.engine, NOW)
    found = msgspec.msgpack.decode(article.entry, type=Source)
    assert (found.published.isoformat() if found.published else None) == kept
    assert found.url == article.url == "http://example.org/1"


def test_the_oldest_comes_first(store: Store) -> None:
    poll(store, entry("New", "/2"), entry("Old", "/1"))
    (first,) = next_articles(store.engine, NOW)
    assert first.url == "http://example.org/1"
