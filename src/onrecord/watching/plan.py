"""How feeds are watched, what is asked, and what is told of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from onrecord.fetch.request import Limits
from onrecord.records import Frozen

FEED_STAGE = "watch.feed"
ARTICLE_STAGE = "watch.article"
"""The stages of failures, one for a feed and one for an article: the last is the one that holds."""
MOST_HOPS = 5
MOST_TRIES = 4
"""Requests for an article until it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How feeds are watched; times in seconds.

    `every` is between two polls of a feed, `delay` between two requests to a host. Waits vary by a
    tenth, by chance out of `seed`: the same seed gives the same waits. `workers` processes take
    apart and read what came; with 0 this one does, and nothing guards against what never ends.
    """

    every: float = 900.0
    delay: float = 1.0
    limits: Limits = field(default_factory=Limits)
    seed: str = ""
    once: bool = False
    lasts: float | None = None
    workers: int = 1
    fetchers: int = 16
    actors: Path | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """An address to ask. `of` is the number of the feed or article, for robots.txt the host.

    `hops` are the addresses that led here, `permanent` whether all of them have moved for good.
    """

    kind: Literal["feed", "article", "robots"]
    of: int | str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[str, ...] = ()
    permanent: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a job gave nothing. `wait` is how long its host asked to be left alone."""

    message: str
    remedy: str
    lasting: bool = False
    status: int | None = None
    wait: float | None = None


def fault(url: str, error: Exception) -> Trouble:
    """An error that nobody foresaw."""
    said = f"{url}: {type(error).__name__}: {error}"
    return Trouble(said, "this is a fault in onrecord: report it with the address")


class FeedTold(Frozen, frozen=True, kw_only=True, tag_field="event", tag="feed"):
    """How a feed answered; `new` articles were announced. `at` is where it is from now on."""

    url: str
    outcome: Literal["read", "unchanged", "failed", "gone"]
    status: int | None = None
    new: int = 0
    at: str | None = None
    message: str | None = None
    remedy: str | None = None


class ArticleTold(Frozen, frozen=True, kw_only=True, tag_field="event", tag="article"):
    """What became of an article; `later` is tried again."""

    url: str
    outcome: Literal["added", "known", "double", "failed", "removed", "later"]
    report: str | None = None
    message: str | None = None
    remedy: str | None = None


Told = FeedTold | ArticleTold
