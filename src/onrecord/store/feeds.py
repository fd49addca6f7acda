"""Feeds that are watched, and the hosts they are on. Moments are seconds since 1970, UTC."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.records import Frozen
from onrecord.store.engine import Engine
from onrecord.store.packing import pack, unpack

_FEED = "SELECT seq, url, at, etag, modified, digest, title, polls, failed FROM feed"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is to be asked. `at` is where it is now, `failed` its failures in a row."""

    seq: int
    url: str
    at: str
    etag: str | None
    modified: str | None
    digest: str | None
    title: str | None
    polls: int
    failed: int


class FeedState(Frozen, frozen=True, kw_only=True):
    """How a feed stands: `waiting`, `kept`, `failed` and `double` count its articles."""

    url: str
    at: str
    title: str | None
    state: str
    status: int | None
    polled: float | None
    due: float
    watched: bool
    kept: int
    waiting: int
    failed: int
    double: int
    message: str | None
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of a host. `robots` is its robots.txt, None where there is no reading it."""

    ready: float = 0.0
    robots: bytes | None = None
    checked: float | None = None


def add_feeds(engine: Engine, urls: Iterable[str], *, now: float) -> None:
    """Watch these feeds and no others; what is known of them stays."""
    with engine.transaction():
        engine.run("UPDATE feed SET watched = 0 WHERE watched = 1")
        for url in urls:
            engine.run(
                "INSERT INTO feed (url, at, watched, state, polls, failed, due)"
                " VALUES (:url, :url, 1, 'new', 0, 0, :now)"
                " ON CONFLICT (url) DO UPDATE SET watched = 1",
                url=url, now=now,
            )  # fmt: skip


def due_feeds(engine: Engine, now: float, *, late: float) -> tuple[Feed, ...]:
    """The watched feeds that are to be asked now, the longest due first.

    What is put off past `late` was put off by a clock that was wrong, and is due.
    """
    sql = f"{_FEED} WHERE watched = 1 AND (due <= :now OR due > :late) ORDER BY due, seq"
    return tuple(Feed(*row) for row in engine.rows(sql, now=now, late=late))


def read_feed(engine: Engine, feed: int) -> Feed:
    """The feed with this number."""
    return Feed(*next(engine.rows(f"{_FEED} WHERE seq = :feed", feed=feed)))


def ask_now(engine: Engine, now: float) -> None:
    """Let every watched feed that answered well be due."""
    engine.run("UPDATE feed SET due = :now WHERE watched = 1 AND state = 'good'", now=now)


def forget_silence(engine: Engine, now: float) -> None:
    """Let be asked again at once what gave no answer at all: that may have been on this side."""
    with engine.transaction():
        engine.run(
            "UPDATE feed SET due = :now WHERE watched = 1 AND state = 'failing' AND status IS NULL",
            now=now,
        )
        engine.run("UPDATE host SET checked = NULL WHERE robots IS NULL")


def answer_feed(  # noqa: PLR0913 - one parameter a column
    engine: Engine,
    feed: int,
    *,
    state: str,
    status: int | None,
    failed: int,
    now: float,
    due: float,
) -> None:
    """Note how a feed answered and when it is to be asked again."""
    engine.run(
        "UPDATE feed SET state = :state, status = :status, failed = :failed, polled = :now,"
        " due = :due, polls = polls + 1 WHERE seq = :feed",
        feed=feed, state=state, status=status, failed=failed, now=now, due=due,
    )  # fmt: skip


def read_feed_as(  # noqa: PLR0913 - one parameter a column
    engine: Engine,
    feed: int,
    *,
    etag: str | None,
    modified: str | None,
    digest: str | None,
    title: str | None,
) -> None:
    """Note what tells whether a feed has changed since it was read."""
    engine.run(
        "UPDATE feed SET etag = :etag, modified = :modified, digest = :digest,"
        " title = coalesce(:title, title) WHERE seq = :feed",
        feed=feed, etag=etag, modified=modified, digest=digest, title=title,
    )  # fmt: skip


def move_feed(engine: Engine, feed: int, at: str) -> None:
    """Ask a feed at another address from now on."""
    engine.run("UPDATE feed SET at = :at WHERE seq = :feed", feed=feed, at=at)


def feed_states(engine: Engine, *, stage: str = "watch.feed") -> Iterator[FeedState]:
    """Every feed with its state, in the order they were added; `stage` is that of its failures."""
    sql = (
        "SELECT feed.url, feed.at, feed.title, feed.state, feed.status, feed.polled, feed.due,"
        " feed.watched, count(CASE WHEN article.state = 'kept' THEN 1 END),"
        " count(CASE WHEN article.state = 'waiting' THEN 1 END),"
        " count(CASE WHEN article.state = 'failed' THEN 1 END),"
        " count(CASE WHEN article.state = 'double' THEN 1 END),"
        " min(failure.message), min(failure.remedy)"
        " FROM feed LEFT JOIN article ON article.feed = feed.seq"
        " LEFT JOIN failure ON failure.doc = feed.url AND failure.stage = :stage"
        " GROUP BY feed.seq, feed.url, feed.at, feed.title, feed.state, feed.status, feed.polled,"
        " feed.due, feed.watched ORDER BY feed.seq"
    )
    names = FeedState.__struct_fields__
    for row in engine.rows(sql, stage=stage):
        values = dict(zip(names, row, strict=True))
        yield FeedState(**values | {"watched": bool(values["watched"])})


def read_host(engine: Engine, name: str) -> Host:
    """What is known of a host ("https://example.org")."""
    sql = "SELECT ready, robots, checked FROM host WHERE name = :name"
    row = next(engine.rows(sql, name=name), None)
    if row is None:
        return Host()
    return Host(row[0], None if row[1] is None else unpack(bytes(row[1])), row[2])


def keep_robots(engine: Engine, name: str, robots: bytes | None, *, now: float) -> None:
    """Note a host's robots.txt."""
    engine.run(
        "INSERT INTO host (name, ready, robots, checked) VALUES (:name, 0, :robots, :now)"
        " ON CONFLICT (name) DO UPDATE SET robots = excluded.robots, checked = excluded.checked",
        name=name, robots=None if robots is None else pack(robots), now=now,
    )  # fmt: skip


def hold_host(engine: Engine, name: str, until: float) -> None:
    """Leave a host alone until then."""
    engine.run(
        "INSERT INTO host (name, ready) VALUES (:name, :until)"
        " ON CONFLICT (name) DO UPDATE SET ready = excluded.ready",
        name=name, until=until,
    )  # fmt: skip
