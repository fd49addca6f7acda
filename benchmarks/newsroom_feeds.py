"""The feeds of a newsroom, most of which misbehave: each kind is a way to be broken.

Everything that is announced has a number in its text, so that it can be told what arrived. The
words are onrecord's own (benchmarks/synthetic.py).
"""

import gzip
import hashlib
import json
import random
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import formatdate
from functools import cache
from xml.sax.saxutils import escape

from newsroom_server import Reply
from synthetic import make_reports

NOTE = "The file number of this note is {number:07}."
RSS, ATOM = "application/rss+xml", "application/atom+xml"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><title>&c;</title></channel></rss>'
)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a feed announces. An empty link is none."""

    number: int
    title: str
    text: str
    link: str
    guid: str
    date: str
    full: bool = False
    """Whether the feed holds the whole text."""


def make_items(count: int, *, seed: int, base: str, first: int, day: float) -> list[Item]:
    """The articles of a feed, the oldest first, numbered from `first`."""
    items = []
    for place, made in enumerate(make_reports(count, seed=seed, sentences=3)):
        number = first + place
        title, _, rest = made.text.partition("\n\n")
        items.append(
            Item(
                number=number,
                title=f"{title}, note {number}",
                text=f"{rest.strip()}\n\n{NOTE.format(number=number)}",
                link=f"{base}/news/{number}",
                guid=f"tag:newsroom,{number}",
                date=formatdate(day + 60 * place),
            )
        )  # fmt: skip
    return items


def page(item: Item, *, canonical: str = "", changing: bool = False) -> bytes:
    """The page of an article."""
    body = "".join(f"<p>{escape(p)}</p>" for p in item.text.split("\n\n"))
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    session = f"<!-- {random.random()} -->" if changing else ""  # noqa: S311
    return (
        f"<!doctype html><html lang=en><head><title>{escape(item.title)}</title>{link}</head><body>"
        f"<nav><a href=/>Home</a></nav><main><h1>{escape(item.title)}</h1><article>{body}</article>"
        f"</main><footer>All rights reserved</footer>{session}</body></html>"
    ).encode()


def rss(title: str, items: list[Item], *, encoding: str = "utf-8") -> bytes:
    """RSS 2.0, the latest first."""
    lines = [f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>']
    lines.append(f"<title>{escape(title)}</title><link>http://127.0.0.1/</link>")
    for item in reversed(items):
        text = item.text.replace("\n\n", "</p><p>") if item.full else item.text[:80]
        link = f"<link>{escape(item.link)}</link>" if item.link else ""
        guid = f'<guid isPermaLink="false">{escape(item.guid)}</guid>' if item.guid else ""
        lines.append(
            f"<item><title>{escape(item.title)}</title>{link}{guid}<pubDate>{item.date}</pubDate>"
            f"<description>{escape(f'<p>{text}</p>')}</description></item>"
        )
    return ("\n".join([*lines, "</channel></rss>"])).encode(encoding, "xmlcharrefreplace")


def atom(title: str, items: list[Item]) -> bytes:
    """Atom 1.0."""
    entries = "".join(
        f'<entry><title>{escape(i.title)}</title><link href="{escape(i.link)}"/>'
        f"<id>{escape(i.guid)}</id><updated>2031-01-01T00:00:00Z</updated>"
        f"<author><name>Ana Doran</name></author></entry>"
        for i in reversed(items)
    )
    head = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>'
    return f"{head}{entries}</feed>".encode()


def json_feed(title: str, items: list[Item]) -> bytes:
    """JSON Feed 1.1."""
    listed = [
        {"id": i.guid, "url": i.link, "title": i.title, "content_text": i.text[:80]}
        for i in reversed(items)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": listed}
    return json.dumps(feed).encode()


def sitemap(items: list[Item]) -> bytes:
    """A sitemap, of addresses alone."""
    listed = "".join(f"<url><loc>{escape(i.link)}</loc></url>" for i in items)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><urlset xmlns="{space}">{listed}</urlset>'.encode()


def cached(body: bytes, asked: Mapping[str, str], kind: str = RSS, *, modified: str = "") -> Reply:
    """An answer that is 304 where nothing has changed."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Content-Type": kind}
    headers |= {"Last-Modified": modified} if modified else {}
    if asked.get("if-none-match") == etag:
        return Reply(304, headers)
    return Reply(200, headers, body)


@cache
def bomb() -> bytes:
    """Sixty megabytes, packed."""
    packer = zlib.compressobj(6, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(60)) + packer.flush()


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll of a feed: what it has published, and the how manieth poll it is, from 0."""

    title: str
    items: list[Item]
    number: int
    asked: Mapping[str, str]
    base: str
    wait: int
    """Seconds for which a host asks to be left alone."""

    @property
    def bad(self) -> bool:
        """Every other poll is."""
        return self.number % 2 == 0

    def good(self) -> Reply:
        """The feed as it should be."""
        return cached(rss(self.title, self.items), self.asked)


def answer(kind: str, poll: Poll) -> Reply:  # noqa: PLR0915 - a case a kind
    """What a feed of a kind answers; see docs/watch.md for what each comes to."""
    items, title = poll.items, poll.title
    whole = rss(title, items)
    short = [replace(i, full=True, link="") for i in items]
    sid = f"sid={time.time_ns()}"
    wrong = {"Content-Type": RSS, "ETag": '"same"'}
    if kind in ALTERNATING and not poll.bad:
        return poll.good()
    match kind:
        case "atom":
            return cached(atom(title, items), poll.asked, ATOM)
        case "json":
            return cached(json_feed(title, items), poll.asked, "application/feed+json")
        case "sitemap":
            return cached(sitemap(items), poll.asked, "application/xml")
        case "utf-16":
            return cached(rss(title, items, encoding="utf-16"), poll.asked)
        case "wrong encoding":
            text = rss(title, items).decode().replace("</title>", " – é</title>", 1)
            return cached(text.encode("cp1252", "replace"), poll.asked)
        case "broken xml":
            text = whole.decode().replace("</description>", "").replace("Home", "<b>Q&A")
            return cached(f"\n\n  {text}&nbsp;&<br>".encode(), poll.asked)
        case "truncated":
            return Reply(200, {"Content-Type": RSS}, whole[: whole.find(b"</guid>") - 3])
        case "broken off":
            return Reply(200, {"Content-Type": RSS}, whole, end="reset")
        case "short":
            return Reply(200, {"Content-Type": RSS}, whole, end="short")
        case "slow":
            return replace(poll.good(), drip=poll.wait / 2)
        case "hanging":
            return Reply(end="hang")
        case "endless":
            return Reply(200, {"Content-Type": RSS}, whole[:-20], end="endless")
        case "bomb":
            return Reply(200, {"Content-Type": RSS, "Content-Encoding": "gzip"}, bomb())
        case "gzip":
            return Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(whole))
        case "entities":
            return Reply(200, {"Content-Type": RSS}, ENTITIES.encode())
        case "error":
            return Reply(500)
        case "not found":
            return Reply(404)
        case "429":
            return Reply(429, {"Retry-After": str(poll.wait)})
        case "503 until":  # a server whose clock is an hour slow
            slow = time.time() - 3600
            until = formatdate(slow + poll.wait, usegmt=True)
            return Reply(503, {"Retry-After": until, "Date": formatdate(slow, usegmt=True)})
        case "elsewhere":
            return Reply(302, {"Location": "file:///etc/passwd"})
        case "circle":
            return Reply(302, {"Location": "/feed"})
        case "page":
            login = b"<!doctype html><html><body><h1>Sign in to the network</h1></body></html>"
            return Reply(200, {"Content-Type": "text/html"}, login)
        case "moved":
            return Reply(301, {"Location": "/new/feed"})
        case "redirected":
            return Reply(302, {"Location": "/new/feed"})
        case "new ids":
            return cached(rss(title, [replace(i, guid=f"{i.number} {sid}") for i in items]), {})
        case "one id":
            return cached(rss(title, [replace(i, guid=poll.base) for i in items]), poll.asked)
        case "new addresses":
            listed = [replace(i, guid="", link=f"{i.link}?{sid}") for i in items]
            return cached(rss(title, listed), {})
        case "duplicates":
            twice = [replace(i, link=f"{i.link}?utm_source=x", guid=f"{i.guid}b") for i in items]
            return cached(rss(title, [*items, *twice, *items]), poll.asked)
        case "wrong clock":
            dates = ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 99 Foo 20999", "", formatdate(4e9)]
            listed = [replace(i, date=dates[(i.number + poll.number) % 4]) for i in items]
            future = formatdate(time.time() + 9e6, usegmt=True)
            return cached(rss(title, listed), poll.asked, modified=future)
        case "never the same":
            return Reply(200, wrong, whole + f"<!-- {sid} -->".encode())
        case "no addresses":
            return cached(rss(title, short), poll.asked)
        case "relative":
            bare = [replace(i, link=i.link.removeprefix(poll.base)) for i in items]
            return cached(rss(title, bare), poll.asked)
        case "short memory":
            return cached(rss(title, items[-2:]), poll.asked)
        case "disallowed":
            return cached(rss(title, [replace(i, full=True) for i in items]), poll.asked)
        case "announced early" | "articles move" | "crawl delay" | "plain" | "twin" | "changing":
            return poll.good()
    raise ValueError(kind)


ALTERNATING = frozenset({
    "truncated", "broken off", "short", "hanging", "endless", "bomb", "entities", "error",
    "not found", "429", "503 until", "elsewhere", "circle", "page",
})  # fmt: skip
"""Kinds of which every other poll is answered well."""
KINDS = (
    "plain", "429", "slow", "broken xml", "moved", "duplicates", "wrong clock", "truncated",
    "redirected", "503 until", "hanging", "new ids", "atom", "endless", "json", "articles move",
    "twin", "one id", "new addresses", "error", "announced early", "page", "bomb", "disallowed",
    "broken off", "never the same", "elsewhere", "no addresses", "entities", "circle", "relative",
    "crawl delay", "short", "wrong encoding", "sitemap", "changing", "utf-16", "not found", "gzip",
    "short memory",
)  # fmt: skip
"""Every way to be a feed, the most telling first."""
