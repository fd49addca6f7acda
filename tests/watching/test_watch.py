"""Watching: what is asked, kept, told and put off, stopped and taken up again."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from newsroom_feeds import Item, make_items, page, rss
from newsroom_server import Reply, Server

from onrecord.fetch.request import Limits
from onrecord.records import Failure
from onrecord.store.articles import count_articles
from onrecord.store.database import Store, open_store
from onrecord.store.feeds import FeedState, add_feeds, feed_states, read_host
from onrecord.watching.plan import ARTICLE_STAGE, FEED_STAGE, ArticleTold, FeedTold, Plan, Told
from onrecord.watching.watch import watch_feeds

LIMITS = Limits(max_bytes=500_000, seconds=4.0, allow_private=True)


class Site:
    """Hosts whose answers a test sets by path; what is not set is not there."""

    def __init__(self) -> None:
        self.paths: dict[str, Reply] = {}
        self.server = Server(2, self._answer)

    def _answer(self, host: int, path: str, headers: Mapping[str, str]) -> Reply:
        del host
        reply = self.paths.get(path.partition("?")[0], Reply(404))
        etag = reply.headers.get("ETag")
        return Reply(304, reply.headers) if etag and headers.get("if-none-match") == etag else reply

    def url(self, path: str, host: int = 0) -> str:
        return self.server.base(host) + path

    def publish(self, items: list[Item], path: str = "/feed", **headers: str) -> str:
        """Put up articles and a feed of them; its address."""
        for item in items:
            self.paths[f"/news/{item.number}"] = Reply(
                200, {"Content-Type": "text/html"}, page(item)
            )
        self.paths[path] = Reply(200, headers, rss("Orle Wire", items))
        return self.url(path)

    def items(self, count: int, seed: int = 1) -> list[Item]:
        day = time.time() - 86_400
        return make_items(count, seed=seed, base=self.server.base(0), first=seed * 100, day=day)

    def asked(self, path: str) -> int:
        return sum(a.path == path for a in self.server.log)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    with site.server:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.store") as store:
        yield store


def plan(limits: Limits = LIMITS, every: float = 900.0) -> Plan:
    return Plan(every=every, delay=0.02, limits=limits, seed="test", once=True, workers=0)


def watch(store: Store, *feeds: str, using: Plan | None = None) -> list[Told]:
    add_feeds(store.engine, feeds, now=time.time())
    return list(watch_feeds(store, using or plan()))


def outcomes(told: list[Told]) -> list[str]:
    return [t.outcome for t in told]


def state(store: Store) -> FeedState:
    return next(feed_states(store.engine))


def test_a_feed_and_its_articles(site: Site, store: Store) -> None:
    items = site.items(2)
    feed = site.publish(items, ETag='"1"')
    told = watch(store, feed)
    assert outcomes(told) == ["read", "added", "added"], told
    assert [type(t) for t in told] == [FeedTold, ArticleTold, ArticleTold]
    first, second = store.records()
    assert first.document.url == items[0].link
    assert first.document.outlet == "Orle Wire"  # the page does not say it: the feed does
    assert first.document.title == items[0].title
    assert first.document.published_basis == "metadata"
    assert first.document.retrieved is not None
    assert second.document.url == items[1].link
    assert outcomes(watch(store, feed)) == ["unchanged"]
    assert (state(store).kept, state(store).waiting, state(store).state) == (2, 0, "good")
    assert site.asked(f"/news/{items[0].number}") == 1
    assert site.asked("/robots.txt") == 1


def test_on_both_engines(site: Site, where: str) -> None:
    feed = site.publish(site.items(1))
    missing = site.url("/none")
    with open_store(where) as store:
        assert sorted(outcomes(watch(store, feed, missing))) == ["added", "failed", "read"]
        assert store.count() == 1
        assert count_articles(store.engine) == {"kept": 1}
        good, bad = feed_states(store.engine)
        assert (good.state, good.kept, bad.state, bad.status) == ("good", 1, "failing", 404)
        assert bad.message is not None
        assert outcomes(watch(store, feed, missing)) == ["unchanged"]
    with open_store(where, readonly=True) as store:
        assert read_host(store.engine, site.server.base(0)).robots == b""


def test_a_failure_is_kept_and_goes_when_it_is_over(site: Site, store: Store) -> None:
    feed = site.url("/feed")
    (told,) = watch(store, feed)
    (failure,) = store.failures()
    assert failure == Failure(
        doc=feed, stage=FEED_STAGE, message=told.message or "", remedy=told.remedy or ""
    )
    assert "answered 404 (not found)" in failure.message
    first = state(store)
    assert first.due - (first.polled or 0) == pytest.approx(1800, rel=0.1)  # twice as long
    assert watch(store, feed) == []
    site.publish(site.items(1))
    store.engine.run("UPDATE feed SET due = 0")
    assert outcomes(watch(store, feed)) == ["read", "added"]
    assert store.failures() == ()


def test_gone_for_good(site: Site, store: Store) -> None:
    site.paths["/feed"] = Reply(410)
    assert outcomes(watch(store, site.url("/feed"))) == ["gone"]
    assert state(store).due > time.time() + 70_000


def test_a_host_that_asks_to_be_left_alone(site: Site, store: Store) -> None:
    items = site.items(1)
    feed = site.publish(items)
    site.paths["/other"] = Reply(429, {"Retry-After": "3600"})
    told = watch(store, site.url("/other"), feed)
    assert outcomes(told) == ["failed", "failed"]
    assert "asked to be left alone" in (told[1].message or "")
    assert site.asked("/feed") == 0
    assert read_host(store.engine, site.server.base(0)).ready > time.time() + 3500
    assert all(s.due > time.time() + 3500 for s in feed_states(store.engine))


def test_no_private_address_unless_allowed(site: Site, store: Store) -> None:
    feed = site.publish(site.items(1))
    (told,) = watch(store, feed, using=plan(Limits(seconds=4.0)))
    assert "127.0.0.1, which is not an address of the public network" in (told.message or "")
    assert "--allow-private" in (told.remedy or "")
    assert site.server.log == []
    assert [f.stage for f in store.failures()] == [FEED_STAGE]
    assert outcomes(watch(store, feed)) == ["read", "added"]  # at once, once it is allowed


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://169.254.169.254/latest/meta-data", "no address of one machine"),
        ("file:///etc/passwd", "not an address of http or https"),
        ("/feed", "in a circle"),
        ("", "in a circle"),
    ],
)
def test_redirects_are_looked_at_anew(site: Site, store: Store, target: str, said: str) -> None:
    site.paths["/feed"] = Reply(301, {"Location": target})
    (told,) = watch(store, site.url("/feed"))
    assert said in (told.message or "")
    assert state(store).at == site.url("/feed")


def test_names_that_lead_into_a_private_network(site: Site, store: Store) -> None:
    def resolve(host: str, port: int) -> list[str]:
        del port
        return ["127.0.0.1"] if host == "127.0.0.1" else ["fe80::1"]

    site.paths["/feed"] = Reply(302, {"Location": "http://inside.test/feed"})
    limits = Limits(seconds=4.0, allow_private=True, resolve=resolve)
    (told,) = watch(store, site.url("/feed"), using=plan(limits))
    assert "inside.test is at fe80::1" in (told.message or "")
    (failure,) = store.failures()
    assert failure.message == told.message


def test_moved_for_good_or_for_now(site: Site, store: Store) -> None:
    site.publish(site.items(1), "/there")
    site.paths["/feed"] = Reply(301, {"Location": site.url("/there", host=1)})
    site.paths["/now"] = Reply(302, {"Location": "/there"})
    watch(store, site.url("/feed"), site.url("/now"))
    moved, now = feed_states(store.engine)
    assert (moved.url, moved.at) == (site.url("/feed"), site.url("/there", host=1))
    assert now.at == now.url


def test_an_article_without_its_page_is_read_from_the_feed(site: Site, store: Store) -> None:
    (item,) = site.items(1)
    text = f"<p>{item.text}</p>".replace("\n\n", "</p><p>")
    site.paths["/feed"] = Reply(
        200, {}, rss("Orle Wire", [item]).replace(b"&lt;/p&gt;</desc", text.encode() + b"</desc")
    )
    site.paths["/robots.txt"] = Reply(200, {}, b"User-agent: *\nDisallow: /news/")
    assert outcomes(watch(store, site.url("/feed"))) == ["read", "added"]
    assert site.asked(f"/news/{item.number}") == 0
    (failure,) = store.failures()
    assert (failure.doc, failure.stage) == (item.link, ARTICLE_STAGE)
    assert "robots.txt says so; what the feed says of it was read" in failure.message
    (record,) = store.records()
    assert (record.document.url, record.document.title) == (item.link, item.title)


def test_an_article_that_is_lost(site: Site, store: Store) -> None:
    (item,) = site.items(1)
    feed = site.publish([item])
    site.paths["/feed"] = Reply(
        200, {}, b"<rss><channel><item><title>Two words</title>"
        b"<link>/clip.mp4</link></item><item><link>/later</link></item></channel></rss>",
    )  # fmt: skip
    site.paths["/clip.mp4"] = Reply(200, {"Content-Type": "video/mp4"}, b"\x00\x01" * 50)
    told = watch(store, feed)
    assert sorted(outcomes(told)) == ["failed", "later", "read"]
    assert [f.message for f in store.failures()] == [
        f"{site.url('/clip.mp4')} is no page, but video/mp4"
    ]
    for _ in range(3):
        store.engine.run("UPDATE article SET due = 0")
        told = watch(store, feed)
    assert outcomes(told)[-1] == "failed"
    assert count_articles(store.engine) == {"failed": 2}


def test_one_article_under_several_addresses(site: Site, store: Store) -> None:
    (item,) = site.items(1)
    feed = site.publish([item])
    site.paths["/print/1"] = Reply(200, {"Content-Type": "text/html"}, page(item))
    listed = "".join(
        f"<item><title>{item.title}</title><link>{link}</link></item>"
        for link in (item.link, f"{item.link}?utm_source=rss", "/print/1")
    )
    site.paths["/feed"] = Reply(200, {}, f"<rss><channel>{listed}</channel></rss>".encode())
    told = watch(store, feed)
    assert sorted(outcomes(told)) == ["added", "double", "read"]
    assert store.count() == 1
    assert state(store).double == 1


def test_stopped_and_taken_up_again(site: Site, tmp_path: Path) -> None:
    feed = site.publish(site.items(3))
    told: list[Told] = []
    with open_store(tmp_path / "a.store") as store:
        add_feeds(store.engine, [feed], now=time.time())
        running = watch_feeds(store, plan(), stopped=lambda: len(told) >= 2)
        told.extend(running)  # one after the other: what is there already is seen by `stopped`
        assert outcomes(told) == ["read", "added"]
        assert (store.count(), state(store).waiting) == (1, 2)
    with open_store(tmp_path / "a.store") as store:
        told = list(watch_feeds(store, plan()))
        assert sorted(outcomes(told)) == ["added", "added", "unchanged"]
        assert (store.count(), state(store).kept) == (3, 3)


def test_what_was_put_off_by_a_wrong_clock_is_due(site: Site, store: Store) -> None:
    feed = site.publish(site.items(1))
    add_feeds(store.engine, [feed], now=time.time() + 1e9)
    assert outcomes(list(watch_feeds(store, plan()))) == ["read", "added"]


def test_only_what_is_told_is_watched(site: Site, store: Store) -> None:
    one, two = site.publish(site.items(1), "/one"), site.publish(site.items(1, seed=2), "/two")
    assert outcomes(watch(store, one)) == ["read", "added"]
    assert outcomes(watch(store, two)) == ["read", "added"]
    assert site.asked("/one") == 1
    assert [s.watched for s in feed_states(store.engine)] == [False, True]
