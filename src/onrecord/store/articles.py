"""What watched feeds announced: each article once, whatever it is known by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.store.engine import Engine
from onrecord.store.packing import pack, unpack


@dataclass(frozen=True, slots=True)
class Article:
    """Something that a feed announced and that is not there yet.

    `entry` is what the feed says of it; `title` its title as titles are compared.
    """

    seq: int
    feed: int
    url: str | None
    host: str
    title: str
    tries: int
    entry: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """The article that has a key already."""

    article: int
    url: str | None
    title: str


def find_seen(engine: Engine, key: str) -> Seen | None:
    """The article with a key."""
    sql = (
        "SELECT article.seq, article.url, article.title FROM seen"
        " JOIN article ON article.seq = seen.article WHERE seen.key = :key"
    )
    row = next(engine.rows(sql, key=key), None)
    return Seen(*row) if row else None


def add_article(  # noqa: PLR0913 - one parameter a column
    engine: Engine,
    feed: int,
    *,
    url: str | None,
    host: str,
    title: str,
    entry: bytes,
    keys: Iterable[str],
    now: float,
) -> int:
    """Keep what a feed announced, to be fetched from now on; its number."""
    engine.run(
        "INSERT INTO article (feed, url, host, title, state, tries, due, entry)"
        " VALUES (:feed, :url, :host, :title, 'waiting', 0, :now, :entry)",
        feed=feed, url=url, host=host, title=title, now=now, entry=pack(entry),
    )  # fmt: skip
    article = int(next(engine.rows("SELECT max(seq) FROM article"))[0])
    add_keys(engine, article, keys)
    return article


def add_keys(engine: Engine, article: int, keys: Iterable[str]) -> None:
    """What else an article is known by; a key that another one has stays with that."""
    for key in keys:
        engine.run(
            "INSERT INTO seen (key, article) VALUES (:key, :article) ON CONFLICT (key) DO NOTHING",
            key=key, article=article,
        )  # fmt: skip


def next_articles(engine: Engine, now: float) -> tuple[Article, ...]:
    """For each host the article of a watched feed that waited longest and is due."""
    sql = (
        "SELECT article.seq, article.feed, article.url, article.host, article.title, article.tries,"
        " article.entry FROM article WHERE article.seq IN"
        " (SELECT min(article.seq) FROM article JOIN feed ON feed.seq = article.feed"
        " WHERE article.state = 'waiting' AND article.due <= :now AND feed.watched = 1"
        " GROUP BY article.host) ORDER BY article.seq"
    )
    return tuple(_article(row) for row in engine.rows(sql, now=now))


def read_article(engine: Engine, article: int) -> Article:
    """The article with this number, which waits."""
    sql = "SELECT seq, feed, url, host, title, tries, entry FROM article WHERE seq = :article"
    return _article(next(engine.rows(sql, article=article)))


def _article(row: tuple[Any, ...]) -> Article:
    return Article(*(*row[:6], unpack(bytes(row[6]))))


def postpone_article(engine: Engine, article: int, *, tries: int, due: float) -> None:
    """Try again later."""
    engine.run(
        "UPDATE article SET tries = :tries, due = :due WHERE seq = :article",
        article=article, tries=tries, due=due,
    )  # fmt: skip


def settle_article(engine: Engine, article: int, state: str, *, report: str | None = None) -> None:
    """Nothing more is to be done: it is kept, failed, or a double of another one."""
    engine.run(
        "UPDATE article SET state = :state, entry = NULL,"
        " report = (SELECT seq FROM report WHERE id = :report) WHERE seq = :article",
        article=article, state=state, report=report,
    )  # fmt: skip


def count_articles(engine: Engine) -> dict[str, int]:
    """How many articles are in each state."""
    return dict(engine.rows("SELECT state, count(*) FROM article GROUP BY state"))


def forget_failure(engine: Engine, doc: str, stage: str) -> None:
    """What failed has succeeded."""
    engine.run("DELETE FROM failure WHERE doc = :doc AND stage = :stage", doc=doc, stage=stage)
