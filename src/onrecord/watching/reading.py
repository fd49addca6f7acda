"""What was fetched → records in the store, each with what it is known by."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.adding import Given, Outcome, add_sources
from onrecord.errors import StoreError
from onrecord.records import Failure
from onrecord.store.articles import add_keys, forget_failure, settle_article
from onrecord.store.database import Store
from onrecord.store.feeds import read_feed
from onrecord.watching.desk import Desk
from onrecord.watching.pages import Double, Fetched, Lost, Ready, make_ready
from onrecord.watching.plan import ARTICLE_STAGE, ArticleTold, Told, Trouble, fault

BURST = 8
"""Articles for each process that are read together."""


class Reading:
    """The articles that are fetched and not read yet: `unread`.

    `in_hand` has their numbers, and those of what is being fetched.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.unread: deque[Fetched] = deque()
        self.in_hand: set[int] = set()

    def read(self, stopped: Callable[[], bool]) -> Iterator[Told]:
        """Read what was fetched: an article, or of several processes a burst of them."""
        many = self._desk.plan.workers * BURST if self._desk.plan.workers > 1 else 1
        burst: list[Ready] = []
        keys: set[str] = set()
        while self.unread and len(burst) < many:
            fetched = self.unread[0]
            feed = read_feed(self._desk.store.engine, fetched.article.feed)
            found = self._make_ready(fetched, feed.url)
            if isinstance(found, Ready):
                if not keys.isdisjoint(found.keys):
                    break  # a double of one in this burst, perhaps: that is known after it
                keys |= set(found.keys)
                burst.append(found)
            else:
                yield self._close(found, feed.url)
            self.unread.popleft()
        if burst:
            yield from self._keep(burst, stopped)

    def _make_ready(self, fetched: Fetched, feed: str) -> Ready | Double | Lost:
        try:
            return make_ready(self._desk, fetched, feed)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the watch
            article = fetched.article
            return Lost(article, fault(article.url or feed, error))

    def _keep(self, burst: list[Ready], stopped: Callable[[], bool]) -> Iterator[Told]:
        """Read reports and keep each together with what it is known by."""
        left = iter(burst)

        def settle(outcome: Outcome) -> None:
            _settle(self._desk.store, next(left), outcome)

        outcomes = add_sources(
            self._desk.store,
            [ready.source for ready in burst],
            Given(actors=self._desk.plan.actors),
            engine=self._desk.apart.engine,
            stopped=stopped,
            settle=settle,
        )
        for ready, outcome in zip(burst, outcomes, strict=False):
            self.in_hand.discard(ready.article.seq)
            failure = outcome.failure
            yield ArticleTold(
                url=ready.source.name, outcome=outcome.outcome, report=outcome.report,
                message=failure.message if failure else None,
                remedy=failure.remedy if failure else None,
            )  # fmt: skip

    def _close(self, found: Double | Lost, feed: str) -> ArticleTold:
        """Note that nothing of an article is to be read."""
        article = found.article
        name = article.url or feed
        self.in_hand.discard(article.seq)
        trouble = found.trouble if isinstance(found, Lost) else None
        with self._desk.store.transaction():
            settle_article(self._desk.store.engine, article.seq, "failed" if trouble else "double")
            if trouble:
                self._desk.store.put_failure(_failure(name, trouble))
        if trouble is None:
            return ArticleTold(url=name, outcome="double")
        return ArticleTold(
            url=name, outcome="failed", message=trouble.message, remedy=trouble.remedy
        )


def _settle(store: Store, ready: Ready, outcome: Outcome) -> None:
    """Note what became of an article, in the transaction that keeps its report."""
    kept = outcome.outcome != "failed"
    name = ready.source.name
    settle_article(
        store.engine, ready.article.seq, "kept" if kept else "failed", report=outcome.report
    )
    if kept:
        add_keys(store.engine, ready.article.seq, ready.keys)
    if ready.trouble:
        said = f"{ready.trouble.message}; what the feed says of it was read in its place"
        store.put_failure(_failure(name, replace(ready.trouble, message=said)))
    else:
        forget_failure(store.engine, name, ARTICLE_STAGE)


def _failure(name: str, trouble: Trouble) -> Failure:
    return Failure(doc=name, stage=ARTICLE_STAGE, message=trouble.message, remedy=trouble.remedy)
