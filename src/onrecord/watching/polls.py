"""A feed's answer → what it announces that is new, and when it is asked again."""

import hashlib
from collections.abc import Mapping

from onrecord.fetch.errors import FetchError
from onrecord.fetch.request import Answer, unpack_file
from onrecord.fetch.waits import DAY, back_off, spread
from onrecord.ingest.formats.entries import Feed as FeedRead
from onrecord.records import Failure
from onrecord.store.articles import forget_failure
from onrecord.store.feeds import Feed, answer_feed, move_feed, read_feed_as
from onrecord.watching.desk import Desk
from onrecord.watching.news import add_news
from onrecord.watching.plan import FEED_STAGE, FeedTold, Job, Trouble, fault

ACCEPTED = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9,"
    " */*;q=0.5"
)
LONGEST_MARK = 1_000
"""Characters of an ETag or a date that are sent back as they came."""


def feed_job(feed: Feed) -> Job:
    """What to ask of a feed: whether it has changed."""
    headers = [("Accept", ACCEPTED)]
    headers += [("If-None-Match", feed.etag)] if feed.etag else []
    headers += [("If-Modified-Since", feed.modified)] if feed.modified else []
    return Job("feed", feed.seq, feed.at, tuple(headers))


def take_poll(desk: Desk, feed: Feed, job: Job, answer: Answer, now: float) -> FeedTold:
    """Keep what a feed answered with 200 or 304, whole or not at all."""
    marked = any(name.startswith("If-") for name, _ in job.headers)
    if answer.status == 304:
        if not marked:
            said = f"{feed.at} says that nothing has changed, though it was never read"
            trouble = Trouble(said, "it is tried again later", status=304)
            return fail_poll(desk, feed, trouble, now)
        return _note(desk, feed, job, answer, now, outcome="unchanged")
    digest = hashlib.sha256(answer.body).hexdigest()
    if digest == feed.digest:
        return _note(desk, feed, job, answer, now, outcome="unchanged")
    read = _read(desk, feed, answer)
    if isinstance(read, Trouble):
        return fail_poll(desk, feed, read, now)
    with desk.store.transaction():
        new = add_news(desk.store, feed, job.url, read, now)
        etag, modified = _marks(answer.headers)
        read_feed_as(
            desk.store.engine,
            feed.seq,
            etag=etag,
            modified=modified,
            digest=digest,
            title=read.title,
        )
        return _note(desk, feed, job, answer, now, outcome="read", new=new, read=read)


def _read(desk: Desk, feed: Feed, answer: Answer) -> FeedRead | Trouble:
    """What a feed announces, or why that cannot be told."""
    try:
        data = unpack_file(answer.body, feed.at, desk.plan.limits)
        read = desk.apart.read_entries(data, feed.url)
    except FetchError as error:
        return Trouble(error.message, error.remedy, status=200)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not end the watch
        return fault(feed.url, error)
    if isinstance(read, Failure):
        return Trouble(read.message, read.remedy, status=200)
    return read


def fail_poll(desk: Desk, feed: Feed, trouble: Trouble, now: float) -> FeedTold:
    """Keep that a feed gave nothing; it is asked again after ever longer waits."""
    failed = feed.failed + 1
    gone = trouble.status == 410
    wait = max(DAY, desk.plan.every) if gone else back_off(desk.plan.every, failed)
    wait = spread(wait, desk.plan.seed, feed.url, feed.polls)
    if trouble.wait is not None:
        wait = trouble.wait + spread(desk.plan.delay, desk.plan.seed, feed.url, feed.polls)
    failure = Failure(
        doc=feed.url, stage=FEED_STAGE, message=trouble.message, remedy=trouble.remedy
    )
    with desk.store.transaction():
        answer_feed(
            desk.store.engine, feed.seq, state="gone" if gone else "failing", status=trouble.status,
            failed=failed, now=now, due=now + wait,
        )  # fmt: skip
        desk.store.put_failure(failure)
    return FeedTold(
        url=feed.url, outcome="gone" if gone else "failed", status=trouble.status,
        message=trouble.message, remedy=trouble.remedy,
    )  # fmt: skip


def _note(  # noqa: PLR0913 - what is known of one poll
    desk: Desk,
    feed: Feed,
    job: Job,
    answer: Answer,
    now: float,
    *,
    outcome: str,
    new: int = 0,
    read: FeedRead | None = None,
) -> FeedTold:
    """A good answer: ask again in time, at the place where it is for good."""
    moved = job.url if job.hops and job.permanent else None
    broken = read.broken if read else None
    with desk.store.transaction():
        answer_feed(
            desk.store.engine, feed.seq, state="good", status=answer.status, failed=0, now=now,
            due=now + spread(desk.plan.every, desk.plan.seed, feed.url, feed.polls),
        )  # fmt: skip
        if moved:
            move_feed(desk.store.engine, feed.seq, moved)
        if broken:
            desk.store.put_failure(
                Failure(
                    doc=feed.url, stage=FEED_STAGE, message=f"{feed.url!r}: {broken}",
                    remedy="tell who publishes it; it goes on being read",
                )
            )  # fmt: skip
        elif read or feed.failed:
            forget_failure(desk.store.engine, feed.url, FEED_STAGE)
    return FeedTold(
        url=feed.url, outcome="read" if outcome == "read" else "unchanged", status=answer.status,
        new=new, at=moved, message=broken,
    )  # fmt: skip


def _marks(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """What a server wants to be asked with, as far as it can stand in a request."""
    found = [headers.get(name, "").strip() for name in ("etag", "last-modified")]
    etag, modified = (
        mark if mark and mark.isprintable() and mark.isascii() and len(mark) <= LONGEST_MARK
        else None
        for mark in found
    )  # fmt: skip
    return etag, modified
