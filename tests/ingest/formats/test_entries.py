"""Feeds as what announces reports."""

import time

import pytest

from onrecord.ingest.formats.entries import MOST_ENTRIES, Feed, read_entries
from onrecord.records import Failure

NAME = "http://example.org/feed"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Orle Wire</title>
<item><title>Talks resume</title><link>/1</link><guid>g1</guid><description>They met.</description>
<pubDate>Sat, 12 Apr 2031 10:00:00 GMT</pubDate></item>
<item><title>Shells hit the bridge</title><link>/2</link><guid>g2</guid></item></channel></rss>"""


def read(data: bytes) -> Feed:
    found = read_entries(data, NAME)
    assert isinstance(found, Feed), found
    return found


def test_rss() -> None:
    feed = read(RSS)
    assert (feed.title, feed.broken) == ("Orle Wire", None)
    first, second = feed.entries
    assert (first.guid, first.source.url, first.source.title) == ("g1", "/1", "Talks resume")
    assert (first.source.data, str(first.source.published)) == (b"They met.", "2031-04-12")
    assert first.source.outlet == "Orle Wire"
    assert second.source.published is None


def test_json_feed() -> None:
    feed = read(
        b'{"version":"https://jsonfeed.org/version/1.1","title":"Orle Wire","items":[{"id":7,'
        b'"url":"/1","title":"A","content_html":"<p>They met.</p>","date_published":"2031-04-12"},'
        b'{"id":"x"},"nonsense",{"external_url":"http://other.org/2"}]}'
    )
    assert [(e.guid, e.source.url) for e in feed.entries] == [
        ("7", "/1"), (None, "http://other.org/2"),
    ]  # fmt: skip
    assert feed.entries[0].source.outlet == "Orle Wire"


def test_sitemap() -> None:
    feed = read(
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<url><loc>http://a.org/1</loc></url><url><loc>http://a.org/2</loc></url><url/></urlset>"
    )
    assert [e.source.url for e in feed.entries] == ["http://a.org/1", "http://a.org/2"]
    assert all(e.source.data == b"" for e in feed.entries)


@pytest.mark.parametrize("cut", range(RSS.rindex(b"<item>") + 9, RSS.rindex(b"</item>"), 9))
def test_what_breaks_off_is_left_out(cut: int) -> None:
    feed = read(RSS[:cut])
    assert [e.guid for e in feed.entries] == ["g1"]
    assert "broken" in (feed.broken or "")


def test_broken_behind_the_last_entry() -> None:
    feed = read(RSS.removesuffix(b"</channel></rss>") + b"<p>&nbsp;")
    assert [e.guid for e in feed.entries] == ["g1", "g2"]
    assert "broken" in (feed.broken or "")


def test_no_entries_yet() -> None:
    assert read(b"<rss><channel><title>Orle Wire</title></channel></rss>").entries == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no feed"),
        (b"Service unavailable", "is no feed"),
        (b"<!doctype html><title>Sign in</title>", "is no feed"),
        (b"<sitemapindex><sitemap><loc>http://a.org/1</loc></sitemap></sitemapindex>", "a list of"),
        (b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel/></rss>", "declares entities"),
        (b'{"title": "a"}', "but no feed"),
        (b'{"items": [', "is no JSON"),
        (b"<rss><channel><<<", "no feed that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no feed"),
    ],
)
def test_no_feed(data: bytes, said: str) -> None:
    found = read_entries(data, NAME)
    assert isinstance(found, Failure)
    assert said in found.message
    assert found.doc == NAME
    assert found.remedy


def test_a_page_that_names_its_feed() -> None:
    found = read_entries(
        b"<html><link rel=alternate type='application/rss+xml' href='/rss.xml'></html>",
        NAME,
    )
    assert isinstance(found, Failure)
    assert "it names the feed '/rss.xml'" in found.remedy


@pytest.mark.parametrize(
    "inner",
    [
        b"<a>" * 30_000, b"<item>" * 20_000, b"&" * 300_000, b"<" * 300_000, b"]]" * 150_000,
        b"<item><title>" + b"&lt;b" * 60_000, b"<item><link>" + b"a" * 300_000,
        b"<item><pubDate>" + b"1 " * 150_000, b"<item " + b"a=b " * 75_000 + b">",
    ],
)  # fmt: skip
def test_made_to_take_long(inner: bytes) -> None:
    began = time.process_time()
    read_entries(b"<rss><channel>" + inner, NAME)
    assert time.process_time() - began < 10


def test_more_than_are_looked_at() -> None:
    entries = b"".join(b"<item><link>/%d</link></item>" % n for n in range(MOST_ENTRIES + 5))
    feed = read(b"<rss><channel>" + entries + b"</channel></rss>")
    assert len(feed.entries) == MOST_ENTRIES
    assert "2,005 entries, of which the first 2,000" in (feed.broken or "")
