"""The watch itself: feeds and articles asked in turn, what came read into the store.

One thread, this one, decides and writes; others ask (`fetch.crew`). What is told is on disk. What
was under way when it stops was not noted as done, and is done again the next time.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus

from onrecord.fetch.crew import Crew
from onrecord.fetch.errors import FetchError
from onrecord.fetch.request import REDIRECTS, Answer, Limits, send_request
from onrecord.fetch.robots import LARGEST
from onrecord.fetch.urls import read_url
from onrecord.fetch.waits import asked_wait, back_off, spread
from onrecord.store.articles import (
    Article,
    next_articles,
    postpone_article,
    read_article,
)
from onrecord.store.database import Store
from onrecord.store.feeds import ask_now, due_feeds, forget_silence, read_feed
from onrecord.watching.apart import Apart
from onrecord.watching.desk import Desk
from onrecord.watching.pages import Fetched
from onrecord.watching.plan import (
    MOST_HOPS,
    MOST_TRIES,
    ArticleTold,
    Job,
    Plan,
    Told,
    Trouble,
    fault,
)
from onrecord.watching.polls import fail_poll, feed_job, take_poll
from onrecord.watching.reading import Reading
from onrecord.watching.turns import LONGEST_HOLD, Turns

UNREAD = 24
"""Articles that are fetched ahead of the reading; more wait in the store."""
PAUSE = 0.2
"""Seconds between two looks at what is due, where nothing else is to be done."""
SHORT_WAIT = 60.0
"""Seconds until the second try for an article, and for a host that asks for less without a time."""
LASTING = frozenset({410, 451})
"""Answers that stay as they are."""


def watch_feeds(
    store: Store, plan: Plan, *, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Told]:
    """Ask the watched feeds of a store (`add_feeds`), and read what they announce into it.

    Ends when `stopped`, when the plan's time is up, or, of a plan for once, when each feed was
    asked and what it announced is there or has to wait.

    Args:
        store: open for writing.
        plan: how.
        stopped: asked between any two steps.
    """
    watch = Watch(store, plan)
    try:
        yield from watch.run(stopped)
    finally:
        watch.crew.end()
        watch.desk.apart.end()


class Watch:
    """The state of a watch while it runs; all that matters longer is in the store."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self.store = store
        self.plan = plan
        self.desk = Desk(store, plan, Apart(plan.workers))
        self.crew: Crew[Job, Answer] = Crew(lambda job: _ask(job, plan.limits), plan.fetchers)
        self.turns = Turns(store, plan)
        self.reading = Reading(self.desk)
        self.asked: set[int] = set()
        """Feeds in hand; of a watch for once, all that were asked."""

    def run(self, stopped: Callable[[], bool]) -> Iterator[Told]:
        """Until there is nothing more to do."""
        began = time.time()
        if self.plan.once:
            ask_now(self.store.engine, began)
        forget_silence(self.store.engine, began)
        while not stopped():
            now = time.time()
            over = self.plan.lasts is not None and now - began >= self.plan.lasts
            if not over:
                self._line_up(now)
                for job, trouble in self.turns.take(now, self.crew.size - self.crew.busy):
                    if trouble is None:
                        self.crew.hand(job)
                    else:
                        yield from self._fail(job, trouble, now)
            if not self.reading.unread and not self.crew.busy:
                if over or (self.plan.once and not len(self.turns) and not self._is_more(now)):
                    return
                time.sleep(PAUSE)
            for job, result in self.crew.results(0.0 if self.reading.unread else PAUSE):
                yield from self._take(job, result, time.time())
            yield from self.reading.read(stopped)

    def _line_up(self, now: float) -> None:
        """Let what is due wait for its turn."""
        late = now + max(LONGEST_HOLD, 2 * self.plan.every)
        for feed in due_feeds(self.store.engine, now, late=late):
            if feed.seq not in self.asked:
                self.asked.add(feed.seq)
                self.turns.add(feed_job(feed))
        for article in self._due_articles(now):
            self.reading.in_hand.add(article.seq)
            if article.url is None:
                self.reading.unread.append(Fetched(article, now))
            else:
                headers = (("Accept", "text/html, application/xhtml+xml, */*;q=0.5"),)
                self.turns.add(Job("article", article.seq, article.url, headers))

    def _due_articles(self, now: float) -> Iterator[Article]:
        """Those whose host is free, as many as there is room for."""
        if len(self.reading.in_hand) >= UNREAD:
            return
        for article in next_articles(self.store.engine, now):
            if len(self.reading.in_hand) >= UNREAD:
                return
            free = article.url is None or self.turns.is_free(article.host, now)
            if free and article.seq not in self.reading.in_hand:
                yield article

    def _is_more(self, now: float) -> bool:
        """Whether an article waits for nothing but a host's pause."""
        return any(
            a.url is None or not self.turns.is_held(a.host, now)
            for a in next_articles(self.store.engine, now)
        )

    def _take(self, job: Job, result: Answer | Exception, now: float) -> Iterator[Told]:
        """What an answer comes to."""
        if isinstance(result, Exception):
            self.turns.done(job, now, None)
            yield from self._fail(job, _trouble_of(job, result), now)
            return
        hold = None
        if result.status in {429, 503}:
            hold = asked_wait(result.headers, now)
            if hold is None and result.status == 429:
                hold = min(self.plan.every, SHORT_WAIT)
        self.turns.done(job, now, hold)
        if result.status in REDIRECTS:
            yield from self._follow(job, result, now)
        elif job.kind == "robots" and 400 <= result.status < 500 and result.status != 429:
            self.turns.note_robots(str(job.of), b"", now, None)
        elif result.status != 200 and not (result.status == 304 and job.kind == "feed"):
            yield from self._fail(job, _refused(job, result, hold), now)
        elif job.kind == "robots":
            self.turns.note_robots(str(job.of), result.body, now, None)
        elif job.kind == "feed":
            feed = read_feed(self.store.engine, int(job.of))
            self._let_go(feed.seq)
            yield take_poll(self.desk, feed, job, result, now)
        else:
            article = read_article(self.store.engine, int(job.of))
            self.reading.unread.append(Fetched(article, now, answer=result))

    def _follow(self, job: Job, answer: Answer, now: float) -> Iterator[Told]:
        """Let the job wait for its turn at the place where it was sent."""
        hops = (*job.hops, job.url)
        try:
            target = read_url(answer.headers.get("location", ""), job.url)
        except FetchError as error:
            said = f"{job.url} sends elsewhere: {error.message}"
            yield from self._fail(job, Trouble(said, error.remedy, status=answer.status), now)
            return
        if target in hops or len(hops) > MOST_HOPS:
            said = f"{hops[0]} sends in a circle, or more than {MOST_HOPS} times elsewhere"
            trouble = Trouble(said, "it is tried again later", status=answer.status)
            yield from self._fail(job, trouble, now)
            return
        permanent = job.permanent and answer.status in {301, 308}
        self.turns.add(replace(job, url=target, hops=hops, permanent=permanent))

    def _fail(self, job: Job, trouble: Trouble, now: float) -> Iterator[Told]:
        """What trouble comes to: a robots.txt, a feed or an article to be tried again later."""
        if job.kind == "robots":
            self.turns.note_robots(str(job.of), None, now, trouble)
        elif job.kind == "feed":
            feed = read_feed(self.store.engine, int(job.of))
            self._let_go(feed.seq)
            yield fail_poll(self.desk, feed, trouble, now)
        else:
            article = read_article(self.store.engine, int(job.of))
            tries = article.tries + (trouble.status is not None or trouble.wait is None)
            if trouble.lasting or tries >= MOST_TRIES:
                self.reading.unread.append(Fetched(article, now, trouble=trouble))
                return
            wait = trouble.wait or back_off(min(self.plan.every, SHORT_WAIT), 2 * article.tries)
            due = now + spread(wait, self.plan.seed, article.url, tries)
            postpone_article(self.store.engine, article.seq, tries=tries, due=due)
            self.reading.in_hand.discard(article.seq)
            yield ArticleTold(
                url=article.url or "", outcome="later", message=trouble.message,
                remedy=trouble.remedy,
            )  # fmt: skip

    def _let_go(self, feed: int) -> None:
        if not self.plan.once:
            self.asked.discard(feed)


def _ask(job: Job, limits: Limits) -> Answer:
    """What the threads do."""
    if job.kind == "robots":
        limits = replace(limits, max_bytes=LARGEST)
    return send_request(job.url, dict(job.headers), limits)


def _trouble_of(job: Job, error: Exception) -> Trouble:
    if isinstance(error, FetchError):
        return Trouble(error.message, error.remedy, lasting=error.lasting)
    return fault(job.url, error)


def _refused(job: Job, answer: Answer, hold: float | None) -> Trouble:
    """An answer that is none."""
    try:
        meaning = f" ({HTTPStatus(answer.status).phrase.lower()})"
    except ValueError:
        meaning = ""
    return Trouble(
        f"{job.url} answered {answer.status}{meaning}",
        "it is tried again later" if hold is None else f"it is asked again after {hold:.0f} s",
        lasting=answer.status in LASTING,
        status=answer.status,
        wait=hold,
    )
